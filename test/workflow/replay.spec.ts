// Every stored history replays on today's workflow code. A failing one means: this release restarts workflows from facts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const BUNDLE_PATH = join(__dirname, '../../dist/apps/cases/src/workflow/bundle.generated.js');
const FOLDER = join(__dirname, '../histories');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const load = (file: string) =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { events: Record<string, unknown>[] };
const replay = (history: object) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE_PATH } }, historyFromJSON(history), 'case/golden');

beforeAll(() => void Runtime.install({ logger: new DefaultLogger('ERROR') }));

it.each(files)('%s', async (file) => {
  await expect(replay(load(file))).resolves.toBeUndefined();
});

it('there is a history of every way the scripted test goes, before certificates and with them', () => {
  const before = ['dissent.json', 'late.json', 'plain.json', 'silent.json', 'withdrawn.json'];
  expect(files.sort()).toEqual([...before, 'aftercare.json', 'certified.json', 'failed.json'].sort());
});

it('a history that this code would not have made is refused', async () => {
  const history = load('late.json');
  const scheduled = history.events.find((event) => 'activityTaskScheduledEventAttributes' in event)!;
  const attributes = scheduled['activityTaskScheduledEventAttributes'] as object;
  scheduled['activityTaskScheduledEventAttributes'] = { ...attributes, activityType: { name: 'another' } };
  await expect(replay(history)).rejects.toThrow();
});

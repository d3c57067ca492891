// Every stored history replays on today's workflow code. A failing one means: this release restarts workflows from facts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { HISTORIES, shapeOf, type History } from './histories';

const BUNDLE_PATH = join(__dirname, '../../dist/apps/cases/src/workflow/bundle.generated.js');
const files = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));
const load = (file: string) => JSON.parse(readFileSync(join(HISTORIES, file), 'utf8')) as History;
const replay = (history: object) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE_PATH } }, historyFromJSON(history), 'case/golden');

beforeAll(() => void Runtime.install({ logger: new DefaultLogger('ERROR') }));

it.each(files)('%s', async (file) => {
  await expect(replay(load(file))).resolves.toBeUndefined();
});

it('there is a history of every way the scripted test goes, before certificates and with them', () => {
  const before = ['dissent.json', 'late.json', 'plain.json', 'silent.json', 'withdrawn.json'];
  expect(files).toEqual(
    expect.arrayContaining([...before, 'aftercare.json', 'bundle.json', 'certified.json', 'failed.json']),
  );
});

it('and of every step from one stage to another, of what begins behind a stage, and of a run that is continued', () => {
  const ways = files.map((file) => shapeOf(load(file)));
  const steps = ways.flatMap((way) => way.map((one, n) => `${way[n - 1] ?? ''} ${one}`));
  const stages = (one: string) =>
    one.split(' ').every((name) => !['strike', 'certificate', 'giveUp', 'filePart'].includes(name.replace('.now', '')));
  expect([...new Set(steps)].filter(stages).sort()).toEqual(expect.arrayContaining(STEPS));
});
const STEPS = [
  ...[' intake', ' review', ' decision', ' certify', ' closed', 'intake review', 'intake decision', 'intake closed'],
  ...[
    'review decision',
    'review closed',
    'decision review',
    'decision certify',
    'decision aftercare',
    'decision closed',
  ],
  ...['certify closed', 'closed certify', 'aftercare closed', 'intake continued'],
];

it.each([
  ['second-round.json', 'decision', 'decision/2'],
  ['second-intake.json', 'intake', 'acceptance/2'],
])('and of a second round, which begins where the refusal had ended the run before: %s', (file, phase, step) => {
  const [started] = load(file).events;
  const [facts] = started!.workflowExecutionStartedEventAttributes!.input!.payloads!;
  expect(JSON.parse(Buffer.from(facts!.data!, 'base64').toString())).toMatchObject({ phase, open: [{ id: step }] });
});

it('and of work that could not be done at once, and was left to an activity that tries it ten times', () => {
  const history = load('way-certify-certificate.now-certificate-certify-giveUp-closed.json');
  const patient = history.events.find((event) => event.activityTaskScheduledEventAttributes)!;
  expect(patient.activityTaskScheduledEventAttributes).toMatchObject({
    activityType: { name: 'certificate' },
    retryPolicy: { maximumAttempts: 10 },
  });
});

it('and of a bundle, from its filing over a part that was filed next to its end', () => {
  const way = ['waiting', 'strike', 'ordered', 'filePart', 'waiting', 'strike', 'closed'];
  expect(shapeOf(load('bundle.json'))).toEqual(way);
});

it('a history that this code would not have made is refused', async () => {
  const history = load('late.json');
  const scheduled = history.events.find((event) => event.activityTaskScheduledEventAttributes)!;
  scheduled.activityTaskScheduledEventAttributes!.activityType.name = 'another';
  await expect(replay(history)).rejects.toThrow();
});

// A new calendar in a whole installation: whoever is concerned is told once for each case, and only workflows that must look sooner are.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { type NoticePage } from '#contracts/notices.dto';
import { databaseOptions } from '#platform/database';
import { temporalClient } from '#platform/temporal';
import { yearWith } from '../calendars';
import { startProcess, until, type Process } from '../processes';
import { PARK } from '../story';
import { serve, type Served } from './over-http';

const folder = mkdtempSync(join(tmpdir(), 'yuanban-calendar-'));
let served: Served;
let desk: Process;
let owner: DataSource;

beforeAll(async () => {
  served = await serve(1);
  desk = await startProcess('desk', served.place.env, 'serving');
  const url = served.place.databaseUrl;
  owner = await new DataSource(databaseOptions({ url, schema: 'registry', poolSize: 2 })).initialize();
  await served.place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
}, 120_000);
afterAll(async () => {
  await Promise.all([desk?.stop(), owner?.destroy()]);
  await served?.close();
  rmSync(folder, { recursive: true });
}, 60_000);

interface Imported {
  written: boolean;
  cases: { looked: number; changed: number; told: number };
}
async function importDays(days: { off?: string[]; work?: string[] }): Promise<Imported> {
  const file = join(folder, 'year.json');
  writeFileSync(file, JSON.stringify(await yearWith(owner, 2030, days)));
  const program = join(__dirname, '../../infra/cli/yuanban.cjs');
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [program, 'calendar', 'import', file, '--json'],
      { env: { PATH: process.env['PATH'], ...served.place.env } },
      (_, stdout) => resolve(JSON.parse(stdout) as Imported),
    ),
  );
}
/** Notices of a new calendar, by case. */
async function moved(user: string): Promise<string[]> {
  const { body } = await served.call('GET', '/api/v1/notices?limit=200', { as: user });
  const { items } = body as unknown as NoticePage;
  return items.filter(({ act }) => act === 'recalendar').map(({ number }) => number);
}
/** How often a workflow has been told anything. */
async function signals(number: string): Promise<number> {
  const { env, prefix } = served.place;
  const client = temporalClient(env['TEMPORAL_ADDRESS']!, env['TEMPORAL_NAMESPACE']!);
  try {
    const { events } = await client.workflow.getHandle(`${prefix}case/${number}`).fetchHistory();
    return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length;
  } finally {
    await client.connection.close();
  }
}
const everythingTold = () =>
  until('every workflow has been told', async () => {
    const [row] = await served.place.sql<{ untold: number }>(
      'SELECT count(*)::int AS untold FROM cases.conduct WHERE seq > told_seq',
    );
    return row!.untold === 0;
  });

it('tells the applicant and those who owe work, once for each case, and no workflow that may look later', async () => {
  const [one, two] = [(await served.file()).body.number, (await served.file()).body.number];
  await served.act(one, `window.${PARK}`, 'accept');
  await served.act(one, 'review.fire', 'opinion', { verdict: 'AGREE', text: '同意' });
  await everythingTold();
  const told = await signals(one);
  const outcome = await importDays({ off: ['2030-03-07'] });
  expect(outcome).toMatchObject({ written: true, cases: { looked: 2, changed: 2, told: 0 } });
  await until('the applicant is told', async () => (await moved('applicant.a')).length === 2);
  expect((await moved('applicant.a')).sort()).toEqual([one, two].sort());
  await until('the reviewer is told', async () => (await moved('review.water')).length === 1);
  expect(await moved('review.water')).toEqual([one]);
  expect(await moved('review.fire')).toEqual([]); // has answered
  expect(await moved(`window.${PARK}`)).toEqual([two]); // of the other case the window is done
  expect(await moved('applicant.b')).toEqual([]);
  // The same file once more, and a relay that takes over, tell nobody anything.
  expect(await importDays({})).toMatchObject({ written: false });
  await served.processes.relay[0]!.stop();
  served.processes.relay[0] = await startProcess('relay', served.place.env, 'woken by NATS');
  const probe = (await served.file()).body.number;
  await until('the log has gone on', async () =>
    ((await served.call('GET', '/api/v1/notices', { as: 'applicant.a' })).body as unknown as NoticePage).items.some(
      ({ number }) => number === probe,
    ),
  );
  expect(await moved('applicant.a')).toHaveLength(2);
  expect(await signals(one)).toBe(told);
}, 120_000);

it('tells the workflow whose earliest instant has moved nearer', async () => {
  const { number } = (await served.file()).body;
  await served.act(number, `window.${PARK}`, 'accept');
  await everythingTold();
  const told = await signals(number);
  await importDays({ work: ['2030-03-07'] });
  await everythingTold();
  expect(await signals(number)).toBe(told + 1);
}, 120_000);

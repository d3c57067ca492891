// Oversight as a process beside cases: it catches up at start, hears of what is new, outlives kills and cuts, and says how far
// behind it is. The histories are written into the log as the relay leaves them.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type NatsConnection } from '@nats-io/transport-node';
import { type LagView } from '#contracts/event-log.dto';
import { SUBJECTS } from '#contracts/subjects';
import { connectNats } from '#platform/nats';
import { RpcClient } from '#platform/rpc-client';
import { newInstallation, type Installation } from '../../../../test/installation';
import { at } from '../../../../test/law';
import { type PastEvent, record } from '../../../../test/past';
import { startProcess, until, type Process } from '../../../../test/processes';
import { FIGURES } from '../../../../test/projections';

let place: Installation;
let cases: Process;
let oversight: Process;
let nats: NatsConnection;
let rpc: RpcClient;

const startOversight = async () => (oversight = await startProcess('oversight', place.env, 'serving'));
const startCases = async () => (cases = await startProcess('cases', place.env, 'serving'));

beforeAll(async () => {
  place = await newInstallation();
  nats = await connectNats(place.env['NATS_URL']!, 'follow spec');
  rpc = new RpcClient(place.env['NATS_URL']!, 'follow spec', place.prefix);
  await startCases();
}, 120_000);
afterAll(async () => {
  await Promise.all([cases?.stop(), oversight?.stop()]);
  await rpc?.close();
  await nats?.close();
  await place?.close();
}, 60_000);

let serial = 0;
/** Histories of two events: filed and decided. */
const decidedCases = (count: number): PastEvent[] =>
  Array.from({ length: count }, () => `f-${(serial += 1)}`).flatMap((number) => [
    {
      number,
      type: 'case.filed.v1',
      at: at('2026-03-02T09:00'),
      data: {
        parties: { item: '16', park: 'caohejing', applicant: `enterprise:${number}` },
        limits: { statutory: { workdays: 5 }, promised: { workdays: 4 } },
        delegation: '沪府办发〔2013〕34号',
      },
    },
    { number, type: 'case.decided.v1', at: at('2026-03-05T09:00'), data: { net: 3, onTime: true, outcome: 'GRANT' } },
  ]);
const counted = async () =>
  (await place.sql<{ n: number }>('SELECT count(*)::int AS n FROM oversight.turnaround'))[0]!.n;
const untilCounted = (n: number) => until(`${n} applications are counted`, async () => (await counted()) === n, 20_000);
const hear = () => nats.publish(`${place.prefix}case.decided.v1`, '{}');
const lag = () => rpc.call<LagView>(SUBJECTS.oversightReady, {}, 2_000);
const tables = async () => (await place.sql<{ tables: string }>(FIGURES))[0]!.tables;

it('at its start it folds all that is in the log, in as many answers as that takes', async () => {
  await record(place, decidedCases(600)); // 1,200 events, 500 an answer
  await startOversight();
  await untilCounted(600);
  expect(await lag()).toEqual({ behind: 0, seconds: 0 });
});

it('what is published is counted at once, though the message itself says nothing', async () => {
  await pause(1_000); // until the round after the last one has found nothing: the next comes in a minute
  await record(place, decidedCases(3));
  const since = Date.now();
  hear();
  await untilCounted(603);
  expect(Date.now() - since).toBeLessThan(3_000);
});

it('killed while it folds, it goes on where it was: nothing is missing, nothing counted twice', async () => {
  await record(place, decidedCases(2_000));
  hear();
  await until('it is in the middle', async () => (await counted()) > 603);
  oversight.kill('SIGKILL');
  await oversight.ended;
  expect(await counted()).toBeLessThan(2_603);
  await record(place, decidedCases(10));
  await startOversight();
  await untilCounted(2_613);
  const [{ twice }] = (await place.sql<{ twice: number }>(
    'SELECT (count(*) - count(DISTINCT number))::int AS twice FROM oversight.course',
  )) as [{ twice: number }];
  expect(twice).toBe(0);
});

it('while cases is away it says for how long it has not known, and catches up by itself once cases is back', async () => {
  await cases.stop();
  await record(place, decidedCases(5));
  hear();
  await until('the lag is told', async () => (await lag()).seconds >= 2);
  expect(await counted()).toBe(2_613);
  await startCases();
  await untilCounted(2_618);
  await until('the lag is over', async () => (await lag()).seconds === 0);
}, 120_000);

it('`yuanban oversight rebuild` comes to the same bytes, while oversight runs', async () => {
  const before = await tables();
  await place.sql(
    `UPDATE oversight.turnaround SET net = 99 WHERE number = 'f-1'; DELETE FROM oversight.course WHERE number = 'f-2';
     UPDATE oversight.tally SET n = n + 1`,
  );
  const program = join(__dirname, '../../../../infra/cli/yuanban.cjs');
  const said = await new Promise<{ code: number; json: unknown }>((resolve) => {
    execFile(
      process.execPath,
      [program, 'oversight', 'rebuild', '--json'],
      { env: { PATH: process.env['PATH'], ...place.env } },
      (error, stdout) => resolve({ code: error ? Number(error.code) : 0, json: JSON.parse(stdout) as unknown }),
    );
  });
  expect(said).toEqual({ code: 0, json: { events: 2 * 2_618 } });
  expect(await tables()).toBe(before);
  await record(place, decidedCases(1));
  hear();
  await untilCounted(2_619);
}, 120_000);

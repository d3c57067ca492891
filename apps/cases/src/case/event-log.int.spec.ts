// Paging a long log: what a page costs does not grow with the log, though the policy of the events is asked for each.
import { DataSource } from 'typeorm';
import { databaseOptions, withContext } from '#platform/database';
import { newInstallation, type Installation } from '../../../../test/installation';
import { at } from '../../../../test/law';
import { record } from '../../../../test/past';
import { UNPUBLISHED } from '../relay/log-position';
import { LOG_AFTER, readLog } from './event-log';

const CASES = 4_000;
const PARTIES = { item: '16', park: 'caohejing', applicant: 'enterprise:a' };
let place: Installation;
let database: DataSource;
const connect = (role: string) =>
  new DataSource(databaseOptions({ url: place.databaseUrl, schema: 'cases', role })).initialize();

beforeAll(async () => {
  place = await newInstallation();
  database = await connect('cases_door');
  const numbers = Array.from({ length: CASES }, (_, n) => `l-${n}`);
  await record(
    place,
    numbers.map((number) => ({
      number,
      type: 'case.filed.v1',
      at: at('2026-03-02T09:00'),
      data: { parties: PARTIES },
    })),
  );
  await place.sql('ANALYZE cases.case_event, cases.case_log, cases.approval_case');
}, 60_000);
afterAll(async () => {
  await database?.destroy();
  await place?.close();
});

const asRelay = <T>(work: Parameters<typeof withContext<T>>[2]) => withContext(database, 'relay', work);

it('is the events behind a position in their order, gapless, and the head of all', async () => {
  const { events, head } = await asRelay((manager) => readLog(manager, 1_500, 500));
  expect(head).toBe(CASES);
  expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 500 }, (_, n) => 1_501 + n));
  expect(await asRelay((manager) => readLog(manager, CASES, 500))).toEqual({ events: [], head: CASES });
});

it.each([
  ['a page of the log', 'cases_door', LOG_AFTER, [100, 500]],
  ['a page that is published', 'cases_worker', UNPUBLISHED, []],
])('%s looks at its own events and no others', async (_, role, statement, values) => {
  const other = await connect(role);
  const plan = await withContext(other, 'relay', async (manager) => {
    const rows = await manager.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN (ANALYZE, TIMING OFF) ${statement}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  await other.destroy();
  expect(plan).toMatch(/Index Scan using case_event_pkey on case_event e .*rows=500/);
  expect(plan).not.toMatch(/Seq Scan on case_(event|log)/);
});

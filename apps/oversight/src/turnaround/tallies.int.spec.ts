// Tallies on a real Postgres: after any fold they are the sum of the applications, a table made of them tells what the applications
// tell, and it reads no application.
import { DataSource } from 'typeorm';
import { type LoggedEvent } from '#contracts/event-log.dto';
import { databaseOptions } from '#platform/database';
import { type Counted, talliesOf } from '#rules/tally';
import { GROUPS } from '#rules/turnaround';
import { figuresOf, tableOf } from '#rules/turnaround-table';
import { chance } from '../../../../test/chance';
import { newInstallation, type Installation } from '../../../../test/installation';
import { type PastEvent } from '../../../../test/past';
import { histories } from '../../../../test/past-chances';
import { FIGURES } from '../../../../test/projections';
import { fold } from '../log/fold';
import { migrateOversight } from '../migrate';
import { OVERSIGHT_ROLE } from '../oversight.module';
import { Turnarounds } from './turnarounds';
import { columnsOf } from './tallies';

const BYS = ['', 'item', 'park', 'month', 'item,park', 'item,month', 'park,month', 'item,park,month'];

let place: Installation;
let database: DataSource;
let turnarounds: Turnarounds;
beforeAll(async () => {
  place = await newInstallation();
  const options = { url: place.databaseUrl, schema: 'oversight', role: OVERSIGHT_ROLE };
  database = await new DataSource(databaseOptions(options)).initialize();
  turnarounds = new Turnarounds(database);
});
afterAll(async () => {
  await database?.destroy();
  await place?.close();
});

const logged = ({ number, type, at, data }: PastEvent, i: number): LoggedEvent => {
  const instant = new Date(at).toISOString();
  const of = { position: i + 1, number, no: 1, type, actor: 'time', effective_at: instant, recorded_at: instant };
  return { ...of, data: data as LoggedEvent['data'] };
};
const tables = async () => (await place.sql<{ tables: string }>(FIGURES))[0]!.tables;
const ask = async (by: string, from?: string, to?: string) => {
  const { rows, total } = await turnarounds.table({ person: 'spec', by, ...(from && { from }), ...(to && { to }) });
  return { rows, total };
};
/** What the applications themselves tell, one by one. */
const told = async (by: string, from = '0001-01-01', to = '9999-12-31') => {
  const all = await place.sql<Counted>(
    `SELECT ${columnsOf()}, 1 AS times FROM oversight.turnaround WHERE kind <> 'BEFORE' AND decided_on BETWEEN $1 AND $2`,
    [from, to],
  );
  const before = await place.sql<{ item: string; net: number; n: number }>(
    `SELECT item, sum(net)::int AS net, count(*)::int AS n FROM oversight.turnaround WHERE kind = 'BEFORE' GROUP BY item`,
  );
  const measured = new Map(before.map(({ item, net, n }) => [item, { net, n }]));
  const groups = GROUPS.filter((group) => by.split(',').includes(group));
  const tallies = talliesOf(all);
  return { rows: tableOf(tallies, tallies, groups, measured), total: figuresOf(all, measured) };
};

it('after each fold, in batches of any size, they are what the migration counts anew', async () => {
  const { under } = chance(20_261_129);
  const events = histories(20_261_129, 700).map(logged);
  let rounds = 0;
  for (let at = 0, size = 1; at < events.length; at += size) {
    size = 1 + under(400);
    // Some of it is told twice, as after a replay.
    await fold(database, events.slice(Math.max(0, at - under(20)), at + size));
    if ((rounds += 1) % 4 !== 0 && at + size < events.length) continue;
    const kept = await tables();
    await place.sql(`DROP TABLE oversight.tally; DELETE FROM oversight.migration WHERE name LIKE 'Tally%'`);
    expect(await migrateOversight(place.databaseUrl)).toEqual(['Tally1763700000203']);
    expect(kept).toBe(await tables());
  }
});

it.each(BYS)('a table by "%s" tells what the applications tell one by one', async (by) => {
  expect(await ask(by)).toEqual(await told(by));
  for (const [from, to] of [
    ['2026-03-01', '2026-04-30'],
    ['2026-02-11', '2026-05-09'],
    ['2026-03-11', '2026-03-19'],
    ['2026-03-31', '2026-04-01'],
    [undefined, '2026-04-15'],
    ['2026-04-15', undefined],
  ]) {
    const table = await ask(by, from, to);
    expect(table.total.n).toBeGreaterThan(0);
    expect(table).toEqual(await told(by, from, to));
  }
});

it('a table of whole months reads no application, and one of days those of the months at its ends alone', async () => {
  const whole = await ask('item,park', '2026-03-01', '2026-05-31');
  const days = await ask('item,park', '2026-02-11', '2026-05-09');
  await place.sql(`DELETE FROM oversight.turnaround WHERE month NOT IN ('2026-02', '2026-05')`);
  expect(await ask('item,park', '2026-02-11', '2026-05-09')).toEqual(days);
  await place.sql(`REVOKE SELECT ON oversight.turnaround FROM ${OVERSIGHT_ROLE}`);
  expect(await ask('item,park', '2026-03-01', '2026-05-31')).toEqual(whole);
  await expect(ask('item,park', '2026-02-11', '2026-05-09')).rejects.toThrow('permission denied');
  await place.sql(`GRANT SELECT ON oversight.turnaround TO ${OVERSIGHT_ROLE}`);
});

it('nothing is left of a place whose last application moves to another', async () => {
  await place.sql(
    'DELETE FROM oversight.course; DELETE FROM oversight.turnaround; DELETE FROM oversight.tally; UPDATE oversight.watermark SET position = 0',
  );
  const parties = { item: '12', park: 'caohejing', applicant: 'enterprise:a' };
  const [march, may] = [Date.parse('2026-03-02T09:00+08:00'), Date.parse('2026-05-04T09:00+08:00')];
  const life = [
    { number: 'a', type: 'case.filed.v1', at: march, data: { parties, limits: {}, delegation: 'a document' } },
    { number: 'a', type: 'case.recorded.v1', at: march, data: { net: 0, onTime: true } },
    { number: 'a', type: 'case.decided.v1', at: may, data: { net: 9, onTime: true } }, // as reconsideration has it
  ].map(logged);
  const places = () => place.sql('SELECT month, n, on_the_spot AS spot, net_times AS net FROM oversight.tally');
  await fold(database, life.slice(0, 2));
  expect(await places()).toEqual([{ month: '2026-03', n: 0, spot: 1, net: '' }]);
  await fold(database, life);
  expect(await places()).toEqual([{ month: '2026-05', n: 1, spot: 0, net: '9,1' }]);
});

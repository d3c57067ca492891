// Tallies on a real Postgres: after any fold they are the sum of the applications, a table made of them tells what the applications
// tell, and it reads no application.
import { Client } from 'pg';
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
let statistics: Client;
beforeAll(async () => {
  place = await newInstallation();
  const options = { url: place.databaseUrl, schema: 'oversight', role: OVERSIGHT_ROLE };
  database = await new DataSource(databaseOptions(options)).initialize();
  turnarounds = new Turnarounds(database);
  statistics = new Client({ connectionString: superuserUrl().href });
  await statistics.connect();
});
afterAll(async () => {
  await statistics?.end();
  await database?.destroy();
  await place?.close();
});

/** The installation's database as whoever may read the statistics. */
function superuserUrl(): URL {
  const url = new URL(process.env['TEST_SUPERUSER_URL']!);
  url.pathname = new URL(place.databaseUrl).pathname;
  return url;
}

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

it.each<Record<string, string>>([
  { of: 'decided', month: '2026-04' },
  { of: 'decided', item: '16', park: 'caohejing', month: '2026-04' },
  { of: 'before', item: '16' },
  { of: 'decided', park: 'jinqiao', from: '2026-03-31', to: '2026-04-15' },
  { of: 'on-the-spot', item: '2', from: '2026-03-10', month: '2026-03' },
])('the applications behind a line are all of it, in the order of their decisions: %j', async (line) => {
  const { of, item = null, park = null, month = null, from = null, to = null } = line;
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await turnarounds.cases({ person: 'spec', limit: '7', ...line, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ number }) => number));
    if (page.next === null) break;
    cursor = page.next;
  }
  const all = await place.sql<{ number: string }>(
    `SELECT number FROM oversight.turnaround WHERE kind = $1 AND ($2::text IS NULL OR item = $2) AND ($3::text IS NULL OR park = $3)
       AND ($4::text IS NULL OR month = $4) AND ($5::date IS NULL OR decided_on >= $5) AND ($6::date IS NULL OR decided_on <= $6)
     ORDER BY decided_at, number`,
    [of!.replaceAll('-', '_').toUpperCase(), item, park, month, from, to],
  );
  expect(all.length).toBeGreaterThan(5);
  expect(seen).toEqual(all.map(({ number }) => number));
});

it('the applications behind a line are found without a look at the others', async () => {
  // Twenty thousand of another item before and in its month; they are no part of any tally, and nothing here asks for one.
  await place.sql(
    `INSERT INTO oversight.turnaround SELECT (jsonb_populate_record(one.t, jsonb_build_object('number', 'other-' || n, 'item', '99'))).*
     FROM generate_series(1, 20000) AS others(n),
       (SELECT t FROM oversight.turnaround t WHERE kind = 'DECIDED' AND item = '16' ORDER BY decided_at LIMIT 1) AS one(t)`,
  );
  await place.sql('ANALYZE oversight.turnaround');
  const line = { person: 'spec', item: '16', park: 'caohejing', limit: '10' };
  // Often enough that Postgres plans it for any values.
  for (let n = 0; n < 12; n += 1) {
    await statistics.query('SELECT pg_stat_statements_reset()');
    const { items } = await turnarounds.cases(n % 2 === 0 ? line : { ...line, month: '2026-05' });
    expect(items.length).toBeGreaterThan(5);
    const { rows } = await statistics.query<{ blocks: number }>(
      `SELECT sum(shared_blks_hit + shared_blks_read)::int AS blocks FROM pg_stat_statements s
       JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
       WHERE d.datname = $1 AND r.rolname = $2 AND toplevel`,
      [superuserUrl().pathname.slice(1), OVERSIGHT_ROLE],
    );
    if (n > 1) expect(rows[0]!.blocks).toBeLessThan(60);
  }
  await place.sql(`DELETE FROM oversight.turnaround WHERE item = '99'`);
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

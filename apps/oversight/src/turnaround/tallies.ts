// The tallies in Postgres, kept beside the applications that they are of: a table of a million applications is read from some
// thousands of tallies. Whoever writes applications adds what came and takes off what went in the same transaction.
import { type EntityManager } from 'typeorm';
import {
  type Counted,
  type Days,
  type Measure,
  placeOf,
  SUMS,
  type Sums,
  talliesOf,
  type Tally,
  type Times,
} from '#rules/tally';
import { type Group, GROUPS, type Turnaround } from '#rules/turnaround';
import { type Months, type Span } from './question';

const of = (group: Group, by: readonly Group[]) => (by.includes(group) ? group : `'' AS ${group}`);

/** Columns of an application as `Counted` names them, without `times`; of the groups, the item and those of `by`. */
export const columnsOf = (by: readonly Group[] = GROUPS): string => `
  item, ${of('park', by)}, ${of('month', by)}, kind, cardinality(numbers) > 1 AS "isResubmitted", net, gross,
  paused_days AS "pausedDays", correction_days AS "correctionDays", is_extended AS "isExtended", is_on_time AS "isOnTime",
  yellow_cards AS "yellowCards", red_cards AS "redCards", revoked_cards AS "revokedCards", statutory, promised`;

const BY_ALL = `GROUP BY ${Array.from({ length: 16 }, (_, i) => i + 1).join(', ')}`;

const NAMES = [...GROUPS, ...SUMS, 'netTimes', 'grossTimes'];
const column = (name: string) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
const COLUMNS = NAMES.map(column).join(', ');
const isText = (name: string) => !(SUMS as readonly string[]).includes(name);
const TYPED = NAMES.map((name) => `"${name}" ${isText(name) ? 'text' : 'int'}`);

const AMONG = `(month, item, park) IN (SELECT month, item, park FROM jsonb_to_recordset($1::jsonb) AS p(month text, item text, park text))`;
const WRITE = `
  INSERT INTO oversight.tally (${COLUMNS})
  SELECT ${NAMES.map((name) => `"${name}"`).join(', ')} FROM jsonb_to_recordset($1::jsonb) AS t(${TYPED.join(', ')})
  ON CONFLICT (month, item, park) DO UPDATE SET (${COLUMNS}) = ROW (${NAMES.map((name) => `excluded.${column(name)}`).join(', ')})`;

/** Days as the table keeps them: numbers by commas. */
type Stored<T extends Days> = Omit<T, Measure> & Record<Measure, string>;
const numbers = (text: string) => JSON.parse(`[${text}]`) as Times;
const read = <T extends Days>(row: Stored<T>) =>
  ({ ...row, netTimes: numbers(row.netTimes), grossTimes: numbers(row.grossTimes) }) as unknown as T;
const stored = (tally: Tally) => ({ ...tally, netTimes: String(tally.netTimes), grossTimes: String(tally.grossTimes) });

/** Takes off what went and adds what came. Only under the lock of the watermark: what is kept is read, and written anew. */
export async function recount(
  manager: EntityManager,
  went: readonly Omit<Counted, 'times'>[],
  came: readonly Turnaround[],
): Promise<void> {
  const changed: Counted[] = [
    ...went.map((one) => ({ ...one, times: -1 })),
    ...came.map((one) => ({ ...one, isResubmitted: one.numbers.length > 1, times: 1 })),
  ];
  if (changed.length === 0) return;
  const places = [...new Map(changed.map((one) => [placeOf(one, GROUPS), one])).values()];
  const kept = await manager.query<Stored<Tally>[]>(
    `SELECT ${NAMES.map((name) => `${column(name)} AS "${name}"`).join(', ')} FROM oversight.tally WHERE ${AMONG}`,
    [JSON.stringify(places.map(({ month, item, park }) => ({ month, item, park })))],
  );
  const tallies = talliesOf(changed, kept.map(read));
  await manager.query(WRITE, [JSON.stringify(tallies.map(stored))]);
  // Nothing is left of what comes to nothing: a rebuild comes to the same rows.
  const left = new Set(tallies.map((one) => placeOf(one, GROUPS)));
  const emptied = kept.filter((one) => !left.has(placeOf(one, GROUPS)));
  if (emptied.length > 0) await manager.query(`DELETE FROM oversight.tally WHERE ${AMONG}`, [JSON.stringify(emptied)]);
}

/** Counts all applications anew, month by month. Under the lock of the watermark. */
export async function recountAll(manager: EntityManager): Promise<void> {
  await manager.query('DELETE FROM oversight.tally');
  const months = await manager.query<Span[]>(
    `SELECT min(decided_on)::text AS first, max(decided_on)::text AS last FROM oversight.turnaround GROUP BY month ORDER BY month`,
  );
  for (const { first, last } of months) {
    const counted = await manager.query<Counted[]>(
      `SELECT ${columnsOf()}, count(*)::int AS times FROM oversight.turnaround WHERE decided_on BETWEEN $1 AND $2 ${BY_ALL}`,
      [first, last],
    );
    await manager.query(WRITE, [JSON.stringify(talliesOf(counted).map(stored))]);
  }
}

const WITHIN = `($1::text IS NULL OR month >= $1) AND ($2::text IS NULL OR month <= $2)`;

/** What whole months add up to by item, and by whatever else is asked for. */
export function sumsOf(manager: EntityManager, by: readonly Group[], { first, last }: Months): Promise<Sums[]> {
  const sums = SUMS.map((sum) => `sum(${column(sum)})::float8 AS "${sum}"`).join(', ');
  return manager.query(
    `SELECT item, ${of('park', by)}, ${of('month', by)}, ${sums} FROM oversight.tally
     WHERE (n > 0 OR on_the_spot > 0) AND ${WITHIN} GROUP BY 1, 2, 3`,
    [first, last],
  );
}

/** What their applications took, by what is asked for alone. */
export async function daysOf(manager: EntityManager, by: readonly Group[], { first, last }: Months): Promise<Days[]> {
  const rows = await manager.query<Stored<Days>[]>(
    `SELECT ${of('item', by)}, ${of('park', by)}, ${of('month', by)}, string_agg(net_times, ',') AS "netTimes",
       string_agg(gross_times, ',') AS "grossTimes"
     FROM oversight.tally WHERE n > 0 AND ${WITHIN} GROUP BY 1, 2, 3`,
    [first, last],
  );
  return rows.map(read);
}

/** The applications decided in some days, counted as far as nothing that a table tells is lost. */
export function countedIn(manager: EntityManager, by: readonly Group[], { first, last }: Span): Promise<Counted[]> {
  return manager.query(
    `SELECT ${columnsOf(by)}, count(*)::int AS times FROM oversight.turnaround
     WHERE kind <> 'BEFORE' AND decided_on BETWEEN $1 AND $2 ${BY_ALL}`,
    [first, last],
  );
}

/** Net days before the pilot by item, of all years: they do not depend on which months of the pilot are looked at. */
export async function measuredBefore(manager: EntityManager): Promise<Map<string, { net: number; n: number }>> {
  const rows = await manager.query<{ item: string; net: number; n: number }[]>(
    `SELECT item, sum(before_net)::float8 AS net, sum(before_n)::float8 AS n FROM oversight.tally WHERE before_n > 0 GROUP BY item`,
  );
  return new Map(rows.map(({ item, net, n }) => [item, { net, n }]));
}

// The table of turnaround against two others: one in Python, one in SQL, both from the exported events alone, on random histories
// full of resubmissions, pauses, corrections and midnights.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { type LoggedEvent } from '#contracts/event-log.dto';
import { type TurnaroundView } from '#contracts/oversight.dto';
import { databaseOptions } from '#platform/database';
import { type Figures } from '#rules/turnaround-table';
import { fold } from '../../apps/oversight/src/log/fold';
import { Turnarounds } from '../../apps/oversight/src/turnaround/turnarounds';
import { newInstallation, type Installation } from '../installation';
import { record } from '../past';
import { histories } from '../past-chances';

const CASES = 1_500;
// Plain ESM for Node, which this project's compiler does not read.
const finder: string = '../../infra/local/python.mjs';
const QUESTIONS = [
  { by: 'item,park,month' },
  { by: 'item' },
  { by: 'park,month', from: '2026-03-01', to: '2026-05-31' },
  { by: '', from: '2026-04-10' },
];

let place: Installation;
let database: DataSource;
let python: string;
let exported: LoggedEvent[];

beforeAll(async () => {
  const { findPython } = (await import(finder)) as { findPython: (o: { log: () => void }) => { path: string } };
  python = findPython({ log: () => undefined }).path;
  place = await newInstallation();
  database = await new DataSource(
    databaseOptions({ url: place.databaseUrl, schema: 'oversight', role: 'oversight_app' }),
  ).initialize();
  await record(place, histories(20_260_301, CASES));
  const rows = await place.sql<LoggedEvent>(
    `SELECT l.position::int, e.number, e.no, e.type, e.actor, e.effective_at, e.recorded_at, e.data
     FROM cases.case_log l JOIN cases.case_event e ON e.id = l.event_id ORDER BY l.position`,
  );
  exported = JSON.parse(JSON.stringify(rows)) as LoggedEvent[];
  for (let at = 0; at < exported.length; at += 500) await fold(database, exported.slice(at, at + 500));
}, 300_000); // Python may have to be installed
afterAll(async () => {
  await database?.destroy();
  await place?.close();
});

type Question = (typeof QUESTIONS)[number];
const ours = (question: Question): Promise<TurnaroundView> =>
  new Turnarounds(database).table({ person: 'spec', ...question });

function theirs(
  { by, ...window }: Question,
  lines: readonly LoggedEvent[] = exported,
): Pick<TurnaroundView, 'rows' | 'total'> {
  const dates = Object.entries(window).flatMap(([name, date]) => [`--${name}`, date]);
  const input = lines.map((line) => JSON.stringify(line)).join('\n');
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  return JSON.parse(execFileSync(python, [join(__dirname, 'turnaround.py'), '--by', by, ...dates], options)) as never;
}

const recomputed = async ({ from = '0001-01-01', to = '9999-12-31' }: Question): Promise<Figures> => {
  const sql = readFileSync(join(__dirname, 'turnaround.sql'), 'utf8');
  return (await place.sql<{ figures: Figures }>(sql, [from, to]))[0]!.figures;
};

it.each(QUESTIONS)('Python says the same of the same events: %j', async (question) => {
  const { rows, total } = await ours(question);
  expect({ rows, total }).toEqual(theirs(question));
});

it.each(QUESTIONS)('SQL over the events says the same of all lines together: %j', async (question) => {
  const { total } = await ours(question);
  const { isFew, headline } = total; // follow from the others
  expect(total).toEqual({ ...(await recomputed(question)), isFew, headline });
});

it('the histories are no trivial ones', async () => {
  const { rows, total } = await ours({ by: 'item,park,month' });
  expect(rows.length).toBeGreaterThan(40);
  expect(total.n).toBeGreaterThan(400);
  for (const count of [
    total.resubmitted,
    total.paused.n,
    total.correction.n,
    total.onTime.extended,
    total.onTheSpot,
    total.cards.revoked,
  ])
    expect(count).toBeGreaterThan(50);
  expect(total.cut.before.n).toBeGreaterThan(300);
  expect(new Set(rows.map(({ headline }) => headline))).toEqual(new Set(['before', 'statutory', null]));
  const [{ longest }] = (await place.sql('SELECT max(cardinality(numbers)) AS longest FROM oversight.turnaround')) as [
    { longest: number },
  ];
  expect(longest).toBeGreaterThanOrEqual(4);
  expect(rows.some(({ isFew }) => isFew) && rows.some(({ isFew }) => !isFew)).toBe(true);
  expect(
    rows.some(({ cut }) => cut.statutory.isOverThird) && rows.some(({ cut }) => (cut.statutory.cut ?? 0) < 0),
  ).toBe(true);
});

it('one changed day is seen by both', async () => {
  const question = { by: 'item' };
  // One place of an item that has a baseline: more days in its sum, and one number of days that is another.
  const somewhere = `(month, item, park) = (SELECT month, item, park FROM oversight.tally
    WHERE n > 0 AND item IN (SELECT item FROM oversight.tally WHERE before_n > 0) ORDER BY 1, 2, 3 LIMIT 1)`;
  const shift = async (by: number) => {
    await place.sql(
      `UPDATE oversight.tally SET net = net + $1::int,
         net_times = (split_part(net_times, ',', 1)::int + $1::int)::text || substr(net_times, strpos(net_times, ','))
       WHERE ${somewhere}`,
      [by],
    );
  };
  await shift(90);
  const { rows, total } = await ours(question);
  expect(rows).not.toEqual(theirs(question).rows);
  expect(total.net!.mean).not.toBe((await recomputed(question)).net!.mean);
  expect(total.cut.before.net).not.toBe((await recomputed(question)).cut.before.net);
  await shift(-90);
  expect((await ours(question)).rows).toEqual(theirs(question).rows);
});

it('a table of more than a thousand lines is refused by name, and can be asked in parts', async () => {
  await place.sql(
    `INSERT INTO oversight.tally SELECT (jsonb_populate_record(one.tally, jsonb_build_object('park', 'park-' || many.n))).*
     FROM generate_series(1, 1001) AS many(n), (SELECT t FROM oversight.tally t WHERE n > 0 LIMIT 1) AS one(tally)`,
  );
  await expect(ours({ by: 'park' })).rejects.toMatchObject({ code: 'TOO_MANY_ROWS', params: { limit: 1000 } });
  expect((await ours({ by: 'item' })).rows.length).toBeGreaterThan(3);
  await place.sql(`DELETE FROM oversight.tally WHERE park LIKE 'park-%'`);
});

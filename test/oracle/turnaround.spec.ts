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
import { chance } from '../chance';
import { newInstallation, type Installation } from '../installation';
import { type PastEvent, record } from '../past';

const CASES = 1_500;
const DAY = 86_400_000;
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
  await record(place, histories(20_260_301));
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

/** Cases of few applicants, so that most matters have several; a third end undecided. */
function histories(seed: number): PastEvent[] {
  const { under, holds } = chance(seed);
  const events: PastEvent[] = [];
  for (let i = 0; i < CASES; i += 1) {
    const number = `r-${i}`;
    const [item, park] = [['2', '3', '4', '15', '16'][under(5)]!, ['caohejing', 'jinqiao'][under(2)]!];
    const isPast = !['3', '4'].includes(item) && holds(0.3);
    // Often on the hour of midnight in Shanghai, or just before it.
    let at = Date.parse(isPast ? '2012-01-01T00:00:00+08:00' : '2026-01-01T00:00:00+08:00') + under(150) * DAY;
    if (holds(0.7)) at += under(DAY);
    else if (holds(0.5)) at -= 1;
    const tell = (type: string, data: object = {}, within = 6) => {
      if (type !== 'filed') at += holds(0.3) ? under(within) * DAY : under(within * DAY);
      events.push({ number, type: `case.${type}.v1`, at, data });
    };
    const workdays = (most: number) => 1 + under(most);
    tell('filed', {
      parties: { item, park, applicant: `enterprise:${under(14)}` },
      limits: {
        statutory: item === '3' ? null : { value: 20, unit: 'workday', workdays: workdays(20) },
        promised: holds(0.1) ? null : { value: 9, unit: 'day', workdays: workdays(9) },
      },
      delegation: isPast ? null : '沪府办发〔2013〕34号',
    });
    if (item === '2' && holds(0.5)) {
      events.push({ number, type: 'case.recorded.v1', at, data: { net: 0, onTime: true, outcome: 'GRANT' } });
      continue;
    }
    while (holds(0.3)) {
      const counts = holds(0.7) ? 'APPLICANT' : 'OFFICE';
      tell('correction-requested', { counts });
      if (holds(0.9)) tell('supplemented', { counts });
      else break;
    }
    tell('accepted');
    while (holds(0.3)) {
      tell(holds(0.7) ? 'paused' : 'experts-convened', { reason: 'inspection' });
      // A hearing within it, or one that outlasts it.
      const isHeard = holds(0.3);
      if (isHeard) tell('hearing-announced');
      if (holds(0.5)) tell('resumed', {}, 12);
      if (isHeard && holds(0.9)) tell('hearing-recorded', {}, 12);
      if (holds(0.9)) tell('resumed', {}, 12);
      else break;
    }
    for (const card of ['yellow', 'red']) {
      if (holds(0.2)) tell(`${card}-carded`, {}, 2);
      else continue;
      if (holds(0.3)) tell('card-revoked', {}, 2);
    }
    if (holds(0.1)) tell('extended', { days: 5 });
    if (holds(0.04)) continue; // still open
    const decided = () =>
      tell(holds(0.15) ? 'promise-decided' : 'decided', { net: under(16), onTime: holds(0.8), outcome: 'GRANT' }, 25);
    if (holds(0.35)) {
      const type = ['withdrawn', 'not-accepted', 'not-required', 'referred'][under(4)]!;
      tell(type, holds(0.8) ? { net: under(6) } : {}, 20);
    } else decided();
    // Reconsideration brings some of them back.
    if (holds(0.07)) decided();
  }
  return events
    .map((event, i) => ({ event, i }))
    .sort((a, b) => a.event.at - b.event.at || a.i - b.i)
    .map(({ event }) => event);
}

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
  const [{ number }] = (await place.sql(
    `SELECT number FROM oversight.turnaround WHERE kind = 'DECIDED'
       AND item IN (SELECT item FROM oversight.turnaround WHERE kind = 'BEFORE') ORDER BY number`,
  )) as [{ number: string }];
  await place.sql('UPDATE oversight.turnaround SET net = net + 1 WHERE number = $1', [number]);
  const { rows, total } = await ours(question);
  expect(rows).not.toEqual(theirs(question).rows);
  expect(
    total.net!.mean === (await recomputed(question)).net!.mean &&
      total.cut.before.net === (await recomputed(question)).cut.before.net,
  ).toBe(false);
  await place.sql('UPDATE oversight.turnaround SET net = net - 1 WHERE number = $1', [number]);
});

it('a table of more than a thousand lines is refused by name, and can be asked in parts', async () => {
  await place.sql(
    `INSERT INTO oversight.turnaround SELECT 'many-' || n, numbers, kind, item, 'park-' || n, applicant, month, received_on, decided_on,
       decided_at, net, gross, paused_days, correction_days, is_extended, is_on_time, statutory, promised,
       yellow_cards, red_cards, revoked_cards
     FROM generate_series(1, 1001) n, (SELECT * FROM oversight.turnaround WHERE kind = 'DECIDED' LIMIT 1) one`,
  );
  await expect(ours({ by: 'park' })).rejects.toMatchObject({ code: 'TOO_MANY_ROWS', params: { limit: 1000 } });
  expect((await ours({ by: 'item' })).rows.length).toBeGreaterThan(3);
  await place.sql(`DELETE FROM oversight.turnaround WHERE number LIKE 'many-%'`);
});

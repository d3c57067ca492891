// Folds case events into the tables, in the order of their positions: a batch and the watermark are one transaction, so that an
// event told twice counts once, and a rebuild comes to the same bytes.
import { type DataSource, type EntityManager } from 'typeorm';
import { type LoggedEvent } from '#contracts/event-log.dto';
import { eventsFrom } from '#platform/log-follower';
import { type Counted } from '#rules/tally';
import { chainsOf, type Course, courseAfter, isUndecided, type MeasuredEvent, turnaroundOf } from '#rules/turnaround';
import { columnsOf, recount, recountAll } from '../turnaround/tallies';

/** Where the events behind a position come from. */
export type EventSource = (position: number) => Promise<readonly LoggedEvent[]>;

/** Up to which position everything is folded. */
export async function watermark(database: DataSource): Promise<number> {
  const [row] = await database.query<[{ position: string }]>('SELECT position FROM oversight.watermark');
  return Number(row.position);
}

/**
 * Folds what is new in a batch; returns how many events that were. Safe with any number of callers.
 * What was folded before is passed over; behind a gap nothing is folded, since its order would be lost.
 */
export function fold(database: DataSource, events: readonly LoggedEvent[]): Promise<number> {
  return database.transaction(async (manager) => foldFrom(manager, await lockWatermark(manager), events));
}

/**
 * Empties the tables and replays the log from 0, in one transaction: readers see the old figures until the new are whole,
 * and a replay that breaks off changes nothing. Returns how many events were folded.
 */
export function rebuild(database: DataSource, eventsAfter: EventSource): Promise<number> {
  return database.transaction(async (manager) => {
    await lockWatermark(manager);
    await manager.query('DELETE FROM oversight.course');
    await manager.query('DELETE FROM oversight.turnaround');
    await manager.query('UPDATE oversight.watermark SET position = 0');
    let position = 0;
    for (let events = await eventsAfter(0); events.length > 0; events = await eventsAfter(position)) {
      const folded = await foldFrom(manager, position, events, 'ALL_LATER');
      if (folded === 0) throw new Error(`the log has no event at position ${position + 1}`);
      position += folded;
    }
    // Once for all: rows that one transaction writes a thousand times over are found ever more slowly.
    await recountAll(manager);
    return position;
  });
}

const BY_INDEX = ['seqscan', 'hashjoin', 'mergejoin'].map((way) => `set_config('enable_${way}', 'off', true)`).join();

/**
 * Until the commit each row is found by an index. A connection keeps the plans that it made: left to itself Postgres goes on reading whole
 * tables that were empty when it judged them, for each batch everything before it. Not for the whole app: a table of figures wants all rows.
 */
async function lockWatermark(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<[{ position: string }]>(
    `SELECT position, ${BY_INDEX} FROM oversight.watermark FOR UPDATE`,
  );
  return Number(row.position);
}

async function foldFrom(
  manager: EntityManager,
  position: number,
  events: readonly LoggedEvent[],
  counting: 'AT_ONCE' | 'ALL_LATER' = 'AT_ONCE',
): Promise<number> {
  const fresh = eventsFrom(position, events);
  if (fresh.length === 0) return 0;
  const { touched, before } = await coursesAfter(manager, fresh);
  await manager.query(
    `INSERT INTO oversight.course (number, applicant, item, park, course)
     SELECT c->>'number', c->>'applicant', c->>'item', c->>'park', c FROM jsonb_array_elements($1::jsonb) c
     ON CONFLICT (number) DO UPDATE SET course = excluded.course`,
    [JSON.stringify(touched)],
  );
  const { went, came } = await writeTurnarounds(manager, touched, before);
  if (counting === 'AT_ONCE') await recount(manager, went, came);
  await manager.query('UPDATE oversight.watermark SET position = $1', [fresh.at(-1)!.position]);
  return fresh.length;
}

/** The courses that the events change, as they are then, and those of them that there were, as they were. */
async function coursesAfter(manager: EntityManager, events: readonly LoggedEvent[]) {
  const numbers = [...new Set(events.map(({ number }) => number))];
  const rows = await manager.query<{ course: Course }[]>(
    'SELECT course FROM oversight.course WHERE number = ANY ($1)',
    [numbers],
  );
  const courses = new Map(rows.map(({ course }) => [course.number, course]));
  const touched = new Set<string>();
  for (const { number, type, effective_at, data } of events) {
    const before = courses.get(number) ?? null;
    const event = { number, type, effectiveAt: Date.parse(effective_at), data: data as MeasuredEvent['data'] };
    const after = courseAfter(before, event);
    if (!after || after === before) continue;
    courses.set(number, after);
    touched.add(number);
  }
  return { touched: [...touched].map((number) => courses.get(number)!), before: rows.map(({ course }) => course) };
}

/**
 * What was touched, anew: each application by itself, but all of a matter in which one has ended undecided, since a resubmission takes that
 * one up and changes what a chain comes to. So whoever has filed a thousand of one kind costs no more than others.
 */
async function writeTurnarounds(manager: EntityManager, touched: readonly Course[], before: readonly Course[]) {
  const linking = JSON.stringify(
    before.filter(isUndecided).map(({ applicant, item, park }) => ({ applicant, item, park })),
  );
  const alone = touched.map(({ number }) => number);
  const matters = JSON.stringify(touched.map(({ applicant, item, park }) => ({ applicant, item, park })));
  const rows = await manager.query<{ course: Course }[]>(
    `WITH linked AS MATERIALIZED (
       SELECT applicant, item, park FROM oversight.course WHERE (applicant, item, park) IN (${MATTERS})
         AND course->>'end' IN ('WITHDRAWN', 'NOT_ACCEPTED')
       UNION SELECT applicant, item, park FROM jsonb_to_recordset($2::jsonb) AS m(applicant text, item text, park text)
     )
     SELECT course FROM oversight.course WHERE number = ANY ($3)
     UNION ALL SELECT course FROM oversight.course WHERE (applicant, item, park) IN (SELECT * FROM linked) AND number <> ALL ($3)`,
    [matters, linking, alone],
  );
  const courses = rows.map(({ course }) => course);
  const came = chainsOf(courses)
    .map(turnaroundOf)
    .filter((one) => one !== null);
  const went = await manager.query<Omit<Counted, 'times'>[]>(
    `WITH went AS (DELETE FROM oversight.turnaround WHERE number = ANY ($1) RETURNING *) SELECT ${columnsOf()} FROM went`,
    [courses.map(({ number }) => number)],
  );
  await manager.query(
    `INSERT INTO oversight.turnaround (number, numbers, kind, item, park, applicant, month, received_on, decided_on, decided_at,
       net, gross, paused_days, correction_days, is_extended, is_on_time, yellow_cards, red_cards, revoked_cards, statutory, promised)
     SELECT number, numbers, kind, item, park, applicant, month, "receivedOn", "decidedOn",
       to_timestamp("decidedAt" / 1000.0), net, gross, "pausedDays", "correctionDays", "isExtended", "isOnTime", "yellowCards", "redCards", "revokedCards", statutory, promised
     FROM jsonb_to_recordset($1::jsonb) AS t(number text, numbers text[], kind text, item text, park text, applicant text,
       month text, "receivedOn" date, "decidedOn" date, "decidedAt" numeric, net int, gross int, "pausedDays" int,
       "correctionDays" int, "isExtended" boolean, "isOnTime" boolean, "yellowCards" int, "redCards" int, "revokedCards" int, statutory int, promised int)`,
    [JSON.stringify(came)],
  );
  return { went, came };
}

const MATTERS = `SELECT applicant, item, park FROM jsonb_to_recordset($1::jsonb) AS m(applicant text, item text, park text)`;

// What time alone has done to many cases (cards, work overdue, dates of a new calendar), in one write statement. Raw SQL on purpose: five
// hundred cases in one round trip. What else an act of time may bring (a paper, an end, work for the machine) is the door's, case by case.
import { type EntityManager } from 'typeorm';
import { type Hint } from '#contracts/cases.dto';
import { bodiesConcerned } from '#rules/access';
import { isOrdered } from '#rules/certificate';
import { transition } from '#rules/lifecycle';
import { type Brought } from '#rules/recalendar';
import { type CaseState } from '#rules/state';
import { type CaseRecord } from '../case/record';
import { chain, eventOf, timeActs } from './events';
import { changedTasks, conductChange } from './write';

/** A case whose row is locked, as it was found. `held` = the revision of the calendar by which its dates stand. */
export type Found = Pick<CaseRecord, 'number' | 'seq' | 'state' | 'definition' | 'lastHash'> & { held: number };

/** A case with what time makes of it. */
export interface Struck {
  found: Found;
  brought: Brought;
}

/** The columns of a `Found`, of `cases.approval_case c`. */
export const FOUND = 'c.number, c.seq, c.state, c.definition, c.last_hash AS "lastHash", c.calendar_rev AS held';

/** Is everything that time does to this case told by its dates, cards, work and events? */
export function isQuiet({ found: { state: before }, brought: { state, settled } }: Struck): boolean {
  return (
    before.status === state.status &&
    before.parties === state.parties &&
    !isOrdered(before) &&
    !isOrdered(state) &&
    settled.every(({ act }) => transition(act).instrument === undefined)
  );
}

const WRITE = `
  WITH input AS (SELECT $1::jsonb AS j), cs AS (
    UPDATE cases.approval_case c SET calendar_rev = n.rev, seq = coalesce(n.seq, c.seq), state = (c.state - n.gone) || n.changed,
      last_hash = coalesce(n.last_hash, c.last_hash)
    FROM input, jsonb_to_recordset(j->'cases') AS n(number text, rev int, seq int, gone text[], changed jsonb, last_hash bytea)
    WHERE c.number = n.number
  ), new_event AS (
    SELECT nextval('cases.case_event_id_seq') AS id, e.* FROM input, jsonb_to_recordset(j->'events') AS e(
      number text, no int, type text, effective_at timestamptz, recorded_at timestamptz, actor text, data jsonb, prev_hash bytea,
      hash bytea)
  ), ev AS (
    INSERT INTO cases.case_event (id, number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash)
    SELECT id, number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash FROM new_event
  ), ob AS (
    INSERT INTO cases.outbox (event_id) SELECT id FROM new_event
  ), tk AS (
    INSERT INTO cases.task (number, step, kind, queue, opened_at, due_at, card, closed_at, assignee)
    SELECT t.* FROM input, jsonb_to_recordset(j->'tasks') AS t(number text,
      step text, kind text, queue text, opened_at timestamptz, due_at timestamptz, card text, closed_at timestamptz, assignee text)
    ON CONFLICT (number, step) DO UPDATE SET due_at = excluded.due_at, card = excluded.card,
      closed_at = excluded.closed_at, assignee = excluded.assignee
  )
  UPDATE cases.conduct o SET seq = o.seq + 1, wake_at = n.wake_at, facts = n.facts,
    look_after = clock_timestamp() + make_interval(secs => (j->>'lookAfterMs')::float / 1000),
    told_seq = CASE WHEN n.told_seq = 0 OR o.told_seq < o.seq THEN o.told_seq ELSE o.seq + 1 END
  FROM input, jsonb_to_recordset(j->'conducts') AS n(number text, told_seq int, wake_at timestamptz, facts jsonb)
  WHERE o.number = n.number AND o.kind = 'approval'`;

/** Writes the batch; its cases are quiet. Returns how many of their workflows are to be told. */
export async function writeStruck(
  manager: EntityManager,
  cases: readonly Struck[],
  { recordedAt, lookAfterMs }: { recordedAt: number; lookAfterMs: number },
): Promise<number> {
  if (cases.length === 0) return 0;
  const written = cases.map((one) => rowsOf(one, recordedAt));
  const conducts = written.flatMap(({ conduct }) => conduct);
  const document = {
    lookAfterMs,
    cases: written.map(({ row }) => row),
    events: written.flatMap(({ events }) => events),
    tasks: written.flatMap(({ tasks }) => tasks),
    conducts,
  };
  await manager.query(WRITE, [JSON.stringify(document)]);
  return conducts.filter((conduct) => conduct.told_seq === 0).length;
}

function rowsOf({ found, brought }: Struck, now: number) {
  const { number, state: before } = found;
  const { state, settled, rev } = brought;
  const row = { number, rev, ...changedParts(before, state) };
  if (settled.length === 0) return { row, events: [], tasks: [], conduct: [] };
  const recordedAt = Math.max(now, state.lastAt);
  const { rows, lastHash } = chain(number, found, timeActs(before, settled).map(eventOf), recordedAt);
  // What was said of the instant before is left unread: the row may be another by now. What is said now stands by itself.
  const conduct = conductChange(before, state, undefined, false, recordedAt)!;
  return {
    row: { ...row, seq: found.seq + rows.length, last_hash: `\\x${lastHash.toString('hex')}` },
    events: rows.map((event) => ({ ...event, number })),
    tasks: changedTasks(before, state).map((task) => ({ ...task, number })),
    conduct: [{ number, ...conduct }],
  };
}

/** Dates, instants and the last instant, as a rule: half of what a batch weighs is left where it is. */
function changedParts(before: CaseState, after: CaseState) {
  const names = Object.keys({ ...before, ...after }) as (keyof CaseState)[];
  const others = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const gone = others.filter((name) => after[name] === undefined);
  return { gone, changed: Object.fromEntries(others.map((name) => [name, after[name]])) };
}

/** Whoever looks at a case on which something was done is to fetch it again. */
export function hintOf({ found, brought }: Struck): Hint[] {
  const { settled, state } = brought;
  if (settled.length === 0) return [];
  return [{ number: found.number, seq: found.seq + settled.length, bodies: bodiesConcerned(state.parties) }];
}

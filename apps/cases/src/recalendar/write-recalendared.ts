// The one write statement of a batch of cases that a new calendar has reached. Raw SQL on purpose: five hundred cases in one round trip.
import { type EntityManager } from 'typeorm';
import { type Hint } from '#contracts/cases.dto';
import { bodiesConcerned } from '#rules/access';
import { type Brought } from '#rules/recalendar';
import { type CaseState } from '#rules/state';
import { type CaseRecord } from '../case/record';
import { chain, iso } from '../act/events';
import { conductChange } from '../act/write';

/** A case with what the new calendar makes of it: nothing but that, since nothing of it had come due before. */
export interface Recalendared {
  record: Pick<CaseRecord, 'number' | 'seq' | 'lastHash'> & { state: CaseState };
  brought: Brought;
}

const WRITE = `
  WITH input AS (SELECT $1::jsonb AS j), cs AS (
    UPDATE cases.approval_case c SET calendar_rev = n.rev, seq = coalesce(n.seq, c.seq), state = c.state || n.changed,
      last_hash = coalesce(n.last_hash, c.last_hash)
    FROM input, jsonb_to_recordset(j->'cases') AS n(number text, rev int, seq int, changed jsonb, last_hash bytea)
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
    UPDATE cases.task t SET due_at = n.due_at
    FROM input, jsonb_to_recordset(j->'tasks') AS n(number text, due_at timestamptz)
    WHERE t.number = n.number AND t.closed_at IS NULL
  ), cd AS (
    UPDATE cases.conduct o SET seq = o.seq + 1, wake_at = n.wake_at, facts = n.facts,
      look_after = clock_timestamp() + make_interval(secs => (j->>'lookAfterMs')::float / 1000),
      told_seq = CASE WHEN n.told_seq = 0 OR o.told_seq < o.seq THEN o.told_seq ELSE o.seq + 1 END
    FROM input, jsonb_to_recordset(j->'conducts') AS n(number text, told_seq int, wake_at timestamptz, facts jsonb)
    WHERE o.number = n.number AND o.kind = 'approval'
  )
  UPDATE cases.recalendaring SET looked = looked + (j->>'looked')::int, changed = changed + (j->>'changed')::int,
    told = told + (j->>'told')::int FROM input WHERE recalendaring.rev = (j->>'rev')::int`;

/** Writes the batch, and counts it for the revision `rev` in the same transaction. */
export async function writeRecalendared(
  manager: EntityManager,
  cases: readonly Recalendared[],
  { rev, recordedAt, lookAfterMs }: { rev: number; recordedAt: number; lookAfterMs: number },
): Promise<void> {
  const written = cases.map((one) => rowsOf(one, recordedAt));
  const conducts = written.flatMap(({ conduct }) => conduct);
  const document = {
    rev,
    lookAfterMs,
    cases: written.map(({ row }) => row),
    events: written.flatMap(({ events }) => events),
    tasks: written.flatMap(({ tasks }) => tasks),
    conducts,
    looked: cases.length,
    changed: cases.filter(({ brought }) => brought.settled.length > 0).length,
    told: conducts.filter((conduct) => conduct.told_seq === 0).length,
  };
  await manager.query(WRITE, [JSON.stringify(document)]);
}

function rowsOf({ record, brought }: Recalendared, now: number) {
  const { number, state: before } = record;
  const { state, settled, rev } = brought;
  const changed = changedParts(before, state);
  if (settled.length === 0) return { row: { number, rev, changed }, events: [], tasks: [], conduct: [] };
  const recordedAt = Math.max(now, state.lastAt);
  const told = settled.map(({ event, at }) => ({
    type: event.type,
    at,
    actor: 'time',
    data: event.data as Record<string, unknown>,
    texts: {},
  }));
  const { rows, lastHash } = chain(number, record, told, recordedAt);
  // What was said of the instant before is left unread: the row may be another by now. What is said now stands by itself.
  const conduct = conductChange(before, state, undefined, false, recordedAt)!;
  const dueAt = state.dates.due?.dueAt;
  return {
    row: { number, rev, changed, seq: record.seq + rows.length, last_hash: `\\x${lastHash.toString('hex')}` },
    events: rows.map((row) => ({ ...row, number })),
    tasks: dueAt === before.dates.due?.dueAt ? [] : [{ number, due_at: iso(dueAt) ?? 'infinity' }],
    conduct: [{ number, ...conduct }],
  };
}

/** Dates, instants and the last instant, as a rule: half of what a batch weighs is left where it is. */
function changedParts(before: CaseState, after: CaseState): Partial<CaseState> {
  const names = Object.keys(after) as (keyof CaseState)[];
  const isOther = (name: keyof CaseState) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return Object.fromEntries(names.filter(isOther).map((name) => [name, after[name]]));
}

/** Whoever looks at a case that moved is to fetch it again. */
export function hintOf({ record, brought }: Recalendared): Hint[] {
  const { settled, state } = brought;
  if (settled.length === 0) return [];
  return [{ number: record.number, seq: record.seq + settled.length, bodies: bodiesConcerned(state.parties) }];
}

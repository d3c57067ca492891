// The act's one write statement: case row, events, texts, outbox, tasks, conduct row, instruments, credit record and the answer's key, in
// one message. Raw SQL on purpose: ten tables in one round trip and one snapshot, where an ORM would take a dozen.
import { bodiesConcerned } from '#rules/access';
import { outcomeOf } from '#rules/bundle';
import { standingCard } from '#rules/cards';
import { transition } from '#rules/lifecycle';
import { factsOf, isTold, wakeAfter } from '#rules/telling';
import { type CaseState, type Step } from '#rules/state';
import { endOf } from '#rules/step-due';
import { type CaseRecord } from '../case/record';
import { INSERT_INSTRUMENTS, type InstrumentRow } from '../instruments/instruments';
import { chain, iso, type NewEvent } from './events';

/** Work after the end: the day of the application, and the cards of that time, are none of it. */
const AFTER_END: readonly Step['kind'][] = ['RENEWAL', 'RECTIFICATION', 'RECONSIDERATION', 'PROMISE_CHECK', 'FIX'];

/** The end of the time that a step after the end has of its own, also once it has passed; `infinity` sorts last. */
function ownEnd({ instants, fired }: CaseState, { id, until }: Step): string {
  if (until !== undefined) return iso(endOf(until))!;
  return iso([...instants, ...fired].find(({ step }) => step === id)?.at) ?? 'infinity';
}

/** The tasks whose row changes between two states. */
export function changedTasks(before: CaseState | null, after: CaseState) {
  const rows = (state: CaseState) => {
    const card = standingCard(state, 'RED') ? 'RED' : standingCard(state, 'YELLOW') ? 'YELLOW' : null;
    return state.steps.map((step) => ({
      step: step.id,
      kind: step.kind,
      queue: step.body,
      opened_at: iso(step.openedAt),
      ...(AFTER_END.includes(step.kind)
        ? { due_at: ownEnd(state, step), card: null }
        : { due_at: iso(state.dates.due?.dueAt) ?? 'infinity', card }),
      closed_at: iso(step.endedAt),
      assignee: step.assignee ?? null,
    }));
  };
  const known = new Map((before ? rows(before) : []).map((row) => [row.step, JSON.stringify(row)]));
  return rows(after).filter((row) => {
    const was = known.get(row.step);
    if (was === undefined) return true;
    // A closed task is history: a card that falls later does not touch it.
    return row.closed_at === null
      ? was !== JSON.stringify(row)
      : (JSON.parse(was) as { closed_at: unknown }).closed_at === null;
  });
}

/** The conduct row's change, or null when the workflow's facts stay as they are. */
export function conductChange(
  before: CaseState | null,
  after: CaseState,
  wakeAtNow: number | null | undefined,
  heard: boolean,
  at: number,
) {
  const wakeAt = wakeAfter(before, after, at, wakeAtNow);
  const told = isTold(before, after);
  const facts = factsOf(after);
  if (before && wakeAt === wakeAtNow && JSON.stringify(facts) === JSON.stringify(factsOf(before))) return null;
  // told_seq 0 = must be told; 1 = whoever asked hears it in the answer, or a later instant lets the old timer look again.
  return { wake_at: iso(wakeAt), facts, told_seq: before !== null && (!told || heard) ? 1 : 0 };
}

/**
 * A field of the document `input` as a key to look for. A row under row-level security is found by its key only if that comes of a
 * subquery: `j->>` beside a row might tell of what nobody may see, so Postgres would do it last, and look at every row there is.
 */
export const keyOf = (field: string) => `(SELECT j->>'${field}' FROM input)`;

const RECORD = `
  new_event AS (
    SELECT nextval('cases.case_event_id_seq') AS id, e.* FROM input, jsonb_to_recordset(j->'events') AS e(
      no int, type text, effective_at timestamptz, recorded_at timestamptz, actor text, data jsonb, prev_hash bytea, hash bytea)
  ), ev AS (
    INSERT INTO cases.case_event (id, number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash)
    SELECT e.id, j->>'number', e.no, e.type, e.effective_at, e.recorded_at, e.actor, e.data, e.prev_hash, e.hash
    FROM input, new_event e ORDER BY e.no
  ), ob AS (
    INSERT INTO cases.outbox (event_id) SELECT id FROM new_event
  ), tk AS (
    INSERT INTO cases.task AS o (number, step, kind, queue, opened_at, due_at, card, closed_at, assignee)
    SELECT j->>'number', t.* FROM input, jsonb_to_recordset(j->'tasks') AS t(
      step text, kind text, queue text, opened_at timestamptz, due_at timestamptz, card text, closed_at timestamptz, assignee text)
    ON CONFLICT (number, step) DO UPDATE SET due_at = excluded.due_at, card = excluded.card,
      closed_at = excluded.closed_at, assignee = excluded.assignee
  ), cd AS (
    INSERT INTO cases.conduct AS o (workflow_id, kind, number, seq, told_seq, wake_at, look_after, facts, parent)
    SELECT j->>'workflowId', 'approval', j->>'number', 1, c.told_seq, c.wake_at,
           clock_timestamp() + make_interval(secs => (j->>'lookAfterMs')::float / 1000), c.facts, j->>'parent'
    FROM input, jsonb_to_record(CASE jsonb_typeof(j->'conduct') WHEN 'object' THEN j->'conduct' ELSE '{}' END) AS c(told_seq int, wake_at timestamptz, facts jsonb)
    WHERE jsonb_typeof(j->'conduct') = 'object'
    ON CONFLICT (workflow_id) DO UPDATE SET seq = o.seq + 1, wake_at = excluded.wake_at, facts = excluded.facts,
      look_after = excluded.look_after,
      told_seq = CASE WHEN excluded.told_seq = 0 OR o.told_seq < o.seq THEN o.told_seq ELSE o.seq + 1 END
    RETURNING seq
  ), bd AS (
    -- A part that comes out, one way or the other, has its bundle look again. Behind the case's own row, as whoever else holds both.
    UPDATE cases.conduct b SET seq = b.seq + 1, wake_at = (j->>'cameOutAt')::timestamptz,
      look_after = clock_timestamp() + make_interval(secs => (j->>'lookAfterMs')::float / 1000)
    FROM input, cases.conduct o
    WHERE j->>'cameOutAt' IS NOT NULL AND o.workflow_id = j->>'workflowId' AND b.workflow_id = o.parent
      AND b.facts->>'phase' <> 'closed' AND (SELECT count(*) FROM cd) >= 0
  ), ${INSERT_INSTRUMENTS}`;

const FORM = `, fm AS (
    INSERT INTO cases.case_form (number, no, form)
    SELECT j->>'number', (j->>'seq')::int, j->'form' FROM input WHERE jsonb_typeof(j->'form') = 'object'
  )`;

const BY_A_PERSON = `${FORM}, tx AS (
    INSERT INTO cases.case_text (number, no, field, salt, body)
    SELECT j->>'number', t.no, t.field, t.salt, t.body
    FROM input, jsonb_to_recordset(j->'texts') AS t(no int, field text, salt text, body text)
  ), ce AS (
    INSERT INTO cases.credit_entry (number, applicant, item, park, body, event_no, entered_at)
    SELECT j->>'number', e.* FROM input, jsonb_to_recordset(j->'broken') AS e(applicant text, item text, park text, body text,
      event_no int, entered_at timestamptz)
  ), cr AS (
    UPDATE cases.credit_entry r SET repaired_at = (j->>'repairedAt')::timestamptz
    FROM input WHERE r.number = ${keyOf('number')} AND j->>'repairedAt' IS NOT NULL
  ), cm AS (
    UPDATE cases.command SET number = j->>'number', status = j->>'status', seq = (j->>'seq')::int
    FROM input WHERE actor = ${keyOf('commandActor')} AND key = ${keyOf('commandKey')}
  )`;

const ANSWER = ` SELECT (SELECT seq FROM cd) AS "conductSeq"`;

const CHANGED_CASE = `WITH input AS (SELECT $1::jsonb AS j), cs AS (
    UPDATE cases.approval_case c SET status = j->>'status', seq = (j->>'seq')::int, state = j->'state',
      calendar_rev = (j->>'calendarRev')::int, last_hash = (j->>'lastHash')::bytea,
      bodies = coalesce((SELECT array_agg(body) FROM jsonb_array_elements_text(j->'bodies') AS body), c.bodies)
    FROM input WHERE c.number = ${keyOf('number')}
  ),`;

/** Writes a person's act on a case that exists. $1 = the document built by `writeDocument`, with `form` if the act brings one. */
export const WRITE_ACT = CHANGED_CASE + RECORD + BY_A_PERSON + ANSWER;

/** Writes acts of time alone: no text, no key. */
export const WRITE_STRIKE = CHANGED_CASE + RECORD + ANSWER;

const NEW_CASE = `WITH input AS (SELECT $1::jsonb AS j), cs AS (
    INSERT INTO cases.approval_case (number, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq, state,
      definition, delegation, calendar_rev, received_at, last_hash)
    SELECT j->>'number', r.item, r."itemVersion", r.park, r.applicant, r.owner, r."inNameOf", r.bodies, j->>'status',
      (j->>'seq')::int, j->'state', r.definition, r.delegation, (j->>'calendarRev')::int, r.received_at,
      (j->>'lastHash')::bytea
    FROM input, jsonb_to_record(j->'record') AS r(item text, "itemVersion" text, park text, applicant text, owner text,
      "inNameOf" text, bodies text[], definition jsonb, delegation jsonb, received_at timestamptz)
  ),`;

/** Writes a filing. $1 as above, with `record` (the columns that never change) and `form`. */
export const WRITE_FILING = NEW_CASE + RECORD + BY_A_PERSON + ANSWER;

/** The same for a part of a bundle that the machine files: no text, no key, no credit record. */
export const WRITE_MACHINE_FILING = NEW_CASE + RECORD + FORM + ANSWER;

const BROKEN = transition('revoke-on-promise').event;
const REPAIRED = transition('repair-credit').event;

/** What the events do to the credit record: an entry for a broken promise, or the day on which it was repaired. */
function creditChange(
  { parties: { applicant, item, park, owner } }: CaseState,
  rows: ReturnType<typeof chain>['rows'],
) {
  return {
    broken: rows
      .filter(({ type }) => type === BROKEN)
      .map(({ no, effective_at }) => ({ applicant, item, park, body: owner, event_no: no, entered_at: effective_at })),
    repairedAt: rows.find(({ type }) => type === REPAIRED)?.effective_at ?? null,
  };
}

/** Everything that a write statement needs, as one JSON document. */
export function writeDocument(input: {
  record: Pick<CaseRecord, 'number' | 'seq' | 'lastHash'>;
  before: CaseState | null;
  after: CaseState;
  events: NewEvent[];
  recordedAt: number;
  calendarRev: number;
  workflowId: string;
  /** Of a part that is filed: the workflow of its bundle. */
  parent?: string | undefined;
  lookAfterMs: number;
  wakeAtNow?: number | null;
  heard?: boolean;
  command?: { actor: string; key: string };
  form?: Record<string, unknown>;
  instruments: InstrumentRow[];
}) {
  const { record, before, after } = input;
  const { rows, texts, lastHash } = chain(record.number, record, input.events, input.recordedAt);
  const seq = record.seq + rows.length;
  const document = {
    number: record.number,
    status: after.status,
    seq,
    state: after,
    // Copies, or a corrected form, may concern others than the filing did; a filing names them in its record.
    bodies: before && before.parties !== after.parties ? bodiesConcerned(after.parties) : [],
    calendarRev: input.calendarRev,
    lastHash: `\\x${lastHash.toString('hex')}`,
    events: rows,
    texts,
    tasks: changedTasks(before, after),
    conduct: conductChange(before, after, input.wakeAtNow, input.heard ?? false, input.recordedAt),
    workflowId: input.workflowId,
    parent: input.parent ?? null,
    cameOutAt: before && outcomeOf(before.status) !== outcomeOf(after.status) ? iso(input.recordedAt) : null,
    lookAfterMs: input.lookAfterMs,
    form: input.form,
    ...creditChange(after, rows),
    instruments: input.instruments,
    commandActor: input.command?.actor ?? null,
    commandKey: input.command?.key ?? null,
  };
  return { document, rows, texts, seq, lastHash };
}

// The one write statement of a batch of past cases: rows, events and their positions at once, tasks and conduct of those that live on.
// Raw SQL on purpose: a hundred thousand cases are not written by any mapper in the time that they may take.
import { type EntityManager } from 'typeorm';
import { bodiesConcerned } from '#rules/access';
import { type RefusedLine } from '#contracts/imports.dto';
import { chain, iso } from '../act/events';
import { changedTasks, conductChange } from '../act/write';
import { type Place } from './lines';
import { type JudgedCase } from './judge';

/** What became of some lines, and up to where the file has been read with them. */
export interface Batch {
  cases: JudgedCase[];
  known: number;
  refused: RefusedLine[];
  end: Place;
  /** Business time at which they were judged. */
  now: number;
  calendarRev: number;
}

/** What a batch needs beside its cases. */
export interface Scribe {
  importId: string;
  workflowId: (number: string) => string;
  lookAfterMs: number;
}

// Written only by whoever stands where the last batch ended: a second runner changes nothing.
const STEP = `UPDATE cases.import SET at_byte = $3, line = $4, imported = imported + $5, known = known + $6, refused = refused + $7
  WHERE id = $1 AND line = $2 AND state = 'RUNNING' RETURNING true`;

const WRITE = `
  WITH input AS (SELECT $1::jsonb AS j), past AS (
    SELECT c.* FROM input, jsonb_to_recordset(j->'cases') AS c(number text, item text, version text, park text, applicant text,
      owner text, in_name_of text, bodies text[], status text, seq int, state jsonb, pinned text, delegation jsonb,
      received_at timestamptz, last_hash bytea, source text, ref text)
  ), cs AS (
    INSERT INTO cases.approval_case (number, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq, state,
      definition, delegation, calendar_rev, received_at, last_hash)
    SELECT number, item, version, park, applicant, owner, in_name_of, bodies, status, seq, state, j->'definitions'->pinned,
      coalesce(delegation, 'null'), (j->>'calendarRev')::int, received_at, last_hash
    FROM past, input
  ), rf AS (
    INSERT INTO cases.imported_case (source, ref, number) SELECT source, ref, number FROM past
  ), new_event AS (
    SELECT nextval('cases.case_event_id_seq') AS id, e.* FROM input, jsonb_to_recordset(j->'events') AS e(
      number text, no int, type text, effective_at timestamptz, recorded_at timestamptz, actor text, data jsonb, prev_hash bytea,
      hash bytea)
  ), ev AS (
    INSERT INTO cases.case_event (id, number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash)
    SELECT id, number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash FROM new_event
  ), last AS (SELECT coalesce(max(position), 0) AS position FROM cases.case_log), lg AS (
    INSERT INTO cases.case_log (position, event_id)
    SELECT last.position + row_number() OVER (ORDER BY id), id FROM new_event, last
  ), fm AS (
    INSERT INTO cases.case_form (number, no, form)
    SELECT f.* FROM input, jsonb_to_recordset(j->'forms') AS f(number text, no int, form jsonb)
  ), tk AS (
    INSERT INTO cases.task (number, step, kind, queue, opened_at, due_at, card, closed_at)
    SELECT t.* FROM input, jsonb_to_recordset(j->'tasks') AS t(number text, step text, kind text, queue text,
      opened_at timestamptz, due_at timestamptz, card text, closed_at timestamptz)
  ), cd AS (
    INSERT INTO cases.conduct (workflow_id, kind, number, seq, told_seq, wake_at, look_after, facts)
    SELECT c.workflow_id, 'approval', c.number, 1, c.told_seq, c.wake_at,
      clock_timestamp() + make_interval(secs => (j->>'lookAfterMs')::float / 1000), c.facts
    FROM input, jsonb_to_recordset(j->'conducts') AS c(workflow_id text, number text, told_seq int, wake_at timestamptz, facts jsonb)
  )
  INSERT INTO cases.import_refused (import, line, code, field, params)
  SELECT $2, r.* FROM input, jsonb_to_recordset(j->'refused') AS r(line int, code text, field text, params jsonb)`;

/** The batch as one document: hashes are made here, so that the transaction is short. */
export function documentOf(batch: Batch, numbers: readonly string[], scribe: Scribe): string {
  const definitions: Record<string, unknown> = {};
  const written = batch.cases.map((judged, i) => {
    const number = numbers[i]!;
    const isOpen = judged.state.endedAt === null;
    const pinned = `${judged.version.code}@${judged.version.version}${isOpen ? '' : ' ended'}`;
    definitions[pinned] = judged.definition;
    const { rows, lastHash } = chain(
      number,
      { seq: 0, lastHash: Buffer.alloc(32) },
      eventsOf(judged, scribe),
      batch.now,
    );
    return {
      row: { ...rowOf(judged, number, pinned), seq: rows.length, last_hash: `\\x${lastHash.toString('hex')}` },
      events: rows.map((row) => ({ ...row, number })),
      forms: judged.forms.map(({ act, form }) => ({ number, no: act + 1, form })),
      tasks: isOpen ? changedTasks(null, judged.state).map((task) => ({ ...task, number })) : [],
      conducts: isOpen
        ? [
            {
              number,
              workflow_id: scribe.workflowId(number),
              ...conductChange(null, judged.state, null, false, batch.now)!,
            },
          ]
        : [],
    };
  });
  return JSON.stringify({
    definitions,
    calendarRev: batch.calendarRev,
    lookAfterMs: scribe.lookAfterMs,
    cases: written.map(({ row }) => row),
    events: written.flatMap(({ events }) => events),
    forms: written.flatMap(({ forms }) => forms),
    tasks: written.flatMap(({ tasks }) => tasks),
    conducts: written.flatMap(({ conducts }) => conducts),
    refused: batch.refused,
  });
}

/** Whoever recorded the past: its acts of time too, so that nobody is told of them as news. */
function eventsOf({ lived }: JudgedCase, { importId }: Scribe) {
  return lived.map(({ event, at }, i) => ({
    type: event.type,
    at,
    actor: `import:${importId}`,
    data: (i === 0 ? { ...event.data, imported: true } : event.data) as Record<string, unknown>,
    texts: {},
  }));
}

function rowOf({ state, ...judged }: JudgedCase, number: string, pinned: string) {
  return {
    number,
    item: judged.item,
    version: judged.version.version,
    park: judged.park,
    applicant: state.parties.applicant,
    owner: judged.owner,
    in_name_of: judged.inNameOf,
    bodies: bodiesConcerned(state.parties),
    status: state.status,
    state,
    pinned,
    delegation: judged.delegation,
    received_at: iso(state.receivedAt),
    source: judged.source,
    ref: judged.ref,
  };
}

/**
 * Writes a batch behind the place where the last one ended; false when another runner has gone on from there.
 * Positions are taken under the relay's lock: the order of the log has no gap, and nothing of it is published.
 */
export async function writeBatch(
  manager: EntityManager,
  importId: string,
  { start, batch, document }: { start: Place; batch: Batch; document: string },
): Promise<boolean> {
  const { end, cases, known, refused } = batch;
  const counts = [end.byte, end.line, cases.length, known, refused.length];
  const [stepped] = await manager.query<[unknown[], number]>(STEP, [importId, start.line, ...counts]);
  if (stepped.length === 0) return false;
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('cases.case_log'))`);
  await manager.query(WRITE, [document, importId]);
  return true;
}

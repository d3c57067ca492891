// Histories of cases as the log holds them, written straight into its tables: for what only reads events, many and of any age.
import { type Installation } from './installation';

/** One event of a history. `at` is the law's instant, epoch ms. */
export interface PastEvent {
  number: string;
  type: string;
  at: number;
  data: object;
}

/** Writes events behind the end of the log, in their order; a filing brings its case along. */
export async function record(place: Installation, events: readonly PastEvent[]): Promise<void> {
  await place.sql(
    `WITH told AS (
       SELECT ord, e->>'number' AS number, e->>'type' AS type, to_timestamp((e->>'at')::numeric / 1000) AS at, e->'data' AS data
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(e, ord)
     ), filed AS (
       INSERT INTO cases.approval_case (number, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq, state,
         definition, delegation, calendar_rev, received_at, last_hash)
       SELECT number, data->'parties'->>'item', '1', data->'parties'->>'park', data->'parties'->>'applicant', 'park:a', 'park:a',
         '{}', 'RECEIVED', 1, '{}', '{}', 'null', 1, at, '' FROM told WHERE type = 'case.filed.v1'
     ), recorded AS (
       INSERT INTO cases.case_event (number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash)
       SELECT number, row_number() OVER (PARTITION BY number ORDER BY ord)
           + (SELECT count(*) FROM cases.case_event e WHERE e.number = told.number), type, at, at, 'time', data, '', ''
       FROM told ORDER BY ord RETURNING id
     ), last AS (SELECT coalesce(max(position), 0) AS position FROM cases.case_log)
     INSERT INTO cases.case_log (position, event_id)
     SELECT last.position + row_number() OVER (ORDER BY id), id FROM recorded, last`,
    [JSON.stringify(events)],
  );
}

// Corrections: a case can have several forms, one after the other. The powers of a park are read as rows, which the rules judge;
// columns that nothing reads are gone; an applicant's mandate opens cases of enterprises, an officer's those of bodies.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = `
  ALTER TABLE approval_case DROP COLUMN due_at, DROP COLUMN ended_at;
  DROP INDEX approval_case_applicant;
  ALTER TABLE task DROP COLUMN outcome;
  ALTER TABLE case_form ADD COLUMN no int NOT NULL DEFAULT 1;
  ALTER TABLE case_form ALTER COLUMN no DROP DEFAULT, DROP CONSTRAINT case_form_pkey, ADD PRIMARY KEY (number, no);
  COMMENT ON COLUMN case_form.no IS 'The event that brought this form: the filing, or a correction. The last one counts.';

  UPDATE approval_case SET
    definition = definition || '{"extension": null, "special": [], "onTheSpot": false}',
    state = state || jsonb_build_object('intake',
      jsonb_build_array(jsonb_build_object('act', 'start', 'at', state->'receivedAt')));
`;

const FUNCTIONS = `
  CREATE FUNCTION delegations_of(item_code text, park_code text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('item', d.item, 'park', d.park, 'department', d.department, 'mode', d.mode,
      'document', d.document, 'from', d.valid_from, 'to', d.valid_to) ORDER BY d.valid_from DESC), '[]')
    FROM registry_api.delegation d WHERE d.item = item_code AND d.park = park_code $$;

  CREATE OR REPLACE FUNCTION at_the_door(who text, c cases.approval_case) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object(
      'now', (extract(epoch FROM now) * 1000)::bigint,
      'ahead', (SELECT (extract(epoch FROM ahead) * 1000)::bigint FROM platform.business_time),
      'mandates', CASE WHEN who IS NULL THEN '[]' ELSE cases.mandates_of(who) END,
      'calendarRev', (SELECT rev FROM registry_api.calendar),
      'conduct', (SELECT jsonb_build_object('seq', o.seq, 'wakeAt', (extract(epoch FROM o.wake_at) * 1000)::bigint)
                  FROM cases.conduct o WHERE o.number = c.number AND o.kind = 'approval'),
      'delegations', cases.delegations_of(c.item, c.park))
    FROM platform.business_now() now $$;

  CREATE OR REPLACE FUNCTION at_filing(who text, item_code text, park_code text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object(
      'now', (extract(epoch FROM now) * 1000)::bigint,
      'ahead', (SELECT (extract(epoch FROM ahead) * 1000)::bigint FROM platform.business_time),
      'mandates', cases.mandates_of(who),
      'calendarRev', (SELECT rev FROM registry_api.calendar),
      'serial', nextval('cases.case_number_seq'),
      'item', (SELECT jsonb_build_object('version', i.version, 'definition', i.definition, 'form', i.form)
               FROM registry_api.item i WHERE i.code = item_code),
      'park', (SELECT p.code FROM registry_api.park p WHERE p.code = park_code),
      'delegations', cases.delegations_of(item_code, park_code))
    FROM platform.business_now() now $$;

  CREATE OR REPLACE FUNCTION papers_of(case_number text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object(
      'form', (SELECT f.form FROM cases.case_form f WHERE f.number = case_number ORDER BY f.no DESC LIMIT 1),
      'timeline', (SELECT coalesce(jsonb_agg(jsonb_build_object('no', e.no, 'type', e.type, 'actor', e.actor, 'data', e.data,
          'effectiveAt', (extract(epoch FROM e.effective_at) * 1000)::bigint,
          'recordedAt', (extract(epoch FROM e.recorded_at) * 1000)::bigint,
          'texts', (SELECT jsonb_object_agg(t.field, t.body) FROM cases.case_text t WHERE t.number = e.number AND t.no = e.no))
          ORDER BY e.no), '[]') FROM cases.case_event e WHERE e.number = case_number)) $$;

  CREATE OR REPLACE FUNCTION seen_bodies() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT coalesce(array_agg(m.body), '{}') FROM registry_api.mandate m,
      cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)) today
    WHERE 'person:' || m.person = platform.context() AND m.role <> 'OPERATOR'
        AND (m.role = 'APPLICANT') = (m.body LIKE 'enterprise:%')
      AND m.valid_from <= today AND (m.valid_to IS NULL OR today < m.valid_to) $$;
`;

export class Corrections1763700000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA cases TO cases_door, cases_worker');
  }

  async down(): Promise<void> {
    throw new Error('Forms that corrections brought would be lost: restore the backup from before instead.');
  }
}

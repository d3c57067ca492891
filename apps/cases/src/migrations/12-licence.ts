// The life of a licence after its grant: a certificate has versions, an instrument its fate, and licences that were granted before now know
// the instant at which they run out. 行政许可法 8, 50, 70.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = `
  ALTER TABLE instrument ADD COLUMN version int NOT NULL DEFAULT 1;
  COMMENT ON COLUMN instrument.version IS 'Of a certificate: how often it was made out by now, under the one number.';
  ALTER TABLE instrument DROP CONSTRAINT instrument_issuer_kind_year_epoch_serial_key,
    ADD UNIQUE (issuer, kind, year, epoch, serial, version);
  DROP INDEX instrument_certificate;
  CREATE UNIQUE INDEX instrument_certificate ON instrument (case_number, epoch, version) WHERE kind = 'certificate';
  GRANT SELECT (version) ON instrument TO cases_worker;
  CREATE INDEX approval_case_taken_back ON approval_case (number) WHERE status IN ('REVOKED', 'RECALLED', 'SURRENDERED');
  DROP INDEX approval_case_revoked;
  CREATE INDEX instrument_reissued ON instrument (case_number) WHERE kind = 'certificate' AND (version > 1 OR epoch > 1);
`;

// The day after the last one begins with the same day of the month, or ends the shorter month: Postgres adds months as 民法典 202 does.
// Whoever touches such a case has all its instants computed anew; until then this one is what must not be missed.
export const RUN_OUT = `
  CREATE TEMP TABLE running ON COMMIT DROP AS
    SELECT c.number, extract(epoch FROM (cases.china_date(to_timestamp((c.state->>'endedAt')::bigint / 1000.0))
        + make_interval(years => CASE WHEN v.unit = 'year' THEN v.value ELSE 0 END,
                        months => CASE WHEN v.unit = 'month' THEN v.value ELSE 0 END,
                        days => CASE WHEN v.unit = 'day' THEN v.value ELSE 0 END)) AT TIME ZONE 'Asia/Shanghai')::bigint * 1000 AS ends
    FROM approval_case c, jsonb_to_record(c.definition->'certificate'->'validity') AS v(value int, unit text)
    WHERE c.status = 'GRANTED' AND jsonb_typeof(c.definition->'certificate'->'validity') = 'object';
  UPDATE approval_case c SET state = jsonb_set(c.state, '{instants}',
      c.state->'instants' || jsonb_build_object('act', 'lapse-licence', 'at', r.ends, 'level', NULL))
    FROM running r WHERE r.number = c.number;
  UPDATE conduct o SET wake_at = to_timestamp(r.ends / 1000.0) FROM running r WHERE r.number = o.number AND o.wake_at IS NULL;
`;

const FUNCTIONS = `
  CREATE FUNCTION fate_of(of_case text, named text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object(
      'ended', (SELECT jsonb_build_object('on', cases.china_date(e.effective_at), 'as', CASE e.type
          WHEN 'case.revoked.v1' THEN 'REVOKED' WHEN 'case.licence-withdrawn.v1' THEN 'RECALLED'
          WHEN 'case.licence-surrendered.v1' THEN 'SURRENDERED' ELSE 'EXPIRED' END)
        FROM cases.case_event e WHERE e.number = of_case AND e.type IN ('case.revoked.v1', 'case.licence-withdrawn.v1',
          'case.licence-surrendered.v1', 'case.licence-lapsed.v1')),
      'superseded', (SELECT jsonb_build_object('by', n.id, 'on', n.content->>'issuedOn')
        FROM cases.instrument o JOIN cases.instrument n ON n.case_number = o.case_number AND n.kind = o.kind AND n.event_no > o.event_no
        WHERE o.id = named AND o.kind = 'certificate' ORDER BY n.event_no DESC LIMIT 1)) $$;
  COMMENT ON FUNCTION fate_of IS 'How the grant of an instrument ended, and which certificate took its place; null = neither.';

  CREATE OR REPLACE FUNCTION certificate_for_anyone(named text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object('content', i.content, 'seal', i.seal, 'fate', cases.fate_of(i.case_number, i.id),
      'today', cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)))
    FROM cases.instrument i WHERE i.id = named AND i.kind = 'certificate' $$;

  CREATE FUNCTION not_in_force_for_anyone(most int) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object('today', cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)),
      'revoked', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'state', r.state, 'on', r.ended) ORDER BY r.rank, r.ended DESC, r.id), '[]')
        FROM (
          SELECT i.id, CASE c.status WHEN 'REVOKED' THEN '撤销' WHEN 'RECALLED' THEN '撤回' ELSE '注销' END AS state,
            f.fate->'ended'->>'on' AS ended, 1 AS rank
          FROM cases.approval_case c JOIN cases.instrument i ON i.case_number = c.number, LATERAL cases.fate_of(c.number, i.id) AS f(fate)
          WHERE c.status IN ('REVOKED', 'RECALLED', 'SURRENDERED') AND i.kind IN ('certificate', 'written-decision')
          UNION ALL
          SELECT o.id, '已换发', f.fate->'superseded'->>'on', 2
          FROM (SELECT DISTINCT n.case_number FROM cases.instrument n
              WHERE n.kind = 'certificate' AND (n.version > 1 OR n.epoch > 1)) n
            JOIN cases.approval_case c ON c.number = n.case_number AND c.status = 'GRANTED'
            JOIN cases.instrument o ON o.case_number = n.case_number AND o.kind = 'certificate',
            LATERAL cases.fate_of(o.case_number, o.id) AS f(fate)
          WHERE f.fate->'superseded' <> 'null'
          ORDER BY rank, ended DESC, id LIMIT most) r)) $$;
  COMMENT ON FUNCTION not_in_force_for_anyone IS
    'Which certificates and grants were taken back, or made out anew, the newest first; one that ran out says its last day itself.';

  DROP FUNCTION revoked_for_anyone;
  DROP FUNCTION revoked_on;
  REVOKE ALL ON FUNCTION fate_of, not_in_force_for_anyone FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION fate_of, not_in_force_for_anyone TO cases_door;
`;

export class Licence1763700001201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLES);
    await runner.query(RUN_OUT);
    await runner.query(FUNCTIONS);
  }

  async down(): Promise<void> {
    throw new Error('Which certificate took the place of which would be lost: restore the backup from before instead.');
  }
}

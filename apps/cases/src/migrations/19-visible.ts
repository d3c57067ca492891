// Reading a case costs the same however many cases and officers there are: what hangs on a case is seen through that one case, a person's
// bodies are found by the person, and open cases of an applicant without those that have ended.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

// A view runs with its owner's rights, as the function before it did, and costs a third: a dozen are asked for one case.
const WHOSE = `
  CREATE VIEW seen_body AS
    SELECT m.body FROM registry_api.mandate m,
      cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)) today
    WHERE platform.context() LIKE 'person:%' AND m.person = substr(platform.context(), length('person:') + 1)
      AND m.role <> 'OPERATOR' AND (m.role = 'APPLICANT') = (m.body LIKE 'enterprise:%')
      AND m.valid_from <= today AND (m.valid_to IS NULL OR today < m.valid_to);
  COMMENT ON VIEW seen_body IS 'The bodies for which the person of this transaction may see cases.';
  GRANT SELECT ON seen_body TO cases_door, cases_worker;
  CREATE OR REPLACE FUNCTION sees_all() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT coalesce(platform.context() IN ('time', 'relay'), false) OR EXISTS (
      SELECT FROM registry_api.mandate m, cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)) today
      WHERE platform.context() LIKE 'person:%' AND m.person = substr(platform.context(), length('person:') + 1)
        AND m.role = 'COMMISSION' AND m.valid_from <= today AND (m.valid_to IS NULL OR today < m.valid_to)) $$;
`;

// What hangs on a case is asked for through that one case: "number IN (all that are seen)", and EXISTS too where Postgres thinks it better,
// had every case read for the papers of one. A subquery that gives a value is never made into that.
const through = (number: string) =>
  `coalesce((SELECT platform.context()) IN ('time', 'relay'), false)
    OR (SELECT true FROM cases.approval_case seen WHERE seen.number = ${number})`;
const POLICIES = `
  ALTER POLICY seen ON approval_case USING (bodies && ARRAY(SELECT body FROM cases.seen_body) OR (SELECT cases.sees_all()));
  ALTER POLICY seen ON case_form USING ((SELECT true FROM cases.approval_case seen WHERE seen.number = case_form.number));
  ALTER POLICY seen ON case_text USING ((SELECT true FROM cases.approval_case seen WHERE seen.number = case_text.number));
  ALTER POLICY seen ON case_event USING (${through('case_event.number')});
  ALTER POLICY seen ON instrument USING (${through('instrument.case_number')});
  ALTER POLICY seen ON instrument_file USING ((SELECT true FROM cases.instrument i WHERE i.id = instrument_file.id));
  ALTER POLICY seen ON imported_case USING (${through('imported_case.number')});
  ALTER POLICY seen ON credit_entry USING (applicant IN (SELECT body FROM cases.seen_body) OR (SELECT cases.sees_all())
    OR EXISTS (SELECT FROM cases.seen_body WHERE body NOT LIKE 'enterprise:%' AND body NOT LIKE 'expert:%'));
  ALTER POLICY seen ON bundle_part USING (bodies && ARRAY(SELECT body FROM cases.seen_body) OR (SELECT cases.sees_all()));
  ALTER POLICY seen ON bundle USING ((SELECT cases.sees_all())
    OR EXISTS (SELECT FROM cases.bundle_part p WHERE p.bundle = bundle.number));
  DROP FUNCTION seen_bodies;
`;

// Granted cases stay live for years: whoever has many of them does not wait for them to be passed over.
const OPEN = `status IN ('RECEIVED', 'CORRECTION', 'REVIEW', 'DECISION')`;
const SIMILAR = `
  DROP INDEX approval_case_similar;
  CREATE INDEX approval_case_similar ON approval_case (applicant, item, number) WHERE ${OPEN};
  CREATE OR REPLACE FUNCTION similar_to(of_applicant text, of_item text, but text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('similar', coalesce((SELECT jsonb_agg(jsonb_build_object('number', c.number, 'park', c.park,
        'status', c.status, 'receivedAt', (c.state->>'receivedAt')::bigint) ORDER BY c.number)
      FROM (SELECT number, park, status, state FROM cases.approval_case
        WHERE ${OPEN} AND applicant = of_applicant AND item = of_item AND number <> but ORDER BY number LIMIT 5) c), '[]')) $$;
`;

export class Visible1763700001901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(WHOSE);
    await runner.query(POLICIES);
    await runner.query(SIMILAR);
  }

  async down(): Promise<void> {
    throw new Error(
      'The rights are those of the migrations before, only asked otherwise: there is nothing to go back to.',
    );
  }
}

// Who sees what costs the same however many cases and officers there are: what hangs on a case is seen through that one case, and a
// person's bodies are found by the person.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const WHOSE = `
  CREATE OR REPLACE FUNCTION seen_bodies() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT coalesce(array_agg(m.body), '{}') FROM registry_api.mandate m,
      cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)) today
    WHERE platform.context() LIKE 'person:%' AND m.person = substr(platform.context(), length('person:') + 1)
      AND m.role <> 'OPERATOR' AND (m.role = 'APPLICANT') = (m.body LIKE 'enterprise:%')
      AND m.valid_from <= today AND (m.valid_to IS NULL OR today < m.valid_to) $$;
  CREATE OR REPLACE FUNCTION sees_all() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT coalesce(platform.context() IN ('time', 'relay'), false) OR EXISTS (
      SELECT FROM registry_api.mandate m, cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)) today
      WHERE platform.context() LIKE 'person:%' AND m.person = substr(platform.context(), length('person:') + 1)
        AND m.role = 'COMMISSION' AND m.valid_from <= today AND (m.valid_to IS NULL OR today < m.valid_to)) $$;
`;

// Asked case by case: "number IN (all that are seen)" had every case read for the papers of one.
const POLICIES = `
  ALTER POLICY seen ON case_form USING (EXISTS (SELECT FROM cases.approval_case c WHERE c.number = case_form.number));
  ALTER POLICY seen ON case_text USING (EXISTS (SELECT FROM cases.approval_case c WHERE c.number = case_text.number));
  ALTER POLICY seen ON case_event USING ((SELECT cases.sees_all())
    OR EXISTS (SELECT FROM cases.approval_case c WHERE c.number = case_event.number));
  ALTER POLICY seen ON instrument USING ((SELECT cases.sees_all())
    OR EXISTS (SELECT FROM cases.approval_case c WHERE c.number = instrument.case_number));
  ALTER POLICY seen ON instrument_file USING (EXISTS (SELECT FROM cases.instrument i WHERE i.id = instrument_file.id));
  ALTER POLICY seen ON imported_case USING ((SELECT cases.sees_all())
    OR EXISTS (SELECT FROM cases.approval_case c WHERE c.number = imported_case.number));
  ALTER POLICY seen ON bundle USING ((SELECT cases.sees_all())
    OR EXISTS (SELECT FROM cases.bundle_part p WHERE p.bundle = bundle.number));
`;

export class Visible1763700001901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(WHOSE);
    await runner.query(POLICIES);
  }

  async down(): Promise<void> {
    throw new Error(
      'The rights are those of the migrations before, only asked otherwise: there is nothing to go back to.',
    );
  }
}

// Whom a person may see is asked once a transaction: an act looks at a dozen tables, and each of them asked it anew.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

// Kept where the context itself is kept, and no longer: whoever could forge the one could forge the other. What an officer may do is read from
// the mandates behind the lock all the same (`at_the_door`); this says only which rows there are.
const ONCE = `
  CREATE FUNCTION seen_bodies() RETURNS text[] LANGUAGE plpgsql AS $$
    DECLARE
      who text := platform.context();
      known text := current_setting('yuanban.seen', true);
      bodies text[];
    BEGIN
      IF who IS NULL OR NOT starts_with(who, 'person:') THEN RETURN '{}'; END IF;
      IF starts_with(known, who || ' ') THEN RETURN substr(known, length(who) + 2)::text[]; END IF;
      SELECT coalesce(array_agg(body), '{}') INTO bodies FROM cases.seen_body;
      PERFORM set_config('yuanban.seen', who || ' ' || bodies::text, true);
      RETURN bodies;
    END $$;
  COMMENT ON FUNCTION seen_bodies IS 'The bodies for which the person of this transaction may see cases, read when they are first asked for.';
  REVOKE ALL ON FUNCTION seen_bodies FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION seen_bodies TO cases_door, cases_worker;
`;

const POLICIES = `
  ALTER POLICY seen ON approval_case USING (bodies && (SELECT cases.seen_bodies()) OR (SELECT cases.sees_all()));
  ALTER POLICY seen ON bundle_part USING (bodies && (SELECT cases.seen_bodies()) OR (SELECT cases.sees_all()));
  ALTER POLICY seen ON credit_entry USING (ARRAY[applicant] && (SELECT cases.seen_bodies()) OR (SELECT cases.sees_all())
    OR (SELECT EXISTS (SELECT FROM unnest(cases.seen_bodies()) AS body WHERE body NOT LIKE 'enterprise:%' AND body NOT LIKE 'expert:%')));
`;

export class SeenOnce1763700002101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(ONCE);
    await runner.query(POLICIES);
  }

  async down(): Promise<void> {
    throw new Error(
      'The rights are those of the migrations before, only asked otherwise: there is nothing to go back to.',
    );
  }
}

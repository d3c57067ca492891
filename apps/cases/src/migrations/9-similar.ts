// Open cases of the same applicant and item, so that a matter filed twice is noticed. Who asks sees only cases that are his to see.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const SIMILAR = `
  CREATE INDEX approval_case_similar ON approval_case (applicant, item, number) WHERE live;
  CREATE FUNCTION similar_to(of_applicant text, of_item text, but text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('similar', coalesce((SELECT jsonb_agg(jsonb_build_object('number', c.number, 'park', c.park,
        'status', c.state->>'status', 'receivedAt', (c.state->>'receivedAt')::bigint) ORDER BY c.number)
      FROM (SELECT number, park, state FROM cases.approval_case
        WHERE live AND applicant = of_applicant AND item = of_item AND number <> but AND state->'endedAt' = 'null'
        ORDER BY number LIMIT 5) c), '[]')) $$;
  COMMENT ON FUNCTION similar_to IS 'Up to five open cases of an applicant and an item but one.';
  GRANT EXECUTE ON FUNCTION similar_to TO cases_door, cases_worker;
`;

export class Similar1763700000402 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(SIMILAR);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION cases.similar_to; DROP INDEX cases.approval_case_similar');
  }
}

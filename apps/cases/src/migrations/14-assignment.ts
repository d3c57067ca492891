// Whose desk a step lies on, and who stands in for whom: tasks name an officer, and a mandate says whose it is (公务员法 14).
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TASK = `
  ALTER TABLE task ADD COLUMN assignee text;
  COMMENT ON COLUMN task.assignee IS 'The officer who has it on the desk, as actors are written; null = free for anybody of its body.';
  CREATE INDEX task_on_desk ON task (assignee, due_at, number, step) WHERE closed_at IS NULL AND assignee IS NOT NULL;
`;

// Own mandates come first: an act is in an officer's place only where there is no other way.
const MANDATES = `
  CREATE OR REPLACE FUNCTION mandates_of(who text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'body', m.body, 'holder', 'person:' || m.officer)
        || CASE WHEN m.officer = who THEN '{}'::jsonb ELSE jsonb_build_object('recusedFrom', (
          SELECT coalesce(jsonb_agg(a.body), '[]') FROM registry_api.mandate a
          WHERE a.person = m.officer AND a.role = 'APPLICANT' AND a.valid_from <= today AND (a.valid_to IS NULL OR today < a.valid_to))) END
      ORDER BY m.officer <> who, m.role, m.body, m.officer), '[]')
    FROM registry_api.mandate m, cases.china_date(platform.business_now()) today
    WHERE m.person = who AND m.valid_from <= today AND (m.valid_to IS NULL OR today < m.valid_to) $$;
`;

export class Assignment1763700001401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TASK);
    await runner.query(MANDATES);
  }

  async down(): Promise<void> {
    throw new Error('Who has what on the desk would be lost: restore the backup from before instead.');
  }
}

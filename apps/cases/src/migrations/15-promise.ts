// Broken promises (告知承诺): the credit record (失信记录), and a revocation that ends a grant as any other does. 上海市优化营商环境条例 27.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

// Offices see whose promise they are about to rely on; of applicants each sees its own. An expert is no office.
const TABLE = `
  CREATE TABLE credit_entry (
    number text PRIMARY KEY REFERENCES approval_case,
    applicant text NOT NULL,
    item text NOT NULL,
    park text NOT NULL,
    body text NOT NULL,
    event_no int NOT NULL,
    entered_at timestamptz NOT NULL,
    repaired_at timestamptz,
    FOREIGN KEY (number, event_no) REFERENCES case_event (number, no)
  );
  COMMENT ON TABLE credit_entry IS 'Promises that were broken, one a case at most; its event holds the facts. Repaired ones stay, and no longer count.';
  CREATE INDEX credit_entry_stands ON credit_entry (applicant) WHERE repaired_at IS NULL;

  ALTER TABLE credit_entry ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON credit_entry USING (ARRAY[applicant] && (SELECT cases.seen_bodies()) OR (SELECT cases.sees_all())
      OR EXISTS (SELECT FROM unnest((SELECT cases.seen_bodies())) AS b WHERE b NOT LIKE 'enterprise:%' AND b NOT LIKE 'expert:%'))
    WITH CHECK ((SELECT platform.context()) IS NOT NULL);
  GRANT SELECT, INSERT, UPDATE ON credit_entry TO cases_door;

  CREATE FUNCTION credit_of(of_applicant text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object('credit', coalesce((SELECT jsonb_agg(jsonb_build_object('number', r.number, 'item', r.item,
        'park', r.park, 'body', r.body, 'enteredAt', (extract(epoch FROM r.entered_at) * 1000)::bigint) ORDER BY r.entered_at, r.number)
      FROM cases.credit_entry r WHERE r.applicant = of_applicant AND r.repaired_at IS NULL), '[]')) $$;
  COMMENT ON FUNCTION credit_of IS 'The entries of an applicant that stand, as far as whoever asks may see them.';
  GRANT EXECUTE ON FUNCTION credit_of TO cases_door;
`;

export class Promise1763700001501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('Entries in the credit record would be lost: restore the backup from before instead.');
  }
}

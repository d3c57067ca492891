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

const FATE = `
  CREATE OR REPLACE FUNCTION fate_of(of_case text, named text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object(
      'ended', (SELECT jsonb_build_object('on', cases.china_date(e.effective_at), 'as', CASE e.type
          WHEN 'case.revoked.v1' THEN 'REVOKED' WHEN 'case.promise-broken.v1' THEN 'REVOKED'
          WHEN 'case.licence-withdrawn.v1' THEN 'RECALLED'
          WHEN 'case.licence-surrendered.v1' THEN 'SURRENDERED' ELSE 'EXPIRED' END)
        FROM cases.case_event e WHERE e.number = of_case AND e.type IN ('case.revoked.v1', 'case.promise-broken.v1',
          'case.licence-withdrawn.v1', 'case.licence-surrendered.v1', 'case.licence-lapsed.v1')),
      'superseded', (SELECT jsonb_build_object('by', n.id, 'on', n.content->>'issuedOn')
        FROM cases.instrument o JOIN cases.instrument n ON n.case_number = o.case_number AND n.kind = o.kind AND n.event_no > o.event_no
        WHERE o.id = named AND o.kind = 'certificate' ORDER BY n.event_no DESC LIMIT 1),
      'setAside', (SELECT cases.china_date(e.effective_at)
        FROM cases.instrument i JOIN cases.case_event e ON e.number = i.case_number AND e.no > i.event_no
        WHERE i.id = named AND i.kind IN ('written-decision', 'non-acceptance-notice') AND e.type = 'case.reconsidered.v1'
          AND e.data->>'ruling' = 'REMANDED' ORDER BY e.no LIMIT 1)) $$;
`;

export class Promise1763700001501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLE);
    await runner.query(FATE);
  }

  async down(): Promise<void> {
    throw new Error('Entries in the credit record would be lost: restore the backup from before instead.');
  }
}

// A refusal that reconsideration has set aside is no longer in force, whatever follows (行政复议法 64); nor is a certificate whose promise was
// broken (上海市优化营商环境条例 27).
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const FATE = `
  CREATE OR REPLACE FUNCTION fate_of(of_case text, named text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object(
      'ended', (SELECT jsonb_build_object('on', cases.china_date(e.effective_at), 'as', CASE e.type
          WHEN 'case.revoked.v1' THEN 'REVOKED' WHEN 'case.promise-broken.v1' THEN 'REVOKED'
          WHEN 'case.licence-withdrawn.v1' THEN 'RECALLED' WHEN 'case.licence-surrendered.v1' THEN 'SURRENDERED' ELSE 'EXPIRED' END)
        FROM cases.case_event e WHERE e.number = of_case AND e.type IN ('case.revoked.v1', 'case.promise-broken.v1',
          'case.licence-withdrawn.v1', 'case.licence-surrendered.v1', 'case.licence-lapsed.v1')),
      'superseded', (SELECT jsonb_build_object('by', n.id, 'on', n.content->>'issuedOn')
        FROM cases.instrument o JOIN cases.instrument n ON n.case_number = o.case_number AND n.kind = o.kind AND n.event_no > o.event_no
        WHERE o.id = named AND o.kind = 'certificate' ORDER BY n.event_no DESC LIMIT 1),
      'setAside', (SELECT cases.china_date(e.effective_at)
        FROM cases.instrument i JOIN cases.case_event e ON e.number = i.case_number AND e.no > i.event_no
        WHERE i.id = named AND i.kind IN ('written-decision', 'non-acceptance-notice', 'not-required-notice', 'no-jurisdiction-notice') AND e.type = 'case.reconsidered.v1'
          AND e.data->>'ruling' = 'REMANDED' ORDER BY e.no LIMIT 1)) $$;
`;

export class TurnedAway1763700001701 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(FATE);
  }

  async down(): Promise<void> {
    throw new Error('A refusal that was set aside would be in force again: restore the backup from before instead.');
  }
}

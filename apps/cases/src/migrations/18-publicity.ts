// What is shown to the public (公示) is found by anybody, without sign-in: past row-level security for this one purpose. 行政许可法 5;
// 上海市城乡规划条例 37.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const INDEX = `CREATE INDEX task_publicity ON task (opened_at, number) WHERE kind = 'PUBLICITY' AND closed_at IS NULL`;

const FOR_ANYONE = `
  CREATE FUNCTION in_publicity_for_anyone(before timestamptz, before_number text, most int) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object(
      'now', (extract(epoch FROM clock_timestamp() + (SELECT ahead FROM platform.business_time)) * 1000)::bigint,
      'cases', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', c.number, 'item', c.item, 'park', c.park,
            'applicant', c.applicant, 'owner', c.owner, 'inNameOf', c.in_name_of, 'state', c.state, 'definition', c.definition,
            'openedAt', t.opened_at::text, 'calendars', cases.calendars_since(c.calendar_rev)) || cases.names_of(c)
          ORDER BY t.opened_at DESC, t.number DESC), '[]')
        FROM (SELECT number, opened_at FROM cases.task
            WHERE kind = 'PUBLICITY' AND closed_at IS NULL AND (opened_at, number) < (before, before_number)
            ORDER BY opened_at DESC, number DESC LIMIT most) t
          JOIN cases.approval_case c ON c.number = t.number)) $$;
  COMMENT ON FUNCTION in_publicity_for_anyone IS
    'Cases that are shown to the public, the newest first; whoever hands them on leaves out the state, and masks natural persons.';
  REVOKE ALL ON FUNCTION in_publicity_for_anyone FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION in_publicity_for_anyone TO cases_door;
`;

export class Publicity1763700001801 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(INDEX);
    await runner.query(FOR_ANYONE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION cases.in_publicity_for_anyone; DROP INDEX cases.task_publicity');
  }
}

// A new work calendar reaches every live case: which calendar a case holds and what came after it, who is behind, and how far the job is.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

// The column changes only when a case ends: an index on it leaves the updates of acts as cheap as they are, which one on `state` would not.
const TABLES = `
  ALTER TABLE approval_case ADD COLUMN live boolean NOT NULL
    GENERATED ALWAYS AS (coalesce(state->'endedAt' = 'null'::jsonb OR state->'instants' <> '[]'::jsonb, false)) STORED;
  COMMENT ON COLUMN approval_case.live IS 'Under way, or with instants still to come: a new calendar matters to it.';
  CREATE INDEX approval_case_calendar ON approval_case (calendar_rev, number) WHERE live;

  CREATE TABLE recalendaring (
    rev int PRIMARY KEY,
    looked int NOT NULL DEFAULT 0,
    changed int NOT NULL DEFAULT 0,
    told int NOT NULL DEFAULT 0,
    failed int NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL DEFAULT platform.business_now(),
    ended_at timestamptz
  );
  COMMENT ON TABLE recalendaring IS 'Live cases brought to a revision of the calendar: how many were looked at, moved, and their workflows told.';
`;

const FUNCTIONS = `
  CREATE FUNCTION calendars_since(held int) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object('held', held, 'later', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('rev', r.rev, 'at', (extract(epoch FROM r.made_at) * 1000)::bigint)
        ORDER BY r.rev), '[]') FROM registry_api.calendar_revision r WHERE r.rev > held)) $$;
  COMMENT ON FUNCTION calendars_since IS 'The revision by which dates stand, and those imported since with their instants.';

  CREATE OR REPLACE FUNCTION case_of_seal(named text, sealed bytea) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object('number', c.number, 'item', c.item, 'park', c.park, 'owner', c.owner, 'state', c.state,
        'definition', c.definition, 'calendars', cases.calendars_since(c.calendar_rev),
        'now', (extract(epoch FROM clock_timestamp() + (SELECT ahead FROM platform.business_time)) * 1000)::bigint)
      || cases.names_of(c)
    FROM cases.instrument i JOIN cases.approval_case c ON c.number = i.case_number WHERE i.id = named AND i.content_hash = sealed $$;
`;

const RIGHTS = `
  ALTER TABLE recalendaring ENABLE ROW LEVEL SECURITY;
  CREATE POLICY known ON recalendaring USING ((SELECT platform.context()) IS NOT NULL);
  GRANT SELECT, INSERT, UPDATE ON recalendaring TO cases_worker;
  GRANT EXECUTE ON FUNCTION calendars_since TO cases_door, cases_worker;
`;

export class Recalendar1763700000401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(RIGHTS);
  }

  async down(): Promise<void> {
    throw new Error('Dates that a new calendar moved would stand without it: restore the backup from before instead.');
  }
}

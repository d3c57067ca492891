// Roles, rights and `registry_api`: read-only views, the only thing of ours that another app reads in Postgres.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

// Roles belong to the whole server: two databases brought up at once may both create or grant one.
const ROLES = `
  DO $$
  DECLARE wanted text;
  BEGIN
    FOREACH wanted IN ARRAY ARRAY['registry_app', 'cases_door', 'cases_worker'] LOOP
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END LOOP;
  END $$`;

// So that this login can connect as the role. The one who creates a role is its member, yet may not take it on unasked.
const OWN_ROLE = `
  DO $$
  BEGIN
    GRANT registry_app TO CURRENT_USER;
  EXCEPTION WHEN unique_violation OR internal_error THEN NULL; -- granted by another database at this very moment
  END $$`;

const VIEWS = `
  CREATE SCHEMA registry_api;
  COMMENT ON SCHEMA registry_api IS 'Read-only views for other apps: the only cross-schema read of the house.';

  CREATE VIEW registry_api.delegation AS
    SELECT item, park, department, mode, document, valid_from, valid_to FROM registry.delegation;
  CREATE VIEW registry_api.mandate AS
    SELECT person, role, body, valid_from, valid_to FROM registry.mandate;
  CREATE VIEW registry_api.item AS
    SELECT DISTINCT ON (code) code, version, definition, form, name, department, family FROM registry.item
    WHERE valid_from <= (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date
    ORDER BY code, valid_from DESC, version DESC;
  CREATE VIEW registry_api.park AS
    SELECT code, name, window_only FROM registry.park;
  CREATE VIEW registry_api.calendar AS
    SELECT rev, years FROM registry.calendar ORDER BY rev DESC LIMIT 1;

  COMMENT ON VIEW registry_api.delegation IS 'Dated grants; valid_to is the first day without.';
  COMMENT ON VIEW registry_api.mandate IS 'Dated roles of people in bodies; valid_to is the first day without.';
  COMMENT ON VIEW registry_api.item IS 'Items in the version in force today in business time.';
  COMMENT ON VIEW registry_api.park IS 'Parks of the pilot.';
  COMMENT ON VIEW registry_api.calendar IS 'One row: the newest revision of the work calendar, all years.';`;

const RIGHTS = `
  GRANT USAGE ON SCHEMA registry TO registry_app;
  GRANT SELECT ON registry.park, registry.department, registry.item, registry.delegation, registry.enterprise,
    registry.person, registry.mandate TO registry_app;
  GRANT SELECT, INSERT ON registry.token_key TO registry_app;
  GRANT SELECT, INSERT, DELETE ON registry.sign_in_failure TO registry_app;
  GRANT USAGE ON SCHEMA registry_api TO registry_app, cases_door, cases_worker;
  GRANT SELECT ON ALL TABLES IN SCHEMA registry_api TO registry_app, cases_door, cases_worker;`;

export class Api1763700000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    await runner.query(OWN_ROLE);
    await runner.query(VIEWS);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The roles stay: other databases of the same server may use them.
    await runner.query('DROP SCHEMA registry_api CASCADE; REVOKE USAGE ON SCHEMA registry FROM registry_app');
  }
}

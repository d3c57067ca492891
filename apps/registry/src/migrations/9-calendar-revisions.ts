// Former revisions of the work calendar for whoever settles by them, and which years came by import: seeds do not undo those.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CalendarRevisions1763700000401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registry.calendar ADD COLUMN imported int[] NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN registry.calendar.imported IS 'Years that an operator imported; those of the seeds give way unless they are firmer.';
      CREATE VIEW registry_api.calendar_revision AS SELECT rev, years, made_at FROM registry.calendar;
      COMMENT ON VIEW registry_api.calendar_revision IS 'Every revision of the work calendar; each is in force from made_at to the next.';
      GRANT SELECT ON registry_api.calendar_revision TO registry_app, cases_door, cases_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW registry_api.calendar_revision;
      ALTER TABLE registry.calendar DROP COLUMN imported`);
  }
}

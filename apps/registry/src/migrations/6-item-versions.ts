// Every version of every item with its first day: a past case is judged by the one in force on its day.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class ItemVersions1763700000106 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW registry_api.item_version AS SELECT code, version, valid_from, definition, form FROM registry.item;
      COMMENT ON VIEW registry_api.item_version IS 'Every version of an item with its first day; it is in force until that of the next.';
      GRANT SELECT ON registry_api.item_version TO registry_app, cases_door, cases_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW registry_api.item_version');
  }
}

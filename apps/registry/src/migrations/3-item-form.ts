// Forms of every version of an item: a correction is judged by the schema that its case was filed with.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class ItemForm1763700000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW registry_api.item_form AS SELECT code, version, form FROM registry.item;
      COMMENT ON VIEW registry_api.item_form IS 'The form of every version of an item, also of those that are no longer in force.';
      GRANT SELECT ON registry_api.item_form TO registry_app, cases_door, cases_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW registry_api.item_form');
  }
}

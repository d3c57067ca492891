// What written instruments are made out with: names of bodies and enterprises, and the credit codes of those that issue certificates.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLE = `
  CREATE TABLE registry.credit_code (
    body text PRIMARY KEY,
    uscc text NOT NULL,
    source text NOT NULL,
    standing text NOT NULL CONSTRAINT credit_code_standing CHECK (standing IN ('verified', 'assumed'))
  );
  COMMENT ON TABLE registry.credit_code IS 'Credit codes of bodies that issue certificates: seeds/credit-codes.json.';
  GRANT SELECT ON registry.credit_code TO registry_app`;

const VIEWS = `
  CREATE VIEW registry_api.body AS
    SELECT b.body, b.name, c.uscc FROM (
      SELECT CASE kind WHEN 'COMMISSION' THEN 'commission' ELSE 'dept:' || code END AS body, name FROM registry.department
      UNION ALL SELECT 'park:' || code, name FROM registry.park
    ) b LEFT JOIN registry.credit_code c ON c.body = b.body;
  CREATE VIEW registry_api.enterprise AS SELECT uscc, name FROM registry.enterprise;
  CREATE OR REPLACE VIEW registry_api.item_form AS SELECT code, version, form, name FROM registry.item;

  COMMENT ON VIEW registry_api.body IS 'What bodies are called, as cases name them, and the credit codes of those that issue certificates.';
  COMMENT ON VIEW registry_api.enterprise IS 'What enterprises are called.';
  COMMENT ON VIEW registry_api.item_form IS
    'The form and the name of every version of an item, also of those that are no longer in force.';
  GRANT SELECT ON registry_api.body, registry_api.enterprise TO registry_app, cases_door, cases_worker`;

export class Names1763700000107 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(VIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW registry_api.body, registry_api.enterprise;
      DROP TABLE registry.credit_code`); // a further column of item_form does no harm
  }
}

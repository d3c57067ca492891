// Bundles (一件事) by version, and the one in force for whoever files one.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLE = `
  CREATE TABLE registry.bundle (
    code text,
    version text,
    valid_from date NOT NULL,
    name jsonb NOT NULL,
    parts jsonb NOT NULL,
    demo boolean NOT NULL,
    source text NOT NULL,
    standing text NOT NULL CONSTRAINT bundle_standing CHECK (standing IN ('verified', 'assumed')),
    PRIMARY KEY (code, version)
  );
  COMMENT ON TABLE registry.bundle IS
    'Bundles (一件事) by version, from seeds/bundles; the newest whose day has come is in force.';
  GRANT SELECT ON registry.bundle TO registry_app`;

const VIEW = `
  CREATE VIEW registry_api.bundle AS
    SELECT DISTINCT ON (code) code, version, name, parts FROM registry.bundle
    WHERE valid_from <= (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date
    ORDER BY code, valid_from DESC, version DESC;
  COMMENT ON VIEW registry_api.bundle IS 'Bundles in the version in force today in business time.';
  GRANT SELECT ON registry_api.bundle TO registry_app, cases_door, cases_worker`;

export class Bundles1763700001601 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(VIEW);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW registry_api.bundle; DROP TABLE registry.bundle');
  }
}

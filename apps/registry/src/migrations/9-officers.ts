// Officers by name, so that an act that names one can be refused when there is none, and a paper can print the name; experts are a role,
// each a body of one.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ROLES = `'APPLICANT', 'WINDOW', 'REVIEWER', 'DECIDER', 'COMMISSION', 'OPERATOR'`;

export class Officers1763700000109 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registry.mandate DROP CONSTRAINT mandate_role,
        ADD CONSTRAINT mandate_role CHECK (role IN ('APPLICANT', 'WINDOW', 'REVIEWER', 'EXPERT', 'DECIDER', 'COMMISSION', 'OPERATOR'))`);
    await runner.query(`
      CREATE VIEW registry_api.officer AS SELECT p.id AS person, p.name FROM registry.person p
        WHERE EXISTS (SELECT FROM registry.mandate m WHERE m.person = p.id AND m.role <> 'APPLICANT');
      COMMENT ON VIEW registry_api.officer IS 'Names of people who hold or held an office.';
      GRANT SELECT ON registry_api.officer TO registry_app, cases_door, cases_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW registry_api.officer`);
    await runner.query(`
      ALTER TABLE registry.mandate DROP CONSTRAINT mandate_role,
        ADD CONSTRAINT mandate_role CHECK (role IN (${ROLES}))`);
  }
}

// Deputies (代理): on the days named, an officer's mandates are held by another as well. And the head of a body (负责人), who gives out its work.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ROLES = `'APPLICANT', 'WINDOW', 'REVIEWER', 'EXPERT', 'DECIDER', 'HEAD', 'COMMISSION', 'OPERATOR'`;

const TABLE = `
  CREATE TABLE registry.deputy (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    officer text NOT NULL CONSTRAINT deputy_officer REFERENCES registry.person ON DELETE CASCADE,
    deputy text NOT NULL CONSTRAINT deputy_person REFERENCES registry.person ON DELETE CASCADE,
    role text,
    body text,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT deputy_days CHECK (valid_from < valid_to),
    CONSTRAINT deputy_other CHECK (officer <> deputy),
    CONSTRAINT deputy_office CHECK ((role IS NULL) = (body IS NULL))
  );
  COMMENT ON TABLE registry.deputy IS
    'Who stands in for whom, by days; valid_to is the first day without. Without role and body = for every office that can be deputed.';
  CREATE INDEX deputy_of_officer ON registry.deputy (officer, valid_to);
  CREATE INDEX deputy_of_person ON registry.deputy (deputy, valid_to);`;

// A deputy holds the officer's own mandates, none that the officer holds as a deputy: nobody stands in for a stand-in. The roles are those
// of DEPUTED in rules/access.ts.
const VIEW = `
  CREATE OR REPLACE VIEW registry_api.mandate AS
    SELECT person, role, body, valid_from, valid_to, person AS officer FROM registry.mandate
    UNION ALL
    SELECT d.deputy, m.role, m.body, greatest(m.valid_from, d.valid_from), least(m.valid_to, d.valid_to), m.person
    FROM registry.deputy d JOIN registry.mandate m ON m.person = d.officer
      AND (d.role IS NULL OR (m.role = d.role AND m.body = d.body))
    WHERE m.role IN ('WINDOW', 'REVIEWER', 'DECIDER', 'HEAD', 'COMMISSION')
      AND greatest(m.valid_from, d.valid_from) < least(m.valid_to, d.valid_to);
  COMMENT ON VIEW registry_api.mandate IS
    'Dated roles of people in bodies; valid_to is the first day without. officer = whose mandate it is: of a deputy, another''s.';`;

const RIGHTS = `
  GRANT SELECT, INSERT, UPDATE, DELETE ON registry.deputy TO registry_app;
  GRANT UPDATE (valid_to), DELETE ON registry.mandate TO registry_app;`;

export class Deputies1763700001101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registry.mandate DROP CONSTRAINT mandate_role,
        ADD CONSTRAINT mandate_role CHECK (role IN (${ROLES}))`);
    await runner.query(TABLE);
    await runner.query(VIEW);
    await runner.query(RIGHTS);
  }

  async down(): Promise<void> {
    throw new Error(
      'Deputies would be lost, and cases reads whose a mandate is: restore the backup from before instead.',
    );
  }
}

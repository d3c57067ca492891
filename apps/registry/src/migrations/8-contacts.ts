// Where people are written to, and in which language: read by the desk when a notice is sent, and stored nowhere else.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Contacts1763700000108 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registry.person
        ADD COLUMN mail text,
        ADD COLUMN language text NOT NULL DEFAULT 'zh' CONSTRAINT person_language CHECK (language IN ('zh', 'en'));
      COMMENT ON COLUMN registry.person.mail IS 'Where notices are mailed to; null = in the inbox alone.'`);
    // Whom a notice concerns is asked by role and body.
    await runner.query(`CREATE INDEX mandate_of_body ON registry.mandate (body, role)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX registry.mandate_of_body;
      ALTER TABLE registry.person DROP COLUMN mail, DROP COLUMN language`);
  }
}

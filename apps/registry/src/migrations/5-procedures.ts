// Items tell when a co-reviewer is asked and who receives copies; authorities beyond the ten that delegate own items too.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Procedures1763700000105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registry.department DROP CONSTRAINT department_kind;
      ALTER TABLE registry.department ADD CONSTRAINT department_kind
        CHECK (kind IN ('DELEGATING', 'CO_REVIEWING', 'COMMISSION', 'AUTHORITY'));
      ALTER TABLE registry.item ADD COLUMN reviewers jsonb NOT NULL DEFAULT '[]', ADD COLUMN copies jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registry.item DROP COLUMN reviewers, DROP COLUMN copies;
      ALTER TABLE registry.department DROP CONSTRAINT department_kind;
      ALTER TABLE registry.department ADD CONSTRAINT department_kind
        CHECK (kind IN ('DELEGATING', 'CO_REVIEWING', 'COMMISSION'))`);
  }
}

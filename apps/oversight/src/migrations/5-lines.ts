// The applications behind a line of the table are found by its item and park, in the order of their decisions.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Lines1763700000205 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX turnaround_line ON oversight.turnaround (item, park, kind, decided_at, number)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX oversight.turnaround_line');
  }
}

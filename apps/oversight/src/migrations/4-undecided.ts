// Of all cases of a matter those that a later filing may take up are found without reading the others.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Undecided1763700000204 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX course_undecided ON oversight.course (applicant, item, park)
      WHERE course->>'end' IN ('WITHDRAWN', 'NOT_ACCEPTED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX oversight.course_undecided');
  }
}

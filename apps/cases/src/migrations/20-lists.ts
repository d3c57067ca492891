// An enterprise's cases are found by the enterprise, the newest first: without this every case there ever was is read for a page of them.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Lists1763700002001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // None of its columns ever changes: an act on a case has no work with it.
    await runner.query(
      'CREATE INDEX approval_case_of_applicant ON cases.approval_case (applicant, received_at, number)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX cases.approval_case_of_applicant');
  }
}

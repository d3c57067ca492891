// Cards beside the times of an application, and whatever holds its clock. The tables are emptied: the log fills them anew from 0.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Cards1763700000202 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM oversight.course;
      DELETE FROM oversight.turnaround;
      UPDATE oversight.watermark SET position = 0;
      ALTER TABLE oversight.turnaround
        ADD yellow_cards int NOT NULL, ADD red_cards int NOT NULL, ADD revoked_cards int NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE oversight.turnaround DROP yellow_cards, DROP red_cards, DROP revoked_cards`);
  }
}

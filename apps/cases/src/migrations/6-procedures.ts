// Rules pinned by open and past cases take the shape of today: a co-reviewer has a condition, an item may publish, copy and check.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class Procedures1763700000106 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE cases.approval_case SET definition = definition || jsonb_build_object(
        'publicity', NULL, 'copies', NULL, 'check', NULL, 'reviewers', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('body', body, 'when', NULL)), '[]')
          FROM jsonb_array_elements(definition->'reviewers') AS body))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE cases.approval_case SET definition = (definition - '{publicity,copies,check}'::text[]) || jsonb_build_object(
        'reviewers', (SELECT coalesce(jsonb_agg(reviewer->'body'), '[]') FROM jsonb_array_elements(definition->'reviewers') AS reviewer))`);
  }
}

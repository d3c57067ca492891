// What a list of papers shows lies beside their contents: an act lists the papers of its case, and unpacked each content three times for it.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const SHOWN = `
  ALTER TABLE instrument
    ADD COLUMN issued_on text GENERATED ALWAYS AS (content->>'issuedOn') STORED,
    ADD COLUMN title_zh text GENERATED ALWAYS AS (content->'wording'->'zh'->>'title') STORED,
    ADD COLUMN title_en text GENERATED ALWAYS AS (content->'wording'->'en'->>'title') STORED;

  CREATE OR REPLACE FUNCTION instruments_of(case_number text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object('instruments', coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'kind', i.kind,
        'issuedOn', i.issued_on, 'title', jsonb_build_object('zh', i.title_zh, 'en', i.title_en)) ORDER BY i.event_no, i.id), '[]'))
    FROM cases.instrument i WHERE i.case_number = instruments_of.case_number $$;
`;

export class Titles1763700002201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(SHOWN);
  }

  async down(): Promise<void> {
    throw new Error('The columns repeat what the contents say: there is nothing to go back to.');
  }
}

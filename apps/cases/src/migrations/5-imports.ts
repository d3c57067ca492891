// Past cases brought in by file: how far each file is, what of it was refused, and under which number of theirs each case came.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = `
  CREATE TABLE house (id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), name text NOT NULL);
  COMMENT ON TABLE house IS 'What an export of this installation calls itself, so that its own cases are known when they come back.';
  INSERT INTO house (name) VALUES ('yuanban-' || left(gen_random_uuid()::text, 8));

  CREATE TABLE import (
    id text PRIMARY KEY,
    sha256 text NOT NULL UNIQUE,
    type text NOT NULL,
    bytes bigint NOT NULL,
    person text NOT NULL,
    state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    at_byte bigint NOT NULL DEFAULT 0,
    line int NOT NULL DEFAULT 0,
    imported int NOT NULL DEFAULT 0,
    known int NOT NULL DEFAULT 0,
    refused int NOT NULL DEFAULT 0,
    fault text,
    started_at timestamptz NOT NULL DEFAULT platform.business_now(),
    ended_at timestamptz
  );
  COMMENT ON TABLE import IS 'A file of past cases, one row a content; at_byte and line = behind the last line whose fate is committed.';

  CREATE TABLE import_refused (
    import text NOT NULL REFERENCES import,
    line int NOT NULL,
    code text NOT NULL,
    field text,
    params jsonb NOT NULL,
    PRIMARY KEY (import, line)
  );
  COMMENT ON TABLE import_refused IS 'Lines that were refused: where and why, never what they said.';

  CREATE TABLE imported_case (
    source text NOT NULL,
    ref text NOT NULL,
    number text NOT NULL UNIQUE REFERENCES approval_case,
    PRIMARY KEY (source, ref)
  );
  COMMENT ON TABLE imported_case IS 'The number that a past case had where it comes from; no case comes in twice.';
`;

const POLICIES = `
  ALTER TABLE import ENABLE ROW LEVEL SECURITY;
  ALTER TABLE import_refused ENABLE ROW LEVEL SECURITY;
  ALTER TABLE imported_case ENABLE ROW LEVEL SECURITY;
  CREATE POLICY known ON import USING ((SELECT platform.context()) IS NOT NULL);
  CREATE POLICY known ON import_refused USING ((SELECT platform.context()) IS NOT NULL);
  CREATE POLICY seen ON imported_case USING ((SELECT cases.sees_all()) OR number IN (SELECT number FROM cases.approval_case))
    WITH CHECK ((SELECT platform.context()) IS NOT NULL);

  GRANT SELECT ON house, import_refused, imported_case TO cases_door, cases_worker;
  GRANT SELECT, INSERT, UPDATE ON import TO cases_door;
  GRANT SELECT, UPDATE ON import TO cases_worker;
  GRANT INSERT ON import_refused, imported_case, approval_case, case_form TO cases_worker;
`;

export class Imports1763700000105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLES);
    await runner.query(POLICIES);
  }

  async down(): Promise<void> {
    throw new Error('Whose number a case came under would be lost: restore the backup from before instead.');
  }
}

// A certificate's page is kept beside a specimen of its item: most of its bytes are those of all the others.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const SPECIMENS = `
  CREATE TABLE specimen (
    id text PRIMARY KEY,
    pdf bytea NOT NULL
  );
  COMMENT ON TABLE specimen IS 'Pages of certificates that name nobody; id = the hash of what they say. Never removed: others are kept beside them.';
  ALTER TABLE instrument_file ADD COLUMN specimen text REFERENCES specimen;
  COMMENT ON COLUMN instrument_file.pdf IS 'As it was issued; with a specimen: what it has beside that one (Zstandard, the specimen as dictionary).';
  ALTER TABLE specimen ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON specimen USING ((SELECT platform.context()) = 'time') WITH CHECK ((SELECT platform.context()) = 'time');
  GRANT SELECT ON specimen TO cases_door;
  GRANT SELECT, INSERT ON specimen TO cases_worker;
`;

export class Specimens1763700002301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(SPECIMENS);
  }

  async down(): Promise<void> {
    throw new Error('Certificates are kept beside specimens: there is nothing to go back to.');
  }
}

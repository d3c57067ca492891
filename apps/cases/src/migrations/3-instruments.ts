// Written instruments: their numbers and contents, the counters that keep the numbers gapless, and the keys that seal them.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = `
  CREATE TABLE instrument_epoch (
    epoch int PRIMARY KEY,
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE instrument_epoch IS 'Numbers are gapless within an epoch; a restore from a backup opens the next one.';
  INSERT INTO instrument_epoch (epoch) VALUES (1);

  CREATE TABLE instrument_counter (
    issuer text NOT NULL,
    kind text NOT NULL,
    year int NOT NULL,
    epoch int NOT NULL REFERENCES instrument_epoch,
    last int NOT NULL,
    PRIMARY KEY (issuer, kind, year, epoch)
  ) WITH (fillfactor = 50);
  COMMENT ON TABLE instrument_counter IS 'The last number taken; its row is locked from the taking to the commit.';

  CREATE TABLE instrument (
    id text PRIMARY KEY,
    number text NOT NULL UNIQUE,
    kind text NOT NULL,
    issuer text NOT NULL,
    year int NOT NULL,
    epoch int NOT NULL,
    serial int NOT NULL,
    case_number text NOT NULL REFERENCES approval_case,
    event_no int NOT NULL,
    issued_at timestamptz NOT NULL,
    content jsonb NOT NULL,
    content_hash bytea NOT NULL,
    seal text NOT NULL,
    UNIQUE (issuer, kind, year, epoch, serial),
    FOREIGN KEY (case_number, event_no) REFERENCES case_event (number, no)
  );
  COMMENT ON TABLE instrument IS 'Receipts, notices, decisions, certificates; never updated. content holds names and texts of people.';
  CREATE INDEX instrument_case ON instrument (case_number);

  CREATE TABLE instrument_key (
    kid text PRIMARY KEY,
    active boolean UNIQUE CHECK (active),
    public_jwk jsonb NOT NULL,
    private_jwk jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE instrument_key IS 'Keys that seal (Ed25519): the active one, and earlier ones, whose seals stay valid.';
`;

// The worker issues certificates and what time itself brings about: it adds, and reads back everything but what people wrote.
const POLICIES = `
  ALTER TABLE instrument ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON instrument
    USING ((SELECT cases.sees_all()) OR case_number IN (SELECT number FROM cases.approval_case))
    WITH CHECK ((SELECT platform.context()) IS NOT NULL);
  GRANT SELECT, INSERT ON instrument TO cases_door;
  GRANT SELECT (id, number, kind, issuer, year, epoch, serial, case_number, event_no, issued_at, content_hash, seal), INSERT
    ON instrument TO cases_worker;
  GRANT SELECT, INSERT, UPDATE ON instrument_counter TO cases_door, cases_worker;
  GRANT SELECT ON instrument_epoch TO cases_door, cases_worker;
  GRANT SELECT, INSERT ON instrument_key TO cases_door, cases_worker;
`;

export class Instruments1763700000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLES);
    await runner.query(POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE cases.instrument, cases.instrument_counter, cases.instrument_epoch, cases.instrument_key`,
    );
  }
}

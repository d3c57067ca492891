// What the desk keeps: whom cases concern, the notices made of their events, and how far each one's mail is.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = `
  CREATE TABLE watermark (
    id int PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    position bigint NOT NULL,
    since timestamptz NOT NULL DEFAULT platform.business_now()
  );
  COMMENT ON TABLE watermark IS 'Up to which position of the log notices are made; what was recorded before since is told to nobody: an installation that gets a desk later writes to no one about its past.';
  INSERT INTO watermark (position) VALUES (0);

  CREATE TABLE course (
    number text PRIMARY KEY,
    item text NOT NULL,
    park text NOT NULL,
    applicant text NOT NULL,
    "window" text NOT NULL,
    owner text NOT NULL
  );
  COMMENT ON TABLE course IS 'What the filing of each case told, which its later events do not repeat.';

  CREATE TABLE notice (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number text NOT NULL,
    no int NOT NULL,
    person text NOT NULL,
    act text NOT NULL,
    side text NOT NULL CONSTRAINT notice_side CHECK (side IN ('APPLICANT', 'OFFICE')),
    work text,
    due_on date,
    outcome text,
    item text NOT NULL,
    park text NOT NULL,
    at timestamptz NOT NULL,
    read_at timestamptz,
    CONSTRAINT notice_once UNIQUE (number, no, person)
  );
  COMMENT ON TABLE notice IS 'One for each event and person that it concerns. Codes alone: the words are made when it is read or sent.';
  CREATE INDEX notice_inbox ON notice (person, at DESC, id DESC);
  CREATE INDEX notice_unread ON notice (person) WHERE read_at IS NULL;

  CREATE TABLE mail (
    notice uuid PRIMARY KEY REFERENCES notice (id) ON DELETE CASCADE,
    state text NOT NULL DEFAULT 'WAITING' CONSTRAINT mail_state CHECK (state IN ('WAITING', 'SENT', 'FAILED', 'NO_ADDRESS')),
    attempts int NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at timestamptz,
    last_error text
  );
  COMMENT ON TABLE mail IS 'How far the mail of a notice is. next_at, on the real clock: when it is tried next; while somebody tries, until when nobody else does. last_error is a code.';
  CREATE INDEX mail_waiting ON mail (next_at) WHERE state = 'WAITING';
  CREATE INDEX mail_undelivered ON mail (notice) WHERE state = 'FAILED' OR (state = 'WAITING' AND last_error IS NOT NULL);
`;

// Roles belong to the whole server: two databases brought up at once may both create or grant one.
const RIGHTS = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'desk_app') THEN CREATE ROLE desk_app NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$;
  DO $$ BEGIN
    GRANT desk_app TO CURRENT_USER;
  EXCEPTION WHEN unique_violation OR internal_error THEN NULL;
  END $$;
  GRANT USAGE ON SCHEMA desk TO desk_app;
  GRANT SELECT, UPDATE ON watermark TO desk_app;
  GRANT SELECT, INSERT ON course TO desk_app;
  GRANT SELECT, INSERT, UPDATE (read_at) ON notice TO desk_app;
  GRANT SELECT, INSERT, UPDATE ON mail TO desk_app;
`;

export class Notices1763700000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = desk, public');
    await runner.query(TABLES);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA desk CASCADE');
  }
}

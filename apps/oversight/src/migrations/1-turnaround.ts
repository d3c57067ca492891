// What oversight keeps: the course of every case, every decided application, and up to where the log was folded into them.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

// No instant of folding and no serial number: emptied and replayed from 0, the tables come to the same bytes.
const TABLES = `
  CREATE TABLE watermark (id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), position bigint NOT NULL);
  COMMENT ON TABLE watermark IS 'Up to which position of the log the other tables say everything.';
  INSERT INTO watermark (position) VALUES (0);

  CREATE TABLE course (
    number text PRIMARY KEY,
    applicant text NOT NULL,
    item text NOT NULL,
    park text NOT NULL,
    course jsonb NOT NULL
  );
  COMMENT ON TABLE course IS 'What the events so far tell of each case (libs/rules/turnaround.ts).';
  CREATE INDEX course_matter ON course (applicant, item, park);

  CREATE TABLE turnaround (
    number text PRIMARY KEY,
    numbers text[] NOT NULL,
    kind text NOT NULL,
    item text NOT NULL,
    park text NOT NULL,
    applicant text NOT NULL,
    month text NOT NULL,
    received_on date NOT NULL,
    decided_on date NOT NULL,
    decided_at timestamptz NOT NULL,
    net int NOT NULL,
    gross int NOT NULL,
    paused_days int NOT NULL,
    correction_days int NOT NULL,
    is_extended boolean NOT NULL,
    is_on_time boolean NOT NULL,
    statutory int,
    promised int
  );
  COMMENT ON TABLE turnaround IS 'Decided applications, a chain of resubmissions as one; net, statutory, promised in working days, the rest in calendar days.';
  CREATE INDEX turnaround_matter ON turnaround (applicant, item, park);
  CREATE INDEX turnaround_page ON turnaround (kind, decided_at, number);
  CREATE INDEX turnaround_decided ON turnaround (decided_on);
`;

// Roles belong to the whole server: two databases brought up at once may both create or grant one.
const RIGHTS = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oversight_app') THEN CREATE ROLE oversight_app NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$;
  DO $$ BEGIN
    GRANT oversight_app TO CURRENT_USER;
  EXCEPTION WHEN unique_violation OR internal_error THEN NULL;
  END $$;
  GRANT USAGE ON SCHEMA oversight TO oversight_app;
  GRANT SELECT, UPDATE ON watermark TO oversight_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON course, turnaround TO oversight_app;
`;

export class Turnaround1763700000201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = oversight, public');
    await runner.query(TABLES);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA oversight CASCADE');
  }
}

// Bundles (一件事): the whole, its parts with the forms of those that wait, and in a part's conduct row whom it wakes when it comes out.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = `
  CREATE SEQUENCE bundle_number_seq;

  CREATE TABLE bundle (
    number text PRIMARY KEY,
    code text NOT NULL,
    version text NOT NULL,
    name jsonb NOT NULL,
    applicant text NOT NULL,
    filed_by text NOT NULL,
    parts int NOT NULL,
    status text NOT NULL,
    filed_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    ended_at timestamptz
  );
  COMMENT ON TABLE bundle IS 'Several applications that are one matter, filed at once. Its row is locked by whoever looks at its parts, never by a part.';

  CREATE TABLE bundle_part (
    bundle text NOT NULL REFERENCES bundle,
    part text NOT NULL,
    place int NOT NULL,
    item text NOT NULL,
    park text NOT NULL,
    after text[] NOT NULL,
    otherwise text NOT NULL,
    bodies text[] NOT NULL,
    form jsonb,
    in_name jsonb NOT NULL,
    number text UNIQUE REFERENCES approval_case,
    filed_at timestamptz,
    dropped text,
    fault text,
    dropped_at timestamptz,
    PRIMARY KEY (bundle, part),
    CHECK (number IS NULL OR dropped IS NULL),
    CHECK ((form IS NULL) = (number IS NOT NULL OR dropped IS NOT NULL))
  );
  COMMENT ON TABLE bundle_part IS 'A part waits with its form, has a case (which has the form then), or was dropped; fault = why it could not be filed.';

  ALTER TABLE conduct ADD COLUMN parent text;
  COMMENT ON COLUMN conduct.parent IS 'Of a part of a bundle: the workflow of the bundle, which looks again when the part comes out.';
`;

const FUNCTIONS = `
  CREATE FUNCTION at_bundling(bundle_code text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object(
      'now', (extract(epoch FROM platform.business_now()) * 1000)::bigint,
      'serial', nextval('cases.bundle_number_seq'),
      'bundle', (SELECT jsonb_build_object('code', b.code, 'version', b.version, 'name', b.name, 'parts', b.parts)
                 FROM registry_api.bundle b WHERE b.code = bundle_code)) $$;
  COMMENT ON FUNCTION at_bundling IS 'What the filing of a bundle needs of the registry, beside what each of its parts does.';

  CREATE FUNCTION bundle_of(case_number text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object('bundle', (SELECT jsonb_build_object('number', p.bundle, 'part', p.part)
      FROM cases.bundle_part p WHERE p.number = case_number)) $$;
  COMMENT ON FUNCTION bundle_of IS 'The bundle of a case, and as which part, for those who see it.';
`;

// Officers see the parts that concern their bodies, and the bundle around them; the applicant is concerned by all.
const RIGHTS = `
  ALTER TABLE bundle ENABLE ROW LEVEL SECURITY;
  ALTER TABLE bundle_part ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON bundle_part USING (bodies && (SELECT cases.seen_bodies()) OR (SELECT cases.sees_all()))
    WITH CHECK ((SELECT platform.context()) IS NOT NULL);
  CREATE POLICY seen ON bundle USING ((SELECT cases.sees_all()) OR number IN (SELECT bundle FROM cases.bundle_part))
    WITH CHECK ((SELECT platform.context()) IS NOT NULL);
  GRANT SELECT, INSERT, UPDATE ON bundle, bundle_part TO cases_door;
  GRANT SELECT, UPDATE ON bundle, bundle_part TO cases_worker;
  GRANT USAGE ON SEQUENCE bundle_number_seq TO cases_door;
  GRANT EXECUTE ON FUNCTION at_bundling, bundle_of TO cases_door;
`;

export class Bundles1763700001601 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(RIGHTS);
  }

  async down(): Promise<void> {
    throw new Error('Applications that wait for their turn would be lost: restore the backup from before instead.');
  }
}

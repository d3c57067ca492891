// The registry's tables: slow facts that change by decree, the people, and the keys that sign tokens.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const CATALOGUE = `
  CREATE TABLE registry.park (
    code text PRIMARY KEY,
    name jsonb NOT NULL,
    window_only boolean NOT NULL,
    pilot text NOT NULL,
    place smallint NOT NULL,
    source text NOT NULL,
    standing text NOT NULL,
    CONSTRAINT park_standing CHECK (standing IN ('verified', 'assumed') AND pilot IN ('verified', 'assumed'))
  );
  COMMENT ON TABLE registry.park IS 'Parks of the pilot (试点园区), from seeds/parks.json.';

  CREATE TABLE registry.department (
    code text PRIMARY KEY,
    name jsonb NOT NULL,
    kind text NOT NULL CONSTRAINT department_kind CHECK (kind IN ('DELEGATING', 'CO_REVIEWING', 'COMMISSION')),
    source text NOT NULL,
    standing text NOT NULL CONSTRAINT department_standing CHECK (standing IN ('verified', 'assumed'))
  );
  COMMENT ON TABLE registry.department IS
    'Departments that delegate or co-review, and the commission: seeds/departments.json.';

  CREATE TABLE registry.item (
    code text,
    version text,
    valid_from date NOT NULL,
    family text NOT NULL CONSTRAINT item_family CHECK (family IN ('delegated', 'talent', 'equity', 'project')),
    name jsonb NOT NULL,
    department text NOT NULL CONSTRAINT item_department REFERENCES registry.department,
    definition jsonb NOT NULL,
    limits jsonb NOT NULL,
    form jsonb NOT NULL,
    example jsonb NOT NULL,
    source text NOT NULL,
    standing text NOT NULL CONSTRAINT item_standing CHECK (standing IN ('verified', 'assumed')),
    PRIMARY KEY (code, version)
  );
  COMMENT ON TABLE registry.item IS
    'Items (事项) by version, from seeds/items; the newest whose day has come is in force.';

  CREATE TABLE registry.delegation (
    item text,
    park text CONSTRAINT delegation_park REFERENCES registry.park,
    valid_from date,
    valid_to date,
    department text NOT NULL CONSTRAINT delegation_department REFERENCES registry.department,
    mode text NOT NULL CONSTRAINT delegation_mode CHECK (mode IN ('ENTRUST', 'AUTHORISE', 'WINDOW_ONLY')),
    document text NOT NULL,
    source text NOT NULL,
    standing text NOT NULL CONSTRAINT delegation_standing CHECK (standing IN ('verified', 'assumed')),
    CONSTRAINT delegation_days CHECK (valid_from < valid_to),
    PRIMARY KEY (item, park, valid_from)
  );
  COMMENT ON TABLE registry.delegation IS
    'Delegations (下放权限): dated grants of an item to a park, from seeds/delegations.json.';

  CREATE TABLE registry.calendar (
    rev bigint PRIMARY KEY,
    years jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT platform.business_now()
  );
  COMMENT ON TABLE registry.calendar IS
    'Work calendars, all years of seeds/calendars in one row; the highest rev is in force.';`;

const PEOPLE = `
  CREATE TABLE registry.enterprise (
    uscc text PRIMARY KEY,
    name jsonb NOT NULL,
    demo boolean NOT NULL,
    source text NOT NULL,
    standing text NOT NULL CONSTRAINT enterprise_standing CHECK (standing IN ('verified', 'assumed'))
  );
  COMMENT ON TABLE registry.enterprise IS 'Enterprises by unified social credit code (统一社会信用代码).';

  CREATE TABLE registry.person (
    id text PRIMARY KEY CONSTRAINT person_id CHECK (id ~ '^[0-9A-Za-z-]{1,64}$'),
    user_name text NOT NULL CONSTRAINT person_user_name UNIQUE,
    name text NOT NULL,
    password_hash text NOT NULL,
    demo_password_digest text,
    demo boolean NOT NULL,
    source text NOT NULL,
    standing text NOT NULL CONSTRAINT person_standing CHECK (standing IN ('verified', 'assumed'))
  );
  COMMENT ON TABLE registry.person IS 'People who can sign in. Names and password hashes stand here and nowhere else.';
  COMMENT ON COLUMN registry.person.demo_password_digest IS
    'Digest of the published demo password that was set, so that seeding again need not hash again; null for real people.';

  CREATE TABLE registry.mandate (
    person text CONSTRAINT mandate_person REFERENCES registry.person ON DELETE CASCADE,
    role text CONSTRAINT mandate_role
      CHECK (role IN ('APPLICANT', 'WINDOW', 'REVIEWER', 'DECIDER', 'COMMISSION', 'OPERATOR')),
    body text,
    valid_from date,
    valid_to date,
    CONSTRAINT mandate_days CHECK (valid_from < valid_to),
    PRIMARY KEY (person, role, body, valid_from)
  );
  COMMENT ON TABLE registry.mandate IS 'Roles of people in bodies, by days; valid_to is the first day without.';

  CREATE TABLE registry.sign_in_failure (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_digest text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX sign_in_failure_of_user ON registry.sign_in_failure (user_digest, at);
  CREATE INDEX sign_in_failure_at ON registry.sign_in_failure (at);
  COMMENT ON TABLE registry.sign_in_failure IS
    'Failed sign-ins of the last 15 minutes, by digest of the user name typed.';

  CREATE TABLE registry.token_key (
    kid text PRIMARY KEY,
    active boolean CONSTRAINT token_key_one_active UNIQUE CONSTRAINT token_key_active CHECK (active),
    private_jwk jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE registry.token_key IS
    'Keys that sign tokens: the active one, and retired ones until their tokens have run out.';`;

export class Lists1763700000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CATALOGUE);
    await runner.query(PEOPLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE registry.mandate, registry.person, registry.enterprise, registry.sign_in_failure, registry.token_key,
        registry.calendar, registry.delegation, registry.item, registry.department, registry.park`);
  }
}

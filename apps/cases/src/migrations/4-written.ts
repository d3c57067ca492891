// Instruments in the acts: names for them, their list for the case's parties, the certificate's file, and the little that anybody may
// ask of a certificate, of a case whose sealed paper he holds, and of what was revoked.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = `
  CREATE UNIQUE INDEX instrument_certificate ON instrument (case_number) WHERE kind = 'certificate';
  COMMENT ON INDEX instrument_certificate IS 'A case has one certificate, whoever tries to make a second.';
  CREATE INDEX approval_case_revoked ON approval_case (number) WHERE status = 'REVOKED';

  CREATE TABLE instrument_file (
    id text PRIMARY KEY REFERENCES instrument,
    sha256 bytea NOT NULL,
    pdf bytea NOT NULL
  );
  ALTER TABLE instrument_file ALTER COLUMN pdf SET STORAGE EXTERNAL; -- a PDF is packed already
  COMMENT ON TABLE instrument_file IS 'Certificates as they were issued; every other instrument is printed when it is read.';

  UPDATE approval_case SET definition = definition || '{"certificate": null}' WHERE NOT definition ? 'certificate';
`;

const FOR_THE_DOOR = `
  CREATE FUNCTION names_for(item_name jsonb, park_code text, bodies text[], applicant_uscc text) RETURNS jsonb
    LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object('names', jsonb_build_object('item', item_name,
      'park', (SELECT p.name FROM registry_api.park p WHERE p.code = park_code),
      'bodies', (SELECT coalesce(jsonb_object_agg(b.body, b.name), '{}') FROM registry_api.body b WHERE b.body = ANY (bodies)),
      'applicant', (SELECT e.name FROM registry_api.enterprise e WHERE e.uscc = applicant_uscc))) $$;

  CREATE FUNCTION names_of(c cases.approval_case) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT cases.names_for((SELECT i.name FROM registry_api.item_form i WHERE i.code = c.item AND i.version = c.item_version),
      c.park, c.bodies || ARRAY[c.in_name_of, 'park:' || c.park], substr(c.applicant, length('enterprise:') + 1)) $$;
  COMMENT ON FUNCTION names_of IS 'What item, park, bodies and applicant of a case are called; an applicant unknown to the registry is null.';

  CREATE FUNCTION names_at_filing(item_code text, park_code text, applicant_uscc text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT cases.names_for((SELECT i.name FROM registry_api.item i WHERE i.code = item_code), park_code,
      (SELECT array_agg(CASE d.department WHEN 'commission' THEN 'commission' ELSE 'dept:' || d.department END)
       FROM registry_api.delegation d WHERE d.item = item_code AND d.park = park_code) || ('park:' || park_code), applicant_uscc) $$;

  CREATE FUNCTION schema_of(c cases.approval_case) RETURNS jsonb LANGUAGE sql VOLATILE AS
    $$ SELECT i.form FROM registry_api.item_form i WHERE i.code = c.item AND i.version = c.item_version $$;
  COMMENT ON FUNCTION schema_of IS 'The schema that a case was filed with.';

  CREATE FUNCTION instruments_of(case_number text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
    SELECT jsonb_build_object('instruments', coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'kind', i.kind,
        'issuedOn', i.content->>'issuedOn', 'title', jsonb_build_object(
          'zh', i.content->'wording'->'zh'->'title', 'en', i.content->'wording'->'en'->'title')) ORDER BY i.event_no, i.id), '[]'))
    FROM cases.instrument i WHERE i.case_number = instruments_of.case_number $$;
  COMMENT ON FUNCTION instruments_of IS 'The instruments of a case, oldest first, for those who see them.';
`;

// These see past row-level security, each for one purpose and with no more than that needs.
const FOR_OTHERS = `
  CREATE FUNCTION for_certificate(case_number text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object(
      'uscc', (SELECT b.uscc FROM registry_api.body b WHERE b.body = c.in_name_of),
      'grants', (SELECT coalesce(jsonb_agg(jsonb_build_object('zh', s.field->>'title',
            'en', coalesce(s.field->'x-en'->>'title', s.field->>'title'), 'value', f.form->>substr(w.pointer, 2)) ORDER BY w.place), '[]')
        FROM jsonb_array_elements_text(c.definition->'certificate'->'fields') WITH ORDINALITY AS w(pointer, place),
          (SELECT form FROM cases.case_form WHERE number = c.number ORDER BY no DESC LIMIT 1) f,
          registry_api.item_form i, LATERAL (SELECT i.form->'properties'->substr(w.pointer, 2) AS field) s
        WHERE i.code = c.item AND i.version = c.item_version AND f.form ? substr(w.pointer, 2)))
    FROM cases.approval_case c WHERE c.number = case_number AND c.status = 'GRANTED' $$;
  COMMENT ON FUNCTION for_certificate IS 'Of a granted case, what its certificate shows of the form, and the issuer''s credit code.';

  CREATE FUNCTION revoked_on(case_number text) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT cases.china_date(e.effective_at) FROM cases.case_event e WHERE e.number = case_number AND e.type = 'case.revoked.v1' $$;

  CREATE FUNCTION certificate_for_anyone(named text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object('content', i.content, 'seal', i.seal, 'revokedOn', cases.revoked_on(i.case_number),
      'today', cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)))
    FROM cases.instrument i WHERE i.id = named AND i.kind = 'certificate' $$;
  COMMENT ON FUNCTION certificate_for_anyone IS 'A certificate; whoever hands it on masks its holder and leaves out its grants.';

  CREATE FUNCTION revoked_for_anyone(most int) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object('today', cases.china_date(clock_timestamp() + (SELECT ahead FROM platform.business_time)),
      'revoked', coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'state', '撤销', 'on', revoked) ORDER BY revoked DESC, id) FROM (
        SELECT i.id, cases.revoked_on(c.number) AS revoked FROM cases.approval_case c JOIN cases.instrument i ON i.case_number = c.number
        WHERE c.status = 'REVOKED' AND i.kind IN ('certificate', 'written-decision') ORDER BY revoked DESC, id LIMIT most) r), '[]')) $$;
  COMMENT ON FUNCTION revoked_for_anyone IS 'Which certificates and grants are no longer in force, the newest first.';

  CREATE FUNCTION case_of_seal(named text, sealed bytea) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT jsonb_build_object('number', c.number, 'item', c.item, 'park', c.park, 'owner', c.owner, 'state', c.state,
        'definition', c.definition, 'calendarRev', (SELECT rev FROM registry_api.calendar),
        'now', (extract(epoch FROM clock_timestamp() + (SELECT ahead FROM platform.business_time)) * 1000)::bigint)
      || cases.names_of(c)
    FROM cases.instrument i JOIN cases.approval_case c ON c.number = i.case_number WHERE i.id = named AND i.content_hash = sealed $$;
  COMMENT ON FUNCTION case_of_seal IS 'The case of an instrument, for whoever holds its seal; whoever hands it on leaves out the applicant.';

  REVOKE ALL ON FUNCTION for_certificate, revoked_on, certificate_for_anyone, revoked_for_anyone, case_of_seal FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION names_for, names_of, names_at_filing, schema_of, instruments_of TO cases_door, cases_worker;
  GRANT EXECUTE ON FUNCTION revoked_on, certificate_for_anyone, revoked_for_anyone, case_of_seal TO cases_door;
  GRANT EXECUTE ON FUNCTION for_certificate TO cases_worker;
  ALTER TABLE instrument_file ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON instrument_file USING (id IN (SELECT id FROM cases.instrument))
    WITH CHECK ((SELECT platform.context()) IS NOT NULL);
  GRANT SELECT, INSERT ON instrument_file TO cases_door;
  GRANT INSERT ON instrument_file TO cases_worker;
`;

export class Written1763700000104 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = cases, public');
    await runner.query(TABLES);
    await runner.query(FOR_THE_DOOR);
    await runner.query(FOR_OTHERS);
  }

  async down(): Promise<void> {
    throw new Error('Certificates that are out there would be lost: restore the backup from before instead.');
  }
}

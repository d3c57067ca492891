// Who a person is today: the row, and the mandates in force on this day of business time in Shanghai.
import { type DataSource, type EntityManager } from 'typeorm';
import {
  type ContactView,
  type HoldersView,
  type MandateDto,
  type OfficersView,
  type PersonView,
} from '#contracts/registry.dto';
import { type Mandate as HeldMandate } from '#rules/access';
import { Failure } from '#platform/failure';
import { Person, toPersonView } from './person.entity';

/** A person with the mandates in force now. @throws Failure NOT_FOUND */
export async function getPerson(database: DataSource, id: string): Promise<PersonView> {
  const person = await database.getRepository(Person).findOneBy({ id });
  if (!person) throw new Failure('NOT_FOUND');
  return toPersonView(person, await mandatesToday(database.manager, id));
}

/** Who holds any of these mandates today, also as a deputy: one row a mandate and person. */
export function holdersOf(database: DataSource, mandates: readonly MandateDto[]): Promise<HoldersView['holders']> {
  return database.query(
    `SELECT DISTINCT m.role, m.body, m.person, 'person:' || m.officer AS holder FROM registry_api.mandate m
     JOIN jsonb_to_recordset($1::jsonb) AS asked(role text, body text) USING (role, body),
     (SELECT (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date AS today) t
     WHERE valid_from <= today AND (valid_to IS NULL OR today < valid_to) ORDER BY m.person, m.role, m.body, holder`,
    [JSON.stringify(mandates)],
  );
}

/** Where people are written to; whoever is not known is left out. */
export function contactsOf(database: DataSource, people: readonly string[]): Promise<ContactView[]> {
  return database.query('SELECT id AS person, name, mail, language FROM registry.person WHERE id = ANY ($1)', [people]);
}

/** What somebody holds today, the own first, then as a deputy. Raw SQL: "today" is the database's business date, as it is for the cases app. */
export function mandatesToday(manager: EntityManager, person: string): Promise<HeldMandate[]> {
  return manager.query(
    `SELECT role, body, 'person:' || officer AS holder FROM registry_api.mandate, (SELECT (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date AS today) t
     WHERE person = $1 AND valid_from <= today AND (valid_to IS NULL OR today < valid_to) ORDER BY officer <> person, role, body, officer`,
    [person],
  );
}

/** Officers of some bodies, or of all (null), for whoever holds an office: applicants have no list of them. @throws Failure NOT_ALLOWED */
export async function officersOf(
  database: DataSource,
  asking: string,
  bodies: readonly string[] | null,
): Promise<OfficersView['officers']> {
  if ((await mandatesToday(database.manager, asking)).every(({ role }) => role === 'APPLICANT'))
    throw new Failure('NOT_ALLOWED');
  return database.query(
    `SELECT m.person, p.name, m.role, m.body FROM registry.mandate m JOIN registry.person p ON p.id = m.person,
     (SELECT (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date AS today) t
     WHERE m.role NOT IN ('APPLICANT', 'OPERATOR') AND ($1::text[] IS NULL OR m.body = ANY($1) OR (m.role = 'EXPERT' AND 'expert' = ANY($1)))
       AND m.valid_from <= today AND (m.valid_to IS NULL OR today < m.valid_to) ORDER BY m.body, p.name, m.person, m.role`,
    [bodies],
  );
}

// Who a person is today: the row, and the mandates in force on this day of business time in Shanghai.
import { type DataSource } from 'typeorm';
import { type PersonView } from '#contracts/registry.dto';
import { type Mandate as HeldMandate } from '#rules/access';
import { Failure } from '#platform/failure';
import { Person, toPersonView } from './person.entity';

/** A person with the mandates in force now. @throws Failure NOT_FOUND */
export async function getPerson(database: DataSource, id: string): Promise<PersonView> {
  const person = await database.getRepository(Person).findOneBy({ id });
  if (!person) throw new Failure('NOT_FOUND');
  return toPersonView(person, await mandatesToday(database, id));
}

/** Raw SQL: "today" is the database's business date, so that it agrees with what the cases app decides by. */
function mandatesToday(database: DataSource, person: string): Promise<HeldMandate[]> {
  return database.query(
    `SELECT role, body FROM registry.mandate, (SELECT (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date AS today) t
     WHERE person = $1 AND valid_from <= today AND (valid_to IS NULL OR today < valid_to) ORDER BY role, body`,
    [person],
  );
}

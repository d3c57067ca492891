// A person who can sign in. The id is neutral: it stands in events and logs, the name stands only here.
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type PersonView } from '#contracts/registry.dto';
import { type Mandate as HeldMandate } from '#rules/access';
import { type Standing } from '../catalogue/texts';

/** A row of `registry.person`. */
@Entity({ name: 'person', comment: 'People who can sign in. Names and password hashes stand here and nowhere else.' })
@Check('person_id', `id ~ '^[0-9A-Za-z-]{1,64}$'`)
@Check('person_language', `language IN ('zh', 'en')`)
@Check('person_standing', `standing IN ('verified', 'assumed')`)
export class Person {
  @PrimaryColumn('text')
  id: string;

  @Column('text', { name: 'user_name', unique: true })
  userName: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true, comment: 'Where notices are mailed to; null = in the inbox alone.' })
  mail: string | null;

  @Column('text', { default: 'zh' })
  language: 'zh' | 'en';

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('text', {
    name: 'demo_password_digest',
    nullable: true,
    comment:
      'Digest of the published demo password that was set, so that seeding again need not hash again; null for real people.',
  })
  demoPasswordDigest: string | null;

  @Column('boolean')
  demo: boolean;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}

/** A person with the mandates in force; those held as a deputy say for whom. */
export function toPersonView(person: Pick<Person, 'id' | 'name'>, mandates: readonly HeldMandate[]): PersonView {
  const inPlaceOf = (holder?: string) =>
    holder === undefined || holder === `person:${person.id}` ? {} : { inPlaceOf: holder };
  return {
    id: person.id,
    name: person.name,
    mandates: mandates.map(({ role, body, holder }) => ({ role, body, ...inPlaceOf(holder) })),
  };
}

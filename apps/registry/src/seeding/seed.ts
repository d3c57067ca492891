// Loads seeds/ into the schema `registry`: by key, in one transaction, so that a second run changes nothing.
import { createHash } from 'node:crypto';
import { type DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { type Definition } from '#rules/definition';
import { appendJournal } from '#platform/journal';
import { addRevision, lockRevisions, newestRevision, withSeeds } from '../calendar/revisions';
import { Bundle } from '../catalogue/bundle.entity';
import { CreditCode } from '../catalogue/credit-code.entity';
import { Department } from '../catalogue/department.entity';
import { Item } from '../catalogue/item.entity';
import { Park } from '../catalogue/park.entity';
import { Delegation } from '../delegations/delegation.entity';
import { Enterprise } from '../people/enterprise.entity';
import { Mandate } from '../people/mandate.entity';
import { hashPassword } from '../people/password';
import { Person } from '../people/person.entity';
import { checkSeeds } from './check-seeds';
import { readSeeds, type Seeds } from './seed-files';
import { type ItemSeed, type PeopleSeed } from './seed-shapes';

/** How many rows each table changed by; a table that did not change is absent. */
export type SeedChanges = Record<string, number>;

/**
 * Loads a seed folder. `demo` adds the invented people and companies, whose password is public: development alone.
 * @throws SeedFault before anything is written.
 */
export async function loadSeeds(database: DataSource, folder: string, demo: boolean): Promise<SeedChanges> {
  const seeds = readSeeds(folder);
  checkSeeds(seeds);
  const people = demo ? await withHashes(database, seeds.people) : [];
  const changes = await database.transaction(async (manager) => {
    await lockRevisions(manager);
    return { ...(await loadCatalogue(manager, seeds)), ...(demo ? await loadPeople(manager, seeds, people) : {}) };
  });
  const changed = Object.fromEntries(Object.entries(changes).filter(([, rows]) => rows > 0));
  if (Object.keys(changed).length > 0) {
    await appendJournal(database, { app: 'registry', actor: 'seeds', kind: 'lists.changed', data: changed });
  }
  return changed;
}

/** The rules of an item as a case pins them. */
export function toDefinition(item: ItemSeed): Definition {
  const { code, version, start, onTheSpot, limits } = item;
  const limit = ({ value, unit }: ItemSeed['limits']['statutory']) => ({ value, unit });
  const { copies, certificate } = item;
  return {
    code,
    version,
    start,
    statutory: limit(limits.statutory),
    promised: limit(limits.promised),
    acceptance: limit(limits.acceptance),
    extension: limits.extension && limit(limits.extension),
    special: limits.special.map(({ reason, ...of }) => ({ reason, limit: limit(of) })),
    onTheSpot,
    reviewers: item.reviewers.map(({ body, when, within, silence }) => ({
      body,
      when: when && when.form,
      ...(within && { within: limit(within) }),
      ...(silence && { silence: limit(silence) }),
    })),
    ...(item.preReview && { preReview: { body: item.preReview.body, within: limit(item.preReview.within) } }),
    ...(limits.lateMaterial && { lateMaterial: limit(limits.lateMaterial) }),
    ...(limits.delivery && { delivery: limit(limits.delivery) }),
    ...(limits.onPromise && { onPromise: { check: limit(limits.onPromise.check), fix: limit(limits.onPromise.fix) } }),
    ...(item.joint && { joint: true }),
    ...(item.fourEyes && { fourEyes: true }),
    ...(item.reminder && { reminder: item.reminder.workdaysBefore }),
    publicity: limits.publicity && limit(limits.publicity),
    copies: copies && { to: copies.to, within: limit(copies.within), from: copies.from },
    check: item.check,
    escalation: item.escalation.map(({ workdaysAfterDue, to }) => ({ workdaysAfterDue, to })),
    certificate: certificate && {
      name: certificate.name,
      type: certificate.type,
      fields: certificate.fields,
      validity: certificate.validity && limit(certificate.validity),
      ...(certificate.notRenewable && { notRenewable: certificate.notRenewable.basis }),
    },
  };
}

async function loadCatalogue(manager: EntityManager, seeds: Seeds): Promise<SeedChanges> {
  const days = ({ from, to }: { from: string; to: string | null }) => ({ validFrom: from, validTo: to });
  const items = seeds.items.map(({ item }) => ({ ...item, validFrom: item.from, definition: toDefinition(item) }));
  const bundles = seeds.bundles.map(({ bundle }) => ({ ...bundle, validFrom: bundle.from }));
  return {
    park: await put(
      manager,
      Park,
      seeds.parks.map((park, place) => ({ ...park, place })),
    ),
    department: await put(manager, Department, seeds.departments),
    item: await put(manager, Item, items),
    bundle: await put(manager, Bundle, bundles),
    delegation: await replace(
      manager,
      Delegation,
      seeds.delegations.map((row) => ({ ...row, ...days(row) })),
    ),
    creditCode: await put(manager, CreditCode, seeds.creditCodes),
    calendar: await putCalendar(manager, seeds),
  };
}

async function loadPeople(manager: EntityManager, seeds: Seeds, people: Person[]): Promise<SeedChanges> {
  const mandates = seeds.people.people.flatMap(({ id, mandates }) =>
    mandates.map(({ role, body, from, to }) => ({ person: id, role, body, validFrom: from, validTo: to })),
  );
  return {
    enterprise: await put(manager, Enterprise, seeds.enterprises),
    person: await put(manager, Person, people),
    mandate: await replace(manager, Mandate, mandates, 'person IN (SELECT id FROM registry.person WHERE demo)'),
  };
}

/** A new revision of the calendar only when a day, or what it rests on, is another. */
async function putCalendar(manager: EntityManager, { calendars }: Seeds): Promise<number> {
  const { years, imported } = withSeeds(calendars, await newestRevision(manager));
  return (await addRevision(manager, years, imported)) === null ? 0 : 1;
}

/** Inserts what is new, updates what differs, and counts both. */
async function put<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: object[],
): Promise<number> {
  const { columns, primaryColumns } = manager.getRepository(entity).metadata;
  const keys = primaryColumns.map(({ databaseName }) => databaseName);
  const others = columns.filter(({ isPrimary }) => !isPrimary).map(({ databaseName }) => databaseName);
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(rows)
    .orUpdate(others, keys, { skipUpdateIfNoValuesChanged: true })
    .returning(keys)
    .execute();
  return (raw as unknown[]).length;
}

/** As `put`, and removes those `within` that the files no longer name: a grant or a mandate withdrawn must not linger. */
async function replace<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: object[],
  within = 'true',
): Promise<number> {
  const { primaryColumns, tablePath } = manager.getRepository(entity).metadata;
  const keys = primaryColumns.map(({ databaseName }) => databaseName);
  const kept = rows.map((row) =>
    Object.fromEntries(
      primaryColumns.map(({ databaseName, propertyName }) => [databaseName, (row as never)[propertyName]]),
    ),
  );
  const gone: unknown[] = await manager.query(
    `WITH gone AS (DELETE FROM ${tablePath} t WHERE ${within} AND NOT EXISTS (
       SELECT FROM jsonb_to_recordset($1) AS kept(${keys.map((key) => `${key} text`).join(', ')})
       WHERE ${keys.map((key) => `kept.${key} = t.${key}::text`).join(' AND ')}) RETURNING 1)
     SELECT FROM gone`,
    [JSON.stringify(kept)],
  );
  return gone.length + (await put(manager, entity, rows));
}

/** People who are new or have another password get a hash of the demo password: one for all, since it is public and hashing is slow by design. */
async function withHashes(database: DataSource, { demoPassword, people }: PeopleSeed): Promise<Person[]> {
  const known = new Map((await database.getRepository(Person).find()).map((person) => [person.id, person]));
  const digest = createHash('sha256').update(demoPassword).digest('hex');
  let made: Promise<string> | undefined;
  return Promise.all(
    people.map(async ({ id, user: userName, mandates: _, ...person }) => {
      const before = known.get(id);
      const isSame = before?.demoPasswordDigest === digest;
      const passwordHash = isSame ? before.passwordHash : await (made ??= hashPassword(demoPassword));
      return { ...person, id, userName, passwordHash, demoPasswordDigest: digest };
    }),
  );
}

// Migrations, seeds and rights on a real Postgres.
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { ownDatabase, spoiledSeeds } from '../test/own-database';
import { importYear, newestRevision } from './calendar/revisions';
import { ENTITIES } from './entities';
import { migrateRegistry, MIGRATIONS, reportLine } from './migrate';
import { activeKey, publicKeys } from './people/token-keys';
import { REGISTRY_ROLE } from './registry.module';

let place: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  place = await ownDatabase();
  const report = await migrateRegistry(place.url, { demo: true });
  expect(report.migrations).toHaveLength(1 + MIGRATIONS.length);
  expect(report.seeds).toMatchObject({
    park: 16,
    delegation: 96,
    item: 9,
    bundle: 2,
    department: 16,
    calendar: 1,
    enterprise: 2,
  });
}, 180_000); // hashing a password for everybody is slow by design
afterAll(() => place?.drop());

const connect = (role?: string) =>
  new DataSource(
    databaseOptions({ url: place.url, schema: 'registry', role, entities: ENTITIES, poolSize: 2 }),
  ).initialize();

/** Every row of every table with the transaction that wrote it: a row that was touched, even to the same values, differs. */
async function everything(): Promise<string> {
  const tables = await place.sql<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname IN ('registry', 'journal', 'platform') ORDER BY 1`,
  );
  const contents = [];
  for (const { name } of tables)
    contents.push(name, await place.sql(`SELECT xmin::text, t.* FROM ${name} t ORDER BY t::text`));
  return JSON.stringify(contents);
}

it('changes nothing when it runs a second time', async () => {
  const before = await everything();
  const report = await migrateRegistry(place.url, { demo: true });
  expect(report).toEqual({ migrations: [], seeds: {} });
  expect(reportLine(report, true)).toBe('registry: 0 migrations, seeds: nothing changed\n');
  expect(await everything()).toBe(before);
});

it('has entities that agree with its migrations', async () => {
  const database = await connect();
  const { upQueries } = await database.driver.createSchemaBuilder().log();
  await database.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('comments on every table', async () => {
  const bare = await place.sql(
    `SELECT relname FROM pg_class WHERE relnamespace = 'registry'::regnamespace AND relkind = 'r' AND relname <> 'migration'
     AND obj_description(oid, 'pg_class') IS NULL`,
  );
  expect(bare).toEqual([]);
});

it('shows other apps exactly these views, and no more columns than they need', async () => {
  const columns = await place.sql<{ view: string; columns: string }>(
    `SELECT table_name AS view, string_agg(column_name || ' ' || data_type, ', ' ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = 'registry_api' GROUP BY 1 ORDER BY 1`,
  );
  expect(columns).toEqual([
    { view: 'body', columns: 'body text, name jsonb, uscc text' },
    { view: 'bundle', columns: 'code text, version text, name jsonb, parts jsonb' },
    { view: 'calendar', columns: 'rev bigint, years jsonb' },
    { view: 'calendar_revision', columns: 'rev bigint, years jsonb, made_at timestamp with time zone' },
    {
      view: 'delegation',
      columns: 'item text, park text, department text, mode text, document text, valid_from date, valid_to date',
    },
    { view: 'enterprise', columns: 'uscc text, name jsonb' },
    {
      view: 'item',
      columns: 'code text, version text, definition jsonb, form jsonb, name jsonb, department text, family text',
    },
    { view: 'item_form', columns: 'code text, version text, form jsonb, name jsonb' },
    {
      view: 'item_version',
      columns: 'code text, version text, valid_from date, definition jsonb, form jsonb',
    },
    { view: 'mandate', columns: 'person text, role text, body text, valid_from date, valid_to date, officer text' },
    { view: 'officer', columns: 'person text, name text' },
    { view: 'park', columns: 'code text, name jsonb, window_only boolean' },
  ]);
});

it('gives the roles of the cases app the views to read and nothing else of the registry', async () => {
  const rights = await place.sql<{ role: string; name: string; reads: boolean; writes: boolean }>(
    `SELECT role, n.nspname || '.' || c.relname AS name, has_table_privilege(role, c.oid, 'SELECT') AS reads,
       has_table_privilege(role, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes
     FROM unnest(ARRAY['cases_door', 'cases_worker']) role, pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE n.nspname IN ('registry', 'registry_api') AND relkind IN ('r', 'v')`,
  );
  expect(rights.filter(({ name, reads }) => reads !== name.startsWith('registry_api.'))).toEqual([]);
  expect(rights.filter(({ writes }) => writes)).toEqual([]);
  expect(rights.length).toBe(2 * (12 + ENTITIES.length + 1)); // the views, the tables, and that of migrations
});

it('keeps the registry from writing its lists, its views or anything of the cases app', async () => {
  await place.sql('CREATE SCHEMA cases; CREATE TABLE cases.approval_case (number text)');
  const database = await connect(REGISTRY_ROLE);
  try {
    for (const statement of [
      `UPDATE registry_api.delegation SET valid_to = '2016-01-01'`,
      `UPDATE registry.mandate SET role = 'OPERATOR'`,
      `INSERT INTO registry_api.park VALUES ('x', '{}', true)`,
      `UPDATE registry.delegation SET mode = 'AUTHORISE'`,
      `INSERT INTO registry.mandate (person, role, body, valid_from) VALUES ('p1001', 'OPERATOR', 'installation', '2015-01-01')`,
      `UPDATE registry.person SET password_hash = ''`,
      `UPDATE registry.token_key SET active = NULL`,
      `INSERT INTO cases.approval_case VALUES ('1')`,
      `SELECT * FROM cases.approval_case`,
      `SELECT * FROM journal.entry`,
      `CREATE TABLE registry.mine ()`,
      `UPDATE platform.business_time SET ahead = '1 day'`,
      `SELECT platform.move_time('2030-01-01')`,
    ]) {
      await expect(database.query(statement).then(() => statement)).rejects.toThrow(/permission denied/);
    }
  } finally {
    await database.destroy();
    await place.sql('DROP SCHEMA cases CASCADE');
  }
});

it('makes a new revision of the calendar only when a day of it changes', async () => {
  const rev = async () =>
    (await place.sql<{ rev: string }>('SELECT rev FROM registry_api.calendar')).map(({ rev }) => rev);
  expect(await rev()).toEqual(['1']);
  const { folder, remove } = spoiledSeeds(
    'calendars/2035.json',
    (json: { off: string[] }) => void json.off.push('2035-12-31'),
  );
  try {
    expect((await migrateRegistry(place.url, { demo: true, seeds: folder })).seeds).toEqual({ calendar: 1 });
    expect(await rev()).toEqual(['2']);
    expect((await migrateRegistry(place.url, { demo: true, seeds: folder })).seeds).toEqual({});
    expect(await rev()).toEqual(['2']);
  } finally {
    remove();
  }
  await migrateRegistry(place.url, { demo: true });
  expect(await rev()).toEqual(['3']);
});

it('keeps a year that an operator imported, until a firmer one is shipped', async () => {
  const database = await connect();
  const yearOf = async (year: number) =>
    (await newestRevision(database.manager))!.years.find((one) => one.year === year)!;
  const seeded = await yearOf(2034);
  const source = { title: '国务院办公厅通知', document: '国办发明电〔2033〕1号', verified: true };
  const mine = { ...seeded, standing: 'assumed' as const, source, off: [...seeded.off, '2034-12-29'] };
  const first = await importYear(database, mine);
  expect(first).toMatchObject({ faults: [], from: 'provisional', written: true });
  expect(first.changes).toEqual([{ on: '2034-12-29', from: 'WORKDAY', to: 'HOLIDAY' }]);
  // The same once more, and seeds that hold an older state of it, change nothing.
  expect(await importYear(database, mine)).toMatchObject({ written: false, rev: first.rev });
  expect((await migrateRegistry(place.url, { demo: true })).seeds).toEqual({});
  expect(await yearOf(2034)).toEqual(mine);
  const { folder, remove } = spoiledSeeds('calendars/2034.json', (json: { standing: string }) => {
    json.standing = 'published';
  });
  try {
    expect((await migrateRegistry(place.url, { demo: true, seeds: folder })).seeds).toEqual({ calendar: 1 });
    expect((await yearOf(2034)).off).toEqual(seeded.off);
  } finally {
    remove();
  }
  // A faulty one is refused whole.
  const before = await newestRevision(database.manager);
  const { faults, written } = await importYear(database, { ...mine, off: [] });
  expect([faults[0]!.code, written]).toEqual(['CALENDAR_BELOW_STATUTE', false]);
  expect(await newestRevision(database.manager)).toEqual(before);
  const [journal] = await place.sql(`SELECT actor, data FROM journal.entry WHERE kind = 'calendar.imported'`);
  expect(journal).toEqual({ actor: 'operator', data: { year: 2034, rev: first.rev } });
  await migrateRegistry(place.url, { demo: true });
  await database.destroy();
});

it('writes nothing at all when one seed is faulty, and names the file and the path', async () => {
  const before = await everything();
  const { folder, remove } = spoiledSeeds(
    'delegations.json',
    (rows: { park: string }[]) => void (rows[7]!.park = 'nowhere'),
  );
  try {
    const run = migrateRegistry(place.url, { demo: true, seeds: folder });
    await expect(run).rejects.toThrow('seeds/delegations.json /7/park: no park nowhere');
  } finally {
    remove();
  }
  expect(await everything()).toBe(before);
});

it('takes back a grant and a mandate that the files no longer hold, and journals how much changed', async () => {
  const { folder, remove } = spoiledSeeds('delegations.json', (rows: unknown[]) => rows.slice(1));
  try {
    expect((await migrateRegistry(place.url, { demo: true, seeds: folder })).seeds).toEqual({ delegation: 1 });
  } finally {
    remove();
  }
  expect(await place.sql(`SELECT count(*)::int FROM registry_api.delegation`)).toEqual([{ count: 95 }]);
  const [entry] = await place.sql(`SELECT actor, kind, data FROM journal.entry ORDER BY id DESC LIMIT 1`);
  expect(entry).toEqual({ actor: 'seeds', kind: 'lists.changed', data: { delegation: 1 } });

  const { folder: fewer, remove: removeFewer } = spoiledSeeds(
    'people.json',
    (json: { people: { mandates: unknown[] }[] }) => {
      json.people[0]!.mandates = [];
    },
  );
  try {
    expect((await migrateRegistry(place.url, { demo: true, seeds: fewer })).seeds).toEqual({
      delegation: 1,
      mandate: 1,
    });
  } finally {
    removeFewer();
  }
  await migrateRegistry(place.url, { demo: true });
});

it('leaves out the people with the published password unless told that this is development', async () => {
  const production = await ownDatabase();
  try {
    const report = await migrateRegistry(production.url, { demo: false });
    expect(report.seeds).toMatchObject({ park: 16, delegation: 96 });
    expect(reportLine(report, false)).toContain('demo people left out');
    expect(await production.sql('SELECT id FROM registry.person')).toEqual([]);
    expect(await production.sql('SELECT uscc FROM registry.enterprise')).toEqual([]);
  } finally {
    await production.drop();
  }
});

it('shows the newest version of an item whose day has come in business time', async () => {
  const shown = async () =>
    (await place.sql<{ version: string }>(`SELECT version FROM registry_api.item WHERE code = '16'`)).map(
      (i) => i.version,
    );
  await place.sql(
    `INSERT INTO registry.item SELECT code, 'next', (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date + 30, family,
       name, department, definition, limits, form, example, source, standing FROM registry.item WHERE version = '2019-04-23'`,
  );
  await place.sql('UPDATE platform.business_time SET movable = true');
  expect(await shown()).toEqual(['2019-04-23']);
  await place.sql(`SELECT platform.move_time(clock_timestamp() + interval '30 days')`);
  expect(await shown()).toEqual(['next']);
  await place.sql(`UPDATE platform.business_time SET ahead = '0'; DELETE FROM registry.item WHERE version = 'next'`);
});

it('agrees on one key when two registries start at once', async () => {
  await place.sql('DELETE FROM registry.token_key');
  const registries = await Promise.all([connect(REGISTRY_ROLE), connect(REGISTRY_ROLE), connect(REGISTRY_ROLE)]);
  const keys = await Promise.all(registries.map(activeKey));
  const published = await Promise.all(registries.map(publicKeys));
  await Promise.all(registries.map((registry) => registry.destroy()));
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
  expect(published[1]).toEqual(published[0]);
  expect(await place.sql('SELECT count(*)::int FROM registry.token_key')).toEqual([{ count: 1 }]);
});

it('needs no superuser: an owner who may create roles migrates, and the app connects by the same login', async () => {
  const owned = await ownDatabase();
  const owner = `registry_owner_${process.pid}`;
  const { pathname } = new URL(owned.url);
  await owned.sql(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'owner'; ALTER DATABASE ${pathname.slice(1)} OWNER TO ${owner};
    DO $$ DECLARE r text; BEGIN FOREACH r IN ARRAY ARRAY['registry_app', 'cases_door', 'cases_worker'] LOOP
      EXECUTE format('GRANT %I TO ${owner} WITH ', r) || CASE WHEN current_setting('server_version_num')::int < 160000
        THEN 'ADMIN OPTION' ELSE 'ADMIN TRUE, INHERIT FALSE, SET FALSE' END; END LOOP; END $$`); // as if it had created them
  const url = Object.assign(new URL(owned.url), { username: owner, password: 'owner' }).href;
  try {
    await migrateRegistry(url, { demo: false });
    const app = await new DataSource(databaseOptions({ url, schema: 'registry', role: REGISTRY_ROLE })).initialize();
    expect(await app.query('SELECT current_user, count(*)::int FROM registry.park')).toEqual([
      { current_user: REGISTRY_ROLE, count: 16 },
    ]);
    await app.destroy();
  } finally {
    await owned.drop();
    await place.sql(`DROP OWNED BY ${owner} CASCADE; DROP ROLE ${owner}`);
  }
});

it('lets two launchers migrate two databases of one server at the same time', async () => {
  const both = await Promise.all([ownDatabase(), ownDatabase()]);
  try {
    const reports = await Promise.all(both.map(({ url }) => migrateRegistry(url, { demo: false })));
    for (const { migrations } of reports) expect(migrations).toHaveLength(1 + MIGRATIONS.length);
  } finally {
    await Promise.all(both.map((one) => one.drop()));
  }
});

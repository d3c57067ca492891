// `withContext` on a real Postgres: who acts is known inside its transaction and nowhere else.
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../test/installation';
import { wireTo } from '../../test/network';
import { databaseOptions, withContext } from './database';
import { isDatabaseAway, toWire } from './failure';
import { appendJournal } from './journal';

let place: Installation;
let database: DataSource;

beforeAll(async () => {
  place = await newInstallation();
  const options = { url: place.databaseUrl, schema: 'cases', role: 'cases_door', poolSize: 1 };
  database = await new DataSource(databaseOptions(options)).initialize();
});
afterAll(async () => {
  if (database?.isInitialized) await database.destroy();
  await place?.close();
});

const context = 'SELECT platform.context() AS context, current_user AS role';

it('says who acts for the length of one transaction', async () => {
  const inside = await withContext(database, 'person:p1', (manager) => manager.query(context));
  expect(inside).toEqual([{ context: 'person:p1', role: 'cases_door' }]);
  expect(await database.query(context)).toEqual([{ context: null, role: 'cases_door' }]);
});

it('takes two round trips beside its work: begin with the context, and commit', async () => {
  let said = '';
  const wire = await wireTo(place.databaseUrl, (bytes) => (said += bytes.toString('latin1')));
  const options = { url: wire.url, schema: 'cases', role: 'cases_door', poolSize: 1 };
  const wired = await new DataSource(databaseOptions(options)).initialize();
  await wired.query('SELECT 1');
  said = '';
  await withContext(wired, 'person:p1', async () => undefined);
  expect(said.match(/Z\0\0\0\x05[ITE]/g)).toEqual(['Z\0\0\0\x05T', 'Z\0\0\0\x05I']); // "ready for query": in, out of a transaction
  await wired.destroy();
  await wire.cut();
});

it('has Postgres prepare a statement with values once a connection, whoever asks it again', async () => {
  const ask = (n: number) => withContext(database, 'person:p1', (manager) => manager.query('SELECT $1::int AS n', [n]));
  expect([await ask(1), await ask(2)]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  const kept = `SELECT generic_plans + custom_plans AS times FROM pg_prepared_statements WHERE statement = 'SELECT $1::int AS n'`;
  expect(await database.query(kept)).toEqual([{ times: '2' }]);
});

it('takes nothing but the characters of an id', async () => {
  const inside = await withContext(database, `person:x', true); SELECT ('y`, (manager) => manager.query(context));
  expect(inside).toEqual([{ context: 'person:xtrueSELECTy', role: 'cases_door' }]);
});

it('leaves nothing of a transaction whose work throws, and passes its error on', async () => {
  const work = withContext(database, 'person:p1', async (manager) => {
    await manager.query(`INSERT INTO cases.command (actor, key, body_hash) VALUES ('person:p1', 'k', '')`);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await place.sql('SELECT 1 FROM cases.command')).toEqual([]);
  expect(await database.query(context)).toMatchObject([{ context: null }]);
});

it('sends the commit right behind the last statement of its work, and it is none if that fails', async () => {
  const told: string[] = [];
  const ask = jest.spyOn(database.logger, 'logQuery').mockImplementation((sql) => void told.push(sql.slice(0, 15)));
  const insert = `INSERT INTO cases.command (actor, key, body_hash) VALUES ('person:p1', $1, '')`;
  const work = (statement: string) =>
    withContext(database, 'person:p1', async (manager, last) => {
      await manager.query(insert, [statement]);
      const answer = manager.query(statement);
      last(answer.finally(() => told.push('answered')));
      return 'done';
    });
  expect(await work('SELECT pg_sleep(0.1)')).toBe('done');
  ask.mockRestore();
  expect(told).toEqual(['BEGIN; SELECT s', 'INSERT INTO cas', 'SELECT pg_sleep', 'COMMIT', 'answered']);
  await expect(work('SELECT 1 / 0')).rejects.toThrow('division by zero');
  expect(await place.sql('SELECT key FROM cases.command')).toEqual([{ key: 'SELECT pg_sleep(0.1)' }]);
});

it('an entry of the journal can be appended by any app and read by none', async () => {
  await appendJournal(database, { app: 'cases', actor: 'person:p1', kind: 'test', data: { code: 'X' } });
  expect(await place.sql(`SELECT app, kind, data FROM journal.entry WHERE kind = 'test'`)).toEqual([
    { app: 'cases', kind: 'test', data: { code: 'X' } },
  ]);
  for (const sql of [
    'SELECT * FROM journal.entry',
    'DELETE FROM journal.entry',
    `UPDATE journal.entry SET kind = ''`,
  ]) {
    await expect(database.query(sql)).rejects.toThrow(/permission denied/);
  }
});

it('a session that the server ended is told as the database being away, and the next one works', async () => {
  const work = withContext(database, 'person:p1', async (manager) => {
    const [{ pid }] = await manager.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
    await place.sql('SELECT pg_terminate_backend($1)', [pid]);
    await manager.query('SELECT 1');
  });
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  expect([String(error), isDatabaseAway(error)]).toEqual([String(error), true]);
  expect(toWire(error).code).toBe('DATABASE_AWAY');
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('a transaction that waits idle for five seconds is ended by the server, so that no lock outlives its holder', async () => {
  expect(await database.query('SHOW idle_in_transaction_session_timeout')).toEqual([
    { idle_in_transaction_session_timeout: '5s' },
  ]);
});

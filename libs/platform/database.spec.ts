// One way to say who acts: every transaction carries its context, and nobody can smuggle SQL into it.
import { type DataSource } from 'typeorm';
import { databaseOptions, withContext, type Context } from './database';

function fakeDatabase(refuse: (sql: string) => boolean = () => false) {
  const said: string[] = [];
  const runner = {
    manager: {},
    connect: () => Promise.resolve(),
    query: (sql: string) => {
      said.push(sql);
      return refuse(sql) ? Promise.reject(new Error('gone')) : Promise.resolve([]);
    },
    release: () => Promise.resolve(void said.push('release')),
  };
  return { said, database: { createQueryRunner: () => runner } as unknown as DataSource };
}
const begin = (context: string) => `BEGIN; SELECT set_config('yuanban.context', '${context}', true)`;

it('begin and context travel in one message, and the work is committed', async () => {
  const { said, database } = fakeDatabase();
  await expect(withContext(database, 'person:p1001', () => Promise.resolve(7))).resolves.toBe(7);
  expect(said).toEqual([begin('person:p1001'), 'COMMIT', 'release']);
});

it('what throws is rolled back and thrown on; the connection goes back', async () => {
  const { said, database } = fakeDatabase();
  await expect(withContext(database, 'time', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(said).toEqual([begin('time'), 'ROLLBACK', 'release']);
});

it('tells why it failed even when the rollback fails as well', async () => {
  const { said, database } = fakeDatabase((sql) => sql === 'ROLLBACK');
  await expect(withContext(database, 'time', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(said.at(-1)).toBe('release');
});

it("a person's id cannot leave its quotes", async () => {
  const { said, database } = fakeDatabase();
  const id: Context = `person:x', true); DROP TABLE cases.command; --`;
  await withContext(database, id, () => Promise.resolve());
  expect(said[0]).toBe(begin('person:xtrueDROPTABLEcases.command--'));
});

describe('options', () => {
  const url = 'postgresql://u:p@127.0.0.1/yuanban';

  it('take the role at connect, and end a transaction that waits idle for 5 s', () => {
    const { extra, applicationName } = databaseOptions({ url, schema: 'cases', role: 'cases_door' });
    expect(applicationName).toBe('yuanban cases_door');
    expect((extra as { options: string }).options).toBe(
      '-c role=cases_door -c idle_in_transaction_session_timeout=5000 -c search_path=cases,public',
    );
  });

  it('never let TypeORM alter a schema by itself', () => {
    expect(databaseOptions({ url, schema: 'cases' })).toMatchObject({ synchronize: false, installExtensions: false });
  });
});

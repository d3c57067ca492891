// Instruments on a real Postgres: gapless numbers under 200 transactions at once, one key for all, and who may read what.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { FACTS, OWN } from '../../../../test/instruments';
import { newInstallation, type Installation } from '../../../../test/installation';
import { personId, storyOn } from '../../../../test/story';
import { databaseOptions, withContext } from '#platform/database';
import { ActService } from '../act/act.service';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { type Draft, fixInstruments, getInstrument, INSERT_INSTRUMENTS } from './instruments';
import { type Series, takeNumbers } from './numbering';
import { publicKeys, type SealingKey, sealingKey, verifySeal } from './seal';

const WRITE = `WITH input AS (SELECT $1::jsonb AS j), ${INSERT_INSTRUMENTS} SELECT 1`;

let place: Installation;
let app: INestApplicationContext;
let door: DataSource;
let worker: DataSource;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  app = await (await module.compile()).init();
  story = storyOn(app.get(ActService));
  const as = (role: string) =>
    new DataSource(databaseOptions({ url: place.databaseUrl, schema: 'cases', role, poolSize: 16 })).initialize();
  [door, worker] = [await as('cases_door'), await as('cases_worker')];
});
afterAll(async () => {
  for (const database of [door, worker]) await database?.destroy();
  await app?.close();
  await place?.close();
});

const applicant = `person:${personId('applicant.a')}` as const;
const draft = (number: string, kind: 'receipt' | 'acceptance-notice' = 'receipt', eventNo = 1) =>
  ({ kind, eventNo, issuedAt: 1_793_850_000_000, facts: { ...FACTS, case: number }, own: OWN[kind] }) as Draft;

/** What an act does at its end: numbers and seals, then writes. */
async function issue(manager: EntityManager, key: SealingKey, drafts: Draft[]) {
  const instruments = await fixInstruments(manager, key, drafts);
  await manager.query(WRITE, [JSON.stringify({ instruments })]);
  return instruments;
}

describe('numbers', () => {
  const series = (kind: Series['kind'], more: object = {}) =>
    ({ issuer: 'park:zizhu', year: 2026, kind, ...more }) as Series;
  const taken = async (wanted: Series[]) =>
    withContext(door, 'time', async (manager) => (await takeNumbers(manager, wanted)).map(({ id }) => id));

  it('200 transactions at once, every third rolled back, leave no gap and give nothing twice', async () => {
    const kept: number[] = [];
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        withContext(door, 'time', async (manager) => {
          const [first] = await takeNumbers(manager, [series('receipt')]);
          if (n % 3 === 0) throw new Error('rolled back');
          return first!.serial;
        }).then(
          (serial) => kept.push(serial),
          (error: Error) => expect(error.message).toBe('rolled back'),
        ),
      ),
    );
    expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: 133 }, (_, n) => n + 1));
  });

  it('each issuer, kind and year counts for itself; several of one act follow each other', async () => {
    expect(
      await taken([
        series('correction-notice'),
        series('extension-notice'),
        series('correction-notice'),
        series('correction-notice', { year: 2027 }),
        series('correction-notice', { issuer: 'dept:fire' }),
      ]),
    ).toEqual([
      '2026-correction-notice-zizhu-000001',
      '2026-extension-notice-zizhu-000001',
      '2026-correction-notice-zizhu-000002',
      '2027-correction-notice-zizhu-000001',
      '2026-correction-notice-dept.fire-000001',
    ]);
    expect(await taken([series('correction-notice')])).toEqual(['2026-correction-notice-zizhu-000003']);
  });

  it('two acts that want the same two series never wait for each other crosswise', async () => {
    const pair = [series('acceptance-notice'), series('written-decision')];
    const all = await Promise.all(Array.from({ length: 60 }, (_, n) => taken(n % 2 ? pair : [...pair].reverse())));
    expect(new Set(all.flat()).size).toBe(120);
  });

  it('cost one statement, and none where nothing is issued', async () => {
    const statements: string[] = [];
    await withContext(door, 'time', async (manager) => {
      const counting = {
        query: (text: string, values: unknown[]) => (statements.push(text), manager.query(text, values)),
      };
      await takeNumbers(counting as EntityManager, []);
      expect(statements).toHaveLength(0);
      await takeNumbers(counting as EntityManager, [series('receipt'), series('acceptance-notice'), series('receipt')]);
    });
    expect(statements).toHaveLength(1);
  });

  it('begin anew in the next epoch, under another name', async () => {
    await place.sql('INSERT INTO cases.instrument_epoch (epoch) VALUES (2)');
    expect(await taken([series('correction-notice')])).toEqual(['2026-correction-notice-zizhu-e2-000001']);
    await place.sql(`DELETE FROM cases.instrument_counter WHERE epoch = 2`);
    await place.sql('DELETE FROM cases.instrument_epoch WHERE epoch = 2');
    expect(await taken([series('correction-notice')])).toEqual(['2026-correction-notice-zizhu-000004']);
  });
});

describe('the sealing key', () => {
  it('is one, however many processes start at once, and is kept', async () => {
    const many = Array.from({ length: 24 }, (_, n) => (n % 2 ? door : worker));
    await Promise.all(many.map((database) => database.query('SELECT pg_sleep(0.1)'))); // connected, so that they really race
    const keys = await Promise.all(many.map((database) => sealingKey(database)));
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
    expect(await publicKeys(worker)).toEqual([
      { kid: keys[0]!.kid, kty: 'OKP', crv: 'Ed25519', x: expect.any(String) as string },
    ]);
  });

  it('is closed to every role but those of cases', async () => {
    const [grants] = await place.sql<{ roles: string[] }>(
      `SELECT array_agg(DISTINCT grantee::text ORDER BY grantee::text) AS roles FROM information_schema.role_table_grants
       WHERE table_schema = 'cases' AND table_name = 'instrument_key' AND grantee <> current_user`,
    );
    expect(grants!.roles).toEqual(['cases_door', 'cases_worker']);
    const client = new Client({ connectionString: place.databaseUrl, options: '-c role=registry_app' });
    await client.connect();
    try {
      await expect(client.query('SELECT private_jwk FROM cases.instrument_key')).rejects.toThrow('permission denied');
    } finally {
      await client.end();
    }
  });

  it('cannot be changed or removed by those who use it', async () => {
    for (const database of [door, worker]) {
      await expect(database.query(`DELETE FROM cases.instrument_key`)).rejects.toThrow('permission denied');
      await expect(database.query(`UPDATE cases.instrument_key SET active = NULL`)).rejects.toThrow(
        'permission denied',
      );
    }
  });
});

describe('an instrument', () => {
  it('is written with its act, read back unchanged, and its seal checked with the public key alone', async () => {
    const { number } = await story.file();
    const key = await sealingKey(door);
    const [row] = await withContext(door, applicant, (manager) => issue(manager, key, [draft(number)]));
    const read = await withContext(door, applicant, (manager) => getInstrument(manager, row!.id));
    expect(read).toEqual({
      id: row!.id,
      number: row!.number,
      kind: 'receipt',
      case: number,
      eventNo: 1,
      issuedAt: 1_793_850_000_000,
      content: row!.content,
      seal: row!.seal,
      fate: { ended: null, superseded: null, setAside: null },
      today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
    expect(await withContext(door, applicant, (manager) => getInstrument(manager, row!.number))).toEqual(read);
    await expect(verifySeal(read.seal, await publicKeys(door), read.content)).resolves.toMatchObject({ id: row!.id });
  });

  it('and its number are gone with an act that fails', async () => {
    const { number } = await story.file();
    const key = await sealingKey(door);
    const issued = () => withContext(door, applicant, (manager) => issue(manager, key, [draft(number)]));
    const [before] = await issued();
    await expect(
      withContext(door, applicant, async (manager) => {
        await issue(manager, key, [draft(number), draft(number)]);
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect((await issued())[0]!.serial).toBe(before!.serial + 1);
  });

  it('tells of an event that the case has', async () => {
    const { number } = await story.file();
    const key = await sealingKey(door);
    await expect(
      withContext(door, applicant, (manager) => issue(manager, key, [draft(number, 'acceptance-notice', 9)])),
    ).rejects.toThrow('foreign key');
  });

  it('is seen by those who see its case, and by nobody else', async () => {
    const { number } = await story.file();
    const key = await sealingKey(door);
    const [row] = await withContext(door, applicant, (manager) => issue(manager, key, [draft(number)]));
    const seenBy = (context: Parameters<typeof withContext>[1]) =>
      withContext(
        door,
        context,
        async (manager) =>
          (await manager.query<unknown[]>('SELECT id FROM cases.instrument WHERE id = $1', [row!.id])).length,
      );
    expect(await seenBy(applicant)).toBe(1);
    expect(await seenBy(`person:${personId('window.caohejing')}`)).toBe(1);
    expect(await seenBy(`person:${personId('commission')}`)).toBe(1);
    expect(await seenBy(`person:${personId('applicant.b')}`)).toBe(0);
    expect(await door.query('SELECT FROM cases.instrument WHERE case_number = $1', [number])).toHaveLength(0);
    const other = withContext(door, `person:${personId('applicant.b')}`, (manager) => getInstrument(manager, row!.id));
    await expect(other).rejects.toMatchObject({ code: 'NO_SUCH_INSTRUMENT' });
  });

  it('can be added by the worker, which may not read what people wrote', async () => {
    const { number } = await story.file();
    const key = await sealingKey(worker);
    await withContext(worker, 'time', (manager) => issue(manager, key, [draft(number)]));
    const read = (columns: string) =>
      withContext(worker, 'time', (manager) =>
        manager.query(`SELECT ${columns} FROM cases.instrument WHERE case_number = $1`, [number]),
      );
    expect(await read('id, content_hash, seal')).toHaveLength(2); // with the receipt of the filing
    await expect(read('content')).rejects.toThrow('permission denied');
  });

  it('is never changed or removed', async () => {
    for (const database of [door, worker]) {
      for (const statement of [`DELETE FROM cases.instrument`, `UPDATE cases.instrument SET number = 'x'`]) {
        await expect(withContext(database, 'time', (manager) => manager.query(statement))).rejects.toThrow(
          'permission denied',
        );
      }
    }
  });
});

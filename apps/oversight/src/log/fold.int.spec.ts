// The fold on a real Postgres: what is told twice, late, in parts or with a gap comes to the same tables, byte by byte.
import { DataSource } from 'typeorm';
import { type LoggedEvent } from '#contracts/event-log.dto';
import { databaseOptions } from '#platform/database';
import { newInstallation, type Installation } from '../../../../test/installation';
import { at } from '../../../../test/law';
import { FIGURES } from '../../../../test/projections';
import { OVERSIGHT_ROLE } from '../oversight.module';
import { fold, rebuild, watermark } from './fold';

let place: Installation;
let database: DataSource;

beforeAll(async () => {
  place = await newInstallation();
  const options = { url: place.databaseUrl, schema: 'oversight', role: OVERSIGHT_ROLE };
  database = await new DataSource(databaseOptions(options)).initialize();
});
afterAll(async () => {
  await database?.destroy();
  await place?.close();
});
beforeEach(() => place.sql(EMPTY));

const EMPTY = `DELETE FROM oversight.course; DELETE FROM oversight.turnaround; DELETE FROM oversight.tally;
  UPDATE oversight.watermark SET position = 0`;

const FILED = {
  parties: { item: '16', park: 'caohejing', applicant: 'enterprise:a' },
  limits: { statutory: { workdays: 5 }, promised: { workdays: 4 } },
  delegation: '沪府办发〔2013〕34号',
};
const event = (position: number, number: string, type: string, on: string, data: object): LoggedEvent => {
  const instant = new Date(at(on)).toISOString();
  return {
    position,
    number,
    no: 1,
    type,
    actor: 'time',
    effective_at: instant,
    recorded_at: instant,
    data: { ...data },
  };
};
// Withdrawn and filed again, decided; beside it one that is not decided yet; then a further one of the same matter.
const LOG = [
  event(1, 'a', 'case.filed.v1', '2026-03-02T09:00', FILED),
  event(2, 'b', 'case.filed.v1', '2026-03-03T09:00', { ...FILED, parties: { ...FILED.parties, park: 'jinqiao' } }),
  event(3, 'a', 'case.withdrawn.v1', '2026-03-04T09:00', { net: 2 }),
  event(4, 'c', 'case.filed.v1', '2026-03-10T09:00', FILED),
  event(5, 'c', 'case.paused.v1', '2026-03-11T09:00', {}),
  event(6, 'c', 'case.resumed.v1', '2026-03-13T09:00', {}),
  event(7, 'c', 'case.decided.v1', '2026-03-17T09:00', { net: 3, onTime: true, outcome: 'GRANT' }),
  event(8, 'd', 'case.filed.v1', '2026-05-20T09:00', FILED),
];

const tables = async () => (await place.sql<{ tables: string }>(FIGURES))[0]!.tables;

it('a decision writes its own application alone, however many the applicant has of the kind; a withdrawal those it may be linked with', async () => {
  const decided = (n: number) => [
    event(2 * n - 1, `k${n}`, 'case.filed.v1', '2026-03-02T09:00', FILED),
    event(2 * n, `k${n}`, 'case.decided.v1', '2026-03-05T09:00', { net: 3, onTime: true, outcome: 'GRANT' }),
  ];
  const versions = async () => {
    const rows = await place.sql<{ number: string; version: string }>(
      'SELECT number, xmin::text AS version FROM oversight.turnaround',
    );
    return new Map(rows.map(({ number, version }) => [number, version]));
  };
  await fold(database, [1, 2, 3].flatMap(decided));
  const before = await versions();
  await fold(database, decided(4));
  const after = await versions();
  expect([...after].filter(([number, version]) => before.get(number) !== version).map(([number]) => number)).toEqual([
    'k4',
  ]);
  const withdrawn = [
    event(9, 'w', 'case.filed.v1', '2026-03-02T08:00', FILED),
    event(10, 'w', 'case.withdrawn.v1', '2026-03-02T08:30', { net: 1 }),
  ];
  await fold(database, withdrawn);
  const [linked] = await place.sql('SELECT number, numbers FROM oversight.turnaround WHERE cardinality(numbers) > 1');
  expect(linked).toEqual({ number: 'k1', numbers: ['w', 'k1'] });
});

it('a batch reads what it touches and no more, also where the first ones found empty tables', async () => {
  const options = { url: place.databaseUrl, schema: 'oversight', role: OVERSIGHT_ROLE, poolSize: 1 };
  const one = await new DataSource(databaseOptions(options)).initialize();
  const batch = (n: number) => [
    event(3 * n - 2, `w${n}`, 'case.filed.v1', '2026-03-02T09:00', FILED),
    event(3 * n - 1, `w${n}`, 'case.withdrawn.v1', '2026-03-03T09:00', { net: 1 }),
    event(3 * n, `k${n}`, 'case.filed.v1', '2026-03-05T09:00', {
      ...FILED,
      parties: { ...FILED.parties, park: 'jinqiao' },
    }),
  ];
  // Sessions report what they read when their transaction ends, once a second at most.
  const rowsRead = async () =>
    Number(
      (
        await place.sql<{ n: string }>(
          `SELECT sum(seq_tup_read + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes i WHERE i.relid = t.relid)) AS n
           FROM pg_stat_user_tables t WHERE relid IN ('oversight.course'::regclass, 'oversight.turnaround'::regclass)`,
        )
      )[0]!.n,
    );
  try {
    // Postgres keeps what it thinks of a statement after the fifth time.
    for (let n = 1; n <= 8; n += 1) await fold(one, batch(n));
    await place.sql(
      `INSERT INTO oversight.course (number, applicant, item, park, course)
       SELECT 'p' || n, 'enterprise:' || n, '16', 'caohejing', '{"end": "DECIDED"}' FROM generate_series(1, 3000) AS n`,
    );
    await one.query('SELECT pg_stat_force_next_flush()');
    const before = await rowsRead();
    for (let n = 9; n <= 13; n += 1) await fold(one, batch(n));
    await one.query('SELECT pg_stat_force_next_flush()');
    const read = (await rowsRead()) - before;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(1_000);
  } finally {
    await one.destroy();
  }
});

it('a case that was withdrawn, filed again, paused and decided is one application', async () => {
  expect(await fold(database, LOG)).toBe(8);
  expect(await place.sql('SELECT * FROM oversight.turnaround')).toEqual([
    {
      number: 'c',
      numbers: ['a', 'c'],
      kind: 'DECIDED',
      item: '16',
      park: 'caohejing',
      applicant: 'enterprise:a',
      month: '2026-03',
      received_on: expect.any(Date),
      decided_on: expect.any(Date),
      decided_at: new Date(at('2026-03-17T09:00')),
      net: 5,
      gross: 15,
      paused_days: 2,
      correction_days: 0,
      is_extended: false,
      is_on_time: true,
      yellow_cards: 0,
      red_cards: 0,
      revoked_cards: 0,
      statutory: 5,
      promised: 4,
    },
  ]);
  expect(await watermark(database)).toBe(8);
});

describe('the same tables come of', () => {
  let whole: string;
  beforeEach(async () => {
    await fold(database, LOG);
    whole = await tables();
    await place.sql(EMPTY);
  });

  it('one event at a time', async () => {
    for (const one of LOG) expect(await fold(database, [one])).toBe(1);
    expect(await tables()).toBe(whole);
  });

  it('events that are told twice, within a batch and in the next', async () => {
    expect(await fold(database, [...LOG.slice(0, 4), ...LOG.slice(1, 3)])).toBe(4);
    expect(await fold(database, LOG.slice(0, 4))).toBe(0);
    expect(await fold(database, LOG.slice(2))).toBe(4);
    expect(await tables()).toBe(whole);
  });

  it('a batch that is out of order', async () => {
    expect(await fold(database, [...LOG].reverse())).toBe(8);
    expect(await tables()).toBe(whole);
  });

  it('many callers at once', async () => {
    const folded = await Promise.all(Array.from({ length: 8 }, (_, n) => fold(database, LOG.slice(0, 3 + (n % 6)))));
    if ((await watermark(database)) < 8) folded.push(await fold(database, LOG));
    expect(folded.reduce((sum, n) => sum + n, 0)).toBe(8);
    expect(await tables()).toBe(whole);
  });

  it('a fold that was broken off and repeated', async () => {
    const broken = [...LOG.slice(0, 6), { ...LOG[6]!, data: { net: 'many' } }];
    await expect(fold(database, broken)).rejects.toThrow('invalid input syntax');
    expect([await watermark(database), (await tables()).split('\n').length]).toEqual([0, 1]);
    await fold(database, LOG);
    expect(await tables()).toBe(whole);
  });

  it('a rebuild, whatever had become of them', async () => {
    await fold(database, LOG);
    await place.sql(`UPDATE oversight.turnaround SET net = 99; DELETE FROM oversight.course WHERE number = 'b';
       UPDATE oversight.tally SET n = 99; INSERT INTO oversight.tally SELECT (jsonb_populate_record(t, '{"park": "no"}')).* FROM oversight.tally t`);
    const eventsAfter = async (position: number) => LOG.slice(position, position + 2);
    expect(await rebuild(database, eventsAfter)).toBe(8);
    expect(await tables()).toBe(whole);
  });

  it('a rebuild that broke off: the old ones stand', async () => {
    await fold(database, LOG);
    const away = async (position: number) => {
      if (position >= 4) throw new Error('cases is away');
      return LOG.slice(position, position + 2);
    };
    await expect(rebuild(database, away)).rejects.toThrow('cases is away');
    expect(await tables()).toBe(whole);
    await expect(rebuild(database, async (position) => LOG.slice(position + 1))).rejects.toThrow(
      'no event at position 1',
    );
    expect(await tables()).toBe(whole);
  });
});

it('behind a gap nothing is folded, and all of it once the gap is filled', async () => {
  expect(await fold(database, [LOG[0]!, ...LOG.slice(3)])).toBe(1);
  expect(await watermark(database)).toBe(1);
  expect(await place.sql('SELECT number FROM oversight.course')).toEqual([{ number: 'a' }]);
  expect(await fold(database, LOG.slice(3))).toBe(0);
  expect(await fold(database, LOG)).toBe(7);
});

it('readers see no half of a rebuild', async () => {
  await fold(database, LOG);
  const seen: unknown[] = [];
  await rebuild(database, async (position) => {
    seen.push((await place.sql('SELECT count(*)::int AS n FROM oversight.turnaround'))[0]);
    return LOG.slice(position, position + 3);
  });
  expect(seen).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 1 }]);
});

it('the role of the app reads and writes its own tables and none of another app', async () => {
  for (const table of ['cases.case_event', 'cases.approval_case', 'registry.person', 'registry_api.mandate'])
    await expect(database.query(`SELECT 1 FROM ${table}`)).rejects.toThrow('permission denied');
});

// The relay's loops on a real Postgres and NATS: the lease, the order of the log, its publication, the reconciler.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection } from '@nats-io/transport-node';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { eventTypes, instantOf } from '../../../../test/race';
import { PARK, storyOn } from '../../../../test/story';
import { databaseOptions } from '#platform/database';
import { connectNats } from '#platform/nats';
import { temporalClient } from '#platform/temporal';
import { ActService } from '../act/act.service';
import { BundleService } from '../bundle/bundle.service';
import { type Strike, strikeOn } from '../bundle/strike';
import { moveTime } from '../case/business-time';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { Lease } from './lease';
import { ensureStream, givePositions, publishEvents } from './log-position';
import { Reconciler } from './reconciler';
import { taskQueue, Teller } from './teller';

let place: Installation;
let worker: INestApplicationContext;
let server: INestApplicationContext;
let owner: DataSource;
let database: DataSource;
let strike: Strike;
let nats: NatsConnection;
let story: ReturnType<typeof storyOn>;
const silent = pino({ level: 'silent' });

beforeAll(async () => {
  place = await newInstallation();
  owner = await new DataSource(databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 2 })).initialize();
  const start = async (role: 'cases_door' | 'cases_worker') =>
    (await Test.createTestingModule({ imports: [CasesModule.as(role, new CasesConfig(place.env))] }).compile()).init();
  [server, worker] = await Promise.all([start('cases_door'), start('cases_worker')]);
  database = worker.get(DataSource);
  strike = strikeOn(worker.get(ActService), worker.get(BundleService));
  story = storyOn(server.get(ActService));
  nats = await connectNats(place.env['NATS_URL']!, 'relay spec');
});
afterAll(async () => {
  await nats?.close();
  await Promise.all([server?.close(), worker?.close(), owner?.destroy()]);
  await place?.close();
});

describe('the lease', () => {
  it('is held by one, renewed by its holder alone, and another’s as soon as it has run out or been given up', async () => {
    const [one, two] = [new Lease(database, 400), new Lease(database, 400)];
    expect(await one.renew()).toBe(true);
    expect(await two.renew()).toBe(false);
    expect(await one.renew()).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(await two.renew()).toBe(true);
    expect(await one.renew()).toBe(false);
    await two.release();
    expect(await one.renew()).toBe(true);
    await one.release();
  });
});

describe('the log', () => {
  it('gives each event one position, gapless and in the order of events, whoever gives them and however many at once', async () => {
    await Promise.all(Array.from({ length: 30 }, () => story.file()));
    const given = await Promise.all([1, 2, 3, 4].map(() => givePositions(database)));
    expect(given.reduce((sum, n) => sum + n, 0)).toBe(30);
    const { number } = await story.file();
    await story.act(number, `window.${PARK}`, 'accept');
    expect(await givePositions(database)).toBe(2);
    expect(await givePositions(database)).toBe(0);
    const log = await place.sql<{ position: string; event_id: string }>(
      'SELECT * FROM cases.case_log ORDER BY position',
    );
    expect(log.map(({ position }) => Number(position))).toEqual(log.map((_, n) => n + 1));
    const ids = log.map(({ event_id }) => Number(event_id));
    expect(ids.slice(30)).toEqual([...ids.slice(30)].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(32);
  });

  it('is published in its order, each event once, with the position as its message’s id', async () => {
    const manager = await jetstreamManager(nats);
    await ensureStream(manager, place.prefix);
    expect(await publishEvents(database, jetstream(nats), place.prefix)).toBe(32);
    expect(await publishEvents(database, jetstream(nats), place.prefix)).toBe(0);
    await place.sql('UPDATE cases.published SET position = 20'); // as a relay killed before its note leaves it
    expect(await publishEvents(database, jetstream(nats), place.prefix)).toBe(12);
    const name = `${place.prefix.replace('.', '_')}case-events`;
    expect((await manager.streams.info(name)).state.messages).toBe(32);
    const message = await manager.streams.getMessage(name, { seq: 32 });
    expect(message!.subject).toBe(`${place.prefix}case.accepted.v1`);
    expect(message!.json<{ position: number }>().position).toBe(32);
  });
});

it('the teller: two hundred workflows that cannot be told hide no other', async () => {
  const temporal = temporalClient(place.env['TEMPORAL_ADDRESS']!, 'yuanban');
  const teller = new Teller(database, temporal, taskQueue(place.prefix), silent);
  // Temporal takes no id of more than a thousand characters.
  await place.sql(`INSERT INTO cases.conduct (workflow_id, kind, number, seq, told_seq, look_after, facts)
    SELECT repeat('x', 1001) || n, 'case', 'untellable', 1, 0, '2000-01-01', '{"phase": "intake", "open": []}' FROM generate_series(1, 200) n`);
  const { number } = await story.file();
  const untold = () => place.sql('SELECT number FROM cases.conduct WHERE seq > told_seq AND number = $1', [number]);
  // Each failure doubles the pause, so that after some rounds none of them is asked for.
  for (let round = 0; round < 10 && (await untold()).length > 0; round++) await teller.round();
  expect(await untold()).toEqual([]);
  await temporal.connection.close();
  await place.sql(`DELETE FROM cases.conduct WHERE number = 'untellable'`);
});

describe('the reconciler', () => {
  const instant = (number: string, act: string) => instantOf(place, number, act);
  const types = (number: string) => eventTypes(place, number);

  it('strikes what has come due and was not struck, and no case whose fault is another’s', async () => {
    const [sound, broken] = [(await story.file()).number, (await story.file()).number];
    await place.sql(`UPDATE cases.approval_case SET definition = definition - 'promised' WHERE number = $1`, [broken]);
    const reconciler = new Reconciler(database, strike, 100, silent);
    expect(await reconciler.round()).toBe(0);
    await moveTime(owner, await instant(sound, 'yellow-card'), 50);
    expect(await reconciler.round()).toBe(0); // the workflow has the first word
    await new Promise((resolve) => setTimeout(resolve, 200));
    await reconciler.round();
    expect(await types(sound)).toEqual(['case.filed.v1', 'case.yellow-carded.v1']);
    expect(await types(broken)).toEqual(['case.filed.v1']);
    const [{ later }] = (await place.sql(
      `SELECT look_after > clock_timestamp() + interval '3 seconds' AS later FROM cases.conduct WHERE number = $1`,
      [broken],
    )) as [{ later: boolean }];
    expect(later).toBe(true);
    expect(await reconciler.round()).toBe(0);
  });

  it('records two hundred instants of one second, and one more, soon, and says when it is behind', async () => {
    const numbers: string[] = [];
    for (let n = 0; n < 201; n += 1) numbers.push((await story.file()).number);
    await moveTime(owner, await instant(numbers.at(-1)!, 'yellow-card'), 50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const reconciler = new Reconciler(database, strike, 100, silent);
    const begun = Date.now();
    await reconciler.round();
    expect(reconciler.isBehind).toBe(true);
    while ((await reconciler.round()) > 0);
    expect(reconciler.isBehind).toBe(false);
    // Ten times what is hoped for: 10,000 within a minute.
    expect(Date.now() - begun).toBeLessThan(10 * 60_000 * (201 / 10_000));
    const [row] = await place.sql<{ n: number }>(
      `SELECT count(DISTINCT number)::int AS n FROM cases.case_event WHERE type = 'case.yellow-carded.v1' AND number = ANY ($1)`,
      [numbers],
    );
    expect(row!.n).toBe(201);
  });

  it('records an act of time at its legal instant, however late it comes', async () => {
    const { number } = await story.file();
    const at = await instant(number, 'deem-accepted');
    await moveTime(owner, at + 40 * 3_600_000, 50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const reconciler = new Reconciler(database, strike, 100, silent);
    while ((await reconciler.round()) > 0);
    const [event] = await place.sql<{ effective: Date; recorded: Date; actor: string }>(
      `SELECT effective_at AS effective, recorded_at AS recorded, actor FROM cases.case_event
       WHERE number = $1 AND type = 'case.deemed-accepted.v1'`,
      [number],
    );
    expect(event).toMatchObject({ effective: new Date(at), actor: 'time' });
    expect(event!.recorded.getTime()).toBeGreaterThanOrEqual(at + 40 * 3_600_000);
  });
});

describe('business time', () => {
  it('moves forward, and every workflow that wakes within a day of it is to be told anew', async () => {
    const { number } = await story.file();
    const [{ now }] = (await place.sql('SELECT platform.business_now() AS now')) as [{ now: Date }];
    const seq = async () =>
      (await place.sql<{ seq: number }>('SELECT seq FROM cases.conduct WHERE number = $1', [number]))[0]!.seq;
    const before = await seq();
    await moveTime(owner, now.getTime() + 60_000, 1_000);
    expect(await seq()).toBe(before); // its first instant is days away
    const moved = await moveTime(owner, now.getTime() + 20 * 86_400_000, 1_000);
    expect(await seq()).toBe(before + 1);
    expect(moved.now.getTime()).toBeGreaterThanOrEqual(now.getTime() + 20 * 86_400_000);
  });

  it('is never moved back, and not at all where it is not movable', async () => {
    const [{ now }] = (await place.sql('SELECT platform.business_now() AS now')) as [{ now: Date }];
    await expect(moveTime(owner, now.getTime() - 1_000, 1_000)).rejects.toMatchObject({ code: 'TIME_FIXED' });
    await place.sql('UPDATE platform.business_time SET movable = false');
    await expect(moveTime(owner, now.getTime() + 86_400_000, 1_000)).rejects.toMatchObject({ code: 'TIME_FIXED' });
    await place.sql('UPDATE platform.business_time SET movable = true');
  });
});

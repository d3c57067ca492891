// The relay's loops on a real Postgres and NATS: the lease, the order of the log, its publication, the reconciler.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection } from '@nats-io/transport-node';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { until } from '../../../../test/processes';
import { eventTypes, instantOf, manyLike } from '../../../../test/race';
import { PARK, storyOn } from '../../../../test/story';
import { databaseOptions } from '#platform/database';
import { connectNats } from '#platform/nats';
import { temporalClient } from '#platform/temporal';
import { ActService } from '../act/act.service';
import { moveTime } from '../case/business-time';
import { CasesModule } from '../cases.module';
import { CertificateService } from '../certificate/certificate.service';
import { CasesConfig } from '../config';
import { Lease } from './lease';
import { ensureStream, givePositions, publishEvents } from './log-position';
import { Reconciler } from './reconciler';
import { noteTold, taskQueue, Teller } from './teller';

let place: Installation;
let worker: INestApplicationContext;
let server: INestApplicationContext;
let owner: DataSource;
let database: DataSource;
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

it('the teller: a case that an act holds is passed over when what was told is noted, and the others are noted', async () => {
  const [held, free] = [(await story.file()).number, (await story.file()).number];
  const rows = await place.sql<{ workflowId: string; seq: number }>(
    'SELECT workflow_id AS "workflowId", seq FROM cases.conduct WHERE number = ANY ($1)',
    [[held, free]],
  );
  const act = owner.createQueryRunner();
  await act.startTransaction();
  await act.query('SELECT FROM cases.conduct WHERE number = $1 FOR UPDATE', [held]);
  await noteTold(database, rows);
  await act.rollbackTransaction();
  await act.release();
  const told = 'SELECT number FROM cases.conduct WHERE told_seq = seq AND number = ANY ($1)';
  expect(await place.sql(told, [[held, free]])).toEqual([{ number: free }]);
  await noteTold(database, rows);
  expect(await place.sql(told, [[held, free]])).toHaveLength(2);
});

describe('the reconciler', () => {
  const instant = (number: string, act: string) => instantOf(place, number, act);
  const types = (number: string) => eventTypes(place, number);

  it('strikes what has come due and was not struck, and no case whose fault is another’s', async () => {
    const [sound, broken] = [(await story.file()).number, (await story.file()).number];
    await place.sql(`UPDATE cases.approval_case SET definition = definition - 'promised' WHERE number = $1`, [broken]);
    const reconciler = new Reconciler(worker, 100, silent);
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

  it('watches the ten days of a certificate that the machine has not made, or has given up (行政许可法 44)', async () => {
    const [ordered, failed] = [await story.inDecision(), await story.inDecision()];
    for (const number of [ordered, failed]) await story.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
    const certificates = worker.get(CertificateService);
    await certificates.giveUp(failed, 'GLYPH_MISSING');
    const at = await instant(ordered, 'certificate-overdue');
    expect(await instant(failed, 'certificate-overdue')).toBe(at);
    await moveTime(owner, at - 60_000, 50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const reconciler = new Reconciler(worker, 100, silent);
    while ((await reconciler.round()) > 0);
    for (const number of [ordered, failed]) expect(await types(number)).not.toContain('case.certificate-overrun.v1');
    // Ordered work is looked after each five minutes, and now sooner.
    const wakes = `SELECT number FROM cases.conduct WHERE number = ANY ($1) AND wake_at = $2`;
    expect(await place.sql(wakes, [[ordered, failed], new Date(at)])).toHaveLength(2);
    await moveTime(owner, at, 50);
    const overdue = () =>
      place.sql<{ number: string; at: Date }>(
        `SELECT number, effective_at AS at FROM cases.case_event
         WHERE type = 'case.certificate-overrun.v1' AND actor = 'time' AND number = ANY ($1) ORDER BY number`,
        [[ordered, failed]],
      );
    await until('both are overdue', async () => (await reconciler.round()) >= 0 && (await overdue()).length === 2);
    expect(await overdue()).toEqual([ordered, failed].sort().map((number) => ({ number, at: new Date(at) })));
    await certificates.issue(ordered);
    expect((await types(ordered)).slice(-2)).toEqual(['case.certificate-overrun.v1', 'case.certified.v1']);
  });

  describe('many that fall due together', () => {
    const COUNT = 520;
    let many: string[];
    let byTheDoor: string;
    let accepted: string;

    beforeAll(async () => {
      const model = await story.inReview();
      const escalation = await instant(model, 'escalate');
      many = await manyLike(place, model, COUNT);
      byTheDoor = many.shift()!;
      await place.sql(`UPDATE cases.approval_case SET definition = definition - 'promised' WHERE number = 'race-7'`);
      accepted = (await story.file()).number; // deemed so in writing: a number is drawn and a paper sealed
      await moveTime(owner, escalation + 1_000, 50);
      await worker.get(ActService).strike(byTheDoor, false);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });

    it('are recorded soon, some hundreds in one transaction; the reconciler says when it is behind', async () => {
      const reconciler = new Reconciler(worker, 100, silent);
      const commits = () =>
        place.sql<{ n: number }>(`SELECT count(DISTINCT xmin::text)::int AS n FROM cases.case_event
          WHERE type = 'case.yellow-carded.v1' AND number LIKE 'race-%'`);
      const begun = Date.now();
      await reconciler.round();
      expect(reconciler.isBehind).toBe(true);
      while ((await reconciler.round()) > 0);
      expect(reconciler.isBehind).toBe(false);
      // Ten times what is asked for: 10,000 within a minute.
      expect(Date.now() - begun).toBeLessThan(10 * 60_000 * (COUNT / 10_000));
      expect((await commits())[0]!.n).toBeLessThanOrEqual(4); // two batches, the door’s own, and one that another held
      const [row] = await place.sql<{ n: number }>(
        `SELECT count(DISTINCT number)::int AS n FROM cases.case_event WHERE type = 'case.yellow-carded.v1' AND number = ANY ($1)`,
        [many],
      );
      expect(row!.n).toBe(COUNT - 2); // all but the one whose data are broken
      expect(await types('race-7')).toEqual([]);
      expect(await types(accepted)).toContain('case.deemed-accepted.v1');
    });

    it('have the same record, work, events and instants as one on which the door has done it', async () => {
      const of = async (number: string) => [
        await place.sql('SELECT status, seq, state, bodies, calendar_rev FROM cases.approval_case WHERE number = $1', [
          number,
        ]),
        await place.sql(
          `SELECT no, type, effective_at, actor, data FROM cases.case_event WHERE number = $1 ORDER BY no`,
          [number],
        ),
        await place.sql('SELECT * FROM cases.task WHERE number = $1 ORDER BY step', [number]),
        await place.sql('SELECT kind, seq, told_seq, wake_at, facts FROM cases.conduct WHERE number = $1', [number]),
      ];
      const plain = (rows: unknown, number: string) => JSON.stringify(rows).replaceAll(`"${number}"`, '"n"');
      const struck = plain(await of('race-300'), 'race-300');
      expect(JSON.parse(struck)).toEqual(JSON.parse(plain(await of(byTheDoor), byTheDoor)));
      expect(struck).toContain('case.escalated.v1');
    });
  });

  it('tells the workflows of two hundred cases to which one second opens a further stage', async () => {
    const temporal = temporalClient(place.env['TEMPORAL_ADDRESS']!, 'yuanban');
    const teller = new Teller(database, temporal, taskQueue(place.prefix), silent);
    const tellAll = async () => {
      while ((await teller.round()) > 0);
    };
    const untold = async () =>
      (await place.sql('SELECT number FROM cases.conduct WHERE seq > told_seq AND number = ANY ($1)', [numbers]))
        .length;
    const COUNT = 200;
    const numbers: string[] = [];
    for (let n = 0; n < COUNT; n += 1) numbers.push((await story.file()).number);
    await tellAll(); // they run
    await moveTime(owner, await instant(numbers.at(-1)!, 'deem-accepted'), 50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const reconciler = new Reconciler(worker, 100, silent);
    const begun = Date.now();
    while ((await reconciler.round()) > 0);
    const [row] = await place.sql<{ n: number }>(
      `SELECT count(DISTINCT number)::int AS n FROM cases.case_event WHERE type = 'case.deemed-accepted.v1' AND number = ANY ($1)`,
      [numbers],
    );
    expect(row!.n).toBe(COUNT);
    expect(await untold()).toBe(COUNT);
    await tellAll();
    expect(await untold()).toBe(0);
    // Ten times what is asked for: 10,000 within five minutes.
    expect(Date.now() - begun).toBeLessThan(10 * 5 * 60_000 * (COUNT / 10_000));
    for (const number of [numbers[0]!, numbers.at(-1)!]) {
      const run = temporal.workflow.getHandle(server.get(ActService).workflowId(number));
      const signals = ((await run.fetchHistory()).events ?? []).flatMap(
        (event) => event.workflowExecutionSignaledEventAttributes?.input?.payloads ?? [],
      );
      expect(Buffer.from(signals.at(-1)!.data!).toString()).toContain('"phase":"review"');
    }
    await temporal.connection.close();
  }, 180_000);

  it('records an act of time at its legal instant, however late it comes', async () => {
    const { number } = await story.file();
    const at = await instant(number, 'deem-accepted');
    await moveTime(owner, at + 40 * 3_600_000, 50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const reconciler = new Reconciler(worker, 100, silent);
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

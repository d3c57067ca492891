// A new calendar on a real Postgres: who changes, who is told, whoever comes first, and two at once. Item 16 is filed on Monday
// 2030-03-04 at 09:00, promised within four working days: Friday 03-08.
import { type INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { importDays } from '../../../../test/calendars';
import { open } from '../../../../test/past-house';
import { eventTypes, manyLike } from '../../../../test/race';
import { personId, storyOn } from '../../../../test/story';
import { databaseOptions } from '#platform/database';
import { type CaseState } from '#rules/state';
import { ActService } from '../act/act.service';
import { eventHash } from '../act/events';
import { CaseList } from '../case/case-list';
import { Recalendaring } from './recalendaring';

let place: Installation;
let owner: DataSource;
let door: INestApplicationContext;
let worker: INestApplicationContext;
let other: INestApplicationContext;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  owner = await new DataSource(
    databaseOptions({ url: place.databaseUrl, schema: 'registry', poolSize: 2 }),
  ).initialize();
  door = await open('cases_door', place);
  [worker, other] = [await open('cases_worker', place), await open('cases_worker', place)];
  story = storyOn(door.get(ActService));
  await moveTo('2030-03-04T09:00');
});
afterAll(async () => {
  await Promise.all([door?.close(), worker?.close(), other?.close(), owner?.destroy()]);
  await place?.close();
});

const moveTo = (when: string) => place.sql(`SELECT platform.move_time('${when}+08')`);
const round = (of = worker) => of.get(Recalendaring).round();
const types = async (number: string) => (await eventTypes(place, number)).map((type) => type.slice(5, -3));
const view = (number: string) => door.get(ActService).view(number, personId('applicant.a'));
async function rowOf(number: string) {
  const [row] = await place.sql<{ state: CaseState; rev: number; due: Date; wake: Date; untold: boolean }>(
    `SELECT c.state, c.calendar_rev AS rev, o.wake_at AS wake, o.seq > o.told_seq AS untold,
       (SELECT min(t.due_at) FROM cases.task t WHERE t.number = c.number AND t.closed_at IS NULL) AS due
     FROM cases.approval_case c JOIN cases.conduct o ON o.number = c.number WHERE c.number = $1`,
    [number],
  );
  return row!;
}
const shanghai = (when: Date | number) => new Date(Number(when) + 28_800_000).toISOString().slice(0, 16);
const heardEverything = () => place.sql('UPDATE cases.conduct SET told_seq = seq');
const job = async (rev: number) =>
  (
    await place.sql(
      'SELECT looked, changed, told, failed, ended_at IS NOT NULL AS ended FROM cases.recalendaring WHERE rev = $1',
      [rev],
    )
  )[0];
/** Does the chain of events hold, up to the hash on the case? */
async function isChained(number: string): Promise<boolean> {
  const [{ last }] = (await place.sql('SELECT last_hash AS last FROM cases.approval_case WHERE number = $1', [
    number,
  ])) as [{ last: Buffer }];
  const events = await place.sql<Record<string, unknown> & { hash: Buffer; effective: Date; recorded: Date }>(
    `SELECT number, no, type, effective_at AS effective, recorded_at AS recorded, actor, data, hash FROM cases.case_event
     WHERE number = $1 ORDER BY no`,
    [number],
  );
  let hash = Buffer.alloc(32);
  for (const { hash: stored, effective, recorded, ...event } of events) {
    hash = Buffer.from(eventHash(hash, { ...event, effectiveAt: effective.getTime(), recordedAt: recorded.getTime() }));
    if (!hash.equals(stored)) return false;
  }
  return hash.equals(last);
}

describe('an import', () => {
  let received: string;
  let inReview: string;
  let withdrawn: string;

  beforeAll(async () => {
    ({ number: received } = await story.file());
    inReview = await story.inReview();
    ({ number: withdrawn } = await story.file());
    await story.act(withdrawn, 'applicant.a', 'withdraw');
    await heardEverything();
  });

  it('that moves a date further is recorded on each live case, and tells no workflow: its old timer looks again', async () => {
    const rev = await importDays(owner, 2030, { off: ['2030-03-07'] });
    expect(await round()).toBe(2);
    expect(await job(rev)).toEqual({ looked: 2, changed: 2, told: 0, failed: 0, ended: true });
    expect(await types(received)).toEqual(['filed', 'calendar-changed']);
    expect(await types(inReview)).toEqual(['filed', 'accepted', 'calendar-changed']);
    expect(await types(withdrawn)).toEqual(['filed', 'withdrawn']);
    const after = await rowOf(inReview);
    expect([after.rev, after.untold]).toEqual([rev, false]);
    expect([shanghai(after.due), shanghai(after.wake)]).toEqual(['2030-03-12T00:00', '2030-03-08T00:00']);
    expect((await rowOf(withdrawn)).rev).toBe(rev - 1);
    const { clock, timeline } = await view(inReview);
    expect(clock.promised?.dueOn).toBe('2030-03-11');
    expect(timeline.at(-1)!.data).toMatchObject({
      calendarRev: rev,
      dates: [{ of: 'promised', from: '2030-03-08', to: '2030-03-11' }],
      work: [{ kind: 'REVIEW' }, { kind: 'REVIEW' }, { kind: 'REVIEW' }],
      dueOn: '2030-03-11',
    });
    expect([await isChained(received), await isChained(inReview)]).toEqual([true, true]);
    expect(await round()).toBe(0);
  });

  it('that moves a date nearer tells the workflow at once', async () => {
    const rev = await importDays(owner, 2030, { work: ['2030-03-07'] });
    await round();
    const after = await rowOf(inReview);
    expect([after.untold, shanghai(after.wake)]).toEqual([true, '2030-03-07T00:00']);
    expect(await job(rev)).toMatchObject({ changed: 2, told: 2 });
    await heardEverything();
  });

  it('that moves nothing of a case leaves no event on it', async () => {
    const [events, before] = [await types(inReview), await rowOf(inReview)];
    const rev = await importDays(owner, 2030, { off: ['2030-12-24'] });
    await worker.get(ActService).strike(received, false); // the door notes the revision, though it has nothing to say
    expect((await rowOf(received)).rev).toBe(rev);
    await round();
    expect(await types(inReview)).toEqual(events);
    expect(await rowOf(inReview)).toEqual({ ...before, rev });
    expect(await job(rev)).toEqual({ looked: 1, changed: 0, told: 0, failed: 0, ended: true });
  });

  it('is followed by the door itself, for whoever comes before the batch', async () => {
    const rev = await importDays(owner, 2030, { off: ['2030-03-07'] });
    // Read, in the case and in the list, without writing; then acted on.
    expect((await view(inReview)).clock.promised?.dueOn).toBe('2030-03-11');
    const list = await door.get(CaseList).page({ person: personId('applicant.a') });
    expect(list.items.find(({ number }) => number === inReview)?.dueOn).toBe('2030-03-11');
    expect((await rowOf(inReview)).rev).toBe(rev - 1);
    await story.opinion(inReview, 'fire');
    await worker.get(ActService).strike(received, false);
    expect((await types(inReview)).slice(-2)).toEqual(['calendar-changed', 'opinion-given']);
    expect((await types(received)).at(-1)).toBe('calendar-changed');
    expect([(await rowOf(inReview)).rev, (await rowOf(received)).rev]).toEqual([rev, rev]);
    expect(await round()).toBe(0);
    expect(await job(rev)).toMatchObject({ looked: 0, ended: true });
    expect(await isChained(inReview)).toBe(true);
  });
});

describe('an instant that the import moves into the past', () => {
  it('takes effect at the import, after what was due by the old calendar', async () => {
    await moveTo('2030-03-15T09:00'); // Friday: promised for Thursday 03-21
    const number = await story.inReview();
    await moveTo('2030-03-20T12:00');
    await importDays(owner, 2030, { work: ['2030-03-16', '2030-03-17'] }); // due on Tuesday 03-19
    expect((await view(number)).clock.promised?.dueOn).toBe('2030-03-19');
    await round();
    const events = await place.sql<{ type: string; at: Date }>(
      'SELECT type, effective_at AS at FROM cases.case_event WHERE number = $1 ORDER BY no OFFSET 2',
      [number],
    );
    expect(events.map(({ type, at }) => `${shanghai(at)} ${type.slice(5, -3)}`)).toEqual([
      '2030-03-20T00:00 yellow-carded',
      '2030-03-20T12:00 calendar-changed',
      '2030-03-20T12:00 red-carded',
    ]);
    expect(events[2]!.at).toEqual(events[1]!.at);
    expect(await isChained(number)).toBe(true);
  });
});

describe('the job', () => {
  it('leaves a case that cannot be recomputed for later, and goes on with the others', async () => {
    const [sound, broken] = [(await story.file()).number, (await story.file()).number];
    await place.sql(`UPDATE cases.approval_case SET definition = definition - 'promised' WHERE number = $1`, [broken]);
    const rev = await importDays(owner, 2030, { off: ['2030-03-22'] });
    await round();
    expect((await types(sound)).at(-1)).toBe('calendar-changed');
    expect(await types(broken)).toEqual(['filed']);
    expect(await job(rev)).toMatchObject({ failed: 1, ended: true });
    await place.sql('DELETE FROM cases.conduct WHERE number = $1', [broken]);
    await place.sql(
      `UPDATE cases.approval_case SET state = state || '{"endedAt": 1, "instants": []}' WHERE number = $1`,
      [broken],
    );
  });

  it('is shared by two that run at once, each case done once, at a tenth of the speed that is promised or better', async () => {
    const COUNT = 1_200;
    const numbers = await manyLike(place, (await story.file()).number, COUNT);
    await heardEverything();
    const rev = await importDays(owner, 2030, { off: ['2030-03-25'] });
    // Whoever has no connection yet may come when all is done.
    const lanes = [worker, other].flatMap((one) => [one.get(DataSource), one.get(DataSource)]);
    await Promise.all(lanes.map((database) => database.query('SELECT pg_sleep(0.2)')));
    const began = performance.now();
    const looked = await Promise.all([round(worker), round(other)]);
    const seconds = (performance.now() - began) / 1_000;
    expect(Math.min(...looked)).toBeGreaterThan(0);
    const [counted] = await place.sql(
      `SELECT count(*)::int AS events, count(DISTINCT number)::int AS cases FROM cases.case_event
       WHERE type = 'case.calendar-changed.v1' AND number = ANY ($1)`,
      [numbers],
    );
    expect(counted).toEqual({ events: COUNT, cases: COUNT });
    await round();
    expect(await job(rev)).toMatchObject({ looked: looked[0] + looked[1], told: 0, ended: true });
    expect(seconds).toBeLessThan(10 * 60 * (COUNT / 100_000));
  });
});

// Races at the door: whoever is first wins, the others hear what has become of the case, and nothing happens twice.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { decisionOf, decisions, inLanes, instantOf, manyLike, officers } from '../../../../test/race';
import { PARK, storyOn } from '../../../../test/story';
import { databaseOptions } from '#platform/database';
import { moveTime } from '../case/business-time';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { ActService } from './act.service';

const CASES = 1_000;
const OFFICERS = 8;

let place: Installation;
const apps: INestApplicationContext[] = [];
const doors: ActService[] = [];
let owner: DataSource;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  owner = await new DataSource(databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 2 })).initialize();
  for (let n = 0; n < 2; n += 1) {
    const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
    apps.push(await (await module.compile()).init());
    doors.push(apps[n]!.get(ActService));
  }
  story = storyOn(doors[0]!);
});
afterAll(async () => {
  await owner?.destroy();
  for (const app of apps) await app.close();
  await place?.close();
});

const outcome = (act: Promise<{ status: string }>) =>
  act.then(
    ({ status }) => status,
    (error: { code?: string }) => error.code ?? 'no code',
  );

it(`${CASES} cases with two to eight officers deciding at once have one decision each`, async () => {
  const numbers = await manyLike(place, await story.inDecision(), CASES);
  const people = await officers(place, OFFICERS);
  expect(people).toHaveLength(OFFICERS);
  await inLanes(numbers, 4, async (number, n) => {
    const racers = people.slice(0, 2 + (n % 7));
    const outcomes = await Promise.all(
      racers.map(({ person }, index) =>
        outcome(
          doors[index % 2]!.act({ number, person, key: `${number}-${index}`, act: 'decide', body: decisionOf(index) }),
        ),
      ),
    );
    expect(outcomes.filter((status) => status === 'GRANTED' || status === 'REFUSED')).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'ACT_OUT_OF_TURN')).toHaveLength(racers.length - 1);
  });
  expect(await decisions(place)).toEqual({ events: CASES, cases: CASES });
}, 120_000);

it('the same key from many connections at once files one case', async () => {
  const filed = await Promise.all(Array.from({ length: 12 }, (_, n) => storyOn(doors[n % 2]!).file({}, 'one-key')));
  expect(new Set(filed.map(({ number }) => number)).size).toBe(1);
  expect(filed.filter(({ replayed }) => !replayed)).toHaveLength(1);
});

it('three departments that speak at the same instant are all heard, and the last one opens the decision', async () => {
  for (let round = 0; round < 20; round += 1) {
    const number = await story.inReview();
    const spoken = ['civil-defence', 'fire', 'water'].map((department, n) =>
      storyOn(doors[n % 2]!).opinion(number, department),
    );
    expect((await Promise.all(spoken)).map(({ status }) => status).sort()).toEqual(['DECISION', 'REVIEW', 'REVIEW']);
  }
});

describe('an act of a person and an act of time at the same instant', () => {
  it('the act of time is first: an act at exactly the instant is late', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, async () => (await story.file()).number));
    const at = await instantOf(place, numbers[0]!, 'deem-accepted');
    await moveTime(owner, at, 1_000);
    const outcomes = await Promise.all(
      numbers.flatMap((number, n) => [
        outcome(storyOn(doors[0]!).act(number, `window.${PARK}`, 'accept')),
        doors[n % 2]!.strike(number, true).then(({ phase }) => phase),
        doors[1]!.strike(number, false).then(({ phase }) => phase),
      ]),
    );
    expect(outcomes.filter((_, n) => n % 3 === 0)).toEqual(numbers.map(() => 'ACT_OUT_OF_TURN'));
    expect(outcomes.filter((_, n) => n % 3 !== 0)).toEqual(numbers.flatMap(() => ['review', 'review']));
    for (const number of numbers) {
      const events = await place.sql<{ type: string; at: string }>(
        `SELECT type, (extract(epoch FROM effective_at) * 1000)::bigint AS at FROM cases.case_event WHERE number = $1 ORDER BY no`,
        [number],
      );
      expect(events.filter(({ type }) => type === 'case.deemed-accepted.v1')).toEqual([
        { type: 'case.deemed-accepted.v1', at: String(at) },
      ]);
      expect(new Set(events.map(({ type }) => type)).size).toBe(events.length);
    }
  });

  it('an act a moment before the instant is in time', async () => {
    const { number } = await story.file();
    const at = await instantOf(place, number, 'deem-accepted');
    await moveTime(owner, at - 60_000, 1_000);
    const accepted = await story.act(number, `window.${PARK}`, 'accept');
    expect(accepted.status).toBe('REVIEW');
    expect(accepted.view.timeline.map(({ type }) => type)).not.toContain('case.deemed-accepted.v1');
    expect(accepted.view.timeIsMoved).toBe(true);
  });
});

// Races at the door: whoever is first wins, the others hear what has become of the case, and nothing happens twice.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
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
  for (let n = 0; n < OFFICERS; n += 1) {
    await place.sql(
      `INSERT INTO registry.mandate (person, role, body, valid_from)
       SELECT id, 'DECIDER', 'park:${PARK}', '2015-01-01' FROM registry.person ORDER BY id OFFSET $1 LIMIT 1
       ON CONFLICT DO NOTHING`,
      [n],
    );
  }
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
  const model = await story.inDecision();
  await place.sql(
    `INSERT INTO cases.approval_case SELECT 'race-' || n, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq,
       state, definition, delegation, calendar_rev, received_at, due_at, ended_at, last_hash
     FROM cases.approval_case, generate_series(1, $2) n WHERE number = $1`,
    [model, CASES],
  );
  await place.sql(
    `INSERT INTO cases.conduct SELECT $3 || 'case/race-' || n, kind, 'race-' || n, seq, told_seq, wake_at, look_after, facts
     FROM cases.conduct, generate_series(1, $2) n WHERE number = $1`,
    [model, CASES, place.prefix],
  );
  const people = await place.sql<{ person: string }>(
    `SELECT person FROM registry.mandate WHERE role = 'DECIDER' AND body = 'park:${PARK}' ORDER BY person LIMIT ${OFFICERS}`,
  );
  expect(people).toHaveLength(OFFICERS);
  const won: Record<string, number> = {};
  const race = async (n: number) => {
    const officers = people.slice(0, 2 + (n % 7));
    const outcomes = await Promise.all(
      officers.map(({ person }, index) =>
        outcome(
          doors[index % 2]!.act({
            number: `race-${n}`,
            person,
            key: `race-${n}-${index}`,
            act: 'decide',
            body:
              index % 2 ? { outcome: 'GRANT' } : { outcome: 'REFUSE', reasons: '资料不实', remedies: '可申请行政复议' },
          }),
        ),
      ),
    );
    const decided = outcomes.filter((status) => status === 'GRANTED' || status === 'REFUSED');
    expect(decided).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'ACT_OUT_OF_TURN')).toHaveLength(officers.length - 1);
    won[decided[0]!] = (won[decided[0]!] ?? 0) + 1;
  };
  let next = 1;
  const lane = async () => {
    while (next <= CASES) await race(next++);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  const [{ events, cases }] = (await place.sql(
    `SELECT count(*)::int AS events, count(DISTINCT number)::int AS cases FROM cases.case_event
     WHERE number LIKE 'race-%' AND type = 'case.decided.v1'`,
  )) as [{ events: number; cases: number }];
  expect({ events, cases }).toEqual({ events: CASES, cases: CASES });
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
    const [{ at }] = (await place.sql(
      `SELECT (state->'dates'->'acceptance'->>'dueAt')::bigint AS at FROM cases.approval_case WHERE number = $1`,
      [numbers[0]],
    )) as [{ at: string }];
    await moveTime(owner, Number(at), 1_000);
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
        { type: 'case.deemed-accepted.v1', at },
      ]);
      expect(new Set(events.map(({ type }) => type)).size).toBe(events.length);
    }
  });

  it('an act a moment before the instant is in time', async () => {
    const { number } = await story.file();
    const [{ at }] = (await place.sql(
      `SELECT (state->'dates'->'acceptance'->>'dueAt')::bigint AS at FROM cases.approval_case WHERE number = $1`,
      [number],
    )) as [{ at: string }];
    await moveTime(owner, Number(at) - 60_000, 1_000);
    const accepted = await story.act(number, `window.${PARK}`, 'accept');
    expect(accepted.status).toBe('REVIEW');
    expect(accepted.view.timeline.map(({ type }) => type)).not.toContain('case.deemed-accepted.v1');
    expect(accepted.view.timeIsMoved).toBe(true);
  });
});

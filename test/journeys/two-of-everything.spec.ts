// Two gateways, two cases, two relays and two workers at once: races and kills over HTTP do nothing twice.
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { moveTime } from '../../apps/cases/src/case/business-time';
import { type Installation } from '../installation';
import { until } from '../processes';
import { decisionOf, decisions, eventTypes, inLanes, instantOf, manyLike, officers } from '../race';
import { PARK } from '../story';
import { serve, type Served } from './over-http';

const CASES = 200;

let served: Served;
let place: Installation;
let file: Served['file'];
let act: Served['act'];
let owner: DataSource;

beforeAll(async () => {
  served = await serve(2);
  ({ place, file, act } = served);
  owner = await new DataSource(databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 2 })).initialize();
  // What comes due in which order depends on the day of the week: filed on a Wednesday, seven days end with five working days.
  await moveTime(owner, Date.parse('2034-03-08T09:00:00+08:00'), 1_000);
}, 240_000);
afterAll(async () => {
  await served?.close();
  await owner?.destroy();
}, 180_000);

it(`${CASES} cases with two to eight officers deciding at once through both doors have one decision each`, async () => {
  const numbers = await manyLike(place, await served.inDecision(), CASES);
  const people = await officers(place, 8);
  await Promise.all(people.map(({ user }) => served.tokenOf(user)));
  await inLanes(numbers, 4, async (number, n) => {
    const racers = people.slice(0, 2 + (n % 7));
    const answers = await Promise.all(racers.map(({ user }, index) => act(number, user, 'decide', decisionOf(index))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...racers.slice(1).map(() => 409)]);
  });
  expect(await decisions(place)).toEqual({ events: CASES, cases: CASES });
}, 240_000);

it('the same key through both doors at once files one case', async () => {
  const filed = await Promise.all(Array.from({ length: 12 }, () => file('one-key')));
  expect(filed.map(({ status }) => status)).toEqual(filed.map(() => 201));
  expect(new Set(filed.map(({ body }) => body.number)).size).toBe(1);
  expect(filed.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
});

it('the window and time itself act at the same instant: time is first, once, whoever strikes', async () => {
  const numbers = (await Promise.all(Array.from({ length: 20 }, () => file()))).map(({ body }) => body.number);
  await moveTime(owner, await instantOf(place, numbers[0]!, 'deem-accepted'), 1_000);
  const answers = await Promise.all(numbers.map((number) => act(number, `window.${PARK}`, 'accept')));
  expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 409));
  for (const number of numbers) {
    await until(`${number} is escalated`, async () => (await eventTypes(place, number)).includes('case.escalated.v1'));
    expect(await eventTypes(place, number)).toEqual([
      'case.filed.v1',
      'case.yellow-carded.v1',
      'case.red-carded.v1',
      'case.deemed-accepted.v1',
      'case.supervision-opened.v1',
      'case.escalated.v1',
    ]);
  }
}, 180_000);

it('a cases process killed under way: the repeated request is answered, and done once', async () => {
  const filings = Array.from({ length: 20 }, (_, n) => `kill-${n}`);
  const before = Number((await place.sql<{ n: string }>('SELECT count(*) AS n FROM cases.approval_case'))[0]!.n);
  const first = filings.map((key) => file(key));
  const killed = served.processes.cases[0]!;
  killed.kill('SIGKILL');
  const statuses = (await Promise.all(first)).map(({ status }) => status);
  expect(statuses.filter((status) => ![201, 503, 504].includes(status))).toEqual([]);
  const again = await Promise.all(
    filings.map(async (key) => {
      let answer = await file(key);
      await until(`${key} is answered`, async () => answer.status === 201 || (answer = await file(key)).status === 201);
      return answer;
    }),
  );
  expect(new Set(again.map(({ body }) => body.number)).size).toBe(20);
  const after = Number((await place.sql<{ n: string }>('SELECT count(*) AS n FROM cases.approval_case'))[0]!.n);
  expect(after - before).toBe(20);
}, 180_000);

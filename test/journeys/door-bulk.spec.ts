// Several acts in one call, over HTTP: each row a transaction of its own under its own key, eight at a time.
import { SUBJECTS } from '#contracts/subjects';
import { enterpriseOf, FORM, PARK, personId } from '../story';
import { serve, type Answer, type Served } from './over-http';
import { tapOn, type Passed, type Tap } from './tap';

const window = `window.${PARK}`;
let served: Served;
let tap: Tap;
beforeAll(async () => {
  served = await serve(1, {}, false);
  tap = await tapOn(served.place);
}, 60_000);
afterAll(async () => {
  await tap?.close();
  await served?.close();
}, 60_000);

/** What became of a row. */
interface Row {
  row: number;
  status: number;
  number?: string;
  replayed?: boolean;
  result?: { status: string };
  problem?: { code: string; errors: { pointer: string }[]; allowed?: string[] };
}
const filing = { item: '16', park: PARK, applicant: enterpriseOf('applicant.a'), form: FORM };
const send = (rows: unknown, key: string, as = window) =>
  served.call('POST', '/api/v1/acts', { as, body: { rows }, headers: { 'idempotency-key': key } });
const rowsOf = ({ body }: Answer) => body['rows'] as Row[];
const newCases = async (count: number, key: string) => {
  const answer = await send(new Array(count).fill({ act: 'file', body: filing }), key, 'applicant.a');
  return rowsOf(answer).map(({ number }) => number!);
};
const commands = (key: string) =>
  served.place.sql('SELECT key, actor, number FROM cases.command WHERE key LIKE $1 ORDER BY key', [`${key}/%`]);

it('each row is an act under a key of its own, and the answer is 200 with a status for each', async () => {
  const [one, other] = await newCases(2, 'ground');
  await tap.forget();
  const rows = [
    { act: 'accept', number: one, body: { remark: '全' } },
    { act: 'red-card', number: one },
    { act: 'file', body: filing },
    { act: 'decide', number: other, body: { outcome: 'GRANT' } },
    { act: 'accept', number: other },
  ];
  const answer = await send(rows, 'week');
  expect(answer.status).toBe(200);
  const given = rowsOf(answer);
  expect(given.map(({ row, status, problem }) => [row, status, problem?.code])).toEqual([
    [0, 200, undefined],
    [1, 404, 'NO_SUCH_ACT'],
    [2, 201, undefined], // the window files at the counter
    [3, 409, 'ACT_OUT_OF_TURN'],
    [4, 200, undefined],
  ]);
  expect(given[0]).toMatchObject({ number: one, replayed: false, result: { number: one, status: 'REVIEW' } });
  expect(given[2]).toMatchObject({ replayed: false, result: { number: given[2]!.number, status: 'RECEIVED' } });
  expect(given[3]).toMatchObject({
    number: other,
    problem: {
      allowed: ['accept', 'refuse-acceptance', 'not-required', 'no-jurisdiction', 'request-correction', 'claim'],
    },
  });
  const person = personId(window);
  const asked = (await tap.asked(SUBJECTS.caseAct)).map(({ data }) => data);
  expect(asked.map(({ key }) => key).sort()).toEqual(['week/0', 'week/2', 'week/3', 'week/4']);
  expect(asked).toContainEqual({ person, key: 'week/0', act: 'accept', number: one, body: { remark: '全' } });
  expect(asked).toContainEqual({ person, key: 'week/2', act: 'file', number: null, body: filing });
  expect(asked).toContainEqual({ person, key: 'week/4', act: 'accept', number: other, body: {} });
  const actor = `person:${person}`;
  expect(await commands('week')).toEqual([
    { key: 'week/0', actor, number: one },
    { key: 'week/2', actor, number: given[2]!.number },
    { key: 'week/4', actor, number: other },
  ]);
  expect(rowsOf(await send(rows, 'week')).map(({ status, replayed }) => [status, replayed])).toEqual([
    [200, true],
    [404, undefined],
    [201, true],
    [409, undefined],
    [200, true],
  ]);
});

it('rows run eight at a time, and rows on one case in their order, each after the one before', async () => {
  const numbers = await newCases(20, 'many');
  const acts = [
    { act: 'accept' },
    { act: 'refuse-acceptance', body: { reasons: '不属于本机关职权范围' } }, // out of turn by now
    { act: 'accept' },
  ];
  await tap.forget();
  const rows = acts.flatMap((row) => numbers.map((number) => ({ ...row, number })));
  const given = rowsOf(await send(rows, 'three'));
  expect(given.map(({ row }) => row)).toEqual(rows.map((_, n) => n));
  expect(given.map(({ status }) => status)).toEqual(rows.map((_, n) => (n < 20 ? 200 : 409)));
  const passed = (await tap.passed()).filter(({ subject }) => subject === SUBJECTS.caseAct);
  expect(passed).toHaveLength(120);
  expect(mostUnderWay(passed)).toBe(8);
  for (const [n, number] of numbers.entries()) {
    const ofOne = passed.filter(({ data }) => data['number'] === number);
    expect(ofOne.map(({ kind, data }) => [kind, data['key']])).toEqual(
      [n, n + 20, n + 40].flatMap((row) => [
        ['asked', `three/${row}`],
        ['answered', `three/${row}`],
      ]),
    );
  }
});

function mostUnderWay(passed: readonly Passed[]): number {
  let underWay = 0;
  return Math.max(...passed.map(({ kind }) => (underWay += kind === 'asked' ? 1 : -1)));
}

it('a wrong row is its own problem, with pointers from the whole request; the others are done', async () => {
  const [number] = await newCases(1, 'one');
  await tap.forget();
  const rows = [
    7,
    { act: 'accept' },
    { act: 'file', number },
    { act: 3, number, 'a/b': 1, 'c~d': 2 },
    { act: 'accept', number, body: [] },
    { act: 'accept', number: '16/1' },
    { act: 'accept', number },
  ];
  const given = rowsOf(await send(rows, 'wrong'));
  expect(given.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422, 200]);
  const pointers = given.slice(0, 6).map(({ problem }) => problem!.errors.map(({ pointer }) => pointer));
  expect(pointers).toEqual([
    ['/rows/0'],
    ['/rows/1/number'],
    ['/rows/2/number'],
    ['/rows/3/a~1b', '/rows/3/c~0d', '/rows/3/act'],
    ['/rows/4/body'],
    ['/rows/5/number'],
  ]);
  expect(await tap.asked(SUBJECTS.caseAct)).toHaveLength(1);
  expect(await commands('wrong')).toEqual([{ key: 'wrong/6', actor: `person:${personId(window)}`, number }]);
});

it('what cases finds wrong in a row is named by its place in the whole request', async () => {
  const rows = [
    { act: 'file', body: filing },
    { act: 'file', body: { ...filing, form: { ...FORM, floorAreaM2: 'large' } } },
  ];
  const [fine, wrong] = rowsOf(await send(rows, 'form', 'applicant.a'));
  expect(fine!.status).toBe(201);
  expect(wrong).toMatchObject({
    status: 422,
    problem: { code: 'FORM_INVALID', errors: [{ pointer: '/rows/1/body/form/floorAreaM2' }] },
  });
});

it('the key leaves room for the number of the last row', async () => {
  expect((await send([], 'k'.repeat(252))).body).toMatchObject({ status: 400, code: 'KEY_MISSING' });
  const key = 'k'.repeat(251);
  expect(await send([], key)).toMatchObject({ status: 200, body: { rows: [] } });
  const rows: unknown[] = new Array(1_000).fill(7);
  const [number] = await newCases(1, 'last');
  rows[999] = { act: 'accept', number };
  expect(rowsOf(await send(rows, key))[999]).toMatchObject({ row: 999, status: 200 });
  expect(await commands(key)).toEqual([expect.objectContaining({ key: `${key}/999`, number })]);
});

it('a request that is too long, or none, is refused as a whole', async () => {
  await tap.forget();
  expect((await send(new Array(1_001).fill({ act: 'file', body: filing }), 'x')).body).toMatchObject({
    status: 422,
    code: 'TOO_MANY_ROWS',
  });
  expect((await send({}, 'x')).body).toMatchObject({ status: 422, code: 'BAD_INPUT', errors: [{ pointer: '/rows' }] });
  expect(await tap.asked()).toEqual([]);
});

describe('an officer who leaves', () => {
  const [ANN, HEAD] = ['review.fire', 'head.fire'];
  const to = personId('review.fire2');
  const of = `/api/v1/officers/${personId(ANN)}`;
  const handOver = (key: string, body: object, as = HEAD) =>
    served.call('POST', `${of}/hand-over`, { as, body, headers: { 'idempotency-key': key } });
  const lastDayOf = async () =>
    (
      await served.place.sql<{ day: string }>(
        `SELECT ((platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date + 30)::text AS day`,
      )
    )[0]!.day;
  const claimed = async (count: number, key: string) => {
    const numbers = await newCases(count, key);
    await send(
      numbers.map((number) => ({ act: 'accept', number })),
      `${key}-accept`,
    );
    const step = 'review/dept:fire';
    const taken = await send(
      numbers.map((number) => ({ act: 'claim', number, body: { step } })),
      `${key}-claim`,
      ANN,
    );
    expect(rowsOf(taken).map(({ status }) => status)).toEqual(numbers.map(() => 200));
    return numbers;
  };
  const assigned = async (numbers: readonly string[]) =>
    (
      await served.place.sql<{ assignee: string | null }>(
        `SELECT assignee FROM cases.task WHERE number = ANY ($1) AND step = 'review/dept:fire'`,
        [numbers],
      )
    ).map(({ assignee }) => assignee);

  it('shows what there is, hands each step to the successor, and lets the office end; repeated, nothing is done twice', async () => {
    const numbers = await claimed(3, 'leave');
    const held = await served.call('GET', `${of}/work`, { as: ANN });
    expect((held.body['steps'] as { number: string }[]).map(({ number }) => number).sort()).toEqual(
      [...numbers].sort(),
    );
    const lastDay = await lastDayOf();
    const [done, again] = [await handOver('go', { to, lastDay }), await handOver('go', { to, lastDay })];
    expect(done.status).toBe(200);
    expect((done.body['rows'] as { outcome: string }[]).map(({ outcome }) => outcome)).toEqual(
      numbers.map(() => 'REASSIGNED'),
    );
    expect(done.body['officer']).toMatchObject({ mandates: [{ role: 'REVIEWER', body: 'dept:fire', to: lastDay }] });
    expect([again.status, again.body['rows']]).toEqual([200, []]);
    expect(await assigned(numbers)).toEqual(numbers.map(() => `person:${to}`));
    const [{ count }] = (await served.place.sql<{ count: number }>(
      `SELECT count(*)::int FROM cases.case_event WHERE type = 'case.step-reassigned.v1' AND number = ANY ($1)`,
      [numbers],
    )) as [{ count: number }];
    expect(count).toBe(numbers.length);
  });

  it('gives back what the successor has no office for, and says so; a call that is refused changes nothing', async () => {
    const numbers = await claimed(2, 'stay');
    const lastDay = await lastDayOf();
    const other = personId('review.water');
    const refused: [object, string, string][] = [
      [{ to: personId(ANN), lastDay }, HEAD, 'BAD_INPUT'],
      [{ to: other, lastDay: '2020-01-01' }, HEAD, 'DAY_PASSED'],
      [{ to: other, lastDay: '2026-02-30' }, HEAD, 'BAD_INPUT'],
      [{ to: other, lastDay }, 'review.fire2', 'NOT_ALLOWED'],
      [{ to: other, lastDay }, 'operator', 'NOT_ALLOWED'],
    ];
    for (const [body, as, code] of refused) expect((await handOver('no', body, as)).body['code']).toBe(code);
    expect(await assigned(numbers)).toEqual(numbers.map(() => `person:${personId(ANN)}`));
    const done = await handOver('water', { to: other, lastDay });
    expect((done.body['rows'] as { outcome: string; why: string }[]).map(({ outcome, why }) => [outcome, why])).toEqual(
      numbers.map(() => ['RELEASED', 'ASSIGNEE_WITHOUT_MANDATE']),
    );
    expect(await assigned(numbers)).toEqual(numbers.map(() => null));
  });

  it('has deputies named over HTTP, on days that there are', async () => {
    const [day] = [await lastDayOf()];
    const name = (body: object) => served.call('POST', '/api/v1/deputies', { as: 'review.water', body });
    const given = await name({ deputy: personId('review.fire2'), from: day, to: day });
    expect([given.status, given.body['from']]).toEqual([200, day]);
    expect((await name({ deputy: to, from: '2027-02-30', to: day })).body['code']).toBe('BAD_INPUT');
    const listed = await served.call('GET', '/api/v1/deputies', { as: 'review.water' });
    expect(listed.body['deputies']).toHaveLength(1);
    const ended = await served.call('DELETE', `/api/v1/deputies/${String(given.body['id'])}`, { as: 'review.water' });
    expect(ended.body['deputies']).toEqual([]);
  });
});

// The commission's table over HTTP: cases decided through the door appear in it within seconds, each figure opens its cases.
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { DataSource } from 'typeorm';
import { type TurnaroundCase } from '#contracts/oversight.dto';
import { type Figures } from '#rules/turnaround-table';
import { databaseOptions } from '#platform/database';
import { moveTime } from '../../apps/cases/src/case/business-time';
import { startProcess, until } from '../processes';
import { PARK } from '../story';
import { serve, type Served } from './over-http';

type Line = Figures & { item?: string; park?: string; month?: string; cases: Record<string, string> };
interface Table {
  rows: Line[];
  total: Line;
  position: number;
  definitions: Record<string, { zh: string; en: string }>;
}

let served: Served;
let call: Served['call'];
beforeAll(async () => {
  served = await serve(1);
  ({ call } = served);
}, 240_000);
afterAll(() => served?.close(), 180_000);

const table = async (query = '') =>
  (await call('GET', `/api/v1/turnaround${query}`, { as: 'commission' })).body as unknown as Table;
const listed = async (path: string) => {
  const { body } = await call('GET', path, { as: 'commission' });
  return body as unknown as { items: TurnaroundCase[]; next: string | null };
};
const untilCounted = (n: number) => until(`${n} are counted`, async () => (await table()).total.n === n, 10_000);

/** Lets business time pass, as `yuanban time --add` does. */
async function letPass(days: number) {
  const url = served.place.databaseUrl;
  const owner = await new DataSource(databaseOptions({ url, schema: 'cases', poolSize: 2 })).initialize();
  const [{ now }] = await owner.query<[{ now: Date }]>('SELECT platform.business_now() AS now');
  await moveTime(owner, now.getTime() + days * 86_400_000, 1_000);
  await owner.destroy();
}

const decide = async (number: string) => {
  const { status, body } = await served.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  expect(status).toBe(200);
  const timeline = body['timeline'] as { type: string; data: { net: number; onTime: boolean } }[];
  return timeline.find(({ type }) => type === 'case.decided.v1')!.data;
};

it('a decided permit stands in the table within seconds, with the net days that its own clock counted', async () => {
  const number = await served.inDecision();
  await letPass(9); // over a weekend at least: net and gross differ
  const { net, onTime } = await decide(number);
  const since = Date.now();
  await untilCounted(1);
  expect(Date.now() - since).toBeLessThan(5_000);
  const { rows, total } = await table();
  expect(rows).toHaveLength(1);
  expect(net).toBeLessThan(9);
  expect(rows[0]).toMatchObject({
    item: '16',
    park: PARK,
    n: 1,
    isFew: true,
    net: { mean: net, median: net, p90: net },
  });
  expect(rows[0]).toMatchObject({
    gross: { median: 9 },
    withinMonth: { n: 1, share: 1 },
    onTime: { n: onTime ? 1 : 0 },
  });
  expect(total.cut).toMatchObject({ before: { n: 0, cut: null }, statutory: { n: 1, net }, promise: { n: 1, net } });
  expect(total.headline).toBe('statutory');
});

it('a permit that is withdrawn and filed again counts once, from its first receipt', async () => {
  const first = (await served.file()).body.number;
  expect((await served.act(first, 'applicant.a', 'withdraw')).status).toBe(200);
  await letPass(3);
  const second = await served.inDecision();
  await decide(second);
  await untilCounted(2);
  const { items } = await listed('/api/v1/turnaround/cases?limit=200');
  expect(items.at(-1)).toMatchObject({ number: second, numbers: [first, second], gross: 3, kind: 'DECIDED' });
  expect((await table()).total.resubmitted).toBe(1);
});

it('every line opens its cases, page by page, and the cases are as many as it says', async () => {
  const { rows } = await table('?by=item,park');
  const { items, next } = await listed(`${rows[0]!.cases['decided']!}&limit=1`);
  const rest = await listed(`${rows[0]!.cases['decided']!}&limit=1&cursor=${next}`);
  expect([...items, ...rest.items].map(({ item, park }) => [item, park])).toEqual([
    ['16', PARK],
    ['16', PARK],
  ]);
  expect(rest.next).toBeNull();
  expect(rows[0]!.n).toBe(2);
  for (const set of ['onTheSpot', 'before']) expect((await listed(rows[0]!.cases[set]!)).items).toEqual([]);
  const seen = await call('GET', `/api/v1/cases/${items[0]!.number}`, { as: 'commission' });
  expect(seen.status).toBe(200);
});

it('every figure has its definition in both languages', async () => {
  const { total, definitions } = await table('?by=');
  expect(Object.keys(definitions).sort()).toEqual(
    Object.keys(total)
      .filter((name) => name !== 'cases')
      .sort(),
  );
  for (const { zh, en } of Object.values(definitions)) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
  }
});

it('the window takes decisions of its first and last day, and none outside', async () => {
  const { items } = await listed('/api/v1/turnaround/cases');
  const [first, last] = [items[0]!.decidedOn, items.at(-1)!.decidedOn];
  expect(first < last).toBe(true);
  expect((await table(`?from=${first}&to=${first}`)).total.n).toBe(1);
  expect((await table(`?from=${first}&to=${last}`)).total.n).toBe(2);
  expect((await table(`?to=${first.slice(0, 4)}-01-01`)).rows).toEqual([]);
});

it.each(['applicant.a', `window.${PARK}`, `decider.${PARK}`, 'review.fire', 'operator'])(
  '%s may not see it',
  async (as) => {
    for (const path of ['/api/v1/turnaround', '/api/v1/turnaround/cases', '/api/v1/turnaround?by=colour']) {
      expect(await call('GET', path, { as })).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
      expect((await call('GET', path)).status).toBe(401);
    }
  },
);

it.each([
  ['?by=colour', '/by'],
  ['?by=item&by=park', '/by'],
  ['?from=2026-02-30', '/from'],
  ['?from=2026-03-02&to=2026-03-01', '/to'],
  ['?form=2026-03-01', '/form'],
  ['/cases?of=all', '/of'],
  ['/cases?cursor=x', '/cursor'],
  ['/cases?limit=1000', '/limit'],
  ['/cases?month=march', '/month'],
])('%s is refused by name', async (query, pointer) => {
  const answer = await call('GET', `/api/v1/turnaround${query}`, { as: 'commission' });
  expect(answer).toMatchObject({ status: 422, body: { code: 'BAD_INPUT' } });
  const errors = answer.body['errors'] as { pointer: string }[];
  expect(new Set(errors.map((one) => one.pointer))).toEqual(new Set([pointer]));
});

it('the answers are what the document says', async () => {
  const document = (await call('GET', '/openapi.json')).body as unknown as { components: object };
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'http://yuanban/', components: document.components });
  const holds = (name: string, value: unknown) => {
    const validate = ajv.compile({ $ref: `http://yuanban/#/components/schemas/${name}` });
    return validate(value) ? [] : validate.errors;
  };
  expect(holds('Turnaround', await table())).toEqual([]);
  expect(holds('TurnaroundCasePage', await listed('/api/v1/turnaround/cases'))).toEqual([]);
  expect(holds('HouseHealth', (await call('GET', '/health/ready')).body)).toEqual([]);
});

it('without oversight people go on filing, the house says so, and the figures catch up', async () => {
  const ready = async () => (await call('GET', '/health/ready')).body;
  expect(await ready()).toMatchObject({ status: 'ok', oversight: { status: 'ok', behind: 0, seconds: 0 } });
  await served.processes.oversight[0]!.stop();
  expect(await ready()).toMatchObject({ status: 'ok', oversight: { status: 'away', behind: null, seconds: null } });
  await decide(await served.inDecision());
  expect(await call('GET', '/api/v1/turnaround', { as: 'commission' })).toMatchObject({
    status: 503,
    body: { code: 'MESSAGING_AWAY' },
  });
  const env = { ...served.place.env, NATS_URL: served.nats.url, DATABASE_URL: served.postgres.url };
  served.processes.oversight[0] = await startProcess('oversight', env, 'serving');
  await untilCounted(3);
}, 120_000);

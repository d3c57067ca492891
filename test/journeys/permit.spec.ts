// A construction permit over HTTP, from sign-in to decision, on two of every app: what a script outside relies on.
import { type Installation } from '../installation';
import { type Wire } from '../network';
import { until } from '../processes';
import { enterpriseOf, FORM, PARK } from '../story';
import { type Answer, serve, type Served } from './over-http';

let served: Served;
let place: Installation;
let call: Served['call'];
let file: Served['file'];
let act: Served['act'];

beforeAll(async () => {
  served = await serve(2);
  ({ place, call, file, act } = served);
}, 240_000);
afterAll(() => served?.close(), 180_000);

const keyed = (key: string) => ({ 'idempotency-key': key });
const filing = (more: object = {}) => ({
  item: '16',
  park: PARK,
  applicant: enterpriseOf('applicant.a'),
  form: FORM,
  ...more,
});

it('a permit goes from an enterprise through the window and three departments to its decision', async () => {
  const items = await call('GET', '/api/v1/items');
  expect(items.body['items']).toEqual(
    expect.arrayContaining(
      ['11', '12', '16'].map((code) => expect.objectContaining({ code, family: 'delegated' }) as object),
    ),
  );
  const item = await call('GET', '/api/v1/items/16');
  expect(item.body).toMatchObject({
    limits: { statutory: { value: 7, unit: 'day', standing: 'verified' } },
    example: FORM,
  });
  const parks = await call('GET', '/api/v1/parks');
  expect(parks.body['items']).toHaveLength(16);

  const filed = await file();
  expect(filed).toMatchObject({ status: 201, body: { status: 'RECEIVED', next: [{ act: 'withdraw' }] } });
  const { number } = filed.body;
  expect(filed.headers.get('location')).toBe(`/api/v1/cases/${number}`);
  const tasks = await call('GET', `/api/v1/tasks?queue=window:${PARK}&limit=200`, { as: `window.${PARK}` });
  expect(tasks.body['items']).toContainEqual(expect.objectContaining({ number, step: 'acceptance' }));

  expect(await act(number, `window.${PARK}`, 'accept')).toMatchObject({ status: 200, body: { status: 'REVIEW' } });
  const opinions = await Promise.all(
    ['fire', 'water', 'civil-defence'].map((department) =>
      act(number, `review.${department}`, 'opinion', { verdict: 'AGREE', text: '同意' }),
    ),
  );
  expect(opinions.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' })).toMatchObject({
    status: 200,
    body: { status: 'GRANTED' },
  });

  await until('the certificate is made out, and the workflow has been told of the end', async () => {
    const untold = await place.sql('SELECT 1 FROM cases.conduct WHERE number = $1 AND seq > told_seq', [number]);
    const certified = await place.sql(
      `SELECT 1 FROM cases.case_event WHERE number = $1 AND type = 'case.certified.v1'`,
      [number],
    );
    return untold.length === 0 && certified.length === 1;
  });
  const seen = await call('GET', `/api/v1/cases/${number}`, { as: 'applicant.a' });
  expect(seen.body).toMatchObject({
    number,
    status: 'GRANTED',
    next: [{ act: 'ask-correction' }, { act: 'surrender-licence' }],
    clock: { state: 'ended' },
  });
  expect((seen.body['timeline'] as unknown[]).length).toBe(7);
});

it('the same key and body are answered alike, also by the other gateway; another body is refused', async () => {
  const first = await file('same');
  const again = await file('same');
  expect(again).toMatchObject({ status: 201, body: { number: first.body.number } });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(await file('same', { park: 'jinqiao' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
});

describe('a refusal is a problem with a stable code, and writes nothing', () => {
  let number: string;
  beforeAll(async () => ({ number } = (await file()).body));

  const count = async () => (await place.sql<{ n: string }>('SELECT count(*) AS n FROM cases.case_event'))[0]!.n;
  const refused = async (answer: () => Promise<Answer>, status: number, code: string) => {
    const before = await count();
    const given = await answer();
    expect({ status: given.status, code: given.body.code }).toEqual({ status, code });
    expect(given.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await count()).toBe(before);
    return given;
  };

  it.each([
    ['POST', '/api/v1/cases', '{"broken'],
    ['POST', '/api/v1/cases/16-x/acts/no-such-act', '{}'],
    ['GET', '/api/v1/cases/16-x', undefined],
    ['POST', '/api/v1/acts', 'x'.repeat(2_000_000)],
    ['GET', '/api/v1/tasks?limit=many', undefined],
  ])('401 comes before any other verdict: %s %s', (method, path, body) =>
    refused(() => call(method, path, { body }), 401, 'NOT_SIGNED_IN'),
  );

  it('for a wrong password', () =>
    refused(
      () => call('POST', '/api/v1/sign-in', { body: { user: 'applicant.a', password: 'guess' } }),
      401,
      'SIGN_IN_FAILED',
    ));

  it('for an unknown item, act, case, and another party’s case alike', async () => {
    await refused(() => call('GET', '/api/v1/items/99'), 404, 'NO_SUCH_ITEM');
    await refused(() => file(undefined, { item: '99' }), 404, 'NO_SUCH_ITEM');
    await refused(() => act(number, 'applicant.a', 'fly'), 404, 'NO_SUCH_ACT');
    await refused(() => act('16-none', 'applicant.a', 'withdraw'), 404, 'NO_SUCH_CASE');
    const other = await refused(
      () => call('GET', `/api/v1/cases/${number}`, { as: 'applicant.b' }),
      404,
      'NO_SUCH_CASE',
    );
    const none = await refused(() => call('GET', `/api/v1/cases/16-none`, { as: 'applicant.b' }), 404, 'NO_SUCH_CASE');
    const told = ({ body }: Answer) => JSON.stringify(body).replaceAll(/16-[\w-]+/g, 'N');
    expect(told(other).replaceAll(/"requestId":"[^"]*"/g, '')).toBe(told(none).replaceAll(/"requestId":"[^"]*"/g, ''));
  });

  it('for a missing key, a wrong content type, a body over the limit, broken JSON', async () => {
    const as = 'applicant.a';
    await refused(() => call('POST', '/api/v1/cases', { as, body: filing() }), 400, 'KEY_MISSING');
    const headers = { ...keyed('faulty'), 'content-type': 'text/plain' };
    await refused(() => call('POST', '/api/v1/cases', { as, body: 'hello', headers }), 415, 'WRONG_CONTENT_TYPE');
    const large = filing({ form: { ...FORM, siteAddress: 'x'.repeat(1_100_000) } });
    await refused(
      () => call('POST', '/api/v1/cases', { as, body: large, headers: keyed('faulty') }),
      413,
      'BODY_TOO_LARGE',
    );
    await refused(
      () => call('POST', '/api/v1/cases', { as, body: '{"a":', headers: keyed('faulty') }),
      400,
      'BAD_REQUEST',
    );
  });

  it('for a form against its schema and an invalid credit code, every field at once', async () => {
    const wrong = await refused(
      () => file(undefined, { applicant: '91310000607378229H', form: {} }),
      422,
      'FORM_INVALID',
    );
    const errors = wrong.body['errors'] as { pointer: string; zh: string; en: string }[];
    expect(errors.map(({ pointer }) => pointer)).toContain('/applicant');
    expect(errors.length).toBeGreaterThan(5);
    await refused(() => file(undefined, { applicant: '91310000607378229H' }), 422, 'USCC_INVALID');
  });

  it('for an act out of turn, with what is allowed now', async () => {
    const answer = await refused(
      () => act(number, `window.${PARK}`, 'decide', { outcome: 'GRANT' }),
      409,
      'ACT_OUT_OF_TURN',
    );
    expect(answer.body.allowed).toEqual([
      'accept',
      'refuse-acceptance',
      'not-required',
      'no-jurisdiction',
      'request-correction',
      'claim',
    ]);
  });

  it('where no delegation covers item, park and day', async () => {
    await place.sql(`UPDATE registry.delegation SET valid_to = '2020-01-01' WHERE park = 'fengxian'`);
    await refused(() => file(undefined, { park: 'fengxian' }), 403, 'NO_DELEGATION');
  });
});

it('several acts are each a transaction of their own, and are answered row by row', async () => {
  const numbers = await Promise.all([file(), file(), file()].map(async (filed) => (await filed).body.number));
  const rows = [...numbers, '16-none'].map((number) => ({ act: 'accept', number, body: {} }));
  const send = () => call('POST', '/api/v1/acts', { as: `window.${PARK}`, body: { rows }, headers: keyed('bulk') });
  const answer = await send();
  expect(answer.status).toBe(200);
  const statuses = (given: Answer) => (given.body['rows'] as { status: number }[]).map(({ status }) => status);
  expect(statuses(answer)).toEqual([200, 200, 200, 404]);
  expect(statuses(await send())).toEqual([200, 200, 200, 404]);
  const accepted = await place.sql(
    `SELECT 1 FROM cases.case_event WHERE number = ANY ($1) AND type = 'case.accepted.v1'`,
    [numbers],
  );
  expect(accepted).toHaveLength(3);
});

it('a screen hears of a change in its own cases alone', async () => {
  const listen = async (user: string) => {
    const response = await fetch(`${served.gateways[0]}/api/v1/events`, {
      headers: { authorization: `Bearer ${await served.tokenOf(user)}` },
    });
    let heard = '';
    const reader = response.body!.getReader();
    const reading = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read())
        heard += Buffer.from(part.value).toString();
    })();
    return { heard: () => heard, close: () => reader.cancel().then(() => reading) };
  };
  const [mine, theirs] = await Promise.all([listen('applicant.a'), listen('applicant.b')]);
  const { number } = (await file()).body;
  await until('the hint arrives', () => mine.heard().includes(number));
  expect(theirs.heard()).not.toContain(number);
  await Promise.all([mine.close(), theirs.close()]);
});

it('describes itself: OpenAPI 3.1 with an operation for every act', async () => {
  const { body } = await call('GET', '/openapi.json');
  expect(body['openapi']).toMatch(/^3\.1/);
  for (const slug of ['accept', 'refuse-acceptance', 'opinion', 'decide', 'withdraw']) {
    expect(Object.keys(body['paths'] as object)).toContain(`/api/v1/cases/{number}/acts/${slug}`);
  }
  expect((await fetch(`${served.gateways[0]}/docs`)).status).toBe(200);
});

describe('a server that is away', () => {
  const away = async (wire: Wire, code: string) => {
    const { number } = (await file()).body;
    await wire.cut();
    await until('the door says so', async () => {
      const answer = await act(number, `window.${PARK}`, 'accept', {}, `away-${code}`);
      if (answer.status !== 503) return false;
      expect(answer.body.code).toBe(code);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      return true;
    });
    await wire.mend();
    await until(
      'the same request is done',
      async () => (await act(number, `window.${PARK}`, 'accept', {}, `away-${code}`)).status === 200,
    );
    const events = await place.sql('SELECT type FROM cases.case_event WHERE number = $1 ORDER BY no', [number]);
    expect(events).toEqual([{ type: 'case.filed.v1' }, { type: 'case.accepted.v1' }]);
  };

  it('NATS: 503 with Retry-After, then working again by itself', () => away(served.nats, 'MESSAGING_AWAY'), 180_000);
  it('Postgres: the same', () => away(served.postgres, 'DATABASE_AWAY'), 180_000);
});

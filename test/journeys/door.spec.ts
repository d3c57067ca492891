// The door over HTTP, one of every app behind it: what an act, a refusal and a read are to a script outside, and to the apps inside.
import { SUBJECTS } from '#contracts/subjects';
import { startProcess, until } from '../processes';
import { enterpriseOf, FORM, PARK, personId } from '../story';
import { serve, type Served } from './over-http';
import { tapOn, type Tap } from './tap';

const window = `window.${PARK}`;
let served: Served;
let tap: Tap;
let call: Served['call'];
let file: Served['file'];
let act: Served['act'];

beforeAll(async () => {
  served = await serve(1, {}, false);
  ({ call, file, act } = served);
  tap = await tapOn(served.place);
  await call('GET', '/api/v1/tasks', { as: window }); // signed in, and the keys are known: later requests are for the act alone
}, 60_000);
afterAll(async () => {
  await tap?.close();
  await served?.close();
}, 60_000);

const newCase = async () => {
  const { number } = (await file()).body;
  await tap.forget();
  return number;
};

describe('an act', () => {
  it('is one request to cases with person, key, act, number and body', async () => {
    const number = await newCase();
    const answer = await act(number, window, 'accept', { remark: '全' }, 'one');
    expect(answer).toMatchObject({ status: 200, body: { number, status: 'REVIEW', seq: 2 } });
    expect(answer.headers.get('idempotency-replayed')).toBeNull();
    const person = personId(window);
    expect(await tap.asked()).toEqual([
      { subject: SUBJECTS.caseAct, data: { person, key: 'one', act: 'accept', number, body: { remark: '全' } } },
    ]);
    const stored = await served.place.sql(`SELECT actor, number FROM cases.command WHERE key = 'one'`);
    expect(stored).toEqual([{ actor: `person:${person}`, number }]);
    expect(answer.body['timeline']).toContainEqual(
      expect.objectContaining({ type: 'case.accepted.v1', actor: `person:${person}`, texts: { remark: '全' } }),
    );
  });

  it('may come without a body at all', async () => {
    const number = await newCase();
    const headers = { 'idempotency-key': 'bare' };
    const answer = await call('POST', `/api/v1/cases/${number}/acts/accept`, { as: window, headers });
    expect(answer).toMatchObject({ status: 200, body: { status: 'REVIEW' } });
    expect((await tap.asked()).map(({ data }) => data['body'])).toEqual([{}]);
  });

  it('that files a case answers 201 and where it is; a replay keeps the 201 and says so', async () => {
    await tap.forget();
    const filed = await file('filing');
    expect(filed.status).toBe(201);
    expect(filed.headers.get('location')).toBe(`/api/v1/cases/${filed.body.number}`);
    expect(filed.headers.get('idempotency-replayed')).toBeNull();
    const body = { item: '16', park: PARK, applicant: enterpriseOf('applicant.a'), form: FORM };
    const request = { person: personId('applicant.a'), key: 'filing', act: 'file', number: null, body };
    expect(await tap.asked(SUBJECTS.caseAct)).toEqual([{ subject: SUBJECTS.caseAct, data: request }]);
    await act(filed.body.number, window, 'accept');
    const again = await file('filing');
    expect(again).toMatchObject({ status: 201, body: { number: filed.body.number, status: 'REVIEW' } });
    expect(again.headers.get('location')).toBe(`/api/v1/cases/${filed.body.number}`);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it.each([
    ['?lang=zh', 'en', 'zh', '办件当前状态不能这样办理', '现在可以办理'],
    ['', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh', '办件当前状态不能这样办理', '现在可以办理'],
    ['?lang=en', 'zh', 'en', 'The case does not allow this act now', 'Allowed now'],
    ['', 'de', 'en', 'The case does not allow this act now', 'Allowed now'],
  ])('that cases refuses is that problem, with what is allowed: %s %s', async (query, wanted, language, title, now) => {
    const path = `/api/v1/cases/${await newCase()}/acts/decide`;
    const headers = { 'idempotency-key': 'refused', 'accept-language': wanted, 'x-request-id': 'trace-7' };
    const answer = await call('POST', path + query, { as: window, body: { outcome: 'GRANT' }, headers });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer).toMatchObject({
      status: 409,
      body: {
        type: 'urn:yuanban:error:ACT_OUT_OF_TURN',
        code: 'ACT_OUT_OF_TURN',
        title,
        detail: `${title}; ${now}: accept, refuse-acceptance, not-required, no-jurisdiction, request-correction, claim`,
        allowed: ['accept', 'refuse-acceptance', 'not-required', 'no-jurisdiction', 'request-correction', 'claim'],
        params: { act: 'decide', status: 'RECEIVED' },
        instance: path,
        requestId: 'trace-7',
      },
    });
  });
});

describe('the order of verdicts', () => {
  let number: string;
  beforeAll(async () => {
    number = await newCase();
  });

  /** As bytes, so that no client adds a content type of its own. */
  const send = async (path: string, given: Record<string, string>, payload: string) => {
    const headers = { authorization: `Bearer ${await served.tokenOf(window)}`, ...given };
    const answer = await fetch(served.gateways[0] + path, { method: 'POST', headers, body: Buffer.from(payload) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const json = { 'content-type': 'application/json' };
  const keyed = (key = 'verdict') => ({ ...json, 'idempotency-key': key });
  const ACCEPT = '/api/v1/cases/N/acts/accept';

  it.each([
    ['a route that does not exist', '/api/v1/case', { 'content-type': 'text/plain' }, 'x', 404, 'NOT_FOUND'],
    ['a route that does not exist, with a broken body', '/api/v1/case', json, '{', 404, 'NOT_FOUND'],
    [
      'a wrong content type',
      ACCEPT,
      { 'content-type': 'text/plain' },
      'x'.repeat(2_000_000),
      415,
      'WRONG_CONTENT_TYPE',
    ],
    ['a body without a content type', ACCEPT, {}, '{}', 415, 'WRONG_CONTENT_TYPE'],
    ['a form', ACCEPT, { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', 415, 'WRONG_CONTENT_TYPE'],
    ['a large and broken body', ACCEPT, json, '{'.repeat(1_048_577), 413, 'BODY_TOO_LARGE'],
    ['a broken body, with no key', ACCEPT, json, '{', 400, 'BAD_REQUEST'],
    ['an act that does not exist, with no key', '/api/v1/cases/N/acts/fly', json, '{}', 404, 'NO_SUCH_ACT'],
    ['an act that does not exist', '/api/v1/cases/N/acts/fly', keyed(), '{}', 404, 'NO_SUCH_ACT'],
    ['filing a case that exists', '/api/v1/cases/N/acts/file', keyed(), '{}', 404, 'NO_SUCH_ACT'],
    ['an act of time', '/api/v1/cases/N/acts/red-card', keyed(), '{}', 404, 'NO_SUCH_ACT'],
    ['a number that none can be', '/api/v1/cases/N%2F1/acts/accept', keyed(), '{}', 404, 'NO_SUCH_CASE'],
    ['no key', ACCEPT, json, '{}', 400, 'KEY_MISSING'],
    ['a key that is too long', ACCEPT, keyed('k'.repeat(256)), '{}', 400, 'KEY_MISSING'],
    ['a key that is not ASCII', ACCEPT, keyed('é'), '{}', 400, 'KEY_MISSING'],
    ['a body that is no object', ACCEPT, keyed(), '[]', 400, 'BAD_REQUEST'],
  ] as const)('%s: nobody is asked', async (_, path, headers, payload, status, code) => {
    const answer = await send(path.replace('N', number), headers, payload);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await tap.asked()).toEqual([]);
  });

  it('takes a body of exactly the limit to cases, and no byte more', async () => {
    const body = (size: number) => JSON.stringify({ remark: 'x'.repeat(size - '{"remark":""}'.length) });
    const path = ACCEPT.replace('N', number);
    const tooMuch = await send(path, keyed(), body(1_048_577));
    expect(tooMuch).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE', params: { limit: 1_048_576 } } });
    expect(await tap.asked()).toEqual([]);
    const judged = await send(path, keyed(), body(1_048_576)); // by cases, which alone knows how long a remark may be
    expect(judged).toMatchObject({ status: 422, body: { code: 'BAD_INPUT', errors: [{ pointer: '/remark' }] } });
    expect(await tap.asked()).toHaveLength(1);
  });

  it('takes a key of 255 characters, the longest that cases stores', async () => {
    const key = 'k'.repeat(255);
    expect((await send(ACCEPT.replace('N', number), keyed(key), '{}')).status).toBe(200);
    expect(await served.place.sql('SELECT number FROM cases.command WHERE key = $1', [key])).toEqual([{ number }]);
  });
});

describe('reading', () => {
  it('a case, a page of tasks, an item, the catalogue and the parks is one request each', async () => {
    const number = await newCase();
    const person = personId(window);
    const read = async (path: string) => {
      await tap.forget();
      const { status, body } = await call('GET', path, { as: window });
      expect(status).toBe(200);
      const asked = await tap.asked();
      expect(asked).toHaveLength(1);
      return { body, ...asked[0]! };
    };
    expect(await read(`/api/v1/cases/${number}`)).toMatchObject({
      subject: SUBJECTS.caseGet,
      data: { person, number },
      body: { number, status: 'RECEIVED', form: FORM },
    });
    expect(await read('/api/v1/items')).toMatchObject({ subject: SUBJECTS.itemList, data: {}, body: { next: null } });
    expect(await read('/api/v1/items/16')).toMatchObject({
      subject: SUBJECTS.itemGet,
      data: { code: '16' },
      body: { code: '16', example: FORM },
    });
    expect(await read('/api/v1/parks')).toMatchObject({ subject: SUBJECTS.parkList, data: {}, body: { next: null } });
    const tasks = await read(`/api/v1/tasks?queue=window:${PARK}&limit=1&other=1`);
    expect(tasks).toMatchObject({ subject: SUBJECTS.taskList, data: { person, queue: `window:${PARK}`, limit: '1' } });
    expect(Object.keys(tasks.data)).not.toContain('other');
  });

  it('tasks come a page of `limit` at a time, and `next` is the way on', async () => {
    const numbers = [await newCase(), await newCase(), await newCase()];
    const read: string[] = [];
    for (let next: unknown = ''; next !== null;) {
      const { status, body } = await call(
        'GET',
        `/api/v1/tasks?limit=2&cursor=${next as string}`.replace(/&cursor=$/, ''),
        {
          as: window,
        },
      );
      expect(status).toBe(200);
      const page = body['items'] as { number: string }[];
      expect(page.length).toBeLessThanOrEqual(2);
      read.push(...page.map((task) => task.number));
      next = body['next'];
    }
    expect(read).toEqual(expect.arrayContaining(numbers));
    expect(new Set(read).size).toBe(read.length);
  });

  it.each(['0', '201', '1.5', 'many'])('a page of %s is refused, by pointer', async (limit) => {
    const answer = await call('GET', `/api/v1/tasks?limit=${limit}`, { as: window });
    expect(answer).toMatchObject({ status: 422, body: { code: 'BAD_INPUT' } });
    const errors = answer.body['errors'] as { pointer: string }[];
    expect([...new Set(errors.map(({ pointer }) => pointer))]).toEqual(['/limit']);
  });

  it('a number that none can be is not there, and nobody is asked', async () => {
    await tap.forget();
    const tooLong = await call('GET', `/api/v1/cases/${'9'.repeat(65)}`, { as: window });
    expect(tooLong).toMatchObject({ status: 404, body: { code: 'NO_SUCH_CASE' } });
    expect(await tap.asked()).toEqual([]);
    const none = await call('GET', `/api/v1/cases/${'9'.repeat(64)}`, { as: window });
    expect(none).toMatchObject({ status: 404, body: { code: 'NO_SUCH_CASE' } });
    expect(await tap.asked()).toHaveLength(1);
  });
});

// Last: it takes cases away.
it('without cases: named as missing, and an act is told to come again; it is done once cases is back', async () => {
  const number = await newCase();
  expect(await call('GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
  await tap.close();
  const [cases] = served.processes.cases;
  cases!.kill();
  await cases!.ended;
  const ready = await call('GET', '/health/ready');
  expect(ready).toMatchObject({ status: 503, body: { detail: 'Not ready: cases', params: { missing: ['cases'] } } });
  const refused = await act(number, window, 'accept', {}, 'again');
  expect(refused).toMatchObject({ status: 503, body: { code: 'MESSAGING_AWAY' } });
  expect(refused.headers.get('retry-after')).toBe('2');
  served.processes.cases.push(await startProcess('cases', served.place.env, 'serving'));
  await until('all are ready', async () => (await call('GET', '/health/ready')).status === 200);
  expect(await act(number, window, 'accept', {}, 'again')).toMatchObject({ status: 200, body: { status: 'REVIEW' } });
});

import { connect, type AddressInfo } from 'node:net';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { type Answers, type Door, openDoor } from '../test/door';

let door: Door | undefined;
afterEach(async () => door?.app.close());

const view = { number: 'N-1', status: 'RECEIVED', seq: 1 };
const act = (replayed = false) => ({
  [SUBJECTS.caseAct]: () => ({ number: 'N-1', status: 'RECEIVED', seq: 1, replayed, view }),
});
const json = { 'content-type': 'application/json' };

async function send(
  method: 'GET' | 'POST',
  url: string,
  {
    answers,
    headers = {},
    payload,
    maxPayload,
  }: { answers?: Answers; headers?: object; payload?: string; maxPayload?: number } = {},
) {
  door = await openDoor(answers, maxPayload);
  const options = { method, url, headers: { ...door.signedIn, ...headers } };
  return door.app.inject(payload === undefined ? options : { ...options, payload });
}
const keyed = (more = {}) => ({ ...json, 'idempotency-key': 'k', ...more });

describe('an act over HTTP', () => {
  it('is one request to cases with person, key, act, number and body', async () => {
    const answer = await send('POST', '/api/v1/cases/N-1/acts/accept', {
      answers: act(),
      headers: keyed(),
      payload: '{"remark":"全"}',
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual(view);
    expect(answer.headers['idempotency-replayed']).toBeUndefined();
    expect(door!.asked.filter(({ subject }) => subject === SUBJECTS.caseAct)).toEqual([
      {
        subject: SUBJECTS.caseAct,
        payload: { person: 'p1', key: 'k', act: 'accept', number: 'N-1', body: { remark: '全' } },
      },
    ]);
  });

  it('may come without a body at all', async () => {
    const answer = await send('POST', '/api/v1/cases/N-1/acts/accept', {
      answers: act(),
      headers: { 'idempotency-key': 'k' },
    });
    expect(answer.statusCode).toBe(200);
    expect(door!.asked.at(-1)!.payload).toMatchObject({ body: {} });
  });

  it('that files a case answers 201 and where it is; a replay keeps the 201 and says so', async () => {
    const answer = await send('POST', '/api/v1/cases', {
      answers: act(true),
      headers: keyed(),
      payload: '{"item":"16"}',
    });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ location: '/api/v1/cases/N-1', 'idempotency-replayed': 'true' });
    expect(door!.asked.at(-1)!.payload).toMatchObject({ act: 'file', number: null, body: { item: '16' } });
  });

  it('that cases refuses is that problem, with what is allowed', async () => {
    const refuse = () => {
      throw new Failure('ACT_OUT_OF_TURN', { allowed: ['withdraw'] });
    };
    const answer = await send('POST', '/api/v1/cases/N-1/acts/accept?lang=zh', {
      answers: { [SUBJECTS.caseAct]: refuse },
      headers: keyed(),
      payload: '{}',
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({
      code: 'ACT_OUT_OF_TURN',
      title: '办件当前状态不能这样办理',
      allowed: ['withdraw'],
      instance: '/api/v1/cases/N-1/acts/accept',
    });
  });
});

describe('several acts over HTTP', () => {
  it('are 200 as a whole, and each row has its own status; acts that do not exist are not there', async () => {
    const rows = [{ act: 'accept', number: 'N-1' }, { act: 'red-card', number: 'N-1' }, { act: 'file' }];
    const answer = await send('POST', '/api/v1/acts', {
      answers: act(),
      headers: keyed(),
      payload: JSON.stringify({ rows }),
    });
    expect(answer.statusCode).toBe(200);
    const answered = answer.json<{ rows: { row: number; status: number; problem?: { code: string } }[] }>().rows;
    expect(answered.map(({ row, status, problem }) => [row, status, problem?.code])).toEqual([
      [0, 200, undefined],
      [1, 404, 'NO_SUCH_ACT'],
      [2, 201, undefined],
    ]);
  });

  it('leave room in the key for the number of the row', async () => {
    const headers = keyed({ 'idempotency-key': 'k'.repeat(252) });
    expect((await send('POST', '/api/v1/acts', { headers, payload: '{"rows":[]}' })).json().code).toBe('KEY_MISSING');
  });
});

describe('the order of verdicts', () => {
  const url = '/api/v1/cases/N-1/acts/accept';
  const wrong = [
    ['a route that does not exist', '/api/v1/case', { 'content-type': 'text/plain' }, 'x', 404, 'NOT_FOUND'],
    ['a route that does not exist, with a broken body', '/api/v1/case', json, '{', 404, 'NOT_FOUND'],
    ['a wrong content type', url, { 'content-type': 'text/plain' }, 'x'.repeat(2_000_000), 415, 'WRONG_CONTENT_TYPE'],
    ['a body without a content type', url, {}, '{}', 415, 'WRONG_CONTENT_TYPE'],
    ['a form', url, { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', 415, 'WRONG_CONTENT_TYPE'],
    ['a large and broken body', url, json, '{'.repeat(1_048_577), 413, 'BODY_TOO_LARGE'],
    ['a broken body, with no key', url, json, '{', 400, 'BAD_REQUEST'],
    ['an act that does not exist, with no key', '/api/v1/cases/N-1/acts/fly', json, '{}', 404, 'NO_SUCH_ACT'],
    ['an act that does not exist', '/api/v1/cases/N-1/acts/fly', keyed(), '{}', 404, 'NO_SUCH_ACT'],
    ['filing a case that exists', '/api/v1/cases/N-1/acts/file', keyed(), '{}', 404, 'NO_SUCH_ACT'],
    ['an act of time', '/api/v1/cases/N-1/acts/red-card', keyed(), '{}', 404, 'NO_SUCH_ACT'],
    ['a number that none can be', '/api/v1/cases/N%2F1/acts/accept', keyed(), '{}', 404, 'NO_SUCH_CASE'],
    ['no key', url, json, '{}', 400, 'KEY_MISSING'],
    ['a key that is too long', url, keyed({ 'idempotency-key': 'k'.repeat(256) }), '{}', 400, 'KEY_MISSING'],
    ['a key that is not ASCII', url, keyed({ 'idempotency-key': 'é' }), '{}', 400, 'KEY_MISSING'],
    ['a body that is no object', url, keyed(), '[]', 400, 'BAD_REQUEST'],
    ['nobody behind the door', url, keyed(), '{}', 503, 'MESSAGING_AWAY'],
  ] as const;
  it.each(wrong)('%s', async (_, to, headers, payload, status, code) => {
    const answer = await send('POST', to, { headers, payload });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    if (status === 503) expect(answer.headers['retry-after']).toBe('2');
  });

  it('takes a body of exactly the limit that NATS leaves, and no byte more', async () => {
    const body = (size: number) => JSON.stringify({ a: 'x'.repeat(size - 8) });
    const options = { answers: act(), headers: keyed(), maxPayload: 165_536 };
    expect((await send('POST', url, { ...options, payload: body(100_000) })).statusCode).toBe(200);
    await door!.app.close();
    const answer = await send('POST', url, { ...options, payload: body(100_001) });
    expect(answer.json()).toMatchObject({ code: 'BODY_TOO_LARGE', params: { limit: 100_000 } });
  });
});

describe('reading', () => {
  it('a case, a page of tasks and the catalogue is one request each', async () => {
    const answers = Object.fromEntries(
      [SUBJECTS.caseGet, SUBJECTS.taskList, SUBJECTS.itemList, SUBJECTS.itemGet].map((subject) => [
        subject,
        () => ({ subject }),
      ]),
    );
    door = await openDoor(answers);
    const get = async (url: string) => (await door!.app.inject({ url, headers: door!.signedIn })).json();
    await get('/api/v1/cases/N-1');
    await get('/api/v1/tasks?queue=dept:fire&limit=5&other=1');
    await get('/api/v1/items');
    await get('/api/v1/items/16');
    expect(door.asked.slice(1)).toEqual([
      { subject: SUBJECTS.caseGet, payload: { person: 'p1', number: 'N-1' } },
      { subject: SUBJECTS.taskList, payload: { person: 'p1', queue: 'dept:fire', cursor: undefined, limit: '5' } },
      { subject: SUBJECTS.itemList, payload: {} },
      { subject: SUBJECTS.itemGet, payload: { code: '16' } },
    ]);
  });

  it('what no number or code can be is not there, and nobody is asked', async () => {
    expect((await send('GET', `/api/v1/cases/${'9'.repeat(65)}`)).json().code).toBe('NO_SUCH_CASE');
    await door!.app.close();
    expect((await send('GET', `/api/v1/items/${'9'.repeat(33)}`)).json().code).toBe('NO_SUCH_ITEM');
    expect((await door!.app.inject({ url: '/api/v1/items/1%00' })).json().code).toBe('NO_SUCH_ITEM');
    expect(door!.asked).toEqual([]);
  });

  it('says which part of the house is missing', async () => {
    const answer = await send('GET', '/health/ready', {
      answers: { [SUBJECTS.registryReady]: () => 'ok' },
      maxPayload: 1,
    });
    expect([answer.statusCode, answer.json().params]).toEqual([503, { missing: ['cases'] }]);
    expect(answer.json().detail).toBe('Not ready: cases');
  });
});

describe('every answer', () => {
  it('carries the request id that came, or a new one, and is not to be stored or sniffed', async () => {
    const headers = { 'x-request-id': 'trace-1' };
    const refused = await send('GET', '/api/v1/cases/%ZZ', { headers });
    expect(refused.json()).toMatchObject({ code: 'BAD_REQUEST', requestId: 'trace-1' });
    const kept = await door!.app.inject({ url: '/health/live', headers });
    const made = await door!.app.inject({ url: '/health/live', headers: { 'x-request-id': 'a b\tc' } });
    for (const answer of [refused, kept, made]) {
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    }
    expect(kept.headers['x-request-id']).toBe('trace-1');
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('what is no request', () => {
  it('is told so as a problem', async () => {
    door = await openDoor();
    await door.app.listen(0, '127.0.0.1');
    const socket = connect((door.app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET / HTTP/9.9\r\n\r\n');
    let heard = '';
    for await (const bytes of socket) heard += String(bytes);
    expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"code":"BAD_REQUEST"/);
  });
});

describe('the try-it page', () => {
  it('loads everything from this address, under a policy that allows no other', async () => {
    const page = await send('GET', '/docs');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.payload).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const [, file] of page.payload.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const answer = await door!.app.inject({ url: file! });
      expect([file, answer.statusCode]).toEqual([file, 200]);
      expect(answer.headers['content-type']).toMatch(/^text\/(javascript|css)/);
    }
    expect((await door!.app.inject({ url: '/docs/package.json' })).statusCode).toBe(404);
  });
});

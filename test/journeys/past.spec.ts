// The past over HTTP: a file of cases before and after the delegation goes in, the commission's table shows the cut that was measured,
// and everything comes out again in the form in which it went in.
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:net';
import { type ImportView } from '#contracts/imports.dto';
import { COLUMNS, type PastCase } from '#contracts/past-case';
import { type Figures } from '#rules/turnaround-table';
import { pastCases } from '../../infra/demo/past-cases.mjs';
import { startProcess, until } from '../processes';
import { enterpriseOf, PARK } from '../story';
import { serve, type Served } from './over-http';

const COUNT = 1_600;
const LINES = { 'content-type': 'application/x-ndjson' };
const file = [...pastCases({ count: COUNT, seed: 3, until: Date.parse('2026-01-01') })]
  .map((one) => `${JSON.stringify(one)}\n`)
  .join('');

let served: Served;
let call: Served['call'];
beforeAll(async () => {
  served = await serve(1);
  ({ call } = served);
}, 240_000);
afterAll(() => served?.close(), 180_000);

const post = (body: string, headers: Record<string, string> = LINES, as = 'commission') =>
  call('POST', '/api/v1/imports', { as, body, headers });
const progress = async (id: string) =>
  (await call('GET', `/api/v1/imports/${id}`, { as: 'operator' })).body as unknown as ImportView;
const ended = async (id: string) => {
  await until('the import has ended', async () => (await progress(id)).state !== 'RUNNING');
  return progress(id);
};
const download = async (path: string) => {
  const headers = { authorization: `Bearer ${await served.tokenOf('commission')}` };
  const response = await fetch(served.gateways[0]! + path, { headers });
  expect(response.status).toBe(200);
  return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
};
const linesOf = <T>(bytes: Buffer) =>
  bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

it('a file goes in while the process that imports it is killed, and each case is there once', async () => {
  const answer = await post(file);
  expect(answer.status).toBe(202);
  const { id } = answer.body as unknown as ImportView;
  expect(answer.headers.get('location')).toBe(`/api/v1/imports/${id}`);
  await until('some of it is in', async () => (await progress(id)).imported > 0);
  served.processes.relay[0]!.kill();
  await served.processes.relay[0]!.ended;
  const env = { ...served.place.env, NATS_URL: served.nats.url, DATABASE_URL: served.postgres.url };
  served.processes.relay[0] = await startProcess('relay', env, 'woken by NATS');
  expect(await ended(id)).toMatchObject({ state: 'DONE', lines: COUNT, imported: COUNT, known: 0, refused: 0 });
  const [row] = await served.place.sql(
    'SELECT count(*)::int AS n, count(DISTINCT number)::int AS numbers FROM cases.imported_case',
  );
  expect(row).toEqual({ n: COUNT, numbers: COUNT });
}, 120_000);

it('the same file again is the same import, and does nothing', async () => {
  const again = await post(file);
  expect(again).toMatchObject({ status: 202, body: { state: 'DONE', lines: COUNT, imported: COUNT } });
  const [row] = await served.place.sql('SELECT count(*)::int AS n FROM cases.approval_case');
  expect(row).toEqual({ n: COUNT });
});

it('the table shows the cut against what was measured before the delegation, and names what it lacks', async () => {
  const [log] = await served.place.sql<{ head: number }>('SELECT max(position)::int AS head FROM cases.case_log');
  const table = async () =>
    (await call('GET', '/api/v1/turnaround?by=item', { as: 'commission' })).body as unknown as {
      position: number;
      rows: (Figures & { item: string; cases: { before: string } })[];
    };
  await until('oversight has folded all of it', async () => (await table()).position === log!.head);
  const rows = new Map((await table()).rows.map((row) => [row.item, row]));
  const projects = rows.get('11')!;
  const [before] = await served.place.sql<{ n: number; net: number }>(
    `SELECT count(*)::int AS n, sum(net)::int AS net FROM oversight.turnaround WHERE kind = 'BEFORE' AND item = '11'`,
  );
  expect(before!.n).toBeGreaterThan(20);
  expect(projects.headline).toBe('before');
  expect(projects.cut.before.n).toBe(projects.n);
  const exact = 1 - projects.cut.before.net / (projects.n * (before!.net / before!.n));
  expect(projects.cut.before.cut).toBeCloseTo(exact, 3);
  expect(projects.cut.before.isOverThird).toBe(true);
  // The law of the filing day: fifteen days for a construction permit before 2019-04-23, seven since.
  expect(rows.get('16')!.headline).toBe('statutory');
  expect(rows.get('12')!).toMatchObject({ n: 0, onTheSpot: expect.any(Number) as number });
  const listed = (await call('GET', projects.cases.before, { as: 'commission' })).body as unknown as {
    items: { number: string; decidedOn: string }[];
  };
  expect(listed.items.length).toBeGreaterThan(20);
  const seen = await call('GET', `/api/v1/cases/${listed.items[0]!.number}`, { as: 'commission' });
  expect(seen.body).toMatchObject({ owner: 'dept:development-reform', inNameOf: 'dept:development-reform', form: {} });
}, 120_000);

it('nothing of the past is told as news', async () => {
  const passed = async () =>
    (
      await served.place.sql<{ all: boolean }>(
        'SELECT (SELECT position FROM cases.published) = (SELECT max(position) FROM cases.case_log) AS all',
      )
    )[0]!.all;
  await until('the watermark has passed the past', passed);
  expect(await served.place.sql('SELECT FROM cases.conduct')).toEqual([]);
  expect(await served.place.sql('SELECT FROM cases.task')).toEqual([]);
  expect(await served.place.sql('SELECT FROM cases.outbox')).toEqual([]);
});

it('the cases come out as they went in', async () => {
  const { type, bytes } = await download('/api/v1/exports/cases');
  expect(type).toBe('application/x-ndjson; charset=utf-8');
  const key = ({ ref }: PastCase) => ref;
  const out = new Map(linesOf<PastCase>(bytes).map((one) => [key(one), one]));
  expect(out.size).toBe(COUNT);
  for (const one of linesOf<PastCase>(Buffer.from(file))) {
    const { source, item, park, applicant, decidedBy, filedAt } = one;
    expect(out.get(one.ref)).toMatchObject({ source, item, park, applicant, filedAt, ...(decidedBy && { decidedBy }) });
    expect(out.get(one.ref)!.acts.filter(({ act }) => act !== 'opinion')).toEqual(
      one.acts.filter(({ act }) => act !== 'opinion'),
    );
  }
  const few = linesOf<PastCase>((await download('/api/v1/exports/cases?from=2016-01-01&to=2016-12-31')).bytes);
  expect(few.length).toBe([...out.values()].filter(({ filedAt }) => filedAt.startsWith('2016')).length);
});

it('as a table they carry the mark of UTF-8, a header, and no cell that a spreadsheet would run', async () => {
  const { type, bytes } = await download('/api/v1/exports/cases?format=csv');
  expect(type).toBe('text/csv; charset=utf-8');
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const rows = bytes.subarray(3).toString().trimEnd().split('\n');
  expect(rows[0]).toBe(COLUMNS.join(','));
  expect(rows.length).toBe(COUNT + 1);
  expect(rows.filter((row) => /(^|,)"?[=+@-]/.test(row))).toEqual([]);
});

it('events come out in the order of the log, from any position, as many as were asked for', async () => {
  const [log] = await served.place.sql<{ head: number }>('SELECT max(position)::int AS head FROM cases.case_log');
  const all = linesOf<{ position: number }>((await download('/api/v1/exports/events')).bytes);
  expect(all.map(({ position }) => position)).toEqual(Array.from({ length: log!.head }, (_, n) => n + 1));
  const some = linesOf<{ position: number }>((await download('/api/v1/exports/events?after=700&limit=601')).bytes);
  expect([some.length, some[0]!.position, some.at(-1)!.position]).toEqual([601, 701, 1301]);
});

it('a refused line is told with its number, its code and both languages', async () => {
  const wrong = { source: 'x', ref: '1', item: '16', park: PARK, applicant: enterpriseOf('applicant.a') };
  const { body } = await post(`${JSON.stringify({ ...wrong, filedAt: '2019-03-01', acts: [], extra: 1 })}\nnot json\n`);
  const { id } = body as unknown as ImportView;
  expect(await ended(id)).toMatchObject({ state: 'DONE', imported: 0, refused: 2 });
  const refused = async (query = '') =>
    (await call('GET', `/api/v1/imports/${id}/refused${query}`, { as: 'commission' })).body;
  expect(await refused('?limit=1')).toEqual({
    items: [
      {
        line: 1,
        code: 'BAD_INPUT',
        field: '/extra',
        zh: expect.stringMatching(/\p{Script=Han}/u) as string,
        en: expect.stringMatching(/^[A-Z]/) as string,
      },
    ],
    next: '1',
  });
  expect(await refused('?after=1')).toMatchObject({
    items: [{ line: 2, code: 'LINE_MALFORMED', field: null }],
    next: null,
  });
});

it.each([
  ['an applicant imports', 'POST', '/api/v1/imports', 'applicant.a', LINES, 403, 'NOT_ALLOWED'],
  ['a window imports', 'POST', '/api/v1/imports', `window.${PARK}`, LINES, 403, 'NOT_ALLOWED'],
  ['nobody imports', 'POST', '/api/v1/imports', undefined, LINES, 401, 'NOT_SIGNED_IN'],
  ['JSON as a file', 'POST', '/api/v1/imports', 'commission', {}, 415, 'WRONG_CONTENT_TYPE'],
  [
    'a form as a file',
    'POST',
    '/api/v1/imports',
    'commission',
    { 'content-type': 'text/plain' },
    415,
    'WRONG_CONTENT_TYPE',
  ],
  ['a file elsewhere', 'POST', '/api/v1/acts', 'commission', LINES, 415, 'WRONG_CONTENT_TYPE'],
  ['an import that is none', 'GET', '/api/v1/imports/abc', 'commission', {}, 404, 'NO_SUCH_IMPORT'],
  ['a name that is none', 'GET', '/api/v1/imports/..%2fx', 'commission', {}, 404, 'NO_SUCH_IMPORT'],
  ['progress for an applicant', 'GET', '/api/v1/imports/abc', 'applicant.a', {}, 403, 'NOT_ALLOWED'],
  ['an operator exports', 'GET', '/api/v1/exports/cases', 'operator', {}, 403, 'NOT_ALLOWED'],
  ['a decider exports', 'GET', '/api/v1/exports/events', `decider.${PARK}`, {}, 403, 'NOT_ALLOWED'],
  ['an unknown format', 'GET', '/api/v1/exports/cases?format=xls', 'commission', {}, 422, 'BAD_INPUT'],
  ['a day that is none', 'GET', '/api/v1/exports/cases?from=2016-13', 'commission', {}, 422, 'BAD_INPUT'],
  ['an unknown filter', 'GET', '/api/v1/exports/cases?park=caohejing', 'commission', {}, 422, 'BAD_INPUT'],
  ['events behind nothing', 'GET', '/api/v1/exports/events?after=x', 'commission', {}, 422, 'BAD_INPUT'],
] as const)('%s: refused by name', async (_, method, path, as, headers, status, code) => {
  const body = method === 'POST' ? '{}' : undefined;
  expect(await call(method, path, { ...(as && { as }), body, headers: { ...headers } })).toMatchObject({
    status,
    body: { code },
  });
});

it('more than a gigabyte is refused before it is sent', async () => {
  const token = await served.tokenOf('commission');
  const { hostname, port } = new URL(served.gateways[0]!);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /api/v1/imports HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: text/csv\r\ncontent-length: 1073741825\r\n\r\n`,
  );
  let heard = '';
  socket.on('data', (data) => (heard += String(data)));
  await until('it is answered', () => heard.includes('BODY_TOO_LARGE'));
  expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});

it('an upload that breaks off leaves nothing behind', async () => {
  const token = await served.tokenOf('commission');
  const { hostname, port } = new URL(served.gateways[0]!);
  const [was] = await served.place.sql('SELECT count(*)::int AS n FROM cases.import');
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /api/v1/imports HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: text/csv\r\ncontent-length: 1000\r\n\r\nsource,ref\n`,
  );
  await pause(300);
  socket.destroy();
  await pause(300);
  expect(await served.place.sql('SELECT count(*)::int AS n FROM cases.import')).toEqual([was]);
});

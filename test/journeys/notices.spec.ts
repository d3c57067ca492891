// Notices over HTTP, from real acts: whose inbox they come into, what is mailed, and what becomes of both when something dies.
import { readdirSync, readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020';
import { type NoticePage, type UndeliveredView } from '#contracts/notices.dto';
import { mailServer, type MailServer } from '../mail-server';
import { startProcess, until, type Process } from '../processes';
import { enterpriseOf, PARK } from '../story';
import { type Call, serve, type Served } from './over-http';

let served: Served;
let server: MailServer;
let desk: Process;
const env = () => ({ ...served.place.env, NATS_URL: served.nats.url, DATABASE_URL: served.postgres.url });
const startDesk = async (way: Record<string, string>) =>
  (desk = await startProcess('desk', { ...env(), MAIL_PAUSE_MS: '100', MAIL_TIMEOUT_MS: '1000', ...way }, 'serving'));
const bySmtp = () => ({ SMTP_URL: server.url, MAIL_OUTBOX: '' });

beforeAll(async () => {
  [served, server] = await Promise.all([serve(1), mailServer()]);
  await startDesk(bySmtp());
}, 120_000);
afterAll(async () => {
  await desk?.stop();
  await served?.close();
  await server?.close();
}, 60_000);

const call = (method: string, path: string, options?: Call) => served.call(method, path, options);
const inbox = async (user: string, query = '') => {
  const { status, body } = await call('GET', `/api/v1/notices${query}`, { as: user });
  expect(status).toBe(200);
  return body as unknown as NoticePage;
};
const titles = async (user: string, number: string) =>
  (await inbox(user)).items.filter((one) => one.number === number).map(({ title }) => title.zh.split('：')[0]);
const untilTitles = (user: string, number: string, said: string[]) =>
  until(`${user} has read ${said.join(', ')}`, async () => (await titles(user, number)).join() === said.join(), 15_000);
const mailedTo = (address: string) => server.arrived.filter(({ to }) => to.includes(address)).length;
const filed = async () => (await served.file()).body.number;

it('each act brings one notice to each person whom it concerns, and one mail', async () => {
  const number = await served.inDecision();
  await served.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  await untilTitles('applicant.a', number, [
    '您的证照已制发',
    '您的申请已作出决定',
    '您的申请已受理',
    '已收到您的申请',
  ]);
  await untilTitles(`window.${PARK}`, number, ['已作出决定，请送达', '待受理']);
  await untilTitles(`decider.${PARK}`, number, ['待决定']);
  await untilTitles('review.fire', number, ['待会审']);
  expect(await titles('applicant.b', number)).toEqual([]);
  await until('four mails have come', () => mailedTo('applicant.a@yuanban.example') === 4);
  const { items, unread } = await inbox('applicant.a');
  expect(unread).toBe(4);
  const item = (await call('GET', '/api/v1/items/16')).body as unknown as { name: { en: string } };
  expect(items[1]).toMatchObject({ number, act: 'decide', side: 'APPLICANT', readAt: null });
  expect(items[1]!.title.en).toBe(`Your application has been decided: ${item.name.en}`);
  expect(items[1]!.text.en).toContain('Decision: granted');
  expect(items[1]!.at).toMatch(/\+08:00$/);
});

it('a reader marks what was read, one or all that were seen, and nobody the notices of others', async () => {
  const number = await filed();
  await untilTitles(`window.${PARK}`, number, ['待受理']);
  const before = await inbox(`window.${PARK}`);
  const { id, at } = before.items[0]!;
  const read = await call('POST', `/api/v1/notices/${id}/read`, { as: `window.${PARK}` });
  expect(read).toMatchObject({ status: 200, body: { unread: before.unread - 1 } });
  expect((await inbox(`window.${PARK}`)).items[0]!.readAt).not.toBeNull();
  expect((await inbox(`window.${PARK}`, '?unread=true')).items.map((one) => one.id)).not.toContain(id);
  for (const other of ['applicant.a', 'operator'])
    expect(await call('POST', `/api/v1/notices/${id}/read`, { as: other })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  const next = await filed();
  await untilTitles(`window.${PARK}`, next, ['待受理']);
  const all = await call('POST', '/api/v1/notices/read-all', { as: `window.${PARK}`, body: { until: at } });
  expect(all).toMatchObject({ status: 200, body: { unread: 1 } });
});

it('an inbox comes in pages, the newest first', async () => {
  const whole = (await inbox('applicant.a')).items.map(({ id }) => id);
  const first = await inbox('applicant.a', '?limit=2');
  const second = await inbox('applicant.a', `?limit=2&cursor=${first.next}`);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(whole.slice(0, 4));
});

it.each([
  ['?cursor=none', '/cursor'],
  ['?limit=0', '/limit'],
  ['?unread=maybe', '/unread'],
])('%s is refused by its field', async (query, pointer) => {
  const { status, body } = await call('GET', `/api/v1/notices${query}`, { as: 'applicant.a' });
  expect([status, body.code, (body['errors'] as { pointer: string }[])[0]!.pointer]).toEqual([
    422,
    'BAD_INPUT',
    pointer,
  ]);
});

it('nobody reads without signing in, and an id that is none is not found', async () => {
  expect((await call('GET', '/api/v1/notices')).status).toBe(401);
  expect((await call('POST', "/api/v1/notices/'x/read", { as: 'applicant.a' })).status).toBe(404);
  const wrong = await call('POST', '/api/v1/notices/read-all', { as: 'applicant.a', body: { until: 'yesterday' } });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'BAD_INPUT']);
});

it('the answers are what the document says', async () => {
  const document = (await call('GET', '/openapi.json')).body as unknown as { components: object };
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'http://yuanban/', components: document.components });
  const validate = ajv.compile({ $ref: 'http://yuanban/#/components/schemas/NoticePage' });
  expect([validate(await inbox('applicant.a')), validate.errors]).toEqual([true, null]);
});

it('a screen that listens is told that there is one', async () => {
  const token = await served.tokenOf(`window.${PARK}`);
  const response = await fetch(`${served.gateways[0]}/api/v1/events`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const reader = response.body!.getReader();
  let heard = '';
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      heard += Buffer.from(part.value).toString();
  })();
  await filed();
  await until('the hint has come', () => heard.includes('event: notice\ndata: {}'));
  await reader.cancel();
  await reading;
});

it('what the mail server refuses for good is seen by those who run the house, and sent again', async () => {
  // What the stories before have to tell is told first.
  await until('all that happened has been mailed', async () => {
    const [row] = await served.place.sql<{ isDone: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM cases.outbox) AND NOT EXISTS (SELECT FROM desk.mail WHERE state = 'WAITING')
         AND (SELECT position FROM desk.watermark) >= (SELECT max(position) FROM cases.case_log) AS "isDone"`,
    );
    return row!.isDone;
  });
  server.behave.refuse = 550;
  const number = await filed();
  const undelivered = async () => {
    const { body } = await call('GET', '/api/v1/notices/undelivered', { as: 'operator' });
    return (body['items'] as UndeliveredView[]).filter((one) => one.number === number);
  };
  await until('all were given up', async () => {
    const all = await undelivered();
    return all.length >= 3 && all.every(({ state }) => state === 'FAILED');
  });
  server.behave.refuse = undefined;
  const desks = async () =>
    (await call('GET', '/health/ready')).body['desk'] as { status: string; undelivered: number };
  expect(await desks()).toMatchObject({ status: 'degraded', undelivered: (await undelivered()).length });
  for (const user of ['applicant.a', `window.${PARK}`])
    expect((await call('GET', '/api/v1/notices/undelivered', { as: user })).body.code).toBe('NOT_ALLOWED');
  for (const { id, error } of await undelivered()) {
    expect(error).toBe('SMTP_550');
    expect((await call('POST', `/api/v1/notices/${id}/send-again`, { as: 'applicant.a' })).status).toBe(403);
    expect((await call('POST', `/api/v1/notices/${id}/send-again`, { as: 'operator' })).status).toBe(200);
  }
  await until('all were sent', async () => (await undelivered()).length === 0);
  const { id } = (await inbox('applicant.a')).items[0]!;
  const again = await call('POST', `/api/v1/notices/${id}/send-again`, { as: 'commission' });
  expect([again.status, again.body.code]).toEqual([409, 'NOTICE_SENT']);
});

it('without the desk people go on; killed and started again, it makes up for all, and nobody is told twice', async () => {
  desk.kill('SIGKILL');
  await desk.ended;
  const numbers = await Promise.all(Array.from({ length: 6 }, filed));
  expect((await call('GET', '/api/v1/notices', { as: 'applicant.a' })).body.code).toBe('MESSAGING_AWAY');
  expect((await call('GET', '/health/ready')).body).toMatchObject({ status: 'ok', desk: { status: 'away' } });
  const before = mailedTo(`window.${PARK}@yuanban.example`);
  await startDesk(bySmtp());
  await until('half of them were mailed', () => mailedTo(`window.${PARK}@yuanban.example`) >= before + 3);
  desk.kill('SIGKILL');
  await desk.ended;
  await startDesk(bySmtp());
  for (const number of numbers) await untilTitles(`window.${PARK}`, number, ['待受理']);
  const [{ waiting, twice }] = (await served.place.sql<{ waiting: number; twice: number }>(
    `SELECT count(*) FILTER (WHERE m.state = 'WAITING')::int AS waiting,
       (count(*) - count(DISTINCT (number, no, person)))::int AS twice FROM desk.notice n JOIN desk.mail m ON m.notice = n.id`,
  )) as [{ waiting: number; twice: number }];
  // Those whose sending was cut off wait until their lease is over; what came twice came under the same id.
  expect([waiting < 9, twice]).toEqual([true, 0]);
  const ids = server.arrived.map(({ text }) => /^Message-ID: (.+)$/im.exec(text)![1]);
  const [{ mails }] = (await served.place.sql<{ mails: number }>('SELECT count(*)::int AS mails FROM desk.mail')) as [
    { mails: number },
  ];
  expect(new Set(ids).size).toBeLessThanOrEqual(mails);
}, 120_000);

it('a case of another enterprise is mailed in the language of its people, into the outbox where one is set', async () => {
  await desk.stop();
  await startDesk({});
  const more = { applicant: enterpriseOf('applicant.b') };
  const filing = { item: '16', park: PARK, form: (await exampleForm()) as object, ...more };
  const { body } = await call('POST', '/api/v1/cases', {
    as: 'applicant.b',
    body: filing,
    headers: { 'idempotency-key': 'notices-b' },
  });
  const folder = served.place.env['MAIL_OUTBOX']!;
  const mails = () => {
    try {
      return readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return [];
      throw error;
    }
  };
  await until('it lies there', () => mails().some((mail) => mail.includes('applicant.b@yuanban.example')));
  const mail = mails().find((one) => one.includes('applicant.b@yuanban.example'))!;
  expect(mail).toContain('[Yuanban] Your application has been received');
  expect(mail).toContain(`/cases/${body.number}`);
}, 60_000);

const exampleForm = async () =>
  ((await call('GET', '/api/v1/items/16')).body as unknown as { example: unknown }).example;

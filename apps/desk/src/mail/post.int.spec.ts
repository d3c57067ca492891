// The post on a real Postgres, with the registry that knows the addresses and a real mail server that fails as it is told.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { processLog } from '#platform/log';
import { RpcClient } from '#platform/rpc-client';
import { newInstallation, type Installation } from '../../../../test/installation';
import { mailServer, type MailServer } from '../../../../test/mail-server';
import { startProcess, until, type Process } from '../../../../test/processes';
import { type MailWay } from '../config';
import { DESK_ROLE, DESK_SETTINGS } from '../desk.module';
import { Names } from '../notices/names';
import { carrierOf } from './carrier';
import { MOST_TRIES, Post } from './post';
import { sendAgain, undelivered } from './undelivered';

const NUMBER = '16-caohejing-20260302-000001';
let place: Installation;
let registry: Process;
let rpc: RpcClient;
let database: DataSource;
let server: MailServer;
const posts: Post[] = [];

beforeAll(async () => {
  place = await newInstallation();
  registry = await startProcess('registry', place.env, 'serving');
  rpc = new RpcClient(place.env['NATS_URL']!, 'post spec', place.prefix);
  await until('NATS answers', () => rpc.isConnected);
  const options = { url: place.databaseUrl, schema: 'desk', role: DESK_ROLE, settings: DESK_SETTINGS };
  database = await new DataSource(databaseOptions(options)).initialize();
}, 120_000);
afterAll(async () => {
  await database?.destroy();
  await rpc?.close();
  await registry?.stop();
  await place?.close();
});
beforeEach(async () => {
  server = await mailServer();
  await place.sql('DELETE FROM desk.mail; DELETE FROM desk.notice');
});
afterEach(async () => {
  await Promise.all(posts.splice(0).map((post) => post.stop()));
  await server.close();
});

const settings = {
  publicUrl: 'https://yuanban.example',
  mailFrom: 'yuanban@yuanban.example',
  mailPauseMs: 50,
};
/** A try that is cut short may have arrived all the same: on a busy machine a mail takes its time, and only silence is to be cut short. */
const [PATIENT, HASTY] = [20_000, 400];
function startPost(way: MailWay = { smtpUrl: server.url }, mailTimeoutMs = PATIENT): Post {
  const carrier = carrierOf(way, mailTimeoutMs);
  const post = new Post(
    database,
    rpc,
    new Names(rpc),
    carrier,
    { ...settings, mailTimeoutMs },
    processLog('post spec'),
  );
  posts.push(post);
  post.start();
  return post;
}
/** A notice with its mail; returns its id. */
async function notice(person = 'p1001', act = 'accept', side = 'APPLICANT'): Promise<string> {
  const [row] = await place.sql<{ id: string }>(
    `INSERT INTO desk.notice (number, no, person, act, side, item, park, at)
     SELECT $1, count(*) + 1, $2, $3, $4, '16', 'caohejing', '2026-03-02T09:00+08' FROM desk.notice RETURNING id`,
    [NUMBER, person, act, side],
  );
  await place.sql('INSERT INTO desk.mail (notice) VALUES ($1)', [row!.id]);
  return row!.id;
}
const mailOf = async (id: string) =>
  (
    await place.sql<{ state: string; attempts: number; error: string | null }>(
      'SELECT state, attempts, last_error AS error FROM desk.mail WHERE notice = $1',
      [id],
    )
  )[0]!;
const untilState = (id: string, state: string) =>
  until(`the mail is ${state}`, async () => (await mailOf(id)).state === state, 30_000);

it('sends each mail once, in the language of who gets it, under the id of its notice', async () => {
  const [zh, en, office] = [
    await notice(),
    await notice('p1003', 'decide'),
    await notice('p4002', 'yellow-card', 'OFFICE'),
  ];
  await place.sql(`UPDATE desk.notice SET work = 'REVIEW' WHERE id = $1`, [office]);
  startPost();
  await Promise.all([zh, en, office].map((id) => untilState(id, 'SENT')));
  await pause(200);
  expect(server.arrived.map(({ to }) => to[0]).sort()).toEqual([
    'applicant.a@yuanban.example',
    'applicant.b@yuanban.example',
    'review.fire@yuanban.example',
  ]);
  const mails = new Map(server.arrived.map(({ to, text }) => [to[0]!.split('@')[0], decoded(text)]));
  expect(mails.get('applicant.a')).toContain('Message-ID: <' + zh + '@yuanban.example>');
  expect(mails.get('applicant.a')).toContain('Auto-Submitted: auto-generated');
  expect(mails.get('applicant.a')).toContain(`https://yuanban.example/cases/${NUMBER}`);
  expect(mails.get('applicant.a')).toContain('您的申请已受理');
  expect(mails.get('applicant.b')).toContain('Your application has been decided');
  expect(mails.get('review.fire')).toContain(`https://yuanban.example/console/cases/${NUMBER}`);
  expect(mails.get('review.fire')).toContain('黄牌');
});

it('two posts beside each other send none twice', async () => {
  const ids = [];
  for (let n = 0; n < 60; n++) ids.push(await notice());
  startPost();
  startPost();
  await Promise.all(ids.map((id) => untilState(id, 'SENT')));
  expect(server.arrived).toHaveLength(60);
});

it('a mail that another is about to claim is passed over, and the next one goes', async () => {
  const [held, free] = [await notice(), await notice()];
  const other = database.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT FROM desk.mail WHERE notice = $1 FOR UPDATE', [held]);
  startPost();
  await untilState(free, 'SENT');
  await other.rollbackTransaction();
  await other.release();
  await untilState(held, 'SENT');
  expect(server.arrived).toHaveLength(2);
});

it('tries again while the server is away, and what waits is seen', async () => {
  const port = Number(new URL(server.url).port);
  await server.close();
  const id = await notice();
  startPost();
  await until('it was tried', async () => (await mailOf(id)).attempts >= 2);
  const { items } = await undelivered(database, { person: 'p9001' });
  expect(items).toMatchObject([{ id, person: 'p1001', state: 'WAITING', error: 'ESOCKET' }]);
  server = await mailServer(port);
  await untilState(id, 'SENT');
  expect(await undelivered(database, { person: 'p9001' })).toEqual({ items: [], next: null });
});

it('tries again when the server says "later", and when it says nothing', async () => {
  server.behave.refuse = 451;
  const id = await notice();
  const hasty = startPost({ smtpUrl: server.url }, HASTY);
  await until('it was put off', async () => (await mailOf(id)).error === 'SMTP_451');
  server.behave.refuse = undefined;
  server.behave.hang = true;
  await until('it took too long', async () => /EABORT|ETIMEDOUT/.test((await mailOf(id)).error ?? ''));
  await hasty.stop();
  server.behave.hang = false;
  startPost();
  await untilState(id, 'SENT');
  expect(server.arrived).toHaveLength(1);
});

it('gives up at once what the server will never take, and sends it again when told to', async () => {
  server.behave.refuse = 550;
  const id = await notice();
  const post = startPost();
  await untilState(id, 'FAILED');
  expect(await mailOf(id)).toEqual({ state: 'FAILED', attempts: 1, error: 'SMTP_550' });
  server.behave.refuse = undefined;
  await pause(200);
  expect(server.arrived).toHaveLength(0);
  expect(await sendAgain(database, id)).toMatchObject({ id, state: 'WAITING', attempts: 0 });
  post.wake();
  await untilState(id, 'SENT');
  await expect(sendAgain(database, id)).rejects.toThrow('NOTICE_SENT');
  expect(server.arrived).toHaveLength(1);
});

it('gives up after so many tries', async () => {
  await server.close();
  const id = await notice();
  await place.sql('UPDATE desk.mail SET attempts = $2 WHERE notice = $1', [id, MOST_TRIES - 1]);
  startPost();
  await untilState(id, 'FAILED');
  expect((await mailOf(id)).attempts).toBe(MOST_TRIES);
  server = await mailServer();
});

it('a desk that dies between claim and mark leaves the mail to the next, when its time is over', async () => {
  const id = await notice();
  const since = Date.now();
  await place.sql(`UPDATE desk.mail SET attempts = 1, next_at = clock_timestamp() + interval '600 ms'`);
  startPost();
  await untilState(id, 'SENT');
  expect(Date.now() - since).toBeGreaterThan(500);
  expect((await mailOf(id)).attempts).toBe(2);
});

it('a try that was overtaken has nothing left to say', async () => {
  server.behave.hang = true;
  const id = await notice();
  startPost({ smtpUrl: server.url }, HASTY);
  await until('it is under way', async () => (await mailOf(id)).attempts === 1);
  await place.sql(`UPDATE desk.mail SET attempts = 7, state = 'SENT' WHERE notice = $1`, [id]);
  await pause(800); // its own time is over
  expect(await mailOf(id)).toEqual({ state: 'SENT', attempts: 7, error: null });
  server.behave.hang = false;
});

it('whoever has no address reads the inbox; whoever is gone is no reason to go on trying', async () => {
  const [nobody, gone] = [await notice('p1005'), await notice('p0000')];
  startPost();
  await untilState(nobody, 'NO_ADDRESS');
  await untilState(gone, 'FAILED');
  expect([await mailOf(nobody), await mailOf(gone)]).toMatchObject([{ error: null }, { error: 'PERSON_GONE' }]);
});

it('lists what did not go out in pages', async () => {
  for (let n = 0; n < 5; n++) {
    const id = await notice();
    await place.sql(`UPDATE desk.mail SET state = 'FAILED', last_error = 'SMTP_550' WHERE notice = $1`, [id]);
  }
  const first = await undelivered(database, { person: 'p9001', limit: 3 });
  const second = await undelivered(database, { person: 'p9001', limit: 3, cursor: first.next! });
  expect([first.items.length, second.items.length, second.next]).toEqual([3, 2, null]);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(5);
  await expect(undelivered(database, { person: 'p9001', cursor: "'x" })).rejects.toThrow('BAD_INPUT');
});

describe('the outbox of development', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'yuanban-outbox-'));

  it('holds each mail as a file, once', async () => {
    const outbox = folder();
    const id = await notice();
    startPost({ outbox });
    await untilState(id, 'SENT');
    await place.sql(`UPDATE desk.mail SET state = 'WAITING', next_at = clock_timestamp() WHERE notice = $1`, [id]);
    await untilState(id, 'SENT');
    expect(readdirSync(outbox)).toEqual([`${id}.eml`]);
    expect(decoded(readFileSync(join(outbox, `${id}.eml`), 'utf8'))).toContain('您的申请已受理');
  });

  it('a mail costs the same however many went since the last vacuum', async () => {
    // What is read of mails and of their indexes, dead entries too; sessions report it within a second or two.
    const read = async () =>
      Number(
        (
          await place.sql<{ n: string }>(
            `SELECT seq_tup_read + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes i WHERE i.relid = t.relid) AS n
             FROM pg_stat_user_tables t WHERE relid = 'desk.mail'::regclass`,
          )
        )[0]!.n,
      );
    const before = await read();
    const [last] = await place.sql<{ id: string }>(
      `WITH n AS (
         INSERT INTO desk.notice (number, no, person, act, side, item, park, at)
         SELECT '${NUMBER}', no, 'p1001', 'accept', 'APPLICANT', '16', 'caohejing', now() FROM generate_series(1, 800) AS no
         RETURNING id, no
       ), m AS (INSERT INTO desk.mail (notice, next_at) SELECT id, now() - make_interval(secs => 1000 - no) FROM n)
       SELECT id FROM n WHERE no = 800`,
    );
    startPost({ outbox: folder() });
    await untilState(last!.id, 'SENT');
    await until('the statistics are in', async () => (await read()) > before);
    await pause(1_500);
    // A claim reads eight that wait, finds each by its id and marks each by its id; the checks of the notice's key come to it.
    expect(((await read()) - before) / 800).toBeLessThan(20);
  }, 60_000);

  it('that cannot be written is told, and tried again', async () => {
    const file = join(folder(), 'a file');
    writeFileSync(file, '');
    const id = await notice();
    startPost({ outbox: join(file, 'below') });
    await until('it was tried', async () => (await mailOf(id)).error === 'ENOTDIR');
    expect((await mailOf(id)).state).toBe('WAITING');
  });
});

/** The mail with its Chinese words readable. */
function decoded(eml: string): string {
  const [head = '', ...body] = eml.split(/\r?\n\r?\n/);
  const text = body.join('\n\n');
  if (/base64/i.test(head)) return `${head}\n\n${Buffer.from(text, 'base64').toString()}`;
  if (!/quoted-printable/i.test(head)) return eml;
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, 'latin1').toString()}`;
}

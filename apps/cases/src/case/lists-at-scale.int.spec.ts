// Pages of a list, an act and a round of the relay cost the same however many cases there are, and however deep the page lies: blocks
// that Postgres looks at, counted by Postgres itself.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { pino } from 'pino';
import { newInstallation, type Installation } from '../../../../test/installation';
import { PARK, personId, storyOn } from '../../../../test/story';
import { ActService } from '../act/act.service';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { Reconciler } from '../relay/reconciler';
import { CaseList } from './case-list';
import { TaskList } from './task-list';

/** A tenth of them is open. */
const CASES = 8_000;
const LIMIT = 20;
/** A row of a page is found in the index of its list, and its case by the number: some six blocks a row, and what is read about the person. */
const MOST_BLOCKS = 8 * (LIMIT + 1) + 60;
const WINDOW = `window:${PARK}`;

let place: Installation;
let app: INestApplicationContext;
let statistics: Client;
beforeAll(async () => {
  place = await newInstallation();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  app = await (await module.compile()).init();
  const url = new URL(process.env['TEST_SUPERUSER_URL']!);
  url.pathname = new URL(place.databaseUrl).pathname;
  statistics = new Client({ connectionString: url.href });
  await statistics.connect();
  const { number } = await storyOn(app.get(ActService)).file();
  // Copies of one: no act of theirs is needed to read them.
  await place.sql(
    `WITH copies AS (
       INSERT INTO cases.approval_case (number, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq, state,
         definition, delegation, calendar_rev, received_at, last_hash)
       SELECT 'copy-' || n, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq, state, definition, delegation,
         calendar_rev, received_at - n * interval '1 minute', last_hash
       FROM cases.approval_case, generate_series(1, $2::int) n WHERE number = $1
     )
     INSERT INTO cases.task (number, step, kind, queue, opened_at, due_at, closed_at, assignee)
     SELECT 'copy-' || n, step, kind, CASE WHEN n % 30 = 0 THEN 'dept:fire' ELSE queue END, opened_at,
       due_at + n * interval '1 second', CASE WHEN n % 10 > 0 THEN opened_at END, CASE WHEN n % 20 = 0 THEN $3 END
     FROM cases.task, generate_series(1, $2::int) n WHERE number = $1`,
    [number, CASES, `person:${personId(`window.${PARK}`)}`],
  );
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from) VALUES ($1, 'REVIEWER', 'dept:fire', '2020-01-01')`,
    [personId(`window.${PARK}`)],
  );
  await place.sql('ANALYZE');
});
afterAll(async () => {
  await statistics?.end();
  await app?.close();
  await place?.close();
});

/** Blocks that Postgres looked at for a role since the statistics were emptied. */
async function blocks(role = 'cases_door'): Promise<number> {
  const { rows } = await statistics.query<{ blocks: number }>(
    `SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0)::int AS blocks FROM pg_stat_statements s
     JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
     WHERE d.datname = $1 AND r.rolname = $2 AND toplevel`,
    [new URL(place.databaseUrl).pathname.slice(1), role],
  );
  return rows[0]!.blocks;
}

/** The most blocks that a page took: the first, one behind many, and each often enough that Postgres plans it for any values. */
async function blocksOf(page: (cursor?: string) => Promise<{ next: string | null }>): Promise<number> {
  let most = 0;
  let cursor: string | undefined;
  for (let n = 0; n < 14; n += 1) {
    await statistics.query('SELECT pg_stat_statements_reset()');
    const { next } = await page(cursor);
    // The first one of a connection reads the catalogue too.
    if (n > 0) most = Math.max(most, await blocks());
    cursor = next ?? undefined;
  }
  expect(most).toBeGreaterThan(LIMIT);
  return most;
}

const person = personId(`window.${PARK}`);
it.each([
  ['one queue', { queue: WINDOW }],
  ['all own queues', {}],
  ['the own desk', { desk: 'me' }],
  ['what lies on no desk', { desk: 'nobody' }],
])('a page of %s', async (_, asked) => {
  const tasks = app.get(TaskList);
  const page = (cursor?: string) => tasks.page({ person, limit: LIMIT, ...asked, ...(cursor && { cursor }) });
  expect((await page()).items).toHaveLength(LIMIT);
  expect(await blocksOf(page)).toBeLessThan(MOST_BLOCKS);
});

it('a page of the cases of an enterprise', async () => {
  const cases = app.get(CaseList);
  const page = (cursor?: string) =>
    cases.page({ person: personId('applicant.a'), limit: LIMIT, ...(cursor && { cursor }) });
  expect((await page()).items).toHaveLength(LIMIT);
  expect(await blocksOf(page)).toBeLessThan(MOST_BLOCKS);
});

it('all own queues are one list, in the order of due dates, each task once', async () => {
  const tasks = app.get(TaskList);
  const seen: string[] = [];
  const due: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await tasks.page({ person, limit: 90, ...(cursor && { cursor }) });
    seen.push(...items.map(({ number }) => number));
    due.push(...items.map(({ dueAt }) => dueAt!));
    if (next === null) break;
    cursor = next;
  }
  expect(seen).toHaveLength(CASES / 10 + 1);
  expect(new Set(seen).size).toBe(seen.length);
  expect(due).toEqual([...due].sort());
  const queues = await place.sql('SELECT DISTINCT queue FROM cases.task WHERE closed_at IS NULL');
  expect(queues).toHaveLength(2);
});

it('an act looks at its own case alone, however many there are and however many acts its officer has done', async () => {
  await place.sql(
    `INSERT INTO cases.command (actor, key, body_hash) SELECT $1, 'key-' || n, '' FROM generate_series(1, $2::int) n`,
    [`person:${person}`, 8 * CASES],
  );
  await place.sql('ANALYZE cases.command');
  const story = storyOn(app.get(ActService));
  // Often enough that Postgres plans it for any values.
  for (let n = 0; n < 8; n += 1) {
    const { number } = await story.file();
    await statistics.query('SELECT pg_stat_statements_reset()');
    await story.act(number, `window.${PARK}`, 'accept');
    const looked = await blocks();
    expect(looked).toBeGreaterThan(50);
    if (n > 1) expect(looked).toBeLessThan(350);
  }
});

it('a round of the reconciler looks at what has come due, however much is still to come', async () => {
  await place.sql(
    `INSERT INTO cases.conduct (workflow_id, kind, number, seq, told_seq, wake_at, look_after, facts)
     SELECT 'copy-' || n, 'approval', 'copy-' || n, 1, 1, platform.business_now() + n * interval '1 hour', '-infinity', '{}'
     FROM generate_series(1, $1::int) n`,
    [CASES],
  );
  await place.sql('ANALYZE cases.conduct');
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_worker', new CasesConfig(place.env))] });
  const worker = await (await module.compile()).init();
  const reconciler = new Reconciler(worker, 5_000, pino({ level: 'silent' }));
  for (let n = 0; n < 8; n += 1) {
    await statistics.query('SELECT pg_stat_statements_reset()');
    expect(await reconciler.round()).toBe(0);
    if (n > 1) expect(await blocks('cases_worker')).toBeLessThan(20);
  }
  await worker.close();
});

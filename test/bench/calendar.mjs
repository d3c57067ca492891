// What a new calendar takes: so many live cases in Postgres, `yuanban calendar import`, and the relay as a process that brings them to it.
// @ts-check
import { execFile, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { settle } from '#rules/due';
import { reduce } from '#rules/reduce';
import { factsOf } from '#rules/telling';
import { addWorkdays, civilDateOf, compileCalendar } from '#rules/workday';
import { PLAN } from '../../infra/local/up.mjs';
import { startServers } from '../../infra/local/servers.mjs';

const RELAY = new URL('../../dist/apps/cases/src/relay.js', import.meta.url).pathname;
const CLI = new URL('../../infra/cli/yuanban.cjs', import.meta.url).pathname;
/** So many cases differ in item, step and hour of filing; each stands for many. */
const MODELS = 200;
const HOUR = 3_600_000;

/** @typedef {{ cases: number, changed: number, told: number, seconds: number, perSecond: number }} Measured */

/** @param {number} count @returns {Promise<Measured>} */
export async function benchCalendar(count) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-bench-'));
  const servers = await startServers({});
  const env = {
    ...process.env,
    DATABASE_URL: servers.databaseUrl,
    NATS_URL: servers.natsUrl,
    NATS_PREFIX: 'bench.',
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: 'yuanban',
    YUANBAN_MODE: 'development',
    FILES_DIR: path.join(folder, 'files'),
    MAIL_FROM: 'yuanban@localhost',
    MAIL_OUTBOX: path.join(folder, 'outbox'),
    LOG_LEVEL: 'warn',
  };
  const database = new pg.Client({ connectionString: servers.databaseUrl });
  try {
    for (const { file } of PLAN.migrations) {
      const { status, stderr } = spawnSync(process.execPath, [file], { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${file}: ${stderr}`);
    }
    await database.connect();
    const year = await fill(database, count);
    const file = path.join(folder, 'year.json');
    fs.writeFileSync(file, JSON.stringify(year));
    return await measure(database, env, file);
  } finally {
    await database.end();
    await servers.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {pg.Client} database @param {NodeJS.ProcessEnv} env @param {string} file @returns {Promise<Measured>} */
async function measure(database, env, file) {
  const relay = spawn(process.execPath, [RELAY], { env, stdio: 'ignore' });
  try {
    // The relay is there before the import, as in life: it holds the lease, and has looked through what there was.
    await followed(database);
    const args = [CLI, 'calendar', 'import', file, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    const { rev, cases } = JSON.parse(stdout);
    if (!cases || cases.failed > 0) throw new Error(stdout);
    const { rows } = await database.query(
      `SELECT extract(epoch FROM r.ended_at - c.made_at)::float AS seconds FROM cases.recalendaring r
       JOIN registry.calendar c ON c.rev = r.rev WHERE r.rev = $1`,
      [rev],
    );
    const seconds = Math.round(rows[0].seconds * 10) / 10;
    const { looked, changed, told } = cases;
    return { cases: looked, changed, told, seconds, perSecond: Math.round(looked / seconds) };
  } finally {
    relay.kill('SIGKILL');
  }
}

/** @param {pg.Client} database */
async function followed(database) {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const { rows } = await database.query('SELECT FROM cases.recalendaring WHERE ended_at IS NOT NULL');
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the relay does not work');
}

/**
 * Live cases of every item of the catalogue, filed in the last days; answers the year in which one of the next working days is free.
 * @param {pg.Client} database @param {number} count
 */
async function fill(database, count) {
  const { rows: items } = await database.query(
    `SELECT code, definition FROM registry_api.item WHERE NOT (definition->>'onTheSpot')::boolean ORDER BY code`,
  );
  const { rows: known } = await database.query(
    'SELECT rev::int AS rev, years, (extract(epoch FROM platform.business_now()) * 1000)::bigint AS now FROM registry_api.calendar',
  );
  const { rev, years, now } = known[0];
  const calendar = compileCalendar(years);
  for (let n = 0; n < MODELS; n++) {
    const { code, definition } = items[n % items.length];
    const parties = partiesTo(code, definition);
    const at = Number(now) - ((n * 7) % 60) * HOUR;
    const filed = reduce(null, { act: 'file', at, by: 'bench', data: { parties } }, definition, calendar).state;
    const accept = { act: /** @type {const} */ ('accept'), at, by: 'bench', data: {} };
    const begun = n % 3 === 0 ? filed : reduce(filed, accept, definition, calendar).state;
    const { state } = settle(begun, definition, calendar, Number(now));
    await copies(database, { n, code, rev, parties, definition, state, times: Math.ceil(count / MODELS) });
  }
  await database.query('ANALYZE');
  const { on } = addWorkdays(calendar, civilDateOf(Number(now)), 3);
  const year = years.find((/** @type {{ year: number }} */ one) => one.year === Number(on.slice(0, 4)));
  return { ...year, off: [...year.off, on], work: year.work.filter((/** @type {string} */ day) => day !== on) };
}

/** @param {string} code @param {{ reviewers: { body: string }[] }} definition */
const partiesTo = (code, { reviewers }) => ({
  item: code,
  park: 'caohejing',
  applicant: 'enterprise:bench',
  window: 'window:caohejing',
  owner: 'park:caohejing',
  reviewers: reviewers.map(({ body }) => body),
});

const COPIES = `
  WITH model AS (SELECT $1::text AS name, $2::text AS item, $3::int AS rev, $4::jsonb AS state, $5::jsonb AS definition, $6::jsonb AS facts),
  numbers AS (SELECT model.*, name || '-' || n AS number FROM model, generate_series(1, $7::int) n),
  cs AS (
    INSERT INTO cases.approval_case (number, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq, state,
      definition, delegation, calendar_rev, received_at, last_hash)
    SELECT number, item, 'bench', 'caohejing', 'enterprise:bench', 'park:caohejing', 'park:caohejing',
      '{enterprise:bench,park:caohejing}', state->>'status', 2, state, definition, 'null', rev, platform.business_now(), '\\x00'
    FROM numbers
  ), ev AS (
    INSERT INTO cases.case_event (number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash)
    SELECT number, no, 'case.filed.v1', platform.business_now(), platform.business_now(), 'bench', '{}', '\\x00', '\\x00'
    FROM numbers, generate_series(1, 2) no
  ), tk AS (
    INSERT INTO cases.task (number, step, kind, queue, opened_at, due_at)
    SELECT number, s->>'id', s->>'kind', s->>'body', platform.business_now(), platform.business_now()
    FROM numbers, jsonb_array_elements(state->'steps') s WHERE s->>'endedAt' IS NULL
  )
  INSERT INTO cases.conduct (workflow_id, kind, number, seq, told_seq, wake_at, look_after, facts)
  SELECT 'bench.case/' || number, 'approval', number, 1, 1,
    to_timestamp((state->'instants'->0->>'at')::float / 1000), clock_timestamp(), facts FROM numbers`;

/**
 * @param {pg.Client} database
 * @param {{ n: number, code: string, rev: number, parties: object, definition: object, state: import('#rules/state').CaseState, times: number }} model
 */
async function copies(database, { n, code, rev, definition, state, times }) {
  const facts = JSON.stringify(factsOf(state));
  await database.query(COPIES, [
    ...[`bench-${n}`, code, rev, JSON.stringify(state), JSON.stringify(definition)],
    ...[facts, times],
  ]);
}

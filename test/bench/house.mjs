// A house of the bench: servers and migrations, and many live cases written straight into Postgres, as their acts would have left them.
// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { bodiesConcerned } from '#rules/access';
import { settle } from '#rules/due';
import { reduce } from '#rules/reduce';
import { factsOf } from '#rules/telling';
import { compileCalendar } from '#rules/workday';
import { freePorts } from '../../infra/local/machine.mjs';
import { PLAN, startApps, untilHealthy } from '../../infra/local/up.mjs';
import { startServers } from '../../infra/local/servers.mjs';

/** Before subjects and workflow ids: another where NATS or Temporal are shared. */
const PREFIX = process.env['NATS_PREFIX'] ?? 'bench.';

/** @typedef {{ database: pg.Client, env: NodeJS.ProcessEnv, folder: string, servers: Awaited<ReturnType<typeof startServers>> }} House */
/** @typedef {import('../../infra/local/supervise.mjs').Handle} Handle */
/** @typedef {House & { url: string, apps: Handle[] }} WholeHouse */

/**
 * One as `npm start` runs it, all apps on it: opens it, works in it, and takes it down. A house in which an app died is not the one to
 * measure: whatever was seen in it is thrown away.
 * @template T @param {(house: WholeHouse) => Promise<T>} work @returns {Promise<T>}
 */
export function inWholeHouse(work) {
  return inHouse(async (house) => {
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const apps = await startApps({ env: { ...house.env, HTTP_PORT: String(port) }, log: () => {} });
    try {
      await untilHealthy(url, apps.handles);
      const seen = await work({ ...house, url, apps: apps.handles });
      const died = apps.handles.find(({ restarts }) => restarts > 0);
      if (died) throw new Error(died.lastWords());
      return seen;
    } finally {
      await apps.stop();
    }
  });
}

/**
 * Opens one, works in it, and takes it down.
 * @template T @param {(house: House) => Promise<T>} work @returns {Promise<T>}
 */
export async function inHouse(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-bench-'));
  const servers = await startServers({ log: () => {}, givesWay: true });
  const env = {
    ...process.env,
    DATABASE_URL: servers.databaseUrl,
    NATS_URL: servers.natsUrl,
    NATS_PREFIX: PREFIX,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: 'yuanban',
    YUANBAN_MODE: 'development',
    FILES_DIR: path.join(folder, 'files'),
    MAIL_FROM: 'yuanban@localhost',
    MAIL_OUTBOX: path.join(folder, 'outbox'),
    LOG_LEVEL: 'warn',
  };
  const database = new pg.Client({ connectionString: servers.databaseUrl });
  database.on('error', () => {}); // cut by a stop: the query itself tells
  try {
    for (const { file } of PLAN.migrations) {
      const { status, stderr } = spawnSync(process.execPath, [file], { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${file}: ${stderr}`);
    }
    await database.connect();
    return await work({ database, env, folder, servers });
  } finally {
    await database.end();
    await servers.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The catalogue as cases pin it, and the calendar with business time.
 * @param {pg.Client} database
 */
export async function booksOf(database) {
  const { rows: items } = await database.query(
    `SELECT code, definition FROM registry_api.item WHERE NOT (definition->>'onTheSpot')::boolean ORDER BY code`,
  );
  const { rows: known } = await database.query(
    'SELECT rev::int AS rev, years, (extract(epoch FROM platform.business_now()) * 1000)::bigint AS now FROM registry_api.calendar',
  );
  const { rev, years, now } = known[0];
  return { items, rev, years, now: Number(now), calendar: compileCalendar(years) };
}

/**
 * So many cases of one item, filed at one instant and accepted at once if so wished.
 * @param {pg.Client} database @param {Awaited<ReturnType<typeof booksOf>>} books
 * @param {{ name: string, code: string, definition: import('#rules/definition').Definition, at: number, isAccepted: boolean, times: number, isTold: boolean }} model
 */
export async function fillWith(
  database,
  { rev, now, calendar },
  { name, code, definition, at, isAccepted, times, isTold },
) {
  const parties = partiesTo(code, definition);
  const filed = reduce(null, { act: 'file', at, by: 'bench', data: { parties } }, definition, calendar).state;
  const accept = { act: /** @type {const} */ ('accept'), at, by: 'bench', data: {} };
  const begun = isAccepted ? reduce(filed, accept, definition, calendar).state : filed;
  const { state } = settle(begun, definition, calendar, now);
  await database.query(COPIES, [
    ...[name, code, rev, JSON.stringify(state), JSON.stringify(definition)],
    ...[JSON.stringify(factsOf(state)), times, isTold ? 1 : 0],
    ['case.filed.v1', ...(isAccepted ? ['case.accepted.v1'] : [])],
    bodiesConcerned(state.parties),
    `${PREFIX}case/`,
  ]);
  return state;
}

/** @param {string} code @param {import('#rules/definition').Definition} definition */
const partiesTo = (code, { reviewers }) => ({
  item: code,
  park: 'caohejing',
  applicant: 'enterprise:bench',
  window: 'window:caohejing',
  owner: 'park:caohejing',
  reviewers: reviewers.map(({ body }) => body),
});

const COPIES = `
  WITH model AS (SELECT $1::text AS name, $2::text AS item, $3::int AS rev, $4::jsonb AS state, $5::jsonb AS definition, $6::jsonb AS facts,
    $9::text[] AS types, $10::text[] AS bodies),
  numbers AS (SELECT model.*, name || '-' || n AS number FROM model, generate_series(1, $7::int) n),
  cs AS (
    INSERT INTO cases.approval_case (number, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq, state,
      definition, delegation, calendar_rev, received_at, last_hash)
    SELECT number, item, 'bench', 'caohejing', 'enterprise:bench', 'park:caohejing', 'park:caohejing',
      bodies, state->>'status', cardinality(types), state, definition, 'null', rev, platform.business_now(), '\\x00'
    FROM numbers
  ), ev AS (
    INSERT INTO cases.case_event (number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash)
    SELECT number, no, type, platform.business_now(), platform.business_now(), 'bench', '{}', '\\x00', '\\x00'
    FROM numbers, unnest(types) WITH ORDINALITY AS told(type, no)
  ), tk AS (
    INSERT INTO cases.task (number, step, kind, queue, opened_at, due_at)
    SELECT number, s->>'id', s->>'kind', s->>'body', platform.business_now(), platform.business_now()
    FROM numbers, jsonb_array_elements(state->'steps') s WHERE s->>'endedAt' IS NULL
  )
  INSERT INTO cases.conduct (workflow_id, kind, number, seq, told_seq, wake_at, look_after, facts)
  SELECT $11 || number, 'approval', number, 1, $8::int,
    to_timestamp((state->'instants'->0->>'at')::float / 1000), clock_timestamp(), facts FROM numbers`;

// What a house uses: processor time and memory by process, commits, statements, log and bytes of Postgres by database. Linux alone.
// @ts-check
import fs from 'node:fs';
import path from 'node:path';

const TICK_MS = 10; // USER_HZ is 100 on every Linux that Node runs on

/** @typedef {Record<string, number>} Named  a figure a process or store */
/** @typedef {{ cpuMs: Named, commits: Named, statements: Named, walBytes: number, at: number }} Snapshot */

/** @param {number} pid @returns {{ name: string, parent: number, ownMs: number, endedMs: number } | null} null = it has ended */
function processOf(pid) {
  let stat;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ms = (/** @type {number} */ field) => Number(fields[field - 3]) * TICK_MS;
  return {
    name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
    parent: Number(fields[1]),
    ownMs: ms(14) + ms(15),
    endedMs: ms(16) + ms(17),
  };
}

/** @param {number} pid */
export const childrenOf = (pid) =>
  fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((other) => processOf(other)?.parent === pid);

/** The processes of a house by name; Postgres is a family. @param {import('./house.mjs').WholeHouse} house */
function pidsOf({ apps, servers }) {
  const { postgres, nats, temporal } = servers;
  const all = [...apps, ...[nats, temporal, postgres].flatMap((handle) => (handle ? [handle] : []))];
  return all.map(({ name, pid }) => ({ name, pids: pid === undefined ? [] : [pid, ...childrenOf(pid)] }));
}

/**
 * Everything that only grows, now. Postgres' time is told apart by whom a session serves.
 * @param {import('./house.mjs').WholeHouse} house @returns {Promise<Snapshot>}
 */
export async function snapshot(house) {
  const { database } = house;
  // A session hands in its counts within a second.
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const { rows: sessions } = await database.query(
    `SELECT pid, coalesce(datname, backend_type) AS serves FROM pg_stat_activity`,
  );
  const serves = new Map(sessions.map(({ pid, serves }) => [pid, serves]));
  /** @type {Named} */ const cpuMs = { bench: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000 };
  for (const { name, pids } of pidsOf(house))
    for (const pid of pids) {
      const seen = processOf(pid);
      if (!seen) continue;
      const part = name === 'postgres' ? `postgres: ${serves.get(pid) ?? 'its own and ended sessions'}` : name;
      cpuMs[part] = (cpuMs[part] ?? 0) + seen.ownMs + (pid === pids[0] ? seen.endedMs : 0);
    }
  const { rows: databases } = await database.query(
    `SELECT datname AS name, xact_commit::float8 AS commits FROM pg_stat_database WHERE datname IS NOT NULL`,
  );
  const { rows: asked } = await database.query(
    `SELECT r.rolname AS name, sum(calls)::float8 AS calls, r.rolname = current_user AS "isOwn" FROM pg_stat_statements s
     JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
     WHERE d.datname = current_database() AND toplevel GROUP BY 1`,
  );
  // What the bench itself asks, each a transaction, is nothing that the house does.
  const own = asked.find(({ isOwn }) => isOwn)?.calls ?? 0;
  const { rows: written } = await database.query(`SELECT (pg_current_wal_lsn() - '0/0')::float8 AS wal`);
  return {
    cpuMs,
    commits: Object.fromEntries(
      databases.map(({ name, commits }) => [name, name === database.database ? commits - own : commits]),
    ),
    statements: Object.fromEntries(asked.filter(({ isOwn }) => !isOwn).map(({ name, calls }) => [name, calls])),
    walBytes: written[0].wal,
    at: performance.now(),
  };
}

/** @param {Named} before @param {Named} after @returns {Named} what was added to each, the greatest first */
export const added = (before, after) =>
  Object.fromEntries(
    Object.entries(after)
      .map(([name, value]) => /** @type {[string, number]} */ ([name, value - (before[name] ?? 0)]))
      .filter(([, value]) => value > 0)
      .sort(([, a], [, b]) => b - a),
  );

/** Bytes of memory: `pss` counts shared pages in parts, so that it can be summed; `rss` whole. @typedef {{ pss: number, rss: number }} Memory */

/** @param {readonly number[]} pids @returns {Memory} of all of them */
export function memoryOf(pids) {
  const all = { pss: 0, rss: 0 };
  for (const pid of pids) {
    let text = '';
    try {
      text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    } catch {
      continue; // ended meanwhile
    }
    all.pss += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1_024;
    all.rss += Number(/^Rss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1_024;
  }
  return all;
}

/** Memory by process. @param {import('./house.mjs').WholeHouse} house @returns {Record<string, Memory>} */
export const memory = (house) => Object.fromEntries(pidsOf(house).map(({ name, pids }) => [name, memoryOf(pids)]));

/** Bytes of each store on disk. @param {import('./house.mjs').WholeHouse} house @returns {Promise<Named>} */
export async function stores({ database, env, servers }) {
  const { rows } = await database.query(
    `SELECT datname AS name, pg_database_size(oid)::float8 AS bytes FROM pg_database WHERE datname ~ 'yuanban|temporal'`,
  );
  return {
    ...Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes])),
    nats: bytesUnder(path.join(servers.info.dataDir, 'nats')),
    files: bytesUnder(env['FILES_DIR'] ?? ''),
    mail: bytesUnder(env['MAIL_OUTBOX'] ?? ''),
  };
}

/** @param {string} folder @returns {number} */
function bytesUnder(folder) {
  if (!fs.existsSync(folder)) return 0;
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

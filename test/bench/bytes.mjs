// What a finished case leaves behind once retention has passed: some hundreds of cases, the ended workflows deleted, the published events of
// the log gone from NATS (it keeps them for seven days, Postgres for good), everything vacuumed.
// @ts-check
import { jetstreamManager } from '@nats-io/jetstream';
import pg from 'pg';
import { connectNats } from '#platform/nats';
import { conservedOf } from './ends.mjs';
import { asked, progress, round, table } from './figures.mjs';
import { stores } from './meters.mjs';
import { closedLoop } from './permits.mjs';
import { oneRound } from './rounds.mjs';
import { inWarmHouse } from './work.mjs';

const CASES = 500;
const CLIENTS = 4;
/** Temporal deletes in the background. */
const DELETED_MS = 300_000;
const TABLES = 25;

/** @typedef {Record<string, number>} Named */
/** @typedef {{ cases: number, stores: Named, tables: Named, sum: number, conserved: import('./ends.mjs').Conserved, asked: import('./figures.mjs').Asked[], faults: string[] }} Measured  bytes of a case */

/** @returns {Promise<Measured>} */
export function benchBytes() {
  return inWarmHouse(async (place) => {
    const { house, workflows } = place;
    const { adminUrl } = house.servers;
    if (!adminUrl) throw new Error('the bytes of a Postgres that others use too say nothing: unset DATABASE_URL');
    await forgotten(place);
    const before = await weighed(house, adminUrl);
    progress(`bytes: ${CASES} cases`);
    const { cases, conserved } = await oneRound(place, (door) => closedLoop(door, { clients: CLIENTS, cases: CASES }));
    await forgotten(place);
    const after = await weighed(house, adminUrl);
    const each = (/** @type {Named} */ was, /** @type {Named} */ is) =>
      Object.fromEntries(
        Object.entries(is)
          .map(
            ([name, bytes]) => /** @type {[string, number]} */ ([name, Math.round((bytes - (was[name] ?? 0)) / cases)]),
          )
          .filter(([, bytes]) => bytes !== 0)
          .sort(([, a], [, b]) => b - a),
      );
    const by = each(before.stores, after.stores);
    const sum = Object.values(by).reduce((all, bytes) => all + bytes, 0);
    return {
      cases,
      stores: by,
      tables: each(before.tables, after.tables),
      sum,
      conserved,
      asked: [asked('a finished case in all stores after retention', round(sum / 1_000), '≤', 15, 'KB')],
      faults: conserved.faults,
    };
  });
}

/** As after the days of retention: nothing of an ended workflow is left, nor of what was published. @param {import('./rounds.mjs').Place} place */
async function forgotten({ house, workflows }) {
  const nats = await connectNats(house.env['NATS_URL'] ?? '', 'bench');
  const { streams } = await jetstreamManager(nats);
  for await (const { config } of streams.list()) await streams.purge(config.name);
  await nats.close();
  const erased = await workflows.erase();
  progress(`${erased} ended workflows to be deleted`);
  for (const until = performance.now() + DELETED_MS; (await workflows.count('any')) > 0;) {
    if (performance.now() > until) throw new Error('ended workflows are not deleted');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Each database vacuumed in full, and what is then in it. @param {import('./house.mjs').WholeHouse} house @param {string} adminUrl */
async function weighed(house, adminUrl) {
  const names = Object.keys(await stores(house));
  /** @type {Named} */ const tables = {};
  for (const name of names.filter((store) => /yuanban|temporal/.test(store))) {
    const url = new URL(adminUrl);
    url.pathname = name;
    const database = new pg.Client({ connectionString: url.href });
    await database.connect();
    try {
      await database.query('VACUUM FULL');
      const { rows } = await database.query(
        `SELECT n.nspname || '.' || c.relname AS name, pg_total_relation_size(c.oid)::float8 AS bytes FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)'`,
      );
      for (const row of rows) tables[`${name}: ${row.name}`] = row.bytes;
    } finally {
      await database.end();
    }
  }
  return { stores: await stores(house), tables };
}

/** @param {Measured} measured @returns {string[]} */
export const tellBytes = ({ cases, stores, tables, sum, conserved }) => [
  `of ${cases} cases`,
  ...table([['store', 'bytes a case'], ...Object.entries(stores), ['all', sum]]),
  '',
  ...table([['table with its indexes', 'bytes a case'], ...Object.entries(tables).slice(0, TABLES)]),
  conservedOf(conserved),
];

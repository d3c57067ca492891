// Our own Temporal: its two databases, the server, its namespace. Temporal is losable: both databases may be dropped
// and made again at any time, which tests do.
// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { freePorts, sleep, Trouble } from './machine.mjs';
import { query } from './postgres.mjs';
import { SERVERS } from './find.mjs';

const { version } = SERVERS.temporal;
const SETTINGS = new URL('temporal-settings.yaml', import.meta.url);
const PORTS = [
  'FRONTEND_GRPC',
  'FRONTEND_HTTP',
  'FRONTEND_MEMBERSHIP',
  'HISTORY_GRPC',
  'HISTORY_MEMBERSHIP',
  'MATCHING_GRPC',
  'MATCHING_MEMBERSHIP',
  'WORKER_GRPC',
  'WORKER_MEMBERSHIP',
];

/** @param {string} prefix @returns {[{ name: string, schema: string }, { name: string, schema: string }]} main, visibility */
export const temporalDatabases = (prefix = '') => [
  { name: `${prefix}temporal`, schema: 'postgresql/v12/temporal' },
  { name: `${prefix}temporal_visibility`, schema: 'postgresql/v12/visibility' },
];

/** @param {string} url */
function connectionOf(url) {
  const { hostname, port, username, password, searchParams } = new URL(url);
  const sslmode = searchParams.get('sslmode');
  return {
    host: hostname,
    port: port || '5432',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    tls: sslmode !== null && sslmode !== 'disable',
  };
}

/**
 * Makes Temporal's databases where they are missing and brings older ones up to our version.
 * @param {{ children: import('./supervise.mjs').Children, databaseUrl: string, sqlTool: string, prefix?: string }} options
 */
export async function createTemporalDatabases({ children, databaseUrl, sqlTool, prefix = '' }) {
  const { host, port, user, password, tls } = connectionOf(databaseUrl);
  const done = `Temporal ${version}`;
  for (const { name, schema } of temporalDatabases(prefix)) {
    const [found] = await query(
      databaseUrl,
      `SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1`,
      [name],
    );
    if (found?.note === done) continue;
    // Made under another name and renamed when complete, as the cluster is.
    const target = found ? name : `${name}_new`;
    if (!found) {
      await query(databaseUrl, `DROP DATABASE IF EXISTS "${target}"`);
      await query(databaseUrl, `CREATE DATABASE "${target}"`);
    }
    const tool = (/** @type {string[]} */ ...args) =>
      children.run({
        name: 'temporal-sql',
        command: sqlTool,
        args: [
          '--plugin',
          'postgres12',
          '--ep',
          host,
          '-p',
          port,
          '-u',
          user,
          '--db',
          target,
          ...(tls ? ['--tls'] : []),
          ...args,
        ],
        env: { PATH: process.env.PATH, SQL_PASSWORD: password },
      });
    if (!found) await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '--schema-name', schema);
    await query(databaseUrl, `COMMENT ON DATABASE "${target}" IS '${done}'`);
    if (found) continue;
    const inside = new URL(databaseUrl);
    inside.pathname = `/${target}`;
    await query(inside.href, 'UPDATE schema_version SET db_name = $1', [name]); // the schema is signed with the name
    await query(databaseUrl, `ALTER DATABASE "${target}" RENAME TO "${name}"`);
  }
}

/** Indexes of visibility that Temporal's own screen goes by; sixty others serve attributes that no workflow of ours has. */
const LEAN_INDEXES = ['default_idx', 'by_execution_time', 'by_workflow_id', 'by_workflow_type', 'by_status'];

/**
 * Visibility with few indexes and outside of the log. Its vendor supports neither: a later schema may ask for what is gone here, and after a
 * crash of Postgres the list of workflows is empty. The workflows are not touched, and both databases may be dropped at any time.
 * @param {string} databaseUrl @param {string} name
 */
async function makeLean(databaseUrl, name) {
  const inside = new URL(databaseUrl);
  inside.pathname = `/${name}`;
  const kept = LEAN_INDEXES.map((index) => `'${index}'`).join(', ');
  await query(
    inside.href,
    `DO $$ DECLARE other regclass; BEGIN
       FOR other IN SELECT indexrelid::regclass FROM pg_index
         WHERE indrelid = 'executions_visibility'::regclass AND NOT indisprimary AND indexrelid::regclass::text NOT IN (${kept})
       LOOP EXECUTE format('DROP INDEX %s', other); END LOOP;
       ALTER TABLE executions_visibility SET UNLOGGED;
     END $$`,
  );
}

/** @param {{ databaseUrl: string, prefix?: string }} options */
export async function dropTemporalDatabases({ databaseUrl, prefix = '' }) {
  for (const { name } of temporalDatabases(prefix))
    await query(databaseUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

/**
 * Starts a Temporal server on databases of its own in the given Postgres; several may stand side by side.
 * @param {{ children: import('./supervise.mjs').Children, databaseUrl: string, dataDir: string, server: string,
 *   sqlTool: string, prefix?: string, ports?: number[], givesWay?: boolean, isLean?: boolean }} options
 *   `givesWay`: to people's acts; `isLean`: see `makeLean`
 */
export async function startTemporal({
  children,
  databaseUrl,
  dataDir,
  server,
  sqlTool,
  prefix = '',
  ports: wanted,
  givesWay,
  isLean = false,
}) {
  const [main, visibility] = temporalDatabases(prefix);
  const create = async () => {
    await createTemporalDatabases({ children, databaseUrl, sqlTool, prefix });
    if (isLean) await makeLean(databaseUrl, visibility.name);
  };
  await create();
  const { host, port: databasePort, user, password, tls } = connectionOf(databaseUrl);
  const ports = await freePorts(PORTS.length, wanted);
  const address = `127.0.0.1:${ports[0]}`;
  const dynamicConfig = path.join(dataDir, `${prefix}temporal.yaml`);
  fs.copyFileSync(SETTINGS, dynamicConfig);
  const handle = await children.start({
    name: `${prefix}temporal`,
    command: server,
    args: ['--allow-no-auth', 'start'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DB: 'postgres12_pgx',
      POSTGRES_SEEDS: host,
      DB_PORT: databasePort,
      POSTGRES_USER: user,
      POSTGRES_PWD: password,
      DBNAME: main.name,
      VISIBILITY_DBNAME: visibility.name,
      // Four services share these limits each, and Postgres has 200 connections for all.
      SQL_MAX_CONNS: '10',
      SQL_MAX_IDLE_CONNS: '10',
      SQL_VIS_MAX_CONNS: '5',
      SQL_VIS_MAX_IDLE_CONNS: '5',
      ...(tls ? { SQL_TLS_ENABLED: 'true' } : {}),
      NUM_HISTORY_SHARDS: '4',
      BIND_ON_IP: '127.0.0.1',
      TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
      DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
      GOGC: '400',
      LOG_LEVEL: 'warn',
      ...Object.fromEntries(PORTS.map((name, i) => [`${name}_PORT`, String(ports[i])])),
    },
    cwd: dataDir,
    givesWay,
    port: ports[0],
    ready: () => withTemporal(address, 1_000, (connection) => connection.workflowService.getSystemInfo({})),
  });
  return {
    handle,
    address,
    ports,
    createDatabases: create,
    dropDatabases: () => dropTemporalDatabases({ databaseUrl, prefix }),
  };
}

/**
 * @template T @param {string} address @param {number} ms @param {(connection: import('@temporalio/client').Connection) => Promise<T>} work
 */
async function withTemporal(address, ms, work) {
  const { Connection } = await import('@temporalio/client');
  const connection = Connection.lazy({ address });
  try {
    // Without a deadline a call to a server that is not there never ends.
    return await connection.withDeadline(Date.now() + ms, () => work(connection));
  } finally {
    await connection.close();
  }
}

/**
 * Registers the namespace if it is missing and waits until every part of the server knows it.
 * @param {string} address @param {string} name
 */
export async function ensureNamespace(address, name, waitMs = 30_000) {
  const { status } = await import('@grpc/grpc-js');
  const ignoring = (/** @type {number} */ code) => (/** @type {any} */ error) => {
    if (error?.code !== code) throw error;
  };
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      return await withTemporal(address, 2_000, async ({ workflowService: service }) => {
        await service
          .registerNamespace({
            namespace: name,
            workflowExecutionRetentionPeriod: { seconds: /** @type {any} */ (86_400) },
          })
          .catch(ignoring(status.ALREADY_EXISTS));
        // Each service keeps its own list of namespaces: matching answers the first question, history the second.
        await service.describeTaskQueue({ namespace: name, taskQueue: { name: 'probe' }, taskQueueType: 1 });
        await service
          .describeWorkflowExecution({ namespace: name, execution: { workflowId: 'probe' } })
          .catch((error) => {
            if (error?.code !== status.NOT_FOUND || /namespace/i.test(error.details)) throw error;
          });
      });
    } catch (error) {
      if (Date.now() > until)
        throw new Trouble(
          `Temporal at ${address} does not serve the namespace ${name} (${/** @type {Error} */ (error).message}).`,
        );
      await sleep(50);
    }
  }
}

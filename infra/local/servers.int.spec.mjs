// The three real servers: data that lasts, recovery from every kind of kill, a second Temporal, taken ports.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { isAlive, readJson, sleep, startTimeOf } from './machine.mjs';
import { query } from './postgres.mjs';
import { dropTemporalDatabases, ensureNamespace, NAMESPACE, startPostgres, startServers } from './servers.mjs';
import { Children } from './supervise.mjs';

jest.setTimeout(120_000);

let folder, dataDir, servers;
let lines = [];
// Servers of our own, whatever the set-up of the other tests has put into the environment.
const env = { ...process.env, DATABASE_URL: '', NATS_URL: '', TEMPORAL_ADDRESS: '', TEMPORAL_LEAN: '' };
const log = (line) => lines.push(line);
const start = async (more = {}) => (servers = await startServers({ dataDir, fsync: false, env, log, ...more }));
const stop = async () => {
  await servers?.stop();
  servers = undefined;
};
const open = () => {
  lines = [];
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-spec-'));
  fs.chmodSync(folder, 0o755);
  dataDir = path.join(folder, 'data');
  fs.mkdirSync(dataDir);
};
const close = () => {
  const cluster = path.join(dataDir, 'postgres');
  if (fs.existsSync(cluster)) fs.rmSync(fs.realpathSync(cluster), { recursive: true });
  fs.rmSync(folder, { recursive: true, force: true });
};

/** Processes that name this folder in their command line. */
const running = (dir) =>
  fs.readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir);
    } catch {
      return false;
    }
  });

/** The answer of a NATS server to a sign-in. */
const nats = (port, user, pass) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () =>
      socket.write(`CONNECT ${JSON.stringify({ user, pass, verbose: false })}\r\nPING\r\n`),
    );
    let text = '';
    socket.on('data', (data) => (text += data));
    socket.on('close', () => resolve(text));
    setTimeout(() => socket.destroy(), 500);
  });

describe('the three servers', () => {
  beforeAll(async () => {
    open();
    await start();
  });
  afterAll(async () => {
    await stop();
    close();
  });

  test('only who has the password gets in; the account of the applications is no superuser but may do what they need', async () => {
    const wrong = new URL(servers.databaseUrl);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const url = new URL(servers.natsUrl);
    expect(await nats(url.port, 'yuanban', 'guess')).toContain('Authorization Violation');
    const welcome = await nats(url.port, url.username, url.password);
    expect(welcome).toContain('PONG');
    expect(JSON.parse(/INFO (.*)/.exec(welcome)[1])).toMatchObject({
      jetstream: true,
      max_payload: 4 * 1024 * 1024,
      host: '127.0.0.1',
    });

    expect(
      await query(
        servers.databaseUrl,
        'SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user',
      ),
    ).toEqual([{ rolsuper: false, rolcreatedb: true, rolcreaterole: true }]);
    await query(servers.databaseUrl, 'CREATE ROLE door');
    await query(servers.databaseUrl, 'SET ROLE door');
    await query(servers.databaseUrl, 'CREATE DATABASE copy TEMPLATE yuanban');
    const copy = new URL(servers.databaseUrl);
    copy.pathname = '/copy';
    await query(copy.href, 'SELECT pg_stat_statements_reset()');
    await query(copy.href, 'SELECT 4711');
    expect(await query(copy.href, `SELECT calls FROM pg_stat_statements WHERE query = 'SELECT $1'`)).toHaveLength(1);
    const settings = `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'max_connections', 'data_checksums', 'fsync', 'wal_compression') ORDER BY name`;
    expect(
      Object.fromEntries((await query(servers.databaseUrl, settings)).map((row) => [row.name, row.setting])),
    ).toEqual({
      data_checksums: 'on',
      fsync: 'off',
      listen_addresses: '127.0.0.1',
      max_connections: '200',
      wal_compression: 'pglz',
    });
  });

  test('each server that is killed comes back at its address; one that is frozen answers again when thawed', async () => {
    for (const server of [servers.postgres, servers.nats, servers.temporal]) {
      const pid = server.pid;
      await server.kill('SIGKILL');
      await server.ready();
      expect(server.pid).not.toBe(pid);
    }
    expect(await query(servers.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await ensureNamespace(servers.temporalAddress, NAMESPACE);

    servers.postgres.freeze();
    const answer = query(servers.databaseUrl, 'SELECT 2 AS two');
    expect(await Promise.race([answer, sleep(500)])).toBeUndefined();
    servers.postgres.thaw();
    expect(await answer).toEqual([{ two: 2 }]);
  });

  test('a second Temporal has its own databases, which can be dropped and made again under it', async () => {
    const second = await servers.anotherTemporal('erase');
    expect(second.address).not.toBe(servers.temporalAddress);
    await ensureNamespace(second.address, 'other');
    const names = () =>
      query(servers.databaseUrl, `SELECT datname FROM pg_database WHERE datname LIKE '%temporal%' ORDER BY 1`).then(
        (rows) => rows.map((row) => row.datname),
      );
    expect(await names()).toEqual(['erase_temporal', 'erase_temporal_visibility', 'temporal', 'temporal_visibility']);

    await second.handle.stop();
    await dropTemporalDatabases({ databaseUrl: servers.databaseUrl, prefix: 'erase_' });
    expect(await names()).toEqual(['temporal', 'temporal_visibility']);
    // Half made, as a kill in the middle leaves it.
    await query(servers.databaseUrl, 'CREATE DATABASE erase_temporal_new');
    await second.createDatabases();
    await second.handle.restart();
    await ensureNamespace(second.address, 'other');
    await ensureNamespace(servers.temporalAddress, NAMESPACE);
  });

  test('a folder in use is refused with one sentence', async () => {
    await expect(startServers({ dataDir, env, log: () => {} })).rejects.toThrow(
      `already running on ${dataDir} (pid ${process.pid}): stop that one first.`,
    );
  });

  test("servers that the environment names are used, with Temporal's databases named after the application's, and lean if wished", async () => {
    const other = path.join(folder, 'other');
    const named = await startServers({
      dataDir: other,
      env: { ...env, DATABASE_URL: servers.databaseUrl, NATS_URL: servers.natsUrl, TEMPORAL_LEAN: '1' },
      log: () => {},
    });
    try {
      const visibility = (name) => {
        const url = new URL(servers.databaseUrl);
        url.pathname = `/${name}_visibility`;
        return query(
          url.href,
          `SELECT relpersistence, (SELECT count(*)::int FROM pg_index WHERE indrelid = c.oid) AS indexes
           FROM pg_class c WHERE relname = 'executions_visibility'`,
        );
      };
      expect(await visibility('yuanban_temporal')).toEqual([{ relpersistence: 'u', indexes: 6 }]);
      const [{ relpersistence, indexes }] = await visibility('temporal');
      expect([relpersistence, indexes > 60]).toEqual(['p', true]);
      expect(named.databaseUrl).toBe(servers.databaseUrl);
      expect(named.natsUrl).toBe(servers.natsUrl);
      expect(named.temporalAddress).not.toBe(servers.temporalAddress);
      expect(readJson(path.join(other, 'children.json')).map(({ name }) => name)).toEqual(['yuanban_temporal']);
    } finally {
      await named.stop();
    }
  });

  test('data, passwords and addresses last from one start to the next; a stop leaves no process', async () => {
    const first = {
      databaseUrl: servers.databaseUrl,
      natsUrl: servers.natsUrl,
      temporalAddress: servers.temporalAddress,
    };
    await query(servers.databaseUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await query(servers.databaseUrl, 'CREATE ROLE cases_door');
    expect(running(dataDir).length).toBeGreaterThan(0);
    await stop();
    expect(running(dataDir)).toEqual([]);
    expect(readJson(path.join(dataDir, 'children.json'))).toEqual([]);

    await start();
    expect({
      databaseUrl: servers.databaseUrl,
      natsUrl: servers.natsUrl,
      temporalAddress: servers.temporalAddress,
    }).toEqual(first);
    expect(await query(servers.databaseUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await ensureNamespace(servers.temporalAddress, NAMESPACE);
  });
});

describe('Postgres alone', () => {
  const secrets = { postgres: 'one', yuanban: 'two' };
  let children, postgres;
  const startAlone = async (more = {}) => {
    children = new Children({ dataDir, log });
    await children.stopOrphans();
    postgres = await startPostgres({ children, dataDir, fsync: false, secrets, ...more });
  };
  const lockFile = () => path.join(dataDir, 'postgres/cluster/postmaster.pid');
  const keep = () => query(postgres.databaseUrl, 'CREATE TABLE kept AS SELECT 1');
  const kept = async () =>
    expect(await query(postgres.databaseUrl, 'SELECT count(*)::int AS rows FROM kept')).toEqual([{ rows: 1 }]);
  /** A cluster whose postmaster.pid names a process of Postgres's own user, as after a kill; answers that pid. */
  async function crashed(processOf) {
    await startAlone();
    await keep();
    const text = fs.readFileSync(lockFile(), 'utf8');
    const { uid, gid } = fs.statSync(postgres.cluster);
    await children.stopAll();
    const pid = await processOf({ uid, gid });
    fs.writeFileSync(lockFile(), text.replace(/^\d+/, String(pid)));
    return pid;
  }
  beforeEach(open);
  afterEach(async () => {
    await children?.stopAll();
    close();
  });

  test('is made again where a kill left it half made, and steps around a taken port', async () => {
    fs.mkdirSync(path.join(dataDir, 'postgres/cluster.new/base'), { recursive: true });
    fs.writeFileSync(path.join(dataDir, 'postgres/cluster.new/PG_VERSION'), '18\n');
    const stranger = net.createServer();
    await new Promise((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    await startAlone({ port: stranger.address().port });
    expect(fs.existsSync(path.join(dataDir, 'postgres/cluster.new'))).toBe(false);
    expect(postgres.port).not.toBe(stranger.address().port);
    await keep();
    await new Promise((resolve) => stranger.close(resolve));
  });

  test('starts over a postmaster.pid whose pid now belongs to another program, and that program lives on', async () => {
    const pid = await crashed((user) => spawn('sleep', ['300'], user).pid);
    await startAlone();
    await kept();
    expect(startTimeOf(pid)).toBeDefined();
    process.kill(pid, 'SIGKILL');
  });

  test('starts over a postmaster.pid whose pid is a zombie', async () => {
    let parent;
    const pid = await crashed((user) => {
      // The shell starts a child and becomes a program that never asks for its end.
      parent = spawn('/bin/sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 300'], {
        stdio: ['ignore', 'pipe', 'ignore'],
        ...user,
      });
      return new Promise((resolve) => parent.stdout.once('data', (data) => resolve(Number(String(data)))));
    });
    await sleep(400);
    expect(() => process.kill(pid, 0)).not.toThrow();
    expect(startTimeOf(pid)).toBeUndefined();
    await startAlone();
    await kept();
    parent.kill('SIGKILL');
  });

  test('first stops a server that still lives in its folder although nobody wrote it down', async () => {
    const launcher = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `
      import { startPostgres } from ${JSON.stringify(new URL('./postgres.mjs', import.meta.url).href)};
      import { Children } from ${JSON.stringify(new URL('./supervise.mjs', import.meta.url).href)};
      const dataDir = ${JSON.stringify(dataDir)};
      const { handle } = await startPostgres({ children: new Children({ dataDir, log() {} }), dataDir, fsync: false, secrets: ${JSON.stringify(secrets)} });
      console.log(handle.pid);`,
    ]);
    const pid = await new Promise((resolve) => launcher.stdout.once('data', (data) => resolve(Number(String(data)))));
    const orphan = { pid, startTime: startTimeOf(pid) };
    launcher.kill('SIGKILL');
    // As if the kill had come in the instant between the start of the child and the note of it.
    fs.rmSync(path.join(dataDir, 'children.json'));
    expect(isAlive(orphan)).toBe(true);
    await startAlone();
    expect(isAlive(orphan)).toBe(false);
    await keep();
  });

  test('lies in the data folder, or, run by root below a folder that only root may enter, where the user postgres can reach it', async () => {
    fs.chmodSync(folder, 0o700);
    await startAlone();
    expect(postgres.cluster.startsWith(process.getuid() === 0 ? '/var/lib/yuanban/data-' : dataDir)).toBe(true);
    expect(fs.statSync(postgres.cluster).mode & 0o777).toBe(0o700);
    await keep();
    await children.stopAll();
    await startAlone();
    await kept();
  });
});

test('without a folder of its own it works in a temporary one, which is gone after the stop; that of a killed run is swept', async () => {
  const left = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-servers-'));
  const child = spawn('sleep', ['300'], { detached: true });
  const orphan = { name: 'postgres', pid: child.pid, startTime: startTimeOf(child.pid), stopSignal: 'SIGTERM' };
  fs.writeFileSync(path.join(left, 'lock'), JSON.stringify({ pid: 999_999_999, startTime: '1' }));
  fs.writeFileSync(path.join(left, 'children.json'), JSON.stringify([orphan]));
  await start({ dataDir: undefined });
  expect(fs.existsSync(left)).toBe(false);
  expect(isAlive(orphan)).toBe(false);
  const own = servers.info.dataDir;
  expect(own).toContain('yuanban-servers-');
  await stop();
  expect(fs.existsSync(own)).toBe(false);
});

test('a Ctrl-C in a run on temporary servers takes them and their folder along', async () => {
  const program = `
    import { startServers } from ${JSON.stringify(new URL('./servers.mjs', import.meta.url).href)};
    const servers = await startServers({ fsync: false, log() {} });
    console.log(servers.info.dataDir);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env });
  const own = await new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
  const left = readJson(path.join(own, 'children.json'));
  expect(left.filter(isAlive)).toHaveLength(3);
  child.kill('SIGINT');
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  expect(left.filter(isAlive)).toEqual([]);
  expect(fs.existsSync(own)).toBe(false);
});

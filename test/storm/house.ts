// A whole house of the storm's own in a temporary folder, as `npm start` runs one: real servers, every app as a supervised process, and
// what a storm may do to it. Nothing outside of the folder is touched, and every way out takes the house down.
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { Failure, isDatabaseAway } from '#platform/failure';
import { moveTime } from '../../apps/cases/src/case/business-time';
import { type Installation } from '../installation';
import { Disks } from './disks';
import { type Disk, type Losable, type Target } from './plan';

const ROOT = join(__dirname, '../..');
const FOLDER = 'yuanban-storm-';
/** What is asked of Postgres in a storm is asked again for so long. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 100;

/** A supervised process of infra/local/supervise.mjs. */
interface Handle {
  pid?: number;
  restarts: number;
  start(): Promise<unknown>;
  stop(): Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  freeze(): void;
  thaw(): void;
}

/** The house and its keys. */
export interface House {
  /** As tests know an installation. What is asked of Postgres waits until Postgres is there. */
  place: Installation;
  url: string;
  folder: string;
  processes: Readonly<Record<Target, Handle>>;
  disks: Disks;
  /** Business time, as the storm reckons it: epoch ms. */
  now(): number;
  /** Moves it on to an instant, however often Postgres dies over it; one move after the other. */
  passTo(instant: number): Promise<void>;
  /** Stops a server, removes everything that it has stored, and starts it. */
  erase(target: Losable): Promise<void>;
  /** Takes everything down. With `keep` the folder stays, on a disk that outlives us; else it is removed. */
  stop(keep: boolean): Promise<void>;
}

/** Starts one. `env` overrides settings of the apps; `log` hears of every process that ends. */
export async function openHouse(options: {
  disks: readonly Disk[];
  env?: Record<string, string>;
  log: (line: string) => void;
}): Promise<House> {
  const { startServers, dropTemporalDatabases, createTemporalDatabases, ensureNamespace } =
    await local<Servers>('servers');
  const { PLAN, startApps, untilHealthy } = await local<Launcher>('up');
  const { freePorts } = await local<Machine>('machine');
  const { findServer } = await local<Finder>('find');
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), FOLDER));
  const disks = new Disks(folder, options.disks);
  let children: Children | undefined;
  // Whoever ends us in the middle finds nothing left of it: no process, no disk, no folder.
  const atExit = () => {
    children?.killAll();
    disks.unmount();
    remove(folder);
  };
  process.once('exit', atExit);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (keep: boolean) => {
    for (const step of undo.reverse()) await step();
    process.off('exit', atExit);
    if (keep) return disks.keep();
    disks.unmount();
    remove(folder);
  };
  try {
    // Whatever this machine has for its own use is none of the storm's.
    const env = { ...process.env, DATABASE_URL: '', NATS_URL: '', TEMPORAL_ADDRESS: '' };
    const { log } = options;
    const servers = await startServers({ dataDir: folder, env, log, onChildren: (all) => (children = all) });
    undo.push(() => servers.stop());
    const { databaseUrl, natsUrl, temporalAddress } = servers;
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const appEnv: Record<string, string> = {
      DATABASE_URL: databaseUrl,
      NATS_URL: natsUrl,
      NATS_PREFIX: '',
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: NAMESPACE,
      YUANBAN_MODE: 'development',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      FILES_DIR: join(folder, 'files'),
      MAIL_FROM: 'yuanban@localhost',
      MAIL_OUTBOX: join(folder, 'outbox'),
      MAIL_PAUSE_MS: '1000',
      ...options.env,
    };
    const program = { command: process.execPath, cwd: ROOT, env: { ...process.env, ...appEnv } };
    for (const { name, file } of PLAN.migrations)
      await servers.children.run({ name, ...program, args: [join(ROOT, file)] });
    const { handles } = await startApps({ env: appEnv, log: () => undefined, children: servers.children });
    await untilHealthy(url, handles);
    const { nats, temporal, postgres } = servers;
    const apps = Object.fromEntries(handles.map((handle) => [handle.name, handle])) as unknown as Record<App, Handle>;
    const { sqlPath: sqlTool } = await findServer('temporal', { env, log: () => undefined });
    const place = placeAt(databaseUrl, appEnv);
    undo.push(() => place.close());
    const clock = await clockOf(place);
    undo.push(() => clock.close());
    const erasures: Record<Losable, () => Promise<void>> = {
      temporal: async () => {
        await temporal.stop();
        await dropTemporalDatabases({ databaseUrl });
        await createTemporalDatabases({ children: servers.children, databaseUrl, sqlTool });
        await temporal.start();
        await ensureNamespace(temporalAddress, NAMESPACE);
      },
      nats: async () => {
        await nats.stop();
        const store = join(folder, 'nats'); // itself it may be a disk
        for (const name of readdirSync(store)) rmSync(join(store, name), { recursive: true });
        await nats.start();
      },
    };
    return {
      ...{ place, url, folder, disks, stop },
      ...{ now: clock.now, passTo: clock.passTo },
      processes: { ...apps, nats, temporal, postgres },
      erase: (target) => untilDone(erasures[target]),
    };
  } catch (error) {
    await stop(false);
    throw error;
  }
}

const NAMESPACE = 'yuanban';

function placeAt(databaseUrl: string, env: Record<string, string>): Installation {
  const pool = new Pool({ connectionString: databaseUrl, max: 6, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined); // Postgres is killed now and then: the next question has a new connection
  const sql = <T>(text: string, values: unknown[] = []) =>
    untilDone(async () => (await pool.query(text, values)).rows as T[], isDatabaseAway);
  return { env, databaseUrl, prefix: '', sql, close: () => pool.end() };
}

/** Business time of the house: moved by the product's own function, on a connection of its own. */
async function clockOf(place: Installation) {
  const database = await new DataSource(
    databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 1 }),
  ).initialize();
  const read = async () => {
    const rows = `SELECT (extract(epoch FROM ahead) * 1000)::float8 AS ahead FROM platform.business_time`;
    return (await place.sql<{ ahead: number }>(rows))[0]!.ahead;
  };
  let ahead = await read();
  let last = Promise.resolve();
  const now = () => Date.now() + ahead;
  const move = async (instant: number) => {
    await untilDone(async () => {
      try {
        await moveTime(database, instant, Number(place.env['LOOK_AFTER_MS'] ?? 5_000));
      } catch (error) {
        // A move whose answer was lost has been made: it lies behind us.
        if (!(error instanceof Failure && error.code === 'TIME_FIXED')) throw error;
      }
    });
    ahead = await read();
  };
  return {
    now,
    passTo: (instant: number) => (last = last.then(() => move(Math.max(instant, now() + 1)))),
    close: () => last.finally(() => database.destroy()),
  };
}

/** Again and again, for as long as what stands in the way may pass. @throws what it met last */
async function untilDone<T>(work: () => Promise<T>, mayPass: (error: unknown) => boolean = () => true): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; await pause(AGAIN_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error) || Date.now() > end) throw error;
    }
  }
}

/** Takes away what killed storms left behind: their processes, disks and folders. What was kept on purpose has no lock any more. */
async function sweep(): Promise<void> {
  const { isAlive, readJson } = await local<Machine>('machine');
  const { Children } = await local<{ Children: new (options: object) => Children }>('supervise');
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER))) {
    const folder = join(tmpdir(), name);
    const holder = readJson(join(folder, 'lock'));
    if (!holder || isAlive(holder)) continue;
    await new Children({ dataDir: folder, log: () => undefined }).stopOrphans();
    new Disks(folder, []).unmount();
    remove(folder);
  }
}

/** With what lies elsewhere because the user postgres could not enter here. */
function remove(folder: string): void {
  const store = join(folder, 'postgres');
  const all = existsSync(store) ? [realpathSync(store), folder] : [folder];
  for (const one of all) rmSync(one, { recursive: true, force: true, maxRetries: 20 });
}

// The launcher's modules are plain ESM for Node, which this project's compiler does not read.
const local = <T>(name: string) => import(`../../infra/local/${name}.mjs`) as Promise<T>;

type App = Exclude<Target, 'nats' | 'temporal' | 'postgres'>;
interface Children {
  run(program: object): Promise<void>;
  stopOrphans(): Promise<void>;
  killAll(): void;
}
interface Servers {
  startServers: (options: {
    dataDir: string;
    env: object;
    log: (line: string) => void;
    onChildren: (children: Children) => void;
  }) => Promise<
    Record<'nats' | 'temporal' | 'postgres', Handle> &
      Record<'databaseUrl' | 'natsUrl' | 'temporalAddress', string> & { children: Children; stop(): Promise<void> }
  >;
  dropTemporalDatabases: (options: object) => Promise<void>;
  createTemporalDatabases: (options: object) => Promise<void>;
  ensureNamespace: (address: string, name: string) => Promise<void>;
}
interface Launcher {
  PLAN: { migrations: { name: string; file: string }[] };
  startApps: (options: object) => Promise<{ handles: (Handle & { name: App })[] }>;
  untilHealthy: (url: string, handles: readonly Handle[]) => Promise<void>;
}
interface Machine {
  freePorts: (count: number) => Promise<number[]>;
  isAlive: (holder: object) => boolean;
  readJson: (file: string) => object | undefined;
}
interface Finder {
  findServer: (name: string, options: object) => Promise<{ sqlPath: string }>;
}

// A Temporal server of a test's own beside the run's: to be erased, or to be set otherwise.
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The server, on databases of its own in the run's Postgres. */
export interface OwnTemporal {
  address: string;
  /** Stops it and drops its databases. */
  erase: () => Promise<void>;
  /** Starts it on the same address with databases that know of nothing. */
  startEmpty: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts one; `settings` are lines of its dynamic configuration. */
export async function ownTemporal(settings = ''): Promise<OwnTemporal> {
  const { startTemporal, dropTemporalDatabases, ensureNamespace } = await launcher<TemporalModule>('temporal');
  const { Children } = await launcher<{ Children: ChildrenClass }>('supervise');
  const { findServer } = await launcher<{ findServer: FindServer }>('find');
  const found = await findServer('temporal', { log: () => undefined });
  if (found.kind !== 'binary')
    throw new Error('This test needs a Temporal of its own: TEMPORAL_ADDRESS must not be set.');
  const dataDir = mkdtempSync(join(tmpdir(), 'yuanban-temporal-'));
  const children = new Children({ dataDir, log: () => undefined });
  const prefix = `own${randomUUID().slice(0, 8)}_`;
  const databaseUrl = process.env['TEST_DATABASE_ADMIN_URL']!;
  const start = async (ports?: unknown) => {
    const options = { children, databaseUrl, dataDir, server: found.path, sqlTool: found.sqlPath, prefix, ports };
    const started = await startTemporal(options);
    if (settings) {
      appendFileSync(join(dataDir, `${prefix}temporal.yaml`), settings);
      await started.handle.restart();
    }
    await ensureNamespace(started.address, 'yuanban');
    return started;
  };
  let server = await start();
  return {
    address: server.address,
    erase: async () => {
      await server.handle.stop();
      await dropTemporalDatabases({ databaseUrl, prefix });
    },
    startEmpty: async () => {
      server = await start(server.ports);
    },
    close: () => children.stopAll(),
  };
}

// The launcher's modules are plain ESM for Node, which this project's compiler does not read.
const launcher = <T>(name: string) => import(`../../infra/local/${name}.mjs`) as Promise<T>;

interface TemporalModule {
  startTemporal: (options: object) => Promise<{
    address: string;
    ports: unknown;
    handle: { stop(): Promise<void>; restart(): Promise<void> };
  }>;
  dropTemporalDatabases: (options: object) => Promise<void>;
  ensureNamespace: (address: string, name: string) => Promise<void>;
}
type ChildrenClass = new (options: object) => { stopAll(): Promise<void> };
type FindServer = (name: string, options: object) => Promise<{ kind: string; path: string; sqlPath: string }>;

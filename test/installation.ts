// An installation of a test's own: a clone of the migrated database and a NATS prefix, on the servers of the run.
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';

/** What the environment of an app of this installation must say. */
export interface Installation {
  env: Record<string, string>;
  databaseUrl: string;
  prefix: string;
  /** One statement as the database's owner. */
  sql<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  /** Closes the connection; the database goes with the run's servers. */
  close(): Promise<void>;
}

const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this test belongs to a project with servers`);
  return value;
};

/** Makes one. Times that tests wait for are short: a second instead of five. */
export async function newInstallation(): Promise<Installation> {
  const name = `t${randomUUID().slice(0, 8)}`;
  const admin = needed('TEST_DATABASE_ADMIN_URL');
  // Copied file by file, without the write-ahead log: a third of the time, and nobody needs to recover it.
  await once(admin, `CREATE DATABASE yuanban_${name} TEMPLATE ${needed('TEST_DATABASE_TEMPLATE')} STRATEGY FILE_COPY`);
  const url = new URL(admin);
  url.pathname = `yuanban_${name}`;
  const prefix = `${name}.`;
  // One connection, and statements in turn, however many a test asks for at once.
  const owner = new Pool({ connectionString: url.href, max: 1, idleTimeoutMillis: 0 });
  owner.on('error', () => undefined); // tests that kill Postgres's sessions kill this one too
  return {
    env: {
      DATABASE_URL: url.href,
      NATS_URL: needed('TEST_NATS_URL'),
      NATS_PREFIX: prefix,
      TEMPORAL_ADDRESS: needed('TEST_TEMPORAL_ADDRESS'),
      TEMPORAL_NAMESPACE: 'yuanban',
      YUANBAN_MODE: 'development',
      LOOK_AFTER_MS: '1000',
      LOG_LEVEL: 'warn',
      FILES_DIR: join(tmpdir(), 'yuanban-files', name),
      MAIL_FROM: 'yuanban@yuanban.example',
      MAIL_OUTBOX: join(tmpdir(), 'yuanban-files', name, 'outbox'),
    },
    databaseUrl: url.href,
    prefix,
    sql: async <T>(text: string, values: unknown[] = []) => (await owner.query(text, values)).rows as T[],
    close: () => owner.end(),
  };
}

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Two clones of one template at the same moment: Postgres refuses the second, which then waits its turn.
    await client.query(`SELECT pg_advisory_lock(7)`);
    await client.query(sql);
  } finally {
    await client.end();
  }
}

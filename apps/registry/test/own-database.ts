// A database of one's own on the test run's Postgres, for tests that migrate and seed; and seed folders to spoil.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { setting } from '#platform/config';
import { seedFolder } from '../src/seeding/seed-files';

let made = 0;

/** A new, empty database; `sql` runs as its owner, `drop` removes it. */
export async function ownDatabase() {
  const admin = setting('TEST_DATABASE_ADMIN_URL');
  const name = `registry_${process.pid}_${++made}`;
  const url = new URL(admin);
  url.pathname = name;
  const once = async <T>(at: string, text: string, values: unknown[] = []): Promise<T[]> => {
    const client = new Client(at);
    await client.connect();
    return client.query(text, values).then(
      async ({ rows }) => (await client.end(), rows as T[]),
      async (error: Error) => (await client.end(), Promise.reject(error)),
    );
  };
  await once(admin, `CREATE DATABASE ${name}`);
  return {
    url: url.href,
    sql: <T = Record<string, unknown>>(text: string, values?: unknown[]) => once<T>(url.href, text, values),
    drop: () => once(admin, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** A copy of `seeds/` in which `spoil` changes one file. */
export function spoiledSeeds(file: string, spoil: (json: never) => unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'seeds-'));
  cpSync(seedFolder(), folder, { recursive: true });
  const path = join(folder, file);
  const json = JSON.parse(readFileSync(path, 'utf8')) as never;
  writeFileSync(path, JSON.stringify(spoil(json) ?? json));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

// Before the tests that need servers: real Postgres, NATS and Temporal by the finder, and a migrated database to clone.
import { spawn } from 'node:child_process';
import { startServers } from '../infra/local/servers.mjs';
import { query } from '../infra/local/postgres.mjs';

export default async function setUp() {
  const servers = await startServers({ fsync: false });
  globalThis.yuanbanServers = servers;
  // The account that apps migrate with under `npm start` as well: no superuser, so nothing passes here that fails there.
  process.env.TEST_DATABASE_ADMIN_URL = servers.databaseUrl;
  process.env.TEST_SUPERUSER_URL = servers.adminUrl ?? servers.databaseUrl; // for Postgres's own statistics alone
  process.env.TEST_NATS_URL = servers.natsUrl;
  process.env.TEST_TEMPORAL_ADDRESS = servers.temporalAddress;
  const template = `yuanban_template_${process.pid}`;
  process.env.TEST_DATABASE_TEMPLATE = template;
  try {
    await query(servers.databaseUrl, `CREATE DATABASE ${template}`);
    const url = new URL(servers.databaseUrl);
    url.pathname = template;
    for (const app of ['registry', 'cases', 'oversight', 'desk']) await run(`dist/run/${app}-migrate.cjs`, url.href);
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

function run(file, databaseUrl) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DATABASE_URL: databaseUrl, YUANBAN_MODE: 'development' };
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (words += data));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${file} ended with ${code}: ${words}`))));
  });
}

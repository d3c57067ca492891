// What an import takes: a house of its own on real servers, as `npm start` runs it, and generated past cases posted to its door.
// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { startServers } from '../../infra/local/servers.mjs';
import { PLAN, startApps, untilHealthy } from '../../infra/local/up.mjs';
import { spawnSync } from 'node:child_process';
import { pastCases } from '../../infra/demo/past-cases.mjs';

const PORT = 3999;
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @typedef {{ cases: number, refused: number, events: number, seconds: number, perSecond: number, figuresSeconds: number }} Measured */

/** Imports so many cases into an empty house. @param {number} count @returns {Promise<Measured>} */
export async function benchImport(count) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-bench-'));
  const servers = await startServers({});
  try {
    const env = {
      ...process.env,
      DATABASE_URL: servers.databaseUrl,
      NATS_URL: servers.natsUrl,
      NATS_PREFIX: 'bench.',
      TEMPORAL_ADDRESS: servers.temporalAddress,
      TEMPORAL_NAMESPACE: 'yuanban',
      YUANBAN_MODE: 'development',
      HTTP_PORT: String(PORT),
      FILES_DIR: path.join(folder, 'files'),
      LOG_LEVEL: 'warn',
    };
    for (const { file } of PLAN.migrations) {
      const { status, stderr } = spawnSync(process.execPath, [file], { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${file}: ${stderr}`);
    }
    const apps = await startApps({ env, log: () => {} });
    try {
      await untilHealthy(url(''), apps.handles);
      return await measure(count);
    } finally {
      await apps.stop();
    }
  } finally {
    await servers.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} count @returns {Promise<Measured>} */
async function measure(count) {
  const headers = { authorization: `Bearer ${await token()}` };
  const get = async (/** @type {string} */ where) => (await fetch(url(where), { headers })).json();
  const began = performance.now();
  const since = () => Math.round((performance.now() - began) / 100) / 10;
  const posted = await fetch(url('/api/v1/imports'), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(lines(count))),
    duplex: 'half',
  });
  let view = await posted.json();
  if (posted.status !== 202) throw new Error(JSON.stringify(view));
  while (view.state === 'RUNNING') {
    await pause(200);
    view = await get(`/api/v1/imports/${view.id}`);
  }
  const seconds = since();
  if (view.state !== 'DONE' || view.lines !== count) throw new Error(JSON.stringify(view));
  // Asked of health, which counts nothing: a table asked for twice a second would be half of what is measured.
  for (let behind = -1; behind !== 0; await pause(500)) behind = await behindOf(get);
  const figuresSeconds = since();
  const { position: events } = await get('/api/v1/turnaround?by=');
  const perSecond = Math.round(view.imported / seconds);
  return { cases: view.imported, refused: view.refused, events, seconds, perSecond, figuresSeconds };
}

/** How many events the figures lack; -1 while that is not known. @param {(where: string) => Promise<any>} get */
async function behindOf(get) {
  const { oversight } = await get('/health/ready');
  return oversight.seconds === 0 ? oversight.behind : -1;
}

/** @param {number} count */
function* lines(count) {
  for (const one of pastCases({ count, seed: 1, until: Date.now() })) yield Buffer.from(`${JSON.stringify(one)}\n`);
}

async function token() {
  const response = await fetch(url('/api/v1/sign-in'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'commission', password: 'yuanban-demo' }),
  });
  return (await response.json()).token;
}

const url = (/** @type {string} */ where) => `http://127.0.0.1:${PORT}${where}`;

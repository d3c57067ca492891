// What the whole stack needs while nobody works: `npm start` on a folder of its own, and the memory of every process half a minute later.
// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePorts, readJson } from '../../infra/local/machine.mjs';
import { untilHealthy } from '../../infra/local/up.mjs';
import { asked, progress, table } from './figures.mjs';
import { childrenOf, memoryOf } from './meters.mjs';

const UP = new URL('../../infra/local/up.mjs', import.meta.url).pathname;
const START_MS = 180_000;
const IDLE_SECONDS = 30;

/** @typedef {{ memory: Record<string, import('./meters.mjs').Memory>, pss: number, asked: import('./figures.mjs').Asked[] }} Measured */

/** @returns {Promise<Measured>} */
export async function benchIdle() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-bench-'));
  const [port] = await freePorts(1);
  const env = { ...process.env, HTTP_PORT: String(port) };
  const launcher = spawn(process.execPath, [UP, '--data', folder], { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => launcher.once('close', resolve));
  const stop = () => void launcher.kill('SIGTERM');
  process.once('exit', stop);
  try {
    await Promise.race([
      untilHealthy(`http://127.0.0.1:${port}`, [], START_MS),
      ended.then(() => Promise.reject(new Error('npm start ended before it was ready'))),
    ]);
    progress(`idle for ${IDLE_SECONDS} s`);
    await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1_000));
    /** @type {{ name: string, pid: number }[]} */ const children = readJson(path.join(folder, 'children.json'));
    const processes = [
      { name: 'launcher', pids: [launcher.pid ?? 0] },
      ...children.map(({ name, pid }) => ({ name, pids: [pid, ...childrenOf(pid)] })),
    ];
    const memory = Object.fromEntries(processes.map(({ name, pids }) => [name, memoryOf(pids)]));
    const pss = Object.values(memory).reduce((sum, one) => sum + one.pss, 0);
    return { memory, pss, asked: [asked('whole stack idle (PSS)', Math.round(pss / 1e6), '≤', 1_500, 'MB')] };
  } finally {
    stop();
    await ended;
    process.off('exit', stop);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Measured} measured @returns {string[]} */
export const tellIdle = ({ memory, pss }) =>
  table([
    ['MB', 'PSS', 'RSS'],
    ...Object.entries(memory).map(([name, one]) => [name, Math.round(one.pss / 1e6), Math.round(one.rss / 1e6)]),
    ['all', Math.round(pss / 1e6), ''],
  ]);

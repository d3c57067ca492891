// `npm run lives`: the laws of libs/rules/lives.spec.ts over very many random lives of cases, some thousands at a time so that memory
// holds; `--count N` (100,000), `--seed S` (today's). Each batch has a seed of its own, which a failing one names.
// @ts-check
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { isMain, runMain, Trouble } from '../infra/local/machine.mjs';

const BATCH = 4_000;
const ROOT = new URL('..', import.meta.url);

/** @param {number} count @param {number} seed @returns {Promise<void>} */
function batch(count, seed) {
  return new Promise((resolve, reject) => {
    const args = ['node_modules/jest/bin/jest.js', 'libs/rules/lives.spec.ts', '--selectProjects', 'unit'];
    const env = { ...process.env, LIVES: String(count), LIVES_SEED: String(seed) };
    const jest = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [jest.stdout, jest.stderr]) stream.on('data', (/** @type {Buffer} */ data) => (words += data));
    jest.on('error', reject).on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Trouble(`A law is broken among the lives of seed ${seed} (LIVES=${count} LIVES_SEED=${seed}):\n${words}`),
        );
    });
  });
}

async function main() {
  const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
  const count = Number(values.count ?? 100_000);
  const seed = Number(values.seed ?? Math.floor(Date.now() / 86_400_000));
  if (![count, seed].every((n) => Number.isSafeInteger(n) && n > 0))
    throw new Trouble('--count and --seed are whole numbers');
  const begun = Date.now();
  for (let done = 0; done < count; done += BATCH) {
    await batch(Math.min(BATCH, count - done), seed + done);
    console.log(
      `${Math.min(done + BATCH, count)} lives, ${Math.round((Date.now() - begun) / 1_000)} s: every law holds`,
    );
  }
}

if (isMain(import.meta.url)) runMain(main);

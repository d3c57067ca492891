// What an import takes: generated past cases posted to the door of a whole house, the figures following beside.
// @ts-check
import { Readable } from 'node:stream';
import { pastCases } from '../../infra/demo/past-cases.mjs';
import { Door } from './door.mjs';
import { asked, progress, quantile } from './figures.mjs';
import { inWholeHouse } from './house.mjs';

/** Who may import, and see the figures. */
export const COMMISSION = 'commission';
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @typedef {{ cases: number, refused: number, seconds: number, figuresSeconds: number, noticesSeconds: number }} Imported */

/**
 * Imports so many past cases, and waits until figures and notices have followed.
 * @param {Door} door @param {{ count: number, seed: number }} wanted @returns {Promise<Imported>}
 */
export async function importInto(door, { count, seed }) {
  const get = async (/** @type {string} */ where) => (await door.get(COMMISSION, where)).body;
  const began = performance.now();
  const since = () => Math.round((performance.now() - began) / 100) / 10;
  const posted = await door.stream(
    COMMISSION,
    '/api/v1/imports',
    'application/x-ndjson',
    Readable.from(lines(count, seed)),
  );
  if (posted.status !== 202) throw new Error(JSON.stringify(posted.body));
  let view = posted.body;
  for (let n = 1; view.state === 'RUNNING'; n += 1) {
    await pause(200);
    view = await get(`/api/v1/imports/${view.id}`);
    if (n % 50 === 0) progress(`${view.imported} of ${count} past cases imported`);
  }
  const seconds = since();
  if (view.state !== 'DONE' || view.lines !== count) throw new Error(JSON.stringify(view));
  const figuresSeconds = await followed(get, 'oversight', since);
  const noticesSeconds = await followed(get, 'desk', since);
  return { cases: view.imported, refused: view.refused, seconds, figuresSeconds, noticesSeconds };
}

/** @typedef {Imported & { perSecond: number, events: number, tableMs: number, asked: import('./figures.mjs').Asked[] }} Measured */

/** Imports so many cases into an empty house. @param {{ cases?: number }} options @returns {Promise<Measured>} */
export function benchImport({ cases: count = 100_000 }) {
  return inWholeHouse(async ({ url }) => {
    const door = new Door(url);
    try {
      await door.signIn([COMMISSION]);
      const imported = await importInto(door, { count, seed: 1 });
      const { body } = await door.get(COMMISSION, '/api/v1/turnaround?by=');
      const times = (await door.times(COMMISSION, () => '/api/v1/turnaround?by=item,park', 9)).sort((a, b) => a - b);
      const fewer = count < 100_000 ? `${count} cases` : undefined;
      return {
        ...imported,
        perSecond: Math.round(imported.cases / imported.seconds),
        events: body.position,
        tableMs: Math.round(quantile(times, 0.5)),
        asked: [asked('100,000 past cases imported', imported.seconds, '≤', 120, 's', fewer)],
      };
    } finally {
      door.close();
    }
  });
}

/** @param {Measured} past @returns {string[]} */
export const tellImport = (past) => [
  `${past.cases} past cases imported in ${past.seconds} s (${past.perSecond}/s, ${past.refused} refused)`,
  `in the figures after ${past.figuresSeconds} s, passed by notices after ${past.noticesSeconds} s; their table in ${past.tableMs} ms`,
];

/**
 * When an app has followed the log to its end. Asked of health, which counts nothing: a table asked for twice a second would be half of
 * what is measured. @param {(where: string) => Promise<any>} get @param {'oversight' | 'desk'} app @param {() => number} since
 */
async function followed(get, app, since) {
  for (;;) {
    const { behind, seconds } = (await get('/health/ready'))[app];
    if (behind === 0 && seconds === 0) return since();
    await pause(500);
  }
}

/** @param {number} count @param {number} seed */
function* lines(count, seed) {
  for (const one of pastCases({ count, seed, until: Date.now() })) yield Buffer.from(`${JSON.stringify(one)}\n`);
}

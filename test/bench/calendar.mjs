// What a new calendar takes: so many live cases in Postgres, `yuanban calendar import`, and the relay as a process that brings them to it.
// @ts-check
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { addWorkdays, civilDateOf } from '#rules/workday';
import { asked } from './figures.mjs';
import { booksOf, fillWith, inHouse } from './house.mjs';

const RELAY = new URL('../../dist/run/relay.cjs', import.meta.url).pathname;
const CLI = new URL('../../infra/cli/yuanban.cjs', import.meta.url).pathname;
/** So many cases differ in item, step and hour of filing; each stands for many. */
const MODELS = 200;
const HOUR = 3_600_000;

/** @typedef {{ cases: number, changed: number, told: number, seconds: number, perSecond: number, asked: import('./figures.mjs').Asked[] }} Measured */

/** @param {{ cases?: number }} options @returns {Promise<Measured>} */
export function benchCalendar({ cases: count = 100_000 }) {
  return inHouse(async ({ database, env, folder }) => {
    const year = await fill(database, count);
    const file = path.join(folder, 'year.json');
    fs.writeFileSync(file, JSON.stringify(year));
    return measure(database, env, file);
  });
}

/** @param {import('pg').Client} database @param {NodeJS.ProcessEnv} env @param {string} file @returns {Promise<Measured>} */
async function measure(database, env, file) {
  const relay = spawn(process.execPath, [RELAY], { env, stdio: 'ignore' });
  try {
    // The relay is there before the import, as in life: it holds the lease, and has looked through what there was.
    await followed(database);
    const args = [CLI, 'calendar', 'import', file, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    const { rev, cases } = JSON.parse(stdout);
    if (!cases || cases.failed > 0) throw new Error(stdout);
    const { rows } = await database.query(
      `SELECT extract(epoch FROM r.ended_at - c.made_at)::float AS seconds FROM cases.recalendaring r
       JOIN registry.calendar c ON c.rev = r.rev WHERE r.rev = $1`,
      [rev],
    );
    const seconds = Math.round(rows[0].seconds * 10) / 10;
    const { looked, changed, told } = cases;
    const fewer = looked < 100_000 ? `${looked} cases` : undefined;
    const reached = [asked('100,000 open cases follow a new calendar', seconds, '≤', 60, 's', fewer)];
    return { cases: looked, changed, told, seconds, perSecond: Math.round(looked / seconds), asked: reached };
  } finally {
    relay.kill('SIGKILL');
  }
}

/** @param {Measured} measured @returns {string[]} */
export const tellCalendar = ({ cases, seconds, perSecond, changed, told }) => [
  `${cases} open cases recomputed after a calendar import in ${seconds} s (${perSecond}/s); ${changed} moved, ${told} workflows to tell`,
];

/** @param {import('pg').Client} database */
async function followed(database) {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const { rows } = await database.query('SELECT FROM cases.recalendaring WHERE ended_at IS NOT NULL');
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the relay does not work');
}

/**
 * Live cases of every item of the catalogue, filed in the last days; answers the year in which one of the next working days is free.
 * @param {import('pg').Client} database @param {number} count
 */
async function fill(database, count) {
  const books = await booksOf(database);
  const { items, years, now, calendar } = books;
  for (let n = 0; n < MODELS; n++) {
    const at = now - ((n * 7) % 60) * HOUR;
    const times = Math.ceil(count / MODELS);
    const model = { ...items[n % items.length], name: `bench-${n}`, at, isAccepted: n % 3 !== 0, times, isTold: true };
    await fillWith(database, books, model);
  }
  await database.query('ANALYZE');
  const { on } = addWorkdays(calendar, civilDateOf(now), 3);
  const year = years.find((/** @type {{ year: number }} */ one) => one.year === Number(on.slice(0, 4)));
  return { ...year, off: [...year.off, on], work: year.work.filter((/** @type {string} */ day) => day !== on) };
}

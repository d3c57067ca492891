// What it takes when everything falls due at once: so many cases whose yellow card falls in the same second, their workflows running.
// @ts-check
import { spawn } from 'node:child_process';
import { asked } from './figures.mjs';
import { booksOf, fillWith, inHouse } from './house.mjs';

const APPS = ['relay', 'worker'].map((app) => new URL(`../../dist/run/${app}.cjs`, import.meta.url).pathname);
const CLI = new URL('../../infra/cli/yuanban.cjs', import.meta.url).pathname;

/** @typedef {{ instants: number, startedSeconds: number, recordedSeconds: number, toldSeconds: number,
 *   asked: import('./figures.mjs').Asked[] }} Measured */

/** A tenth of the cases, each of which has its instant. @param {{ cases?: number }} options @returns {Promise<Measured>} */
export function benchInstants({ cases = 100_000 }) {
  const count = Math.ceil(cases / 10);
  return inHouse(async ({ database, env }) => {
    const books = await booksOf(database);
    const { code, definition } = books.items.find((/** @type {{ code: string }} */ item) => item.code === '16');
    const model = { name: 'bench', code, definition, at: books.now, isAccepted: true, times: count, isTold: false };
    const { instants } = await fillWith(database, books, model);
    await database.query('ANALYZE');
    const processes = APPS.map((file) => spawn(process.execPath, [file], { env, stdio: 'ignore' }));
    try {
      /** @param {string} sql the number of those that are still awaited @param {number} most seconds */
      const none = async (sql, most) => {
        const begun = Date.now();
        for (;;) {
          const { rows } = await database.query(sql);
          const seconds = (Date.now() - begun) / 1_000;
          if (Number(rows[0].n) === 0) return Math.round(seconds * 10) / 10;
          if (seconds > most) throw new Error(`${rows[0].n} of ${count} still awaited after ${most} s: ${sql}`);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      };
      const untold = 'SELECT count(*) AS n FROM cases.conduct WHERE seq > told_seq';
      const startedSeconds = await none(untold, 1_800);
      const due = new Date(instants[0]?.at ?? 0).toISOString();
      await run([CLI, 'time', '--to', due], env);
      const uncarded = `SELECT ${count} - count(*) AS n FROM cases.case_event WHERE type = 'case.yellow-carded.v1'`;
      const recordedSeconds = await none(uncarded, 600);
      const toldSeconds = Math.round((recordedSeconds + (await none(untold, 1_800))) * 10) / 10;
      const fewer = count < 10_000 ? `${count} instants` : undefined;
      const reached = [
        asked('10,000 instants of one second recorded', recordedSeconds, '≤', 60, 's', fewer),
        asked('their workflows told', toldSeconds, '≤', 300, 's', fewer),
      ];
      return { instants: count, startedSeconds, recordedSeconds, toldSeconds, asked: reached };
    } finally {
      for (const process of processes) process.kill('SIGKILL');
    }
  });
}

/** @param {Measured} measured @returns {string[]} */
export const tellInstants = ({ instants, startedSeconds, recordedSeconds, toldSeconds }) => [
  `${instants} instants due in the same second: recorded in ${recordedSeconds} s, their workflows told in ${toldSeconds} s (starting as many had taken ${startedSeconds} s)`,
];

/** @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<void>} */
function run(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`))));
  });
}

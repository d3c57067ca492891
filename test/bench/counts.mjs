// What a permit costs in counts, which are the same on every machine: statements, commits, signals, workflow tasks, events. Each act waits until
// the one before has been told and heard, so that nothing is told together. `npm test` holds them.
// @ts-check
import { Door } from './door.mjs';
import { conservedOf, drained, Ledger } from './ends.mjs';
import { round, table } from './figures.mjs';
import { inWholeHouse } from './house.mjs';
import { added, snapshot } from './meters.mjs';
import { oneByOne, PEOPLE } from './permits.mjs';
import { Workflows } from './workflows.mjs';

const CASES = 4;
const LOOK_MS = 20;
const IDLE_MS = 2_000;

/**
 * Of a case. `door` = what the acts themselves asked of Postgres and committed; `house` = of all processes, without
 * what they ask while nobody works.
 * @typedef {{ cases: number, acts: number, door: { statements: number, commits: number }, house: { statements: number, commits: number },
 *   told: import('./workflows.mjs').Told, conserved: import('./ends.mjs').Conserved, faults: string[] }} Measured
 */

/** @returns {Promise<Measured>} */
export function benchCounts() {
  return inWholeHouse(async (house) => {
    const door = new Door(house.url);
    const workflows = new Workflows(house);
    const ledger = new Ledger();
    const settled = async (/** @type {string} */ number) => {
      while (!(await workflows.isAtRest(number))) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    };
    try {
      await door.signIn(PEOPLE);
      // What is read once a process, and the first certificate, which takes its time.
      ledger.add(await oneByOne(door, 1, settled));
      const idle = await lookingRound(house);
      const [before, acted] = [await snapshot(house), await actsIn(house)];
      const seen = await oneByOne(door, CASES, settled);
      ledger.add(seen);
      await drained(house, workflows, seen.filed);
      const [after, acting] = [await snapshot(house), await actsIn(house)];
      const beyond = (/** @type {keyof Looking} */ what) =>
        round((sumsOf(house, before, after)[what] - (idle[what] * (after.at - before.at)) / 1_000) / CASES);
      const conserved = await ledger.conserved(house);
      return {
        cases: CASES,
        acts: seen.timed.length / CASES,
        door: {
          statements: (acting.statements - acted.statements) / CASES,
          commits: (acting.commits - acted.commits) / CASES,
        },
        house: { statements: beyond('statements'), commits: beyond('commits') },
        told: await workflows.told(seen.filed),
        conserved,
        faults: conserved.faults,
      };
    } finally {
      door.close();
      await workflows.close();
    }
  });
}

/** @typedef {{ statements: number, commits: number }} Looking */

/** Statements and commits a second while nobody works: every process looks round. @param {import('./house.mjs').WholeHouse} house @returns {Promise<Looking>} */
async function lookingRound(house) {
  const before = await snapshot(house);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const after = await snapshot(house);
  const { statements, commits } = sumsOf(house, before, after);
  const seconds = (after.at - before.at) / 1_000;
  return { statements: statements / seconds, commits: commits / seconds };
}

/**
 * Of all processes together, in our database. @param {import('./house.mjs').House} house
 * @param {import('./meters.mjs').Snapshot} before @param {import('./meters.mjs').Snapshot} after @returns {Looking}
 */
function sumsOf({ database }, before, after) {
  const statements = Object.values(added(before.statements, after.statements)).reduce((sum, one) => sum + one, 0);
  return { statements, commits: added(before.commits, after.commits)[database.database ?? ''] ?? 0 };
}

/** What the door of cases asked for acts: without the pages of the log, which others read by it. @param {import('./house.mjs').House} house */
async function actsIn({ database }) {
  const { rows } = await database.query(
    `SELECT coalesce(sum(calls) FILTER (WHERE query !~* '^(begin|commit|select set_config)' AND NOT is_page), 0)::int AS statements,
       (coalesce(sum(calls) FILTER (WHERE query ~* '^commit'), 0) - coalesce(sum(calls) FILTER (WHERE is_page), 0))::int AS commits
     FROM (SELECT calls, query, query LIKE '%FROM cases.case_log%' AS is_page FROM pg_stat_statements s
       JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
       WHERE d.datname = current_database() AND r.rolname = 'cases_door' AND toplevel) asked`,
  );
  return rows[0];
}

/** @param {Measured} measured @returns {string[]} */
export const tellCounts = ({ cases, acts, door, house, told, conserved }) => [
  ...table([
    [`of a case, ${cases} one by one`, ''],
    ['acts', acts],
    ['statements of the acts', door.statements],
    ['commits of the acts', door.commits],
    ['statements of all processes, beyond those of an idle house', house.statements],
    ['commits of all processes, beyond those of an idle house', house.commits],
    ['signals', told.signals],
    ['workflow tasks', told.workflowTasks],
    ['events of history', told.events],
    ['runs', told.runs],
  ]),
  conservedOf(conserved),
];

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

/**
 * Of a case. `door` = what the acts themselves asked of Postgres and committed; `commits`, `statements` = of all processes, those that look
 * round included.
 * @typedef {{ cases: number, acts: number, door: { statements: number, commits: number }, commits: number, statements: Record<string, number>,
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
      const [before, acted] = [await snapshot(house), await actsIn(house)];
      const seen = await oneByOne(door, CASES, settled);
      ledger.add(seen);
      await drained(house, workflows, seen.filed);
      const [after, acting] = [await snapshot(house), await actsIn(house)];
      const [[, commits = 0] = []] = Object.entries(added(before.commits, after.commits)).filter(
        ([name]) => name === house.database.database,
      );
      const conserved = await ledger.conserved(house);
      const statements = Object.entries(added(before.statements, after.statements));
      return {
        cases: CASES,
        acts: seen.timed.length / CASES,
        door: {
          statements: (acting.statements - acted.statements) / CASES,
          commits: (acting.commits - acted.commits) / CASES,
        },
        commits: round(commits / CASES),
        statements: Object.fromEntries(statements.map(([name, sum]) => [name, round(sum / CASES)])),
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
export const tellCounts = ({ cases, acts, door, commits, statements, told, conserved }) => [
  ...table([
    [`of a case, ${cases} one by one`, ''],
    ['acts', acts],
    ['statements of the acts', door.statements],
    ['commits of the acts', door.commits],
    ['commits of all processes', commits],
    ...Object.entries(statements).map(([name, sum]) => /** @type {[string, number]} */ ([`statements, ${name}`, sum])),
    ['signals', told.signals],
    ['workflow tasks', told.workflowTasks],
    ['events of history', told.events],
    ['runs', told.runs],
  ]),
  conservedOf(conserved),
];

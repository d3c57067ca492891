// What a permit costs in counts, which are the same on every machine: statements, commits, signals, workflow tasks, events. Each act waits until
// the one before has been told and heard, so that nothing is told together. `npm test` holds them.
// @ts-check
import { Door } from './door.mjs';
import { conservedOf, drained, Ledger } from './ends.mjs';
import { table } from './figures.mjs';
import { inWholeHouse } from './house.mjs';
import { oneByOne, PEOPLE } from './permits.mjs';
import { Workflows } from './workflows.mjs';

const CASES = 4;
const LOOK_MS = 20;

/**
 * Of a case: what the acts themselves asked of Postgres and committed, and what every other process wrote `behind` them.
 * @typedef {Counted & { cases: number, acts: number, told: import('./workflows.mjs').Told, conserved: import('./ends.mjs').Conserved,
 *   faults: string[] }} Measured
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
      const before = await askedIn(house);
      const seen = await oneByOne(door, CASES, settled);
      ledger.add(seen);
      await drained(house, workflows, seen.filed);
      const after = await askedIn(house);
      const each = (/** @type {keyof Counted} */ what) => (after[what] - before[what]) / CASES;
      const conserved = await ledger.conserved(house);
      return {
        cases: CASES,
        acts: seen.timed.length / CASES,
        statements: each('statements'),
        commits: each('commits'),
        behind: each('behind'),
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

/** @typedef {{ statements: number, commits: number, behind: number }} Counted */

/**
 * What the door of cases has asked for acts, without the pages of the log, which others read by it; and what others have written, which never is
 * more than they had rows to write, however often they look. @param {import('./house.mjs').House} house @returns {Promise<Counted>}
 */
async function askedIn({ database }) {
  const { rows } = await database.query(
    `SELECT (sum(calls) FILTER (WHERE is_door AND NOT is_page AND query !~* '^(begin|commit|select set_config)'))::int AS statements,
       (coalesce(sum(calls) FILTER (WHERE is_door AND query ~* '^commit'), 0)
         - coalesce(sum(calls) FILTER (WHERE is_door AND is_page), 0))::int AS commits,
       (sum(least(calls, rows)) FILTER (WHERE NOT is_door AND query ~* '(insert into|update|delete from) [a-z]+[.]'
         AND query !~ 'relay_lease'))::int AS behind
     FROM (SELECT s.*, r.rolname = 'cases_door' AS is_door, query LIKE '%FROM cases.case_log%' AS is_page FROM pg_stat_statements s
       JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
       WHERE d.datname = current_database() AND r.rolname <> current_user AND toplevel) asked`,
  );
  return rows[0];
}

/** @param {Measured} measured @returns {string[]} */
export const tellCounts = ({ cases, acts, statements, commits, behind, told, conserved }) => [
  ...table([
    [`of a case, ${cases} one by one`, ''],
    ['acts', acts],
    ['statements of the acts', statements],
    ['commits of the acts', commits],
    ['statements that wrote behind them', behind],
    ['signals', told.signals],
    ['workflow tasks', told.workflowTasks],
    ['events of history', told.events],
    ['runs', told.runs],
  ]),
  conservedOf(conserved),
];

// One round of permits in a house: the load, the wait until every workflow has ended, and what both took.
// @ts-check
import os from 'node:os';
import { drained } from './ends.mjs';
import { round, spread, table } from './figures.mjs';
import { added, memory, snapshot } from './meters.mjs';
import { ACTS, KINDS } from './permits.mjs';

/** @typedef {import('./meters.mjs').Named} Named */
/** @typedef {{ house: import('./house.mjs').WholeHouse, door: import('./door.mjs').Door, workflows: import('./workflows.mjs').Workflows,
 *   ledger: import('./ends.mjs').Ledger }} Place  where rounds are made */
/**
 * What a round took. `casesPerSecond`, `actsPerSecond` = answered within the window; `actMs` of all, `actMsByKind` the middle one; `drainPerSecond`
 * = cases by the time from the first act until every workflow has ended, `drainSeconds` = from the last act sent until then; the rest is
 * by case, of processes, databases and roles; `generatorShare` = of all cores while the clients were at work.
 * @typedef {{ cases: number, seconds: number, casesPerSecond: number, actsPerSecond: number, actMs: ReturnType<typeof spread>,
 *   actMsByKind: Named, wrong: string[], told: import('./workflows.mjs').Told, drainPerSecond: number, drainSeconds: number,
 *   cpuMs: Named, cpuMsSum: number, generatorShare: number, walBytes: number, commits: Named, statements: Named,
 *   memory: Record<string, import('./meters.mjs').Memory>, conserved: import('./ends.mjs').Conserved }} Round
 */

/** @param {Place} place @param {(door: import('./door.mjs').Door) => Promise<import('./permits.mjs').Seen>} load @returns {Promise<Round>} */
export async function oneRound({ house, door, workflows, ledger }, load) {
  const before = await snapshot(house);
  const own = process.cpuUsage();
  const seen = await load(door);
  const used = process.cpuUsage(own);
  const took = performance.now() - seen.from;
  const inMemory = memory(house);
  ledger.add(seen);
  const end = await drained(house, workflows, seen.filed);
  const after = await snapshot(house);
  const cases = seen.filed.length;
  const each = (/** @type {Named} */ sums) =>
    Object.fromEntries(
      Object.entries(sums)
        .map(([name, sum]) => [name, round(sum / cases)])
        .filter(([, one]) => one !== 0),
    );
  // Where permits take their time by plan, the first and the last of it are thin: the answers fill as long as the arrivals do.
  const seconds = (seen.to - seen.from - seen.lifeMs) / 1_000;
  const within = seen.timed.filter(({ at }) => at <= seen.to);
  const { bench: _, ...cpu } = added(before.cpuMs, after.cpuMs);
  const cpuMs = each(cpu);
  return {
    cases,
    seconds: round(seconds),
    casesPerSecond: round(within.filter(({ act }) => act === 'decide').length / seconds),
    actsPerSecond: round(within.length / seconds),
    actMs: spread(seen.timed.map(({ ms }) => ms)),
    actMsByKind: Object.fromEntries(
      KINDS.map((kind) => [kind, spread(seen.timed.filter(({ act }) => act === kind).map(({ ms }) => ms)).p50]),
    ),
    wrong: seen.wrong,
    told: await workflows.told(seen.filed),
    drainPerSecond: round(cases / ((end - seen.from) / 1_000)),
    drainSeconds: round((end - seen.until) / 1_000),
    cpuMs,
    cpuMsSum: round(Object.values(cpu).reduce((sum, ms) => sum + ms, 0) / cases),
    generatorShare: round((used.user + used.system) / 1_000 / took / os.cpus().length, 3),
    walBytes: Math.round((after.walBytes - before.walBytes) / cases),
    commits: each(added(before.commits, after.commits)),
    statements: each(added(before.statements, after.statements)),
    memory: inMemory,
    conserved: await ledger.conserved(house),
  };
}

/** Rounds side by side: a column each. @param {readonly { name: string, round: Round }[]} rounds @returns {string[]} */
export function sideBySide(rounds) {
  const row = (/** @type {string} */ name, /** @type {(round: Round) => string | number} */ of) => [
    name,
    ...rounds.map(({ round }) => of(round)),
  ];
  /** A line for each name that any round has. @param {string} head @param {(round: Round) => Named} of */
  const rows = (head, of) =>
    [...new Set(rounds.flatMap(({ round }) => Object.keys(of(round))))].map((name) =>
      row(`${head} ${name}`, (one) => of(one)[name] ?? 0),
    );
  const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e6);
  return table([
    ['', ...rounds.map(({ name }) => name)],
    row('cases', ({ cases }) => cases),
    row('cases/s answered', ({ casesPerSecond }) => casesPerSecond),
    row('acts/s answered', ({ actsPerSecond }) => actsPerSecond),
    row('act p50, ms', ({ actMs }) => actMs.p50),
    row('act p99, ms', ({ actMs }) => actMs.p99),
    row('act p99.9, ms', ({ actMs }) => actMs.p999),
    ...rows('  p50, ms:', ({ actMsByKind }) => actMsByKind),
    row('wrong answers (repeated)', ({ wrong }) => wrong.length),
    row('cases/s until every workflow had ended', ({ drainPerSecond }) => drainPerSecond),
    row('seconds from the last act until then', ({ drainSeconds }) => drainSeconds),
    row('commit to told p50, ms', ({ told }) => told.lagMs.p50),
    row('commit to told p99, ms', ({ told }) => told.lagMs.p99),
    ...rows('  p50, ms:', ({ told }) => lagsOf(told)),
    row('decision to certificate p50, ms', ({ told }) => told.certificateMs.p50),
    row('decision to certificate p99, ms', ({ told }) => told.certificateMs.p99),
    row('a case: CPU in all, ms', ({ cpuMsSum }) => cpuMsSum),
    ...rows('  CPU, ms:', ({ cpuMs }) => cpuMs),
    row('a case: WAL, bytes', ({ walBytes }) => walBytes),
    ...rows('a case: commits,', ({ commits }) => commits),
    ...rows('a case: statements,', ({ statements }) => statements),
    row('a case: signals', ({ told }) => told.signals),
    row('a case: workflow tasks', ({ told }) => told.workflowTasks),
    row('a case: events of history', ({ told }) => told.events),
    row('a case: runs', ({ told }) => told.runs),
    row('share of the machine for the clients', ({ generatorShare }) => generatorShare),
    ...rows('MB of memory (PSS),', ({ memory }) => mapped(memory, ({ pss }) => megabytes(pss))),
    ...rows('MB of memory (RSS),', ({ memory }) => mapped(memory, ({ rss }) => megabytes(rss))),
  ]);
}

/** @template T @param {Record<string, T>} named @param {(one: T) => number} of @returns {Named} */
const mapped = (named, of) => Object.fromEntries(Object.entries(named).map(([name, one]) => [name, of(one)]));

/** @param {import('./workflows.mjs').Told} told @returns {Named} */
const lagsOf = ({ lagByTellingMs }) =>
  Object.fromEntries(
    ['filed', 'accepted', `reviewed (${ACTS - 3} opinions)`, 'decided'].map((name, n) => [
      name,
      lagByTellingMs[n] ?? NaN,
    ]),
  );

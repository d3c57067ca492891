// Does it stay as quick as it was? One house that fills with past cases, a tenth as many open ones beside them; at each size the same work,
// queues at their beginning and in their depth, lists, and the table of turnarounds.
// @ts-check
import { conservedOf } from './ends.mjs';
import { asked, progress, round, spread, table } from './figures.mjs';
import { booksOf, fillWith } from './house.mjs';
import { COMMISSION, importInto } from './import.mjs';
import { APPLICANT, openLoop } from './permits.mjs';
import { oneRound, sideBySide } from './rounds.mjs';
import { inWarmHouse } from './work.mjs';
import { steadinessOf } from './probes.mjs';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const LARGEST = 1_000_000;
const OPEN_SHARE = 10;
const PER_SECOND = 5;
const READINGS = 300;
const TABLE_READINGS = 15;
/** Open cases come from so many filings, minutes apart: their work is due at different moments. */
const MODELS = 20;
const REVIEWER = 'review.fire';
const PAGE = 50; // as the screens ask for it

/** @typedef {ReturnType<typeof spread>} Spread */
/**
 * At one size. `round` = the open loop; `readings` = ms of one request over HTTP, by what was asked for.
 * @typedef {{ cases: number, open: number, round: import('./work.mjs').Steady, readings: Record<string, Spread>, depth: number }} Size
 */
/** @typedef {{ sizes: Size[], asked: import('./figures.mjs').Asked[], faults: string[] }} Measured */

/** @param {{ seconds: number, cases?: number }} options @returns {Promise<Measured>} */
export function benchGrowth({ seconds, cases = 10_000 }) {
  const wanted = [...SIZES.filter((size) => size < cases), cases];
  return inWarmHouse(async (place, probes) => {
    const { house, door, ledger } = place;
    await door.signIn([COMMISSION]);
    /** @type {Size[]} */ const sizes = [];
    for (const size of wanted) {
      progress(`growth: to ${size} finished cases`);
      const imported = await importInto(door, { count: size - ledger.imported, seed: size });
      ledger.imported += imported.cases;
      ledger.open += await fill(house, Math.round(size / OPEN_SHARE) - ledger.open, size);
      // Postgres would do so by itself within a minute.
      await house.database.query('ANALYZE');
      const round = await probes.steadily(`${size} cases`, () =>
        oneRound(place, (one) => openLoop(one, { perSecond: PER_SECOND, seconds })),
      );
      sizes.push({ cases: size, open: ledger.open, round, ...(await readings(door)) });
    }
    return {
      sizes,
      asked: judge(sizes),
      faults: sizes.flatMap(({ cases: n, round: { conserved } }) =>
        conserved.faults.map((fault) => `${n} cases: ${fault}`),
      ),
    };
  });
}

/** So many open cases in review. @param {import('./house.mjs').WholeHouse} house @param {number} count @param {number} size */
async function fill({ database }, count, size) {
  const books = await booksOf(database);
  const item = books.items.find((/** @type {{ code: string }} */ { code }) => code === '16');
  const times = Math.floor(count / MODELS);
  for (let n = 0; n < MODELS; n += 1)
    await fillWith(database, books, {
      ...item,
      name: `open-${size}-${n}`,
      at: books.now - n * 60_000,
      isAccepted: true,
      times,
      isTold: true,
    });
  return times * MODELS;
}

/** @param {import('./door.mjs').Door} door */
async function readings(door) {
  const lastYear = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
  const cursors = await depthOf(door, REVIEWER, '/api/v1/tasks?');
  const own = await depthOf(door, APPLICANT, '/api/v1/cases?');
  /** Some place in the second half. @param {string} path @param {string[]} all @returns {(n: number) => string} */
  const deepIn = (path, all) => {
    const half = all.slice(all.length >> 1);
    if (half.length === 0) throw new Error(`${path} has one page only: more --seconds`);
    return (n) => `${path}?cursor=${half[n % half.length]}`;
  };
  const taken = async (/** @type {string} */ as, /** @type {(n: number) => string} */ path, times = READINGS) =>
    spread(await door.times(as, path, times));
  return {
    depth: cursors.length * PAGE,
    readings: {
      'queue, first page': await taken(REVIEWER, () => '/api/v1/tasks'),
      'queue, deep page': await taken(REVIEWER, deepIn('/api/v1/tasks', cursors)),
      'own cases, first page': await taken(APPLICANT, () => '/api/v1/cases'),
      'own cases, deep page': await taken(APPLICANT, deepIn('/api/v1/cases', own)),
      'turnaround, item by park': await taken(COMMISSION, () => '/api/v1/turnaround?by=item,park', TABLE_READINGS),
      'turnaround, park by month of a year': await taken(
        COMMISSION,
        () => `/api/v1/turnaround?by=park,month&from=${lastYear}`,
        TABLE_READINGS,
      ),
      'turnaround, search of its cases': await taken(
        COMMISSION,
        () => '/api/v1/turnaround/cases?item=16&park=caohejing',
        TABLE_READINGS,
      ),
    },
  };
}

/** The cursors on the way to the last page. @param {import('./door.mjs').Door} door @param {string} as @param {string} path @returns {Promise<string[]>} */
async function depthOf(door, as, path) {
  /** @type {string[]} */ const cursors = [];
  for (let next = ''; ;) {
    const { status, body } = await door.get(as, `${path}limit=${PAGE}${next && `&cursor=${next}`}`);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    if (body.next === null) return cursors;
    cursors.push((next = encodeURIComponent(body.next)));
  }
}

/** @param {readonly Size[]} sizes */
function judge(sizes) {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (!first || !last) throw new Error('no sizes');
  const smaller = last.cases < LARGEST ? `at ${last.cases} cases` : undefined;
  const at = (/** @type {string} */ name) => last.readings[name] ?? { p50: NaN, p99: NaN };
  const times = (/** @type {(size: Size) => number} */ of) => round(of(last) / of(first), 2);
  return [
    ...['first', 'deep'].map((page) =>
      asked(`queue, ${page} page, p99, 1 M cases`, at(`queue, ${page} page`).p99, '<', 20, 'ms', smaller),
    ),
    asked('turnaround, item by park, p50, 1 M cases', at('turnaround, item by park').p50, '<', 200, 'ms', smaller),
    asked(
      'CPU of a case at 1 M against 1 K',
      times((size) => size.round.cpuMsSum),
      '≤',
      1.5,
      'times',
      smaller,
    ),
    asked(
      'act p50 at 1 M against 1 K',
      times((size) => size.round.actMs.p50),
      '≤',
      1.5,
      'times',
      smaller,
    ),
  ];
}

/** @param {Measured} measured @returns {string[]} */
export function tellGrowth({ sizes }) {
  const row = (/** @type {string} */ name, /** @type {(size: Size) => string | number} */ of) => [
    name,
    ...sizes.map(of),
  ];
  const names = Object.keys(sizes[0]?.readings ?? {});
  const heads = sizes.map(({ cases }) => `${cases.toLocaleString('en')} cases`);
  return [
    ...sideBySide(sizes.map(({ round }, n) => ({ name: heads[n] ?? '', round }))),
    '',
    ...table([
      ['', ...heads],
      row('open cases beside', ({ open }) => open),
      row('depth of the queue', ({ depth }) => depth),
      ...names.flatMap((name) => [
        row(`${name}, p50, ms`, ({ readings }) => readings[name]?.p50 ?? NaN),
        row(`${name}, p99, ms`, ({ readings }) => readings[name]?.p99 ?? NaN),
      ]),
    ]),
    ...sizes.flatMap(({ cases, round }) => [
      `${cases} cases: ${conservedOf(round.conserved)}`,
      `${cases} cases: ${steadinessOf(round.steadiness)}`,
    ]),
  ];
}

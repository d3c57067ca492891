// Figures of the bench as people read them: quantiles, rounding, tables with aligned columns, and whether what was asked for is reached.
// @ts-check

/** @param {readonly number[]} values ascending @param {number} share */
export const quantile = (values, share) =>
  values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** What is under way, for whoever waits: beside the figures, which go to the standard output. @param {string} what */
export const progress = (what) => void process.stderr.write(`${what}\n`);

/** @param {number} value @param {number} [places] */
export const round = (value, places = 1) => Math.round(value * 10 ** places) / 10 ** places;

/** @param {readonly number[]} values @returns {{ p50: number, p99: number, p999: number }} */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => round(quantile(sorted, share));
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999) };
}

/**
 * What was asked for beside what was seen. `tried` = a smaller trial than was asked for, in words.
 * @typedef {{ what: string, value: number, asked: string, isReached: boolean, tried?: string }} Asked
 */

/**
 * @param {string} what @param {number} value @param {'≤' | '<' | '≥'} than @param {number} bound @param {string} unit
 * @param {string} [tried] where it was tried at less than was asked for @returns {Asked}
 */
export function asked(what, value, than, bound, unit, tried) {
  const isReached = than === '≥' ? value >= bound : than === '<' ? value < bound : value <= bound;
  return { what, value, asked: `${than} ${bound.toLocaleString('en')} ${unit}`, isReached, ...(tried && { tried }) };
}

/** @param {Asked} one */
export const judged = ({ what, value, asked: bound, isReached, tried }) =>
  `${what}: ${value.toLocaleString('en')} - asked ${bound}: ${isReached ? 'reached' : 'MISSED'}${tried ? ` (${tried})` : ''}`;

/**
 * Lines of aligned columns; numbers to the right, words to the left. The first row is the head.
 * @param {readonly (readonly (string | number)[])[]} rows @returns {string[]}
 */
export function table(rows) {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  const columns = Math.max(...cells.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, n) => Math.max(...cells.map((row) => row[n]?.length ?? 0)));
  const isNumber = (/** @type {number} */ column) => rows.slice(1).some((row) => typeof row[column] === 'number');
  return cells.map((row) =>
    row
      .map((cell, n) => (isNumber(n) ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

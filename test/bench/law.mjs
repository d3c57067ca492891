// What the law costs, in microseconds: the dates of a case that was paused three times, one act more, and its days explained.
// @ts-check
import fs from 'node:fs';
import { applyClockAct, deadline, foldClock, readClock } from '#rules/clock';
import { compileCalendar } from '#rules/workday';
import { round, table } from './figures.mjs';

const folder = new URL('../../seeds/calendars/', import.meta.url);
const years = fs.readdirSync(folder).map((name) => JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8')));
const calendar = compileCalendar(years);

/** @param {string} text `pause 2026-01-07` */
function act(text) {
  const [name, on] = /** @type {['start' | 'pause' | 'resume', string]} */ (text.split(' '));
  return { act: name, at: Date.parse(`${on}T10:00:00+08:00`) };
}
const turns = ['pause 2026-01-07', 'resume 2026-01-12', 'pause 2026-01-14', 'resume 2026-03-12', 'pause 2026-03-16'];
const acts = ['start 2026-01-05', ...turns, 'resume 2026-08-17'].map(act);
const limit = { value: 45, unit: /** @type {const} */ ('workday') };
const folded = foldClock(limit, acts, calendar);
const asOf = Date.parse('2026-10-12T10:00:00+08:00');
const next = act('pause 2026-09-01');

/** @type {Record<string, () => unknown>} */
const works = {
  'due date with three pauses': () => deadline(limit, acts, calendar),
  'one more act on that ledger': () => applyClockAct(folded, next, calendar),
  'reading without days': () => readClock({ limit, acts, asOf }, calendar),
  'reading with 281 explained days': () => readClock({ limit, acts, asOf }, calendar, { days: true }),
};

/** @param {() => unknown} work @returns microseconds for one, in each of 60 rounds, ascending */
function rounds(work) {
  const count = 2_000;
  return Array.from({ length: 60 }, () => {
    const begun = process.hrtime.bigint();
    for (let i = 0; i < count; i++) work();
    return Number(process.hrtime.bigint() - begun) / 1_000 / count;
  }).sort((a, b) => a - b);
}

/** @returns {Promise<{ results: { name: string, medianUs: number, bestUs: number }[] }>} */
export async function benchLaw() {
  const results = Object.entries(works).map(([name, work]) => {
    const times = rounds(work);
    return { name, medianUs: times[30] ?? 0, bestUs: times[0] ?? 0 };
  });
  return { results };
}

/** @param {Awaited<ReturnType<typeof benchLaw>>} measured @returns {string[]} */
export const tellLaw = ({ results }) =>
  table([
    ['', 'median, µs', 'best, µs'],
    ...results.map(({ name, medianUs, bestUs }) => [name, round(medianUs, 2), round(bestUs, 2)]),
  ]);

// `npm run bench`: what the law costs, in microseconds, on the machine it runs on (median and best of the rounds), and what an
// import of past cases, a new calendar and ten thousand instants at once take on real servers. `--only law`, `import`, `calendar` or
// `instants`; `--cases N` cases instead of 100,000 (a tenth of them for instants).
// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { applyClockAct, deadline, foldClock, readClock } from '#rules/clock';
import { compileCalendar } from '#rules/workday';
import { benchCalendar } from './calendar.mjs';
import { benchImport } from './import.mjs';
import { benchInstants } from './instants.mjs';

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, cases: { type: 'string', default: '100000' } },
});
if (values.only !== undefined && !['law', 'import', 'calendar', 'instants'].includes(values.only)) {
  console.error('--only is law, import, calendar or instants');
  process.exit(2);
}
const isWanted = (/** @type {string} */ what) => values.only === undefined || values.only === what;
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
const results = (isWanted('law') ? Object.entries(works) : []).map(([name, work]) => {
  const times = rounds(work);
  return { name, medianUs: times[30] ?? 0, bestUs: times[0] ?? 0 };
});
const machine = `${os.cpus().length} x ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
const past = isWanted('import') ? await benchImport(Number(values.cases)) : null;
const recalendared = isWanted('calendar') ? await benchCalendar(Number(values.cases)) : null;
const instants = isWanted('instants') ? await benchInstants(Math.ceil(Number(values.cases) / 10)) : null;
if (values.json) console.log(JSON.stringify({ machine, results, past, recalendared, instants }));
else {
  console.log(machine);
  for (const { name, medianUs, bestUs } of results)
    console.log(`${name.padEnd(40)} ${medianUs.toFixed(2).padStart(8)} µs   best ${bestUs.toFixed(2)} µs`);
  if (past)
    console.log(
      `${past.cases} past cases imported in ${past.seconds} s (${past.perSecond}/s, ${past.refused} refused); in the figures after ${past.figuresSeconds} s, passed by notices after ${past.noticesSeconds} s; their table in ${past.tableMs} ms`,
    );
  if (recalendared)
    console.log(
      `${recalendared.cases} open cases recomputed after a calendar import in ${recalendared.seconds} s (${recalendared.perSecond}/s); ${recalendared.changed} moved, ${recalendared.told} workflows to tell`,
    );
  if (instants)
    console.log(
      `${instants.instants} instants due in the same second: recorded in ${instants.recordedSeconds} s, their workflows told in ${instants.toldSeconds} s (starting as many had taken ${instants.startedSeconds} s)`,
    );
}

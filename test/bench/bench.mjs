// `npm run bench`: what the product takes, on real servers and on the machine that it runs on. Each figure that was asked for stands beside
// what was asked. `--only` parts, `--seconds` a round, `--cases` for the parts that count by cases, `--json` one document for all.
// @ts-check
import os from 'node:os';
import { parseArgs } from 'node:util';
import { benchBytes, tellBytes } from './bytes.mjs';
import { benchCalendar, tellCalendar } from './calendar.mjs';
import { benchCounts, tellCounts } from './counts.mjs';
import { judged, progress } from './figures.mjs';
import { benchGrowth, tellGrowth } from './growth.mjs';
import { benchIdle, tellIdle } from './idle.mjs';
import { benchImport, tellImport } from './import.mjs';
import { benchInstants, tellInstants } from './instants.mjs';
import { benchLaw, tellLaw } from './law.mjs';
import { benchSustained, benchWork, tellWork } from './work.mjs';

/** @typedef {{ seconds: number, cases?: number }} Options */
/**
 * `minutes` = about how long it takes. What a part answers may hold `asked`, and `faults`: what broke conservation.
 * It is `any`: each has a shape of its own, which its own `tell` alone reads.
 * @typedef {{ run: (options: Options) => Promise<any>, tell: (measured: any) => string[], minutes: (options: Options) => number }} Part
 */

/** @type {Record<string, Part>} In the order in which they run. */
const PARTS = {
  law: { run: benchLaw, tell: tellLaw, minutes: () => 0.1 },
  work: { run: benchWork, tell: tellWork, minutes: ({ seconds }) => 1.5 + seconds / 6 },
  sustained: { run: benchSustained, tell: tellWork, minutes: ({ seconds }) => 1.5 + seconds / 10 },
  bytes: { run: benchBytes, tell: tellBytes, minutes: () => 3 },
  idle: { run: benchIdle, tell: tellIdle, minutes: () => 1.2 },
  growth: {
    run: benchGrowth,
    tell: tellGrowth,
    minutes: ({ seconds, cases = 10_000 }) => 1.5 + cases / 60_000 + (Math.log10(cases) - 2) * (1 + seconds / 30),
  },
  import: { run: benchImport, tell: tellImport, minutes: ({ cases = 100_000 }) => 0.5 + cases / 60_000 },
  calendar: { run: benchCalendar, tell: tellCalendar, minutes: ({ cases = 100_000 }) => 0.5 + cases / 60_000 },
  instants: { run: benchInstants, tell: tellInstants, minutes: ({ cases = 100_000 }) => 0.5 + cases / 30_000 },
  counts: { run: benchCounts, tell: tellCounts, minutes: () => 0.5 },
};

/** @param {string} what @returns {never} */
function refuse(what) {
  console.error(`BAD_INPUT: ${what}`);
  process.exit(2);
}

function optionsOf() {
  const names = Object.keys(PARTS);
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: text, seconds: text, cases: text } });
    const only = values.only?.split(',') ?? names;
    const unknown = only.find((name) => !names.includes(name));
    if (unknown !== undefined) refuse(`--only ${unknown} is none of ${names.join(', ')}`);
    const count = (/** @type {'seconds' | 'cases'} */ name) => {
      const value = values[name];
      if (value === undefined) return undefined;
      if (!/^[1-9]\d{0,6}$/.test(value)) refuse(`--${name} ${value} is no whole number from 1`);
      return Number(value);
    };
    return {
      isJson: values.json === true,
      only: names.filter((name) => only.includes(name)),
      seconds: count('seconds') ?? 30,
      cases: count('cases'),
    };
  } catch (error) {
    return refuse(/** @type {Error} */ (error).message);
  }
}

const { isJson, only, ...options } = optionsOf();
const wanted = only.map((name) => ({ name, part: /** @type {Part} */ (PARTS[name]) }));
progress(
  `about ${Math.ceil(wanted.reduce((sum, { part }) => sum + part.minutes(options), 0))} minutes: ${only.join(', ')}`,
);
const machine = `${os.cpus().length} x ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
if (!isJson) console.log(machine);
/** @type {Record<string, any>} */ const measured = {};
for (const { name, part } of wanted) {
  /** @type {string[]} */ let lines = [];
  try {
    const seen = (measured[name] = await part.run(options));
    lines = [...part.tell(seen), ...(seen.asked ?? []).map(judged)];
  } catch (error) {
    // One part that fails does not take the figures of the others along.
    measured[name] = { faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
  const faults = (measured[name].faults ?? []).map((/** @type {string} */ fault) => `BROKEN: ${fault}`);
  if (!isJson) console.log(['', name, ...lines, ...faults].join('\n'));
}
if (isJson) console.log(JSON.stringify({ machine, at: new Date().toISOString(), ...options, ...measured }));
// What the record does not hold is no figure but a fault.
process.exitCode = Object.values(measured).some(({ faults = [] }) => faults.length > 0) ? 1 : 0;

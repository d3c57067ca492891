// Asks second, independent implementations, of the legal clock (clock.py beside this file) and of the rules on incentive
// plans (equity.py), about random documents and compares their answers with ours:
// `npm run oracle -- [--of clock|equity] [--count N] [--seed S]`. Exit 1 on any difference.
// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMain, runMain, Trouble } from '../../infra/local/machine.mjs';
import { findPython } from '../../infra/local/python.mjs';

const BUILT = new URL('../../dist/infra/cli/', import.meta.url);

/**
 * One answered document; `days` is false where the explained days are not told. Between them an oracle may revise the calendar:
 * from there on it answers by the shipped years with this one in its place.
 * @typedef {{ year: number }} Year
 * @typedef {{ limit: { unit: string }, plan: { mode: string } }} Question
 * @typedef {{ error?: { code: string, path: string | null }, days?: { why: string }[], state?: string, provisional?: boolean,
 *   overdueBy?: number, verdict?: string, ruleSet?: string, findings?: { rule: string, pass: boolean | null }[] }} Answer
 * @typedef {{ question: Question, days?: boolean, answer: Answer }} Line
 * @typedef {{ revision: Year }} Revision
 * @typedef {{ question: Question, at: string, theirs: Answer, ours: Answer, revision?: Year }} Difference
 * @typedef {{ asked: number, differences: number, shortest?: Difference, seen: Record<string, number>, seconds: number }} Outcome
 * @typedef {(document: unknown, revision?: Year) => Answer} Program
 */

/**
 * The program's side, as the command line has it. An error that is no answer is told as one, to be seen as a difference.
 * @param {Program} answer @param {Function} BadInput
 * @returns {Program}
 */
export function programOf(answer, BadInput) {
  return (document, revision) => {
    try {
      return answer(document, revision);
    } catch (thrown) {
      const error = /** @type {Error & { code?: string, path?: string | null }} */ (thrown);
      const code = error instanceof BadInput ? 'BAD_INPUT' : error.code;
      return { error: { code: code ?? `${error.name}: ${error.message}`, path: error.path ?? null } };
    }
  };
}

/**
 * Where two answers differ first, as a path; undefined where they say the same. The order of properties does not matter.
 * @param {unknown} theirs @param {unknown} ours @param {string} at
 * @returns {string | undefined}
 */
export function differenceAt(theirs, ours, at = '') {
  if (theirs === ours) return undefined;
  if (typeof theirs !== 'object' || typeof ours !== 'object' || theirs === null || ours === null) return at || 'answer';
  if (Array.isArray(theirs) !== Array.isArray(ours)) return at || 'answer';
  const [left, right] = /** @type {Record<string, unknown>[]} */ ([theirs, ours]);
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const found = differenceAt(left?.[key], right?.[key], at ? `${at}.${key}` : key);
    if (found) return found;
  }
  return undefined;
}

/**
 * Where our answer differs from the oracle's.
 * @param {Line} line @param {Answer} answer
 */
function judge({ days = true, answer }, { days: listed, ...rest }) {
  const ours = days && listed ? { ...rest, days: listed } : rest;
  // The contract does not name a path for every refusal: where the oracle has none, the code alone counts.
  return answer.error && ours.error && answer.error.path === null
    ? differenceAt(answer.error.code, ours.error.code, 'error.code')
    : differenceAt(answer, ours);
}

/** What a document was about, so that a generator that has become trivial is noticed. @param {Line} line @returns {string[]} */
function aboutOf({ question, answer }) {
  const { error, state, verdict, days = [], findings = [] } = answer;
  if (error) return [`code:${error.code}`];
  if (verdict) {
    const found = findings.map(({ rule, pass }) => `${rule}:${pass}`);
    return [`verdict:${verdict}`, `ruleSet:${answer.ruleSet}`, `mode:${question.plan.mode}`, ...found];
  }
  return [
    `state:${state}`,
    `unit:${question.limit.unit}`,
    ...(answer.provisional ? ['provisional'] : []),
    ...((answer.overdueBy ?? 0) > 0 ? ['overdue'] : []),
    ...new Set(days.map(({ why }) => `why:${why}`)),
  ];
}

/**
 * Draws documents, asks both, compares. The same seed and number of processes draw the same documents.
 * @param {object} options
 * @param {string} options.oracle `clock.py` or `equity.py`
 * @param {number} options.count
 * @param {number} options.seed
 * @param {string} options.python its program
 * @param {Program} options.ours
 * @param {number} [options.processes]
 * @param {(asked: number, differences: number, seconds: number) => void} [options.onProgress] every few seconds
 * @returns {Promise<Outcome>}
 */
export async function compare({ oracle, count, seed, python, ours, processes = 2, onProgress = () => {} }) {
  const script = fileURLToPath(new URL(oracle, import.meta.url));
  const since = Date.now();
  const seconds = () => Math.round((Date.now() - since) / 100) / 10;
  /** @type {Omit<Outcome, 'seconds'>} */
  const outcome = { asked: 0, differences: 0, seen: {} };
  let shortest = Infinity;
  /** @param {string} text @param {Year | undefined} revision @returns the revision that stands from here on */
  const take = (text, revision) => {
    const read = /** @type {Line | Revision} */ (JSON.parse(text));
    if ('revision' in read) return read.revision;
    const line = read;
    const answer = ours(line.question, revision);
    const at = judge(line, answer);
    outcome.asked++;
    for (const name of aboutOf(line)) outcome.seen[name] = (outcome.seen[name] ?? 0) + 1;
    if (!at) return revision;
    outcome.differences++;
    const { length } = JSON.stringify(line.question);
    if (length < shortest) {
      shortest = length;
      outcome.shortest = { question: line.question, at, theirs: line.answer, ours: answer, revision };
    }
    return revision;
  };
  const timer = setInterval(() => onProgress(outcome.asked, outcome.differences, seconds()), 3_000);
  const abort = new AbortController();
  try {
    const share = (/** @type {number} */ i) => Math.floor(count / processes) + (i < count % processes ? 1 : 0);
    const shares = Array.from({ length: processes }, (_, i) =>
      read(python, [script, '--seed', String(seed * processes + i), '--count', String(share(i))], take, abort.signal),
    );
    await Promise.all(shares);
  } finally {
    clearInterval(timer);
    abort.abort(); // when one has failed, the others have no reader any more
  }
  if (outcome.asked !== count) throw new Trouble(`the oracle drew ${outcome.asked} documents, not ${count}.`);
  return { ...outcome, seconds: seconds() };
}

/**
 * Runs the oracle and takes its lines one by one; the pipe holds it back while we compare.
 * @param {string} python @param {string[]} args @param {(line: string, revision: Year | undefined) => Year | undefined} take @param {AbortSignal} signal
 */
async function read(python, args, take, signal) {
  const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => void child.kill();
  signal.addEventListener('abort', kill, { once: true });
  process.once('exit', kill);
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (words += text));
  const ended = new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const output = async () => {
    let rest = '';
    /** @type {Year | undefined} */
    let revision;
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) revision = take(line, revision);
    }
  };
  try {
    const [code] = await Promise.all([ended, output()]);
    if (code !== 0) throw new Trouble(`the oracle ended with ${code}: ${words.trim().split('\n').pop()}`);
  } finally {
    process.off('exit', kill);
    signal.removeEventListener('abort', kill);
    kill();
  }
}

/** @param {string} name @param {string} text @param {number} least */
function whole(name, text, least) {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Trouble(`${name} is a whole number of at least ${least}, not "${text}".`);
}

/**
 * The shipped calendar, or with one year revised; each is compiled once.
 * @template Calendar
 * @param {{ calendarYears: () => Year[], compileCalendar: (years: Year[]) => Calendar }} calendars
 */
export function revisable({ calendarYears, compileCalendar }) {
  const years = calendarYears();
  const shipped = compileCalendar(years);
  const compiled = new WeakMap();
  return (/** @type {Year | undefined} */ revision) => {
    if (!revision) return shipped;
    if (!compiled.has(revision))
      compiled.set(revision, compileCalendar(years.map((year) => (year.year === revision.year ? revision : year))));
    return compiled.get(revision);
  };
}

/** The programs to compare with: compiled. @param {string} name @returns {Promise<Program>} */
async function built(name) {
  if (!fs.existsSync(new URL('clock.js', BUILT))) throw new Trouble('the program is not built: run `npm run build`.');
  const load = (/** @type {string} */ file) => import(new URL(file, BUILT).href);
  const { BadInput } = await load('bad-input.js');
  if (name === 'equity') {
    const { equityAnswer } = await load('equity.js');
    return programOf((document) => equityAnswer(JSON.stringify(document)), BadInput);
  }
  const [{ clockAnswer }, calendars] = await Promise.all(['clock.js', 'calendars.js'].map(load));
  const calendarOf = revisable({ ...calendars, ...(await import('#rules/workday')) });
  return programOf((document, revision) => clockAnswer(document, calendarOf(revision)), BadInput);
}

async function main() {
  const { values } = parseArgs({
    options: {
      of: { type: 'string', default: 'clock' },
      count: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.of !== 'clock' && values.of !== 'equity')
    throw new Trouble(`--of is clock or equity, not "${values.of}".`);
  const count = whole('--count', values.count, 1);
  const seed = whole('--seed', values.seed, 0);
  const what = values.of === 'clock' ? 'ledgers' : 'plans';
  const { path: python } = findPython({ log: console.error });
  const result = await compare({
    oracle: `${values.of}.py`,
    count,
    seed,
    python,
    ours: await built(values.of),
    onProgress: (asked, differences, seconds) =>
      console.error(`${asked} of ${count} ${what}, ${differences} differences, ${seconds} s`),
  });
  console.log(`${result.asked} ${what}, ${result.differences} differences, ${result.seconds} s (seed ${seed})`);
  if (!result.shortest) return;
  const { at, question, theirs, ours, revision } = result.shortest;
  console.log(`The shortest that differs, at ${at}:\n${JSON.stringify(question)}`);
  if (revision) console.log(`with the year ${JSON.stringify(revision)}`);
  console.log(`The oracle: ${JSON.stringify(theirs)}\nWe:         ${JSON.stringify(ours)}`);
  process.exitCode = 1;
}

if (isMain(import.meta.url)) runMain(main);

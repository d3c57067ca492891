// The work that is measured (P5): a permit of item 16 is filed, accepted by the window, reviewed by three departments and decided - six
// durable answers over HTTP. One in fifty is refused; nobody is late.
// @ts-check
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { enterpriseOf } from './door.mjs';

const PARK = 'caohejing';
export const APPLICANT = 'applicant.a';
const DEPARTMENTS = ['civil-defence', 'fire', 'water'];
const REFUSED_EVERY = 50;
/** A client repeats what failed on the way or in the house; what is refused was asked wrongly. */
const TRIES = 20;
const PAUSE_MS = 250;
const item = JSON.parse(fs.readFileSync(new URL('../../seeds/items/16.json', import.meta.url), 'utf8'));
const filing = { item: '16', park: PARK, applicant: enterpriseOf(APPLICANT), form: item.example };
const opinion = { verdict: 'AGREE', text: '同意：依据现有材料，符合消防、人防、给排水的要求。' };
const grant = { outcome: 'GRANT' };
const refusal = {
  outcome: 'REFUSE',
  reasons: '施工图未经审查合格。',
  remedies: '六十日内可以申请行政复议，六个月内可以提起行政诉讼。',
};

/** Who takes part. */
export const PEOPLE = [
  APPLICANT,
  `window.${PARK}`,
  `decider.${PARK}`,
  ...DEPARTMENTS.map((department) => `review.${department}`),
];
/** Answers that one permit takes. */
export const ACTS = 3 + DEPARTMENTS.length;
/** The kinds of them, in their order. */
export const KINDS = ['file', 'accept', 'opinion', 'decide'];
/** Which of its events call for a telling, by their numbers: it is filed, accepted, reviewed by all, decided. */
export const TOLD = [1, 2, 2 + DEPARTMENTS.length, ACTS];

/** @typedef {{ ms: number, at: number, act: string }} Timed  `at` = when it was answered, by `performance.now()` */
/**
 * What the clients saw. `wrong` = answers other than asked for, each repeated until it was right; `from`, `to` = the measured window, by
 * `performance.now()`; `until` = when the last act was to be sent; `lifeMs` = how long a permit was to take.
 * @typedef {{ filed: string[], timed: Timed[], refused: number, wrong: string[], from: number, to: number, until: number, lifeMs: number }} Seen
 */

/** @returns {Seen} */
const nothing = () => {
  const from = performance.now();
  return { filed: [], timed: [], refused: 0, wrong: [], from, to: from, until: from, lifeMs: 0 };
};

/** @param {number} n */
const isRefused = (n) => n % REFUSED_EVERY === REFUSED_EVERY - 1;

/** The acts of the n-th permit behind its filing. @param {number} n @returns {[as: string, act: string, body: object][]} */
const actsOf = (n) => [
  [`window.${PARK}`, 'accept', {}],
  ...DEPARTMENTS.map(
    (department) => /** @type {[string, string, object]} */ ([`review.${department}`, 'opinion', opinion]),
  ),
  [`decider.${PARK}`, 'decide', isRefused(n) ? refusal : grant],
];

/**
 * One permit from beginning to end. `wait` is asked before each act (0 = the filing) and says from which moment its time counts.
 * @param {import('./door.mjs').Door} door @param {Seen} seen @param {number} n @param {(act: number) => Promise<number>} wait
 * @returns {Promise<string>} its number
 */
async function permit(door, seen, n, wait) {
  /** @param {number} turn @param {string} act @param {string} as @param {string} path @param {object} body @returns {Promise<any>} */
  const timed = async (turn, act, as, path, body) => {
    const from = await wait(turn);
    const answer = await answered(door, seen, act, as, path, body);
    const at = performance.now();
    seen.timed.push({ act, at, ms: at - from });
    return answer;
  };
  const { number } = await timed(0, 'file', APPLICANT, '/api/v1/cases', filing);
  seen.filed.push(number);
  let turn = 0;
  for (const [as, act, body] of actsOf(n)) await timed(++turn, act, as, `/api/v1/cases/${number}/acts/${act}`, body);
  if (isRefused(n)) seen.refused += 1;
  return number;
}

/**
 * Sends it until it is answered as it should be, under one key. A refusal is not repeated: then the bench itself is wrong.
 * @param {import('./door.mjs').Door} door @param {Seen} seen @param {string} act @param {string} as @param {string} path @param {object} body
 */
async function answered(door, seen, act, as, path, body) {
  const key = randomUUID();
  for (let tried = 1; ; tried += 1) {
    const answer = await door.post(as, path, body, key).catch((error) => ({ status: 0, body: String(error) }));
    if (answer.status === 200 || answer.status === 201) return answer.body;
    const wrong = `${act}: ${answer.status} ${JSON.stringify(answer.body)}`;
    seen.wrong.push(wrong);
    if ((answer.status >= 400 && answer.status < 500) || tried === TRIES) throw new Error(wrong);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/**
 * So many clients, each with one request under way, permit after permit, for so many seconds or cases; begun permits are finished.
 * @param {import('./door.mjs').Door} door @param {{ clients: number, seconds?: number, cases?: number }} load @returns {Promise<Seen>}
 */
export async function closedLoop(door, { clients, seconds = Infinity, cases = Infinity }) {
  const seen = nothing();
  const until = seen.from + seconds * 1_000;
  let n = 0;
  const client = async () => {
    while (performance.now() < until && n < cases) await permit(door, seen, n++, async () => performance.now());
  };
  await Promise.all(Array.from({ length: clients }, client));
  seen.until = seen.to = Math.min(until, performance.now());
  return seen;
}

/**
 * `perSecond` permits arrive each second whatever becomes of the others, their acts `apartMs` from one another; times count from the moment
 * that was intended, so that waiting for a slow answer is seen.
 * @param {import('./door.mjs').Door} door @param {{ perSecond: number, seconds: number, apartMs?: number }} load @returns {Promise<Seen>}
 */
export async function openLoop(door, { perSecond, seconds, apartMs = apart(perSecond) }) {
  const seen = nothing();
  const begun = (seen.from = performance.now() + 100);
  const arrivals = perSecond * seconds;
  /** @type {Promise<unknown>[]} */ const under = [];
  const reached = async (/** @type {number} */ at) => {
    const left = at - performance.now();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    return at;
  };
  for (let n = 0; n < arrivals; n += 1) {
    const arrival = await reached(begun + (n * 1_000) / perSecond);
    const done = permit(door, seen, n, (act) => reached(arrival + act * apartMs));
    done.catch(() => {}); // told below, with all of them
    under.push(done);
  }
  seen.lifeMs = (ACTS - 1) * apartMs;
  seen.until = begun + ((arrivals - 1) * 1_000) / perSecond + seen.lifeMs;
  await Promise.all(under);
  seen.to = performance.now();
  return seen;
}

/**
 * Two seconds between the acts of a case, and a sixth of the time between arrivals: the acts of different cases fall between each other.
 * A whole multiple would send six at one instant, and their waiting for each other would be measured. @param {number} perSecond
 */
const apart = (perSecond) => 2_000 + 1_000 / perSecond / ACTS;

/**
 * One permit, each act only once `settled` has come true of the one before: nothing is told together.
 * @param {import('./door.mjs').Door} door @param {number} cases @param {(number: string) => Promise<void>} settled
 */
export async function oneByOne(door, cases, settled) {
  const seen = nothing();
  for (let n = 0; n < cases; n += 1) {
    const wait = async () => {
      const number = seen.filed[n];
      if (number !== undefined) await settled(number);
      return performance.now();
    };
    await settled(await permit(door, seen, n, wait));
  }
  seen.until = seen.to = performance.now();
  return seen;
}

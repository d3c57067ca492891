// The work that is measured (P5): a permit of item 16 is filed, accepted by the window, reviewed by three departments and decided - six
// durable answers over HTTP. One in fifty is refused; nobody is late.
// @ts-check
import fs from 'node:fs';
import { enterpriseOf } from './door.mjs';

const PARK = 'caohejing';
const APPLICANT = 'applicant.a';
const DEPARTMENTS = ['civil-defence', 'fire', 'water'];
const REFUSED_EVERY = 50;
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

/** @typedef {{ ms: number, at: number, act: string }} Timed  `at` = when it was answered, by `performance.now()` */
/** @typedef {{ filed: string[], timed: Timed[], refused: number, wrong: string[] }} Record_ */

/** @returns {Record_} */
export const newRecord = () => ({ filed: [], timed: [], refused: 0, wrong: [] });

/** The acts of the n-th permit behind its filing. @param {number} n @returns {[as: string, act: string, body: object][]} */
const actsOf = (n) => [
  [`window.${PARK}`, 'accept', {}],
  ...DEPARTMENTS.map(
    (department) => /** @type {[string, string, object]} */ ([`review.${department}`, 'opinion', opinion]),
  ),
  [`decider.${PARK}`, 'decide', n % REFUSED_EVERY === REFUSED_EVERY - 1 ? refusal : grant],
];

/**
 * One permit from beginning to end. `wait` is asked before each act (0 = the filing) and says from which moment its time counts.
 * @param {import('./door.mjs').Door} door @param {Record_} record @param {number} n @param {(act: number) => Promise<number>} wait
 */
async function permit(door, record, n, wait) {
  const timed = async (/** @type {string} */ act, /** @type {number} */ from, /** @type {Promise<any>} */ asked) => {
    const { status, body } = await asked;
    const at = performance.now();
    record.timed.push({ act, at, ms: at - from });
    if (status !== 200 && status !== 201) record.wrong.push(`${act}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const from = await wait(0);
  const { number } = await timed('file', from, door.post(APPLICANT, '/api/v1/cases', filing));
  if (number === undefined) return;
  record.filed.push(number);
  let turn = 0;
  for (const [as, act, body] of actsOf(n)) {
    turn += 1;
    const begun = await wait(turn);
    await timed(act, begun, door.post(as, `/api/v1/cases/${number}/acts/${act}`, body));
  }
  if (n % REFUSED_EVERY === REFUSED_EVERY - 1) record.refused += 1;
}

/**
 * So many clients, each with one request under way, permit after permit, until `until` (`performance.now()`); begun permits are finished.
 * @param {import('./door.mjs').Door} door @param {Record_} record @param {number} clients @param {number} until
 */
export async function closedLoop(door, record, clients, until) {
  let n = 0;
  const client = async () => {
    while (performance.now() < until) await permit(door, record, n++, async () => performance.now());
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/**
 * `perSecond` permits arrive each second whatever becomes of the others, their acts `apartMs` from one another; times count from the moment
 * that was intended, so that waiting for a slow answer is seen.
 * @param {import('./door.mjs').Door} door @param {Record_} record @param {{ perSecond: number, seconds: number, apartMs: number }} load
 */
export async function openLoop(door, record, { perSecond, seconds, apartMs }) {
  const begun = performance.now() + 100;
  /** @type {Promise<void>[]} */ const under = [];
  const reached = async (/** @type {number} */ at) => {
    const left = at - performance.now();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    return at;
  };
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const arrival = await reached(begun + (n * 1_000) / perSecond);
    under.push(permit(door, record, n, (act) => reached(arrival + act * apartMs)));
  }
  await Promise.all(under);
}

/** @param {readonly number[]} values ascending @param {number} share */
export const quantile = (values, share) =>
  values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

// Past cases as nobody ever filed them: the same for the same seed, over 16 parks and all items, before and after the delegations, each
// a life that the rules allow. Lines of an import, one a case; every enterprise is invented (DEM) and every number says demo.
// @ts-check
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

const DAY = 86_400_000;
/** @type {{ code: string }[]} */
const parks = JSON.parse(readFileSync(new URL('../../seeds/parks.json', import.meta.url), 'utf8'));
const PARKS = parks.map(({ code }) => code);

/** @typedef {import('../../libs/contracts/past-case').PastCase} PastCase */
/** @typedef {import('../../libs/contracts/past-case').PastAct} PastAct */

/**
 * How an item was handled. `from` = first day; `delegated` = first day of the park's power, `office` decided before; `before`, `after`
 * = calendar days from acceptance to decision, at least and at most.
 * @typedef {{ code: string, weight: number, from: string, delegated: string, office: string, before: [number, number],
 *   after: [number, number], reviewers?: string[], asked?: boolean, appraisal?: boolean, equity?: boolean, onTheSpot?: boolean,
 *   receipt?: boolean }} Item
 */

/** @type {Item[]} */
const ITEMS = [
  {
    code: '11',
    weight: 30,
    from: '2015-01-05',
    delegated: '2017-02-01',
    office: 'development-reform',
    before: [20, 33],
    after: [6, 17],
    appraisal: true,
  },
  {
    code: '5',
    weight: 25,
    from: '2015-01-05',
    delegated: '2019-01-01',
    office: 'planning-land',
    before: [27, 46],
    after: [21, 31], // publicity lasts ten days, and may end on the day after a week of holidays
    reviewers: ['dept:civil-defence', 'dept:fire', 'dept:greening', 'dept:water'],
  },
  {
    code: '16',
    weight: 25,
    from: '2015-01-05',
    delegated: '2015-01-01',
    office: 'construction',
    before: [3, 9],
    after: [2, 6],
    asked: true,
    receipt: true,
  },
  {
    code: '12',
    weight: 10,
    from: '2017-02-03',
    delegated: '2017-02-01',
    office: '',
    before: [0, 0],
    after: [0, 0],
    onTheSpot: true,
  },
  { code: 'T01', weight: 8, from: '2015-07-02', delegated: '2015-07-01', office: '', before: [1, 5], after: [1, 5] },
  {
    code: 'E01',
    weight: 2,
    from: '2016-03-02',
    delegated: '2016-03-01',
    office: '',
    before: [3, 12],
    after: [3, 12],
    asked: true,
    equity: true,
  },
];

/** Numbers in [0, 1), the same for the same seed (mulberry32). @param {number} seed */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORG = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The credit code of the n-th invented enterprise (GB 32100, GB 11714). @param {number} n below 100,000 */
export function demoUscc(n) {
  const org = `DEM${String(n).padStart(5, '0')}`;
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((all, weight, i) => all + weight * ORG.indexOf(org.charAt(i)), 0);
  const rest = (11 - (sum % 11)) % 11;
  const code = `91310115${org}${rest === 10 ? 'X' : rest}`;
  const check = [...code].reduce((all, place, i) => all + USCC.indexOf(place) * (3 ** i % 31), 0);
  return code + USCC.charAt((31 - (check % 31)) % 31);
}

/**
 * The cases, in no order of their days. `until` bounds the filings; every life has ended by then.
 * @param {{ count: number, seed: number, until: number }} wanted @returns {Generator<PastCase>}
 */
export function* pastCases({ count, seed, until }) {
  const next = random(seed);
  const enterprises = Math.max(20, Math.round(count / 8));
  for (let n = 1; n <= count; n++) {
    const item = pick(next);
    const life = livedBy(item, { next, until });
    const number = Math.floor(next() * enterprises) % 90_000;
    const park = /** @type {string} */ (PARKS[n % PARKS.length]);
    yield {
      source: 'demo archive',
      ref: `demo-${seed}-${n}`,
      item: item.code,
      park,
      ...life(demoUscc(number + 100), park),
    };
  }
}

/** @param {() => number} next */
function pick(next) {
  let at = next() * ITEMS.reduce((all, { weight }) => all + weight, 0);
  for (const item of ITEMS) if ((at -= item.weight) < 0) return item;
  return /** @type {Item} */ (ITEMS[0]);
}

/** @param {Item} item @param {{ next: () => number, until: number }} world */
function livedBy(item, { next, until }) {
  const first = Date.parse(`${item.from}T00:00:00+08:00`);
  const filed = office(first + next() * (until - 120 * DAY - first), next);
  const isBefore = filed < Date.parse(`${item.delegated}T00:00:00+08:00`);
  const facts = {
    ...(isBefore ? { decidedBy: item.office } : {}),
    filedAt: text(filed),
    ...(item.reviewers ? { reviewers: item.reviewers.filter(() => next() < 0.5) } : {}),
  };
  const acts = actsOf(item, { next, filed, isBefore });
  return (/** @type {string} */ applicant, /** @type {string} */ park) => ({
    applicant,
    ...facts,
    ...(item.equity
      ? {
          reviewers: [`park:${park}`],
          check: { ruleSet: 'demo', verdict: /** @type {const} */ ('PASS'), broken: [] },
          copyFrom: text(filed - 3 * DAY).slice(0, 10),
        }
      : {}),
    acts,
  });
}

/** @param {Item} item @param {{ next: () => number, filed: number, isBefore: boolean }} life @returns {PastAct[]} */
function actsOf(item, { next, filed, isBefore }) {
  if (item.onTheSpot) return [];
  /** @type {PastAct[]} */ const acts = [];
  let at = filed;
  /** @param {PastAct['act']} act @param {number} days @param {object} data */
  const add = (act, days, data = {}) => {
    at = Math.max(at + 60_000, office(at + days * DAY, next));
    acts.push({ act, at: text(at), ...data });
  };
  const chance = next();
  if (chance < 0.02) add('refuse-acceptance', 1 + next());
  if (chance < 0.02) return acts;
  if (next() < 0.08) {
    add('request-correction', next() * 2);
    add('supplement', 1 + next() * 8);
  }
  add('accept', next() * 1.5);
  const [least, most] = isBefore ? item.before : item.after;
  const days = least + next() * (most - least) - (item.receipt ? 1 : 0);
  const asked = item.asked || item.reviewers;
  if (chance < 0.05) {
    add('withdraw', days * 0.3);
    return acts;
  }
  if (item.appraisal && chance > 0.94) {
    add('pause', days * 0.2, { reason: 'appraisal', days: 20 });
    add('resume', 5 + next() * 15);
  }
  // All who were asked agreed, each on the same day; publicity, where the item has it, lasts longer, and longer still over holidays.
  if (asked) add('opinion', days * 0.5, { verdict: 'AGREE' });
  add('decide', Math.max(asked ? days * 0.45 : days, item.reviewers ? 14 : 0), {
    outcome: next() < 0.04 ? 'REFUSE' : 'GRANT',
  });
  return acts;
}

/** An instant of office hours on a weekday, on that day or the next such one. @param {number} at @param {() => number} next */
function office(at, next) {
  const day = Math.floor((at + 8 * 3_600_000) / DAY);
  const weekday = (day + 4) % 7;
  const shifted = day + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
  return shifted * DAY + 3_600_000 + Math.floor(next() * 450) * 60_000;
}

/** @param {number} at epoch ms @returns {string} */
const text = (at) => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { cases: { type: 'string', default: '1600' }, seed: { type: 'string', default: '1' } },
  });
  for (const one of pastCases({ count: Number(values.cases), seed: Number(values.seed), until: Date.now() }))
    process.stdout.write(`${JSON.stringify(one)}\n`);
}

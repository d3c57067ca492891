// The people of a storm: they file in all parks and do what is theirs, some slowly, some twice, whatever happens to the house meanwhile.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chance, type Chance } from '../chance';
import { deedOn, STANDING, type Standing } from '../crowd';
import { enterpriseOf, exampleOf } from '../story';
import { type Asked, type Door, isDone } from './door';
import { type House } from './house';

const SEEDS = join(__dirname, '../../seeds');
/** All items that may be filed today: of each the file without a year in its name. */
const ITEMS = readdirSync(join(SEEDS, 'items')).flatMap((name) => /^(\w+)\.json$/.exec(name)?.slice(1) ?? []);
const PARKS = (JSON.parse(readFileSync(join(SEEDS, 'parks.json'), 'utf8')) as { code: string }[]).map(
  ({ code }) => code,
);
const APPLICANTS = ['applicant.a', 'applicant.a2', 'applicant.b', 'applicant.b2', 'agent'];
const IDLE_MS = 50;
/** So many of all cases are left by everybody after some acts, so that whatever the law owes them comes due. */
const LEFT_ALONE = 0.4;
const MOST_ACTS_BEFORE = 6;

/** How much there is to do, and for how long. */
export interface Load {
  seed: number;
  /** How many cases are filed within `ms`; whoever goes on longer files more at the same pace. */
  cases: number;
  ms: number;
  /** How many act at the same time. */
  atOnce: number;
  /** Whether people may go home. */
  isOver: () => boolean;
}

/** Lives through the storm; resolves once it is over, all is filed, one case is decided and everything is answered. */
export async function people(house: House, door: Door, load: Load): Promise<void> {
  const { seed, cases, ms, atOnce, isOver } = load;
  const begun = Date.now();
  /** Cases on which somebody still acts, and how many acts more. */
  const open: { number: string; acts: number }[] = [];
  const repeats: Promise<unknown>[] = [];
  let filings = 0;
  let keys = 0;
  const key = () => `storm-${seed}-${(keys += 1)}`;
  const isFilingDue = () => filings <= (cases * (Date.now() - begun)) / ms;

  const file = async (luck: Chance) => {
    filings += 1;
    const [user, item] = [luck.of(APPLICANTS), luck.of(ITEMS)];
    const body = { item, park: luck.of(PARKS), applicant: enterpriseOf(user), form: exampleOf(item) };
    const asked = await ask(luck, { user, act: 'file', on: null, body, key: key() });
    const acts = luck.holds(LEFT_ALONE) ? luck.under(MOST_ACTS_BEFORE) : Infinity;
    if (asked.answer && isDone(asked.answer)) open.push({ number: asked.answer.number!, acts });
  };

  const leave = (one: (typeof open)[number]) => {
    const n = open.indexOf(one); // somebody else may have left it meanwhile
    if (n >= 0) open.splice(n, 1);
  };

  const doSomething = async (luck: Chance) => {
    const one = luck.of(open);
    const [standing] = await house.place.sql<Standing>(`${STANDING} AND number = $1`, [one.number]);
    one.acts -= 1;
    // Once nothing more can be done on it nobody looks at it again.
    if (!standing || one.acts < 0) return leave(one);
    const deed = deedOn(standing, house.now(), luck);
    if (deed) await ask(luck, { ...deed, on: standing.number, key: key() });
  };

  /** Now and then somebody hesitates, sends twice at once, or once more later. */
  const ask = async (luck: Chance, wish: Pick<Asked, 'key' | 'user' | 'act' | 'on' | 'body'>) => {
    if (luck.holds(0.04)) await pause(luck.under(3_000));
    const asked = await door.ask(wish, luck.holds(0.05));
    const later = luck.under(10_000);
    if (asked.answer && isDone(asked.answer) && luck.holds(0.06))
      repeats.push(pause(Math.min(later, ms / 4)).then(() => door.again(asked)));
    return asked;
  };

  const lane = async (luck: Chance) => {
    while (!isOver() || filings < cases) {
      if (isFilingDue()) await file(luck);
      else if (open.length > 0) await doSomething(luck);
      else await pause(IDLE_MS);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, n) => lane(chance(seed + 7_919 * (n + 1)))));
  await Promise.all(repeats);
  // On a slow machine a short storm may be over before anything was decided, and would say nothing of decisions.
  const body = { item: '11', park: 'caohejing', applicant: enterpriseOf('applicant.a'), form: exampleOf('11') };
  const { answer } = await door.ask({ user: 'applicant.a', act: 'file', on: null, body, key: key() });
  const on = answer!.number!;
  await door.ask({ user: 'window.caohejing', act: 'accept', on, body: {}, key: key() });
  await door.ask({ user: 'decider.caohejing', act: 'decide', on, body: { outcome: 'GRANT' }, key: key() });
}

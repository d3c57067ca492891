// A storm from its plan to calm: a house of its own, people at its door, faults upon it, and then the wait until all is told.
import { at } from '../law';
import { untilCalm } from './calm';
import { Door, isDone } from './door';
import { strike, type Struck } from './faults';
import { openHouse, type House } from './house';
import { judgeProjections, judgeRecord, type Flaw, type Judged } from './oracle';
import { people } from './people';
import { planOf, type Disk, type Fault } from './plan';
import { judgeRecovery, recoveries, type Recovery } from './recovery';

/** How hard it blows: one seed, so many milliseconds, so many cases filed, so many people at once. */
export interface Settings {
  seed: number;
  ms: number;
  cases: number;
  atOnce: number;
  /** Other settings of the apps. */
  env?: Record<string, string>;
}

/** A Monday whose calendar is known for years to come. */
const BEGINS = at('2033-03-07T09:00');
const DAY = 86_400_000;
/** By then whatever an act of the storm has set going has come due. */
const AFTERWARDS = 60 * DAY;

/** For what does not come back people wait so long. */
const PATIENCE_MS = 60_000;
/** Of the newest requests so many are looked at. */
const MOST_AT_ONCE = 50;

/** What came of a storm; the house stands until it is stopped. */
export interface Weathered {
  house: House;
  door: Door;
  plan: readonly Fault[];
  struck: readonly Struck[];
  recovery: readonly Recovery[];
  /** What has not become calm in time. */
  restless: Flaw[];
}

/** The disks that a plan fills. */
export const disksOf = (plan: readonly Fault[]): Disk[] => [
  ...new Set(plan.flatMap((fault) => (fault.kind === 'fill' ? [fault.target] : []))),
];

/** Lives through one. `tell` hears how far it is, `log` which process ended and when. */
export async function weather(
  { seed, ms, cases, atOnce, env }: Settings,
  tell: (line: string) => void,
  log: (line: string) => void = () => undefined,
): Promise<Weathered> {
  const plan = planOf(seed, ms);
  const house = await openHouse({ disks: disksOf(plan), log, ...(env && { env }) });
  try {
    if (house.disks.refused) tell(`no disk is filled: ${house.disks.refused}`);
    tell(`the house stands at ${house.url}, in ${house.folder}`);
    await house.passTo(BEGINS);
    const door = new Door(house.url);
    const struck: Struck[] = [];
    const every = setInterval(() => tell(howFar(door, struck, plan)), 15_000);
    try {
      const begun = Date.now();
      // Whoever is struck last is waited for as well: somebody has to be there to see him come back.
      const isOver = () => {
        const last = Math.max(begun + ms, ...struck.map(({ from, until }) => until ?? from + PATIENCE_MS));
        return Date.now() > last + PATIENCE_MS || (Date.now() > last && isAnsweredSince(door, last));
      };
      await Promise.all([people(house, door, { seed, cases, ms, atOnce, isOver }), strike(house, plan, struck)]);
    } finally {
      clearInterval(every);
    }
    tell(howFar(door, struck, plan));
    await house.passTo(house.now() + AFTERWARDS);
    tell('the storm is over: waiting until nothing is left to do or to tell');
    const restless = await untilCalm(house, 120_000 + 300 * cases, tell);
    return { house, door, plan, struck, recovery: recoveries(struck, door.history), restless };
  } catch (error) {
    throw await keptWith(house, error);
  }
}

const isAnsweredSince = ({ history }: Door, moment: number) =>
  history.slice(-MOST_AT_ONCE).some(({ answer }) => answer !== null && isDone(answer) && answer.sentAt >= moment);

function howFar({ history }: Door, struck: readonly Struck[], plan: readonly Fault[]): string {
  const [filed, acts] = [history.filter(({ on }) => on === null), history.filter(({ on }) => on !== null)];
  return `${filed.length} cases, ${acts.length} acts asked, ${struck.length} of ${plan.length} faults`;
}

/** What went wrong with the storm itself, and where to look at what it was at. */
async function keptWith(house: House, error: unknown): Promise<Error> {
  await house.stop(true);
  return new Error(`the storm broke off; logs and data are kept in ${house.folder}`, { cause: error });
}

/** The whole table of the oracle. What is told is made anew for it: the house is good for nothing else afterwards. */
export async function judge({ house, door, recovery, restless }: Weathered): Promise<Judged[]> {
  try {
    return [
      ...(await judgeRecord(house, door.history)),
      ...(restless.length > 0 ? [] : await judgeProjections(house)),
      { letter: 'g', promise: 'all is told and nothing due is left undone', looked: 1, wrong: restless },
      ...judgeRecovery(recovery),
    ];
  } catch (error) {
    throw await keptWith(house, error);
  }
}

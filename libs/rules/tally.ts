// Tallies: decided applications added up by item, park and month, as far as a table of turnaround asks. Whole numbers alone, so that
// taking an application off leaves exactly what was there before it, and tallies added together are the tally of all.
import { GROUPS, type Group, type Turnaround } from './turnaround';

/** Applications that a table cannot tell apart: what it needs of each, and how many there are. */
export type Counted = Pick<
  Turnaround,
  | Group
  | 'kind'
  | 'net'
  | 'gross'
  | 'pausedDays'
  | 'correctionDays'
  | 'isExtended'
  | 'isOnTime'
  | 'yellowCards'
  | 'redCards'
  | 'revokedCards'
  | 'statutory'
  | 'promised'
> & {
  /** Is each of them a chain of several cases? */
  isResubmitted: boolean;
  /** How many they are; less than nothing where they are taken off. */
  times: number;
};

type Add = (one: Counted) => number;
const ofDecided =
  (add: Add): Add =>
  (one) =>
    one.kind === 'DECIDED' ? add(one) : 0;
const one = (is: boolean) => (is ? 1 : 0);

/** What is added up, and what one application adds to it. Those on the spot and those before the pilot add to nothing else. */
const ADDS = {
  n: ofDecided(() => 1),
  resubmitted: ofDecided(({ isResubmitted }) => one(isResubmitted)),
  net: ofDecided(({ net }) => net),
  onTime: ofDecided(({ isOnTime }) => one(isOnTime)),
  extended: ofDecided(({ isExtended }) => one(isExtended)),
  statutoryN: ofDecided(({ statutory }) => one(statutory !== null)),
  statutoryNet: ofDecided(({ statutory, net }) => (statutory === null ? 0 : net)),
  statutory: ofDecided(({ statutory }) => statutory ?? 0),
  promisedN: ofDecided(({ promised }) => one(promised !== null)),
  promisedNet: ofDecided(({ promised, net }) => (promised === null ? 0 : net)),
  promised: ofDecided(({ promised }) => promised ?? 0),
  pausedN: ofDecided(({ pausedDays }) => one(pausedDays > 0)),
  paused: ofDecided(({ pausedDays }) => pausedDays),
  correctionN: ofDecided(({ correctionDays }) => one(correctionDays > 0)),
  correction: ofDecided(({ correctionDays }) => correctionDays),
  yellow: ofDecided(({ yellowCards }) => yellowCards),
  red: ofDecided(({ redCards }) => redCards),
  revoked: ofDecided(({ revokedCards }) => revokedCards),
  onTheSpot: ({ kind }: Counted) => one(kind === 'ON_THE_SPOT'),
  beforeN: ({ kind }: Counted) => one(kind === 'BEFORE'),
  beforeNet: ({ kind, net }: Counted) => (kind === 'BEFORE' ? net : 0),
} satisfies Record<string, Add>;

/** A sum of a tally: numbers of applications, of days (`net`, the limits and `paused` as in a turnaround) and of cards. */
export type Sum = keyof typeof ADDS;
/** All of them. */
export const SUMS = Object.keys(ADDS) as Sum[];

/** Where a tally belongs. A group that was not asked for is the empty text. */
export type Place = Record<Group, string>;
/** What the applications of one place add up to. */
export type Sums = Place & Record<Sum, number>;

/** How many took how many days: days, how many, days, how many, and so on. One list of numbers is read ten times as fast as many pairs. */
export type Times = number[];
/** The days of which it is kept how many took how many, since a median cannot be had of sums, and which of an application they are. */
const MEASURES = { netTimes: 'net', grossTimes: 'gross' } as const;
/** One of them. */
export type Measure = keyof typeof MEASURES;
/** What the applications of one place that people decided took. Put together of several tallies, the same days may come again. */
export type Days = Place & Record<Measure, Times>;

/** All that is kept of one place; its days once each, the fewest first. */
export type Tally = Sums & Days;

/** The tallies of all places of these applications: their own, added to those that were kept. What comes to nothing is left out. */
export function talliesOf(counted: readonly Counted[], kept: readonly Tally[] = []): Tally[] {
  const places = new Map(kept.map((tally) => [placeOf(tally, GROUPS), growing(tally)]));
  for (const application of counted) {
    const { item, park, month, kind, times } = application;
    const key = placeOf(application, GROUPS);
    const place = places.get(key) ?? growing({ item, park, month, ...NOTHING });
    places.set(key, place);
    for (const sum of SUMS) place.sums[sum] += ADDS[sum](application) * times;
    if (kind === 'DECIDED') for (const measure of KEPT) add(place[measure], application[MEASURES[measure]], times);
  }
  return [...places.values()]
    .map(({ sums, netTimes, grossTimes }) => ({ ...sums, netTimes: listed(netTimes), grossTimes: listed(grossTimes) }))
    .filter((tally) => SUMS.some((sum) => tally[sum] !== 0));
}

/** A key of a place, of some of its groups. */
export const placeOf = (place: Place, by: readonly Group[]): string => by.map((group) => place[group]).join('\n');

/** How many took how many days in all of them together, the fewest days first. */
export function timesOf(all: readonly Days[], measure: Measure): Times {
  const together = new Map<number, number>();
  for (const one of all) addAll(together, one[measure]);
  return listed(together);
}

const KEPT = Object.keys(MEASURES) as Measure[];
const NOTHING = {
  ...(Object.fromEntries(SUMS.map((sum) => [sum, 0])) as Record<Sum, number>),
  netTimes: [],
  grossTimes: [],
};
const growing = ({ netTimes, grossTimes, ...sums }: Tally) => ({
  sums: { ...sums } as Sums,
  netTimes: addAll(new Map(), netTimes),
  grossTimes: addAll(new Map(), grossTimes),
});
const add = (all: Map<number, number>, days: number, times: number) => all.set(days, (all.get(days) ?? 0) + times);
function addAll(all: Map<number, number>, list: Times): Map<number, number> {
  for (let i = 0; i < list.length; i += 2) add(all, list[i]!, list[i + 1]!);
  return all;
}
const listed = (all: ReadonlyMap<number, number>): Times =>
  [...all]
    .filter(([, times]) => times !== 0)
    .sort(([a], [b]) => a - b)
    .flat();

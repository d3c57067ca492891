// The table of turnaround (用时统计): mean, median, P90, shares, and the cut against three baselines, from decided applications.
// Exact fractions until the last step, where each figure is rounded once, halves up.
import { FEW, GROUPS, MONTH_DAYS, type Group, type Turnaround } from './turnaround';

/** Applications that a table cannot tell apart: what it needs of each, and how many there are. A table of a million has few of these. */
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
  /** How many they are, at least 1. */
  times: number;
};

/** Net days of all applications of an item that were decided before the pilot, and how many these are. */
export interface MeasuredBefore {
  net: number;
  n: number;
}

/** Where the days of several applications lie. Median and P90 by the nearest rank: the value at place ⌈p·n⌉ of all, in order. */
export interface Spread {
  mean: number;
  median: number;
  p90: number;
}

/** Net days beside a baseline: of the `n` applications that have one. `cut` = 1 − Σ net / Σ baseline. */
export interface Comparison {
  n: number;
  net: number;
  baseline: number;
  cut: number | null;
  /** Strictly more than a third, before any rounding. */
  isOverThird: boolean;
}

/** The baselines: measured before the pilot, the limit of the law when it was filed, what was promised then. */
export const BASELINES = ['before', 'statutory', 'promise'] as const;
/** One of them. */
export type Baseline = (typeof BASELINES)[number];

/** How many, and their share in all; null of none. */
export interface Share {
  n: number;
  share: number | null;
}

/** What one line of the table says. */
export interface Figures {
  /** Applications that people decided; a chain of resubmissions is one. */
  n: number;
  isFew: boolean;
  resubmitted: number;
  net: Spread | null;
  gross: Spread | null;
  withinMonth: Share;
  onTime: Share & { extended: number };
  cut: Record<Baseline, Comparison>;
  /** The cut to quote: against what was measured before if that is known of all, else against the law, else none. */
  headline: 'before' | 'statutory' | null;
  paused: { n: number; days: number };
  correction: { n: number; days: number };
  /** Cards that fell, how many of them were taken back, and those that stand for each hundred applications. */
  cards: { yellow: number; red: number; revoked: number; perHundred: number | null };
  onTheSpot: number;
}

/** A line: what it is about, and what it says. */
export type TableRow = Partial<Record<Group, string>> & Figures;

const LONGEST_CODE = 32;

/** The lines of a table, in the order of their keys; items by the length of their code first, so that 2 is before 16. */
export function tableOf(
  all: readonly Counted[],
  by: readonly Group[],
  before: ReadonlyMap<string, MeasuredBefore>,
): TableRow[] {
  const wanted = GROUPS.filter((group) => by.includes(group));
  const lines = new Map<string, { keys: string[]; place: string; of: Counted[] }>();
  for (const one of all) {
    const keys = wanted.map((group) => one[group]);
    const place = wanted.map((group) => (group === 'item' ? one.item.padStart(LONGEST_CODE) : one[group])).join('\n');
    const line = lines.get(place) ?? { keys, place, of: [] };
    line.of.push(one);
    lines.set(place, line);
  }
  return [...lines.values()]
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ keys, of }) => ({
      ...Object.fromEntries(wanted.map((group, i) => [group, keys[i]])),
      ...figuresOf(of, before),
    }));
}

/** The figures of some applications. Those on the spot are told apart: they would make any mean look quick. */
export function figuresOf(all: readonly Counted[], before: ReadonlyMap<string, MeasuredBefore>): Figures {
  const decided = all.filter(({ kind }) => kind === 'DECIDED');
  const n = countOf(decided);
  const shareOf = (part: number): Share => ({ n: part, share: share(part, n) });
  const cut = {
    before: comparison(decided, ({ item }) => before.get(item) ?? null),
    statutory: comparison(decided, ({ statutory }) => whole(statutory)),
    promise: comparison(decided, ({ promised }) => whole(promised)),
  };
  return {
    n,
    isFew: n < FEW,
    resubmitted: countOf(decided, ({ isResubmitted }) => isResubmitted),
    net: spread(decided, ({ net }) => net),
    gross: spread(decided, ({ gross }) => gross),
    withinMonth: shareOf(countOf(decided, ({ gross }) => gross <= MONTH_DAYS)),
    onTime: {
      ...shareOf(countOf(decided, ({ isOnTime }) => isOnTime)),
      extended: countOf(decided, ({ isExtended }) => isExtended),
    },
    cut,
    headline: headlineOf(n, cut),
    paused: several(decided, ({ pausedDays }) => pausedDays),
    correction: several(decided, ({ correctionDays }) => correctionDays),
    cards: cardsOf(decided, n),
    onTheSpot: countOf(all, ({ kind }) => kind === 'ON_THE_SPOT'),
  };
}

function cardsOf(decided: readonly Counted[], n: number): Figures['cards'] {
  const [yellow, red, revoked] = (['yellowCards', 'redCards', 'revokedCards'] as const).map((kind) =>
    totalOf(decided, (one) => one[kind]),
  ) as [number, number, number];
  const standing = BigInt(yellow + red - revoked);
  return { yellow, red, revoked, perHundred: n === 0 ? null : rounded(100n * standing, BigInt(n), 2) };
}

function headlineOf(n: number, cut: Record<Baseline, Comparison>): Figures['headline'] {
  if (n === 0) return null;
  return cut.before.n === n ? 'before' : cut.statutory.n === n ? 'statutory' : null;
}

const whole = (workdays: number | null): MeasuredBefore | null => (workdays === null ? null : { net: workdays, n: 1 });
const countOf = (all: readonly Counted[], is: (one: Counted) => boolean = () => true) =>
  all.reduce((sum, one) => (is(one) ? sum + one.times : sum), 0);
const totalOf = (all: readonly Counted[], days: (one: Counted) => number) =>
  all.reduce((sum, one) => sum + days(one) * one.times, 0);
const several = (all: readonly Counted[], days: (one: Counted) => number) => ({
  n: countOf(all, (one) => days(one) > 0),
  days: totalOf(all, days),
});
const share = (part: number, of: number) => (of === 0 ? null : rounded(BigInt(part), BigInt(of), 4));

function spread(all: readonly Counted[], days: (one: Counted) => number): Spread | null {
  if (all.length === 0) return null;
  const n = countOf(all);
  const times = new Map<number, number>();
  for (const one of all) times.set(days(one), (times.get(days(one)) ?? 0) + one.times);
  const sorted = [...times].sort(([a], [b]) => a - b);
  const rank = (percent: number) => {
    let place = Math.ceil((percent * n) / 100);
    return sorted.find(([, count]) => (place -= count) <= 0)![0];
  };
  return { mean: rounded(BigInt(totalOf(all, days)), BigInt(n), 2), median: rank(50), p90: rank(90) };
}

/**
 * A baseline is a fraction: of the days measured before, by the applications that these were measured on. Fractions of one bottom are
 * added as they are, and brought to one bottom only then.
 */
function comparison(all: readonly Counted[], baselineOf: (one: Counted) => MeasuredBefore | null): Comparison {
  let [n, net] = [0, 0];
  const tops = new Map<number, number>();
  for (const one of all) {
    const baseline = baselineOf(one);
    if (!baseline) continue;
    n += one.times;
    net += one.net * one.times;
    tops.set(baseline.n, (tops.get(baseline.n) ?? 0) + baseline.net * one.times);
  }
  let [top, bottom] = [0n, 1n];
  for (const [of, sum] of tops) [top, bottom] = reduced(top * BigInt(of) + BigInt(sum) * bottom, bottom * BigInt(of));
  const saved = top - BigInt(net) * bottom;
  return {
    n,
    net,
    baseline: rounded(top, bottom, 2),
    cut: top === 0n ? null : rounded(saved, top, 4),
    isOverThird: 3n * saved > top,
  };
}

function reduced(top: bigint, bottom: bigint): [top: bigint, bottom: bigint] {
  let [a, b] = [top, bottom];
  while (b > 0n) [a, b] = [b, a % b];
  return [top / a, bottom / a];
}

/** top ÷ bottom (bottom > 0) with so many decimals, halves up. */
function rounded(top: bigint, bottom: bigint, decimals: number): number {
  const unit = 10n ** BigInt(decimals);
  const doubled = 2n * top * unit + bottom;
  const quotient = doubled / (2n * bottom);
  const floor = doubled < 0n && doubled % (2n * bottom) !== 0n ? quotient - 1n : quotient;
  return Number(floor) / Number(unit);
}

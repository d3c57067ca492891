// The table of turnaround (用时统计): mean, median, P90, shares, and the cut against three baselines, from decided applications.
// Exact fractions until the last step, where each figure is rounded once, halves up.
import { type Counted, type Days, type Sum, type Sums, talliesOf, type Times, timesOf } from './tally';
import { FEW, GROUPS, MONTH_DAYS, type Group } from './turnaround';

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
  sums: readonly Sums[],
  days: readonly Days[],
  by: readonly Group[],
  before: ReadonlyMap<string, MeasuredBefore>,
): TableRow[] {
  const wanted = GROUPS.filter((group) => by.includes(group));
  const lines = new Map<string, { keys: string[]; place: string; sums: Sums[]; days: Days[] }>();
  const lineOf = (one: Sums | Days) => {
    const keys = wanted.map((group) => one[group]);
    const place = wanted.map((group) => (group === 'item' ? one.item.padStart(LONGEST_CODE) : one[group])).join('\n');
    const line = lines.get(place) ?? { keys, place, sums: [], days: [] };
    lines.set(place, line);
    return line;
  };
  // What was before the pilot alone is no line.
  for (const one of sums) if (one.n > 0 || one.onTheSpot > 0) lineOf(one).sums.push(one);
  for (const one of days) if (one.netTimes.length > 0) lineOf(one).days.push(one);
  return [...lines.values()]
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ keys, sums, days }) => ({
      ...Object.fromEntries(wanted.map((group, i) => [group, keys[i]])),
      ...figuresFrom(sums, days, before),
    }));
}

/** The figures of some applications. */
export function figuresOf(all: readonly Counted[], before: ReadonlyMap<string, MeasuredBefore>): Figures {
  const tallies = talliesOf(all);
  return figuresFrom(tallies, tallies, before);
}

/** The figures of what applications add up to. Those on the spot are told apart: they would make any mean look quick. */
export function figuresFrom(
  sums: readonly Sums[],
  days: readonly Days[],
  before: ReadonlyMap<string, MeasuredBefore>,
): Figures {
  const total = (sum: Sum) => sums.reduce((all, one) => all + one[sum], 0);
  const n = total('n');
  const shareOf = (part: number): Share => ({ n: part, share: share(part, n) });
  const gross = timesOf(days, 'grossTimes');
  const cut = {
    before: comparison(sums.map((one) => beside(one, before.get(one.item)))),
    statutory: comparison([{ n: total('statutoryN'), net: total('statutoryNet'), top: total('statutory'), of: 1 }]),
    promise: comparison([{ n: total('promisedN'), net: total('promisedNet'), top: total('promised'), of: 1 }]),
  };
  const [yellow, red, revoked] = [total('yellow'), total('red'), total('revoked')];
  return {
    n,
    isFew: n < FEW,
    resubmitted: total('resubmitted'),
    net: spread(timesOf(days, 'netTimes'), n),
    gross: spread(gross, n),
    withinMonth: shareOf(timesWithin(gross, MONTH_DAYS)),
    onTime: { ...shareOf(total('onTime')), extended: total('extended') },
    cut,
    headline: headlineOf(n, cut),
    paused: { n: total('pausedN'), days: total('paused') },
    correction: { n: total('correctionN'), days: total('correction') },
    cards: { yellow, red, revoked, perHundred: perHundred(yellow + red - revoked, n) },
    onTheSpot: total('onTheSpot'),
  };
}

const perHundred = (standing: number, n: number) => (n === 0 ? null : rounded(100n * BigInt(standing), BigInt(n), 2));

function headlineOf(n: number, cut: Record<Baseline, Comparison>): Figures['headline'] {
  if (n === 0) return null;
  return cut.before.n === n ? 'before' : cut.statutory.n === n ? 'statutory' : null;
}

const share = (part: number, of: number) => (of === 0 ? null : rounded(BigInt(part), BigInt(of), 4));

/** How many took at most so many days. */
function timesWithin(sorted: Times, most: number): number {
  let all = 0;
  for (let i = 0; i < sorted.length && sorted[i]! <= most; i += 2) all += sorted[i + 1]!;
  return all;
}

function spread(sorted: Times, n: number): Spread | null {
  if (n === 0) return null;
  const rank = (percent: number) => {
    let place = Math.ceil((percent * n) / 100);
    for (let i = 0; ; i += 2) if ((place -= sorted[i + 1]!) <= 0) return sorted[i]!;
  };
  let sum = 0;
  for (let i = 0; i < sorted.length; i += 2) sum += sorted[i]! * sorted[i + 1]!;
  return { mean: rounded(BigInt(sum), BigInt(n), 2), median: rank(50), p90: rank(90) };
}

/** Net days of `n` applications beside their baseline, which is top ÷ of. */
interface Beside {
  n: number;
  net: number;
  top: number;
  of: number;
}

/** What was measured before is a mean: the days of so many applications, of which each here has one share. */
const beside = ({ n, net }: Sums, before: MeasuredBefore | undefined): Beside =>
  before ? { n, net, top: before.net * n, of: before.n } : { n: 0, net: 0, top: 0, of: 1 };

/** Fractions of one bottom are added as they are, and brought to one bottom only then. */
function comparison(all: readonly Beside[]): Comparison {
  let [n, net] = [0, 0];
  const tops = new Map<number, number>();
  for (const one of all) {
    n += one.n;
    net += one.net;
    tops.set(one.of, (tops.get(one.of) ?? 0) + one.top);
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

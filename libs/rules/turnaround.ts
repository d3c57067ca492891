// Turnaround (办理用时): what one application took, how resubmissions count as one, and what a table of them says. Whole numbers
// and exact fractions alone: no order of adding changes a digit, and a second implementation can be compared byte by byte.
import { type ActName, LIFECYCLE } from './lifecycle';
import { civilDateOf, dayOf } from './workday';

/** What a table may be broken down by. */
export const GROUPS = ['item', 'park', 'month'] as const;
/** One of them. */
export type Group = (typeof GROUPS)[number];

/** Fewer applications than these are flagged: a mean of four tells little. */
export const FEW = 5;
/** "Within the month": at most so many calendar days from receipt to decision. */
export const MONTH_DAYS = 30;
/** A filing so many calendar days after the former ended undecided still belongs to it. */
export const RESUBMITTED_WITHIN_DAYS = 30;

/** How a case ended, as far as its turnaround goes. Only the first two are decisions; the last is whoever was turned away at the window. */
export type End = 'DECIDED' | 'ON_THE_SPOT' | 'WITHDRAWN' | 'NOT_ACCEPTED';

const END_OF: Partial<Record<ActName, End>> = {
  decide: 'DECIDED',
  'decide-on-promise': 'DECIDED',
  record: 'ON_THE_SPOT',
  withdraw: 'WITHDRAWN',
};
const ENDS: Readonly<Record<string, End>> = Object.fromEntries(
  LIFECYCLE.filter(({ decision }) => decision === 'end').map(({ act, event }) => [
    event,
    END_OF[act] ?? 'NOT_ACCEPTED',
  ]),
);

/** The acts that end a case without a decision: what is filed again soon after still belongs to it. */
export const UNDECIDED_ACTS: readonly ActName[] = LIFECYCLE.filter(
  ({ act, decision }) => decision === 'end' && !['DECIDED', 'ON_THE_SPOT'].includes(END_OF[act] ?? 'NOT_ACCEPTED'),
).map(({ act }) => act);

/** What holds the clock (行政许可法 45): a special procedure, or a hearing; both may at once. */
type Hold = 'SPECIAL' | 'HEARING';
const HOLDS: Readonly<Record<string, Hold>> = {
  'case.paused.v1': 'SPECIAL',
  'case.experts-convened.v1': 'SPECIAL',
  'case.hearing-announced.v1': 'HEARING',
};
const FREES: Readonly<Record<string, Hold>> = { 'case.resumed.v1': 'SPECIAL', 'case.hearing-recorded.v1': 'HEARING' };
const CARDS: Readonly<Record<string, 'yellowCards' | 'redCards' | 'revokedCards'>> = {
  'case.yellow-carded.v1': 'yellowCards',
  'case.red-carded.v1': 'redCards',
  'case.card-revoked.v1': 'revokedCards',
};

/** An event as the figures read it; `effectiveAt` is the law's instant (epoch ms), `data` what the event tells. */
export interface MeasuredEvent {
  number: string;
  type: string;
  effectiveAt: number;
  data: {
    parties?: { item: string; park: string; applicant: string };
    limits?: Partial<Record<'statutory' | 'promised', { workdays?: number | null } | null>>;
    /** The delegation's document; null = decided before there was one. */
    delegation?: string | null;
    net?: number;
    onTime?: boolean;
    /** Of a notice of correction: whose time runs meanwhile. */
    counts?: 'APPLICANT' | 'OFFICE';
  };
}

/** What the events so far tell of one case. Plain JSON; days are calendar days in Shanghai unless they are `net` or a limit. */
export interface Course {
  number: string;
  item: string;
  park: string;
  applicant: string;
  isPilot: boolean;
  receivedAt: number;
  statutory: number | null;
  promised: number | null;
  heldBy: Hold[];
  pausedAt: number | null;
  pausedDays: number;
  askedAt: number | null;
  correctionDays: number;
  isExtended: boolean;
  /** Cards that fell, and how many of them were taken back. */
  yellowCards: number;
  redCards: number;
  revokedCards: number;
  end: End | null;
  endedAt: number | null;
  net: number | null;
  isOnTime: boolean;
}

/** The course after one more event; null while nothing was filed. Events that tell nothing of turnaround change nothing. */
export function courseAfter(
  before: Course | null,
  { number, type, effectiveAt: at, data }: MeasuredEvent,
): Course | null {
  if (type === 'case.filed.v1') return before ?? filed(number, at, data);
  if (!before) return null;
  if (type in HOLDS || type in FREES) return heldAfter(before, type, at);
  if (type in CARDS) return { ...before, [CARDS[type]!]: before[CARDS[type]!] + 1 };
  switch (type) {
    case 'case.correction-requested.v1':
      // A second notice runs on the office's time: the applicant is not charged with it.
      return data.counts === 'OFFICE' ? before : { ...before, askedAt: before.askedAt ?? at };
    case 'case.supplemented.v1':
      return { ...before, askedAt: null, correctionDays: before.correctionDays + daysSince(before.askedAt, at) };
    case 'case.extended.v1':
      return { ...before, isExtended: true };
    default:
      return type in ENDS ? ended(before, ENDS[type]!, at, data) : before;
  }
}

/** The clock stands from the first hold to the end of the last. */
function heldAfter(before: Course, type: string, at: number): Course {
  const others = before.heldBy.filter((hold) => hold !== (HOLDS[type] ?? FREES[type]));
  const heldBy = type in HOLDS ? [...others, HOLDS[type]!] : others;
  if (heldBy.length > 0) return { ...before, heldBy, pausedAt: before.pausedAt ?? at };
  return { ...before, heldBy, pausedAt: null, pausedDays: before.pausedDays + daysSince(before.pausedAt, at) };
}

function filed(number: string, at: number, { parties, limits, delegation }: MeasuredEvent['data']): Course {
  const { item, park, applicant } = parties!;
  return {
    number,
    item,
    park,
    applicant,
    isPilot: delegation !== null,
    receivedAt: at,
    statutory: limits?.statutory?.workdays ?? null,
    promised: limits?.promised?.workdays ?? null,
    heldBy: [],
    pausedAt: null,
    pausedDays: 0,
    askedAt: null,
    correctionDays: 0,
    isExtended: false,
    yellowCards: 0,
    redCards: 0,
    revokedCards: 0,
    end: null,
    endedAt: null,
    net: null,
    isOnTime: false,
  };
}

/**
 * The first decision counts: what reconsideration sets aside and has decided anew took its time. Who was turned away and came back by it
 * has waited all the while, and the days of both rounds count.
 */
function ended(before: Course, end: End, at: number, { net, onTime }: MeasuredEvent['data']): Course {
  if (before.end === 'DECIDED') return before;
  return {
    ...before,
    heldBy: [],
    pausedAt: null,
    pausedDays: before.pausedDays + daysSince(before.pausedAt, at),
    askedAt: null,
    correctionDays: before.correctionDays + daysSince(before.askedAt, at),
    end,
    endedAt: at,
    net: before.end === null ? (net ?? null) : (before.net ?? 0) + (net ?? 0),
    isOnTime: onTime ?? false,
  };
}

const daysSince = (from: number | null, to: number) => (from === null ? 0 : dayOf(to) - dayOf(from));
/** Has a case ended without a decision, so that a later filing may take it up? */
export const isUndecided = ({ end }: Course): boolean => end === 'WITHDRAWN' || end === 'NOT_ACCEPTED';
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const matterOf = ({ applicant, item, park }: Course) => JSON.stringify([applicant, item, park]);

/**
 * Courses as chains, the first filing first. Filings go in the order of receipt; each takes up, of the cases of the same applicant,
 * item and park that ended withdrawn or not accepted at most `RESUBMITTED_WITHIN_DAYS` before it and that no earlier filing has
 * taken up, the one that ended last. So whoever withdraws a late case and files it anew gains no days by it.
 */
export function chainsOf(courses: readonly Course[]): Course[][] {
  const inOrder = [...courses].sort((a, b) => a.receivedAt - b.receivedAt || byText(a.number, b.number));
  const undecided = inOrder
    .filter(isUndecided)
    .sort((a, b) => b.endedAt! - a.endedAt! || b.receivedAt - a.receivedAt || byText(b.number, a.number));
  const chainOf = new Map<Course, Course[]>();
  const taken = new Set<Course>();
  for (const course of inOrder) {
    const former = undecided.find(
      (candidate) =>
        !taken.has(candidate) &&
        candidate !== course &&
        chainOf.has(candidate) &&
        candidate.endedAt! <= course.receivedAt &&
        daysSince(candidate.endedAt, course.receivedAt) <= RESUBMITTED_WITHIN_DAYS &&
        matterOf(candidate) === matterOf(course),
    );
    const chain = former ? chainOf.get(former)! : [];
    if (former) taken.add(former);
    chain.push(course);
    chainOf.set(course, chain);
  }
  return [...new Set(chainOf.values())];
}

/** What a decided application counts as: by people under the pilot, by the machine, or before the pilot, when it measures what was. */
export type Kind = 'DECIDED' | 'ON_THE_SPOT' | 'BEFORE';

/** A decided application with its figures; a chain of resubmissions is one, under the number that was decided. */
export interface Turnaround {
  number: string;
  /** All its cases, the first filing first. */
  numbers: string[];
  kind: Kind;
  item: string;
  park: string;
  applicant: string;
  /** Of the decision, `YYYY-MM`. */
  month: string;
  receivedOn: string;
  decidedOn: string;
  decidedAt: number;
  net: number;
  gross: number;
  pausedDays: number;
  correctionDays: number;
  isExtended: boolean;
  isOnTime: boolean;
  yellowCards: number;
  redCards: number;
  /** How many of these cards were taken back. */
  revokedCards: number;
  /** Working days of the limits in force when it was first filed; null = there was none. */
  statutory: number | null;
  promised: number | null;
}

/** The figures of a chain; null while it is undecided, and for what was recorded on the spot before the pilot. */
export function turnaroundOf(chain: readonly Course[]): Turnaround | null {
  const [first, last] = [chain[0]!, chain.at(-1)!];
  if (last.net === null || last.endedAt === null || isUndecided(last)) return null;
  const isOnTheSpot = last.end === 'ON_THE_SPOT';
  if (isOnTheSpot && !last.isPilot) return null;
  const decidedOn = civilDateOf(last.endedAt);
  const sum = (days: (course: Course) => number) => chain.reduce((all, course) => all + days(course), 0);
  return {
    number: last.number,
    numbers: chain.map(({ number }) => number),
    kind: isOnTheSpot ? 'ON_THE_SPOT' : last.isPilot ? 'DECIDED' : 'BEFORE',
    item: last.item,
    park: last.park,
    applicant: last.applicant,
    month: decidedOn.slice(0, 7),
    receivedOn: civilDateOf(first.receivedAt),
    decidedOn,
    decidedAt: last.endedAt,
    net: sum(({ net }) => net ?? 0),
    gross: daysSince(first.receivedAt, last.endedAt),
    pausedDays: sum(({ pausedDays }) => pausedDays),
    correctionDays: sum(({ correctionDays }) => correctionDays),
    isExtended: chain.some(({ isExtended }) => isExtended),
    isOnTime: last.isOnTime,
    yellowCards: sum(({ yellowCards }) => yellowCards),
    redCards: sum(({ redCards }) => redCards),
    revokedCards: sum(({ revokedCards }) => revokedCards),
    statutory: first.statutory,
    promised: first.promised,
  };
}

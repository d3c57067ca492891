// Where a legal clock stands, and why: the ledger of start, pause, resume, extend and end, folded act by act.
// 行政许可法 42, 45, 82; 民法典 201-203; docs: the command line's contract, section 1, whose rule numbers stand beside the code.
import { Refusal } from './refusal';
import {
  civilDate,
  countWorkdaysAfter,
  dayNumberOf,
  dayOf,
  daysInMonth,
  isKnownDay,
  isProvisionalDay,
  kindOfDay,
  knownDay,
  nthWorkdayAfter,
  partsOf,
  rollToWorkday,
  startOfDay,
  type Calendar,
  type CivilDate,
  type DayKind,
} from './workday';

/** What a limit counts: working days, calendar days, months or years. */
export type Unit = 'workday' | 'day' | 'month' | 'year';

/** A legal limit: a whole number (>= 1) of its unit. */
export interface Limit {
  readonly value: number;
  readonly unit: Unit;
}

/** The reasons in law that stop a clock (行政许可法 45: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审). */
export const CLOCK_STOPS_ON = [
  'hearing',
  'tender',
  'auction',
  'inspection',
  'test',
  'quarantine',
  'appraisal',
  'expert-review',
] as const;
/** One of them. */
export type StopReason = (typeof CLOCK_STOPS_ON)[number];

/** One entry of the ledger. `at` in epoch milliseconds; `value` on `extend` alone, in the limit's unit. */
export interface ClockAct {
  readonly act: 'start' | 'pause' | 'resume' | 'extend' | 'end';
  readonly at: number;
  readonly reason?: string;
  readonly value?: number;
}

/** Day numbers between which a clock stood still: the days after `from`, up to and including `to` (null: still paused). */
export interface ClockPause {
  readonly from: number;
  readonly to: number | null;
}

/** A clock folded up to its last act. Plain JSON, so that one more act need not replay the others. Days are day numbers. */
export interface ClockLedger {
  readonly unit: Unit;
  /** The limit with all its extensions. */
  readonly limit: number;
  readonly state: 'unstarted' | 'running' | 'paused' | 'ended';
  readonly startDay: number;
  /** The day after which the present run counts: that of the start or of the last resume. */
  readonly runDay: number;
  /** Days counted in the runs that a pause has closed. */
  readonly counted: number;
  readonly pauses: readonly ClockPause[];
  readonly endDay: number | null;
  readonly lastAt: number | null;
}

/** Why a day counts or does not. */
export type DayReason = DayKind | 'START_DAY' | 'RESUME_DAY' | 'PAUSED' | 'CALENDAR_DAY';

/** One explained day; `n` is its number among the counted days and stands only where it counts. */
export interface ClockDay {
  readonly on: CivilDate;
  readonly counts: boolean;
  readonly n?: number;
  readonly why: DayReason;
}

/** When a limit ends: `dueOn` is its last day, `dueAt` (epoch ms) the end of that day. Both null while it is paused. */
export interface Deadline {
  readonly dueOn: CivilDate | null;
  readonly dueAt: number | null;
  /** Does `dueOn` lie in a year without a published calendar? */
  readonly provisional: boolean;
}

/** Where a clock stands. `used`, `remaining` in counted days (`remaining` null for months and years); `overdueBy` in working days, calendar days for `day`. */
export interface ClockReading extends Deadline {
  readonly state: 'running' | 'paused' | 'ended';
  readonly used: number;
  readonly remaining: number | null;
  readonly overdueBy: number;
  readonly days?: readonly ClockDay[];
}

/** An empty ledger for a limit. Refuses `BAD_INPUT` unless its value is a whole number >= 1. */
export function openClock(limit: Limit): ClockLedger {
  if (!isWhole(limit.value)) throw new Refusal('BAD_INPUT', { expected: 'whole number >= 1' }, 'limit.value');
  return {
    unit: limit.unit,
    limit: limit.value,
    state: 'unstarted',
    startDay: 0,
    runDay: 0,
    counted: 0,
    pauses: [],
    endDay: null,
    lastAt: null,
  };
}

/**
 * The ledger after one more act; the given one is left as it was. `path` names the act in refusals (`acts.3`).
 * Refuses, order before state (rules 4-6): `CLOCK_ACTS_OUT_OF_ORDER`, `CALENDAR_UNKNOWN`, `CLOCK_NOT_STARTED`, `CLOCK_ALREADY_STARTED`,
 * `CLOCK_ALREADY_PAUSED`, `CLOCK_NOT_PAUSED`, `CLOCK_PAUSED_TOO_LATE`, `CLOCK_EXTENDED_TOO_LATE`, `CLOCK_ENDED`.
 */
export function applyClockAct(ledger: ClockLedger, act: ClockAct, calendar: Calendar, path = 'act'): ClockLedger {
  const next = draftOf(ledger);
  take({ ledger: next, act, calendar, path });
  return next;
}

/** A ledger in the making: ours alone, so acts are taken into it. */
type Draft = { -readonly [K in Exclude<keyof ClockLedger, 'pauses'>]: ClockLedger[K] } & {
  pauses: { from: number; to: number | null }[];
};

/** One act to be taken. A number as `path` stands for `acts.<n>`: the text is made only if the act is refused. */
interface Step {
  readonly ledger: Draft;
  readonly act: ClockAct;
  readonly calendar: Calendar;
  readonly path: string | number;
}

/** Takes the act into the draft: a copy for each act would cost more than the law. Changes nothing if it refuses. */
function take(step: Step): void {
  const { ledger, act, calendar } = step;
  if (ledger.lastAt !== null && act.at < ledger.lastAt) throw refusal('CLOCK_ACTS_OUT_OF_ORDER', step, 'at');
  const day = dayOf(act.at);
  if (!isKnownDay(calendar, day)) throw refusal('CALENDAR_UNKNOWN', step, 'at');
  if (ledger.state === 'unstarted' && act.act !== 'start') throw refusal('CLOCK_NOT_STARTED', step, 'act');
  takers[act.act](step, day);
  ledger.lastAt = act.at;
}

/** What each act does, and when it is refused (rules 4 to 6). */
const takers: Readonly<Record<ClockAct['act'], (step: Step, day: number) => void>> = {
  start(step, day) {
    if (step.ledger.state !== 'unstarted') throw refusal('CLOCK_ALREADY_STARTED', step, 'act');
    step.ledger.state = 'running';
    step.ledger.startDay = step.ledger.runDay = day;
  },
  pause(step, day) {
    const { ledger, calendar } = step;
    if (ledger.state === 'ended') throw refusal('CLOCK_ENDED', step, 'act');
    if (ledger.state === 'paused') throw refusal('CLOCK_ALREADY_PAUSED', step, 'act');
    if (isPastDue(ledger, day, calendar)) throw refusal('CLOCK_PAUSED_TOO_LATE', step, 'at');
    // The clock was still running when this day began, so the day of the pause counts (rule 1).
    ledger.counted += countRun(ledger, day, calendar);
    ledger.pauses.push({ from: day, to: null });
    ledger.state = 'paused';
  },
  resume(step, day) {
    const { ledger } = step;
    if (ledger.state === 'ended') throw refusal('CLOCK_ENDED', step, 'act');
    const pause = lastPause(ledger);
    if (ledger.state !== 'paused' || !pause) throw refusal('CLOCK_NOT_PAUSED', step, 'act');
    pause.to = ledger.runDay = day;
    ledger.state = 'running';
  },
  extend(step, day) {
    const { ledger, act, calendar } = step;
    if (ledger.state === 'ended' || isPastDue(ledger, day, calendar))
      throw refusal('CLOCK_EXTENDED_TOO_LATE', step, 'at');
    if (!isWhole(act.value)) throw refusal('BAD_INPUT', step, 'value');
    ledger.limit += act.value;
  },
  end(step, day) {
    if (step.ledger.state === 'ended') throw refusal('CLOCK_ENDED', step, 'act');
    step.ledger.state = 'ended';
    step.ledger.endDay = day;
  },
};

function draftOf(ledger: ClockLedger): Draft {
  return { ...ledger, pauses: ledger.pauses.map((pause) => ({ ...pause })) };
}

function lastPause<L extends ClockLedger>(ledger: L): L['pauses'][number] | undefined {
  return ledger.pauses[ledger.pauses.length - 1];
}

/** The whole ledger folded at once. Refuses as `openClock` and `applyClockAct` do, with `acts.<i>` as path. */
export function foldClock(limit: Limit, acts: readonly ClockAct[], calendar: Calendar): ClockLedger {
  const ledger = draftOf(openClock(limit));
  acts.forEach((act, path) => take({ ledger, act, calendar, path }));
  return ledger;
}

/**
 * Where a clock stands at `asOf` (epoch ms). Acts later than `asOf` are checked, then left out (rule 7). `days` only when asked.
 * Refuses as `applyClockAct` does; `CLOCK_NOT_STARTED` too without any act and for an `asOf` before the start (rule 6).
 */
export function readClock(
  question: { readonly limit: Limit; readonly acts: readonly ClockAct[]; readonly asOf: number },
  calendar: Calendar,
  options: { readonly days?: boolean } = {},
): ClockReading {
  const { limit, acts, asOf } = question;
  const ledger = draftOf(openClock(limit));
  if (acts.length === 0) throw new Refusal('CLOCK_NOT_STARTED', {}, 'acts');
  let standing: ClockLedger | undefined;
  acts.forEach((act, path) => {
    if (act.at > asOf) standing ??= draftOf(ledger);
    take({ ledger, act, calendar, path });
  });
  knownDay(calendar, dayOf(asOf), 'asOf');
  return readLedger(standing ?? ledger, asOf, calendar, options);
}

/**
 * Where a folded clock stands at `asOf` (epoch ms), which is not before its last act.
 * Refuses `CLOCK_NOT_STARTED`, `CLOCK_ACTS_OUT_OF_ORDER` (for an earlier `asOf`), `CALENDAR_UNKNOWN`.
 */
export function readLedger(
  ledger: ClockLedger,
  asOf: number,
  calendar: Calendar,
  options: { readonly days?: boolean } = {},
): ClockReading {
  const { state, lastAt } = ledger;
  if (state === 'unstarted' || lastAt === null) throw new Refusal('CLOCK_NOT_STARTED', { asOf }, 'asOf');
  if (asOf < lastAt) throw new Refusal('CLOCK_ACTS_OUT_OF_ORDER', { at: asOf }, 'asOf');
  const today = knownDay(calendar, dayOf(asOf), 'asOf');
  const stop = ledger.endDay ?? today;
  const due = dueDay(ledger, calendar);
  const used = ledger.counted + (isPaused(ledger) ? 0 : countRun(ledger, stop, calendar));
  const countsDays = ledger.unit === 'workday' || ledger.unit === 'day';
  return {
    state,
    ...deadlineOn(due, calendar),
    used,
    remaining: countsDays ? Math.max(0, ledger.limit - used) : null,
    overdueBy: due === null || stop <= due ? 0 : overdue(ledger.unit, due, stop, calendar),
    ...(options.days ? { days: explainDays(ledger, due === null ? stop : Math.min(due, stop), calendar) } : {}),
  };
}

/**
 * The acts that move this limit. One ledger can carry several limits: what comes too late for one that has passed (rules 4, 5)
 * no longer moves it, though it may move a longer one. Refuses as `applyClockAct` does for everything else.
 */
export function actsWithin(limit: Limit, acts: readonly ClockAct[], calendar: Calendar): ClockAct[] {
  const ledger = draftOf(openClock(limit));
  return acts.filter((act, path) => {
    const isLate = act.act === 'pause' || act.act === 'extend' ? isTooLate(ledger, act, calendar) : false;
    if (isLate || (act.act === 'resume' && ledger.state === 'running')) return false;
    take({ ledger, act, calendar, path });
    return true;
  });
}

/** Would this pause or extension come after the limit has passed? */
export function isTooLate(ledger: ClockLedger, act: ClockAct, calendar: Calendar): boolean {
  return ledger.state === 'running' && isPastDue(ledger, dayOf(act.at), calendar);
}

/** Net time (用时): working days that the clock has counted up to its last act, under whatever limit. */
export function netWorkdays(acts: readonly ClockAct[], calendar: Calendar): number {
  const ledger = foldClock({ value: Number.MAX_SAFE_INTEGER, unit: 'workday' }, acts, calendar);
  if (ledger.lastAt === null || isPaused(ledger)) return ledger.counted;
  return ledger.counted + countRun(ledger, dayOf(ledger.lastAt), calendar);
}

/** When a limit ends under these acts, all of them taken. For the door; refuses as `applyClockAct` does. */
export function deadline(limit: Limit, acts: readonly ClockAct[], calendar: Calendar): Deadline {
  return deadlineOf(foldClock(limit, acts, calendar), calendar);
}

/** When a folded clock ends. Refuses `CLOCK_NOT_STARTED`, `CALENDAR_UNKNOWN`. */
export function deadlineOf(ledger: ClockLedger, calendar: Calendar): Deadline {
  if (ledger.state === 'unstarted') throw new Refusal('CLOCK_NOT_STARTED', {}, 'acts');
  return deadlineOn(dueDay(ledger, calendar), calendar);
}

function deadlineOn(due: number | null, calendar: Calendar): Deadline {
  if (due === null) return { dueOn: null, dueAt: null, provisional: false };
  return { dueOn: civilDate(due), dueAt: startOfDay(due + 1), provisional: isProvisionalDay(calendar, due) };
}

/** Is the clock paused, or did it end while it was (rule 8)? */
function isPaused(ledger: ClockLedger): boolean {
  return lastPause(ledger)?.to === null;
}

/** The last day of the period, or null while paused (rules 2, 3, 5, 8). */
function dueDay(ledger: ClockLedger, calendar: Calendar): number | null {
  if (isPaused(ledger)) return null;
  const { unit, limit, runDay } = ledger;
  // Never before the day of the last resume, rolled to a working day: so a clock paused with nothing left is due there.
  if (unit === 'month' || unit === 'year') {
    const months = unit === 'year' ? limit * 12 : limit;
    return rollToWorkday(calendar, Math.max(addMonths(ledger.startDay, months) + pausedDays(ledger), runDay));
  }
  const left = limit - ledger.counted;
  if (left <= 0) return rollToWorkday(calendar, runDay);
  return unit === 'workday' ? nthWorkdayAfter(calendar, runDay, left) : rollToWorkday(calendar, runDay + left);
}

/** The same day number in the target month, else that month's last day (民法典 202). */
function addMonths(day: number, months: number): number {
  const from = partsOf(day);
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayNumberOf(year, month, Math.min(from.day, daysInMonth(year, month)));
}

function pausedDays(ledger: ClockLedger): number {
  return ledger.pauses.reduce((sum, { from, to }) => sum + ((to ?? from) - from), 0);
}

function isPastDue(ledger: ClockLedger, day: number, calendar: Calendar): boolean {
  try {
    const due = dueDay(ledger, calendar);
    return due !== null && day > due;
  } catch (error) {
    // A due date after the last year with data is not known, but it lies after the act's own day, which is.
    if (error instanceof Refusal && error.code === 'CALENDAR_UNKNOWN') return false;
    throw error;
  }
}

/** Counted days of the present run, up to and including a day. */
function countRun(ledger: ClockLedger, upTo: number, calendar: Calendar): number {
  return ledger.unit === 'workday' ? countWorkdaysAfter(calendar, ledger.runDay, upTo) : upTo - ledger.runDay;
}

function overdue(unit: Unit, due: number, stop: number, calendar: Calendar): number {
  return unit === 'day' ? stop - due : countWorkdaysAfter(calendar, due, stop);
}

/** Every day from the start's to `last`, with the first reason in the order of rule 11. */
function explainDays(ledger: ClockLedger, last: number, calendar: Calendar): ClockDay[] {
  const days: ClockDay[] = [];
  let n = 0;
  for (let day = ledger.startDay; day <= last; day++) {
    const why = reasonFor(ledger, day, kindOfDay(calendar, day));
    const counts = why === 'WORKDAY' || why === 'MAKE_UP_WORKDAY' || why === 'CALENDAR_DAY';
    days.push(counts ? { on: civilDate(day), counts, n: ++n, why } : { on: civilDate(day), counts, why });
  }
  return days;
}

function reasonFor(ledger: ClockLedger, day: number, kind: DayKind): DayReason {
  const inWorkdays = ledger.unit === 'workday';
  if (inWorkdays && (kind === 'WEEKEND' || kind === 'HOLIDAY')) return kind;
  if (day === ledger.startDay) return 'START_DAY';
  if (ledger.pauses.some(({ from, to }) => from < day && (to === null || day <= to))) {
    return ledger.pauses.some(({ to }) => to === day) ? 'RESUME_DAY' : 'PAUSED';
  }
  return inWorkdays ? kind : 'CALENDAR_DAY';
}

function isWhole(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 1;
}

function refusal(code: string, { act, path }: Step, field: string): Refusal {
  const params = { act: act.act, at: act.at };
  return new Refusal(code, params, `${typeof path === 'number' ? `acts.${path}` : path}.${field}`);
}

// Which day is a working day, and arithmetic over working days: 全国年节及纪念日放假办法 (2024 amendment) and the
// State Council's yearly notices, among them the working days made up on a weekend (调休上班).
import { Refusal } from './refusal';

/** A civil date in Asia/Shanghai, `YYYY-MM-DD`. */
export type CivilDate = string;

/** Why a day is, or is not, a working day. */
export type DayKind = 'WORKDAY' | 'MAKE_UP_WORKDAY' | 'WEEKEND' | 'HOLIDAY';

/** How firm a year's calendar is: only `published` rests on a notice of the State Council; the others make every answer provisional. */
export type CalendarStanding = 'published' | 'assumed' | 'provisional';

/** Where a year's days come from; `verified` says that somebody compared them with the document itself. */
export interface CalendarSource {
  readonly title: string;
  readonly document: string;
  readonly url?: string;
  readonly verified: boolean;
  readonly note?: string;
}

/** One year as data (`seeds/calendars/<year>.json`). Every day stands in the file of its own calendar year, whichever year's notice named it. */
export interface CalendarYear {
  readonly year: number;
  readonly standing: CalendarStanding;
  readonly source: CalendarSource;
  /** All days listed off by the notice or the statute, weekend days among them. */
  readonly off: readonly CivilDate[];
  /** Weekend days that are worked; also a weekday that a later notice turned back, which is then a plain working day. */
  readonly work: readonly CivilDate[];
}

/** A compiled run of years without a gap; days are counted from 1970-01-01 (`dayNumber`). Make it by `compileCalendar`. */
export interface Calendar {
  readonly firstYear: number;
  readonly publishedYear: number | null;
  readonly lastYear: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Kind of each day from `firstDay`, as an index into `KINDS`: working days have the two lowest. */
  readonly kinds: Uint8Array;
  /** `before[i]` = working days earlier than `firstDay + i`; one longer than `kinds`. */
  readonly before: Int32Array;
  /** Day numbers of all working days, ascending. */
  readonly workdays: Int32Array;
  /** By year from `firstYear`: 1 where no notice was published. */
  readonly provisional: Uint8Array;
}

const KINDS: readonly DayKind[] = ['WORKDAY', 'MAKE_UP_WORKDAY', 'WEEKEND', 'HOLIDAY'];
const WORKDAY = 0;
const MAKE_UP_WORKDAY = 1;
const WEEKEND = 2;
const HOLIDAY = 3;

const DAY_MS = 86_400_000;
/** Asia/Shanghai has stood at +08:00 without summer time since 1992, so for every year covered. */
const SHANGHAI_MS = 8 * 3_600_000;

/** The day number of year, month (1-12) and day in the Gregorian calendar: days since 1970-01-01. No check is made. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Year, month (1-12) and day of a day number: the inverse of `dayNumberOf`. */
export function partsOf(day: number): { year: number; month: number; day: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

/** How many days a month (1-12) has. */
export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : dayNumberOf(year, month + 1, 1) - dayNumberOf(year, month, 1);
}

/** Is this text a real civil date, `YYYY-MM-DD`? */
export function isCivilDate(text: unknown): text is CivilDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The day number of a civil date: days since 1970-01-01. Refuses `BAD_INPUT` for what is no real day. */
export function dayNumber(on: CivilDate): number {
  if (!isCivilDate(on)) throw new Refusal('BAD_INPUT', { expected: 'YYYY-MM-DD' });
  return dayNumberOf(Number(on.slice(0, 4)), Number(on.slice(5, 7)), Number(on.slice(8, 10)));
}

/** The civil date of a day number: the inverse of `dayNumber`. */
export function civilDate(day: number): CivilDate {
  const p = partsOf(day);
  return `${String(p.year).padStart(4, '0')}-${p.month < 10 ? '0' : ''}${p.month}-${p.day < 10 ? '0' : ''}${p.day}`;
}

/** The day number of the Shanghai civil day that contains an instant (epoch milliseconds), 00:00:00.000 included. */
export function dayOf(instantMs: number): number {
  return Math.floor((instantMs + SHANGHAI_MS) / DAY_MS);
}

/** The Shanghai civil date that contains an instant (epoch milliseconds). */
export function civilDateOf(instantMs: number): CivilDate {
  return civilDate(dayOf(instantMs));
}

/** The instant (epoch milliseconds) at which a day number begins in Shanghai. */
export function startOfDay(day: number): number {
  return day * DAY_MS - SHANGHAI_MS;
}

/** The instant (epoch milliseconds) at which a civil date begins: 00:00 at +08:00. Refuses `BAD_INPUT`. */
export function dayStart(on: CivilDate): number {
  return startOfDay(dayNumber(on));
}

/** Is the day number a Saturday or a Sunday? */
export function isWeekendDay(day: number): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday >= 5;
}

function inYear(year: CalendarYear, on: CivilDate, path: string): number {
  if (!isCivilDate(on) || Number(on.slice(0, 4)) !== year.year) {
    throw new Refusal('CALENDAR_FAULTY', { year: year.year, on }, path);
  }
  return dayNumber(on);
}

/**
 * Compiles years of data into a calendar that answers in constant time. The years may come in any order.
 * Refuses `CALENDAR_FAULTY` for no year, a year given twice, a gap between years, or a day outside its own year.
 */
export function compileCalendar(years: readonly CalendarYear[]): Calendar {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (!first || !last) throw new Refusal('CALENDAR_FAULTY', { reason: 'NO_YEAR' });
  sorted.forEach((y, i) => {
    if (y.year !== first.year + i) throw new Refusal('CALENDAR_FAULTY', { reason: 'YEAR_GAP_OR_TWICE', year: y.year });
  });
  const firstDay = dayNumberOf(first.year, 1, 1);
  const lastDay = dayNumberOf(last.year, 12, 31);
  const kinds = new Uint8Array(lastDay - firstDay + 1);
  for (let i = 0; i < kinds.length; i++) kinds[i] = isWeekendDay(firstDay + i) ? WEEKEND : WORKDAY;
  for (const year of sorted) {
    year.off.forEach((on, i) => (kinds[inYear(year, on, `off.${i}`) - firstDay] = HOLIDAY));
    year.work.forEach((on, i) => {
      const day = inYear(year, on, `work.${i}`);
      // A weekday among them is a plain working day again: only a weekend day can be made up on.
      kinds[day - firstDay] = isWeekendDay(day) ? MAKE_UP_WORKDAY : WORKDAY;
    });
  }
  const published = sorted.filter((y) => y.standing === 'published');
  return {
    firstYear: first.year,
    publishedYear: published[published.length - 1]?.year ?? null,
    lastYear: last.year,
    firstDay,
    lastDay,
    kinds,
    ...countWorkdays(kinds, firstDay),
    provisional: Uint8Array.from(sorted, (y) => (y.standing === 'published' ? 0 : 1)),
  };
}

function countWorkdays(kinds: Uint8Array, firstDay: number): Pick<Calendar, 'before' | 'workdays'> {
  const before = new Int32Array(kinds.length + 1);
  const workdays: number[] = [];
  kinds.forEach((kind, i) => {
    if (kind <= MAKE_UP_WORKDAY) workdays.push(firstDay + i);
    before[i + 1] = workdays.length;
  });
  return { before, workdays: Int32Array.from(workdays) };
}

/** The first year with data, the last one with a published notice (null if none), and the last one with data. */
export function yearsOf(calendar: Calendar): { first: number; published: number | null; last: number } {
  return { first: calendar.firstYear, published: calendar.publishedYear, last: calendar.lastYear };
}

/** Does the day number lie in a year with data? */
export function isKnownDay(calendar: Calendar, day: number): boolean {
  return day >= calendar.firstDay && day <= calendar.lastDay;
}

/** Refuses `CALENDAR_UNKNOWN` unless the day number lies in a year with data; gives the day number back. */
export function knownDay(calendar: Calendar, day: number, path?: string): number {
  if (isKnownDay(calendar, day)) return day;
  throw new Refusal('CALENDAR_UNKNOWN', { ...yearsOf(calendar) }, path);
}

/** The kind of a day number. Refuses `CALENDAR_UNKNOWN`. */
export function kindOfDay(calendar: Calendar, day: number): DayKind {
  return KINDS[calendar.kinds[knownDay(calendar, day) - calendar.firstDay] as number] as DayKind;
}

/** Does the day number lie in a year without a published notice? Refuses `CALENDAR_UNKNOWN`. */
export function isProvisionalDay(calendar: Calendar, day: number): boolean {
  return calendar.provisional[partsOf(knownDay(calendar, day)).year - calendar.firstYear] === 1;
}

/** How many working days lie in (after, upTo], both day numbers and `after` <= `upTo`. Refuses `CALENDAR_UNKNOWN`. */
export function countWorkdaysAfter(calendar: Calendar, after: number, upTo: number): number {
  const { before, firstDay } = calendar;
  const end = before[knownDay(calendar, upTo) - firstDay + 1] as number;
  return end - (before[knownDay(calendar, after) - firstDay + 1] as number);
}

/** The n-th working day (n >= 1) after a day number, itself not counted (民法典 201). Refuses `CALENDAR_UNKNOWN` past the last year. */
export function nthWorkdayAfter(calendar: Calendar, day: number, n: number): number {
  const done = calendar.before[knownDay(calendar, day) - calendar.firstDay + 1] as number;
  return knownDay(calendar, calendar.workdays[done + n - 1] ?? calendar.lastDay + 1);
}

function nthWorkdayBefore(calendar: Calendar, day: number, n: number): number {
  const earlier = calendar.before[knownDay(calendar, day) - calendar.firstDay] as number;
  return knownDay(calendar, calendar.workdays[earlier - n] ?? calendar.firstDay - 1);
}

/** The day number itself if it is a working day, else the next one (民法典 203). Refuses `CALENDAR_UNKNOWN`. */
export function rollToWorkday(calendar: Calendar, day: number): number {
  const kind = calendar.kinds[knownDay(calendar, day) - calendar.firstDay] as number;
  return kind <= MAKE_UP_WORKDAY ? day : nthWorkdayAfter(calendar, day, 1);
}

/** Is a civil date a working day, why, and is that provisional? Refuses `BAD_INPUT`, `CALENDAR_UNKNOWN`. */
export function isWorkday(calendar: Calendar, on: CivilDate): { workday: boolean; why: DayKind; provisional: boolean } {
  const day = dayNumber(on);
  const why = kindOfDay(calendar, day);
  return { workday: why === 'WORKDAY' || why === 'MAKE_UP_WORKDAY', why, provisional: isProvisionalDay(calendar, day) };
}

/**
 * The civil date n working days after `from` (before it if n is negative; `from` itself if 0); `from` is not counted.
 * `provisional` if a day stepped over or reached has no published notice. Refuses `BAD_INPUT`, `CALENDAR_UNKNOWN`.
 */
export function addWorkdays(calendar: Calendar, from: CivilDate, n: number): { on: CivilDate; provisional: boolean } {
  if (!Number.isSafeInteger(n)) throw new Refusal('BAD_INPUT', { expected: 'whole number' }, 'days');
  const start = knownDay(calendar, dayNumber(from));
  if (n === 0) return { on: from, provisional: isProvisionalDay(calendar, start) };
  const on = n > 0 ? nthWorkdayAfter(calendar, start, n) : nthWorkdayBefore(calendar, start, -n);
  return { on: civilDate(on), provisional: isProvisionalSpan(calendar, start, on) };
}

/**
 * Working days in (from, to]; with the dates reversed, minus those in [to, from). `provisional` as in `addWorkdays`.
 * Refuses `BAD_INPUT`, `CALENDAR_UNKNOWN`.
 */
export function workdaysBetween(
  calendar: Calendar,
  from: CivilDate,
  to: CivilDate,
): { workdays: number; provisional: boolean } {
  const a = knownDay(calendar, dayNumber(from), 'from');
  const b = knownDay(calendar, dayNumber(to), 'to');
  const { before, firstDay } = calendar;
  // 0 - x, not -x: minus nothing is 0, never -0.
  const workdays =
    a <= b
      ? countWorkdaysAfter(calendar, a, b)
      : 0 - ((before[a - firstDay] as number) - (before[b - firstDay] as number));
  return { workdays, provisional: isProvisionalSpan(calendar, a, b) };
}

/** Is one of the days gone through provisional: from the day beside `from` to `to`, itself included, in either direction? */
function isProvisionalSpan(calendar: Calendar, from: number, to: number): boolean {
  const beside = from < to ? from + 1 : from > to ? from - 1 : from;
  const low = partsOf(Math.min(beside, to)).year - calendar.firstYear;
  const high = partsOf(Math.max(beside, to)).year - calendar.firstYear;
  return calendar.provisional.subarray(low, high + 1).includes(1);
}

/** The first working day strictly after a civil date. Refuses `BAD_INPUT`, `CALENDAR_UNKNOWN`. */
export function nextWorkday(calendar: Calendar, on: CivilDate): CivilDate {
  return civilDate(nthWorkdayAfter(calendar, dayNumber(on), 1));
}

/** The last working day strictly before a civil date. Refuses `BAD_INPUT`, `CALENDAR_UNKNOWN`. */
export function previousWorkday(calendar: Calendar, on: CivilDate): CivilDate {
  return civilDate(nthWorkdayBefore(calendar, dayNumber(on), 1));
}

// A work calendar as a file, before it is imported: every fault of it, and the days on which it differs from what is loaded.
// 全国年节及纪念日放假办法 (2024 amendment), art. 2.
import {
  civilDate,
  compileCalendar,
  dayNumber,
  isCivilDate,
  isKnownDay,
  isWeekendDay,
  kindOfDay,
  yearsOf,
  type Calendar,
  type CalendarYear,
  type CivilDate,
  type DayKind,
} from './workday';

/** One fault of a calendar file: where (`off.3`), what (a code of the error table), and the figures for its text. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** 放假办法 art. 2: festival, the span in which its days off can lie, days off until 2024 and since 2025. */
const STATUTE: readonly (readonly [string, string, string, number, number])[] = [
  ['元旦', '01-01', '01-01', 1, 1],
  ['春节', '01-20', '02-23', 3, 4],
  ['清明节', '04-04', '04-06', 1, 1],
  ['劳动节', '05-01', '05-02', 1, 2],
  ['端午节', '05-27', '06-25', 1, 1],
  ['国庆节', '10-01', '10-03', 3, 3],
  ['中秋节、国庆节', '09-07', '10-08', 4, 4],
];
/** Years whose Mid-Autumn falls on 10-01 to 10-03 and counts once with it; computed by infra/calendars up to 2100. */
const MID_AUTUMN_ON_NATIONAL_DAY = [2020, 2028, 2031, 2039, 2058, 2066, 2077, 2085];

/**
 * Every fault of a calendar file before it is imported; none means that `compileCalendar` takes it. `loaded` is the calendar it
 * joins: it tells a gap between years, and which weekdays an earlier notice had made free.
 */
export function validateCalendar(json: unknown, loaded?: Calendar): Fault[] {
  const faults: Fault[] = [];
  const fault = (path: string, code: string, params: Fault['params'] = {}) => faults.push({ path, code, params });
  if (!isYearShaped(json, fault)) return faults;
  if (loaded && (json.year < loaded.firstYear - 1 || json.year > loaded.lastYear + 1)) {
    fault('year', 'CALENDAR_YEAR_GAP', { ...yearsOf(loaded) });
  }
  const seen = new Map<CivilDate, string>();
  for (const list of ['off', 'work'] as const) {
    json[list].forEach((on, i) => {
      const path = `${list}.${i}`;
      const twice = seen.get(on);
      seen.set(on, path);
      if (!isCivilDate(on)) fault(path, 'BAD_INPUT', { expected: 'YYYY-MM-DD' });
      else if (Number(on.slice(0, 4)) !== json.year) fault(path, 'CALENDAR_DAY_OF_OTHER_YEAR', { on });
      else if (twice) fault(path, 'CALENDAR_DAY_TWICE', { on, first: twice });
      else if (list === 'work' && !isWeekendDay(dayNumber(on)) && !wasFree(on, loaded)) {
        fault(path, 'CALENDAR_MAKE_UP_ON_WEEKDAY', { on });
      }
    });
  }
  missingStatutoryDays(json, fault);
  return faults;
}

function isYearShaped(json: unknown, fault: (path: string, code: string) => void): json is CalendarYear {
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  const isDays = (value: unknown) => Array.isArray(value) && value.every((on) => typeof on === 'string');
  const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  const isOptionalText = (value: unknown) => value === undefined || isText(value);
  const file = isRecord(json) ? json : {};
  const source = isRecord(file.source) ? file.source : {};
  const year = file.year;
  const wrong = [
    ...Object.keys(file).filter((key) => !['year', 'standing', 'source', 'off', 'work'].includes(key)),
    ...Object.keys(source)
      .filter((key) => !['title', 'document', 'url', 'verified', 'note'].includes(key))
      .map((key) => `source.${key}`),
    // The statute is known here from 2014 on.
    ...(Number.isInteger(year) && (year as number) >= 2014 && (year as number) <= 2100 ? [] : ['year']),
    ...(['published', 'assumed', 'provisional'].includes(file.standing as string) ? [] : ['standing']),
    ...['title', 'document'].filter((key) => !isText(source[key])).map((key) => `source.${key}`),
    ...['url', 'note'].filter((key) => !isOptionalText(source[key])).map((key) => `source.${key}`),
    ...(typeof source.verified === 'boolean' ? [] : ['source.verified']),
    ...['off', 'work'].filter((key) => !isDays(file[key])),
  ];
  wrong.forEach((path) => fault(path, 'BAD_INPUT'));
  return wrong.length === 0;
}

function wasFree(on: CivilDate, loaded: Calendar | undefined): boolean {
  const day = dayNumber(on);
  return !!loaded && isKnownDay(loaded, day) && kindOfDay(loaded, day) === 'HOLIDAY';
}

function missingStatutoryDays(
  json: CalendarYear,
  fault: (path: string, code: string, params: Fault['params']) => void,
) {
  const off = [...new Set(json.off)];
  for (const [festival, from, to, until2024, since2025] of STATUTE) {
    const once = from === '09-07' && MID_AUTUMN_ON_NATIONAL_DAY.includes(json.year) ? 1 : 0;
    const needed = (json.year >= 2025 ? since2025 : until2024) - once;
    const listed = off.filter((on) => on >= `${json.year}-${from}` && on <= `${json.year}-${to}`).length;
    if (listed < needed) fault('off', 'CALENDAR_BELOW_STATUTE', { festival, needed, listed });
  }
}

/** A day that a calendar file makes another kind of day; `from` is null where no calendar covers it yet. */
export interface CalendarChange {
  readonly on: CivilDate;
  readonly from: DayKind | null;
  readonly to: DayKind;
}

/** The days that a calendar file, free of faults, changes against the calendar it would be imported into. */
export function calendarChanges(file: CalendarYear, loaded: Calendar): CalendarChange[] {
  const year = compileCalendar([file]);
  const changes: CalendarChange[] = [];
  for (let day = year.firstDay; day <= year.lastDay; day++) {
    const from = isKnownDay(loaded, day) ? kindOfDay(loaded, day) : null;
    const to = kindOfDay(year, day);
    if (from !== to) changes.push({ on: civilDate(day), from, to });
  }
  return changes;
}

// A new work calendar on a case that is under way: what was due is settled by the calendar that was in force, then dates and instants
// follow the new one from the instant of its import. 行政许可法 82; 全国年节及纪念日放假办法: the year's notice of the State Council.
import { type Definition } from './definition';
import { settle, type Settled } from './due';
import { transition } from './lifecycle';
import { reduce } from './reduce';
import {
  type CaseState,
  type Instant,
  isSameInstant,
  type LegalDate,
  type MovedDate,
  type MovedInstant,
} from './state';
import { type Calendar } from './workday';

/** A calendar with its revision, in force from the instant of its import (epoch ms). */
export interface Revision {
  rev: number;
  at: number;
  calendar: Calendar;
}

/** By which calendar the dates of a case stand, and those that came after it, the oldest first. */
export interface Calendars {
  held: { rev: number; calendar: Calendar };
  later: readonly Revision[];
}

/** A case as it stands now: what time has done to it, and the calendar by which its dates stand. */
export interface Brought {
  state: CaseState;
  settled: Settled[];
  rev: number;
  calendar: Calendar;
}

/** Does the calendar still matter to a case? One that has ended keeps the dates that it had, and the calendar that explains them. */
export function isLive(state: Pick<CaseState, 'endedAt' | 'instants'>): boolean {
  return state.endedAt === null || state.instants.length > 0;
}

/**
 * Settles up to `at`, through every change of the calendar: up to the instant of each import by the calendar before it, then by the new
 * one. Who does so, when and how often changes nothing of the outcome.
 * @throws Refusal as `settle`; `CALENDAR_UNKNOWN` for a date beyond the new calendar
 */
export function settleThrough(
  before: CaseState,
  definition: Definition,
  { held, later }: Calendars,
  at: number,
): Brought {
  const settled: Settled[] = [];
  let state = before;
  let { rev, calendar } = held;
  const settleUntil = (until: number) => {
    const outcome = settle(state, definition, calendar, until);
    settled.push(...outcome.settled);
    ({ state } = outcome);
  };
  for (const next of later) {
    settleUntil(Math.min(next.at, at));
    if (!isLive(state)) break;
    ({ rev, calendar } = next);
    const changed = recalendar(state, definition, next);
    ({ state } = changed);
    if (changed.settled) settled.push(changed.settled);
  }
  settleUntil(at);
  return { state, settled, rev, calendar };
}

/**
 * Dates and instants by a new calendar. An event is made of what somebody goes by: a date that still runs, an instant that is still to
 * come. An instant that the calendar puts into the past takes effect at the import; what had taken effect before stays.
 */
function recalendar(
  before: CaseState,
  definition: Definition,
  { rev, calendar, at: importedAt }: Revision,
): { state: CaseState; settled: Settled | null } {
  if (!transition('recalendar').from.includes(before.status)) return { state: before, settled: null };
  // An act may have been done in the moment between the import and its commit.
  const at = Math.max(importedAt, before.lastAt);
  const act = { act: 'recalendar' as const, at, by: 'time', data: { calendarRev: rev } };
  const { state, event } = reduce(before, act, definition, calendar);
  const [dates, instants] = [movedDates(before, state), movedInstants(before.instants, state.instants)];
  // What else follows (a date is firm now) is so without a word.
  if (dates.length + instants.length === 0) return { state: { ...before, dates: state.dates }, settled: null };
  const data = { ...event.data, dates, instants };
  return { state, settled: { state, event: { ...event, data }, at, act: 'recalendar' } };
}

function movedDates(before: CaseState, after: CaseState): MovedDate[] {
  const isInIntake = before.status === 'RECEIVED' || before.status === 'CORRECTION';
  const running = ['promised', 'statutory'] as const;
  const day = (date: LegalDate | null) => date?.dueOn ?? null;
  return (isInIntake ? (['acceptance', ...running] as const) : running)
    .map((of) => ({ of, from: day(before.dates[of]), to: day(after.dates[of]) }))
    .filter(({ from, to }) => from !== to);
}

function movedInstants(before: readonly Instant[], after: readonly Instant[]): MovedInstant[] {
  const all = [...before, ...after];
  const isFirst = (instant: Instant, place: number) => all.findIndex((one) => isSameInstant(one, instant)) === place;
  return all
    .filter(isFirst)
    .map(({ at: _, ...rule }) => {
      const at = (list: readonly Instant[]) => list.find((one) => isSameInstant(one, rule))?.at ?? null;
      return { ...rule, from: at(before), to: at(after) };
    })
    .filter(({ from, to }) => from !== to);
}

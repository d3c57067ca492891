// The legal dates of a case and the instants at which time itself must act. 行政许可法 32, 42, 82; 民法典 201-203.
import { certificateInstants } from './certificate';
import { actsWithin, deadline, type ClockAct, type Limit } from './clock';
import { copyInstants } from './copies';
import { type Definition } from './definition';
import { licenceInstants } from './licence';
import { orderOf, phaseOf } from './lifecycle';
import { publicityInstants } from './publicity';
import { type CaseDates, type CaseState, type Instant, isSameInstant, type LegalDate } from './state';
import { stepInstants } from './step-due';
import { addWorkdays, dayStart, previousWorkday, type Calendar, type CivilDate } from './workday';

const DAY = 86_400_000;

/**
 * Recomputes the dates from the ledgers. Promise and statute run on the same one, each by the acts that came in time for it; without a
 * start (an item whose clock begins at acceptance) there is no due date yet.
 */
export function datesOf(
  state: Pick<CaseState, 'intake' | 'clock'>,
  definition: Definition,
  calendar: Calendar,
): CaseDates {
  const dateOf = (limit: Limit, acts: readonly ClockAct[]) =>
    legalDate(deadline(limit, actsWithin(limit, acts, calendar), calendar));
  const acceptance = dateOf(definition.acceptance, state.intake);
  if (state.clock.length === 0) return { acceptance, statutory: null, promised: null, due: null };
  const running = state.clock.filter((entry) => entry.act !== 'end');
  const statutory = dateOf(definition.statutory, running);
  const promised = dateOf(definition.promised, running);
  // While the clock stands still a date that has passed remains, and one that has not is open.
  const due =
    promised && (!statutory || promised.dueAt <= statutory.dueAt)
      ? { ...promised, basis: 'PROMISE' as const }
      : statutory && { ...statutory, basis: 'STATUTE' as const };
  return { acceptance, statutory, promised, due };
}

function legalDate(reading: { dueOn: string | null; dueAt: number | null; provisional: boolean }): LegalDate | null {
  if (reading.dueOn === null || reading.dueAt === null) return null;
  return { dueOn: reading.dueOn, dueAt: reading.dueAt, provisional: reading.provisional };
}

/**
 * Every instant that still lies before the case, earliest first; equal instants in the order of the transition table.
 * Yellow = 00:00 of the working day before the due date, red = the due instant, in every stage.
 */
export function instantsOf(state: Omit<CaseState, 'instants'>, definition: Definition, calendar: Calendar): Instant[] {
  // On the spot nothing comes before the record: no card for a day that is never waited for.
  if (definition.onTheSpot && state.status === 'RECEIVED')
    return [{ act: 'record', at: state.receivedAt, level: null }];
  const isEnded = phaseOf(state.status) === 'closed';
  const all = [
    ...stepInstants(state, definition, calendar),
    ...certificateInstants(state, calendar),
    ...licenceInstants(state, definition),
    ...(isEnded ? [] : caseInstants(state, definition, calendar)),
  ];
  const isOpen = (instant: Instant) => !state.fired.some((fired) => !fired.isPast && isSameInstant(fired, instant));
  // A clock that began in the past (deemed acceptance, art. 32) may have instants there: they take effect now, in their order.
  const order = (a: Instant, b: Instant) => a.at - b.at || orderOf(a.act) - orderOf(b.act);
  return all
    .filter(isOpen)
    .sort(order)
    .map((instant) => ({ ...instant, at: Math.max(instant.at, state.lastAt) }));
}

/** What time does to an open case, whatever has been done of it already. */
function caseInstants(state: Omit<CaseState, 'instants'>, definition: Definition, calendar: Calendar): Instant[] {
  const all: Instant[] = [...copyInstants(state, definition), ...publicityInstants(state, definition, calendar)];
  const { due, statutory, acceptance } = state.dates;
  if (acceptance && (state.status === 'RECEIVED' || state.status === 'CORRECTION'))
    all.push({ act: 'deem-accepted', at: acceptance.dueAt, level: null });
  if (due) {
    const dayBefore = dayStart(previousWorkday(calendar, due.dueOn));
    if (definition.reminder)
      all.push({ act: 'remind', at: dayStart(workdaysBefore(calendar, due.dueOn, definition.reminder)), level: null });
    all.push({ act: 'yellow-card', at: dayBefore, level: null });
    all.push({ act: 'red-card', at: due.dueAt, level: null });
    if (statutory) all.push({ act: 'supervise', at: statutory.dueAt, level: null });
    definition.escalation.forEach(({ workdaysAfterDue }, index) => {
      const { on } = addWorkdays(calendar, due.dueOn, workdaysAfterDue);
      all.push({ act: 'escalate', at: dayStart(on) + DAY, level: index + 1 });
    });
  }
  return all;
}

const workdaysBefore = (calendar: Calendar, on: CivilDate, days: number): CivilDate =>
  Array.from({ length: days }).reduce<CivilDate>((day) => previousWorkday(calendar, day), on);

// The legal dates of a case and the instants at which time itself must act. 行政许可法 32, 42, 82; 民法典 201-203.
import { deadline } from './clock';
import { type Definition } from './definition';
import { orderOf, phaseOf } from './lifecycle';
import { type CaseDates, type CaseState, type Instant, type LegalDate } from './state';
import { addWorkdays, dayStart, previousWorkday, type Calendar } from './workday';

const DAY = 86_400_000;

/**
 * Recomputes the dates from the ledger. Promise and statute run on the same ledger; without a start (an item whose clock
 * begins at acceptance) there is no due date yet.
 */
export function datesOf(
  state: Pick<CaseState, 'receivedAt' | 'clock'>,
  definition: Definition,
  calendar: Calendar,
): CaseDates {
  const acceptance = legalDate(deadline(definition.acceptance, [{ act: 'start', at: state.receivedAt }], calendar))!;
  if (state.clock.length === 0) return { acceptance, statutory: null, promised: null, due: null };
  const running = state.clock.filter((entry) => entry.act !== 'end');
  const statutory = legalDate(deadline(definition.statutory, running, calendar));
  const promised = legalDate(deadline(definition.promised, running, calendar));
  if (!statutory || !promised) return { acceptance, statutory, promised, due: null };
  const due =
    promised.dueAt <= statutory.dueAt
      ? { ...promised, basis: 'PROMISE' as const }
      : { ...statutory, basis: 'STATUTE' as const };
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
export function instantsOf(
  state: Pick<CaseState, 'status' | 'lastAt' | 'dates' | 'fired'>,
  definition: Definition,
  calendar: Calendar,
): Instant[] {
  if (phaseOf(state.status) === 'closed') return [];
  const all: Instant[] = [];
  if (state.status === 'RECEIVED') all.push({ act: 'deem-accepted', at: state.dates.acceptance.dueAt, level: null });
  const { due } = state.dates;
  if (due) {
    const dayBefore = dayStart(previousWorkday(calendar, due.dueOn));
    all.push({ act: 'yellow-card', at: dayBefore, level: null });
    all.push({ act: 'red-card', at: due.dueAt, level: null });
    definition.escalation.forEach(({ workdaysAfterDue }, index) => {
      const { on } = addWorkdays(calendar, due.dueOn, workdaysAfterDue);
      all.push({ act: 'escalate', at: dayStart(on) + DAY, level: index + 1 });
    });
  }
  const isOpen = (instant: Instant) =>
    !state.fired.some((fired) => fired.act === instant.act && fired.level === instant.level);
  // A clock that began in the past (deemed acceptance, art. 32) may have instants there: they take effect now, in their order.
  const order = (a: Instant, b: Instant) => a.at - b.at || orderOf(a.act) - orderOf(b.act);
  return all
    .filter(isOpen)
    .sort(order)
    .map((instant) => ({ ...instant, at: Math.max(instant.at, state.lastAt) }));
}

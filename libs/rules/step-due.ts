// The time that a step has of its own: until when, and what time does when it has passed.
import { deadline, type ClockAct } from './clock';
import { type Definition } from './definition';
import { stands } from './ledger';
import { type CaseState, type Instant, type LegalDate, type Step } from './state';
import { civilDate, dayNumber, dayStart, type Calendar, type CivilDate } from './workday';

type Open = Pick<CaseState, 'steps' | 'clock'>;

/** Does the step stand still with the clock of the case? What departments examine does; a term that somebody was given does not. */
const standsWithClock = ({ kind }: Step) => kind === 'REVIEW' || kind === 'PRE_REVIEW';

/** Until when an open step has time; null without a limit of its own, and while it stands still before its day. */
export function stepDue(state: Open, step: Step, calendar: Calendar, within = step.within): LegalDate | null {
  if (step.endedAt !== null) return null;
  if (step.until) return { dueOn: step.until, dueAt: endOf(step.until), provisional: false };
  if (!within) return null;
  const { dueOn, dueAt, provisional } = deadline(within, ledgerOf(state, step), calendar);
  return dueOn === null || dueAt === null ? null : { dueOn, dueAt, provisional };
}

/** The instant at which a day is over. */
export const endOf = (on: CivilDate): number => dayStart(civilDate(dayNumber(on) + 1));

function ledgerOf({ clock }: Open, step: Step): ClockAct[] {
  const start: ClockAct = { act: 'start', at: step.openedAt };
  if (!standsWithClock(step)) return [start];
  const stood = stands(clock.filter(({ at }) => at < step.openedAt));
  const since = clock.filter(({ act, at }) => at >= step.openedAt && (act === 'pause' || act === 'resume'));
  return [start, ...(stood ? [{ act: 'pause' as const, at: step.openedAt }] : []), ...since];
}

/** The last day of an open step that has a limit, as an event tells it. */
export function untilOf(state: Open, id: string, calendar: Calendar): Pick<LegalDate, 'dueOn' | 'provisional'> {
  const step = state.steps.find((one) => one.id === id)!;
  const { dueOn, provisional } = stepDue(state, step, calendar)!;
  return { dueOn, provisional };
}

/** The instants of the open steps: overdue, consent by silence, a right that lapses. */
export function stepInstants(state: Open, { reviewers }: Definition, calendar: Calendar): Instant[] {
  return state.steps.flatMap((step): Instant[] => {
    const instant = (act: Instant['act'], date: LegalDate | null): Instant[] =>
      date ? [{ act, at: date.dueAt, level: null, step: step.id }] : [];
    const silence = step.kind === 'REVIEW' ? reviewers.find(({ body }) => body === step.body)?.silence : null;
    return [
      ...instant('deem-agreed', silence ? stepDue(state, step, calendar, silence) : null),
      ...instant(ACT_OF[step.kind] ?? 'step-overdue', stepDue(state, step, calendar)),
    ];
  });
}

const ACT_OF: Partial<Record<Step['kind'], Instant['act']>> = {
  SPECIAL: 'special-overrun',
  INTERESTED: 'lapse-right',
  HEARING_RIGHT: 'lapse-right',
  RENEWAL: 'deem-renewed',
  FIX: 'lapse-fix',
};

// What an event tells of work: whose it is now, and until when.
import { type ActData, type ToldWork } from './doing';
import { type ActName } from './lifecycle';
import { type CaseState, type Step } from './state';
import { stepDue } from './step-due';
import { type Calendar, type CivilDate } from './workday';

/**
 * What an event tells of work, so that whoever reads the log needs no rules to know whose turn it is. `dueOn` = the last day for it,
 * while a clock runs; what is owed after the end has no day but its own.
 */
export function workTold(
  act: ActName,
  before: CaseState | null,
  after: CaseState,
  data: Pick<ActData, 'step'>,
  calendar: Calendar,
): { work?: readonly ToldWork[]; dueOn?: CivilDate } {
  const steps = stepsConcerned(act, before?.steps ?? [], after.steps, data.step);
  if (steps.length === 0) return {};
  const work = steps.map(({ kind, body }) => ({ kind, body }));
  const own = steps.map((step) => stepDue(after, step, calendar)).find((date) => date !== null);
  const date = steps.some(({ kind }) => kind === 'ACCEPTANCE')
    ? after.dates.acceptance
    : (own ?? (after.endedAt === null ? after.dates.due : null));
  return { work, ...(date && act !== 'withdraw' && { dueOn: date.dueOn }) };
}

/** Time that presses, or moves, whatever is open. */
const OF_ALL_WORK: readonly ActName[] = [
  ...(['remind', 'yellow-card', 'red-card', 'supervise', 'escalate', 'recalendar'] as const),
];

function stepsConcerned(
  act: ActName,
  before: readonly Step[],
  after: readonly Step[],
  about?: string,
): readonly Step[] {
  if (act === 'withdraw') return before.filter(isOpen);
  if (OF_ALL_WORK.includes(act)) return after.filter(isOpen);
  if (act === 'claim') return [];
  if (act === 'step-overdue' || act === 'special-overrun' || act === 'release' || act === 'reassign')
    return after.filter(({ id }) => id === about);
  return after.filter((step) => isOpen(step) && !before.some(({ id }) => id === step.id));
}

const isOpen = ({ endedAt }: Step) => endedAt === null;

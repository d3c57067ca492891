// The steps of a case: opened and closed by the acts of `reduce.ts`.
import { type ActName } from './lifecycle';
import { type CaseState, type Step } from './state';
import { type CivilDate } from './workday';

/** A step that opens now. */
export const open = (id: string, kind: Step['kind'], body: string, at: number): Step => ({
  id,
  kind,
  body,
  openedAt: at,
  endedAt: null,
  outcome: null,
});

/** The open step of a kind, if there is one. */
export const openStep = (state: Pick<CaseState, 'steps'>, kind: Step['kind']): Step | undefined =>
  state.steps.find((step) => step.kind === kind && step.endedAt === null);

/** Closes the open step of this id. */
export function close(state: CaseState, id: string, at: number, outcome: string): void {
  const step = state.steps.find((candidate) => candidate.id === id && candidate.endedAt === null)!;
  step.endedAt = at;
  step.outcome = outcome;
}

/** Does the step belong to intake, and end with acceptance? */
export const isOfIntake = ({ kind }: Step): boolean => kind === 'ACCEPTANCE' || kind === 'CORRECTION';

/** Work that an event tells of: opened by it, still owed when a card is given or its day moves, or fallen away when the applicant withdraws. */
export type ToldWork = Pick<Step, 'kind' | 'body'>;

/**
 * What an event tells of work, so that whoever reads the log needs no rules to know whose turn it is. `dueOn` = the last day for it,
 * while a clock runs.
 */
export function workTold(
  act: ActName,
  before: CaseState | null,
  after: CaseState,
): { work?: readonly ToldWork[]; dueOn?: CivilDate } {
  const work = stepsConcerned(act, before?.steps ?? [], after.steps).map(({ kind, body }) => ({ kind, body }));
  if (work.length === 0) return {};
  const date = work.some(({ kind }) => kind === 'ACCEPTANCE') ? after.dates.acceptance : after.dates.due;
  return { work, ...(date && act !== 'withdraw' && { dueOn: date.dueOn }) };
}

function stepsConcerned(act: ActName, before: readonly Step[], after: readonly Step[]): readonly Step[] {
  if (act === 'withdraw') return before.filter(isOpen);
  if (act === 'yellow-card' || act === 'red-card' || act === 'recalendar') return after.filter(isOpen);
  return after.filter((step) => isOpen(step) && !before.some(({ id }) => id === step.id));
}

const isOpen = ({ endedAt }: Step) => endedAt === null;

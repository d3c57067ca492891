// The steps of a case: opened and closed by the acts of `reduce.ts`.
import { type CaseState, type Step } from './state';

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

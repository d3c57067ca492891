// What the workflow is told, and when: each telling costs a hundred times an act, so this is one table that can be tuned.
import { nextInstant } from './due';
import { phaseOf, type Phase } from './lifecycle';
import { type CaseState } from './state';

/** A step as the workflow sees it: whose work it is and until when, for the story in Temporal's UI. */
export interface ToldStep {
  id: string;
  body: string;
  until: string | null;
}

/** The facts that a workflow conducts by. `wakeAt` is a real instant (epoch ms): business offset already taken off. */
export interface Facts {
  id: string;
  seq: number;
  phase: Phase;
  open: ToldStep[];
  wakeAt: number | null;
}

/** The part of the facts that a state gives; identity, `seq` and the real instant are added where they are known. */
export function factsOf(state: CaseState): Pick<Facts, 'phase' | 'open'> {
  const until = state.dates.due?.dueOn ?? null;
  return {
    phase: phaseOf(state.status),
    open: state.steps.filter((step) => step.endedAt === null).map(({ id, body }) => ({ id, body, until })),
  };
}

/** Must the workflow hear of this change? A new phase, or an earliest instant that moved nearer. */
export function isTold(before: CaseState | null, after: CaseState): boolean {
  if (!before || phaseOf(before.status) !== phaseOf(after.status)) return true;
  const [was, is] = [nextInstant(before), nextInstant(after)];
  return is !== null && (was === null || is < was);
}

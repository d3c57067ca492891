// Whose desk an open step lies on: an officer takes it (认领), gives it back (退回) or hands it to another (转办), so that no two do the same.
// No clock moves. What an officer does he does within his powers and by the order of the office (公务员法 14).
import { type Doing } from './doing';
import { Refusal } from './refusal';
import { type CaseState, type Step } from './state';
import { openWork } from './steps';

/** An officer takes a step that nobody has. @throws Refusal `STEP_CLAIMED`, `STEP_NOT_OPEN`, `SAME_PERSON` */
export function claimed({ state, act: { by, data } }: Doing): undefined {
  const step = demandWork(state, data.step);
  if (step.assignee !== undefined) throw new Refusal('STEP_CLAIMED', { step: step.id, assignee: step.assignee });
  refuseProposer(state, step, [by, data.inPlaceOf]);
  // Who takes it as a deputy takes it for the officer: it stays there once the deputy's days are over.
  step.assignee = data.inPlaceOf ?? by;
}

/** It is free again. @throws Refusal `STEP_NOT_CLAIMED`, `STEP_NOT_OPEN` */
export function released({ state, act: { data } }: Doing): undefined {
  const step = demandWork(state, data.step);
  if (step.assignee === undefined) throw new Refusal('STEP_NOT_CLAIMED', { step: step.id });
  delete step.assignee;
}

/** It is another's from now on. @throws Refusal `STEP_CLAIMED` by that officer already, `STEP_NOT_OPEN`, `SAME_PERSON` */
export function reassigned({ state, act: { data } }: Doing): undefined {
  if (data.assignee === undefined) throw new Refusal('BAD_INPUT', {}, 'to');
  const step = demandWork(state, data.step);
  if (step.assignee === data.assignee) throw new Refusal('STEP_CLAIMED', { step: step.id, assignee: step.assignee });
  refuseProposer(state, step, [data.assignee]);
  step.assignee = data.assignee;
}

/** Where two decide, whoever proposed has done his or her part: the decision is the other's. */
export function freedByProposal(state: CaseState): void {
  const { by, inPlaceOf } = state.proposal!;
  for (const step of openWork(state))
    if (step.kind === 'DECISION' && (step.assignee === by || step.assignee === inPlaceOf)) delete step.assignee;
}

function refuseProposer({ proposal }: CaseState, { kind }: Step, takers: readonly (string | undefined)[]): void {
  if (kind !== 'DECISION' || !proposal) return;
  const proposers = [proposal.by, proposal.inPlaceOf];
  if (takers.some((taker) => taker !== undefined && proposers.includes(taker))) throw new Refusal('SAME_PERSON');
}

function demandWork(state: CaseState, id: string | undefined): Step {
  const step = openWork(state).find((one) => one.id === id);
  if (!step) throw new Refusal('STEP_NOT_OPEN', { step: id });
  return step;
}

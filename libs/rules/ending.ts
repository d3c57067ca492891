// How a case ends, decided or not, and the mark that an act of time leaves.
import { netWorkdays } from './clock';
import { type Doing, type Told } from './doing';
import { type Status } from './lifecycle';
import { type CaseState, type Instant } from './state';
import { close } from './steps';

/** Whatever is open ends with the case, and its clock. */
export function ended(state: CaseState, at: number, status: Status): undefined {
  for (const step of state.steps) if (step.endedAt === null) close(state, step.id, at, status);
  if (state.clock.length > 0) state.clock.push({ act: 'end', at });
  delete state.hearing;
  delete state.proposal;
  state.status = status;
  state.endedAt = at;
}

/** Without a decision; its net days count if the applicant files the same anew. */
export function endedUndecided({ state, act, calendar }: Doing, status: Status): Told {
  ended(state, act.at, status);
  return { net: netWorkdays(state.clock, calendar) };
}

/** The instant has come and does not come again. */
export function fire(state: CaseState, instant: Instant): undefined {
  state.fired.push(instant);
}

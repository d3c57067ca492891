// How the ledgers of a case stop and run on: both for a correction (行政许可法 32), that of the decision alone for what art. 45 names.
import { actsWithin, foldClock, isTooLate, type ClockAct, type StopReason } from './clock';
import { type Definition } from './definition';
import { type CaseState } from './state';
import { openStep } from './steps';
import { type Calendar } from './workday';

/** Does the clock of a ledger stand still? */
export function stands(ledger: readonly ClockAct[]): boolean {
  return ledger.findLast(({ act }) => act === 'pause' || act === 'resume')?.act === 'pause';
}

/** Both clocks stand still while the applicant corrects; that of the decision only if it has begun. */
export function stopForCorrection(state: CaseState, at: number): void {
  state.intake.push({ act: 'pause', at, reason: 'correction' });
  if (state.clock.length > 0) state.clock.push({ act: 'pause', at, reason: 'correction' });
}

/** They run on. */
export function goAfterCorrection(state: CaseState, at: number): void {
  state.intake.push({ act: 'resume', at });
  if (state.clock.length > 0) state.clock.push({ act: 'resume', at });
}

/** Does this act come after the statutory limit has passed? What is late cannot be made good by a pause or an extension. */
export function comesTooLate(state: CaseState, act: ClockAct, { statutory }: Definition, calendar: Calendar): boolean {
  return isTooLate(foldClock(statutory, actsWithin(statutory, state.clock, calendar), calendar), act, calendar);
}

/** Stops the clock of the decision for one of the reasons of art. 45, unless it stands already or its limit has passed. */
export function standStill(
  state: CaseState,
  at: number,
  reason: StopReason,
  definition: Definition,
  calendar: Calendar,
): void {
  const pause = { act: 'pause' as const, at, reason };
  if (!stands(state.clock) && !comesTooLate(state, pause, definition, calendar)) state.clock.push(pause);
}

/** Lets it run on as soon as nothing holds it any more: neither a special procedure nor an announced hearing. */
export function runOn(state: CaseState, at: number): void {
  if (openStep(state, 'SPECIAL') || state.hearing || !stands(state.clock)) return;
  state.clock.push({ act: 'resume', at });
}

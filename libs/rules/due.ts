// What time itself must do now, and when to look again. Shared by the door, the views and the reconciler.
import { type Definition } from './definition';
import { reduce, type Reduced } from './reduce';
import { Refusal } from './refusal';
import { type CaseState, type Instant, isSameInstant } from './state';
import { type Calendar } from './workday';

/** The instants that have come at `at`, earliest first. An act at exactly the instant is late: `<=`. */
export function due(state: CaseState, at: number): Instant[] {
  return state.instants.filter((instant) => instant.at <= at);
}

/** The earliest instant still to come, or null when time has nothing to do. */
export function nextInstant(state: CaseState): number | null {
  return state.instants[0]?.at ?? null;
}

/** One settled act of time, with the legal instant at which it takes effect. */
export type Settled = Reduced & { at: number; act: Instant['act'] };

/**
 * Applies, one by one, every act of time that has come due, each at its legal instant.
 * @throws Refusal `SETTLE_STUCK` naming the rule whose application did not consume its instant.
 */
export function settle(
  before: CaseState,
  definition: Definition,
  calendar: Calendar,
  at: number,
): { state: CaseState; settled: Settled[] } {
  const settled: Settled[] = [];
  let state = before;
  for (let next = due(state, at)[0]; next; next = due(state, at)[0]) {
    const { act, level, step } = next;
    const data = { level, ...(step !== undefined && { step }) };
    const applied = reduce(state, { act, at: next.at, by: 'time', data }, definition, calendar);
    if (applied.state.instants.some((instant) => isSameInstant(instant, next))) {
      throw new Refusal('SETTLE_STUCK', { rule: act, at: next.at });
    }
    settled.push({ ...applied, at: next.at, act });
    state = applied.state;
  }
  return { state, settled };
}

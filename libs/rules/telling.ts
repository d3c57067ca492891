// What the workflow is told, and when: each telling costs a hundred times an act, so this is one table that can be tuned.
import { type BundleFacts } from './bundle';
import { isOrdered } from './certificate';
import { nextInstant } from './due';
import { phaseOf, type Phase } from './lifecycle';
import { type CaseState, type Step } from './state';
import { openStep } from './steps';

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

/** Ordered work that nobody has done after so long, ms, is looked after: it may have been forgotten. */
export const WORK_LOOK_AFTER = 300_000;

const OWED_AFTERWARDS: readonly Step['kind'][] = ['DELIVERY', 'PROMISE_CHECK', 'FIX'];

/** The stage of a case: that of its status, or the machine's while work is ordered of it, or what is owed by a day after the end. */
export function stageOf(state: Pick<CaseState, 'status' | 'certificate' | 'steps'>): Phase {
  if (isOrdered(state)) return 'certify';
  const phase = phaseOf(state.status);
  // A reconsideration, like a renewal, is watched by the reconciler alone.
  const isOwed = phase === 'closed' && OWED_AFTERWARDS.some((kind) => openStep(state, kind) !== undefined);
  return isOwed ? 'aftercare' : phase;
}

/**
 * When the workflow, or else the reconciler, must look at a case again, as business time: at its earliest instant, and while work is
 * ordered some minutes on at the latest. `wakesAt` = what was said of the state before; null = never.
 */
export function wakeAfter(
  before: CaseState | null,
  after: CaseState,
  at: number,
  wakesAt: number | null | undefined,
): number | null {
  const next = nextInstant(after);
  if (!isOrdered(after)) return next;
  const isWaiting = before !== null && isOrdered(before) && wakesAt !== null && wakesAt !== undefined && wakesAt > at;
  return Math.min(isWaiting ? wakesAt : at + WORK_LOOK_AFTER, next ?? Infinity);
}

/** The instant that a workflow watches itself: none while it has work done, which the reconciler looks after from outside. */
export function watchedBy(phase: Phase | BundleFacts['phase'], wakeAt: number | null): number | null {
  return phase === 'certify' || phase === 'ordered' ? null : wakeAt;
}

/** The part of the facts that a state gives; identity, `seq` and the real instant are added where they are known. */
export function factsOf(state: CaseState): Pick<Facts, 'phase' | 'open'> {
  const until = state.dates.due?.dueOn ?? null;
  return {
    phase: stageOf(state),
    open: state.steps.filter((step) => step.endedAt === null).map(({ id, body }) => ({ id, body, until })),
  };
}

/**
 * Must the workflow hear of this change? A new phase, an earliest instant that moved nearer, or ordered work that is still not done. A
 * closed case has no workflow that waits: its instants, years ahead, are struck by the reconciler alone.
 */
export function isTold(before: CaseState | null, after: CaseState): boolean {
  if (before && stageOf(before) === 'closed' && stageOf(after) === 'closed') return false;
  if (!before || isOrdered(after) || stageOf(before) !== stageOf(after)) return true;
  const [was, is] = [nextInstant(before), nextInstant(after)];
  return is !== null && (was === null || is < was);
}

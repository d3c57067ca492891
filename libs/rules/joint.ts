// Parallel opinions -> one result (并联审批, 行政许可法 26): how many have answered, and who disagrees.
import { type Step } from './state';

/** The state of a parallel review: `n` of `of` answered, the bodies that disagree (also a lower level, 行政许可法 43), those still awaited, and those no longer waited for. */
export interface JointResult {
  n: number;
  of: number;
  complete: boolean;
  dissent: string[];
  awaited: string[];
  unheard: string[];
}

/** Counts the review steps of a case, of each body the newest. A case without co-reviewers is complete at once. */
export function joint(steps: readonly Step[]): JointResult {
  const newest = new Map(steps.filter(({ kind }) => kind === 'REVIEW').map((step) => [step.body, step]));
  const reviews = [...newest.values()];
  const lower = steps.filter(({ kind }) => kind === 'PRE_REVIEW');
  const disagrees = ({ outcome }: Step) => outcome === 'DISAGREE';
  const bodies = (holds: (step: Step) => boolean) => reviews.filter(holds).map(({ body }) => body);
  const awaited = bodies(({ endedAt }) => endedAt === null);
  const unheard = bodies(({ outcome }) => outcome === 'CLOSED_EARLY');
  return {
    n: reviews.length - awaited.length - unheard.length,
    of: reviews.length,
    complete: awaited.length === 0,
    dissent: [...new Set([...lower.filter(disagrees).map(({ body }) => body), ...bodies(disagrees)])],
    awaited,
    unheard,
  };
}

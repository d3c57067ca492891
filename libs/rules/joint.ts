// Parallel opinions -> one result (并联审批, 行政许可法 26): how many have answered, and who disagrees.
import { type Step } from './state';

/** The state of a parallel review: `n` of `of` answered, the bodies that disagree and those still awaited. */
export interface JointResult {
  n: number;
  of: number;
  complete: boolean;
  dissent: string[];
  awaited: string[];
}

/** Counts the review steps of a case. A case without co-reviewers is complete at once. */
export function joint(steps: readonly Step[]): JointResult {
  const reviews = steps.filter((step) => step.kind === 'REVIEW');
  const awaited = reviews.filter((step) => step.endedAt === null).map((step) => step.body);
  return {
    n: reviews.length - awaited.length,
    of: reviews.length,
    complete: awaited.length === 0,
    dissent: reviews.filter((step) => step.outcome === 'DISAGREE').map((step) => step.body),
    awaited,
  };
}

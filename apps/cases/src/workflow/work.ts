// How a workflow has work done: at once, within its own task, which takes Temporal four writes less than a task of its own; what fails there
// is done by an activity, with all its patience.
import { ActivityFailure, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities';

/** What a run may do that runs of the releases before it, which still go on, may not: their histories would no longer fit. */
export interface Manner {
  atOnce: true;
}

const here = proxyLocalActivities<Activities>({ startToCloseTimeout: '5 seconds', retry: { maximumAttempts: 1 } });

/** Work first tried at once; `later` = the activity that is patient. Refused by a rule it is not tried again. */
export async function work<T>(
  manner: Manner | undefined,
  atOnce: (activities: typeof here) => Promise<T>,
  later: () => Promise<T>,
): Promise<T> {
  if (!manner) return later();
  try {
    return await atOnce(here);
  } catch (error) {
    if (error instanceof ActivityFailure && error.retryState === 'NON_RETRYABLE_FAILURE') throw error;
    return later();
  }
}

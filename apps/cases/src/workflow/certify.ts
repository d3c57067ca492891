// Certificate (证照): what the grant gives is made out by a machine and shown on paper. 行政许可法 39, 44.
import { ActivityFailure, ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { Facts } from '#rules/telling';
import type { Activities } from '../activities/activities';
import type { Conduct } from './conduct';
import { tell } from './tell';
import { type Manner, work } from './work';

const TRIES = 10;

const { certificate } = proxyActivities<Pick<Activities, 'certificate'>>({
  startToCloseTimeout: '15 seconds', // a killed worker's work is taken up after it
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: TRIES },
  summary: 'work of the machine',
});

const { giveUp } = proxyActivities<Pick<Activities, 'giveUp'>>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'the work failed: told as a fact',
});

/** Has it made; what cannot be made after ten tries becomes a visible fact, and the body that decided may order it anew. */
export async function certify(c: Conduct<Facts>): Promise<void> {
  tell(c, '证照 certify: the certificate is made out');
  const answered = await c.work(() => made(c.facts().id, c.manner));
  // What was ordered anew while the answer was on its way is told by newer facts: the stage begins again.
  await c.until(() => c.phase() !== 'certify' || c.seq() > answered);
}

function made(id: string, manner: Manner | undefined): Promise<Facts> {
  return work(
    manner,
    (here) => here.certificate(id),
    () => certificate(id),
  ).catch((error: unknown) => {
    if (!(error instanceof ActivityFailure) || !(error.cause instanceof Error)) throw error;
    // The code of our own table, where it has one; any other failure is told without its text.
    const code = error.cause instanceof ApplicationFailure ? error.cause.type : null;
    return giveUp(id, code ?? 'INTERNAL');
  });
}

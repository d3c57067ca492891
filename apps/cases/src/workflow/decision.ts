// Decision (决定): the body that holds the power grants, or refuses with reasons and remedies. 行政许可法 37, 38, 42.
import type { Facts } from '#rules/telling';
import type { Conduct } from './conduct';
import { tell } from './tell';

/** Waits for the decider; cards and escalation are the watch's business. */
export async function decision(c: Conduct<Facts>): Promise<void> {
  tell(c, '决定 decision: grant, or refuse with reasons and remedies');
  await c.until(() => c.phase() !== 'decision');
}

// Intake (受理): the park's window accepts or refuses within five working days. 行政许可法 32.
import type { Facts } from '#rules/telling';
import type { Conduct } from './conduct';
import { tell } from './tell';

/** Waits for the window; its silence is the watch's business (deemed acceptance). */
export async function intake(c: Conduct<Facts>): Promise<void> {
  tell(c, '受理 intake: the window accepts or refuses');
  await c.until(() => c.phase() !== 'intake');
}

// Intake (受理): the park's window accepts or refuses within five working days. 行政许可法 32.
import type { Conduct } from './conduct';

/** Waits for the window; its silence is the watch's business (deemed acceptance). */
export async function intake(c: Conduct): Promise<void> {
  c.narrate('受理 intake: the window accepts or refuses');
  await c.until(() => c.phase() !== 'intake');
}

// Review (并联审查): the departments give their opinions at the same time. 行政许可法 26.
import type { ToldStep } from '#rules/telling';
import type { Conduct } from './conduct';

/** One branch a department; the join is counted in Postgres, the branches end with the stage. */
export async function review(c: Conduct): Promise<void> {
  c.narrate('并联审查 review: departments at once');
  await Promise.all(c.openSteps().map((step) => branch(c, step)));
  await c.until(() => c.phase() !== 'review');
}

async function branch(c: Conduct, step: ToldStep): Promise<void> {
  await c.until(() => c.ended(step));
}

// Review (并联审查): the departments give their opinions at the same time. 行政许可法 26.
import type { Facts, ToldStep } from '#rules/telling';
import type { Conduct } from './conduct';
import { tell } from './tell';

/** One branch a department; the join is counted in Postgres, the branches end with the stage. */
export async function review(c: Conduct<Facts>): Promise<void> {
  tell(c, '并联审查 review: departments at once');
  await Promise.all(c.facts().open.map((step) => branch(c, step)));
  await c.until(() => c.phase() !== 'review');
}

async function branch(c: Conduct<Facts>, step: ToldStep): Promise<void> {
  await c.until(() => !c.facts().open.some(({ id }) => id === step.id));
}

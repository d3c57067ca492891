// What Temporal's UI shows of a case: its stage, and whose work is open until when.
import type { Facts } from '#rules/telling';
import type { Conduct } from './conduct';

/** Tells the stage with the steps that are open. */
export function tell(c: Conduct<Facts>, story: string): void {
  const until = c.facts().open.map((step) => `${step.id} (${step.body}) until ${step.until ?? '-'}`);
  c.narrate([story, ...until].join('\n'));
}

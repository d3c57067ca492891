// Certificate (证照): what the grant gives is made out by a machine and shown on paper. 行政许可法 39, 44.
import type { Conduct } from './conduct';

/** Has it made; what cannot be made after ten tries becomes a visible fact, and the body that decided may order it anew. */
export async function certify(c: Conduct): Promise<void> {
  c.narrate('证照 certify: the certificate is made out');
  const answered = await c.work('certificate');
  // What was ordered anew while the answer was on its way is told by newer facts: the stage begins again.
  await c.until(() => c.phase() !== 'certify' || c.seq() > answered);
}

// An approval from receipt to its end, as the procedure reads. It holds no fact: Postgres says what is true, this what comes next.
import type { Facts } from '#rules/telling';
import { aftercare } from './aftercare';
import { certify } from './certify';
import { conduct, type Conduct } from './conduct';
import { decision } from './decision';
import { intake } from './intake';
import { review } from './review';
import type { Manner } from './work';

type OpenPhase = Exclude<Facts['phase'], 'closed'>;
const stage: Record<OpenPhase, (c: Conduct<Facts>) => Promise<void>> = { intake, review, decision, certify, aftercare };

/** One run conducts from any point: re-circulation, a restart and continue-as-new are the same path. */
export async function approvalCase(facts: Facts, manner?: Manner): Promise<void> {
  const c = conduct(facts, manner);
  await c.follow(async () => {
    for (let phase = c.phase(); phase !== 'closed'; phase = c.phase()) await stage[phase](c);
  });
}

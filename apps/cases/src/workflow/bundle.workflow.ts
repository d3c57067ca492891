// A bundle (一件事) from its filing to its end: it waits for its parts and has filed what may follow. It holds no fact: Postgres says which.
import { proxyActivities } from '@temporalio/workflow';
import type { BundleFacts } from '#rules/bundle';
import type { Activities } from '../activities/activities';
import { conduct, type Conduct } from './conduct';
import { type Manner, work } from './work';

// Without an end: what is refused by a rule is an answer, not a failure, and a server that is away comes back.
const { filePart } = proxyActivities<Pick<Activities, 'filePart'>>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'a part is filed',
});

const stage: Record<Exclude<BundleFacts['phase'], 'closed'>, (c: Conduct<BundleFacts>) => Promise<void>> = {
  /** Parts are under way; whichever ends wakes the watch. */
  waiting: async (c) => {
    c.narrate('等候 waiting: parts are under way');
    await c.until(() => c.phase() !== 'waiting');
  },
  /**
   * What is ordered is filed, each part by an act of its own, which answers with what is ordered by then: perhaps the next parts, at once.
   * So the stage begins again with whatever newer facts came, from an answer or from the relay, and does nothing without any.
   */
  ordered: async (c) => {
    const known = c.facts();
    c.narrate(`续办 ordered: ${known.order.join(', ')}`);
    await Promise.all(
      known.order.map((part) =>
        c.work(() =>
          work(
            c.manner,
            (here) => here.filePart(known.id, part),
            () => filePart(known.id, part),
          ),
        ),
      ),
    );
    await c.until(() => c.facts() !== known);
  },
};

/** One run conducts from any point, as that of a case does. */
export async function bundle(facts: BundleFacts, manner?: Manner): Promise<void> {
  const c = conduct(facts, manner);
  await c.follow(async () => {
    for (let phase = c.phase(); phase !== 'closed'; phase = c.phase()) await stage[phase](c);
  });
}

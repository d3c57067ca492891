// The only machinery: newest told facts, one timer at the earliest instant, `strike` when it comes, continue-as-new.
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/activities';
import { type Manner, work as tried } from './work';

/** What every workflow is told: which it is, how new it is, its stage, and when to look next (a real instant, epoch ms). */
export interface Told {
  id: string;
  seq: number;
  phase: string;
  wakeAt: number | null;
}

/** The relay tells the newest facts; an older `seq` is ignored. */
export const told = defineSignal<[Told]>('told');

const { strike } = proxyActivities<Pick<Activities, 'strike'>>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'acts of time that have come due',
});

/** What a stage may ask and wait for. */
export interface Conduct<F extends Told> {
  /** What this run may do that those of the releases before may not. */
  manner: Manner | undefined;
  facts(): F;
  phase(): F['phase'];
  /** How new the facts are. */
  seq(): number;
  until(holds: () => boolean): Promise<void>;
  /** Tells in Temporal's UI what it is at. */
  narrate(story: string): void;
  /** Has the machine do its work, and hears its answer. Resolves to the `seq` of it. */
  work(work: () => Promise<F>): Promise<number>;
  follow(procedure: () => Promise<void>): Promise<void>;
}

/** A run that begins again has no history to fit. */
const ANEW: Manner = { atOnce: true };

class Superseded extends Error {}

/** Conducts from `first` on. The signal handler is registered before anything waits. */
export function conduct<F extends Told>(first: F, manner?: Manner): Conduct<F> {
  let facts = first;
  let pause = 0; // a strike that changed nothing waits before the next: 1 s doubling to 1 min
  let tired = false;
  const closed = () => facts.phase === 'closed';
  const hear = (newer: Told) => {
    if (newer.seq <= facts.seq) return;
    facts = newer as F; // whoever tells a workflow, or works for it, tells what its kind hears
    pause = 0;
  };
  setHandler(told, hear);

  async function watch(): Promise<void> {
    while (!closed() && !tired) {
      const at = facts.wakeAt;
      const movedNearer = () => closed() || tired || (facts.wakeAt !== null && (at === null || facts.wakeAt < at));
      if (at === null) {
        await condition(movedNearer);
      } else if (!(await condition(movedNearer, Math.max(1, at - Date.now() + pause)))) {
        if (facts.wakeAt !== null && facts.wakeAt > Date.now()) continue; // moved later: the old timer fired, look again
        const before = facts.seq;
        const { id } = facts;
        hear(
          await tried(
            manner,
            (here) => here.strike(id),
            () => strike(id),
          ),
        );
        if (facts.seq === before) pause = Math.min(60_000, pause * 2 || 1_000);
        tired = workflowInfo().continueAsNewSuggested;
      }
    }
  }

  return {
    manner,
    facts: () => facts,
    phase: () => facts.phase,
    seq: () => facts.seq,
    until: async (holds) => {
      await condition(() => holds() || closed() || tired);
      if (tired && !closed()) throw new Superseded();
    },
    narrate: setCurrentDetails,
    work: async (work) => {
      const answer = await work();
      hear(answer);
      return answer.seq;
    },
    follow: async (procedure) => {
      const watching = watch();
      try {
        await procedure();
      } catch (error) {
        if (!(error instanceof Superseded)) throw error;
      }
      await watching;
      await condition(allHandlersFinished);
      if (!closed()) await continueAsNew(facts, ANEW); // told during the last wait, or a long history: begin again from facts
    },
  };
}

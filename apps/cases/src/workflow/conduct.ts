// The only machinery: newest told facts, one timer at the earliest instant, `strike` when it comes, continue-as-new.
import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Facts, ToldStep } from '#rules/telling';
import type { Activities } from '../activities/activities';

/** The relay tells the newest facts; an older `seq` is ignored. */
export const told = defineSignal<[Facts]>('told');

const { strike } = proxyActivities<Pick<Activities, 'strike'>>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'acts of time that have come due',
});

const TRIES = 10;

const works = proxyActivities<Pick<Activities, 'certificate'>>({
  startToCloseTimeout: '15 seconds', // a killed worker's work is taken up after it
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: TRIES },
  summary: 'work of the machine',
});

const { giveUp } = proxyActivities<Pick<Activities, 'giveUp'>>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'the work failed: told as a fact',
});

/** What a stage may ask and wait for. */
export interface Conduct {
  phase(): Facts['phase'];
  /** How new the facts are. */
  seq(): number;
  openSteps(): ToldStep[];
  ended(step: ToldStep): boolean;
  until(holds: () => boolean): Promise<void>;
  narrate(story: string): void;
  /** Has the machine do its work; after ten tries that failed it is given up, as a fact. Resolves to the `seq` of its answer. */
  work(name: keyof typeof works): Promise<number>;
  follow(procedure: () => Promise<void>): Promise<void>;
}

class Superseded extends Error {}

/** Conducts from `first` on. The signal handler is registered before anything waits. */
export function conduct(first: Facts): Conduct {
  let facts = first;
  let pause = 0; // a strike that changed nothing waits before the next: 1 s doubling to 1 min
  let tired = false;
  const closed = () => facts.phase === 'closed';
  const hear = (newer: Facts) => {
    if (newer.seq <= facts.seq) return;
    facts = newer;
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
        hear(await strike(facts.id));
        if (facts.seq === before) pause = Math.min(60_000, pause * 2 || 1_000);
        tired = workflowInfo().continueAsNewSuggested;
      }
    }
  }

  return {
    phase: () => facts.phase,
    seq: () => facts.seq,
    openSteps: () => facts.open,
    ended: (step) => closed() || !facts.open.some(({ id }) => id === step.id),
    until: async (holds) => {
      await condition(() => holds() || closed() || tired);
      if (tired && !closed()) throw new Superseded();
    },
    narrate: (story) => {
      const until = facts.open.map((step) => `${step.id} (${step.body}) until ${step.until ?? '-'}`).join('\n');
      setCurrentDetails(`${story}\n${until}`);
    },
    work: async (name) => {
      const answer = await works[name](facts.id).catch((error: unknown) => {
        if (!(error instanceof ActivityFailure) || !(error.cause instanceof Error)) throw error;
        // The code of our own table, where it has one; any other failure is told without its text.
        const code = error.cause instanceof ApplicationFailure ? error.cause.type : null;
        return giveUp(facts.id, code ?? 'INTERNAL');
      });
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
      if (!closed()) await continueAsNew(facts); // told during the last wait, or a long history: begin again from facts
    },
  };
}

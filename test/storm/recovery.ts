// How long people waited after each kill: until somebody had a durable answer to what was sent after it, and until the last who had
// asked before it had his.
import { type Asked, isDone } from './door';
import { type Struck } from './faults';
import { type Judged } from './oracle';

/** What is asked for: after one process was killed, and after all were at once. */
const MOST_MS = { one: 10_000, all: 30_000 };
const SECOND = 1_000;

/** Kills of one target; times in ms. `under` = the longest that somebody still waited whose request was under way. */
export interface Recovery {
  target: string;
  kills: number;
  first: number;
  under: number;
}

/** By target, in the order of the first kill; a kill after which nobody was answered any more counts as endless. */
export function recoveries(struck: readonly Struck[], history: readonly Asked[]): Recovery[] {
  const acknowledged = history.flatMap(({ tries }) => tries.filter(isDone)).sort((a, b) => a.sentAt - b.sentAt);
  const waits = history.flatMap(({ tries, answer }) =>
    answer ? [{ from: tries[0]!.sentAt, to: answer.endedAt }] : [],
  );
  const byTarget = new Map<string, Recovery>();
  for (const { fault, from } of struck) {
    if (fault.kind !== 'kill') continue;
    const target = fault.targets.length > 1 ? 'all at once' : fault.targets[0]!;
    const answers = acknowledged.filter(({ sentAt }) => sentAt >= from).map(({ endedAt }) => endedAt - from);
    const one = byTarget.get(target) ?? { target, kills: 0, first: 0, under: 0 };
    one.kills += 1;
    one.first =
      answers.reduce((least, ms) => Math.min(least, ms), Infinity) > one.first ? Math.min(...answers) : one.first;
    one.under = waits.reduce(
      (most, wait) => (wait.from < from && wait.to > from ? Math.max(most, wait.to - from) : most),
      one.under,
    );
    byTarget.set(target, one);
  }
  return [...byTarget.values()];
}

/** As rows of the oracle's table. */
export function judgeRecovery(all: readonly Recovery[]): Judged[] {
  return (['one', 'all'] as const).map((kind) => {
    const some = all.filter(({ target }) => (target === 'all at once') === (kind === 'all'));
    const late = some.filter(({ first }) => first > MOST_MS[kind]);
    return {
      letter: 'g',
      promise: `first durable answer within ${MOST_MS[kind] / SECOND} s after ${kind === 'one' ? 'one process was killed' : 'all were killed at once'}`,
      looked: some.reduce((sum, { kills }) => sum + kills, 0),
      wrong: late.map(({ target, first }) => ({ what: `${target}: ${seconds(first)}` })),
    };
  });
}

/** `3.4 s` */
export const seconds = (ms: number) => (Number.isFinite(ms) ? `${(ms / SECOND).toFixed(1)} s` : 'never');

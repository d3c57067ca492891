// How long people waited after each kill: until somebody had a durable answer to what was sent after it, and until the last who had
// asked before it had his.
import { type Asked, isDone } from './door';
import { type Struck } from './faults';
import { type Judged } from './oracle';
import { type Fault } from './plan';

const SECOND = 1_000;
/** What is asked for: after one process was killed, and after all were at once. */
const MOST_MS = { one: 10 * SECOND, all: 30 * SECOND };

/** One kill; times in ms, endless when nobody was answered any more. */
export interface Recovery {
  target: string;
  isAll: boolean;
  /** Until the first durable answer to something that was sent after it. */
  first: number;
  /** What is asked for; longer where another fault struck before the answer. */
  within: number;
  /** The longest that somebody still waited whose request was under way. */
  underWay: number;
}

/** Of every kill, in the order of time. */
export function recoveries(struck: readonly Struck[], history: readonly Asked[]): Recovery[] {
  const answers = history.flatMap(({ tries }) => tries.filter(isDone));
  const waits = history.flatMap(({ tries, answer }) =>
    answer ? [{ from: tries[0]!.sentAt, to: answer.endedAt }] : [],
  );
  return struck.flatMap(({ fault, from }) => {
    if (fault.kind !== 'kill') return [];
    const first = least(answers.filter(({ sentAt }) => sentAt >= from).map(({ endedAt }) => endedAt - from));
    const met = struck.filter((one) => one.from >= from && one.from <= from + first && isFelt(one.fault));
    const within = Math.max(...met.map((one) => lasts(one) + asked(one.fault) - from));
    const underWay = most(waits.filter((wait) => wait.from < from && wait.to > from).map(({ to }) => to - from));
    const isAll = fault.targets.length > 1;
    return [{ target: isAll ? 'all at once' : fault.targets[0]!, isAll, first, within, underWay }];
  });
}

const least = (list: readonly number[]) => list.reduce((a, b) => Math.min(a, b), Infinity);
const most = (list: readonly number[]) => list.reduce((a, b) => Math.max(a, b), 0);
const asked = (fault: Fault) => (fault.kind === 'kill' && fault.targets.length > 1 ? MOST_MS.all : MOST_MS.one);
const lasts = ({ from, until }: Struck) => until ?? from;
/** Nobody at the door waits for Temporal, and none for the hour. */
const isFelt = (fault: Fault) => fault.kind !== 'time' && !(fault.kind === 'erase' && fault.target === 'temporal');

/** As rows of the oracle's table. */
export function judgeRecovery(all: readonly Recovery[]): Judged[] {
  return [false, true].map((isAll) => {
    const some = all.filter((one) => one.isAll === isAll);
    const late = some.filter(({ first, within }) => first > within);
    return {
      letter: 'g',
      promise: isAll
        ? 'first durable answer within 30 s after all were killed at once'
        : 'first durable answer within 10 s after one process was killed',
      looked: some.length,
      wrong: late.map(({ target, first, within }) => ({
        what: `${target}: ${seconds(first)}, not ${seconds(within)}`,
      })),
    };
  });
}

/** Kills by target, the worst of each. */
export function worst(all: readonly Recovery[]) {
  return [...new Set(all.map(({ target }) => target))].map((target) => {
    const some = all.filter((one) => one.target === target);
    const [first, underWay] = [most(some.map((one) => one.first)), most(some.map((one) => one.underWay))];
    return { target, kills: some.length, first, underWay };
  });
}

/** `3.4 s` */
export const seconds = (ms: number) => (Number.isFinite(ms) ? `${(ms / SECOND).toFixed(1)} s` : 'never');

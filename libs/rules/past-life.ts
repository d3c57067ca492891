// What people did in a past case, out of its events: the rest follows from the rules, today's or others.
import { LIFECYCLE } from './lifecycle';
import { type Act } from './doing';

/** A past case as it was recorded: its filing, and the acts of people at their own instants. */
export interface PastLife {
  number: string;
  filing: Act;
  acts: readonly Act[];
}

const RECORDED_BY = new Map(LIFECYCLE.map(({ event, act, by }) => [event, { act, by }]));

/** An event as it was recorded: what it tells is also what its act carried. `at` = its legal instant, epoch ms. */
export interface RecordedEvent {
  type: string;
  at: number;
  actor: string;
  data: Act['data'];
}

/** A case from its events: acts of people alone. What time and the machine did follows from the rules, and so does their repair. */
export function lifeOf(number: string, events: readonly RecordedEvent[]): PastLife {
  const acts = events.flatMap(({ type, at, actor, data }) => {
    const { act, by } = RECORDED_BY.get(type) ?? {};
    return act && by === 'person' && act !== 'retry-work' ? [{ act, at, by: actor, data }] : [];
  });
  const [filing, ...others] = acts;
  return { number, filing: filing!, acts: others };
}

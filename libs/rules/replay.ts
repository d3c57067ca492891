// A past case lived again: each act at its own date, and whatever time had to do in between at its legal instants. The past obeys
// the same rules as the present.
import { type Definition } from './definition';
import { settle } from './due';
import { type Act } from './doing';
import { reduce, type Reduced } from './reduce';
import { Refusal } from './refusal';
import { type CaseState } from './state';
import { type Calendar } from './workday';

/** One thing that happened: what it was, the state it made with the event that records it, and its instant. */
export type Lived = Reduced & { act: Act['act']; at: number };

/**
 * Lives a case from its filing through the acts of people, in the order of their instants, up to `until`. Acts of the same instant
 * keep the order in which they are given.
 * @throws Refusal as `reduce`; `ACT_OUT_OF_TURN` also for an act before the filing, `ACT_IN_FUTURE` for one after `until`. Its path is
 * the act's place among those given (`acts.3`), or `filing`.
 */
export function replay(
  filing: Act,
  acts: readonly Act[],
  { definition, calendar, until }: { definition: Definition; calendar: Calendar; until: number },
): { state: CaseState; lived: Lived[] } {
  const lived: Lived[] = [];
  let state: CaseState | null = null;
  const settleUntil = (at: number) => {
    if (!state) return;
    const outcome = settle(state, definition, calendar, at);
    lived.push(...outcome.settled);
    ({ state } = outcome);
  };
  const live = (act: Act) => {
    if (act.at > until) throw new Refusal('ACT_IN_FUTURE', { act: act.act });
    if (act.at < filing.at) throw new Refusal('ACT_OUT_OF_TURN', { act: act.act, status: 'NONE' });
    settleUntil(act.at);
    const reduced = reduce(state, act, definition, calendar);
    lived.push({ ...reduced, act: act.act, at: act.at });
    ({ state } = reduced);
    settleUntil(act.at);
  };
  placed('filing', () => live(filing));
  const inOrder = acts.map((act, n) => ({ act, n })).sort((a, b) => a.act.at - b.act.at);
  for (const { act, n } of inOrder) placed(`acts.${n}`, () => live(act));
  settleUntil(until);
  return { state: state!, lived };
}

/** What the rules refuse is told with the place of the act that met it: their own paths point into other documents. */
function placed(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.params, path);
    throw error;
  }
}

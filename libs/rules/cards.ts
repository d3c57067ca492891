// Supervision (监察, 行政许可法 60): reminder, cards, steps that are overdue, and levels of escalation; a card that was wrong is taken back.
import { type Doing } from './doing';
import { fire } from './ending';
import { type TimeAct } from './lifecycle';
import { Refusal } from './refusal';
import { type CaseState } from './state';
import { nextId, open } from './steps';

/** A mark that an instant has come, and nothing else. */
export function marked({ state, act: { act, at, data } }: Doing): undefined {
  fire(state, { act: act as TimeAct, at, level: null, ...(data.step !== undefined && { step: data.step }) });
}

/** The next level supervises as well. */
export function escalated({ state, act: { at, data }, definition }: Doing): undefined {
  const level = data.level ?? 1;
  fire(state, { act: 'escalate', at, level });
  state.steps.push(
    open(nextId(state, 'SUPERVISION', `supervision/${level}`), 'SUPERVISION', definition.escalation[level - 1]!.to, at),
  );
}

/** The limit of the law has passed: a supervision case (督办件) opens with the commission, whatever the levels say. */
export function supervised({ state, act: { at } }: Doing): undefined {
  fire(state, { act: 'supervise', at, level: null });
  state.steps.push(open(nextId(state, 'SUPERVISION', 'supervision/statutory'), 'SUPERVISION', 'commission', at));
}

const ACT_OF = { YELLOW: 'yellow-card', RED: 'red-card' } as const;

/** The newest card of a colour that stands. */
export const standingCard = (state: Pick<CaseState, 'fired'>, card: 'YELLOW' | 'RED') =>
  state.fired.findLast(({ act, isRevoked }) => act === ACT_OF[card] && !isRevoked);

/** A card is taken back; it does not fall again, and is counted apart. @throws Refusal `NO_SUCH_CARD` */
export function cardRevoked({ state, act: { data } }: Doing): undefined {
  if (!data.card) throw new Refusal('BAD_INPUT', {}, 'card');
  const card = standingCard(state, data.card);
  if (!card) throw new Refusal('NO_SUCH_CARD', {}, 'card');
  state.fired = state.fired.map((one) => (one === card ? { ...one, isRevoked: true as const } : one));
}

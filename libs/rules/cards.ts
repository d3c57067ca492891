// Cards (红黄牌) and other marks of time (监察, 行政许可法 60): reminder, steps that are overdue; a card that was wrong is taken back.
import { type Doing } from './doing';
import { fire } from './ending';
import { type TimeAct } from './lifecycle';
import { Refusal } from './refusal';
import { type CaseState } from './state';

/** A mark that an instant has come, and nothing else. */
export function marked({ state, act: { act, at, data } }: Doing): undefined {
  fire(state, { act: act as TimeAct, at, level: null, ...(data.step !== undefined && { step: data.step }) });
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

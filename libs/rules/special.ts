// Special procedures (特别程序, 行政许可法 45): the clock stands, the time they take is told; experts score blind; and the one extension (42).
import { comesTooLate, runOn, stands, standStill } from './ledger';
import { type Doing, type Told } from './doing';
import { Refusal } from './refusal';
import { type CaseState } from './state';
import { close, demandStep, open, openStep, openSteps } from './steps';

/** Fewer do not make a panel. The number is ours: the law names none. */
const PANEL = 3;

/** Art. 45: inspection, expert review … stop the clock; how long they are to take is told in writing. */
export function paused({ state, act, definition, calendar }: Doing): undefined {
  const { reason, days } = act.data;
  if (!reason || !days) throw new Refusal('BAD_INPUT', {}, reason ? 'days' : 'reason');
  const limit = definition.special.find((special) => special.reason === reason)?.limit;
  if (limit && days > limit.value) throw new Refusal('SPECIAL_TOO_LONG', { limit: limit.value }, 'days');
  const pause = { act: 'pause' as const, at: act.at, reason };
  if (!stands(state.clock) && comesTooLate(state, pause, definition, calendar))
    throw new Refusal('CLOCK_PAUSED_TOO_LATE');
  standStill(state, act.at, reason, definition, calendar);
  const n = state.steps.filter(({ kind }) => kind === 'SPECIAL').length + 1;
  const within = { value: days, unit: 'workday' } as const;
  state.steps.push(open(`special/${n}`, 'SPECIAL', state.parties.owner, act.at, within));
}

/** It is over, and the clock runs on unless a hearing holds it. */
export function resumed({ state, act: { at } }: Doing): undefined {
  close(state, openStep(state, 'SPECIAL')!.id, at, 'DONE');
  runOn(state, at);
}

/** Experts are called in, each by a body of one; into a panel that sits already further ones. @throws Refusal `EXPERTS_TOO_FEW`, `EXPERT_CALLED` */
export function expertsConvened(doing: Doing): undefined {
  const { state, act } = doing;
  const experts = [...new Set(act.data.experts)];
  const known = state.parties.experts ?? [];
  const again = experts.filter((expert) => known.includes(expert));
  if (again.length > 0) throw new Refusal('EXPERT_CALLED', { experts: again }, 'experts');
  if (seated(state) + experts.length < PANEL) throw new Refusal('EXPERTS_TOO_FEW', { least: PANEL }, 'experts');
  if (!openStep(state, 'SPECIAL'))
    paused({ ...doing, act: { ...act, data: { ...act.data, reason: 'expert-review' } } });
  for (const expert of experts)
    state.steps.push(open(`expert/${known.length + experts.indexOf(expert) + 1}`, 'EXPERT', expert, act.at));
  state.parties = { ...state.parties, experts: [...known, ...experts] };
}

const seated = ({ steps }: CaseState) =>
  steps.filter(({ kind, outcome }) => kind === 'EXPERT' && outcome !== 'RECUSED').length;

/** One expert gives a score, which nobody sees until the panel has ended. */
export function scored({ state, act: { at, by, data } }: Doing): Told {
  const { score } = data;
  if (score === undefined || score < 0 || score > 100) throw new Refusal('BAD_INPUT', {}, 'score');
  const step = demandStep(state, ['EXPERT'], { body: data.body });
  close(state, step.id, at, 'SCORED', by);
  step.score = score;
  return { n: seated(state) - openSteps(state, 'EXPERT').length, of: seated(state) };
}

/** An expert who is concerned steps back (回避), or the body that decides releases one who does not answer. */
export function recused({ state, act: { at, by, data } }: Doing): undefined {
  close(state, demandStep(state, ['EXPERT'], { body: data.expert ?? data.body }).id, at, 'RECUSED', by);
}

/** Does a panel sit? Its special procedure is still open: somebody may yet step back, and others be called in. */
function sits(state: Pick<CaseState, 'steps'>): boolean {
  const special = openStep(state, 'SPECIAL');
  return state.steps.some(({ kind, openedAt }) => kind === 'EXPERT' && special && openedAt >= special.openedAt);
}

/** What the experts found together; null where there are none. `mean` of their scores, 0 to 100; null while the panel sits. */
export function panelOf(state: Pick<CaseState, 'steps'>): { n: number; of: number; mean: number | null } | null {
  const experts = state.steps.filter(({ kind, outcome }) => kind === 'EXPERT' && outcome !== 'RECUSED');
  if (experts.length === 0) return null;
  const scores = experts.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const isOver = scores.length === experts.length && !sits(state);
  return {
    n: scores.length,
    of: experts.length,
    mean: isOver ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null,
  };
}

/** Are there fewer experts left than make a panel? */
export const isShort = (state: CaseState): boolean =>
  state.parties.experts !== undefined && openStep(state, 'SPECIAL') !== undefined && seated(state) < PANEL;

/** Art. 42: once, by the head, the reason told; no further than the item's law allows. */
export function extended({ state, act, definition, calendar }: Doing): undefined {
  const { days } = act.data;
  const { value: limit } = definition.extension!;
  if (!days) throw new Refusal('BAD_INPUT', {}, 'days');
  if (days > limit) throw new Refusal('EXTENSION_TOO_LONG', { limit }, 'days');
  const extend = { act: 'extend' as const, at: act.at, value: days };
  if (comesTooLate(state, extend, definition, calendar)) throw new Refusal('CLOCK_EXTENDED_TOO_LATE');
  state.clock.push(extend);
}

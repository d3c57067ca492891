// Supervision (督办, 行政许可法 60): levels that widen, the limit of the law, what the owner answers, and what whoever supervises finds.
import { type Doing, type Told } from './doing';
import { fire } from './ending';
import { Refusal } from './refusal';
import { type CaseState } from './state';
import { close, nextId, open, openSteps } from './steps';
import { civilDateOf } from './workday';

/** The next level supervises as well, and may see the case. A department does not supervise itself: the commission does in its place. */
export function escalated({ state, act: { at, data }, definition }: Doing): Told {
  const level = data.level ?? 1;
  const { to } = definition.escalation[level - 1]!;
  const body = to === state.parties.owner ? 'commission' : to;
  fire(state, { act: 'escalate', at, level });
  state.steps.push(open(nextId(state, 'SUPERVISION', `supervision/${level}`), 'SUPERVISION', body, at));
  const supervisors = [...new Set([...(state.parties.supervisors ?? []), ...(body === 'commission' ? [] : [body])])];
  if (supervisors.length === 0) return {};
  state.parties = { ...state.parties, supervisors };
  return { to: supervisors };
}

/** The limit of the law has passed: a supervision case (督办件) opens with the commission, whatever the levels say. */
export function supervised({ state, act: { at } }: Doing): undefined {
  fire(state, { act: 'supervise', at, level: null });
  state.steps.push(open(nextId(state, 'SUPERVISION', 'supervision/statutory'), 'SUPERVISION', 'commission', at));
}

/** The owner says what is done, and by which day; when that has passed, whoever supervises hears of it. @throws Refusal `DAY_PASSED` */
export function supervisionAnswered({ state, act: { at, data } }: Doing): Told {
  const { on } = data;
  if (!on) throw new Refusal('BAD_INPUT', {}, 'on');
  const today = civilDateOf(at);
  if (on < today) throw new Refusal('DAY_PASSED', { today }, 'on');
  for (const step of openSteps(state, 'SUPERVISION')) step.until = on;
  const to = supervising(state);
  return to.length > 0 ? { to } : {};
}

/** Whoever supervises has looked at it: all that this body had open is closed. @throws Refusal `NO_SUPERVISION` of another's */
export function supervisionClosed({ state, act: { at, by, data } }: Doing): undefined {
  if (!data.finding) throw new Refusal('BAD_INPUT', {}, 'finding');
  const own = openSteps(state, 'SUPERVISION').filter(({ body }) => body === (data.body ?? 'commission'));
  if (own.length === 0) throw new Refusal('NO_SUPERVISION');
  for (const { id } of own) close(state, id, at, data.finding, by);
}

/** Departments with supervision open. */
const supervising = (state: CaseState): string[] => [
  ...new Set(
    openSteps(state, 'SUPERVISION')
      .map(({ body }) => body)
      .filter((body) => body !== 'commission'),
  ),
];

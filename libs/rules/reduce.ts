// reduce(state, act) -> next state and the one event that records it. Pure: a case rebuilds from its events by the same function.
import { type Definition } from './definition';
import { datesOf, instantsOf } from './instants';
import { joint } from './joint';
import { transition, type ActName, type Status } from './lifecycle';
import { Refusal } from './refusal';
import { type CaseState, type Instant, type Parties, type Step } from './state';
import { type Calendar } from './workday';

/** Codes and ids alone: names and texts lie beside the event, so that a person can be erased without breaking the chain. */
export interface ActData {
  parties?: Parties;
  body?: string;
  verdict?: 'AGREE' | 'DISAGREE';
  outcome?: 'GRANT' | 'REFUSE';
  dissentHandled?: boolean;
  level?: number | null;
}

/** An act on a case at an instant: of a person (`by` = person's id) or of time (`by` = `time`). */
export interface Act {
  act: ActName;
  at: number;
  by: string;
  data: ActData;
}

/** What the act made: the next state, and the event to record. */
export interface Reduced {
  state: CaseState;
  event: { type: string; data: ActData & { n?: number; of?: number } };
}

/**
 * Applies one act. The result shares nothing with `before` that it changes.
 * @throws Refusal `ACT_OUT_OF_TURN` when the status does not allow the act, `STEP_NOT_OPEN` when the named body owes nothing now,
 * `BAD_INPUT` when an opinion has no verdict or a decision no outcome, `DISSENT_UNANSWERED` when a grant passes over a dissent.
 */
export function reduce(before: CaseState | null, act: Act, definition: Definition, calendar: Calendar): Reduced {
  const row = transition(act.act);
  if (!row.from.includes(before?.status ?? 'NONE')) {
    throw new Refusal('ACT_OUT_OF_TURN', { act: act.act, status: before?.status ?? 'NONE' });
  }
  const state = before ? copy(before, act.at) : received(act, definition, calendar);
  const extra = apply(state, act, definition) ?? {};
  state.dates = state.endedAt === null ? datesOf(state, definition, calendar) : state.dates;
  state.instants = instantsOf(state, definition, calendar);
  return { state, event: { type: row.event, data: { ...act.data, ...extra } } };
}

function received(act: Act, definition: Definition, calendar: Calendar): CaseState {
  const parties = act.data.parties!;
  const clock = definition.start === 'RECEIPT' ? [{ act: 'start' as const, at: act.at }] : [];
  return {
    status: 'RECEIVED',
    parties,
    receivedAt: act.at,
    acceptedAt: null,
    endedAt: null,
    lastAt: act.at,
    steps: [open('acceptance', 'ACCEPTANCE', parties.window, act.at)],
    clock,
    dates: datesOf({ receivedAt: act.at, clock }, definition, calendar),
    fired: [],
    instants: [],
  };
}

function copy(before: CaseState, at: number): CaseState {
  return {
    ...before,
    lastAt: Math.max(before.lastAt, at),
    steps: before.steps.map((step) => ({ ...step })),
    clock: [...before.clock],
    fired: [...before.fired],
  };
}

const open = (id: string, kind: Step['kind'], body: string, at: number): Step => ({
  id,
  kind,
  body,
  openedAt: at,
  endedAt: null,
  outcome: null,
});

/** The heart of each act. Returns what the event tells beside the act's own data. */
function apply(state: CaseState, act: Act, definition: Definition): { n: number; of: number } | undefined {
  switch (act.act) {
    case 'file':
      return undefined;
    case 'accept':
      return accepted(state, act, definition, act.at, 'ACCEPTED');
    case 'deem-accepted':
      // Art. 32: silent for five working days, the application counts as accepted from the day of its receipt.
      return accepted(state, act, definition, state.receivedAt, 'DEEMED');
    case 'refuse-acceptance':
      return ended(state, act.at, 'NOT_ACCEPTED');
    case 'opinion':
      return opinion(state, act);
    case 'decide':
      return decided(state, act);
    case 'withdraw':
      return ended(state, act.at, 'WITHDRAWN');
    case 'yellow-card':
    case 'red-card':
      return fire(state, { act: act.act, at: act.at, level: null });
    case 'escalate':
      return escalated(state, act, definition);
  }
}

function accepted(state: CaseState, act: Act, definition: Definition, clockFrom: number, outcome: string): undefined {
  if (act.act === 'deem-accepted') fire(state, { act: 'deem-accepted', at: act.at, level: null });
  state.acceptedAt = act.act === 'deem-accepted' ? state.receivedAt : act.at;
  if (definition.start === 'ACCEPTANCE') state.clock.push({ act: 'start', at: clockFrom });
  end(state, 'acceptance', act.at, outcome);
  for (const body of definition.reviewers) state.steps.push(open(`review/${body}`, 'REVIEW', body, act.at));
  state.status = 'REVIEW';
  if (joint(state.steps).complete) openDecision(state, act.at);
}

function opinion(state: CaseState, act: Act): { n: number; of: number } {
  if (!act.data.verdict) throw new Refusal('BAD_INPUT', { missing: 'verdict' });
  const step = state.steps.find(
    ({ kind, body, endedAt }) => kind === 'REVIEW' && body === act.data.body && endedAt === null,
  );
  if (!step) throw new Refusal('STEP_NOT_OPEN', { act: 'opinion', body: act.data.body });
  end(state, step.id, act.at, act.data.verdict);
  const { n, of, complete } = joint(state.steps);
  if (complete) openDecision(state, act.at);
  return { n, of };
}

function decided(state: CaseState, { at, data }: Act): undefined {
  if (!data.outcome) throw new Refusal('BAD_INPUT', { missing: 'outcome' });
  const { dissent } = joint(state.steps);
  if (data.outcome === 'GRANT' && dissent.length > 0 && !data.dissentHandled) {
    throw new Refusal('DISSENT_UNANSWERED', { dissent }, 'dissentHandling');
  }
  return ended(state, at, data.outcome === 'GRANT' ? 'GRANTED' : 'REFUSED');
}

function openDecision(state: CaseState, at: number): void {
  state.steps.push(open('decision', 'DECISION', state.parties.owner, at));
  state.status = 'DECISION';
}

function ended(state: CaseState, at: number, status: Status): undefined {
  for (const step of state.steps) if (step.endedAt === null) end(state, step.id, at, status);
  if (state.clock.length > 0) state.clock.push({ act: 'end', at });
  state.status = status;
  state.endedAt = at;
}

function escalated(state: CaseState, act: Act, definition: Definition): undefined {
  const level = act.data.level ?? 1;
  fire(state, { act: 'escalate', at: act.at, level });
  state.steps.push(open(`supervision/${level}`, 'SUPERVISION', definition.escalation[level - 1]!.to, act.at));
}

function fire(state: CaseState, instant: Instant): undefined {
  state.fired.push(instant);
}

function end(state: CaseState, id: string, at: number, outcome: string): void {
  const step = state.steps.find((candidate) => candidate.id === id && candidate.endedAt === null)!;
  step.endedAt = at;
  step.outcome = outcome;
}

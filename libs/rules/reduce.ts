// reduce(state, act) -> next state and the one event that records it. Pure: a case rebuilds from its events by the same function.
import {
  actsWithin,
  deadline,
  foldClock,
  isTooLate,
  netWorkdays,
  type ClockAct,
  type Limit,
  type StopReason,
} from './clock';
import { type Definition } from './definition';
import { datesOf, instantsOf } from './instants';
import { joint } from './joint';
import { available, transition, type ActName, type PersonAct, type Status } from './lifecycle';
import { Refusal } from './refusal';
import { certified, revoked, workFailed, workRetried } from './certificate';
import { copied } from './copies';
import { beginPublicity, endPublicity, objected, openObjections } from './publicity';
import { type CalendarMove, type CaseState, type Instant, type Parties, type RuleCheck } from './state';
import { close, isOfIntake, open, openStep, workTold, type ToldWork } from './steps';
import { civilDateOf, workdaysBetween, type Calendar, type CivilDate } from './workday';

/** Codes and ids alone: names and texts lie beside the event, so that a person can be erased without breaking the chain. */
export interface ActData extends Partial<CalendarMove> {
  parties?: Parties;
  /** The document that delegates the item to the park; null = a past case from before any did. */
  delegation?: string | null;
  /** What is to be corrected, as JSON pointers into the form; null = something that no field holds. */
  items?: readonly (string | null)[];
  /** Has the office given its reason for a second notice of correction? */
  isReasoned?: boolean;
  reason?: StopReason;
  /** How long the special procedure is to take, or by how much the limit is extended: in working days, in the limit's own unit. */
  days?: number;
  /** Who reviews by the form as it was corrected. */
  reviewers?: readonly string[];
  check?: RuleCheck;
  /** The day in the form from which the time for copies runs. */
  copyFrom?: CivilDate;
  body?: string;
  verdict?: 'AGREE' | 'DISAGREE';
  outcome?: 'GRANT' | 'REFUSE';
  dissentHandled?: boolean;
  objectionsHandled?: boolean;
  level?: number | null;
  /** Code of the error for which the machine gave its work up. */
  fault?: string;
}

/** An act on a case at an instant: of a person (`by` = person's id) or of time (`by` = `time`). */
export interface Act {
  act: ActName;
  at: number;
  by: string;
  data: ActData;
}

/** A limit as the figures need it: with the working days that it comes to from the day of filing. */
export type MeasuredLimit = Limit & { workdays: number };

/** What an event tells beside the act's own data. */
export interface Told {
  /** Of a review: how many have answered, of how many. Of a correction: which notice it is. */
  n?: number;
  of?: number;
  /** Of a notice of correction: whose time runs meanwhile. */
  counts?: 'APPLICANT' | 'OFFICE';
  limits?: { statutory: MeasuredLimit; promised: MeasuredLimit };
  /** Of an end: net working days; of a decision also whether it came before the promised instant. */
  net?: number;
  onTime?: boolean;
  /** Of copies: to whom they went; `dueOn` = by which day they had to. */
  to?: readonly string[];
  /** Whose work opens, is still owed, or falls away (`steps.ts`), and by which day it is due. */
  work?: readonly ToldWork[];
  dueOn?: CivilDate;
}

/** What the act made: the next state, and the event to record. */
export interface Reduced {
  state: CaseState;
  event: { type: string; data: ActData & Told };
}

/**
 * Applies one act. The result shares nothing with `before` that it changes.
 * @throws Refusal `ACT_OUT_OF_TURN` when the status does not allow the act, `STEP_NOT_OPEN` when the named body owes nothing now,
 * `BAD_INPUT` when an opinion has no verdict or a decision no outcome, `DISSENT_UNANSWERED` when a grant passes over a dissent,
 * `CORRECTION_UNREASONED`, `CLOCK_ALREADY_PAUSED`, `CLOCK_NOT_PAUSED`, `CLOCK_PAUSED_TOO_LATE`, `SPECIAL_TOO_LONG`, `SPECIAL_OPEN`,
 * `RULES_BROKEN` when what breaks the item's rules is agreed to, `OBJECTION_UNANSWERED`, `PUBLICITY_ENDED`,
 * `WORK_NOT_FAILED`, `EXTENSION_NOT_ALLOWED`, `EXTENSION_USED`, `EXTENSION_TOO_LONG`, `CLOCK_EXTENDED_TOO_LATE` as the acts below say.
 */
export function reduce(before: CaseState | null, act: Act, definition: Definition, calendar: Calendar): Reduced {
  const row = transition(act.act);
  if (!row.from.includes(before?.status ?? 'NONE')) {
    throw new Refusal('ACT_OUT_OF_TURN', { act: act.act, status: before?.status ?? 'NONE' });
  }
  const state = before ? copy(before, act.at) : received(act, definition, calendar);
  const extra = apply({ state, act, definition, calendar }) ?? {};
  state.dates = state.endedAt === null ? datesOf(state, definition, calendar) : state.dates;
  state.instants = instantsOf(state, definition, calendar);
  // On the spot the window has nothing to do: the machine records what was filed in the same commit.
  const work = definition.onTheSpot ? {} : workTold(act.act, before, state);
  return { state, event: { type: row.event, data: { ...act.data, ...extra, ...work } } };
}

/** The acts of people that this case allows now, whoever asks: what its status has, less what its clock and steps rule out. */
export function offered(state: CaseState, definition: Definition): PersonAct[] {
  const isPaused = openStep(state, 'SPECIAL') !== undefined;
  const ruledOut: Partial<Record<PersonAct, boolean>> = {
    pause: isPaused,
    resume: !isPaused,
    object: openStep(state, 'PUBLICITY') === undefined,
    decide: isPaused,
    'retry-work': state.certificate !== 'FAILED',
    extend: !definition.extension || state.clock.some(({ act }) => act === 'extend'),
  };
  return available(state.status).filter((act) => !ruledOut[act]);
}

function received(act: Act, definition: Definition, calendar: Calendar): CaseState {
  const parties = act.data.parties!;
  const intake = [{ act: 'start' as const, at: act.at }];
  const clock = definition.start === 'RECEIPT' ? [{ act: 'start' as const, at: act.at }] : [];
  return {
    status: 'RECEIVED',
    parties,
    receivedAt: act.at,
    acceptedAt: null,
    endedAt: null,
    lastAt: act.at,
    steps: [open('acceptance', 'ACCEPTANCE', parties.window, act.at)],
    ...ofForm(act.data),
    intake,
    clock,
    dates: datesOf({ intake, clock }, definition, calendar),
    fired: [],
    instants: [],
  };
}

function copy(before: CaseState, at: number): CaseState {
  return {
    ...before,
    lastAt: Math.max(before.lastAt, at),
    steps: before.steps.map((step) => ({ ...step })),
    intake: [...before.intake],
    clock: [...before.clock],
    fired: [...before.fired],
  };
}

/** An act that is being applied to a state of its own. */
interface Doing {
  state: CaseState;
  act: Act;
  definition: Definition;
  calendar: Calendar;
}

/** The heart of each act. Returns what the event tells beside the act's own data. */
function apply(doing: Doing): Told | undefined {
  const { state, act, definition } = doing;
  switch (act.act) {
    case 'file':
      return { limits: measured(doing) };
    case 'record':
      return recorded(doing);
    case 'accept':
      return accepted(state, act, definition, act.at, 'ACCEPTED');
    case 'deem-accepted':
      // Art. 32: silent for five working days, the application counts as accepted from the day of its receipt.
      return accepted(state, act, definition, state.receivedAt, 'DEEMED');
    case 'refuse-acceptance':
      return endedUndecided(doing, 'NOT_ACCEPTED');
    case 'request-correction':
      return correctionRequested(state, act);
    case 'supplement':
      return supplemented(state, act);
    case 'copy':
      return copied(doing);
    case 'end-publicity':
      endPublicity(state, act.at);
      return toDecision(state, act.at);
    case 'opinion':
      return opinion(state, act);
    case 'object':
      return objected(state, act.at);
    case 'pause':
      return paused(doing);
    case 'resume':
      return resumed(state, act);
    case 'extend':
      return extended(doing);
    case 'decide':
      return decided(doing);
    case 'withdraw':
      return endedUndecided(doing, 'WITHDRAWN');
    case 'certify':
      return certified(state);
    case 'fail-work':
      return workFailed(state, act.at);
    case 'retry-work':
      return workRetried(state, act.at);
    case 'revoke':
      return revoked(state, act.at);
    case 'yellow-card':
    case 'red-card':
      return fire(state, { act: act.act, at: act.at, level: null });
    case 'escalate':
      return escalated(state, act, definition);
    case 'recalendar':
      return undefined; // dates and instants follow from the calendar alone
  }
}

/** The limits of the filing day in working days: what turnaround is measured against, whatever their unit. */
function measured({ state, definition, calendar }: Doing): Told['limits'] {
  const from = civilDateOf(state.receivedAt);
  const workdaysOf = (limit: Limit): MeasuredLimit => {
    const due = deadline(limit, [{ act: 'start', at: state.receivedAt }], calendar).dueOn!;
    return {
      ...limit,
      workdays: limit.unit === 'workday' ? limit.value : workdaysBetween(calendar, from, due).workdays,
    };
  };
  return { statutory: workdaysOf(definition.statutory), promised: workdaysOf(definition.promised) };
}

/** An item on the spot (即办): complete when filed, it is recorded at the instant of its filing. */
function recorded({ state, act }: Doing): Told {
  fire(state, { act: 'record', at: act.at, level: null });
  state.acceptedAt = act.at;
  if (state.clock.length === 0) state.clock.push({ act: 'start', at: act.at });
  ended(state, act.at, 'RECORDED');
  return { net: 0, onTime: true };
}

function accepted(state: CaseState, act: Act, definition: Definition, clockFrom: number, outcome: string): undefined {
  if (act.act === 'deem-accepted') fire(state, { act: 'deem-accepted', at: act.at, level: null });
  state.acceptedAt = act.act === 'deem-accepted' ? state.receivedAt : act.at;
  if (definition.start === 'ACCEPTANCE') state.clock.push({ act: 'start', at: clockFrom });
  // Of the applicant too: who is deemed accepted has nothing left to correct.
  for (const step of state.steps) if (step.endedAt === null && isOfIntake(step)) close(state, step.id, act.at, outcome);
  for (const body of state.parties.reviewers) state.steps.push(open(`review/${body}`, 'REVIEW', body, act.at));
  if (definition.publicity) beginPublicity(state, act.at);
  state.status = 'REVIEW';
  return toDecision(state, act.at);
}

/**
 * Art. 32: everything to be corrected is told once, and the time of the applicant is not that of the office. A second notice needs
 * a reason, and the office's time runs on.
 */
function correctionRequested(state: CaseState, { at, data }: Act): Told {
  const n = state.steps.filter(({ kind }) => kind === 'CORRECTION').length + 1;
  if (n > 1 && !data.isReasoned) throw new Refusal('CORRECTION_UNREASONED', {}, 'reason');
  if (n === 1) stop(state, at);
  close(state, openStep(state, 'ACCEPTANCE')!.id, at, 'CORRECTION');
  state.steps.push(open(`correction/${n}`, 'CORRECTION', state.parties.applicant, at));
  state.status = 'CORRECTION';
  return { n, counts: n === 1 ? 'APPLICANT' : 'OFFICE' };
}

function supplemented(state: CaseState, { at, data }: Act): undefined {
  const correction = openStep(state, 'CORRECTION')!;
  if (lastOf(state.intake) === 'pause') go(state, at);
  close(state, correction.id, at, 'SUPPLEMENTED');
  const n = state.steps.filter(({ kind }) => kind === 'ACCEPTANCE').length + 1;
  state.steps.push(open(`acceptance/${n}`, 'ACCEPTANCE', state.parties.window, at));
  state.status = 'RECEIVED';
  Object.assign(state, ofForm(data));
  if (data.reviewers) state.parties = { ...state.parties, reviewers: data.reviewers };
}

/** What the form, as it now stands, means for the procedure. */
const ofForm = ({ check, copyFrom }: ActData): Pick<CaseState, 'check' | 'copyFrom'> => ({
  ...(check && { check }),
  ...(copyFrom && { copyFrom }),
});

const lastOf = (ledger: readonly ClockAct[]) => ledger[ledger.length - 1]?.act;

/** Both clocks stand still while the applicant corrects; that of the decision only if it has begun. */
function stop(state: CaseState, at: number): void {
  state.intake.push({ act: 'pause', at, reason: 'correction' });
  if (state.clock.length > 0) state.clock.push({ act: 'pause', at, reason: 'correction' });
}

function go(state: CaseState, at: number): void {
  state.intake.push({ act: 'resume', at });
  if (state.clock.length > 0) state.clock.push({ act: 'resume', at });
}

/** Art. 45: hearing, inspection, expert review … stop the clock; how long they are to take is told in writing. */
function paused({ state, act, definition, calendar }: Doing): undefined {
  const { reason, days } = act.data;
  if (openStep(state, 'SPECIAL')) throw new Refusal('CLOCK_ALREADY_PAUSED');
  if (!reason || !days) throw new Refusal('BAD_INPUT', {}, reason ? 'days' : 'reason');
  const limit = definition.special.find((special) => special.reason === reason)?.limit;
  if (limit && days > limit.value) throw new Refusal('SPECIAL_TOO_LONG', { limit: limit.value }, 'days');
  const pause = { act: 'pause' as const, at: act.at, reason };
  if (isTooLate(statutoryLedger(state, definition, calendar), pause, calendar))
    throw new Refusal('CLOCK_PAUSED_TOO_LATE');
  state.clock.push(pause);
  const n = state.steps.filter(({ kind }) => kind === 'SPECIAL').length + 1;
  state.steps.push(open(`special/${n}`, 'SPECIAL', state.parties.owner, act.at));
}

function resumed(state: CaseState, { at }: Act): undefined {
  const special = openStep(state, 'SPECIAL');
  if (!special) throw new Refusal('CLOCK_NOT_PAUSED');
  state.clock.push({ act: 'resume', at });
  close(state, special.id, at, 'DONE');
}

/** Art. 42: once, by the head, the reason told; no further than the item's law allows. */
function extended({ state, act, definition, calendar }: Doing): undefined {
  const { extension } = definition;
  const { days } = act.data;
  if (!extension) throw new Refusal('EXTENSION_NOT_ALLOWED');
  if (state.clock.some((entry) => entry.act === 'extend')) throw new Refusal('EXTENSION_USED');
  if (!days) throw new Refusal('BAD_INPUT', {}, 'days');
  if (days > extension.value) throw new Refusal('EXTENSION_TOO_LONG', { limit: extension.value }, 'days');
  const extend = { act: 'extend' as const, at: act.at, value: days };
  if (isTooLate(statutoryLedger(state, definition, calendar), extend, calendar))
    throw new Refusal('CLOCK_EXTENDED_TOO_LATE');
  state.clock.push(extend);
}

const statutoryLedger = (state: CaseState, { statutory }: Definition, calendar: Calendar) =>
  foldClock(statutory, actsWithin(statutory, state.clock, calendar), calendar);

function opinion(state: CaseState, act: Act): Told {
  if (!act.data.verdict) throw new Refusal('BAD_INPUT', { missing: 'verdict' });
  if (act.data.verdict === 'AGREE') refuseBroken(state, 'verdict');
  const step = state.steps.find(
    ({ kind, body, endedAt }) => kind === 'REVIEW' && body === act.data.body && endedAt === null,
  );
  if (!step) throw new Refusal('STEP_NOT_OPEN', { act: 'opinion', body: act.data.body });
  close(state, step.id, act.at, act.data.verdict);
  const { n, of } = joint(state.steps);
  toDecision(state, act.at);
  return { n, of };
}

function decided({ state, act: { at, data }, definition, calendar }: Doing): Told {
  if (!data.outcome) throw new Refusal('BAD_INPUT', { missing: 'outcome' });
  if (openStep(state, 'SPECIAL')) throw new Refusal('SPECIAL_OPEN');
  if (data.outcome === 'GRANT') refuseBroken(state, 'outcome');
  const objections = openObjections(state);
  if (objections > 0 && !data.objectionsHandled) {
    throw new Refusal('OBJECTION_UNANSWERED', { objections }, 'objectionHandling');
  }
  const { dissent } = joint(state.steps);
  if (data.outcome === 'GRANT' && dissent.length > 0 && !data.dissentHandled) {
    throw new Refusal('DISSENT_UNANSWERED', { dissent }, 'dissentHandling');
  }
  const { promised } = state.dates;
  ended(state, at, data.outcome === 'GRANT' ? 'GRANTED' : 'REFUSED');
  if (state.status === 'GRANTED' && definition.certificate) state.certificate = 'ORDERED';
  return { net: netWorkdays(state.clock, calendar), onTime: promised !== null && at < promised.dueAt };
}

/** Without a decision; its net days count if the applicant files the same anew. */
function endedUndecided({ state, act, calendar }: Doing, status: Status): Told {
  ended(state, act.at, status);
  return { net: netWorkdays(state.clock, calendar) };
}

/** What a machine has found to break a verified rule of the item, no officer lets pass. */
function refuseBroken({ check }: CaseState, path: string): void {
  if (check?.verdict === 'FAIL') throw new Refusal('RULES_BROKEN', { rules: check.broken }, path);
}

/** The decision opens when every department has answered and publicity, where the item has it, is over. */
function toDecision(state: CaseState, at: number): undefined {
  if (!joint(state.steps).complete || openStep(state, 'PUBLICITY')) return;
  state.steps.push(open('decision', 'DECISION', state.parties.owner, at));
  state.status = 'DECISION';
}

function ended(state: CaseState, at: number, status: Status): undefined {
  for (const step of state.steps) if (step.endedAt === null) close(state, step.id, at, status);
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

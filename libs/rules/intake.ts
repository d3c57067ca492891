// Intake (收件与受理): receipt, one notice of correction, acceptance also before all is there, and the three ways of turning away.
// 行政许可法 29, 32; 容缺受理: 上海市优化营商环境条例 24; on the spot: 企业投资项目核准和备案管理条例 13.
import { deadline, type ClockAct, type Limit } from './clock';
import { ended, endedUndecided, fire } from './ending';
import { datesOf } from './instants';
import { goAfterCorrection, stands, stopForCorrection } from './ledger';
import { beginReviews, toDecision } from './opinions';
import { beginPublicity } from './publicity';
import { Refusal } from './refusal';
import { type Act, type ActData, type Doing, type MeasuredLimit, type Told } from './doing';
import { type Definition } from './definition';
import { type CaseState } from './state';
import { untilOf } from './step-due';
import { close, isOfIntake, nextId, open, openStep } from './steps';
import { civilDateOf, workdaysBetween, type Calendar } from './workday';

/** The state of a case that was filed just now. */
export function received(act: Act, definition: Definition, calendar: Calendar): CaseState {
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

/** The limits of the filing day in working days: what turnaround is measured against, whatever their unit. */
export function filed({ state, definition, calendar }: Doing): Told {
  const from = civilDateOf(state.receivedAt);
  const workdaysOf = (limit: Limit): MeasuredLimit => {
    const due = deadline(limit, [{ act: 'start', at: state.receivedAt }], calendar).dueOn!;
    return {
      ...limit,
      workdays: limit.unit === 'workday' ? limit.value : workdaysBetween(calendar, from, due).workdays,
    };
  };
  return { limits: { statutory: workdaysOf(definition.statutory), promised: workdaysOf(definition.promised) } };
}

/** An item on the spot (即办): complete when filed, it is recorded at the instant of its filing. */
export function recorded({ state, act: { at } }: Doing): Told {
  fire(state, { act: 'record', at, level: null });
  state.acceptedAt = at;
  if (state.clock.length === 0) state.clock.push({ act: 'start', at });
  ended(state, at, 'RECORDED');
  return { net: 0, onTime: true };
}

/** The application is complete and is accepted. */
export function accepted({ state, act: { at }, definition }: Doing): undefined {
  return begin(state, definition, at, [{ act: 'start', at }], 'ACCEPTED');
}

/**
 * Art. 32: silent for five working days, the application counts as accepted from the day of its receipt. A clock that begins with
 * acceptance has then run, and stood still for a correction, as that of intake did.
 */
export function deemedAccepted({ state, act: { at }, definition }: Doing): undefined {
  fire(state, { act: 'deem-accepted', at, level: null });
  begin(state, definition, at, state.intake, 'DEEMED');
  // In a further round the five days began when the case came back.
  state.acceptedAt = state.intake[0]!.at;
}

/** 容缺受理: what is not essential follows within the item's days; a grant waits for it. */
export function acceptedConditionally({ state, act: { at }, definition, calendar }: Doing): Told {
  // Opened first: without departments to ask, acceptance goes on to the decision at once.
  state.steps.push(open('late-material', 'LATE_MATERIAL', state.parties.applicant, at, definition.lateMaterial));
  begin(state, definition, at, [{ act: 'start', at }], 'CONDITIONAL');
  return { until: untilOf(state, 'late-material', calendar) };
}

/** What was missing is there. */
export function lateMaterialBrought({ state, act: { at, data } }: Doing): undefined {
  const step = openStep(state, 'LATE_MATERIAL');
  if (!step) throw new Refusal('STEP_NOT_OPEN', { act: 'bring-late-material' });
  close(state, step.id, at, 'BROUGHT');
  Object.assign(state, ofForm(data));
}

function begin(
  state: CaseState,
  definition: Definition,
  at: number,
  ledger: readonly ClockAct[],
  outcome: string,
): undefined {
  state.acceptedAt = at;
  if (definition.start === 'ACCEPTANCE') state.clock.push(...ledger);
  // Of the applicant too: who is deemed accepted has nothing left to correct.
  for (const step of state.steps) if (step.endedAt === null && isOfIntake(step)) close(state, step.id, at, outcome);
  beginReviews(state, definition, at);
  if (definition.publicity) beginPublicity(state, at);
  state.status = 'REVIEW';
  return toDecision(state, at);
}

/**
 * Art. 32: everything to be corrected is told once, and the time of the applicant is not that of the office. A second notice needs
 * a reason, and the office's time runs on. @throws Refusal `CORRECTION_UNREASONED`
 */
export function correctionRequested({ state, act: { at, data } }: Doing): Told {
  const n = state.steps.filter(({ kind }) => kind === 'CORRECTION').length + 1;
  if (n > 1 && !data.isReasoned) throw new Refusal('CORRECTION_UNREASONED', {}, 'reason');
  if (n === 1) stopForCorrection(state, at);
  close(state, openStep(state, 'ACCEPTANCE')!.id, at, 'CORRECTION');
  // What was promised was promised of the form as it stood.
  const promise = openStep(state, 'PROMISE');
  if (promise) close(state, promise.id, at, 'CORRECTION');
  state.steps.push(open(`correction/${n}`, 'CORRECTION', state.parties.applicant, at));
  state.status = 'CORRECTION';
  return { n, counts: n === 1 ? 'APPLICANT' : 'OFFICE' };
}

/** The applicant hands in the whole form as corrected. */
export function supplemented({ state, act: { at, data } }: Doing): undefined {
  const correction = openStep(state, 'CORRECTION')!;
  if (stands(state.intake)) goAfterCorrection(state, at);
  close(state, correction.id, at, 'SUPPLEMENTED');
  state.steps.push(open(nextId(state, 'ACCEPTANCE', 'acceptance'), 'ACCEPTANCE', state.parties.window, at));
  state.status = 'RECEIVED';
  Object.assign(state, ofForm(data));
  if (data.reviewers) state.parties = { ...state.parties, reviewers: data.reviewers };
}

/** Art. 32 (1): what is asked for needs no licence. */
export const notRequired = (doing: Doing): Told => endedUndecided(doing, 'NOT_REQUIRED');
/** Art. 32 (2): another body is competent, and the applicant is told which. */
export const noJurisdiction = (doing: Doing): Told => endedUndecided(doing, 'NO_JURISDICTION');
/** Art. 32: incomplete after notice, or not in due form. */
export const notAccepted = (doing: Doing): Told => endedUndecided(doing, 'NOT_ACCEPTED');

/** What the form, as it now stands, means for the procedure. */
const ofForm = ({ check, copyFrom }: ActData): Pick<CaseState, 'check' | 'copyFrom'> => ({
  ...(check && { check }),
  ...(copyFrom && { copyFrom }),
});

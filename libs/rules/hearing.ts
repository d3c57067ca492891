// Who must be heard (行政许可法 36, 46-48): interested parties are told and may speak, a hearing may be asked for within five working days,
// is announced seven before, chaired by somebody who did not examine, and the decision rests on its record.
import { type Limit } from './clock';
import { type Doing, type Told } from './doing';
import { runOn, standStill } from './ledger';
import { Refusal } from './refusal';
import { untilOf } from './step-due';
import { close, demandStep, nextId, open, openStep } from './steps';
import { addWorkdays, civilDateOf, dayStart } from './workday';

/** Art. 47: within five working days of being told of the right. */
const TO_ASK: Limit = { value: 5, unit: 'workday' };
/** Art. 47: the hearing is held within twenty days, which art. 82 counts in working days. */
const TO_HOLD: Limit = { value: 20, unit: 'workday' };
/** Art. 48 (1): time and place are told seven days before. */
const NOTICE_WORKDAYS = 7;

/** Art. 36: those whose interests are at stake are told, and have so many working days to speak. */
export function interestedTold({ state, act: { at, data } }: Doing): undefined {
  if (!data.days) throw new Refusal('BAD_INPUT', {}, 'days');
  const within: Limit = { value: data.days, unit: 'workday' };
  state.steps.push(open(nextId(state, 'INTERESTED', 'interested'), 'INTERESTED', state.parties.window, at, within));
}

/** What one of them said is on the file. Others who were told may still speak: time alone ends it. */
export function interestedHeard({ state, act: { data } }: Doing): undefined {
  const step = demandStep(state, ['INTERESTED'], { step: data.step });
  step.statements = (step.statements ?? 0) + 1;
}

/** Art. 47: applicant and interested parties are told that they may ask for a hearing. */
export function hearingTold({ state, act: { at }, calendar }: Doing): Told {
  const id = nextId(state, 'HEARING_RIGHT', 'hearing-right');
  state.steps.push(open(id, 'HEARING_RIGHT', state.parties.applicant, at, TO_ASK));
  return { until: untilOf(state, id, calendar) };
}

/** It is asked for: the office owes one. */
export function hearingAsked({ state, act: { at } }: Doing): undefined {
  close(state, openStep(state, 'HEARING_RIGHT')!.id, at, 'ASKED');
  if (!openStep(state, 'HEARING')) owe(state, at);
}

const owe = (state: Doing['state'], at: number) =>
  state.steps.push(open(nextId(state, 'HEARING', 'hearing'), 'HEARING', state.parties.owner, at, TO_HOLD));

/** Art. 48: time, place and chair are told, also on the office's own motion (46). The clock stands until it was held (45). */
export function hearingAnnounced({ state, act: { at, data }, definition, calendar }: Doing): undefined {
  const { on, chair } = data;
  if (!on || !chair) throw new Refusal('BAD_INPUT', {}, on ? 'chair' : 'on');
  // Seven whole working days lie between: neither the day of the notice nor that of the hearing counts.
  const earliest = addWorkdays(calendar, civilDateOf(at), NOTICE_WORKDAYS + 1).on;
  if (on < earliest) throw new Refusal('HEARING_TOO_SOON', { earliest }, 'on');
  const isChair = (who?: string) => who === `person:${chair}`;
  const hasExamined = state.steps.some(({ by, inPlaceOf }) => isChair(by) || isChair(inPlaceOf));
  if (hasExamined || state.siteChecks?.some((officers) => officers.includes(chair)))
    throw new Refusal('HEARING_CHAIR_EXAMINED', {}, 'chair');
  if (!openStep(state, 'HEARING')) owe(state, at);
  standStill(state, at, 'hearing', definition, calendar);
  state.hearing = { on, chair };
  state.chairs = [...(state.chairs ?? []), chair];
}

/** It was held, and its record (听证笔录) is on the file. @throws Refusal `HEARING_NOT_HELD` before its day */
export function hearingHeld({ state, act: { at, by } }: Doing): undefined {
  const { on } = state.hearing!;
  if (at < dayStart(on)) throw new Refusal('HEARING_NOT_HELD', { on });
  close(state, openStep(state, 'HEARING')!.id, at, 'HELD', by);
  delete state.hearing;
  runOn(state, at);
}

/** Was a hearing held? Then the decision rests on its record (行政许可法 48). */
export function wasHeard({ steps }: { steps: readonly { kind: string; outcome: string | null }[] }): boolean {
  return steps.some(({ kind, outcome }) => kind === 'HEARING' && outcome === 'HELD');
}

/** The time of a right has passed: nobody has used it, or whoever was interested has spoken. */
export function rightLapsed({ state, act: { at, data } }: Doing): undefined {
  const { id, statements } = demandStep(state, ['INTERESTED', 'HEARING_RIGHT'], { step: data.step });
  close(state, id, at, statements ? 'HEARD' : 'SILENT');
}

// Reconsideration (行政复议): who was refused, or turned away, may have that looked at again within sixty days (行政复议法 20; 行政许可法 7, 38). What is set
// aside is decided anew (64): the case begins a second round, with a clock of its own.
import { deadline, type Limit } from './clock';
import { type Definition } from './definition';
import { type Doing, type Told } from './doing';
import { transition } from './lifecycle';
import { Refusal } from './refusal';
import { servedOn } from './service';
import { type CaseState, type LegalDate, type Step } from './state';
import { untilOf } from './step-due';
import { close, nextId, open, openStep } from './steps';
import { civilDateOf, dayStart, type Calendar } from './workday';

/** Within how long it is asked for (行政复议法 20), and decided (62); plain days, the first not counted. */
const WITHIN: Limit = { value: 60, unit: 'day' };
const sixtyDaysFrom = (at: number, calendar: Calendar) => deadline(WITHIN, [{ act: 'start', at }], calendar);

/**
 * Until when the refusal of a case may be reconsidered; null where nothing was refused, and once it was asked for. The days run from
 * the service of the refusal (行政复议法实施条例 15); while none is on record, from its issue.
 */
export function askReconsiderationBy(state: CaseState, calendar: Calendar): LegalDate | null {
  if (!transition('ask-reconsideration').from.includes(state.status)) return null;
  if (state.endedAt === null || isReconsidered(state)) return null;
  const kind = state.status === 'REFUSED' ? 'written-decision' : 'non-acceptance-notice';
  const known = servedOn(state, kind, civilDateOf(state.endedAt));
  const { dueOn, dueAt, provisional } = sixtyDaysFrom(known === null ? state.endedAt : dayStart(known), calendar);
  return dueOn === null || dueAt === null ? null : { dueOn, dueAt, provisional };
}

/** Was the refusal of this round looked at again, or is it being so? There is one reconsideration of a decision. */
export function isReconsidered({ steps, endedAt }: Pick<CaseState, 'steps' | 'endedAt'>): boolean {
  return steps.some(({ kind, openedAt }) => kind === 'RECONSIDERATION' && endedAt !== null && openedAt >= endedAt);
}

/** The applicant asks the commission, for the body above. @throws Refusal `RECONSIDERATION_TOO_LATE`, naming the last day */
export function reconsiderationAsked({ state, act: { at }, calendar }: Doing): Told {
  const last = askReconsiderationBy(state, calendar)!;
  if (at >= last.dueAt) throw new Refusal('RECONSIDERATION_TOO_LATE', { lastDay: last.dueOn });
  const id = nextId(state, 'RECONSIDERATION', 'reconsideration');
  state.steps.push(open(id, 'RECONSIDERATION', 'commission', at, WITHIN));
  return { until: untilOf(state, id, calendar) };
}

/** Upheld it stands; set aside it is decided anew. @throws Refusal `BAD_INPUT` without a ruling */
export function reconsidered({ state, act: { at, by, data }, definition }: Doing): undefined {
  if (!data.ruling) throw new Refusal('BAD_INPUT', { missing: 'ruling' }, 'ruling');
  close(state, openStep(state, 'RECONSIDERATION')!.id, at, data.ruling, by);
  if (data.ruling === 'REMANDED') begunAnew(state, at, definition);
}

const OWED_AGAIN: Partial<Record<Step['kind'], string>> = { LATE_MATERIAL: 'late-material', OBJECTION: 'objection' };

/** A further round: cards and instants of the former are past, and the clock runs from now by the limits of the item. */
function begunAnew(state: CaseState, at: number, { start }: Definition): void {
  const wasRefused = state.status === 'REFUSED';
  const endedThen = state.steps.filter(({ endedAt, outcome }) => endedAt === state.endedAt && outcome === 'REFUSED');
  state.round = (state.round ?? 1) + 1;
  state.fired = state.fired.map((fired) => ({ ...fired, isPast: true as const }));
  state.endedAt = null;
  delete state.proposal;
  if (wasRefused) {
    state.clock = [{ act: 'start', at }];
    state.steps.push(open(nextId(state, 'DECISION', 'decision'), 'DECISION', state.parties.owner, at));
    state.status = 'DECISION';
    // What the refusal had cut off is owed again: material that was to follow, and the answer to objections.
    for (const { kind, body, within } of endedThen) {
      const name = OWED_AGAIN[kind];
      if (name) state.steps.push(open(nextId(state, kind, name), kind, body, at, within));
    }
  } else {
    state.intake = [{ act: 'start', at }];
    state.clock = start === 'RECEIPT' ? [{ act: 'start', at }] : [];
    state.steps.push(open(nextId(state, 'ACCEPTANCE', 'acceptance'), 'ACCEPTANCE', state.parties.window, at));
    state.status = 'RECEIVED';
  }
}

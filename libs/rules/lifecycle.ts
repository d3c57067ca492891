// Statuses, acts and the ONE transition table. The server, the workflow's facts and the screens all read it.
// 行政许可法 8, 26, 29, 32, 37-39, 50, 69, 70; cards and escalation carry out the supervision of art. 60.

/** Where a case stands (办件状态). A grant may yet be renewed or come to an end; from RECORDED on nothing follows. */
export type Status =
  | 'RECEIVED'
  | 'CORRECTION'
  | 'REVIEW'
  | 'DECISION'
  | 'GRANTED'
  | 'RECORDED'
  | 'REFUSED'
  | 'NOT_REQUIRED'
  | 'NO_JURISDICTION'
  | 'NOT_ACCEPTED'
  | 'WITHDRAWN'
  | 'REVOKED'
  | 'EXPIRED'
  | 'RECALLED'
  | 'SURRENDERED';

/**
 * What conducts it: the stage of the workflow that belongs to a status. `certify` is that of a grant whose certificate is ordered,
 * `aftercare` that of an ended case in which somebody still owes something by a day.
 */
export type Phase = 'intake' | 'review' | 'decision' | 'certify' | 'aftercare' | 'closed';

/** Acts of people, by their slug in URLs and records. */
export type PersonAct =
  | 'file'
  | 'not-required'
  | 'no-jurisdiction'
  | 'accept'
  | 'accept-conditionally'
  | 'bring-late-material'
  | 'give-promise'
  | 'decide-on-promise'
  | 'refuse-acceptance'
  | 'request-correction'
  | 'supplement'
  | 'report-up'
  | 'opinion'
  | 'recirculate'
  | 'close-review'
  | 'site-check'
  | 'object'
  | 'tell-interested'
  | 'hear-interested'
  | 'tell-hearing'
  | 'ask-hearing'
  | 'notice-hearing'
  | 'record-hearing'
  | 'convene-experts'
  | 'score'
  | 'recuse'
  | 'pause'
  | 'resume'
  | 'extend'
  | 'propose'
  | 'decide'
  | 'withdraw'
  | 'deliver'
  | 'retry-work'
  | 'ask-renewal'
  | 'decide-renewal'
  | 'ask-correction'
  | 'correct-certificate'
  | 'refuse-correction'
  | 'surrender-licence'
  | 'ask-reconsideration'
  | 'decide-reconsideration'
  | 'withdraw-licence'
  | 'confirm-promise'
  | 'order-fix'
  | 'report-fix'
  | 'revoke-on-promise'
  | 'repair-credit'
  | 'revoke'
  | 'revoke-card'
  | 'answer-supervision'
  | 'close-supervision'
  | 'serve'
  | 'acknowledge-receipt'
  | 'claim'
  | 'release'
  | 'reassign'
  | 'message';

/** Acts that nobody does: time itself at a legal instant, or the machine as soon as a filing is complete. */
export type TimeAct =
  | 'record'
  | 'deem-accepted'
  | 'copy'
  | 'deem-agreed'
  | 'end-publicity'
  | 'lapse-right'
  | 'lapse-fix'
  | 'remind-renewal'
  | 'deem-renewed'
  | 'lapse-licence'
  | 'remind'
  | 'step-overdue'
  | 'special-overrun'
  | 'certificate-overdue'
  | 'yellow-card'
  | 'red-card'
  | 'supervise'
  | 'escalate'
  | 'recalendar';

/** Acts of the machine on work that was ordered of it: done, or given up after so many tries. */
export type MachineAct = 'certify' | 'fail-work';

/** Every act that can change a case. */
export type ActName = PersonAct | TimeAct | MachineAct;

/** What an act does to a clock; nothing said = nothing done. */
export type ClockEffect = 'start' | 'pause' | 'resume' | 'extend' | 'end';

/** The written instruments (文书) of acts, by kind. */
export const INSTRUMENTS = [
  'receipt',
  'acceptance-notice',
  'not-required-notice',
  'no-jurisdiction-notice',
  'non-acceptance-notice',
  'correction-notice',
  'extension-notice',
  'special-notice',
  'interested-notice',
  'hearing-right-notice',
  'hearing-notice',
  'hearing-record',
  'record-notice',
  'written-decision',
  'certificate',
  'renewal-decision',
  'correction-refusal',
  'recall-decision',
  'cancellation-notice',
  'revocation-decision',
  'fix-order',
] as const;
/** One of them. */
export type Instrument = (typeof INSTRUMENTS)[number];

/**
 * One row of the table: which act, from which statuses, by whom, on which article, recorded as which event. `acceptance` and `decision`:
 * what it does, where the case gives occasion, to the clock of the five days for acceptance (行政许可法 32) and to that of the decision.
 * `instrument`: what it is told in writing by.
 */
export interface Transition {
  act: ActName;
  from: readonly (Status | 'NONE')[];
  by: 'person' | 'time' | 'machine';
  article: string;
  event: string;
  acceptance?: ClockEffect;
  decision?: ClockEffect;
  instrument?: Instrument;
}

const OPEN = ['RECEIVED', 'CORRECTION', 'REVIEW', 'DECISION'] as const;
const EXAMINED = ['REVIEW', 'DECISION'] as const;
/** Ends that somebody may have looked at again: what was refused, and whom the window turned away. */
const ADVERSE = ['REFUSED', 'NOT_ACCEPTED', 'NOT_REQUIRED', 'NO_JURISDICTION'] as const;
/** The article that a promise rests on, from its giving to the credit record. */
const ON_PROMISE = '上海市优化营商环境条例 27';
/** Where an office may owe something. */
const WORKED_ON = [...OPEN, 'GRANTED', ...ADVERSE] as const;
const ENDED = [
  ...(['GRANTED', 'RECORDED', 'REFUSED', 'NOT_REQUIRED', 'NO_JURISDICTION'] as const),
  ...(['NOT_ACCEPTED', 'WITHDRAWN', 'REVOKED', 'EXPIRED', 'RECALLED', 'SURRENDERED'] as const),
];

/** No article says so: a rule of the item (事项规定), and assumed by us. */
const OF_ITEM = '事项规定 assumed';

/** A row: who acts, then act, statuses, article and the event's name; last what it does to the clocks and its paper. */
const rowOf =
  <Name extends ActName>(by: Transition['by']) =>
  (
    act: Name,
    from: Transition['from'],
    article: string,
    event: string,
    more: Pick<Transition, 'acceptance' | 'decision' | 'instrument'> = {},
  ): Transition => ({ act, from, by, article, event: `case.${event}.v1`, ...more });
const person = rowOf<PersonAct>('person');
const time = rowOf<TimeAct>('time');
const machine = rowOf<MachineAct>('machine');

/** The table. Its order is also the order of acts of time that fall on the same instant. */
export const LIFECYCLE: readonly Transition[] = [
  person('file', ['NONE'], '行政许可法 29', 'filed', { acceptance: 'start', decision: 'start', instrument: 'receipt' }),
  person('accept', ['RECEIVED'], '行政许可法 32', 'accepted', { decision: 'start', instrument: 'acceptance-notice' }),
  person('accept-conditionally', ['RECEIVED'], '上海市优化营商环境条例 24', 'conditionally-accepted', {
    decision: 'start',
    instrument: 'acceptance-notice',
  }),
  person('bring-late-material', EXAMINED, '上海市优化营商环境条例 24', 'late-material-supplied'),
  person('give-promise', ['RECEIVED'], ON_PROMISE, 'promise-given'),
  person('decide-on-promise', ['RECEIVED'], ON_PROMISE, 'promise-decided', {
    decision: 'end',
    instrument: 'written-decision',
  }),
  person('refuse-acceptance', ['RECEIVED'], '行政许可法 32', 'not-accepted', {
    decision: 'end',
    instrument: 'non-acceptance-notice',
  }),
  person('not-required', ['RECEIVED'], '行政许可法 32(1)', 'not-required', {
    decision: 'end',
    instrument: 'not-required-notice',
  }),
  person('no-jurisdiction', ['RECEIVED'], '行政许可法 32(2)', 'referred', {
    decision: 'end',
    instrument: 'no-jurisdiction-notice',
  }),
  person('request-correction', ['RECEIVED'], '行政许可法 32', 'correction-requested', {
    acceptance: 'pause',
    decision: 'pause',
    instrument: 'correction-notice',
  }),
  person('supplement', ['CORRECTION'], '行政许可法 32', 'supplemented', { acceptance: 'resume', decision: 'resume' }),
  person('report-up', ['REVIEW'], '行政许可法 43', 'pre-reviewed'),
  person('opinion', ['REVIEW'], '行政许可法 26', 'opinion-given'),
  person('recirculate', EXAMINED, OF_ITEM, 'recirculated'),
  person('close-review', ['REVIEW'], OF_ITEM, 'review-closed'),
  person('site-check', EXAMINED, '行政许可法 34', 'site-checked'),
  person('object', ['REVIEW'], '上海市城乡规划条例 37', 'objected'),
  person('tell-interested', EXAMINED, '行政许可法 36', 'interested-notified', { instrument: 'interested-notice' }),
  person('hear-interested', EXAMINED, '行政许可法 36', 'statement-recorded'),
  person('tell-hearing', EXAMINED, '行政许可法 46, 47', 'hearing-offered', { instrument: 'hearing-right-notice' }),
  person('ask-hearing', EXAMINED, '行政许可法 47', 'hearing-asked'),
  person('notice-hearing', EXAMINED, '行政许可法 45, 48', 'hearing-announced', {
    decision: 'pause',
    instrument: 'hearing-notice',
  }),
  person('record-hearing', EXAMINED, '行政许可法 45, 48', 'hearing-recorded', {
    decision: 'resume',
    instrument: 'hearing-record',
  }),
  person('convene-experts', EXAMINED, '行政许可法 45', 'experts-convened', {
    decision: 'pause',
    instrument: 'special-notice',
  }),
  person('score', EXAMINED, '行政许可法 45', 'scored'),
  person('recuse', EXAMINED, '行政许可法 5', 'recused'),
  person('pause', EXAMINED, '行政许可法 45', 'paused', { decision: 'pause', instrument: 'special-notice' }),
  person('resume', EXAMINED, '行政许可法 45', 'resumed', { decision: 'resume' }),
  person('extend', EXAMINED, '行政许可法 42', 'extended', { decision: 'extend', instrument: 'extension-notice' }),
  person('propose', ['DECISION'], '行政许可法 34, 37', 'proposed'),
  person('decide', ['DECISION'], '行政许可法 37, 38', 'decided', { decision: 'end', instrument: 'written-decision' }),
  person('withdraw', OPEN, '行政许可法 29', 'withdrawn', { decision: 'end' }),
  person('deliver', ['GRANTED'], '行政许可法 44', 'delivered'),
  person('retry-work', ['GRANTED'], '行政许可法 44', 'work-retried'),
  person('ask-renewal', ['GRANTED'], '行政许可法 50', 'renewal-asked'),
  person('decide-renewal', ['GRANTED'], '行政许可法 50', 'renewal-decided', { instrument: 'renewal-decision' }),
  person('ask-correction', ['GRANTED'], '行政许可法 39', 'correction-asked'),
  person('correct-certificate', ['GRANTED'], '行政许可法 39', 'certificate-corrected'),
  person('refuse-correction', ['GRANTED'], '行政许可法 38, 39', 'correction-refused', {
    instrument: 'correction-refusal',
  }),
  person('surrender-licence', ['GRANTED'], '行政许可法 70', 'licence-surrendered', {
    instrument: 'cancellation-notice',
  }),
  person('withdraw-licence', ['GRANTED'], '行政许可法 8', 'licence-withdrawn', { instrument: 'recall-decision' }),
  person('confirm-promise', ['GRANTED'], ON_PROMISE, 'promise-confirmed'),
  person('order-fix', ['GRANTED'], ON_PROMISE, 'fix-ordered', { instrument: 'fix-order' }),
  person('report-fix', ['GRANTED'], ON_PROMISE, 'fix-reported'),
  person('revoke-on-promise', ['GRANTED'], ON_PROMISE, 'promise-broken', { instrument: 'revocation-decision' }),
  person('repair-credit', ['REVOKED'], ON_PROMISE, 'credit-repaired'),
  person('revoke', ['GRANTED'], '行政许可法 69', 'revoked', { instrument: 'revocation-decision' }),
  person('ask-reconsideration', ADVERSE, '行政复议法 20; 行政许可法 7', 'reconsideration-asked'),
  person('decide-reconsideration', ADVERSE, '行政复议法 62, 64', 'reconsidered', {
    acceptance: 'start',
    decision: 'start',
  }),
  person('revoke-card', [...OPEN, ...ENDED], '行政许可法 60', 'card-revoked'),
  person('answer-supervision', OPEN, '行政许可法 60', 'supervision-answered'),
  person('close-supervision', OPEN, '行政许可法 60', 'supervision-closed'),
  person('serve', [...OPEN, ...ENDED], '行政许可法 44; 民事诉讼法 87-95', 'instrument-served'),
  person('acknowledge-receipt', [...OPEN, ...ENDED], '行政复议法 20; 民事诉讼法 90', 'receipt-acknowledged'),
  person('claim', WORKED_ON, '公务员法 14', 'step-claimed'),
  person('release', WORKED_ON, '公务员法 14', 'step-released'),
  person('reassign', WORKED_ON, '公务员法 14', 'step-reassigned'),
  person('message', [...OPEN, ...ENDED], '行政许可法 30', 'message-written'),
  time('record', ['RECEIVED'], '企业投资项目核准和备案管理条例 13', 'recorded', {
    decision: 'end',
    instrument: 'record-notice',
  }),
  time('deem-accepted', ['RECEIVED', 'CORRECTION'], '行政许可法 32', 'deemed-accepted', {
    decision: 'start',
    instrument: 'acceptance-notice',
  }),
  time('copy', EXAMINED, '财资〔2016〕4号', 'copied'),
  time('deem-agreed', ['REVIEW'], OF_ITEM, 'deemed-agreed'),
  time('end-publicity', ['REVIEW'], '上海市城乡规划条例 37', 'publicity-ended'),
  time('lapse-right', EXAMINED, '行政许可法 36, 47', 'right-lapsed'),
  time('lapse-fix', ['GRANTED'], ON_PROMISE, 'fix-lapsed'),
  time('remind-renewal', ['GRANTED'], '行政许可法 50', 'renewal-reminded'),
  time('deem-renewed', ['GRANTED'], '行政许可法 50', 'deemed-renewed', { instrument: 'renewal-decision' }),
  time('lapse-licence', ['GRANTED'], '行政许可法 70', 'licence-lapsed', { instrument: 'cancellation-notice' }),
  time('remind', OPEN, '行政许可法 60', 'reminded'),
  time('step-overdue', [...OPEN, 'GRANTED', ...ADVERSE], '行政许可法 60', 'step-overrun'),
  time('special-overrun', EXAMINED, '行政许可法 45, 60', 'special-overrun'),
  time('certificate-overdue', ['GRANTED'], '行政许可法 44, 60', 'certificate-overrun'),
  time('yellow-card', OPEN, '行政许可法 60', 'yellow-carded'),
  time('red-card', OPEN, '行政许可法 60', 'red-carded'),
  time('supervise', OPEN, '行政许可法 42, 60', 'supervision-opened'),
  time('escalate', OPEN, '行政许可法 60', 'escalated'),
  time('recalendar', [...OPEN, 'GRANTED', ...ADVERSE], '行政许可法 82', 'calendar-changed'),
  machine('certify', ['GRANTED'], '行政许可法 39, 44', 'certified', { instrument: 'certificate' }),
  machine('fail-work', ['GRANTED'], '行政许可法 44', 'work-failed'),
];

const PHASE: Readonly<Record<Status, Phase>> = {
  RECEIVED: 'intake',
  CORRECTION: 'intake',
  REVIEW: 'review',
  DECISION: 'decision',
  GRANTED: 'closed',
  RECORDED: 'closed',
  REFUSED: 'closed',
  NOT_REQUIRED: 'closed',
  NO_JURISDICTION: 'closed',
  NOT_ACCEPTED: 'closed',
  WITHDRAWN: 'closed',
  REVOKED: 'closed',
  EXPIRED: 'closed',
  RECALLED: 'closed',
  SURRENDERED: 'closed',
};

/** The workflow's stage for a status. */
export function phaseOf(status: Status): Phase {
  return PHASE[status];
}

/** The row of an act. Total over `ActName`. */
export function transition(act: ActName): Transition {
  return LIFECYCLE.find((row) => row.act === act)!;
}

/** True for a slug that is an act of people. */
export function isPersonAct(slug: string): slug is PersonAct {
  return LIFECYCLE.some((row) => row.act === slug && row.by === 'person');
}

/** The acts of people that a case in this status allows, whoever asks; `null` = nothing filed yet. `access.ts` filters them. */
export function available(status: Status | null): PersonAct[] {
  return LIFECYCLE.filter((row) => row.by === 'person' && row.from.includes(status ?? 'NONE')).map(
    (row) => row.act as PersonAct,
  );
}

/** The place of an act of time among those of the same instant. */
export function orderOf(act: ActName): number {
  return LIFECYCLE.findIndex((row) => row.act === act);
}

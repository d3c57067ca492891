// Statuses, acts and the ONE transition table. The server, the workflow's facts and the screens all read it.
// 行政许可法 26, 29, 32, 37-39, 69; cards and escalation carry out the supervision of art. 60.

/** Where a case stands (办件状态). A grant may yet be revoked; the last five are final. */
export type Status =
  | 'RECEIVED'
  | 'CORRECTION'
  | 'REVIEW'
  | 'DECISION'
  | 'GRANTED'
  | 'RECORDED'
  | 'REFUSED'
  | 'NOT_ACCEPTED'
  | 'WITHDRAWN'
  | 'REVOKED';

/** What conducts it: the stage of the workflow that belongs to a status. `certify` is that of a grant whose certificate is ordered. */
export type Phase = 'intake' | 'review' | 'decision' | 'certify' | 'closed';

/** Acts of people, by their slug in URLs and records. */
export type PersonAct =
  | 'file'
  | 'accept'
  | 'refuse-acceptance'
  | 'request-correction'
  | 'supplement'
  | 'opinion'
  | 'object'
  | 'pause'
  | 'resume'
  | 'extend'
  | 'decide'
  | 'withdraw'
  | 'retry-work'
  | 'revoke';

/** Acts that nobody does: time itself at a legal instant, or the machine as soon as a filing is complete. */
export type TimeAct =
  'record' | 'deem-accepted' | 'copy' | 'end-publicity' | 'yellow-card' | 'red-card' | 'escalate' | 'recalendar';

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
  'non-acceptance-notice',
  'correction-notice',
  'extension-notice',
  'special-notice',
  'record-notice',
  'written-decision',
  'certificate',
  'revocation-decision',
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

/** The table. Its order is also the order of acts of time that fall on the same instant. */
export const LIFECYCLE: readonly Transition[] = [
  {
    act: 'file',
    from: ['NONE'],
    by: 'person',
    article: '行政许可法 29',
    event: 'case.filed.v1',
    acceptance: 'start',
    decision: 'start',
    instrument: 'receipt',
  },
  {
    act: 'accept',
    from: ['RECEIVED'],
    by: 'person',
    article: '行政许可法 32',
    event: 'case.accepted.v1',
    decision: 'start',
    instrument: 'acceptance-notice',
  },
  {
    act: 'refuse-acceptance',
    from: ['RECEIVED'],
    by: 'person',
    article: '行政许可法 32',
    event: 'case.not-accepted.v1',
    decision: 'end',
    instrument: 'non-acceptance-notice',
  },
  {
    act: 'request-correction',
    from: ['RECEIVED'],
    by: 'person',
    article: '行政许可法 32',
    event: 'case.correction-requested.v1',
    acceptance: 'pause',
    decision: 'pause',
    instrument: 'correction-notice',
  },
  {
    act: 'supplement',
    from: ['CORRECTION'],
    by: 'person',
    article: '行政许可法 32',
    event: 'case.supplemented.v1',
    acceptance: 'resume',
    decision: 'resume',
  },
  { act: 'opinion', from: ['REVIEW'], by: 'person', article: '行政许可法 26', event: 'case.opinion-given.v1' },
  { act: 'object', from: ['REVIEW'], by: 'person', article: '上海市城乡规划条例 37', event: 'case.objected.v1' },
  {
    act: 'pause',
    from: ['REVIEW', 'DECISION'],
    by: 'person',
    article: '行政许可法 45',
    event: 'case.paused.v1',
    decision: 'pause',
    instrument: 'special-notice',
  },
  {
    act: 'resume',
    from: ['REVIEW', 'DECISION'],
    by: 'person',
    article: '行政许可法 45',
    event: 'case.resumed.v1',
    decision: 'resume',
  },
  {
    act: 'extend',
    from: ['REVIEW', 'DECISION'],
    by: 'person',
    article: '行政许可法 42',
    event: 'case.extended.v1',
    decision: 'extend',
    instrument: 'extension-notice',
  },
  {
    act: 'decide',
    from: ['DECISION'],
    by: 'person',
    article: '行政许可法 37, 38',
    event: 'case.decided.v1',
    decision: 'end',
    instrument: 'written-decision',
  },
  { act: 'withdraw', from: OPEN, by: 'person', article: '行政许可法 29', event: 'case.withdrawn.v1', decision: 'end' },
  { act: 'retry-work', from: ['GRANTED'], by: 'person', article: '行政许可法 44', event: 'case.work-retried.v1' },
  {
    act: 'revoke',
    from: ['GRANTED'],
    by: 'person',
    article: '行政许可法 69',
    event: 'case.revoked.v1',
    instrument: 'revocation-decision',
  },
  {
    act: 'record',
    from: ['RECEIVED'],
    by: 'time',
    article: '企业投资项目核准和备案管理条例 13',
    event: 'case.recorded.v1',
    decision: 'end',
    instrument: 'record-notice',
  },
  {
    act: 'deem-accepted',
    from: ['RECEIVED', 'CORRECTION'],
    by: 'time',
    article: '行政许可法 32',
    event: 'case.deemed-accepted.v1',
    decision: 'start',
    instrument: 'acceptance-notice',
  },
  { act: 'copy', from: ['REVIEW', 'DECISION'], by: 'time', article: '财资〔2016〕4号', event: 'case.copied.v1' },
  {
    act: 'end-publicity',
    from: ['REVIEW'],
    by: 'time',
    article: '上海市城乡规划条例 37',
    event: 'case.publicity-ended.v1',
  },
  { act: 'yellow-card', from: OPEN, by: 'time', article: '行政许可法 60', event: 'case.yellow-carded.v1' },
  { act: 'red-card', from: OPEN, by: 'time', article: '行政许可法 60', event: 'case.red-carded.v1' },
  { act: 'escalate', from: OPEN, by: 'time', article: '行政许可法 60', event: 'case.escalated.v1' },
  { act: 'recalendar', from: OPEN, by: 'time', article: '行政许可法 82', event: 'case.calendar-changed.v1' },
  {
    act: 'certify',
    from: ['GRANTED'],
    by: 'machine',
    article: '行政许可法 39, 44',
    event: 'case.certified.v1',
    instrument: 'certificate',
  },
  { act: 'fail-work', from: ['GRANTED'], by: 'machine', article: '行政许可法 44', event: 'case.work-failed.v1' },
];

const PHASE: Readonly<Record<Status, Phase>> = {
  RECEIVED: 'intake',
  CORRECTION: 'intake',
  REVIEW: 'review',
  DECISION: 'decision',
  GRANTED: 'closed',
  RECORDED: 'closed',
  REFUSED: 'closed',
  NOT_ACCEPTED: 'closed',
  WITHDRAWN: 'closed',
  REVOKED: 'closed',
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

// The transition table: what may be done from where, and that nothing is left out of it.
import {
  available,
  isPersonAct,
  LIFECYCLE,
  orderOf,
  phaseOf,
  transition,
  type ActName,
  type Status,
} from './lifecycle';

const FINAL: Status[] = ['RECORDED', 'REFUSED', 'NOT_ACCEPTED', 'WITHDRAWN', 'REVOKED'];
const ACTS = Object.keys({
  file: 0,
  accept: 0,
  'refuse-acceptance': 0,
  'request-correction': 0,
  supplement: 0,
  opinion: 0,
  object: 0,
  pause: 0,
  resume: 0,
  extend: 0,
  decide: 0,
  withdraw: 0,
  'retry-work': 0,
  revoke: 0,
  record: 0,
  'deem-accepted': 0,
  copy: 0,
  'end-publicity': 0,
  'yellow-card': 0,
  'red-card': 0,
  escalate: 0,
  recalendar: 0,
  certify: 0,
  'fail-work': 0,
} satisfies Record<ActName, 0>) as ActName[];

describe('the table', () => {
  it('has exactly one row for every act', () => {
    expect(LIFECYCLE.map(({ act }) => act).sort()).toEqual([...ACTS].sort());
  });

  it.each(ACTS)('%s names an article, and an event of its own in the past tense with a version', (act) => {
    const { article, event } = transition(act);
    expect(article).not.toBe('');
    expect(event).toMatch(/^case\.[a-z-]+(ed|en|n)\.v1$/);
    expect(LIFECYCLE.filter((row) => row.event === event)).toHaveLength(1);
  });

  it('orders acts of time that fall on one instant: record, acceptance, copies, publicity, yellow, red, escalation', () => {
    const ofTime = LIFECYCLE.filter(({ by }) => by === 'time').map(({ act }) => act);
    expect(ofTime).toEqual([
      ...['record', 'deem-accepted', 'copy', 'end-publicity', 'yellow-card', 'red-card', 'escalate'],
      'recalendar', // never among the instants of a case: what is due at an import is settled before it
    ]);
    expect([...ofTime].reverse().sort((a, b) => orderOf(a) - orderOf(b))).toEqual(ofTime);
  });
});

describe('what people may do', () => {
  it.each([
    [null, ['file']],
    ['RECEIVED', ['accept', 'refuse-acceptance', 'request-correction', 'withdraw']],
    ['CORRECTION', ['supplement', 'withdraw']],
    ['REVIEW', ['opinion', 'object', 'pause', 'resume', 'extend', 'withdraw']],
    ['DECISION', ['pause', 'resume', 'extend', 'decide', 'withdraw']],
    ['GRANTED', ['retry-work', 'revoke']],
    ...FINAL.map((status): [Status, string[]] => [status, []]),
  ] as [Status | null, string[]][])('from %s: %j', (status, acts) => {
    expect(available(status)).toEqual(acts);
  });

  it.each(FINAL)('nothing and nobody, time included, touches a case that is %s', (status) => {
    expect(LIFECYCLE.filter(({ from }) => from.includes(status))).toEqual([]);
  });

  it('an act of time is no act of people, nor is anything unknown', () => {
    const slugs = [...ACTS, '', 'constructor', 'File', 'accept '];
    expect(slugs.filter(isPersonAct)).toEqual([
      ...['file', 'accept', 'refuse-acceptance', 'request-correction', 'supplement', 'opinion', 'object'],
      ...['pause', 'resume', 'extend', 'decide', 'withdraw', 'retry-work', 'revoke'],
    ]);
  });
});

describe('the stage of the workflow', () => {
  it('follows from the status', () => {
    const open: Status[] = ['RECEIVED', 'CORRECTION', 'REVIEW', 'DECISION'];
    expect(open.map(phaseOf)).toEqual(['intake', 'intake', 'review', 'decision']);
    expect(new Set([...FINAL, 'GRANTED' as const].map(phaseOf))).toEqual(new Set(['closed']));
  });
});

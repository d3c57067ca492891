// The transition table: what may be done from where, and that nothing is left out of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { available, isPersonAct, LIFECYCLE, orderOf, phaseOf, transition, type Status } from './lifecycle';

const FINAL: Status[] = [...(['RECORDED', 'WITHDRAWN'] as const)];
const REFUSED: Status[] = ['REFUSED', 'NOT_ACCEPTED', 'NOT_REQUIRED', 'NO_JURISDICTION'];
const ACTS = LIFECYCLE.map(({ act }) => act);

describe('the table', () => {
  it('has exactly one row for every act', () => {
    const source = readFileSync(join(__dirname, 'lifecycle.ts'), 'utf8');
    const types = source.slice(source.indexOf('export type PersonAct'), source.indexOf('export type ActName'));
    const named = [...types.matchAll(/'([a-z-]+)'/g)].map(([, act]) => act);
    expect([...ACTS].sort()).toEqual(named.sort());
    expect(named.length).toBeGreaterThan(40);
  });

  it.each(ACTS)('%s names an article, and an event of its own in the past tense with a version', (act) => {
    const { article, event } = transition(act);
    expect(article).not.toBe('');
    expect(event).toMatch(/^case\.[a-z-]+(ed|en|n)\.v1$/);
    expect(LIFECYCLE.filter((row) => row.event === event)).toHaveLength(1);
  });

  it('names no article for what no article says: it is a rule of the item, and assumed', () => {
    const assumed = LIFECYCLE.filter(({ article }) => article === '事项规定 assumed').map(({ act }) => act);
    expect(assumed).toEqual(['recirculate', 'close-review', 'deem-agreed']);
  });

  it('orders acts of time that fall on one instant: what moves the case before what only marks it', () => {
    const ofTime = LIFECYCLE.filter(({ by }) => by === 'time').map(({ act }) => act);
    expect(ofTime).toEqual([
      ...['record', 'deem-accepted', 'copy', 'deem-agreed', 'end-publicity', 'lapse-right', 'lapse-fix'],
      ...['remind-renewal', 'deem-renewed', 'lapse-licence'],
      ...['remind', 'step-overdue', 'special-overrun', 'certificate-overdue'],
      ...['yellow-card', 'red-card', 'supervise', 'escalate'],
      'recalendar', // never among the instants of a case: what is due at an import is settled before it
    ]);
    expect([...ofTime].reverse().sort((a, b) => orderOf(a) - orderOf(b))).toEqual(ofTime);
  });
});

describe('what people may do', () => {
  const ALWAYS = ['revoke-card', 'serve', 'acknowledge-receipt', 'message'];
  const DESKS = ['claim', 'release', 'reassign'];
  const SUPERVISED = ['answer-supervision', 'close-supervision'];
  const EXAMINED = [
    ...['bring-late-material', 'recirculate', 'site-check', 'tell-interested', 'hear-interested', 'tell-hearing'],
    ...['ask-hearing', 'notice-hearing', 'record-hearing', 'convene-experts', 'score', 'recuse'],
    ...['pause', 'resume', 'extend', 'withdraw', ...DESKS, ...SUPERVISED, ...ALWAYS],
  ];
  it.each([
    [null, ['file']],
    [
      'RECEIVED',
      [
        ...['not-required', 'no-jurisdiction', 'accept', 'accept-conditionally', 'refuse-acceptance'],
        ...['request-correction', 'give-promise', 'decide-on-promise', 'withdraw', ...DESKS, ...SUPERVISED, ...ALWAYS],
      ],
    ],
    ['CORRECTION', ['supplement', 'withdraw', ...DESKS, ...SUPERVISED, ...ALWAYS]],
    ['REVIEW', ['report-up', 'opinion', 'close-review', 'object', ...EXAMINED]],
    ['DECISION', ['propose', 'decide', ...EXAMINED]],
    [
      'GRANTED',
      [
        ...['deliver', 'retry-work', 'ask-renewal', 'decide-renewal', 'ask-correction', 'correct-certificate'],
        ...['refuse-correction', 'surrender-licence', 'withdraw-licence', 'revoke', ...DESKS, ...ALWAYS],
        ...['confirm-promise', 'order-fix', 'report-fix', 'revoke-on-promise'],
      ],
    ],
    ['REVOKED', ['repair-credit', ...ALWAYS]],
    ...FINAL.map((status): [Status, string[]] => [status, ALWAYS]),
    ...REFUSED.map((status): [Status, string[]] => [
      status,
      ['ask-reconsideration', 'decide-reconsideration', ...DESKS, ...ALWAYS],
    ]),
  ] as [Status | null, string[]][])('from %s: %j', (status, acts) => {
    expect([...available(status)].sort()).toEqual([...acts].sort());
  });

  it.each(FINAL)(
    'nothing but a word, a card taken back, or the service of its papers touches a case that is %s',
    (status) => {
      expect(LIFECYCLE.filter(({ from }) => from.includes(status)).map(({ act }) => act)).toEqual(ALWAYS);
    },
  );

  it('an act of time is no act of people, nor is anything unknown', () => {
    const slugs = [...ACTS, '', 'constructor', 'File', 'accept '];
    const people = LIFECYCLE.filter(({ by }) => by === 'person').map(({ act }) => act);
    expect(slugs.filter(isPersonAct)).toEqual(people);
    expect(people).not.toContain('deem-accepted');
  });
});

describe('the stage of the workflow', () => {
  it('follows from the status', () => {
    const open: Status[] = ['RECEIVED', 'CORRECTION', 'REVIEW', 'DECISION'];
    expect(open.map(phaseOf)).toEqual(['intake', 'intake', 'review', 'decision']);
    expect(new Set([...FINAL, ...REFUSED, 'GRANTED' as const, 'REVOKED' as const].map(phaseOf))).toEqual(
      new Set(['closed']),
    );
  });
});

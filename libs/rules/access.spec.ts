// Who may: every role in every body, against every act. Whoever is not named here may not.
import {
  allowedActs,
  bodiesConcerned,
  mayAct,
  mayExport,
  mayFile,
  mayImport,
  maySee,
  maySeeFigures,
  maySeeUndelivered,
  mayWithdrawBundle,
  queuesOf,
  stepsOf,
  type Mandate,
  type Role,
} from './access';
import { permitFor } from '../../test/law';
import { type Definition } from './definition';
import { LIFECYCLE, type PersonAct, type Status } from './lifecycle';
import { type CaseState, type Parties, type Step } from './state';

const ROLES: Role[] = ['APPLICANT', 'WINDOW', 'REVIEWER', 'EXPERT', 'DECIDER', 'HEAD', 'COMMISSION', 'OPERATOR'];
const BODIES = [
  'enterprise:own',
  'enterprise:other',
  'window:own',
  'window:other',
  'park:own',
  'park:other',
  'dept:fire',
  'dept:water',
  'dept:not-asked',
  'expert:own',
  'expert:other',
  'commission',
  'installation',
];
const ACTS = LIFECYCLE.filter(({ by }) => by === 'person').map(({ act }) => act as PersonAct);
const EVERYBODY: Mandate[] = ROLES.flatMap((role) => BODIES.map((body) => ({ role, body })));

const parties: Parties = {
  item: '16',
  park: 'own',
  applicant: 'enterprise:own',
  window: 'window:own',
  owner: 'park:own',
  reviewers: ['dept:fire', 'dept:water'],
  experts: ['expert:own'],
};
const step = (id: string, kind: Step['kind'], body: string, endedAt: number | null = null): Step => ({
  id,
  kind,
  body,
  openedAt: 0,
  endedAt,
  outcome: null,
});
const OPEN = [
  step('acceptance', 'ACCEPTANCE', 'window:own'),
  step('correction/1', 'CORRECTION', 'enterprise:own'),
  step('review/dept:fire', 'REVIEW', 'dept:fire'),
  step('review/dept:water', 'REVIEW', 'dept:water'),
  step('late-material', 'LATE_MATERIAL', 'enterprise:own'),
  step('pre-review', 'PRE_REVIEW', 'park:own'),
  step('special/1', 'SPECIAL', 'park:own'),
  step('expert/1', 'EXPERT', 'expert:own'),
  step('interested', 'INTERESTED', 'window:own'),
  step('hearing-right', 'HEARING_RIGHT', 'enterprise:own'),
  step('hearing', 'HEARING', 'park:own'),
  step('delivery', 'DELIVERY', 'window:own'),
  step('decision', 'DECISION', 'park:own'),
  step('work/1', 'WORK', 'park:own'),
  step('renewal', 'RENEWAL', 'park:own'),
  step('rectification', 'RECTIFICATION', 'park:own'),
  step('reconsideration', 'RECONSIDERATION', 'commission'),
  step('promise', 'PROMISE', 'park:own'),
  step('promise-check', 'PROMISE_CHECK', 'park:own'),
  step('fix', 'FIX', 'enterprise:own'),
  step('supervision/1', 'SUPERVISION', 'commission'),
];
const USUAL: readonly Step['kind'][] = ['ACCEPTANCE', 'CORRECTION', 'REVIEW', 'DECISION', 'WORK'];
const UNPAUSED = OPEN.filter(({ kind }) => USUAL.includes(kind));
const PAUSED = OPEN.filter(({ kind }) => kind === 'SPECIAL' || USUAL.includes(kind));
const permit = { ...permitFor(), extension: { value: 10, unit: 'workday' as const } };
const stateOf = (status: Status, steps: Step[] = OPEN) =>
  ({ status, parties: { ...parties, experts: undefined }, steps, clock: [], fired: [] }) as unknown as CaseState;
const named = (mandates: Mandate[]) => mandates.map(({ role, body }) => `${role} ${body}`);

/** Every mandate that may do each act while its step is open. */
const MAY: Record<PersonAct, string[]> = {
  file: ['APPLICANT enterprise:own', 'WINDOW window:own'],
  'not-required': ['WINDOW window:own'],
  'no-jurisdiction': ['WINDOW window:own'],
  accept: ['WINDOW window:own'],
  'accept-conditionally': ['WINDOW window:own'],
  'bring-late-material': ['APPLICANT enterprise:own'],
  'refuse-acceptance': ['WINDOW window:own'],
  'request-correction': ['WINDOW window:own'],
  supplement: ['APPLICANT enterprise:own'],
  'report-up': ['REVIEWER park:own'],
  opinion: ['REVIEWER dept:fire', 'REVIEWER dept:water'],
  recirculate: ['DECIDER park:own'],
  'close-review': ['DECIDER park:own'],
  'site-check': ['REVIEWER dept:fire', 'REVIEWER dept:water', 'DECIDER park:own'],
  'tell-interested': ['DECIDER park:own'],
  'hear-interested': ['WINDOW window:own', 'DECIDER park:own'],
  'tell-hearing': ['DECIDER park:own'],
  'ask-hearing': ['APPLICANT enterprise:own', 'WINDOW window:own'],
  'notice-hearing': ['DECIDER park:own'],
  'record-hearing': ['DECIDER park:own'],
  'convene-experts': ['DECIDER park:own'],
  score: ['EXPERT expert:own'],
  recuse: ['EXPERT expert:own', 'DECIDER park:own'],
  object: ['WINDOW window:own'],
  pause: ['DECIDER park:own'],
  resume: ['DECIDER park:own'],
  extend: ['DECIDER park:own'],
  propose: ['DECIDER park:own'],
  decide: ['DECIDER park:own'],
  withdraw: ['APPLICANT enterprise:own'],
  deliver: ['WINDOW window:own'],
  'retry-work': ['DECIDER park:own'],
  'ask-renewal': ['APPLICANT enterprise:own'],
  'decide-renewal': ['DECIDER park:own'],
  'ask-correction': ['APPLICANT enterprise:own'],
  'correct-certificate': ['DECIDER park:own'],
  'refuse-correction': ['DECIDER park:own'],
  'ask-reconsideration': ['APPLICANT enterprise:own'],
  'decide-reconsideration': ['COMMISSION commission'],
  'surrender-licence': ['APPLICANT enterprise:own'],
  'withdraw-licence': ['DECIDER park:own'],
  'give-promise': ['APPLICANT enterprise:own'],
  'decide-on-promise': ['DECIDER park:own'],
  'confirm-promise': ['DECIDER park:own'],
  'order-fix': ['DECIDER park:own'],
  'report-fix': ['APPLICANT enterprise:own'],
  'revoke-on-promise': ['DECIDER park:own'],
  'repair-credit': ['DECIDER park:own'],
  revoke: ['DECIDER park:own'],
  'revoke-card': ['COMMISSION commission'],
  'answer-supervision': ['DECIDER park:own'],
  'close-supervision': ['COMMISSION commission'],
  serve: ['WINDOW window:own', 'DECIDER park:own'],
  'acknowledge-receipt': ['APPLICANT enterprise:own'],
  claim: [
    'WINDOW window:own',
    'REVIEWER park:own',
    'REVIEWER dept:fire',
    'REVIEWER dept:water',
    'DECIDER park:own',
    'COMMISSION commission',
  ],
  release: [], // of what lies on a desk: assignment.spec.ts
  reassign: ['HEAD window:own', 'HEAD park:own', 'HEAD dept:fire', 'HEAD dept:water'],
  message: [], // whoever sees the case: below
};

describe('of all roles in all bodies', () => {
  it.each(ACTS.filter((act) => act !== 'message'))('only those named may %s', (act) => {
    expect(named(EVERYBODY.filter((mandate) => mayAct(act, [mandate], stateOf('REVIEW'))))).toEqual(MAY[act]);
  });

  it('only the applicant and the window of the park may file', () => {
    expect(named(EVERYBODY.filter((mandate) => mayFile([mandate], parties)))).toEqual(MAY.file);
  });

  it('only the applicant may take back what of a bundle is not filed (行政许可法第二十九条)', () => {
    const those = EVERYBODY.filter((mandate) => mayWithdrawBundle([mandate], parties.applicant));
    expect(named(those)).toEqual(['APPLICANT enterprise:own']);
  });

  it('the parties and the commission see a case; an operator and whoever was not asked do not', () => {
    const seers = EVERYBODY.filter((mandate) => maySee([mandate], parties));
    const concerned = ['window:own', 'park:own', 'dept:fire', 'dept:water', 'expert:own'];
    const expected = EVERYBODY.filter(({ role, body }) =>
      role === 'COMMISSION'
        ? true
        : role === 'APPLICANT'
          ? body === 'enterprise:own'
          : role !== 'OPERATOR' && concerned.includes(body),
    );
    expect(named(seers)).toEqual(named(expected));
    expect(named(seers)).not.toContain('APPLICANT enterprise:other');
    expect(named(seers)).not.toContain('REVIEWER dept:not-asked');
  });

  it('whoever may do anything sees the case', () => {
    for (const mandate of EVERYBODY) {
      if (ACTS.some((act) => mayAct(act, [mandate], { ...stateOf('REVIEW'), parties }))) {
        expect(maySee([mandate], parties)).toBe(true);
      }
    }
  });

  it('the bodies concerned are those whose people see the case, each named once', () => {
    expect(bodiesConcerned({ ...parties, owner: 'dept:fire' })).toEqual([
      'enterprise:own',
      'window:own',
      'dept:fire',
      'dept:water',
      'expert:own',
    ]);
    const seeing = EVERYBODY.filter(({ role, body }) => role !== 'COMMISSION' && maySee([{ role, body }], parties));
    expect([...new Set(seeing.map(({ body }) => body))].sort()).toEqual(bodiesConcerned(parties).sort());
  });

  it('nobody without a mandate may do or see anything', () => {
    expect(ACTS.filter((act) => mayAct(act, [], stateOf('REVIEW')))).toEqual([]);
    expect(maySee([], parties)).toBe(false);
    expect(queuesOf([])).toEqual([]);
  });
});

describe('the acts offered', () => {
  const all: Mandate[] = [
    { role: 'APPLICANT', body: 'enterprise:own' },
    { role: 'WINDOW', body: 'window:own' },
    { role: 'REVIEWER', body: 'dept:fire' },
    { role: 'DECIDER', body: 'park:own' },
  ];

  const offeredTo = (mandates: Mandate[], status: Status, steps: Step[]) =>
    allowedActs(mandates, stateOf(status, steps), permit);
  /** Beside what the step asks: what the owner of the case may always begin. */
  const OWNERS: PersonAct[] = ['site-check', 'tell-interested', 'tell-hearing', 'notice-hearing', 'convene-experts'];

  it.each([
    [
      'RECEIVED',
      ['accept', 'refuse-acceptance', 'not-required', 'no-jurisdiction', 'request-correction', 'withdraw', 'claim'],
    ],
    ['CORRECTION', ['supplement', 'withdraw', 'claim']],
    ['REVIEW', ['opinion', 'pause', 'extend', 'withdraw', 'claim', ...OWNERS]],
    ['DECISION', ['pause', 'extend', 'decide', 'withdraw', 'claim', ...OWNERS]],
    ['GRANTED', ['revoke', 'surrender-licence', 'withdraw-licence', 'claim']],
    ['REVOKED', []],
    ['WITHDRAWN', []],
  ] as [Status, PersonAct[]][])('are of the person and of the status: %s %j', (status, acts) => {
    const each = new Set(all.flatMap((mandate) => offeredTo([mandate], status, UNPAUSED)));
    expect([...each].sort()).toEqual([...acts].sort());
    expect(offeredTo([{ role: 'COMMISSION', body: 'commission' }], status, UNPAUSED)).toEqual([]);
  });

  it('leave out whatever an officer would do in a matter of his or her own enterprise', () => {
    expect(offeredTo(all, 'REVIEW', UNPAUSED)).toEqual(['withdraw']);
    expect(offeredTo([{ role: 'APPLICANT', body: 'enterprise:other' }, all[3]!], 'DECISION', UNPAUSED)).toContain(
      'decide',
    );
  });

  it('let an expert whose own matter it is step back, and nothing else; nobody else is released in a matter of one’s own', () => {
    const own: Mandate = { role: 'APPLICANT', body: 'enterprise:own' };
    const actsOf = (mandate: Mandate) => offeredTo([own, mandate], 'REVIEW', OPEN);
    expect(actsOf({ role: 'EXPERT', body: 'expert:own' })).toContain('recuse');
    expect(actsOf({ role: 'EXPERT', body: 'expert:own' })).not.toContain('score');
    expect(actsOf({ role: 'DECIDER', body: 'park:own' })).not.toContain('recuse');
  });

  it('go with the clock: one special procedure at a time, no decision meanwhile, and one extension where the item allows it', () => {
    const decider: Mandate[] = [{ role: 'DECIDER', body: 'park:own' }];
    const clockActs = (state: CaseState, item: Definition = permit) =>
      allowedActs(decider, state, item).filter((act) => ['pause', 'resume', 'extend', 'decide'].includes(act));
    expect(clockActs(stateOf('DECISION', PAUSED))).toEqual(['resume', 'extend']);
    const extended = { ...stateOf('DECISION', UNPAUSED), clock: [{ act: 'extend' as const, at: 0, value: 1 }] };
    expect(clockActs(extended)).toEqual(['pause', 'decide']);
    expect(clockActs(stateOf('DECISION', UNPAUSED), permitFor())).toEqual(['pause', 'decide']);
  });

  it('go with the step: a department that has answered owes nothing more', () => {
    const answered = OPEN.map((open) => (open.body === 'dept:fire' ? { ...open, endedAt: 1 } : open));
    const offered = (body: string) => allowedActs([{ role: 'REVIEWER', body }], stateOf('REVIEW', answered), permit);
    expect(offered('dept:fire')).toEqual(['site-check']);
    expect(offered('dept:water')).toEqual(['opinion', 'site-check', 'claim']);
  });

  it('name the steps of every body that a person acts for', () => {
    const both: Mandate[] = ['dept:fire', 'dept:water'].map((body) => ({ role: 'REVIEWER', body }));
    expect(stepsOf('opinion', both, stateOf('REVIEW')).map(({ body }) => body)).toEqual(['dept:fire', 'dept:water']);
    expect(stepsOf('decide', both, stateOf('REVIEW'))).toEqual([]);
    expect(stepsOf('withdraw', [{ role: 'APPLICANT', body: 'enterprise:own' }], stateOf('REVIEW'))).toEqual([]);
  });

  it('name every expert whom the body that decides may release', () => {
    const panel = ['expert:own', 'expert:other'].map((body, n) => step(`expert/${n + 1}`, 'EXPERT', body));
    const released = (mandate: Mandate) =>
      stepsOf('recuse', [mandate], stateOf('REVIEW', panel)).map(({ body }) => body);
    expect(released({ role: 'DECIDER', body: 'park:own' })).toEqual(['expert:own', 'expert:other']);
    expect(released({ role: 'DECIDER', body: 'park:other' })).toEqual([]);
    expect(released({ role: 'EXPERT', body: 'expert:other' })).toEqual(['expert:other']);
  });
});

describe('work queues', () => {
  it('are the bodies of an officer, each once; applicants and operators have none', () => {
    const mandates: Mandate[] = [
      { role: 'APPLICANT', body: 'enterprise:own' },
      { role: 'OPERATOR', body: 'installation' },
      { role: 'REVIEWER', body: 'dept:fire' },
      { role: 'DECIDER', body: 'dept:fire' },
      { role: 'COMMISSION', body: 'commission' },
    ];
    expect(queuesOf(mandates)).toEqual(['dept:fire', 'commission']);
  });
});

it.each([
  ['figures of the whole zone are for the commission alone', maySeeFigures, ['COMMISSION']],
  [
    'past cases are brought in by the commission or whoever runs the installation',
    mayImport,
    ['COMMISSION', 'OPERATOR'],
  ],
  ['cases and events are taken out by the commission alone', mayExport, ['COMMISSION']],
  [
    'undelivered mail is for the commission and whoever runs the installation',
    maySeeUndelivered,
    ['COMMISSION', 'OPERATOR'],
  ],
])('%s', (_, may, roles) => {
  expect(ROLES.filter((role) => may([{ role }]))).toEqual(roles);
  expect(may([])).toBe(false);
  expect(may(ROLES.map((role) => ({ role })))).toBe(true);
});

// The heart: the plain way through, and every act against every status.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { LIFECYCLE, transition, type ActName, type Status } from './lifecycle';
import { type ActData } from './doing';
import { reduce, type Reduced } from './reduce';
import { Refusal } from './refusal';
import { type CaseState } from './state';
import { openWork } from './steps';

const permit = permitFor('dept:civil-defence', 'dept:fire', 'dept:water');
const parties = partiesTo(permit);

const apply = (state: CaseState | null, act: ActName, when: number, data: ActData = {}, definition = permit): Reduced =>
  reduce(state, { act, at: when, by: 'person:p', data }, definition, calendar);
const filed = (definition = permit) => apply(null, 'file', FILED, { parties: partiesTo(definition) }, definition).state;
const agree = (body: string): ActData => ({ verdict: 'AGREE', body });

/** The acts given, one after the other, an hour apart. */
function after(acts: [ActName, ActData?][], definition = permit): CaseState {
  return acts.reduce(
    (state, [act, data], i) => apply(state, act, FILED + (i + 1) * 3_600_000, data, definition).state,
    filed(definition),
  );
}
const ACCEPTED: [ActName, ActData?][] = [['accept']];
const ANSWERED: [ActName, ActData?][] = [
  ...ACCEPTED,
  ...permit.reviewers.map(({ body }): [ActName, ActData] => ['opinion', agree(body)]),
];
const openSteps = (state: CaseState) => state.steps.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return null;
};

const REST: [ActName, ActData][] = ['dept:civil-defence', 'dept:water'].map((body) => [
  'opinion',
  { body, verdict: 'AGREE' },
]);

describe('the plain way through', () => {
  it('receipt opens the acceptance of the window and, for this item, the clock', () => {
    const state = filed();
    expect(state).toMatchObject({ status: 'RECEIVED', receivedAt: FILED, clock: [{ act: 'start', at: FILED }] });
    expect(state.steps).toEqual([
      { id: 'acceptance', kind: 'ACCEPTANCE', body: 'window:caohejing', openedAt: FILED, endedAt: null, outcome: null },
    ]);
  });

  it('acceptance asks all departments at the same moment', () => {
    const state = after(ACCEPTED);
    expect(state.status).toBe('REVIEW');
    expect(openSteps(state)).toEqual(['review/dept:civil-defence', 'review/dept:fire', 'review/dept:water']);
    expect(new Set(state.steps.slice(1).map(({ openedAt }) => openedAt)).size).toBe(1);
    expect(state.acceptedAt).toBe(state.steps[0]?.endedAt);
  });

  it('each opinion says how many of how many have answered, and the last opens the decision of the owner', () => {
    let state = after(ACCEPTED);
    const counts = permit.reviewers.map(({ body }, i) => {
      const next = apply(state, 'opinion', FILED + (i + 2) * 3_600_000, agree(body));
      state = next.state;
      return `${next.event.data.n} of ${next.event.data.of}: ${state.status}`;
    });
    expect(counts).toEqual(['1 of 3: REVIEW', '2 of 3: REVIEW', '3 of 3: DECISION']);
    expect(state.steps.at(-1)).toMatchObject({ id: 'decision', kind: 'DECISION', body: 'park:caohejing' });
  });

  it.each([
    ['GRANT', 'GRANTED'],
    ['REFUSE', 'REFUSED'],
  ] as const)('the decision %s ends the case as %s, its clock and its instants', (outcome, status) => {
    const before = after(ANSWERED);
    const { state, event } = apply(before, 'decide', at('2026-09-21T09:00'), { outcome });
    expect(state).toMatchObject({ status, endedAt: at('2026-09-21T09:00'), instants: [], dates: before.dates });
    expect(state.clock.at(-1)).toEqual({ act: 'end', at: at('2026-09-21T09:00') });
    expect(openSteps(state)).toEqual([]);
    // Friday's filing, the made-up Sunday and the Monday of the decision: two working days.
    expect(event).toEqual({ type: 'case.decided.v1', data: { outcome, net: 2, onTime: true } });
  });

  it("a dissent does not stop the review: the decision is still the owner's", () => {
    const state = after([
      ...ACCEPTED,
      ['opinion', { verdict: 'DISAGREE', body: 'dept:fire' }],
      ['opinion', agree('dept:water')],
      ['opinion', agree('dept:civil-defence')],
    ]);
    expect(state.status).toBe('DECISION');
    expect(state.steps.find(({ body }) => body === 'dept:fire')?.outcome).toBe('DISAGREE');
  });

  it('an opinion without a verdict and a decision without an outcome are refused', () => {
    expect(() => apply(after(ACCEPTED), 'opinion', at('2026-09-21T11:00'), { body: 'dept:fire' })).toThrow('BAD_INPUT');
  });

  it('a dissent lets no grant pass that does not say how it was dealt with; a refusal needs no such word', () => {
    const dissent = after([['accept'], ['opinion', { body: 'dept:fire', verdict: 'DISAGREE' }], ...REST]);
    const decide = (data: ActData) => apply(dissent, 'decide', at('2026-09-21T11:00'), data).state.status;
    expect(() => decide({ outcome: 'GRANT' })).toThrow('DISSENT_UNANSWERED');
    expect(() => decide({ outcome: 'GRANT', dissentHandled: false })).toThrow('DISSENT_UNANSWERED');
    expect(decide({ outcome: 'GRANT', dissentHandled: true })).toBe('GRANTED');
    expect(decide({ outcome: 'REFUSE' })).toBe('REFUSED');
  });

  it('without co-reviewers acceptance leads straight to the decision', () => {
    expect(after(ACCEPTED, { ...permit, reviewers: [] }).status).toBe('DECISION');
  });

  it('silence of the window counts as acceptance from the day of receipt: an item counted from acceptance starts there', () => {
    const fromAcceptance: Definition = { ...permit, start: 'ACCEPTANCE', statutory: { value: 20, unit: 'workday' } };
    const end = at('2026-09-25T00:00');
    const { state } = apply(filed(fromAcceptance), 'deem-accepted', end, { level: null }, fromAcceptance);
    expect(state.status).toBe('REVIEW');
    expect(state.clock).toEqual([{ act: 'start', at: FILED }]);
    expect(state.acceptedAt).toBe(FILED);
    expect(state.fired).toEqual([{ act: 'deem-accepted', at: end, level: null }]);
    expect(state.dates.statutory?.dueOn).toBe('2026-10-22');
  });

  it('acceptance in time starts such a clock on its own day', () => {
    const fromAcceptance: Definition = { ...permit, start: 'ACCEPTANCE' };
    const { clock } = apply(filed(fromAcceptance), 'accept', at('2026-09-22T10:00'), {}, fromAcceptance).state;
    expect(clock).toEqual([{ act: 'start', at: at('2026-09-22T10:00') }]);
  });

  it('escalation opens a supervision of the next body and leaves the work where it is', () => {
    const state = apply(after(ACCEPTED), 'escalate', at('2026-09-25T00:00'), { level: 1 }).state;
    expect(state.status).toBe('REVIEW');
    expect(state.steps.at(-1)).toMatchObject({ id: 'supervision/1', kind: 'SUPERVISION', body: 'commission' });
  });
});

describe('the last instant of a case', () => {
  it('is that of its latest event, and no earlier act of time sets it back', () => {
    const late = after(ACCEPTED);
    expect(late.lastAt).toBe(FILED + 3_600_000);
    expect(apply(late, 'yellow-card', FILED).state.lastAt).toBe(late.lastAt);
  });
});

describe('refusals', () => {
  it('STEP_NOT_OPEN: a department that was not asked, or has answered, owes nothing', () => {
    const once = after([...ACCEPTED, ['opinion', agree('dept:fire')]]);
    expect(codeOf(() => apply(once, 'opinion', FILED, agree('dept:fire')))).toBe('STEP_NOT_OPEN');
    expect(codeOf(() => apply(once, 'opinion', FILED, agree('dept:health')))).toBe('STEP_NOT_OPEN');
  });

  it('change nothing: the state given is the same after a refusal and after an act', () => {
    const state = after(ACCEPTED);
    const before = JSON.stringify(state);
    codeOf(() => apply(state, 'decide', FILED, { outcome: 'GRANT' }));
    apply(state, 'opinion', FILED, agree('dept:fire'));
    apply(state, 'withdraw', FILED);
    expect(JSON.stringify(state)).toBe(before);
  });
});

describe('every act in every status', () => {
  const dead = ACCEPTED.concat([['withdraw']]);
  const GRANTED: typeof ACCEPTED = [...ANSWERED, ['decide', { outcome: 'GRANT' }]];
  const states: Record<Status | 'NONE', CaseState | null> = {
    NONE: null,
    RECEIVED: filed(),
    CORRECTION: after([['request-correction', { items: [null] }]]),
    REVIEW: after(ACCEPTED),
    DECISION: after(ANSWERED),
    GRANTED: after([...ANSWERED, ['decide', { outcome: 'GRANT' }]]),
    RECORDED: after([['record']]),
    REFUSED: after([...ANSWERED, ['decide', { outcome: 'REFUSE' }]]),
    NOT_REQUIRED: after([['not-required']]),
    NO_JURISDICTION: after([['no-jurisdiction']]),
    NOT_ACCEPTED: after([['refuse-acceptance']]),
    WITHDRAWN: after(dead),
    REVOKED: after([...GRANTED, ['revoke']]),
    EXPIRED: {
      ...after([...GRANTED]),
      status: 'EXPIRED',
    },
    RECALLED: after([...GRANTED, ['withdraw-licence', { ground: 'LAW_CHANGED' }]]),
    SURRENDERED: after([...GRANTED, ['surrender-licence']]),
  };
  const data: Partial<Record<ActName, ActData>> = {
    file: { parties },
    opinion: agree('dept:fire'),
    decide: { outcome: 'GRANT' },
    'withdraw-licence': { ground: 'LAW_CHANGED' },
    escalate: { level: 1 },
    pause: { reason: 'hearing', days: 5 },
    extend: { days: 3 },
    'site-check': { officers: ['p1', 'p2'] },
    'tell-interested': { days: 3 },
    'notice-hearing': { on: '2026-10-20', chair: 'p9' },
    serve: { papers: [{ id: 'r', kind: 'receipt', issuedOn: '2026-09-18' }], method: 'POST', on: '2026-09-21' },
    'acknowledge-receipt': { papers: [{ id: 'r', kind: 'receipt', issuedOn: '2026-09-18' }], method: 'ONLINE' },
    'convene-experts': { experts: ['expert:a', 'expert:b', 'expert:c'], days: 5 },
  };
  // What the table allows and this item does not have: nothing was paused, no extension, no publicity, no copies, no
  // certificate.
  const REFUSED: Partial<Record<ActName, string>> = {
    resume: 'CLOCK_NOT_PAUSED',
    extend: 'EXTENSION_NOT_ALLOWED',
    object: 'PUBLICITY_ENDED',
    'end-publicity': 'PUBLICITY_ENDED',
    copy: 'STEP_NOT_OPEN',
    'retry-work': 'WORK_NOT_FAILED',
    'accept-conditionally': 'LATE_MATERIAL_NOT_ALLOWED',
    'bring-late-material': 'NO_LATE_MATERIAL',
    'report-up': 'NO_PRE_REVIEW',
    recirculate: 'BODY_NOT_ANSWERED',
    'close-review': 'NO_DISSENT',
    'hear-interested': 'NOBODY_INTERESTED',
    'ask-hearing': 'HEARING_NOT_OFFERED',
    'record-hearing': 'HEARING_NOT_ANNOUNCED',
    'lapse-right': 'STEP_NOT_OPEN',
    score: 'NO_EXPERT_AWAITED',
    recuse: 'NO_EXPERT_AWAITED',
    propose: 'ONE_DECIDES',
    deliver: 'NOTHING_TO_DELIVER',
    'answer-supervision': 'NO_SUPERVISION',
    'close-supervision': 'NO_SUPERVISION',
    'revoke-card': 'NO_SUCH_CARD',
    'give-promise': 'PROMISE_NOT_OFFERED',
    'decide-on-promise': 'NO_PROMISE',
    'confirm-promise': 'NOTHING_TO_CHECK',
    'order-fix': 'NOTHING_TO_CHECK',
    'report-fix': 'NOTHING_TO_FIX',
    'lapse-fix': 'STEP_NOT_OPEN',
    'revoke-on-promise': 'NOTHING_TO_CHECK',
    'repair-credit': 'NO_CREDIT_ENTRY',
    'decide-reconsideration': 'RECONSIDERATION_NOT_ASKED',
    'ask-renewal': 'NO_END_OF_VALIDITY',
    'decide-renewal': 'RENEWAL_NOT_ASKED',
    'remind-renewal': 'NO_END_OF_VALIDITY',
    'deem-renewed': 'STEP_NOT_OPEN',
    'lapse-licence': 'NO_END_OF_VALIDITY',
    'ask-correction': 'NO_CERTIFICATE_YET',
    'correct-certificate': 'NO_CERTIFICATE_YET',
    'refuse-correction': 'CORRECTION_NOT_ASKED',
    certify: 'ACT_OUT_OF_TURN',
    'fail-work': 'ACT_OUT_OF_TURN',
  };
  const cells = (Object.keys(states) as (Status | 'NONE')[]).flatMap((status) =>
    LIFECYCLE.map(({ act }) => [status, act] as const),
  );

  /** Whose desk a step lies on can be changed wherever an office owes something: here nobody has anything on the desk. */
  const desks: Partial<Record<ActName, string>> = {
    claim: 'NO_OPEN_WORK',
    release: 'STEP_NOT_CLAIMED',
    reassign: 'NO_OPEN_WORK',
  };
  const workOf = (status: Status | 'NONE') => openWork({ steps: states[status]?.steps ?? [] })[0];
  const dataFor = (act: ActName, status: Status | 'NONE'): ActData =>
    act in desks ? { step: workOf(status)?.id ?? 'none', assignee: 'person:p9' } : (data[act] ?? {});
  const refusalOf = (act: ActName, status: Status | 'NONE') =>
    act in desks && (act === 'release' || !workOf(status)) ? desks[act] : (REFUSED[act] ?? null);

  it.each(cells)('%s × %s: a next state where the table allows it, ACT_OUT_OF_TURN where not', (status, act) => {
    const allowed = transition(act).from.includes(status);
    const code = codeOf(() => {
      const { state, event } = apply(states[status], act, at('2026-09-22T00:00'), dataFor(act, status));
      expect(event.type).toBe(transition(act).event);
      expect(states).toHaveProperty(state.status);
    });
    expect(code).toBe(allowed ? refusalOf(act, status) : 'ACT_OUT_OF_TURN');
  });

  it('the status of each state is the one it is listed under', () => {
    for (const [status, state] of Object.entries(states)) expect(state?.status ?? 'NONE').toBe(status);
  });
});

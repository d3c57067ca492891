// The heart: the plain way through, every act against every status, and laws over random lives.
import * as fc from 'fast-check';
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { settle } from './due';
import { available, LIFECYCLE, transition, type ActName, type PersonAct, type Status } from './lifecycle';
import { reduce, type Act, type ActData, type Reduced } from './reduce';
import { Refusal } from './refusal';
import { type CaseState } from './state';

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
  const states: Record<Status | 'NONE', CaseState | null> = {
    NONE: null,
    RECEIVED: filed(),
    CORRECTION: after([['request-correction', { items: [null] }]]),
    REVIEW: after(ACCEPTED),
    DECISION: after(ANSWERED),
    GRANTED: after([...ANSWERED, ['decide', { outcome: 'GRANT' }]]),
    RECORDED: after([['record']]),
    REFUSED: after([...ANSWERED, ['decide', { outcome: 'REFUSE' }]]),
    NOT_ACCEPTED: after([['refuse-acceptance']]),
    WITHDRAWN: after(dead),
    REVOKED: after([...ANSWERED, ['decide', { outcome: 'GRANT' }], ['revoke']]),
  };
  const data: Partial<Record<ActName, ActData>> = {
    file: { parties },
    opinion: agree('dept:fire'),
    decide: { outcome: 'GRANT' },
    escalate: { level: 1 },
    pause: { reason: 'hearing', days: 5 },
    extend: { days: 3 },
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
    certify: 'ACT_OUT_OF_TURN',
    'fail-work': 'ACT_OUT_OF_TURN',
  };
  const cells = (Object.keys(states) as (Status | 'NONE')[]).flatMap((status) =>
    LIFECYCLE.map(({ act }) => [status, act] as const),
  );

  it.each(cells)('%s × %s: a next state where the table allows it, ACT_OUT_OF_TURN where not', (status, act) => {
    const allowed = transition(act).from.includes(status);
    const code = codeOf(() => {
      const { state, event } = apply(states[status], act, at('2026-09-22T00:00'), data[act] ?? {});
      expect(event.type).toBe(transition(act).event);
      expect(states).toHaveProperty(state.status);
    });
    expect(code).toBe(allowed ? (REFUSED[act] ?? null) : 'ACT_OUT_OF_TURN');
  });

  it('the status of each state is the one it is listed under', () => {
    for (const [status, state] of Object.entries(states)) expect(state?.status ?? 'NONE').toBe(status);
  });
});

const REFUSALS = [
  ...['ACT_OUT_OF_TURN', 'STEP_NOT_OPEN', 'DISSENT_UNANSWERED', 'CORRECTION_UNREASONED', 'SPECIAL_OPEN'],
  ...['CLOCK_ALREADY_PAUSED', 'CLOCK_NOT_PAUSED', 'CLOCK_PAUSED_TOO_LATE', 'CLOCK_EXTENDED_TOO_LATE'],
  ...['EXTENSION_USED', 'EXTENSION_TOO_LONG'],
];

describe('laws over random lives', () => {
  interface Recorded {
    type: string;
    at: number;
    data: ActData;
  }
  const MINUTE = 60_000;
  const wish = fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 8 * 1440 }), fc.constant(0)),
    act: fc.constantFrom<PersonAct>(
      'accept',
      'opinion',
      'opinion',
      'opinion',
      'decide',
      'refuse-acceptance',
      'request-correction',
      'supplement',
      'supplement',
      'pause',
      'resume',
      'extend',
      'withdraw',
    ),
    days: fc.integer({ min: 1, max: 12 }),
    isReasoned: fc.boolean(),
    body: fc.constantFrom(...partiesTo(permit).reviewers),
    verdict: fc.constantFrom('AGREE' as const, 'DISAGREE' as const),
    outcome: fc.constantFrom('GRANT' as const, 'REFUSE' as const),
    dissentHandled: fc.boolean(),
  });
  const lives = fc.record({
    wishes: fc.array(wish, { maxLength: 18 }),
    from: fc.integer({ min: 0, max: 700 * 1440 }).map((minutes) => at('2025-01-02T00:00') + minutes * MINUTE),
    start: fc.constantFrom('RECEIPT' as const, 'ACCEPTANCE' as const),
    promised: fc.integer({ min: 1, max: 12 }),
    levels: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  });

  /** Lives one life as the door does: settle, then the act; whatever is refused is left out. */
  function live({
    wishes,
    from,
    start,
    promised,
    levels,
  }: typeof lives extends fc.Arbitrary<infer Life> ? Life : never) {
    const definition: Definition = {
      ...permit,
      start,
      promised: { value: promised, unit: 'workday' },
      extension: { value: 10, unit: 'workday' },
      escalation: [...levels].sort((a, b) => a - b).map((days) => ({ workdaysAfterDue: days, to: 'commission' })),
    };
    const events: Recorded[] = [];
    const record = (reduced: Reduced, when: number) =>
      events.push({ type: reduced.event.type, at: when, data: reduced.event.data });
    const first = reduce(null, { act: 'file', at: from, by: 'p', data: { parties } }, definition, calendar);
    record(first, from);
    let state = first.state;
    const states = [state];
    let now = from;
    for (const { wait, act, body, verdict, outcome, dissentHandled, days, isReasoned } of wishes) {
      now += wait * MINUTE;
      const settled = settle(state, definition, calendar, now);
      settled.settled.forEach((each) => record(each, each.at));
      state = settled.state;
      const all: Record<string, ActData> = {
        opinion: { body, verdict },
        decide: { outcome, dissentHandled },
        pause: { reason: 'hearing', days },
        extend: { days },
        'request-correction': { items: [null], isReasoned },
      };
      try {
        const next = reduce(state, { act, at: now, by: 'p', data: all[act] ?? {} }, definition, calendar);
        record(next, now);
        state = next.state;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        expect(REFUSALS).toContain(error.code);
      }
      states.push(state);
    }
    return { definition, events, state, states, now };
  }
  const hold = (law: (life: ReturnType<typeof live>) => void) =>
    fc.assert(
      fc.property(lives, (life) => law(live(life))),
      { numRuns: 150 },
    );

  it('settling twice is settling once', () => {
    hold(({ definition, state, now }) => {
      const once = settle(state, definition, calendar, now).state;
      const twice = settle(once, definition, calendar, now);
      expect(twice.settled).toEqual([]);
      expect(twice.state).toBe(once);
    });
  });

  it('a case has never two decisions, two acceptances or two ends', () => {
    hold(({ events }) => {
      const count = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length;
      expect(count('case.decided.v1')).toBeLessThanOrEqual(1);
      expect(count('case.accepted.v1', 'case.deemed-accepted.v1', 'case.not-accepted.v1')).toBeLessThanOrEqual(1);
      expect(count('case.decided.v1', 'case.not-accepted.v1', 'case.withdrawn.v1')).toBeLessThanOrEqual(1);
    });
  });

  it('no grant passes over a dissent that it does not answer', () => {
    hold(({ events }) => {
      const dissents = events.some(({ data }) => data.verdict === 'DISAGREE');
      const grant = events.find(({ data }) => data.outcome === 'GRANT');
      if (dissents && grant) expect(grant.data.dissentHandled).toBe(true);
    });
  });

  it('no department answers twice, and no card of one colour falls twice', () => {
    hold(({ events }) => {
      const keys = events
        .filter(({ type }) => /opinion|carded|escalated/.test(type))
        .map(({ type, data }) => `${type} ${data.body ?? ''} ${data.level ?? ''}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('the instants stand in order, and a closed case has none', () => {
    hold(({ states }) => {
      for (const { instants, status } of states) {
        expect(instants.map((instant) => instant.at)).toEqual(instants.map((i) => i.at).sort((a, b) => a - b));
        if (available(status).length === 0) expect(instants).toEqual([]);
      }
    });
  });

  it('an open case always has a step that somebody owes, and a closed one none', () => {
    hold(({ states }) => {
      for (const state of states) expect(openSteps(state).length > 0).toBe(available(state.status).length > 0);
    });
  });

  it('the recorded events alone rebuild the state byte for byte', () => {
    hold(({ definition, events, state }) => {
      const actOf = (type: string) => LIFECYCLE.find(({ event }) => event === type)!.act;
      const replay = JSON.parse(JSON.stringify(events)) as Recorded[];
      const rebuilt = replay.reduce<CaseState | null>((before, { type, at: when, data }) => {
        const act: Act = { act: actOf(type), at: when, by: 'replay', data };
        return reduce(before, act, definition, calendar).state;
      }, null);
      expect(JSON.stringify(rebuilt)).toBe(JSON.stringify(state));
    });
  });

  it('a state is plain JSON: what the database gives back is what was put in', () => {
    hold(({ state }) => expect(JSON.parse(JSON.stringify(state))).toEqual(state));
  });
});

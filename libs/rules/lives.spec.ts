// Laws over random lives of cases: people do what is offered, and now and then what is not, while time passes.
import * as fc from 'fast-check';
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { settle } from './due';
import { LIFECYCLE, phaseOf, transition, type ActName, type PersonAct } from './lifecycle';
import { offered, reduce, type Act, type ActData, type Reduced } from './reduce';
import { Refusal } from './refusal';
import { type CaseState } from './state';

const permit = permitFor('dept:civil-defence', 'dept:fire', 'dept:water');
const parties = partiesTo(permit);
const openSteps = (state: CaseState) => state.steps.filter(({ endedAt }) => endedAt === null);

const REFUSALS = [
  ...['ACT_OUT_OF_TURN', 'STEP_NOT_OPEN', 'DISSENT_UNANSWERED', 'CORRECTION_UNREASONED', 'SPECIAL_OPEN'],
  ...['CLOCK_ALREADY_PAUSED', 'CLOCK_NOT_PAUSED', 'CLOCK_PAUSED_TOO_LATE', 'CLOCK_EXTENDED_TOO_LATE'],
  ...['EXTENSION_USED', 'EXTENSION_TOO_LONG'],
];

interface Recorded {
  type: string;
  at: number;
  data: ActData;
}
const MINUTE = 60_000;
const wish = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 8 * 1440 }), fc.constant(0)),
  /** One of what is offered, or an act that may be out of place. */
  pick: fc.noBias(fc.nat(1_000)),
  wild: fc.option(
    fc.constantFrom<PersonAct>('accept', 'opinion', 'decide', 'supplement', 'pause', 'resume', 'extend', 'revoke'),
    { freq: 8 },
  ),
  days: fc.integer({ min: 1, max: 12 }),
  isReasoned: fc.boolean(),
  verdict: fc.constantFrom('AGREE' as const, 'DISAGREE' as const),
  outcome: fc.constantFrom('GRANT' as const, 'REFUSE' as const),
  dissentHandled: fc.boolean(),
});
const lives = fc.record({
  wishes: fc.array(wish, { minLength: 4, maxLength: 24, size: 'max' }),
  from: fc.integer({ min: 0, max: 700 * 1440 }).map((minutes) => at('2025-01-02T00:00') + minutes * MINUTE),
  start: fc.constantFrom('RECEIPT' as const, 'ACCEPTANCE' as const),
  promised: fc.integer({ min: 1, max: 12 }),
  levels: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
});

/** Lives one life as the door does: settle, then the act; whatever is refused is left out. */
function live({ wishes, from, start, promised, levels }: typeof lives extends fc.Arbitrary<infer Life> ? Life : never) {
  const definition: Definition = {
    ...permit,
    start,
    promised: { value: promised, unit: 'workday' },
    extension: { value: 10, unit: 'workday' },
    escalation: [...levels].sort((a, b) => a - b).map((days) => ({ workdaysAfterDue: days, to: 'commission' })),
  };
  const events: Recorded[] = [];
  const moves: { act: ActName; before: CaseState | null; after: CaseState }[] = [];
  const record = (reduced: Reduced, when: number) => {
    const act = LIFECYCLE.find((row) => row.event === reduced.event.type)!.act;
    moves.push({ act, before: moves.at(-1)?.after ?? null, after: reduced.state });
    events.push({ type: reduced.event.type, at: when, data: reduced.event.data });
  };
  const first = reduce(null, { act: 'file', at: from, by: 'p', data: { parties } }, definition, calendar);
  record(first, from);
  let state = first.state;
  const states = [state];
  let now = from;
  for (const { wait, pick, wild, verdict, outcome, dissentHandled, days, isReasoned } of wishes) {
    now += wait * MINUTE;
    const settled = settle(state, definition, calendar, now);
    settled.settled.forEach((each) => record(each, each.at));
    state = settled.state;
    const act = wild ?? likely(offered(state, definition), pick);
    if (!act) break;
    const reviews = openSteps(state).filter(({ kind }) => kind === 'REVIEW');
    const body = (reviews[pick % reviews.length] ?? { body: 'dept:fire' }).body;
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
  return { definition, events, moves, state, states, now };
}
/** What ends a case early is seldom done; what opens the way is done often. */
function likely(acts: readonly PersonAct[], pick: number): PersonAct | undefined {
  const rare: readonly PersonAct[] = ['withdraw', 'refuse-acceptance', 'revoke'];
  const usual = acts.filter((act) => !rare.includes(act));
  const from = usual.length > 0 && pick % 5 > 0 ? usual : acts;
  return from[pick % from.length];
}
const hold = (law: (life: ReturnType<typeof live>) => void, numRuns = 150) =>
  fc.assert(
    fc.property(lives, (life) => law(live(life))),
    { numRuns },
  );

it('settling twice is settling once', () => {
  hold(({ definition, state, now }) => {
    const once = settle(state, definition, calendar, now).state;
    const twice = settle(once, definition, calendar, now);
    expect(twice.settled).toEqual([]);
    expect(twice.state).toBe(once);
  });
});

it('each act moves the clocks as the table says, and no other way', () => {
  const seen = new Set<string>();
  hold(({ moves }) => {
    for (const { act, before, after } of moves) {
      for (const [clock, ledger] of [
        ['acceptance', 'intake'],
        ['decision', 'clock'],
      ] as const) {
        const moved = after[ledger].slice(before?.[ledger].length ?? 0).map((entry) => entry.act);
        expect([act, clock, ...moved.filter((effect) => effect !== transition(act)[clock])]).toEqual([act, clock]);
        for (const effect of moved) seen.add(`${act} ${clock} ${effect}`);
      }
    }
  }, 1_000);
  // Nor does the table promise what never happens; what comes on the spot is not among these lives.
  const promised = LIFECYCLE.filter(({ act }) => act !== 'record').flatMap(({ act, acceptance, decision }) => [
    ...(acceptance ? [`${act} acceptance ${acceptance}`] : []),
    ...(decision ? [`${act} decision ${decision}`] : []),
  ]);
  expect(promised.filter((one) => !seen.has(one))).toEqual([]);
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
      if (phaseOf(status) === 'closed') expect(instants).toEqual([]);
    }
  });
});

it('an open case always has a step that somebody owes, and a closed one none', () => {
  hold(({ states }) => {
    for (const state of states) expect(openSteps(state).length > 0).toBe(phaseOf(state.status) !== 'closed');
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

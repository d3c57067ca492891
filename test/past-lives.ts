// Random past cases for the laws of simulation: people do what is offered, time passes, and the events are what the log would hold.
import * as fc from 'fast-check';
import { type Definition } from '#rules/definition';
import { settle } from '#rules/due';
import { type Act, type ActData } from '#rules/doing';
import { offered, reduce, type Reduced } from '#rules/reduce';
import { Refusal } from '#rules/refusal';
import { lifeOf, type RecordedEvent } from '#rules/past-life';
import { type CaseState } from '#rules/state';
import { at, calendar, partiesTo, permitFor } from './law';

const MINUTE = 60_000;
const REVIEWERS = ['dept:civil-defence', 'dept:fire', 'dept:water'];

const wish = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 8 * 1440 }), fc.constant(0)),
  pick: fc.noBias(fc.nat(1_000)),
  days: fc.integer({ min: 1, max: 12 }),
  verdict: fc.constantFrom('AGREE' as const, 'AGREE' as const, 'DISAGREE' as const),
  outcome: fc.constantFrom('GRANT' as const, 'REFUSE' as const),
});

const plans = fc.record({
  wishes: fc.array(wish, { minLength: 4, maxLength: 24, size: 'max' }),
  from: fc.integer({ min: 0, max: 700 * 1440 }).map((minutes) => at('2025-01-02T00:00') + minutes * MINUTE),
  start: fc.constantFrom('RECEIPT' as const, 'ACCEPTANCE' as const),
  promised: fc.integer({ min: 1, max: 12 }),
  statutory: fc.integer({ min: 3, max: 25 }),
  acceptance: fc.integer({ min: 2, max: 8 }),
  publicity: fc.constantFrom(null, { value: 3, unit: 'workday' as const }),
  reviewers: fc.subarray(REVIEWERS),
  levels: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
});
type Plan = typeof plans extends fc.Arbitrary<infer One> ? One : never;

/** A random past case: the rules it was filed under, its life, and an instant behind its last act. */
export const pastLives = plans.map(lived);

function lived({ wishes, from, levels, ...plan }: Plan) {
  const definition: Definition = {
    ...permitFor(...plan.reviewers),
    start: plan.start,
    promised: { value: plan.promised, unit: 'workday' },
    statutory: { value: plan.statutory, unit: 'workday' },
    acceptance: { value: plan.acceptance, unit: 'workday' },
    publicity: plan.publicity,
    extension: { value: 10, unit: 'workday' },
    escalation: [...levels].sort((a, b) => a - b).map((days) => ({ workdaysAfterDue: days, to: 'commission' })),
  };
  const events: RecordedEvent[] = [];
  const record = ({ state, event }: Reduced, when: number) => {
    events.push({ type: event.type, at: when, actor: 'p', data: event.data });
    return state;
  };
  const data = { parties: partiesTo(definition), delegation: 'a document' };
  let state = record(reduce(null, { act: 'file', at: from, by: 'p', data }, definition, calendar), from);
  let now = from;
  for (const { wait, ...one } of wishes) {
    now += wait * MINUTE;
    state = settle(state, definition, calendar, now).settled.reduce((_, each) => record(each, each.at), state);
    const act = actOf(state, definition, one, now);
    if (!act) break;
    try {
      state = record(reduce(state, act, definition, calendar), now);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return {
    definition,
    life: lifeOf('16-1', JSON.parse(JSON.stringify(events)) as RecordedEvent[]),
    until: now + MINUTE,
  };
}

/** What an office of the years before knew: the plain way, and what art. 32, 42 and 45 add to it. */
const KNOWN: readonly string[] = [
  ...['accept', 'refuse-acceptance', 'request-correction', 'supplement', 'opinion', 'object', 'pause', 'resume'],
  ...['extend', 'decide', 'withdraw', 'revoke'],
];

/** What ends a case early is seldom done. */
function actOf(
  state: CaseState,
  definition: Definition,
  { pick, days, verdict, outcome }: Omit<Plan['wishes'][number], 'wait'>,
  now: number,
): Act | null {
  const acts = offered(state, definition).filter((act) => KNOWN.includes(act));
  const usual = acts.filter((act) => !['withdraw', 'refuse-acceptance', 'revoke', 'object'].includes(act));
  const from = usual.length > 0 && pick % 9 > 0 ? usual : acts;
  const act = from[pick % from.length];
  if (!act) return null;
  const open = state.steps.filter(({ kind, endedAt }) => kind === 'REVIEW' && endedAt === null);
  const all: Record<string, ActData> = {
    opinion: { body: open[pick % open.length]?.body ?? 'dept:fire', verdict },
    decide: { outcome, dissentHandled: true, objectionsHandled: true },
    pause: { reason: 'hearing', days },
    extend: { days: Math.min(days, 10) },
    'request-correction': { items: [null], isReasoned: true },
  };
  return { act, at: now, by: 'p', data: all[act] ?? {} };
}

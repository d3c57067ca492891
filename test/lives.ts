// Random lives of cases: people do what is offered, and now and then what is not, while time passes. Lived as the door does.
import * as fc from 'fast-check';
import { type Definition } from '#rules/definition';
import { type ActData } from '#rules/doing';
import { settle } from '#rules/due';
import { LIFECYCLE, type ActName, type PersonAct } from '#rules/lifecycle';
import { offered, reduce, type Reduced } from '#rules/reduce';
import { Refusal } from '#rules/refusal';
import { type CaseState, type Paper, type Parties } from '#rules/state';
import { openSteps, openWork } from '#rules/steps';
import { addWorkdays, civilDateOf } from '#rules/workday';
import { at, calendar, partiesTo, permitFor } from './law';

const MINUTE = 60_000;
const permit = permitFor('dept:civil-defence', 'dept:fire', 'dept:water');

/** One moment at which somebody does something, or tries. */
export interface Wish {
  wait: number;
  /** One of what is offered, or an act that may be out of place. */
  pick: number;
  wild: PersonAct | null;
  days: number;
  isTrue: boolean;
  verdict: 'AGREE' | 'DISAGREE';
  outcome: 'GRANT' | 'REFUSE';
}

const oftenFirst = <A, B>(often: A, seldom: B) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: fc.constant(seldom) });

const wish: fc.Arbitrary<Wish> = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 8 * 1440 }), fc.constant(0)),
  pick: fc.noBias(fc.nat(1_000)),
  wild: fc.oneof(
    { weight: 7, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...LIFECYCLE.filter(({ by }) => by === 'person').map(({ act }) => act as PersonAct)),
    },
  ),
  days: fc.integer({ min: 1, max: 12 }),
  isTrue: oftenFirst(true, false),
  verdict: oftenFirst('AGREE' as const, 'DISAGREE' as const),
  outcome: oftenFirst('GRANT' as const, 'REFUSE' as const),
});

const workdays = (value: number) => ({ value, unit: 'workday' as const });
const maybe = (from: number, to: number) => fc.option(fc.integer({ min: from, max: to }), { freq: 2 });

/** What a life is made of: an item of some shape, the instant of filing, and what people wish. */
export const lives = fc.record({
  wishes: fc.array(wish, { minLength: 8, maxLength: 36, size: 'max' }),
  from: fc.integer({ min: 0, max: 700 * 1440 }).map((minutes) => at('2025-01-02T00:00') + minutes * MINUTE),
  start: fc.constantFrom('RECEIPT' as const, 'ACCEPTANCE' as const),
  promised: fc.integer({ min: 1, max: 12 }),
  levels: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  reviewers: fc.integer({ min: 0, max: 3 }),
  hasPreReview: fc.boolean(),
  fourEyes: oftenFirst(false, true),
  hasCertificate: fc.boolean(),
  validity: fc.option(fc.constantFrom(35, 100), { freq: 3 }),
  lateMaterial: maybe(1, 10),
  delivery: maybe(1, 10),
  reminder: maybe(1, 3),
  publicity: maybe(1, 8),
  within: maybe(1, 6),
  silence: maybe(1, 8),
  onPromise: maybe(1, 8),
});
type Shape = typeof lives extends fc.Arbitrary<infer Life> ? Life : never;

function itemOf(shape: Shape): Definition {
  const { start, promised, levels, hasPreReview, hasCertificate, reminder } = shape;
  const validity = shape.validity === null ? null : { value: shape.validity, unit: 'day' as const };
  const limit = (value: number | null) => value && workdays(value);
  return {
    ...permit,
    start,
    promised: workdays(promised),
    extension: workdays(10),
    reviewers: permit.reviewers.slice(3 - shape.reviewers).map((reviewer) => ({
      ...reviewer,
      within: limit(shape.within) || null,
      silence: (reviewer.body === 'dept:water' && limit(shape.silence)) || null,
    })),
    fourEyes: shape.fourEyes,
    preReview: hasPreReview ? { body: 'park:caohejing', within: workdays(5) } : null,
    lateMaterial: limit(shape.lateMaterial) || null,
    delivery: limit(shape.delivery) || null,
    reminder,
    // Beside all else that an item may have, though the seeds allow it to few.
    onPromise: shape.onPromise === null ? null : { check: workdays(shape.onPromise), fix: workdays(9) },
    publicity: limit(shape.publicity) || null,
    certificate: hasCertificate
      ? { name: { zh: '证', en: 'Certificate' }, type: 'T', fields: ['/projectName'], validity }
      : null,
    escalation: [...levels]
      .sort((a, b) => a - b)
      .map((days, n) => ({ workdaysAfterDue: days, to: n === 0 ? 'commission' : 'dept:construction' })),
  };
}

/** An event as the record keeps it, with whoever acted. */
export interface Recorded {
  type: string;
  at: number;
  by: string;
  data: ActData;
}

/** A life that was lived. */
export interface Life {
  definition: Definition;
  parties: Parties;
  events: Recorded[];
  moves: { act: ActName; before: CaseState | null; after: CaseState }[];
  refused: string[];
  state: CaseState;
  states: CaseState[];
  now: number;
}

/** Lives one life as the door does: settle, the act, settle; whatever is refused is left out. */
export function live(shape: Shape): Life {
  const definition = itemOf(shape);
  const parties = { ...partiesTo(definition), ...(definition.preReview && { preReviewer: definition.preReview.body }) };
  const [events, moves, refused, states]: [Recorded[], Life['moves'], string[], CaseState[]] = [[], [], [], []];
  let now = shape.from;
  const record = (reduced: Reduced, when: number, by: string) => {
    const { act } = LIFECYCLE.find((row) => row.event === reduced.event.type)!;
    moves.push({ act, before: moves.at(-1)?.after ?? null, after: reduced.state });
    events.push({ type: reduced.event.type, at: when, by, data: reduced.event.data });
    state = reduced.state;
  };
  const passTime = () => settle(state, definition, calendar, now).settled.forEach((one) => record(one, one.at, 'time'));
  const act = (name: ActName, by: string, data: ActData) =>
    record(reduce(moves.length === 0 ? null : state, { act: name, at: now, by, data }, definition, calendar), now, by);
  let state = undefined as unknown as CaseState;
  act('file', 'p0', { parties });
  states.push(state);
  for (const one of shape.wishes) {
    // After a grant little happens for long.
    now += one.wait * MINUTE * (moves.at(-1)?.after.status === 'GRANTED' && one.pick % 3 === 0 ? 10 : 1);
    passTime();
    if (state.certificate === 'ORDERED') act(one.pick % 2 === 0 ? 'certify' : 'fail-work', 'machine', {});
    const name = one.wild ?? likely(offered(state, definition), one.pick);
    try {
      act(name, `person:p${1 + (one.pick % 9)}`, dataOf(name, one, state, now));
      passTime();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(error.code);
    }
    states.push(state);
  }
  return { definition, parties, events, moves, refused, state, states, now };
}

/** What ends a case early, or changes nothing, is seldom done; what opens the way is done often. */
const RARE: readonly PersonAct[] = [
  ...(['withdraw', 'refuse-acceptance', 'not-required', 'no-jurisdiction', 'revoke-card'] as const),
  ...(['message', 'site-check', 'tell-interested', 'tell-hearing', 'notice-hearing', 'convene-experts'] as const),
  ...(['recirculate', 'close-review', 'revoke', 'surrender-licence', 'withdraw-licence', 'confirm-promise'] as const),
  ...(['recirculate', 'close-review', 'revoke', 'surrender-licence', 'withdraw-licence'] as const),
  ...(['claim', 'release', 'reassign'] as const),
];
/** What leads where few lives would come. */
const OPENS: readonly PersonAct[] = [
  ...(['retry-work', 'close-review', 'decide-reconsideration', 'decide'] as const),
  ...(['decide-on-promise', 'order-fix', 'revoke-on-promise', 'repair-credit'] as const),
];

function likely(acts: readonly PersonAct[], pick: number): PersonAct {
  const [opens] = OPENS.filter((act) => acts.includes(act));
  if (opens && pick % 5 === 0) return opens;
  const usual = acts.filter((act) => !RARE.includes(act));
  const from = usual.length > 0 && pick % 4 > 0 ? usual : acts;
  return from[pick % from.length] ?? 'message';
}

/** A paper that the case may have; of a refusal the one that tells of it. */
const paperOf = ({ status, endedAt, receivedAt }: CaseState, isNewest: boolean): Paper =>
  isNewest && endedAt !== null
    ? { id: `${status}/${endedAt}`, kind: 'written-decision', issuedOn: civilDateOf(endedAt) }
    : { id: 'receipt', kind: 'receipt', issuedOn: civilDateOf(receivedAt) };

function dataOf(
  act: PersonAct,
  { pick, days, isTrue, verdict, outcome }: Wish,
  state: CaseState,
  now: number,
): ActData {
  const body = (kind: 'REVIEW' | 'EXPERT', other: string) => {
    const open = openSteps(state, kind);
    return (open[pick % open.length] ?? { body: other }).body;
  };
  const work = openWork(state);
  const desk = {
    step: work[pick % work.length]?.id ?? 'none',
    ...(!isTrue && { inPlaceOf: `person:p${1 + (days % 9)}` }),
  };
  const answered = isTrue && { dissentHandled: true, objectionsHandled: true, hearingHandled: true };
  const all: Partial<Record<PersonAct, ActData>> = {
    'accept-conditionally': { items: [null] },
    'request-correction': { items: ['/contactPhone'], ...(isTrue && { isReasoned: true }) },
    'report-up': { verdict },
    opinion: { body: body('REVIEW', 'dept:fire'), verdict },
    recirculate: { bodies: [['dept:fire', 'dept:water', 'dept:health'][pick % 3]!] },
    'site-check': { officers: isTrue ? ['p1', 'p2'] : ['p1'] },
    'tell-interested': { days },
    'notice-hearing': { on: addWorkdays(calendar, civilDateOf(now), days + 5).on, chair: `p${1 + (pick % 9)}` },
    'convene-experts': { experts: ['expert:a', 'expert:b', 'expert:c'].slice(isTrue ? 0 : 1), days },
    score: { body: body('EXPERT', 'expert:a'), score: pick % 101 },
    recuse: { body: body('EXPERT', 'expert:a') },
    pause: { reason: 'inspection', days },
    extend: { days },
    propose: { outcome, basis: 'b' },
    decide: { outcome, basis: 'b', ...answered },
    deliver: { method: 'POST' },
    'decide-renewal': { outcome },
    'decide-reconsideration': { ruling: isTrue ? 'REMANDED' : 'UPHELD' },
    'correct-certificate': { items: [isTrue ? '/projectName' : '/contactPhone'] },
    'withdraw-licence': { ground: isTrue ? 'LAW_CHANGED' : 'CIRCUMSTANCES_CHANGED' },
    'order-fix': { days },
    'answer-supervision': { on: addWorkdays(calendar, civilDateOf(now), days).on },
    'close-supervision': {
      finding: isTrue ? 'ACCEPTED' : 'NOT_ACCEPTED',
      body: (openSteps(state, 'SUPERVISION')[0] ?? { body: 'commission' }).body,
    },
    serve: { papers: [paperOf(state, isTrue)], method: 'POST', on: civilDateOf(now) },
    'acknowledge-receipt': { papers: [paperOf(state, isTrue)], method: 'ONLINE' },
    claim: desk,
    release: desk,
    reassign: { ...desk, assignee: `person:p${1 + ((pick + days) % 9)}` },
    'revoke-card': { card: isTrue ? 'YELLOW' : 'RED' },
    file: { parties: partiesTo(permit) },
  };
  return all[act] ?? {};
}

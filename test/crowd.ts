// A crowd: the seeded people of some parks, who do on many cases at once whatever is theirs to do, at a real door.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedActs, bodiesConcerned, roleOfStep, stepsOf, type Mandate, type Role } from '#rules/access';
import { type Definition } from '#rules/definition';
import { joint } from '#rules/joint';
import { type PersonAct } from '#rules/lifecycle';
import { standingCard } from '#rules/cards';
import { ALWAYS_FREE } from '#rules/reduce';
import { type CaseState } from '#rules/state';
import { addWorkdays, civilDateOf } from '#rules/workday';
import { type Chance } from './chance';
import { calendar } from './law';
import { exampleOf, personId } from './story';

interface Seeded {
  people: { id: string; user: string; mandates: { role: Role; body: string; to: string | null }[] }[];
}
const { people } = JSON.parse(readFileSync(join(__dirname, '../seeds/people.json'), 'utf8')) as Seeded;
const USERS = people.map(({ id, user, mandates }) => ({
  user,
  mandates: mandates
    .filter(({ to }) => to === null)
    .map(({ role, body }): Mandate => ({ role, body, holder: `person:${id}` })),
}));

/** A case as it stands, read for the whole crowd at once. */
export interface Standing {
  number: string;
  item: string;
  state: CaseState;
  definition: Definition;
  /** Its instruments by id, oldest first. */
  papers: readonly string[];
}

/** Standings of the cases on which something may still be done; to be narrowed by `AND …`. */
export const STANDING = `
  SELECT number, item, state, definition,
    ARRAY(SELECT i.id FROM cases.instrument i WHERE i.case_number = c.number ORDER BY i.event_no) AS papers
  FROM cases.approval_case c
  WHERE (state->'endedAt' = 'null' OR state->>'status' IN ('GRANTED', 'REVOKED', 'REFUSED', 'NOT_ACCEPTED'))`;

/** Something that somebody does next. */
export interface Deed {
  user: string;
  act: PersonAct;
  body: Record<string, unknown>;
  key: string;
}

/** What ends a case, or leads aside: done now and then. */
const RARE: readonly PersonAct[] = [
  ...([
    'withdraw',
    'refuse-acceptance',
    'not-required',
    'no-jurisdiction',
    'revoke',
    'revoke-card',
    'withdraw-licence',
    'surrender-licence',
    'correct-certificate',
  ] as const),
  ...(['site-check', 'tell-interested', 'tell-hearing', 'notice-hearing', 'convene-experts', 'message'] as const),
  ...(['pause', 'extend', 'object', 'claim', 'release', 'reassign'] as const),
];

/** What one of those who may do something does on a case, often what is `awaited`; null = nobody does anything now. */
export function deedOn(
  standing: Standing,
  now: number,
  chance: Chance,
  awaited: readonly PersonAct[] = [],
): Deed | null {
  const { state, definition } = standing;
  const bodies = [...bodiesConcerned(state.parties), 'commission'];
  const able = USERS.filter(({ mandates }) => mandates.some(({ body }) => bodies.includes(body))).flatMap(
    ({ user, mandates }) => allowedActs(mandates, state, definition).map((act) => ({ user, mandates, act })),
  );
  const usual = able.filter(({ act }) => !RARE.includes(act));
  const wanted = able.filter(({ act }) => awaited.includes(act));
  const likely = usual.length > 0 && chance.holds(0.75) ? usual : able;
  const from = wanted.length > 0 && chance.holds(0.5) ? wanted : likely;
  if (from.length === 0) return null;
  const { user, mandates, act } = chance.holds(0.03)
    ? { ...chance.of(able), act: chance.of(ALWAYS_FREE) }
    : chance.of(from);
  const body = bodyOf(act, standing, mandates, now, chance);
  return body && { user, act, body, key: randomUUID() };
}

const ON_DESKS: readonly PersonAct[] = ['claim', 'release', 'reassign'];

function bodyOf(
  act: PersonAct,
  { item, state, papers }: Standing,
  mandates: readonly Mandate[],
  now: number,
  chance: Chance,
): Record<string, unknown> | null {
  const text = '依据现有材料';
  const paper = papers.at(-1) ?? 'none';
  const verdict = chance.holds(0.8) ? 'AGREE' : 'DISAGREE';
  const form = { ...exampleOf(item) };
  // Whoever sits in two departments says for which, and whoever could have several steps on the desk which one.
  const [own] = stepsOf('opinion', mandates, state);
  const desk = ON_DESKS.includes(act) ? chance.of(stepsOf(act, mandates, state)) : undefined;
  const colleagues = USERS.filter(
    (one) => desk && one.mandates.some(({ role, body }) => role === roleOfStep(desk) && body === desk.body),
  );
  const { dissent } = joint(state.steps);
  const answered = state.parties.reviewers.filter(
    (body) => !state.steps.some((step) => step.body === body && step.kind === 'REVIEW' && step.endedAt === null),
  );
  const answers = {
    ...(dissent.length > 0 && { dissentHandling: text }),
    ...(state.steps.some(({ kind }) => kind === 'OBJECTION') && { objectionHandling: text }),
    ...(state.steps.some(({ kind }) => kind === 'HEARING') && { hearingHandling: text }),
  };
  const decision = chance.holds(0.8)
    ? { outcome: 'GRANT', ...answers }
    : { outcome: 'REFUSE', reasons: text, remedies: text, ...answers, dissentHandling: undefined };
  const bodies: Partial<Record<PersonAct, Record<string, unknown>>> = {
    accept: {},
    'accept-conditionally': { items: [{ text }] },
    'bring-late-material': { form },
    'not-required': { reasons: text },
    'no-jurisdiction': { properBody: '上海市水务局' },
    'refuse-acceptance': { reasons: text },
    'request-correction': { items: [{ text }], reason: text },
    supplement: { form },
    'report-up': { verdict, text },
    opinion: { verdict, text, ...(own && { body: own.body }) },
    recirculate: { bodies: answered.slice(0, 1), reason: text },
    'close-review': { reason: text },
    'site-check': { officers: [personId('review.fire'), personId('review.water')], findings: text },
    object: { text },
    'tell-interested': { parties: text, matter: text, days: 1 + chance.under(5) },
    'hear-interested': { party: text, statement: text },
    'tell-hearing': { matter: text },
    'ask-hearing': {},
    'notice-hearing': {
      on: addWorkdays(calendar, civilDateOf(now), 8 + chance.under(5)).on,
      place: text,
      chair: personId('check.caohejing'),
    },
    'record-hearing': { record: text, confirmedBy: text },
    'convene-experts': { experts: ['expert:e01', 'expert:e02', 'expert:e03'], basis: text, days: 1 + chance.under(9) },
    score: { score: chance.under(101), text },
    recuse: { reason: text },
    pause: { reason: 'inspection', basis: text, days: 1 + chance.under(9) },
    resume: {},
    extend: { days: 1 + chance.under(9), reason: text, approvedBy: text },
    propose: { outcome: 'GRANT', opinion: text },
    decide: decision,
    withdraw: {},
    deliver: { method: 'POST' },
    'retry-work': {},
    revoke: { reasons: text },
    'revoke-card': { card: standingCard(state, 'RED') ? 'RED' : 'YELLOW', reason: text },
    'answer-supervision': { measures: text, on: addWorkdays(calendar, civilDateOf(now), 1 + chance.under(3)).on },
    'close-supervision': { finding: chance.holds(0.8) ? 'ACCEPTED' : 'NOT_ACCEPTED', reason: text },
    'ask-reconsideration': { reasons: text },
    'decide-reconsideration': {
      ruling: chance.holds(0.5) ? 'REMANDED' : 'UPHELD',
      document: '沪府复决字〔2034〕1号',
      reasons: text,
    },
    'ask-renewal': {},
    'decide-renewal':
      decision.outcome === 'GRANT' ? { outcome: 'GRANT' } : { outcome: 'REFUSE', reasons: text, remedies: text },
    'ask-correction': { text },
    'correct-certificate': { fields: [], reason: text },
    'refuse-correction': { reasons: text, remedies: text },
    'surrender-licence': {},
    'withdraw-licence': { ground: 'LAW_CHANGED', reasons: text, compensation: text },
    'give-promise': { promise: text },
    'decide-on-promise': {},
    'confirm-promise': { findings: text },
    'order-fix': { findings: text, fix: text, days: 1 + chance.under(10) },
    'report-fix': { report: text },
    'revoke-on-promise': { reasons: text },
    'repair-credit': { reason: text },
    claim: { step: desk?.id },
    release: { step: desk?.id, reason: text },
    reassign: {
      step: desk?.id,
      ...(colleagues.length > 0 && { to: personId(chance.of(colleagues).user) }),
      reason: text,
    },
    serve: { instrument: paper, method: 'POST', on: civilDateOf(now), receiver: text },
    'acknowledge-receipt': { instrument: paper },
    message: { text },
  };
  return bodies[act] ?? null;
}

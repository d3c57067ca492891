// A case as a person may see it: state, three dates with every day explained, and what may be done next.
import { type CaseView, type ClockView, type DateView } from '#contracts/cases.dto';
import { wireInstant } from '#platform/wire-instant';
import { allowedActs, maySeeCredit, stepsOf } from '#rules/access';
import { copiesDueOn } from '#rules/copies';
import { openObjections, publicityEnd } from '#rules/publicity';
import { actsWithin, readClock, type Limit } from '#rules/clock';
import { joint } from '#rules/joint';
import { lastDayToAsk, termOf } from '#rules/licence';
import { askReconsiderationBy } from '#rules/reconsideration';
import { transition } from '#rules/lifecycle';
import { serviceOf } from '#rules/service';
import { panelOf } from '#rules/special';
import { type CaseState, type LegalDate } from '#rules/state';
import { stepDue } from '#rules/step-due';
import { type Calendar, civilDateOf } from '#rules/workday';
import { decisionBasis } from '../act/decision-basis';
import { judgePlan } from '../tracks/equity';
import { type AtTheDoorForPeople, brokenOf, type CaseEventRecord, type CaseRecord } from './record';

const maybe = (at: number | null) => (at === null ? null : wireInstant(at));
const date = ({ dueOn, dueAt, provisional }: LegalDate): DateView => ({
  dueOn,
  dueAt: wireInstant(dueAt),
  provisional,
});

/** The view. `now` is business time at the door. */
export function toView(
  record: CaseRecord,
  door: Omit<AtTheDoorForPeople, 'timeline' | 'calendars'>,
  timeline: readonly CaseEventRecord[],
  calendar: Calendar,
  now: number,
): CaseView {
  const { state } = record;
  const isApplicant = door.mandates.some(({ role, body }) => role === 'APPLICANT' && body === state.parties.applicant);
  return {
    number: record.number,
    item: record.item,
    park: record.park,
    applicant: record.applicant,
    owner: record.owner,
    inNameOf: record.inNameOf,
    status: state.status,
    seq: record.seq,
    receivedAt: wireInstant(state.receivedAt),
    acceptedAt: maybe(state.acceptedAt),
    endedAt: maybe(state.endedAt),
    steps: stepViews(state, calendar, isApplicant),
    review: joint(state.steps),
    cards: cardsOf(state),
    decisionBasis: decisionBasis(state, door.form),
    proposal: state.proposal && !isApplicant ? { outcome: state.proposal.outcome, by: state.proposal.by } : null,
    hearing: state.hearing ?? null,
    experts: panelOf(state),
    escalation: Math.max(0, ...state.fired.map(({ act, level }) => (act === 'escalate' ? (level ?? 0) : 0))),
    clock: clockView(record, calendar, now),
    next: allowedActs(door.mandates, state, record.definition, brokenOf(door)).map((act) => {
      const steps = stepsOf(act, door.mandates, state);
      return { act, bodies: [...new Set(steps.map(({ body }) => body))], steps: steps.map(({ id }) => id) };
    }),
    check: checkView(record, door.form),
    publicity: publicityView(record, calendar),
    copies: copiesView(record, calendar),
    bundle: door.bundle,
    form: door.form ?? {},
    instruments: door.instruments.map((line) => ({ ...line, served: serviceOf(state, line.id) })),
    similar: door.similar.map((one) => ({ ...one, receivedAt: wireInstant(one.receivedAt) })),
    credit: creditView(record, door, timeline),
    certificate: state.certificate ?? null,
    licence: licenceView(record),
    round: state.round ?? 1,
    askReconsiderationBy: askReconsiderationBy(state, calendar)?.dueOn ?? null,
    timeline: timeline.map(hidden(state, isApplicant)).map((event) => ({
      ...event,
      effectiveAt: wireInstant(event.effectiveAt),
      recordedAt: wireInstant(event.recordedAt),
      texts: event.texts ?? {},
    })),
    now: wireInstant(now),
    timeIsMoved: door.ahead > 0,
  };
}

function stepViews(state: CaseState, calendar: Calendar, isApplicant: boolean): CaseView['steps'] {
  return state.steps.map((step) => {
    const { id, kind, body, outcome, openedAt, endedAt } = step;
    const due = stepDue(state, step, calendar);
    return {
      ...{ id, kind, body, outcome, openedAt: wireInstant(openedAt), endedAt: maybe(endedAt) },
      assignee: isApplicant ? null : (step.assignee ?? null),
      due: due && date(due),
    };
  });
}

/**
 * What is not for everybody who sees the case: while a panel sits nobody sees what one of its experts gave, for each scores alone; and
 * what is proposed to the office's own decider, or who of the office has what on the desk, is no answer to the applicant.
 */
function hidden(state: CaseState, isApplicant: boolean): (event: CaseEventRecord) => CaseEventRecord {
  const isBlind = panelOf(state)?.mean === null;
  return (event) => {
    if (isBlind && event.type === transition('score').event)
      return { ...event, data: { ...event.data, score: undefined }, texts: null };
    if (isApplicant && INTERNAL.includes(event.type)) return { ...event, data: {}, texts: null };
    return event;
  };
}

const INTERNAL = (['propose', 'claim', 'release', 'reassign'] as const).map((act) => transition(act).event);

function checkView({ state, definition }: CaseRecord, form: Record<string, unknown> | null): CaseView['check'] {
  if (definition.check === null) return null;
  // A past case may have come without its form: what was found in it is all there is.
  if (form === null) return state.check ? { ...state.check, findings: [] } : null;
  const { ruleSet, verdict, findings } = judgePlan(form, civilDateOf(state.receivedAt));
  return { ruleSet, verdict, findings };
}

function publicityView({ state, definition }: CaseRecord, calendar: Calendar): CaseView['publicity'] {
  const step = state.steps.findLast(({ kind }) => kind === 'PUBLICITY');
  if (!step || !definition.publicity) return null;
  return {
    from: wireInstant(step.openedAt),
    until: wireInstant(publicityEnd(step.openedAt, definition.publicity, calendar).dueAt),
    isOver: step.endedAt !== null,
    objections: openObjections(state),
  };
}

function licenceView({ state, definition }: CaseRecord): CaseView['licence'] {
  const term = termOf(state, definition);
  return term && { validFrom: term.validFrom, validTo: term.validTo, askBy: lastDayToAsk(term, definition) };
}

/** Entries of other cases as the record has them; of this one as it stands, for the record may have been read before the act. */
function creditView(
  { number, item, park, owner, state }: CaseRecord,
  { credit, mandates }: Pick<AtTheDoorForPeople, 'credit' | 'mandates'>,
  timeline: readonly CaseEventRecord[],
): CaseView['credit'] {
  if (!maySeeCredit(mandates, state.parties.applicant)) return [];
  const broken = timeline.find(({ type }) => type === transition('revoke-on-promise').event);
  const own = state.credit === 'STANDS' && broken ? [{ number, item, park, body: owner, at: broken.effectiveAt }] : [];
  const others = credit.filter((one) => one.number !== number).map(({ enteredAt: at, ...one }) => ({ ...one, at }));
  return [...others, ...own].map(({ at, ...one }) => ({ ...one, enteredAt: wireInstant(at) }));
}

function copiesView({ state, definition }: CaseRecord, calendar: Calendar): CaseView['copies'] {
  const dueOn = copiesDueOn(state, definition, calendar);
  if (dueOn === null) return null;
  const isSent = state.parties.copied !== undefined;
  return { to: definition.copies!.to, dueOn, isSent, onTime: isSent ? civilDateOf(state.receivedAt) <= dueOn : null };
}

function cardsOf(state: CaseState): CaseView['cards'] {
  return state.fired
    .filter(({ act }) => act === 'yellow-card' || act === 'red-card')
    .map(({ act, at, isRevoked = false }) => ({
      colour: act === 'red-card' ? 'RED' : 'YELLOW',
      at: wireInstant(at),
      isRevoked,
    }));
}

function clockView({ state, definition }: CaseRecord, calendar: Calendar, now: number): ClockView {
  const { acceptance, statutory, promised, due } = state.dates;
  // An ended case is looked at for years, beyond whatever calendar there is.
  const asOf = Math.min(now, state.endedAt ?? now);
  const reading = (limit: Limit, days: boolean) =>
    readClock({ limit, acts: actsWithin(limit, state.clock, calendar), asOf }, calendar, { days });
  const started = state.clock.length > 0;
  const dated = (at: LegalDate | null, limit: Limit) => {
    if (!at) return null;
    const { used, remaining, days = [] } = reading(limit, true);
    return { ...date(at), limit, used, remaining, days };
  };
  return {
    state: started ? reading(definition.statutory, false).state : 'not-started',
    acceptance: acceptance && date(acceptance),
    statutory: dated(statutory, definition.statutory),
    promised: dated(promised, definition.promised),
    due: due ? { ...date(due), basis: due.basis } : null,
    overdue: due !== null && asOf >= due.dueAt,
    days: started
      ? (reading(due?.basis === 'STATUTE' ? definition.statutory : definition.promised, true).days ?? [])
      : [],
  };
}

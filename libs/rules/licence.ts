// The life of a licence after its grant: renewal and silence about it (行政许可法 50), its end (70), withdrawal (8), and a certificate that
// shows something wrong. Years and months run by the calendar (民法典 200-202), the holder's thirty days too: they are no limit of the office.
import { orderedAnew, over, validUntil } from './certificate';
import { type Definition } from './definition';
import { type Doing, type Told } from './doing';
import { fire } from './ending';
import { Refusal } from './refusal';
import { type CaseState, type Instant, type Term } from './state';
import { close, demandStep, nextId, open, openStep } from './steps';
import { endOf } from './step-due';
import { civilDate, civilDateOf, dayNumber, dayStart, type CivilDate } from './workday';

/** Renewal is asked for at the latest so many days before the last day of validity (行政许可法 50). */
const ASK_BEFORE = 30;
/** The holder is reminded so many days before that; an assumption, no article says it. */
const REMIND_BEFORE = 60;

const dayAfter = (on: CivilDate, days: number): CivilDate => civilDate(dayNumber(on) + days);

/** How long what was granted is good; null = without an end, never granted, or its certificate was given elsewhere (past cases). */
export function termOf(
  { status, endedAt, term }: Pick<CaseState, 'status' | 'endedAt' | 'term'>,
  { certificate }: Pick<Definition, 'certificate'>,
): Term | null {
  if (term) return term;
  // Only a grant is followed by these.
  const wasGranted = ['GRANTED', 'EXPIRED', 'RECALLED', 'SURRENDERED', 'REVOKED'].includes(status);
  if (!wasGranted || endedAt === null || !certificate?.validity) return null;
  const validFrom = civilDateOf(endedAt);
  return { validFrom, validTo: validUntil(validFrom, certificate)!, n: 1 };
}

/** The last day on which renewal may be asked for; null where the item's own rules exclude it. */
export function lastDayToAsk({ validTo }: Term, { certificate }: Pick<Definition, 'certificate'>): CivilDate | null {
  return certificate?.notRenewable ? null : dayAfter(validTo, -ASK_BEFORE);
}

/** Art. 50: the holder asks. @throws Refusal `RENEWAL_TOO_LATE`, naming the last day */
export function renewalAsked({ state, act: { at }, definition }: Doing): undefined {
  const term = demandTerm(state, definition);
  const lastDay = lastDayToAsk(term, definition)!;
  if (civilDateOf(at) > lastDay) throw new Refusal('RENEWAL_TOO_LATE', { lastDay, validTo: term.validTo });
  const step = open(nextId(state, 'RENEWAL', 'renewal'), 'RENEWAL', state.parties.owner, at);
  state.steps.push({ ...step, until: term.validTo });
}

/** The body that decided renews or refuses. */
export function renewalDecided(doing: Doing): Told | undefined {
  const { state, act } = doing;
  if (!act.data.outcome) throw new Refusal('BAD_INPUT', { missing: 'outcome' });
  close(state, openStep(state, 'RENEWAL')!.id, act.at, act.data.outcome, act.by);
  return act.data.outcome === 'GRANT' ? renewed(doing) : undefined;
}

/** Nobody has decided before the licence would run out: it counts as renewed. */
export function deemedRenewed(doing: Doing): Told {
  const { state, act } = doing;
  close(state, demandStep(state, ['RENEWAL'], act.data).id, act.at, 'SILENCE');
  return renewed(doing);
}

/** The new time joins the old one without a day between, however long before its end it is given. */
function renewed({ state, act: { at }, definition }: Doing): Told {
  const { validFrom, validTo, n } = demandTerm(state, definition);
  const dueOn = validUntil(dayAfter(validTo, 1), definition.certificate!)!;
  state.term = { validFrom, validTo: dueOn, n: n + 1 };
  orderedAnew(state, at);
  return { until: { dueOn, provisional: false } };
}

/** The holder is told by which day to ask. */
export function renewalReminded({ state, act: { act, at, data }, definition }: Doing): Told {
  const dueOn = lastDayToAsk(demandTerm(state, definition), definition);
  fire(state, { act: act as Instant['act'], at, level: data.level ?? null });
  return dueOn === null ? {} : { dueOn };
}

/** Art. 70 (1): it has run out. */
export function licenceLapsed({ state, act: { at }, definition }: Doing): undefined {
  demandTerm(state, definition);
  over(state, at, 'EXPIRED');
}

/** Art. 8: for the public good, after the law or the circumstances changed. */
export function licenceWithdrawn({ state, act: { at, data } }: Doing): undefined {
  if (!data.ground) throw new Refusal('BAD_INPUT', { missing: 'ground' });
  over(state, at, 'RECALLED');
}

/** Art. 70: its holder does not want it any more. */
export function licenceSurrendered({ state, act: { at } }: Doing): undefined {
  over(state, at, 'SURRENDERED');
}

/** The holder says that the certificate shows something wrong. */
export function correctionAsked({ state, act: { at } }: Doing): undefined {
  state.steps.push(open(nextId(state, 'RECTIFICATION', 'rectification'), 'RECTIFICATION', state.parties.owner, at));
}

/** It shows nothing wrong. */
export function correctionRefused({ state, act: { at, by } }: Doing): undefined {
  close(state, openStep(state, 'RECTIFICATION')!.id, at, 'REFUSED', by);
}

/** It is made out anew, by what is right. @throws Refusal `FIELD_NOT_ON_CERTIFICATE` for what it does not show */
export function certificateCorrected({ state, act: { at, by, data }, definition }: Doing): undefined {
  const shown = definition.certificate!.fields;
  const other = (data.items ?? []).findIndex((pointer) => pointer === null || !shown.includes(pointer));
  if (other >= 0) throw new Refusal('FIELD_NOT_ON_CERTIFICATE', { shown }, `fields.${other}.field`);
  const asked = openStep(state, 'RECTIFICATION');
  if (asked) close(state, asked.id, at, 'CORRECTED', by);
  orderedAnew(state, at);
}

function demandTerm(state: CaseState, definition: Definition): Term {
  const term = termOf(state, definition);
  if (!term) throw new Refusal('NO_END_OF_VALIDITY');
  return term;
}

/** When a licence runs out, and when its holder is reminded. With renewal asked for, the step itself brings the silence. */
export function licenceInstants(state: Omit<CaseState, 'instants'>, definition: Definition): Instant[] {
  const term = state.status === 'GRANTED' ? termOf(state, definition) : null;
  if (!term || openStep(state, 'RENEWAL')) return [];
  // Who has asked, and was refused, knows.
  const hasAsked = state.steps.some(({ kind, until }) => kind === 'RENEWAL' && until === term.validTo);
  const askBy = hasAsked ? null : lastDayToAsk(term, definition);
  const remindOn = askBy && dayAfter(askBy, -REMIND_BEFORE);
  return [
    // One that is good for a shorter time needs no reminder: its end stands in the decision that was just read.
    ...(remindOn !== null && remindOn > term.validFrom
      ? [{ act: 'remind-renewal' as const, at: dayStart(remindOn), level: term.n }]
      : []),
    { act: 'lapse-licence', at: endOf(term.validTo), level: null },
  ];
}

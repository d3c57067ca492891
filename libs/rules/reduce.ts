// reduce(state, act) -> next state and the one event that records it. Pure: a case rebuilds from its events by the same function.
import { claimed, reassigned, released } from './assignment';
import { barTo } from './bars';
import { cardRevoked, marked } from './cards';
import { certified, revoked, workFailed, workRetried } from './certificate';
import { recirculated, reviewClosed } from './circulation';
import { copied } from './copies';
import { decided, delivered, proposed } from './decision';
import { type Definition } from './definition';
import { type Act, type ActData, type Heart, type Told } from './doing';
import { endedUndecided } from './ending';
import {
  hearingAnnounced,
  hearingAsked,
  hearingHeld,
  hearingTold,
  interestedHeard,
  interestedTold,
  rightLapsed,
} from './hearing';
import { datesOf, instantsOf } from './instants';
import {
  accepted,
  acceptedConditionally,
  correctionRequested,
  deemedAccepted,
  filed,
  lateMaterialBrought,
  noJurisdiction,
  notAccepted,
  notRequired,
  received,
  recorded,
  supplemented,
} from './intake';
import {
  certificateCorrected,
  correctionAsked,
  correctionRefused,
  deemedRenewed,
  licenceLapsed,
  licenceSurrendered,
  licenceWithdrawn,
  renewalAsked,
  renewalDecided,
  renewalReminded,
} from './licence';
import { available, isPersonAct, transition, type ActName, type PersonAct } from './lifecycle';
import { deemedAgreed, opinion, reportedUp, siteChecked } from './opinions';
import {
  creditRepaired,
  decidedOnPromise,
  fixLapsed,
  fixOrdered,
  fixReported,
  promiseConfirmed,
  promiseGiven,
  revokedOnPromise,
} from './promise';
import { objected, publicityEnded } from './publicity';
import { reconsiderationAsked, reconsidered } from './reconsideration';
import { Refusal } from './refusal';
import { served } from './service';
import { expertsConvened, extended, paused, recused, resumed, scored } from './special';
import { type CaseState } from './state';
import { escalated, supervised, supervisionAnswered, supervisionClosed } from './supervision';
import { workTold } from './work-told';
import { type Calendar } from './workday';

/** What the act made: the next state, and the event to record. */
export interface Reduced {
  state: CaseState;
  event: { type: string; data: ActData & Told };
}

/** The heart of each act. Total over the acts. */
const HEARTS: Readonly<Record<ActName, Heart>> = {
  file: filed,
  record: recorded,
  accept: accepted,
  'accept-conditionally': acceptedConditionally,
  'bring-late-material': lateMaterialBrought,
  'deem-accepted': deemedAccepted,
  'not-required': notRequired,
  'no-jurisdiction': noJurisdiction,
  'refuse-acceptance': notAccepted,
  'request-correction': correctionRequested,
  supplement: supplemented,
  copy: copied,
  'end-publicity': publicityEnded,
  'report-up': reportedUp,
  opinion,
  'deem-agreed': deemedAgreed,
  recirculate: recirculated,
  'close-review': reviewClosed,
  'site-check': siteChecked,
  object: objected,
  'tell-interested': interestedTold,
  'hear-interested': interestedHeard,
  'tell-hearing': hearingTold,
  'ask-hearing': hearingAsked,
  'notice-hearing': hearingAnnounced,
  'record-hearing': hearingHeld,
  'lapse-right': rightLapsed,
  'convene-experts': expertsConvened,
  score: scored,
  recuse: recused,
  pause: paused,
  resume: resumed,
  extend: extended,
  propose: proposed,
  decide: decided,
  deliver: delivered,
  withdraw: (doing) => endedUndecided(doing, 'WITHDRAWN'),
  certify: certified,
  'fail-work': workFailed,
  'retry-work': workRetried,
  'ask-renewal': renewalAsked,
  'decide-renewal': renewalDecided,
  'deem-renewed': deemedRenewed,
  'remind-renewal': renewalReminded,
  'lapse-licence': licenceLapsed,
  'ask-correction': correctionAsked,
  'correct-certificate': certificateCorrected,
  'refuse-correction': correctionRefused,
  'surrender-licence': licenceSurrendered,
  'withdraw-licence': licenceWithdrawn,
  'give-promise': promiseGiven,
  'decide-on-promise': decidedOnPromise,
  'confirm-promise': promiseConfirmed,
  'order-fix': fixOrdered,
  'report-fix': fixReported,
  'lapse-fix': fixLapsed,
  'revoke-on-promise': revokedOnPromise,
  'repair-credit': creditRepaired,
  revoke: revoked,
  'ask-reconsideration': reconsiderationAsked,
  'decide-reconsideration': reconsidered,
  'revoke-card': cardRevoked,
  'answer-supervision': supervisionAnswered,
  'close-supervision': supervisionClosed,
  serve: served,
  'acknowledge-receipt': served,
  claim: claimed,
  release: released,
  reassign: reassigned,
  remind: marked,
  'step-overdue': marked,
  'special-overrun': marked,
  'certificate-overdue': marked,
  'yellow-card': marked,
  'red-card': marked,
  supervise: supervised,
  escalate: escalated,
  // Dates and instants follow from the calendar alone.
  recalendar: () => undefined,
  // Words between applicant and officer change nothing in law; the event holds them.
  message: () => undefined,
};

/**
 * Applies one act. The result shares nothing with `before` that it changes.
 * @throws Refusal `ACT_OUT_OF_TURN` when the status does not allow the act, `STEP_NOT_OPEN` when the named body owes nothing now,
 * `BAD_INPUT` naming what the act lacks, a code of `bars.ts` when something else stands against it, and what the hearts name.
 */
export function reduce(before: CaseState | null, act: Act, definition: Definition, calendar: Calendar): Reduced {
  const row = transition(act.act);
  if (!row.from.includes(before?.status ?? 'NONE')) {
    throw new Refusal('ACT_OUT_OF_TURN', { act: act.act, status: before?.status ?? 'NONE' });
  }
  const bar = before && isPersonAct(act.act) ? barTo(act.act, before, definition) : null;
  if (bar !== null) throw new Refusal(bar);
  const state = before ? copy(before, act.at) : received(act, definition, calendar);
  const extra = HEARTS[act.act]({ state, act, definition, calendar }) ?? {};
  inPlace(before, state, act);
  state.dates = state.endedAt === null ? datesOf(state, definition, calendar) : state.dates;
  state.instants = instantsOf(state, definition, calendar);
  // On the spot the window has nothing to do: the machine records what was filed in the same commit.
  const work = definition.onTheSpot ? {} : workTold(act.act, before, state, act.data, calendar);
  return { state, event: { type: row.event, data: { ...act.data, ...extra, ...work } } };
}

/** Acts that move nothing and are open at any time: not offered as something to be done next. */
export const ALWAYS_FREE: readonly PersonAct[] = ['message', 'serve', 'acknowledge-receipt'];

/** The acts of people that move this case now, whoever asks: what its status has, less what is barred, and what moves nothing. */
export function offered(state: CaseState, definition: Definition, broken: readonly string[] = []): PersonAct[] {
  const isFree = (act: PersonAct) => !ALWAYS_FREE.includes(act) && barTo(act, state, definition, broken) === null;
  return available(state.status).filter(isFree);
}

/** What a deputy has ended counts as that of the officer too: who may not chair, or decide, is asked of both. */
function inPlace(before: CaseState | null, { steps }: CaseState, { by, data: { inPlaceOf } }: Act): void {
  if (inPlaceOf === undefined) return;
  const wasOpen = (id: string) => before?.steps.some((step) => step.id === id && step.endedAt === null);
  for (const step of steps) if (step.endedAt !== null && step.by === by && wasOpen(step.id)) step.inPlaceOf = inPlaceOf;
}

function copy(before: CaseState, at: number): CaseState {
  return {
    ...before,
    lastAt: Math.max(before.lastAt, at),
    steps: before.steps.map((step) => ({ ...step })),
    intake: [...before.intake],
    clock: [...before.clock],
    fired: [...before.fired],
  };
}

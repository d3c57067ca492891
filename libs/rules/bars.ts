// What stands against an act of people beside the status of the case: one reason by its code. The door refuses by it, `offered` leaves the
// act out, and screens say why not.
import { type Definition } from './definition';
import { joint } from './joint';
import { termOf } from './licence';
import { type PersonAct } from './lifecycle';
import { isFixOrdered } from './promise';
import { isShort } from './special';
import { isReconsidered } from './reconsideration';
import { type CaseState, type Step } from './state';
import { openStep, openWork } from './steps';

type Bar = (state: CaseState, definition: Definition, broken: readonly string[]) => string | null;

const unlessOpen =
  (kind: Step['kind'], code: string): Bar =>
  (state) =>
    openStep(state, kind) ? null : code;

const BARS: Partial<Record<PersonAct, Bar>> = {
  'accept-conditionally': (_, { lateMaterial }) => (lateMaterial ? null : 'LATE_MATERIAL_NOT_ALLOWED'),
  'bring-late-material': unlessOpen('LATE_MATERIAL', 'NO_LATE_MATERIAL'),
  'report-up': unlessOpen('PRE_REVIEW', 'NO_PRE_REVIEW'),
  recirculate: ({ steps }) => {
    const { of, awaited } = joint(steps);
    return of > awaited.length ? null : 'BODY_NOT_ANSWERED';
  },
  'close-review': ({ steps }) => (joint(steps).dissent.length > 0 ? null : 'NO_DISSENT'),
  object: unlessOpen('PUBLICITY', 'PUBLICITY_ENDED'),
  'hear-interested': unlessOpen('INTERESTED', 'NOBODY_INTERESTED'),
  'tell-hearing': (state) => (openStep(state, 'HEARING_RIGHT') || openStep(state, 'HEARING') ? 'HEARING_OPEN' : null),
  'ask-hearing': unlessOpen('HEARING_RIGHT', 'HEARING_NOT_OFFERED'),
  'notice-hearing': ({ hearing }) => (hearing ? 'HEARING_OPEN' : null),
  'record-hearing': ({ hearing }) => (hearing ? null : 'HEARING_NOT_ANNOUNCED'),
  // Further experts may join a panel that sits; beside any other special procedure there is none.
  'convene-experts': (state) => (openStep(state, 'SPECIAL') && !state.parties.experts ? 'CLOCK_ALREADY_PAUSED' : null),
  score: unlessOpen('EXPERT', 'NO_EXPERT_AWAITED'),
  recuse: unlessOpen('EXPERT', 'NO_EXPERT_AWAITED'),
  pause: (state) => (openStep(state, 'SPECIAL') ? 'CLOCK_ALREADY_PAUSED' : null),
  resume: (state) => {
    if (!openStep(state, 'SPECIAL')) return 'CLOCK_NOT_PAUSED';
    return openStep(state, 'EXPERT') || isShort(state) ? 'EXPERTS_AWAITED' : null;
  },
  extend: ({ clock }, { extension }) => {
    if (!extension) return 'EXTENSION_NOT_ALLOWED';
    return clock.some(({ act }) => act === 'extend') ? 'EXTENSION_USED' : null;
  },
  decide: (state, { fourEyes }) => {
    if (openStep(state, 'SPECIAL')) return 'SPECIAL_OPEN';
    if (openStep(state, 'HEARING_RIGHT') || openStep(state, 'HEARING')) return 'HEARING_OPEN';
    if (openStep(state, 'INTERESTED')) return 'INTERESTED_UNHEARD';
    return fourEyes && !state.proposal ? 'NOT_PROPOSED' : null;
  },
  propose: (_, { fourEyes }) => (fourEyes ? null : 'ONE_DECIDES'),
  deliver: unlessOpen('DELIVERY', 'NOTHING_TO_DELIVER'),
  'ask-renewal': (state, definition) => {
    if (!termOf(state, definition)) return 'NO_END_OF_VALIDITY';
    if (definition.certificate?.notRenewable) return 'RENEWAL_EXCLUDED';
    return openStep(state, 'RENEWAL') ? 'RENEWAL_OPEN' : null;
  },
  'decide-renewal': unlessOpen('RENEWAL', 'RENEWAL_NOT_ASKED'),
  'ask-correction': (state) => {
    if (state.certificate !== 'ISSUED') return 'NO_CERTIFICATE_YET';
    return openStep(state, 'RECTIFICATION') ? 'CORRECTION_ASKED' : null;
  },
  'correct-certificate': ({ certificate }) => (certificate === 'ISSUED' ? null : 'NO_CERTIFICATE_YET'),
  'refuse-correction': unlessOpen('RECTIFICATION', 'CORRECTION_NOT_ASKED'),
  'retry-work': ({ certificate }) => (certificate === 'FAILED' ? null : 'WORK_NOT_FAILED'),
  'ask-reconsideration': (state) => (isReconsidered(state) ? 'RECONSIDERATION_ASKED' : null),
  'decide-reconsideration': unlessOpen('RECONSIDERATION', 'RECONSIDERATION_NOT_ASKED'),
  'give-promise': (state, { onPromise }, broken) => {
    if (!onPromise) return 'PROMISE_NOT_OFFERED';
    if (openStep(state, 'PROMISE')) return 'PROMISE_GIVEN';
    return broken.length > 0 ? 'CREDIT_ENTRY_STANDS' : null;
  },
  'decide-on-promise': (state, _, broken) => {
    if (!openStep(state, 'PROMISE')) return 'NO_PROMISE';
    return broken.length > 0 ? 'CREDIT_ENTRY_STANDS' : null;
  },
  'confirm-promise': unlessOpen('PROMISE_CHECK', 'NOTHING_TO_CHECK'),
  'order-fix': (state) => {
    if (!openStep(state, 'PROMISE_CHECK')) return 'NOTHING_TO_CHECK';
    return isFixOrdered(state) ? 'FIX_ORDERED' : null;
  },
  'report-fix': unlessOpen('FIX', 'NOTHING_TO_FIX'),
  'revoke-on-promise': (state) => {
    if (!openStep(state, 'PROMISE_CHECK')) return 'NOTHING_TO_CHECK';
    return isFixOrdered(state) ? null : 'FIX_NOT_ORDERED';
  },
  'repair-credit': ({ credit }) => (credit === 'STANDS' ? null : 'NO_CREDIT_ENTRY'),
  'answer-supervision': unlessOpen('SUPERVISION', 'NO_SUPERVISION'),
  'close-supervision': unlessOpen('SUPERVISION', 'NO_SUPERVISION'),
  claim: (state) => {
    const work = openWork(state);
    if (work.length === 0) return 'NO_OPEN_WORK';
    return work.some(({ assignee }) => assignee === undefined) ? null : 'STEP_CLAIMED';
  },
  release: (state) => (openWork(state).some(({ assignee }) => assignee !== undefined) ? null : 'STEP_NOT_CLAIMED'),
  reassign: (state) => (openWork(state).length > 0 ? null : 'NO_OPEN_WORK'),
  'revoke-card': ({ fired }) =>
    fired.some(({ act, isRevoked }) => (act === 'yellow-card' || act === 'red-card') && !isRevoked)
      ? null
      : 'NO_SUCH_CARD',
};

/**
 * The code of what stands against an act now; null = nothing does. Its status is asked elsewhere. `broken` = the numbers of those cases of
 * the applicant whose broken promise stands in the credit record: known at the door and to the screens, not to the case.
 */
export function barTo(
  act: PersonAct,
  state: CaseState,
  definition: Definition,
  broken: readonly string[] = [],
): string | null {
  return BARS[act]?.(state, definition, broken) ?? null;
}

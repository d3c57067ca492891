// Who hears of an event (通知对象): for each act the circles it concerns, and the mandates that a circle means. Notices go by this alone.
import { roleOfStep, type Mandate } from './access';
import { LIFECYCLE, type ActName } from './lifecycle';
import { type Parties } from './state';
import { type ToldWork } from './doing';

/**
 * A circle of people: the applicant's own, the park's window, whoever decides, the commission, the bodies that receive a copy or supervise,
 * `WORK` = whoever may end the work that the event tells of (`steps.ts`), `ASSIGNEE` = the one officer of them who is given it, and `EXPERT` =
 * the one whom the body that decides releases from the panel.
 */
export type Circle = 'APPLICANT' | 'WINDOW' | 'OWNER' | 'COMMISSION' | 'COPIED' | 'WORK' | 'ASSIGNEE' | 'EXPERT';

/** Total over the acts: a new one is told to nobody only by saying so. */
const CIRCLES: Readonly<Record<ActName, readonly Circle[]>> = {
  file: ['APPLICANT', 'WORK'],
  'not-required': ['APPLICANT'],
  'no-jurisdiction': ['APPLICANT'],
  accept: ['APPLICANT', 'WORK'],
  'accept-conditionally': ['APPLICANT', 'WORK'],
  'bring-late-material': ['OWNER'],
  'refuse-acceptance': ['APPLICANT'],
  'request-correction': ['APPLICANT'],
  supplement: ['WORK'],
  'report-up': ['WORK'],
  opinion: ['WORK'],
  recirculate: ['WORK'],
  'close-review': ['WORK'],
  'site-check': ['OWNER'],
  object: ['APPLICANT', 'WORK'],
  'tell-interested': ['APPLICANT', 'WORK'],
  'hear-interested': ['APPLICANT', 'OWNER'],
  'tell-hearing': ['APPLICANT'],
  'ask-hearing': ['OWNER'],
  'notice-hearing': ['APPLICANT', 'WINDOW'],
  'record-hearing': ['APPLICANT'],
  'convene-experts': ['APPLICANT', 'WORK'],
  score: ['OWNER'],
  recuse: ['OWNER', 'EXPERT'],
  pause: ['APPLICANT'],
  resume: ['APPLICANT'],
  extend: ['APPLICANT'],
  propose: ['OWNER'],
  decide: ['APPLICANT', 'WINDOW'],
  withdraw: ['APPLICANT', 'WORK'],
  deliver: ['APPLICANT'],
  'retry-work': [],
  'ask-renewal': ['WORK'],
  'decide-renewal': ['APPLICANT', 'WINDOW'],
  'deem-renewed': ['APPLICANT', 'OWNER'],
  'remind-renewal': ['APPLICANT'],
  'lapse-licence': ['APPLICANT', 'OWNER'],
  'ask-correction': ['WORK'],
  'correct-certificate': ['APPLICANT'],
  'refuse-correction': ['APPLICANT'],
  'ask-reconsideration': ['WORK', 'OWNER'],
  'decide-reconsideration': ['APPLICANT', 'OWNER', 'WORK'],
  'surrender-licence': ['APPLICANT', 'OWNER'],
  'withdraw-licence': ['APPLICANT', 'WINDOW'],
  'give-promise': ['WORK', 'WINDOW'],
  'decide-on-promise': ['APPLICANT', 'WINDOW'],
  'confirm-promise': ['APPLICANT'],
  'order-fix': ['APPLICANT'],
  'report-fix': ['WORK'],
  'lapse-fix': ['APPLICANT', 'WORK'],
  'revoke-on-promise': ['APPLICANT', 'WINDOW'],
  'repair-credit': ['APPLICANT', 'WINDOW'],
  revoke: ['APPLICANT', 'WINDOW'],
  'revoke-card': ['OWNER'],
  claim: [],
  release: ['WORK'],
  reassign: ['ASSIGNEE'],
  message: ['APPLICANT', 'WINDOW', 'OWNER'],
  record: ['APPLICANT'],
  'deem-accepted': ['APPLICANT', 'WINDOW', 'WORK'],
  copy: ['COPIED'],
  'deem-agreed': ['WORK', 'OWNER'],
  'end-publicity': ['WORK'],
  'lapse-right': ['OWNER'],
  // Who hears widens from level to level: whose work it is, the whole office, the commission, the departments above.
  remind: ['WORK'],
  'step-overdue': ['WORK', 'OWNER'],
  'special-overrun': ['WORK', 'COMMISSION'],
  'certificate-overdue': ['OWNER', 'COMMISSION'],
  'yellow-card': ['WORK', 'OWNER', 'WINDOW'],
  'red-card': ['WORK', 'OWNER', 'WINDOW', 'COMMISSION'],
  supervise: ['WORK', 'OWNER', 'WINDOW', 'COMMISSION'],
  escalate: ['WORK', 'OWNER', 'WINDOW', 'COMMISSION', 'COPIED'],
  'answer-supervision': ['COMMISSION', 'COPIED'],
  'close-supervision': ['OWNER', 'WINDOW'],
  serve: ['APPLICANT'],
  'acknowledge-receipt': [],
  recalendar: ['APPLICANT', 'WORK'],
  certify: ['APPLICANT'],
  'fail-work': ['WORK'],
};

/** Time that presses the office, whoever's turn it is: an applicant is not told of it as of his own. */
const OF_THE_OFFICE: readonly ActName[] = ['remind', 'yellow-card', 'red-card', 'supervise', 'escalate'];

const ACT_OF = new Map(LIFECYCLE.map(({ event, act }) => [event, act]));

/** The act that an event records, by its type (`case.filed.v1`); undefined = none of ours. */
export function actOf(eventType: string): ActName | undefined {
  return ACT_OF.get(eventType);
}

/** The mandates whose holders hear of an event: `work`, `copiedTo` (bodies), `dates`, `assignee` and `expert` (a body) as it tells them. */
export function audienceOf(
  act: ActName,
  { applicant, window, owner }: Pick<Parties, 'applicant' | 'window' | 'owner'>,
  {
    work = [],
    copiedTo = [],
    dates,
    assignee,
    expert,
  }: {
    work?: readonly ToldWork[];
    copiedTo?: readonly string[];
    dates?: readonly unknown[];
    assignee?: string;
    expert?: string;
  },
): Mandate[] {
  // A card that a new calendar moves is no news while the date itself stands.
  if (act === 'recalendar' && dates?.length === 0) return [];
  const ofWork = work.flatMap(({ kind, body }) => {
    const role = roleOfStep({ kind, body });
    return role === null || (role === 'APPLICANT' && OF_THE_OFFICE.includes(act)) ? [] : [{ role, body }];
  });
  const mandates: Readonly<Record<Circle, readonly Mandate[]>> = {
    APPLICANT: [{ role: 'APPLICANT', body: applicant }],
    WINDOW: [{ role: 'WINDOW', body: window }],
    OWNER: [{ role: 'DECIDER', body: owner }],
    COMMISSION: [{ role: 'COMMISSION', body: 'commission' }],
    COPIED: copiedTo.flatMap((body) => [
      { role: 'REVIEWER', body },
      { role: 'DECIDER', body },
    ]),
    WORK: ofWork,
    EXPERT: expert === undefined ? [] : [{ role: 'EXPERT', body: expert }],
    ASSIGNEE: assignee === undefined ? [] : ofWork.map((one) => ({ ...one, holder: assignee })),
  };
  const all = CIRCLES[act].flatMap((circle) => mandates[circle]);
  return all.filter(
    (one, place) => all.findIndex(({ role, body }) => role === one.role && body === one.body) === place,
  );
}

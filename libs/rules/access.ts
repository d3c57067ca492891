// Who may do what, and who may see what: here alone. Guards, the door, lists and screens all ask this file.
import { type Definition } from './definition';
import { type PersonAct } from './lifecycle';
import { offered } from './reduce';
import { type CaseState, type Parties, type Step } from './state';
import { open, openWork } from './steps';

/** What a person may be. A mandate gives a role in one body for some days; the registry keeps them. */
export type Role = 'APPLICANT' | 'WINDOW' | 'REVIEWER' | 'EXPERT' | 'DECIDER' | 'HEAD' | 'COMMISSION' | 'OPERATOR';

/**
 * A role in a body, in force now: `{ role: 'REVIEWER', body: 'dept:fire' }`. `holder` = whose it is, as actors are written: one's own, or
 * that of an officer whose deputy one is today (代理); `recusedFrom` = that officer's own enterprises. Without a holder it tells what
 * a role may, and ends nothing that somebody has on the desk.
 */
export interface Mandate {
  role: Role;
  body: string;
  holder?: string;
  recusedFrom?: readonly string[];
}

/** Roles that a deputy may hold for an officer: an expert answers alone, and an applicant sends whom he likes. */
export const DEPUTED: readonly Role[] = ['WINDOW', 'REVIEWER', 'DECIDER', 'HEAD', 'COMMISSION'];

const holds = (mandates: readonly Mandate[], role: Role, body: string) =>
  mandates.some((mandate) => mandate.role === role && mandate.body === body);

/** Whose work a step is, by the role in the step's body; null = nobody's: time ends it. */
export const ROLE_OF_STEP: Readonly<Record<Step['kind'], Role | null>> = {
  ACCEPTANCE: 'WINDOW',
  CORRECTION: 'APPLICANT',
  LATE_MATERIAL: 'APPLICANT',
  PRE_REVIEW: 'REVIEWER',
  REVIEW: 'REVIEWER',
  SPECIAL: 'DECIDER',
  EXPERT: 'EXPERT',
  PUBLICITY: null,
  OBJECTION: 'DECIDER',
  INTERESTED: 'WINDOW',
  HEARING_RIGHT: 'APPLICANT',
  HEARING: 'DECIDER',
  DECISION: 'DECIDER',
  DELIVERY: 'WINDOW',
  SUPERVISION: 'COMMISSION',
  WORK: 'DECIDER',
  RENEWAL: 'DECIDER',
  RECTIFICATION: 'DECIDER',
  RECONSIDERATION: 'COMMISSION',
  PROMISE: 'DECIDER',
  PROMISE_CHECK: 'DECIDER',
  FIX: 'APPLICANT',
};

/** Whose a step is: supervision is the commission's, or that of the deciders of a department that it was escalated to. */
export function roleOfStep({ kind, body }: Pick<Step, 'kind' | 'body'>): Role | null {
  return kind === 'SUPERVISION' && body !== 'commission' ? 'DECIDER' : ROLE_OF_STEP[kind];
}

/** One open step of every kind for each body whose work it is among these parties: what `mayAct` is asked with to say whose an act is. */
export function everyStep({ applicant, window, owner, reviewers, preReviewer, experts = [] }: Parties): Step[] {
  const bodiesOf: Readonly<Record<Role, readonly string[]>> = {
    APPLICANT: [applicant],
    WINDOW: [window],
    REVIEWER: reviewers,
    EXPERT: experts,
    DECIDER: [owner],
    HEAD: [],
    COMMISSION: ['commission'],
    OPERATOR: [],
  };
  return (Object.keys(ROLE_OF_STEP) as Step['kind'][]).flatMap((kind) => {
    const role = ROLE_OF_STEP[kind];
    const bodies = kind === 'PRE_REVIEW' ? [preReviewer ?? []].flat() : role === null ? [] : bodiesOf[role];
    return bodies.map((body) => open(`${kind}/${body}`, kind, body, 0));
  });
}

/** The steps that an act ends. */
const ENDS: Partial<Record<PersonAct, Step['kind']>> = {
  accept: 'ACCEPTANCE',
  'accept-conditionally': 'ACCEPTANCE',
  'not-required': 'ACCEPTANCE',
  'no-jurisdiction': 'ACCEPTANCE',
  'refuse-acceptance': 'ACCEPTANCE',
  'request-correction': 'ACCEPTANCE',
  supplement: 'CORRECTION',
  'bring-late-material': 'LATE_MATERIAL',
  'report-up': 'PRE_REVIEW',
  opinion: 'REVIEW',
  resume: 'SPECIAL',
  score: 'EXPERT',
  recuse: 'EXPERT',
  'hear-interested': 'INTERESTED',
  'ask-hearing': 'HEARING_RIGHT',
  'record-hearing': 'HEARING',
  decide: 'DECISION',
  deliver: 'DELIVERY',
  'retry-work': 'WORK',
  'decide-renewal': 'RENEWAL',
  'refuse-correction': 'RECTIFICATION',
  'decide-reconsideration': 'RECONSIDERATION',
  'decide-on-promise': 'PROMISE',
  'confirm-promise': 'PROMISE_CHECK',
  'order-fix': 'PROMISE_CHECK',
  'revoke-on-promise': 'PROMISE_CHECK',
  'report-fix': 'FIX',
  'close-supervision': 'SUPERVISION',
};

/** What these would close by the way, with the power of the body that decides. */
const CLOSES: Partial<Record<PersonAct, Step['kind']>> = {
  recirculate: 'DECISION',
  'correct-certificate': 'RECTIFICATION',
};

/** The mandate by which a step is this person's work, whoever has it on the desk; `by` = that of one officer alone. */
const isWorkOf = ({ kind, body }: Step, mandates: readonly Mandate[], by?: string): boolean =>
  mandates.some(
    (mandate) =>
      mandate.role === roleOfStep({ kind, body }) &&
      mandate.body === body &&
      (by === undefined || mandate.holder === by),
  );

/** What is on somebody's desk is done by him or her, or by the deputy in force: by whoever acts with that officer's mandate. */
const isOnDeskOf = (step: Step, mandates: readonly Mandate[]): boolean =>
  step.assignee !== undefined && isWorkOf(step, mandates, step.assignee);

/** The head (负责人) gives out and takes back the work of a body; over the commission there is none. */
const isHeadOver = (step: Step, mandates: readonly Mandate[]): boolean =>
  roleOfStep(step) !== 'COMMISSION' && holds(mandates, 'HEAD', step.body);

/** Who may take a step, give it back, hand it on; the commission, which watches the dates, may free what lies on a desk (行政许可法 60). */
const ASSIGNS: Partial<Record<PersonAct, (step: Step, mandates: readonly Mandate[]) => boolean>> = {
  claim: (step, mandates) => step.assignee === undefined && isWorkOf(step, mandates),
  release: (step, mandates) =>
    step.assignee !== undefined &&
    (isOnDeskOf(step, mandates) || isHeadOver(step, mandates) || holds(mandates, 'COMMISSION', 'commission')),
  reassign: (step, mandates) => isOnDeskOf(step, mandates) || isHeadOver(step, mandates),
};

/**
 * Open steps that this person may end by this act: the window's acceptance, the applicant's correction, reviews of the own department, what
 * the owner decides, and any expert whom the owner releases; of `claim`, `release` and `reassign` those whose desk he or she may change.
 */
export function stepsOf(act: PersonAct, mandates: readonly Mandate[], { steps, parties }: Concerned): Step[] {
  const assigns = ASSIGNS[act];
  if (assigns) return openWork({ steps }).filter((step) => assigns(step, mandates));
  const kind = ENDS[act];
  const releases =
    act === 'recuse' && holds(mandates, 'DECIDER', parties.owner) && !isOwnMatter(act, mandates, parties);
  return steps.filter(
    (step) =>
      step.kind === kind &&
      step.endedAt === null &&
      roleOfStep(step) !== null &&
      (releases || isWorkOf(step, mandates, step.assignee)),
  );
}

/** Does all that the act would end lie on desks of others? */
function isTaken(act: PersonAct, mandates: readonly Mandate[], steps: readonly Step[]): boolean {
  const kind = ENDS[act] ?? CLOSES[act];
  const open = steps.filter((step) => step.kind === kind && step.endedAt === null);
  return open.length > 0 && open.every((step) => step.assignee !== undefined && !isOnDeskOf(step, mandates));
}

/** The first open step of a kind that is nobody else's. */
export function freeStep(kind: Step['kind'], mandates: readonly Mandate[], steps: readonly Step[]): Step | undefined {
  return steps.find(
    (step) =>
      step.kind === kind && step.endedAt === null && (step.assignee === undefined || isOnDeskOf(step, mandates)),
  );
}

/**
 * Why a step cannot be handed to an officer with these mandates, his or her own: none is for it, or it is the matter of his or her own
 * enterprise (回避); null = it can.
 */
export function whyNotAssigned(
  step: Step,
  mandates: readonly Mandate[],
  { applicant }: Pick<Parties, 'applicant'>,
  officer: string,
): 'ASSIGNEE_WITHOUT_MANDATE' | 'OWN_MATTER' | null {
  if (!isWorkOf(step, mandates, officer)) return 'ASSIGNEE_WITHOUT_MANDATE';
  return holds(mandates, 'APPLICANT', applicant) ? 'OWN_MATTER' : null;
}

/** May this person file for that applicant in that park? The applicant's own people, or the park's window at the counter. */
export function mayFile(mandates: readonly Mandate[], parties: Pick<Parties, 'applicant' | 'window'>): boolean {
  return holds(mandates, 'APPLICANT', parties.applicant) || holds(mandates, 'WINDOW', parties.window);
}

/** May this person take back what of a bundle of that applicant is not filed yet? Its own people, as with an application (行政许可法 29). */
export function mayWithdrawBundle(mandates: readonly Mandate[], applicant: string): boolean {
  return holds(mandates, 'APPLICANT', applicant);
}

const BY_APPLICANT: readonly PersonAct[] = [
  ...(['supplement', 'bring-late-material', 'ask-hearing', 'withdraw', 'message'] as const),
  ...(['ask-renewal', 'ask-correction', 'surrender-licence', 'ask-reconsideration'] as const),
  ...(['give-promise', 'report-fix'] as const),
  'acknowledge-receipt',
];
/** What only the applicant's own people do, at any time that the case allows it. */
const OF_HOLDER: readonly PersonAct[] = [
  ...(['withdraw', 'ask-renewal', 'ask-correction', 'surrender-licence', 'ask-reconsideration'] as const),
  ...(['give-promise', 'report-fix'] as const),
  'acknowledge-receipt',
];
/** In the name of the body that decides: special procedures, who is heard, the one extension, what ends or mends a licence. */
const BY_OWNER: readonly PersonAct[] = [
  ...(['recirculate', 'close-review', 'site-check', 'tell-interested', 'hear-interested', 'tell-hearing'] as const),
  ...(['notice-hearing', 'convene-experts', 'pause', 'extend', 'propose', 'revoke'] as const),
  ...(['correct-certificate', 'withdraw-licence', 'answer-supervision', 'serve', 'repair-credit'] as const),
  ...(['decide-on-promise', 'confirm-promise', 'order-fix', 'revoke-on-promise'] as const),
];
/** At the counter of the park: for people who are no applicants, whoever objects, or is interested and asks to be heard; and service. */
const BY_WINDOW: readonly PersonAct[] = ['object', 'ask-hearing', 'serve'];

/** Is it this person's own matter? Then he or she does nothing in it as an officer (回避). */
function isOwnMatter(act: PersonAct, mandates: readonly Mandate[], { applicant }: Pick<Parties, 'applicant'>): boolean {
  return act !== 'file' && !BY_APPLICANT.includes(act) && holds(mandates, 'APPLICANT', applicant);
}

const withoutDesks = ({ parties, steps }: Concerned): Concerned => ({
  parties,
  steps: steps.map(({ assignee: _, ...step }) => step),
});

/** Whose desk what this person would do lies on, as actors are written; null = on nobody else's. */
export function deskInTheWay(act: PersonAct, mandates: readonly Mandate[], { steps }: Concerned): string | null {
  const kind = ENDS[act] ?? CLOSES[act];
  const taken = openWork({ steps }).find(
    (step) =>
      step.assignee !== undefined &&
      (act === 'claim' ? isWorkOf(step, mandates) : step.kind === kind && !isOnDeskOf(step, mandates)),
  );
  return taken?.assignee ?? null;
}

/**
 * Why not: it lies on somebody else's desk, or on nobody's, it is the person's own matter, the step in which he or she could do it is not
 * open, or it is somebody else's to do.
 */
export function whyNotAllowed(
  act: PersonAct,
  mandates: readonly Mandate[],
  state: Concerned,
): 'OWN_MATTER' | 'STEP_NOT_OPEN' | 'STEP_CLAIMED' | 'STEP_NOT_CLAIMED' | 'NOT_ALLOWED' {
  if (act !== 'release' && mayAct(act, mandates, withoutDesks(state))) return 'STEP_CLAIMED';
  if (act === 'release' && mayAct('claim', mandates, state)) return 'STEP_NOT_CLAIMED';
  const reopened = { ...state, steps: state.steps.map((step) => ({ ...step, endedAt: null })) };
  if (mayAct(act, mandates, reopened)) return 'STEP_NOT_OPEN';
  const asOfficer = mandates.filter(({ role }) => role !== 'APPLICANT');
  return mayAct(act, asOfficer, reopened) ? 'OWN_MATTER' : 'NOT_ALLOWED';
}

/** What is asked of a case to say who may: whom it concerns, and what is open on whose desk. */
export type Concerned = Pick<CaseState, 'parties' | 'steps'>;

/** May this person do the act on the case as it stands? Order (`available`) is asked elsewhere; this asks for the person. */
export function mayAct(act: PersonAct, all: readonly Mandate[], state: Concerned): boolean {
  const { parties } = state;
  if (act === 'file') return mayFile(all, parties);
  // To step back is what an own matter asks for.
  if (act === 'recuse') return stepsOf(act, all, state).length > 0;
  if (isOwnMatter(act, all, parties)) return false;
  // An officer who may not act himself cannot be stood in for.
  const mandates = all.filter(({ recusedFrom }) => !recusedFrom?.includes(parties.applicant));
  if (OF_HOLDER.includes(act)) return holds(mandates, 'APPLICANT', parties.applicant);
  if (act === 'message') return maySee(mandates, parties);
  if (act === 'revoke-card') return holds(mandates, 'COMMISSION', 'commission');
  if (isTaken(act, mandates, state.steps)) return false;
  if (BY_OWNER.includes(act) && holds(mandates, 'DECIDER', parties.owner)) return true;
  if (BY_WINDOW.includes(act) && holds(mandates, 'WINDOW', parties.window)) return true;
  if (act === 'site-check') return parties.reviewers.some((body) => holds(mandates, 'REVIEWER', body));
  return stepsOf(act, mandates, state).length > 0;
}

/** What this person may do now: what `409` and `403` list, and what a screen offers. `broken` as in `barTo`. */
export function allowedActs(
  mandates: readonly Mandate[],
  state: CaseState,
  definition: Definition,
  broken: readonly string[] = [],
): PersonAct[] {
  return offered(state, definition, broken).filter((act) => mayAct(act, mandates, state));
}

/** Every body that is concerned by a case: whose people may see it, and hear of its changes. */
export function bodiesConcerned(parties: Parties): string[] {
  const { applicant, window, owner, reviewers, preReviewer, copied = [], supervisors = [], experts = [] } = parties;
  return [
    ...new Set([
      ...[applicant, window, owner, ...(preReviewer ? [preReviewer] : [])],
      ...[...reviewers, ...copied, ...supervisors, ...experts],
    ]),
  ];
}

/** Does something that concerns these bodies concern this person? Hints are passed on, and cases shown, by this alone. */
export function isConcerned(mandates: readonly { role: string; body: string }[], bodies: readonly string[]): boolean {
  const isOfRole = (role: string, body: string) =>
    role !== 'OPERATOR' && (role === 'APPLICANT') === body.startsWith('enterprise:') && bodies.includes(body);
  return mandates.some(({ role, body }) => role === 'COMMISSION' || isOfRole(role, body));
}

/** May this person see the case at all? Others get "not found", so that nothing leaks; row-level security asks the same. */
export function maySee(mandates: readonly Mandate[], parties: Parties): boolean {
  return isConcerned(mandates, bodiesConcerned(parties));
}

/** May this person see the broken promises of an applicant? Offices, and its own people; row-level security asks the same. */
export function maySeeCredit(mandates: readonly Mandate[], applicant: string): boolean {
  return mandates.some(({ role, body }) =>
    role === 'APPLICANT' ? body === applicant : role !== 'OPERATOR' && role !== 'EXPERT',
  );
}

/** The work queues that a person may read: the bodies of officers' mandates. */
export function queuesOf(mandates: readonly Mandate[]): string[] {
  return [
    ...new Set(mandates.filter(({ role }) => role !== 'APPLICANT' && role !== 'OPERATOR').map(({ body }) => body)),
  ];
}

/** May this person see figures of the whole zone, and open the cases behind them? */
export function maySeeFigures(mandates: readonly { role: string }[]): boolean {
  return mandates.some(({ role }) => role === 'COMMISSION');
}

/** May this person bring in past cases? The commission, which answers for the figures, or whoever runs the installation. */
export function mayImport(mandates: readonly { role: string }[]): boolean {
  return mandates.some(({ role }) => role === 'COMMISSION' || role === 'OPERATOR');
}

/** May this person take all cases and events out of the house? Those who may see them all. */
export function mayExport(mandates: readonly { role: string }[]): boolean {
  return maySeeFigures(mandates);
}

/**
 * May this person arrange who does an officer's work: name a deputy for the mandate, or let it end? The officer, the head of the body, or
 * whoever runs the installation. `person` and `officer` by id.
 */
export function mayArrange(
  mandates: readonly Mandate[],
  person: string,
  officer: string,
  { role, body }: Pick<Mandate, 'role' | 'body'>,
): boolean {
  if (!DEPUTED.includes(role)) return false;
  return person === officer || holds(mandates, 'HEAD', body) || mandates.some((one) => one.role === 'OPERATOR');
}

/** Is there anybody whose deputies this person may name: himself or herself, officers of a body that he or she heads, or all? */
export function mayArrangeSomebody(mandates: readonly { role: Role }[]): boolean {
  return mandates.some(({ role }) => role === 'OPERATOR' || DEPUTED.includes(role));
}

/** May this person hand over what an officer has on the desk, and let the office end? The officer, or the head of the body, who sees the cases. */
export function mayHandOver(
  mandates: readonly Mandate[],
  person: string,
  officer: string,
  office: Pick<Mandate, 'role' | 'body'>,
): boolean {
  return mayArrange(
    mandates.filter(({ role }) => role !== 'OPERATOR'),
    person,
    officer,
    office,
  );
}

/** May this person see which mails did not go out, and send them again? Whoever runs the installation, or watches the zone. */
export function maySeeUndelivered(mandates: readonly { role: string }[]): boolean {
  return mandates.some(({ role }) => role === 'OPERATOR' || role === 'COMMISSION');
}

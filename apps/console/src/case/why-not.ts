// What may be done on a case, and for the rest why not: the rules of order, power and clock, asked in the browser.
import { type CaseView } from '#contracts/cases.dto';
import { type ErrorCode } from '#contracts/errors';
import { type ItemView } from '#contracts/registry.dto';
import { bodiesConcerned, deskInTheWay, everyStep, mayAct, type Mandate, type Role } from '#rules/access';
import { type Definition, PARK_ITSELF } from '#rules/definition';
import { available, isPersonAct, LIFECYCLE, phaseOf, transition, type PersonAct, type Status } from '#rules/lifecycle';
import { barTo } from '#rules/bars';
import { ALWAYS_FREE } from '#rules/reduce';
import { type CaseState, type Step } from '#rules/state';

/** One reason why an act is not possible now. Each has its sentence in both languages under `whyNot`. */
export type Reason =
  | { code: 'ENDED'; status: Status }
  | { code: 'STATUS'; status: Status; from: readonly string[] }
  | { code: 'BARRED'; bar: ErrorCode }
  | { code: 'TOO_LATE'; dueAt: string }
  | { code: 'ANSWERED'; body: string }
  | { code: 'NOT_YOURS'; who: readonly Mandate[] };

/** An act that is not possible now, and why. */
export interface Barred {
  act: PersonAct;
  reasons: Reason[];
}

/** What of an item the rules ask for. */
type ItemRules = Pick<ItemView, 'reviewers' | 'limits' | 'fourEyes'>;
const ROLES: readonly Role[] = ['APPLICANT', 'WINDOW', 'REVIEWER', 'EXPERT', 'DECIDER', 'HEAD', 'COMMISSION'];

/** The acts that the server offers this person and that no passed limit stands against; those that end his own work first. */
export function possibleActs(view: CaseView): CaseView['next'] {
  const offers = view.next.filter(({ act }) => tooLate(act, view) === null);
  // That somebody steps back is nobody's work.
  const isWork = ({ act, bodies }: CaseView['next'][number]) => bodies.length > 0 && act !== 'recuse';
  return [...offers.filter(isWork), ...offers.filter((offer) => !isWork(offer))];
}

/** Every other act of people on a case, with all reasons against it. */
export function barredActs(view: CaseView, item: ItemRules, mandates: readonly Mandate[]): Barred[] {
  const possible = possibleActs(view).map(({ act }) => act);
  return LIFECYCLE.map(({ act }) => act)
    .filter(isPersonAct)
    .filter((act) => act !== 'file' && !ALWAYS_FREE.includes(act) && !possible.includes(act))
    .map((act) => ({ act, reasons: whyNot(act, view, item, mandates) }));
}

/** Is an act that is free at any time this person's to do? */
export function isTheirs(act: PersonAct, view: CaseView, item: ItemRules, mandates: readonly Mandate[]): boolean {
  return mayAct(act, mandates, stateOf(view, item));
}

/** Why this act is not possible now: where the case stands, its clock, and whose it is to do. */
export function whyNot(act: PersonAct, view: CaseView, item: ItemRules, mandates: readonly Mandate[]): Reason[] {
  const state = stateOf(view, item);
  const { status } = state;
  if (phaseOf(status) === 'closed' && !available(status).includes(act)) return [{ code: 'ENDED', status }];
  const reasons: Reason[] = [];
  if (!available(status).includes(act)) reasons.push({ code: 'STATUS', status, from: transition(act).from });
  const broken = view.credit.map(({ number }) => number);
  const onDesk = deskInTheWay(act, mandates, state) === null ? null : 'STEP_CLAIMED';
  const bar = reasons.length === 0 ? (barTo(act, state, definitionOf(item, view), broken) ?? onDesk) : null;
  if (bar !== null) reasons.push({ code: 'BARRED', bar: bar as ErrorCode });
  const late = tooLate(act, view);
  if (late !== null) reasons.push({ code: 'TOO_LATE', dueAt: late });
  const who = whoMay(act, state);
  const mine = who.filter(({ role, body }) => mandates.some((one) => one.role === role && one.body === body));
  if (mine.length === 0) reasons.push({ code: 'NOT_YOURS', who });
  else if (reasons.length === 0) reasons.push({ code: 'ANSWERED', body: mine[0]!.body });
  return reasons;
}

/** The passed statutory instant that bars a pause or an extension (行政许可法 42, 45); null = nothing does. */
function tooLate(act: string, { clock, now }: CaseView): string | null {
  const dueAt = act === 'pause' || act === 'extend' ? clock.statutory?.dueAt : undefined;
  return dueAt !== undefined && Date.parse(now) >= Date.parse(dueAt) ? dueAt : null;
}

/** Who could do the act if its work were open: asked of the one table of powers, body by body. */
function whoMay(act: PersonAct, state: CaseState): Mandate[] {
  const steps = everyStep(state.parties);
  const all = [...bodiesConcerned(state.parties), 'commission'].flatMap((body) =>
    ROLES.map((role): Mandate => ({ role, body })),
  );
  return all.filter((mandate) => mayAct(act, [mandate], { ...state, steps }));
}

/** As much of the state as order and power ask for; the ledger holds only whether the limit was extended. */
function stateOf(view: CaseView, item: ItemRules): CaseState {
  const steps = view.steps.map(({ due: _, assignee, ...step }) => ({
    ...step,
    ...(assignee !== null && { assignee }),
    kind: step.kind as Step['kind'],
    openedAt: Date.parse(step.openedAt),
    endedAt: step.endedAt === null ? null : Date.parse(step.endedAt),
  }));
  const bodies = (of: Step['kind']) => [...new Set(steps.filter(({ kind }) => kind === of).map(({ body }) => body))];
  const [asked, experts, [preReviewer]] = [bodies('REVIEW'), bodies('EXPERT'), bodies('PRE_REVIEW')];
  return {
    status: view.status as Status,
    parties: {
      item: view.item,
      park: view.park,
      applicant: view.applicant,
      window: `window:${view.park}`,
      owner: view.owner,
      reviewers: asked.length > 0 ? asked : mayBeAsked(view, item),
      ...(experts.length > 0 && { experts }),
      ...(preReviewer !== undefined && { preReviewer }),
    },
    receivedAt: Date.parse(view.receivedAt),
    acceptedAt: view.acceptedAt === null ? null : Date.parse(view.acceptedAt),
    endedAt: view.endedAt === null ? null : Date.parse(view.endedAt),
    lastAt: 0,
    steps,
    intake: [],
    clock: view.timeline
      .filter(({ type }) => type === 'case.extended.v1')
      .map(({ effectiveAt }) => ({ act: 'extend' as const, at: Date.parse(effectiveAt) })),
    dates: { acceptance: null, statutory: null, promised: null, due: null },
    fired: view.cards.map(({ colour, at, isRevoked }) => ({
      ...{ act: colour === 'RED' ? ('red-card' as const) : ('yellow-card' as const), at: Date.parse(at), level: null },
      ...(isRevoked && { isRevoked }),
    })),
    instants: [],
    ...(view.hearing && { hearing: view.hearing }),
    ...(view.proposal && { proposal: { ...view.proposal, basis: view.decisionBasis } }),
    ...(view.certificate && { certificate: view.certificate }),
    ...(view.credit.some(({ number }) => number === view.number) && { credit: 'STANDS' as const }),
    ...(view.licence && { term: { ...view.licence, n: 1 } }),
  };
}

/** Whom the form may call for: before acceptance a condition is not judged yet. */
const mayBeAsked = ({ park }: CaseView, { reviewers }: ItemRules) =>
  reviewers.map(({ body }) => (body === PARK_ITSELF ? `park:${park}` : body));

/** Of an item's rules bars read only whether the limit is extended, material may follow, a promise is relied on, two decide, and a licence is renewed. */
const definitionOf = ({ limits: { extension, lateMaterial, onPromise }, fourEyes }: ItemRules, { licence }: CaseView) =>
  ({
    ...{ extension, lateMaterial, onPromise, fourEyes },
    certificate: licence?.askBy === null ? { notRenewable: 'by the rules of the item' } : null,
  }) as Definition;

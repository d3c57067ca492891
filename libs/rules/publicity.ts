// Publicity (公示): what was accepted is shown to the public beside the reviews; objections are answered with the decision.
// 上海市城乡规划条例 35, 37. The clock runs on: the law names no stop for it.
import { deadline, type Limit } from './clock';
import { type Definition } from './definition';
import { type Doing, type Told } from './doing';
import { toDecision } from './opinions';
import { Refusal } from './refusal';
import { type CaseState, type Instant, type LegalDate } from './state';
import { close, nextId, open, openStep } from './steps';
import { type Calendar } from './workday';

/** Opens the step of the body that decides. */
export function beginPublicity(state: CaseState, at: number): void {
  state.steps.push(open(nextId(state, 'PUBLICITY', 'publicity'), 'PUBLICITY', state.parties.owner, at));
}

/** The instant at which publicity has lasted its days, the first not counted; none while it is not open. */
export function publicityInstants(
  state: Pick<CaseState, 'steps'>,
  definition: Definition,
  calendar: Calendar,
): Instant[] {
  const shown = publicityNow(state, definition, calendar);
  return shown ? [{ act: 'end-publicity', at: shown.dueAt, level: null }] : [];
}

/** Publicity that is under way: since which instant, and until when; null = nothing of the case is shown to the public now. */
export function publicityNow(
  state: Pick<CaseState, 'steps'>,
  { publicity }: Pick<Definition, 'publicity'>,
  calendar: Calendar,
): (LegalDate & { from: number }) | null {
  const step = openStep(state, 'PUBLICITY');
  return step && publicity ? { from: step.openedAt, ...publicityEnd(step.openedAt, publicity, calendar) } : null;
}

/** The last day of publicity that began at `from`, and the instant at which that day is over. */
export function publicityEnd(from: number, limit: Limit, calendar: Calendar): LegalDate {
  const { dueOn, dueAt, provisional } = deadline(limit, [{ act: 'start', at: from }], calendar);
  return { dueOn: dueOn!, dueAt: dueAt!, provisional };
}

/** Its days are over; objections stay open until the decision answers them. @throws Refusal `PUBLICITY_ENDED` */
export function publicityEnded({ state, act: { at } }: Doing): undefined {
  const step = openStep(state, 'PUBLICITY');
  if (!step) throw new Refusal('PUBLICITY_ENDED');
  const objections = openObjections(state);
  close(state, step.id, at, objections > 0 ? 'OBJECTED' : 'SILENT');
  return toDecision(state, at);
}

/** An objection of the public, which the decision must answer. */
export function objected({ state, act: { at } }: Doing): Told {
  const n = state.steps.filter(({ kind }) => kind === 'OBJECTION').length + 1;
  state.steps.push(open(`objection/${n}`, 'OBJECTION', state.parties.owner, at));
  return { n };
}

/** Did the review end before publicity had lasted its days? Then nothing is granted until it has. */
export function isCutShort({ steps }: Pick<CaseState, 'steps'>): boolean {
  return steps.findLast(({ kind }) => kind === 'PUBLICITY')?.outcome === 'CLOSED_EARLY';
}

/** How many objections wait for an answer. */
export function openObjections(state: Pick<CaseState, 'steps'>): number {
  return state.steps.filter(({ kind, endedAt }) => kind === 'OBJECTION' && endedAt === null).length;
}

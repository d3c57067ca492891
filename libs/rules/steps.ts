// The steps of a case: opened and closed by the acts of `reduce.ts`.
import { type Limit } from './clock';
import { type ActData } from './doing';
import { Refusal } from './refusal';
import { type CaseState, type Step } from './state';

/** A step that opens now; `within` = how long it has of its own. */
export const open = (id: string, kind: Step['kind'], body: string, at: number, within?: Limit | null): Step => ({
  id,
  kind,
  body,
  openedAt: at,
  endedAt: null,
  outcome: null,
  ...(within && { within }),
});

/** The id of the next step of a kind: the first bears the name alone, further ones a number. */
export function nextId(state: Pick<CaseState, 'steps'>, kind: Step['kind'], name: string): string {
  const n = state.steps.filter((step) => step.kind === kind && (step.id === name || step.id.startsWith(`${name}/`)));
  return n.length === 0 ? name : `${name}/${n.length + 1}`;
}

/** The open step of a kind, if there is one. */
export const openStep = (state: Pick<CaseState, 'steps'>, kind: Step['kind']): Step | undefined =>
  state.steps.find((step) => step.kind === kind && step.endedAt === null);

/** The open steps of a kind, in the order in which they opened. */
export const openSteps = (state: Pick<CaseState, 'steps'>, kind: Step['kind']): Step[] =>
  state.steps.filter((step) => step.kind === kind && step.endedAt === null);

/** Closes the open step of this id; `by` = who ended it, where that counts later. */
export function close(state: CaseState, id: string, at: number, outcome: string, by?: string): void {
  const step = state.steps.find((candidate) => candidate.id === id && candidate.endedAt === null)!;
  step.endedAt = at;
  step.outcome = outcome;
  if (by !== undefined) step.by = by;
}

/** The open step that an act of time or of a body is about. @throws Refusal `STEP_NOT_OPEN` */
export function demandStep(
  state: CaseState,
  kinds: readonly Step['kind'][],
  data: Pick<ActData, 'step' | 'body'>,
): Step {
  const step = state.steps.find(
    ({ id, kind, body, endedAt }) =>
      endedAt === null &&
      kinds.includes(kind) &&
      (data.step === undefined || data.step === id) &&
      (data.body === undefined || data.body === body),
  );
  if (!step) throw new Refusal('STEP_NOT_OPEN', { ...data });
  return step;
}

/** Does the step belong to intake, and end with acceptance? A promise that nobody has decided on by then goes the usual way. */
export const isOfIntake = ({ kind }: Step): boolean =>
  kind === 'ACCEPTANCE' || kind === 'CORRECTION' || kind === 'PROMISE';
/** What is no officer's work: what the applicant owes, what an expert gives alone, what time ends. */
const OF_OTHERS: readonly Step['kind'][] = [
  ...(['CORRECTION', 'LATE_MATERIAL', 'HEARING_RIGHT', 'FIX', 'EXPERT', 'PUBLICITY'] as const),
];

/** Open work that one officer of its body may have on the desk: whatever several could do, so that two do not. */
export const openWork = ({ steps }: { steps: readonly Step[] }): Step[] =>
  steps.filter(({ kind, endedAt }) => endedAt === null && !OF_OTHERS.includes(kind));

// Which of several open steps an act means: the only one that is open to the officer, or the one that was named.
import { type FieldError } from '#contracts/errors';
import { Failure } from '#platform/failure';
import { type Mandate, stepsOf } from '#rules/access';
import { type ActData } from '#rules/doing';
import { type CaseState, type Step } from '#rules/state';

/** The department in whose name an officer speaks, or whom he or she releases. @throws Failure `BODY_AMBIGUOUS`, `STEP_CLAIMED`, `STEP_NOT_OPEN` */
export function bodyOf(
  act: 'opinion' | 'score' | 'recuse',
  named: string | undefined,
  state: CaseState,
  mandates: readonly Mandate[],
): string {
  const open = stepsOf(act, mandates, state);
  if (named !== undefined) return found(open, (step) => step.body === named, state).body;
  const bodies = open.map(({ body }) => body);
  if (bodies.length > 1) throw new Failure('BODY_AMBIGUOUS', { bodies }, [oneOf('/body', bodies)]);
  return bodies[0]!;
}

/**
 * The step whose desk is to change, and the body in whose name: the commission may free what lies in another's.
 * @throws Failure `STEP_AMBIGUOUS`, `STEP_CLAIMED`, `STEP_NOT_OPEN`
 */
export function stepTo(
  act: 'claim' | 'release' | 'reassign',
  named: string | undefined,
  state: CaseState,
  mandates: readonly Mandate[],
): ActData {
  const open = stepsOf(act, mandates, state);
  const steps = open.map(({ id }) => id);
  if (named === undefined && steps.length > 1) throw new Failure('STEP_AMBIGUOUS', { steps }, [oneOf('/step', steps)]);
  const step = named === undefined ? open[0]! : found(open, ({ id }) => id === named, state);
  const isOfBody = mandates.some(({ body }) => body === step.body);
  return { step: step.id, body: isOfBody ? step.body : 'commission' };
}

function found(open: readonly Step[], isNamed: (step: Step) => boolean, { steps }: CaseState): Step {
  const step = open.find(isNamed);
  if (step) return step;
  const taken = steps.find((one) => isNamed(one) && one.endedAt === null && one.assignee !== undefined);
  throw taken
    ? new Failure('STEP_CLAIMED', { step: taken.id, assignee: taken.assignee })
    : new Failure('STEP_NOT_OPEN', { open: open.map(({ id }) => id) });
}

const oneOf = (pointer: string, names: readonly string[]): FieldError => ({
  pointer,
  code: 'REQUIRED',
  zh: '必填',
  en: `is required: one of ${names.join(', ')}`,
});

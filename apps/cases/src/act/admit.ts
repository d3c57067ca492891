// Who is let through the door to an act now; whoever is not hears what is allowed instead.
import { Failure } from '#platform/failure';
import { deskInTheWay, mayAct, whyNotAllowed } from '#rules/access';
import { barTo } from '#rules/bars';
import { type Definition } from '#rules/definition';
import { available, type PersonAct } from '#rules/lifecycle';
import { holdsPower } from '#rules/lists';
import { Refusal } from '#rules/refusal';
import { type CaseState } from '#rules/state';
import { civilDateOf } from '#rules/workday';
import { brokenOf, type AtTheDoorForPeople } from '../case/record';

/** Acts that need the power over the item on the very day. */
const OF_POWER: readonly PersonAct[] = [
  ...(['decide', 'decide-renewal', 'correct-certificate', 'withdraw-licence', 'revoke'] as const),
  ...(['decide-on-promise', 'order-fix', 'revoke-on-promise'] as const),
];

/**
 * @throws Failure ACT_OUT_OF_TURN, STEP_NOT_OPEN, STEP_NOT_CLAIMED or STEP_CLAIMED, naming whose it is (409), NOT_ALLOWED, OWN_MATTER or
 * DELEGATION_ENDED (403), Refusal of what the credit record of the applicant stands against (409); each lists what is allowed now.
 */
export function admit(
  act: PersonAct,
  allowed: readonly PersonAct[],
  { state, definition }: { state: CaseState; definition: Definition },
  door: AtTheDoorForPeople,
): void {
  const { mandates } = door;
  if (!available(state.status).includes(act)) {
    throw new Failure('ACT_OUT_OF_TURN', { act, status: state.status, allowed });
  }
  if (!mayAct(act, mandates, state)) {
    const code = whyNotAllowed(act, mandates, state);
    const assignee = code === 'STEP_CLAIMED' && { assignee: deskInTheWay(act, mandates, state) };
    throw new Failure(code, { act, status: state.status, allowed, ...assignee });
  }
  if (OF_POWER.includes(act) && !holdsPower(state.parties.owner, door.delegations, civilDateOf(door.now))) {
    throw new Failure('DELEGATION_ENDED', { allowed });
  }
  // What stands in the credit record is no fact of this case: whoever reduces the act does not know it.
  const bar = barTo(act, state, definition, brokenOf(door));
  if (bar !== null && barTo(act, state, definition) === null) throw new Refusal(bar, { allowed });
}

/** What the law refuses is told with what it allows instead. */
export function refusedWith<T>(allowed: readonly PersonAct[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, { ...error.params, allowed }, error.path);
    throw error;
  }
}

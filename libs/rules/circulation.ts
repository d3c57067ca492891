// The review goes round again, or ends early: rules of the item, which no article names.
import { type Doing, type Told } from './doing';
import { joint } from './joint';
import { ask, toDecision } from './opinions';
import { beginPublicity, isCutShort } from './publicity';
import { Refusal } from './refusal';
import { close, openStep, openSteps } from './steps';

/**
 * Departments that have answered are asked once more (再次会签), all at the same moment; publicity that was cut short begins anew.
 * @throws Refusal `BODY_NOT_ANSWERED`
 */
export function recirculated({ state, act: { at, data }, definition }: Doing): Told {
  const bodies = data.bodies ?? [];
  const { awaited } = joint(state.steps);
  const wrong = bodies.filter((body) => !state.parties.reviewers.includes(body) || awaited.includes(body));
  if (bodies.length === 0 || wrong.length > 0) throw new Refusal('BODY_NOT_ANSWERED', { bodies: wrong }, 'bodies');
  ask(state, definition, bodies, at);
  const decision = openStep(state, 'DECISION');
  if (decision) close(state, decision.id, at, 'RECIRCULATED');
  if (isCutShort(state)) beginPublicity(state, at);
  delete state.proposal;
  state.status = 'REVIEW';
  const { n, of } = joint(state.steps);
  return { n, of };
}

/** Early close (提前终结会审): one dissents, so the others need not be waited for; nothing but a refusal can follow. */
export function reviewClosed({ state, act: { at } }: Doing): Told {
  const { n, of } = joint(state.steps);
  for (const { id } of openSteps(state, 'REVIEW')) close(state, id, at, 'CLOSED_EARLY');
  const publicity = openStep(state, 'PUBLICITY');
  if (publicity) close(state, publicity.id, at, 'CLOSED_EARLY');
  toDecision(state, at);
  return { n, of };
}

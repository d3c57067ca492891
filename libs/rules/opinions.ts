// Review (审查): the lower level first where an item says so (行政许可法 43), the departments at once (26), silence where it counts, and the
// check on the site by two officers (34).
import { type Definition } from './definition';
import { type Doing, type Told } from './doing';
import { joint } from './joint';
import { Refusal } from './refusal';
import { type CaseState } from './state';
import { close, demandStep, nextId, open, openStep } from './steps';

/** Asks whoever examines: the lower level alone, or else all departments at the same moment. */
export function beginReviews(state: CaseState, definition: Definition, at: number): void {
  const { preReviewer } = state.parties;
  if (definition.preReview && preReviewer) {
    state.steps.push(open('pre-review', 'PRE_REVIEW', preReviewer, at, definition.preReview.within));
  } else {
    ask(state, definition, state.parties.reviewers, at);
  }
}

/** Art. 43: the lower level has examined and reports up; now the departments are asked. */
export function reportedUp({ state, act: { at, by, data }, definition }: Doing): undefined {
  if (!data.verdict) throw new Refusal('BAD_INPUT', { missing: 'verdict' }, 'verdict');
  const step = openStep(state, 'PRE_REVIEW');
  if (!step) throw new Refusal('STEP_NOT_OPEN', { act: 'report-up' });
  refuseChair(state, by);
  close(state, step.id, at, data.verdict, by);
  ask(state, definition, state.parties.reviewers, at);
  return toDecision(state, at);
}

/** One department answers. */
export function opinion({ state, act: { at, by, data } }: Doing): Told {
  if (!data.verdict) throw new Refusal('BAD_INPUT', { missing: 'verdict' });
  if (data.verdict === 'AGREE') refuseBroken(state, 'verdict');
  const step = demandStep(state, ['REVIEW'], { body: data.body });
  refuseChair(state, by);
  return answered(state, step.id, at, data.verdict, by);
}

/** Its silence counts as consent, where the item says so. */
export function deemedAgreed({ state, act: { at, data } }: Doing): Told {
  return answered(state, demandStep(state, ['REVIEW'], { step: data.step }).id, at, 'SILENT');
}

function answered(state: CaseState, id: string, at: number, outcome: string, by?: string): Told {
  close(state, id, at, outcome, by);
  const { n, of } = joint(state.steps);
  toDecision(state, at);
  return { n, of };
}

/** Art. 34: the facts on the site are checked by at least two officers. @throws Refusal `SITE_CHECK_ALONE`, `CHAIR_EXAMINES` */
export function siteChecked({ state, act: { data } }: Doing): undefined {
  const officers = [...new Set(data.officers)];
  if (officers.length < 2) throw new Refusal('SITE_CHECK_ALONE', {}, 'officers');
  if (officers.some((officer) => state.chairs?.includes(officer))) throw new Refusal('CHAIR_EXAMINES', {}, 'officers');
  state.siteChecks = [...(state.siteChecks ?? []), officers];
}

/** Art. 48: whoever chairs the hearing is none of those who examine, before it or after. @throws Refusal `CHAIR_EXAMINES` */
function refuseChair({ chairs = [] }: CaseState, by: string): void {
  if (chairs.some((chair) => by === `person:${chair}`)) throw new Refusal('CHAIR_EXAMINES');
}

/** What a machine has found to break a verified rule of the item, no officer lets pass. @throws Refusal `RULES_BROKEN` */
export function refuseBroken({ check }: CaseState, path: string): void {
  if (check?.verdict === 'FAIL') throw new Refusal('RULES_BROKEN', { rules: check.broken }, path);
}

/** The decision opens when every department has answered and publicity, where the item has it, is over. */
export function toDecision(state: CaseState, at: number): undefined {
  if (!joint(state.steps).complete || openStep(state, 'PUBLICITY') || openStep(state, 'PRE_REVIEW')) return;
  state.steps.push(open(nextId(state, 'DECISION', 'decision'), 'DECISION', state.parties.owner, at));
  state.status = 'DECISION';
}

/** Asks these bodies, all at the same moment. */
export function ask(state: CaseState, { reviewers }: Definition, bodies: readonly string[], at: number): void {
  for (const body of bodies) {
    const within = reviewers.find((reviewer) => reviewer.body === body)?.within;
    state.steps.push(open(nextId(state, 'REVIEW', `review/${body}`), 'REVIEW', body, at, within));
  }
}

// The decision (决定): 行政许可法 37, 38; what it must answer first, and the handing out of what was granted (44).
import { freedByProposal } from './assignment';
import { netWorkdays } from './clock';
import { type Doing, type Told } from './doing';
import { ended } from './ending';
import { wasHeard } from './hearing';
import { joint } from './joint';
import { refuseBroken } from './opinions';
import { isCutShort, openObjections } from './publicity';
import { Refusal } from './refusal';
import { servedTogether } from './service';
import { type CaseState } from './state';
import { close, open, openStep } from './steps';

/** One proposes (拟办), another decides. A new proposal takes the place of the former. */
export function proposed({ state, act: { by, data } }: Doing): undefined {
  if (!data.outcome || data.basis === undefined) throw new Refusal('BAD_INPUT', {}, 'outcome');
  if (data.outcome === 'GRANT') refuseGrant(state);
  const { outcome, basis, inPlaceOf } = data;
  state.proposal = { outcome, by, ...(inPlaceOf !== undefined && { inPlaceOf }), basis };
  freedByProposal(state);
}

/** A proposal binds: to its outcome, to what it rested on, and to a second person, whoever stands in for whom. */
function refuseAgainst({ proposal }: CaseState, { by, data }: Doing['act']): void {
  if (!proposal) return;
  const proposers = [proposal.by, proposal.inPlaceOf];
  if (proposers.includes(by) || (data.inPlaceOf !== undefined && proposers.includes(data.inPlaceOf)))
    throw new Refusal('SAME_PERSON');
  // Asked again only if something changed that the decision rests on.
  if (data.basis !== proposal.basis) throw new Refusal('BASIS_CHANGED');
  if (data.outcome !== proposal.outcome)
    throw new Refusal('PROPOSED_OTHERWISE', { proposed: proposal.outcome }, 'outcome');
}

/**
 * Grant or refusal. @throws Refusal `RULES_BROKEN`, `LATE_MATERIAL_OPEN`, `REVIEW_UNHEARD`, `PUBLICITY_CUT` for a grant that must wait, `DISSENT_UNANSWERED`,
 * `OBJECTION_UNANSWERED`, `HEARING_UNANSWERED` for a decision that passes over what was said; `SAME_PERSON`, `BASIS_CHANGED`,
 * `PROPOSED_OTHERWISE` against a proposal
 */
export function decided({ state, act, definition, calendar }: Doing): Told {
  const { at, data } = act;
  if (!data.outcome) throw new Refusal('BAD_INPUT', { missing: 'outcome' });
  if (definition.fourEyes) refuseAgainst(state, act);
  const isGrant = data.outcome === 'GRANT';
  if (isGrant) refuseGrant(state);
  const objections = openObjections(state);
  if (objections > 0 && !data.objectionsHandled) {
    throw new Refusal('OBJECTION_UNANSWERED', { objections }, 'objectionHandling');
  }
  if (wasHeard(state) && !data.hearingHandled) throw new Refusal('HEARING_UNANSWERED', {}, 'hearingHandling');
  const { dissent } = joint(state.steps);
  if (isGrant && dissent.length > 0 && !data.dissentHandled) {
    throw new Refusal('DISSENT_UNANSWERED', { dissent }, 'dissentHandling');
  }
  const { promised } = state.dates;
  if (isGrant) granted(state, at, definition);
  else ended(state, at, 'REFUSED');
  return { net: netWorkdays(state.clock, calendar), onTime: promised !== null && at < promised.dueAt };
}

/** A grant ends the case: its certificate is ordered, and handing it out is owed where the item says so. */
export function granted(state: CaseState, at: number, { certificate, delivery }: Doing['definition']): void {
  ended(state, at, 'GRANTED');
  if (certificate) state.certificate = 'ORDERED';
  if (delivery) state.steps.push(open('delivery', 'DELIVERY', state.parties.window, at, delivery));
}

function refuseGrant(state: CaseState): void {
  refuseBroken(state, 'outcome');
  if (openStep(state, 'LATE_MATERIAL')) throw new Refusal('LATE_MATERIAL_OPEN', {}, 'outcome');
  const { unheard } = joint(state.steps);
  if (unheard.length > 0) throw new Refusal('REVIEW_UNHEARD', { bodies: unheard }, 'outcome');
  if (isCutShort(state)) throw new Refusal('PUBLICITY_CUT', {}, 'outcome');
}

/** Art. 44: what was granted is in the hands of its holder. */
export function delivered({ state, act }: Doing): undefined {
  close(state, openStep(state, 'DELIVERY')!.id, act.at, 'DELIVERED', act.by);
  servedTogether(state, act);
}

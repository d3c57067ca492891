// In whose name an act was done: recorded where several may do it, else it follows from the act.
import { type Concerned, type Mandate, mayAct } from './access';
import { actOf } from './audience';
import { type PersonAct } from './lifecycle';
import { type CaseState, type Parties } from './state';

type Party = 'applicant' | 'window' | 'owner' | 'commission';

/** Who does it where the event names no body. */
const DONE_BY: Readonly<Record<PersonAct, Party>> = {
  file: 'applicant',
  'not-required': 'window',
  'no-jurisdiction': 'window',
  accept: 'window',
  'accept-conditionally': 'window',
  'bring-late-material': 'applicant',
  'refuse-acceptance': 'window',
  'request-correction': 'window',
  supplement: 'applicant',
  'report-up': 'owner',
  opinion: 'owner',
  recirculate: 'owner',
  'close-review': 'owner',
  'site-check': 'owner',
  object: 'window',
  'tell-interested': 'owner',
  'hear-interested': 'window',
  'tell-hearing': 'owner',
  'ask-hearing': 'applicant',
  'notice-hearing': 'owner',
  'record-hearing': 'owner',
  'convene-experts': 'owner',
  score: 'owner',
  recuse: 'owner',
  pause: 'owner',
  resume: 'owner',
  extend: 'owner',
  propose: 'owner',
  decide: 'owner',
  withdraw: 'applicant',
  deliver: 'window',
  'retry-work': 'owner',
  'ask-renewal': 'applicant',
  'decide-renewal': 'owner',
  'ask-correction': 'applicant',
  'correct-certificate': 'owner',
  'refuse-correction': 'owner',
  'surrender-licence': 'applicant',
  'ask-reconsideration': 'applicant',
  'decide-reconsideration': 'commission',
  'withdraw-licence': 'owner',
  'give-promise': 'applicant',
  'decide-on-promise': 'owner',
  'confirm-promise': 'owner',
  'order-fix': 'owner',
  'report-fix': 'applicant',
  'revoke-on-promise': 'owner',
  'repair-credit': 'owner',
  revoke: 'owner',
  'revoke-card': 'commission',
  'answer-supervision': 'owner',
  'close-supervision': 'commission',
  serve: 'window',
  'acknowledge-receipt': 'applicant',
  claim: 'owner',
  release: 'owner',
  reassign: 'owner',
  message: 'applicant',
};

const SEVERAL: readonly PersonAct[] = [
  ...(['report-up', 'hear-interested', 'ask-hearing', 'site-check', 'close-supervision', 'serve', 'message'] as const),
];

/** The body to record with an act that several may do: the first by whose mandate this person may. Undefined = it follows from the act. */
export function bodyToRecord(act: PersonAct, mandates: readonly Mandate[], state: CaseState): string | undefined {
  if (!SEVERAL.includes(act)) return undefined;
  const body = mandates.find((mandate) => mayAct(act, [mandate], state))?.body;
  return body === nameOf(DONE_BY[act], state.parties) ? undefined : body;
}

/**
 * In whose place it was done (代理), as actors are written; undefined = with a mandate of one's own. `body` = that for which it was done,
 * where the act says so.
 */
export function inPlaceOf(
  act: PersonAct,
  person: string,
  mandates: readonly Mandate[],
  state: Concerned,
  body?: string,
): string | undefined {
  const able = mandates.filter((mandate) => body === undefined || mandate.body === body);
  const own = able.filter(({ holder }) => holder === undefined || holder === person);
  if (mayAct(act, own, state)) return undefined;
  return able.find((mandate) => mayAct(act, [mandate], state))?.holder;
}

/** The body in whose name an event's act was done, as bodies are written; null for what time or the machine did. */
export function bodyOf(
  { type, actor, data }: { type: string; actor: string; data: Record<string, unknown> },
  { applicant, park, owner }: Pick<Parties, 'applicant' | 'park' | 'owner'>,
): string | null {
  if (actor === 'time' || actor === 'machine') return null;
  if (typeof data['body'] === 'string') return data['body'];
  return nameOf(DONE_BY[actOf(type) as PersonAct], { applicant, park, owner });
}

function nameOf(party: Party, { applicant, park, owner }: Pick<Parties, 'applicant' | 'park' | 'owner'>): string {
  return { applicant, window: `window:${park}`, owner, commission: 'commission' }[party];
}

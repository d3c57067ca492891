// In whose name something was done, as far as a case tells.
import { type CaseView, type EventView } from '#contracts/cases.dto';

/** The body in whose name an event's act was done; null for what time or the machine did. */
export function bodyOf(event: EventView, view: Pick<CaseView, 'park' | 'applicant' | 'owner'>): string | null {
  if (event.actor === 'time' || event.actor === 'machine') return null;
  if (typeof event.data['body'] === 'string') return event.data['body'];
  const kind = kindOf(event.type);
  if (OF_THE_WINDOW.includes(kind)) return `window:${view.park}`;
  return OF_THE_OWNER.includes(kind) ? view.owner : view.applicant;
}

const OF_THE_WINDOW: readonly string[] = ['accepted', 'not-accepted', 'correction-requested', 'objected'];
const OF_THE_OWNER: readonly string[] = ['paused', 'resumed', 'extended', 'decided', 'revoked', 'work-retried'];

/** `case.opinion-given.v1` -> `opinion-given`: the key of its texts. */
export function kindOf(type: string): string {
  return type.replace(/^case\./, '').replace(/\.v\d+$/, '');
}

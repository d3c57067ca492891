// Who did something, as far as a case tells: the body that acted, and the officer.
import { type CaseView, type EventView } from '#contracts/cases.dto';

/** The body in whose name an event's act was done; null for what time did. */
export function bodyOf(event: EventView, view: Pick<CaseView, 'park' | 'applicant' | 'owner'>): string | null {
  if (event.actor === 'time') return null;
  if (typeof event.data['body'] === 'string') return event.data['body'];
  const kind = kindOf(event.type);
  if (OF_THE_WINDOW.includes(kind)) return `window:${view.park}`;
  if (OF_THE_OWNER.includes(kind)) return view.owner;
  return view.applicant;
}

const OF_THE_WINDOW: readonly string[] = ['accepted', 'not-accepted', 'correction-requested'];
const OF_THE_OWNER: readonly string[] = ['paused', 'resumed', 'extended', 'decided'];

/** `case.opinion-given.v1` -> `opinion-given`: the key of its texts. */
export function kindOf(type: string): string {
  return type.replace(/^case\./, '').replace(/\.v\d+$/, '');
}

/** What happened after an officer last looked: the events that he or she has not seen. */
export function happenedSince(view: Pick<CaseView, 'timeline'>, seen: number): EventView[] {
  return view.timeline.filter(({ no }) => no > seen);
}

/** The last event that a view shows. */
export function lastSeen({ timeline }: Pick<CaseView, 'timeline'>): number {
  return Math.max(0, ...timeline.map(({ no }) => no));
}

// What happened on a case, and what of it somebody has not seen.
import { type CaseView, type EventView } from '#contracts/cases.dto';

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

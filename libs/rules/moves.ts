// The events of a case that stop, start or stretch its clock, or begin it without the office.
import { LIFECYCLE } from './lifecycle';

/** One of them, by its type, with its instant as the event tells it and the days that it names. */
export interface Move {
  type: string;
  at: string;
  days: number | null;
}

const MOVING: readonly string[] = LIFECYCLE.filter(
  ({ act, decision }) => ['pause', 'resume', 'extend'].includes(decision ?? '') || act === 'deem-accepted',
).map(({ event }) => event);

/** In their order. A correction on the office's own time moves nothing. */
export function movesOf(
  timeline: readonly { type: string; effectiveAt: string; data: Record<string, unknown> }[],
): Move[] {
  let isOnOffice = false;
  return timeline.flatMap(({ type, effectiveAt, data }) => {
    if (!MOVING.includes(type)) return [];
    if (type === 'case.correction-requested.v1') isOnOffice = data['counts'] === 'OFFICE';
    const isOfCorrection = type === 'case.correction-requested.v1' || type === 'case.supplemented.v1';
    if (isOfCorrection && isOnOffice) return [];
    return [{ type, at: effectiveAt, days: typeof data['days'] === 'number' ? data['days'] : null }];
  });
}

// The events of a case that stop, start or stretch its clock.
import { type EventView } from '#contracts/cases.dto';
import { kindOf } from './who';

/** One of them, with the days that it names. */
export interface Move {
  kind: string;
  at: string;
  days: number | null;
}

const MOVING = ['paused', 'resumed', 'extended', 'correction-requested', 'supplemented', 'deemed-accepted'];

/** In their order. A correction on the office's own time moves nothing. */
export function movesOf(timeline: readonly EventView[]): Move[] {
  const moving = timeline.filter(({ type }) => MOVING.includes(kindOf(type)));
  let isOnOffice = false;
  return moving.flatMap(({ type, effectiveAt, data }) => {
    const kind = kindOf(type);
    if (kind === 'correction-requested') isOnOffice = data['counts'] === 'OFFICE';
    const isOfCorrection = kind === 'correction-requested' || kind === 'supplemented';
    if (isOfCorrection && isOnOffice) return [];
    return [{ kind, at: effectiveAt, days: typeof data['days'] === 'number' ? data['days'] : null }];
  });
}

// What the newest notice names that is to be corrected, or is to follow a conditional acceptance: its fields and what is wanted of each.
import { type EventView } from '#contracts/cases.dto';

/** One thing to be corrected; `pointer` is null for what no field holds. */
export interface Defect {
  pointer: string | null;
  text: string;
}

const NOTICES = ['case.correction-requested.v1', 'case.conditionally-accepted.v1'];

/** The defects of the newest notice, in its order; none when there was no notice. */
export function defectsOf(timeline: readonly EventView[]): Defect[] {
  const notice = timeline.findLast(({ type }) => NOTICES.includes(type));
  if (!notice) return [];
  const fields = (notice.data['items'] ?? []) as (string | null)[];
  return fields.map((pointer, n) => ({ pointer, text: notice.texts[`items.${n}`] ?? '' }));
}

// How far a limit may be extended where the item's own law says nothing: 行政许可法 42. Ten working days by the head of the body; fifteen, by
// the government, for what several bodies handle together (26), which may take 45 at most.
import { type LimitView } from '#contracts/registry.dto';
import { type ItemSeed } from './seed-shapes';

/** The longest that joint handling may take (行政许可法 42), in working days. */
export const JOINT_LIMIT = 45;

const ARTICLE = { basis: '行政许可法 第四十二条', source: '中华人民共和国行政许可法', standing: 'verified' } as const;

/** An item as it stands in its file, or with the extension of the law if it has no word about one: `null` there says that there is none. */
export function withExtension(item: ItemSeed): ItemSeed {
  const { statutory, promised, extension } = item.limits as Partial<ItemSeed['limits']>;
  if (extension !== undefined) return item;
  const isInWorkdays = statutory?.unit === 'workday' && promised?.unit === 'workday';
  const byLaw: LimitView | null = isInWorkdays ? { value: item.joint ? 15 : 10, unit: 'workday', ...ARTICLE } : null;
  return { ...item, limits: { ...item.limits, extension: byLaw } };
}

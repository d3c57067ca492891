// The table park × item as a heat map: which figure a cell shows, how warm it is, and how few lie behind it.
import { type Figures, type TableRow } from '#rules/turnaround-table';

/** The figures that a map can show. */
export const MEASURES = ['cut', 'median', 'mean', 'p90', 'withinMonth', 'onTime', 'n'] as const;
/** One of them. */
export type Measure = (typeof MEASURES)[number];

/** What a cell shows: a number with its unit, null where there is none. */
export interface Shown {
  value: number | null;
  unit: 'share' | 'days' | 'count';
}

/** The figure of a line. The cut is the one to quote; without one there is none. */
export function shownOf(figures: Figures, measure: Measure): Shown {
  switch (measure) {
    case 'cut':
      return { value: figures.headline ? figures.cut[figures.headline].cut : null, unit: 'share' };
    case 'withinMonth':
    case 'onTime':
      return { value: figures[measure].share, unit: 'share' };
    case 'n':
      return { value: figures.n, unit: 'count' };
    default:
      return { value: figures.net?.[measure] ?? null, unit: 'days' };
  }
}

/** How good a cell is, from 0 (poor) to 4 (good); null where nothing is to be judged. */
export function warmth({ value, unit }: Shown, all: readonly Shown[]): 0 | 1 | 2 | 3 | 4 | null {
  if (value === null || unit === 'count') return null;
  if (unit === 'share') return bounded(Math.floor(value * 5));
  const values = all.flatMap((one) => (one.value === null ? [] : [one.value]));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return most === least ? 2 : bounded(Math.floor(((most - value) / (most - least)) * 4.999));
}

const bounded = (step: number) => Math.min(4, Math.max(0, step)) as 0 | 1 | 2 | 3 | 4;

/** Lines by park and item. Months of the same cell never meet here: the map asks without them. */
export function mapOf<Line extends TableRow>(rows: readonly Line[]) {
  const parks = [...new Set(rows.map(({ park }) => park!))];
  const items = [...new Set(rows.map(({ item }) => item!))];
  const at = (park: string, item: string) => rows.find((row) => row.park === park && row.item === item) ?? null;
  return { parks, items, at };
}

// The figures of a line: in which columns they stand, what defines each, and how each is written.
import { type FigureName } from '#contracts/oversight.dto';
import { type Figures, type TableRow } from '#rules/turnaround-table';
import { type Language } from '#screens/problem';

/** A line with the addresses of its cases, as HTTP answers it. */
export type Line = TableRow & { cases: Record<'decided' | 'onTheSpot' | 'before', string> };

/** How a figure is written. */
export type Unit = 'count' | 'days' | 'share' | 'baseline' | 'several';

/** A column: its name, the definition it falls under, and what it shows of a line. */
export interface Column {
  name: string;
  defines: FigureName;
  unit: Unit;
  of: (figures: Figures) => number | string | null;
}

const column = (name: string, defines: FigureName, unit: Unit, of: Column['of']): Column => ({
  name,
  defines,
  unit,
  of,
});

/** Every column of the table. Pauses stand apart: they are part of no other figure. */
export const COLUMNS: readonly Column[] = [
  column('n', 'n', 'count', ({ n }) => n),
  column('netMean', 'net', 'days', ({ net }) => net?.mean ?? null),
  column('netMedian', 'net', 'days', ({ net }) => net?.median ?? null),
  column('netP90', 'net', 'days', ({ net }) => net?.p90 ?? null),
  column('cutBefore', 'cut', 'share', ({ cut }) => cut.before.cut),
  column('cutStatutory', 'cut', 'share', ({ cut }) => cut.statutory.cut),
  column('cutPromise', 'cut', 'share', ({ cut }) => cut.promise.cut),
  column('headline', 'headline', 'baseline', ({ headline }) => headline),
  column('onTime', 'onTime', 'share', ({ onTime }) => onTime.share),
  column('withinMonth', 'withinMonth', 'share', ({ withinMonth }) => withinMonth.share),
  column('grossMean', 'gross', 'days', ({ gross }) => gross?.mean ?? null),
  column('grossMedian', 'gross', 'days', ({ gross }) => gross?.median ?? null),
  column('grossP90', 'gross', 'days', ({ gross }) => gross?.p90 ?? null),
  column('paused', 'paused', 'several', ({ paused }) => `${paused.n} / ${paused.days}`),
  column('correction', 'correction', 'several', ({ correction }) => `${correction.n} / ${correction.days}`),
  column('cards', 'cards', 'days', ({ cards }) => cards.perHundred),
  column('cardsRevoked', 'cards', 'count', ({ cards }) => cards.revoked),
  column('onTheSpot', 'onTheSpot', 'count', ({ onTheSpot }) => onTheSpot),
  column('resubmitted', 'resubmitted', 'count', ({ resubmitted }) => resubmitted),
];

/** A column by its name. */
export function columnOf(name: string): Column {
  return COLUMNS.find((one) => one.name === name)!;
}

/** A share as percent with one decimal, days with their decimals, counts with separators; null for none. */
export function written(value: number | string | null, unit: Unit, language: Language): string | null {
  if (value === null || typeof value === 'string') return value;
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  if (unit === 'share') return value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
  return value.toLocaleString(locale, { maximumFractionDigits: 2 });
}

// The table as a file for a spreadsheet: quoted by csv-stringify, formulas disarmed, UTF-8 with the mark that Excel looks for.
import { stringify } from 'csv-stringify/browser/esm/sync';
import { type TableRow } from '#rules/turnaround-table';

/** The columns of the file, in this order; `item`, `park` and `month` stand before them as far as the table has them. */
export const COLUMNS = [
  'n', 'isFew', 'netMean', 'netMedian', 'netP90', 'grossMean', 'grossMedian', 'grossP90', 'withinMonth', 'onTime',
  'cutBefore', 'cutBeforeN', 'cutStatutory', 'cutStatutoryN', 'cutPromise', 'cutPromiseN', 'headline',
  'pausedN', 'pausedDays', 'correctionN', 'correctionDays', 'cardsYellow', 'cardsRed', 'cardsRevoked', 'cardsPerHundred',
  'onTheSpot', 'resubmitted',
] as const; // prettier-ignore

/** One line of the table as cells; what there is not is empty. */
export function cellsOf(row: TableRow): Record<(typeof COLUMNS)[number], string | number | boolean | null> {
  const { net, gross, cut } = row;
  return {
    n: row.n,
    isFew: row.isFew ? 1 : 0,
    netMean: net?.mean ?? null,
    netMedian: net?.median ?? null,
    netP90: net?.p90 ?? null,
    grossMean: gross?.mean ?? null,
    grossMedian: gross?.median ?? null,
    grossP90: gross?.p90 ?? null,
    withinMonth: row.withinMonth.share,
    onTime: row.onTime.share,
    cutBefore: cut.before.cut,
    cutBeforeN: cut.before.n,
    cutStatutory: cut.statutory.cut,
    cutStatutoryN: cut.statutory.n,
    cutPromise: cut.promise.cut,
    cutPromiseN: cut.promise.n,
    headline: row.headline,
    pausedN: row.paused.n,
    pausedDays: row.paused.days,
    correctionN: row.correction.n,
    correctionDays: row.correction.days,
    cardsYellow: row.cards.yellow,
    cardsRed: row.cards.red,
    cardsRevoked: row.cards.revoked,
    cardsPerHundred: row.cards.perHundred,
    onTheSpot: row.onTheSpot,
    resubmitted: row.resubmitted,
  };
}

/** The whole file. `head` names the columns, `groups` are those that the lines are grouped by, `named` their names. */
export function sheetOf(
  rows: readonly TableRow[],
  groups: readonly ('item' | 'park' | 'month')[],
  head: (column: string) => string,
  named: (group: 'item' | 'park' | 'month', code: string) => string,
): string {
  const lines = rows.map((row) => [
    ...groups.map((group) => named(group, row[group] ?? '')),
    ...COLUMNS.map((column) => cellsOf(row)[column]),
  ]);
  return stringify([[...groups, ...COLUMNS].map(head), ...lines], { bom: true, escape_formulas: true });
}

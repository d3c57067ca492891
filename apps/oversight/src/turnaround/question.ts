// What may be asked of the table, checked field by field: a wrong question is named, never quietly answered as another.
import { CASE_SETS, type TurnaroundCasesRequest } from '#contracts/oversight.dto';
import { type FieldError } from '#contracts/errors';
import { Failure } from '#platform/failure';
import { GROUPS, type Group, type Kind } from '#rules/turnaround';
import { isCivilDate } from '#rules/workday';

const MOST_ROWS = 200;
const DEFAULT_ROWS = 50;

/** Days of the decision, first and last included; null = open. */
export interface Window {
  from: string | null;
  to: string | null;
}

/** Months, first and last included; null = open. None if the last lies before the first. */
export interface Months {
  first: string | null;
  last: string | null;
}

/** Days, first and last included. */
export interface Span {
  first: string;
  last: string;
}

/** Which applications to list; a month asked for is days like any others. */
export interface CaseFilter extends Window {
  kind: Kind;
  item: string | null;
  park: string | null;
  after: [decidedAt: string, number: string] | null;
  limit: number;
}

/** The groups of `by=item,park,month`; all of them if it is absent. @throws Failure BAD_INPUT */
export function groupsOf(by: string | undefined): Group[] {
  if (by === undefined) return [...GROUPS];
  const names = by === '' ? [] : by.split(',');
  const isRight = names.every((name) => (GROUPS as readonly string[]).includes(name));
  if (!isRight || new Set(names).size !== names.length) {
    const known = GROUPS.join(', ');
    refuse([
      fault('/by', 'GROUPS', `须为 ${known} 中的若干项，以逗号分隔`, `wants some of ${known}, each once, by commas`),
    ]);
  }
  return GROUPS.filter((group) => names.includes(group));
}

/** The window. @throws Failure BAD_INPUT naming every wrong field */
export function windowOf({ from, to }: { from?: string; to?: string }): Window {
  refuse(windowFaults(from, to));
  return { from: from ?? null, to: to ?? null };
}

/** The whole months of a window, and what is left of it at its ends. A month after December has no name, and needs none. */
export function partsOf({ from, to }: Window): { months: Months; spans: Span[] } {
  const isBegun = from !== null && !from.endsWith('-01');
  const isCut = to !== null && to !== endOfMonth(to);
  const months = {
    first: from && (isBegun ? monthBeside(from, 1) : monthOf(from)),
    last: to && (isCut ? monthBeside(to, -1) : monthOf(to)),
  };
  if (from && to && monthOf(from) === monthOf(to))
    return { months, spans: isBegun || isCut ? [{ first: from, last: to }] : [] };
  return {
    months,
    spans: [
      ...(isBegun ? [{ first: from, last: endOfMonth(from) }] : []),
      ...(isCut ? [{ first: `${monthOf(to)}-01`, last: to }] : []),
    ],
  };
}

const monthOf = (date: string) => date.slice(0, 7);
const monthBeside = (date: string, by: 1 | -1) =>
  `${date.slice(0, 5)}${String(Number(date.slice(5, 7)) + by).padStart(2, '0')}`;
const endOfMonth = (date: string) =>
  ['31', '30', '29', '28'].map((day) => `${monthOf(date)}-${day}`).find((one) => isCivilDate(one))!;

/** The filter of a list of applications. @throws Failure BAD_INPUT naming every wrong field */
export function caseFilterOf(request: TurnaroundCasesRequest): CaseFilter {
  const { of = 'decided', item, park, month, from, to, cursor, limit = String(DEFAULT_ROWS) } = request;
  const after = cursor === undefined ? null : readCursor(cursor);
  const isLimit = /^[1-9]\d{0,2}$/.test(limit) && Number(limit) <= MOST_ROWS;
  const sets = Object.keys(CASE_SETS).join(', ');
  const code = /^[0-9A-Za-z-]{1,32}$/;
  const faults = [
    Object.hasOwn(CASE_SETS, of) ? null : fault('/of', 'SET', `须为 ${sets} 之一`, `wants one of ${sets}`),
    item === undefined || code.test(item) ? null : fault('/item', 'CODE', '须为事项编号', 'wants the code of an item'),
    park === undefined || code.test(park) ? null : fault('/park', 'CODE', '须为园区代码', 'wants the code of a park'),
    month === undefined || isCivilDate(`${month}-01`)
      ? null
      : fault('/month', 'MONTH', '须为 YYYY-MM', 'wants YYYY-MM'),
    ...windowFaults(from, to),
    cursor === undefined || after ? null : fault('/cursor', 'CURSOR', '无效的翻页标记', 'is no cursor of this list'),
    isLimit ? null : fault('/limit', 'LIMIT', `须为 1 至 ${MOST_ROWS}`, `wants 1 to ${MOST_ROWS}`),
  ];
  refuse(faults.filter((one) => one !== null));
  return {
    kind: CASE_SETS[of]!,
    item: item ?? null,
    park: park ?? null,
    ...daysOf(month, { from: from ?? null, to: to ?? null }),
    after,
    limit: Number(limit),
  };
}

/** The days of a window that lie in a month, if one is asked for. */
function daysOf(month: string | undefined, { from, to }: Window): Window {
  if (month === undefined) return { from, to };
  const [first, last] = [`${month}-01`, endOfMonth(month)];
  return { from: from && from > first ? from : first, to: to && to < last ? to : last };
}

/** The place behind a row, for the following page. */
export const writeCursor = (decidedAt: string, number: string) =>
  Buffer.from(JSON.stringify([decidedAt, number])).toString('base64url');

function readCursor(cursor: string): CaseFilter['after'] {
  try {
    const [decidedAt, number, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isInstant = typeof decidedAt === 'string' && !Number.isNaN(Date.parse(decidedAt));
    if (isInstant && typeof number === 'string' && more.length === 0) return [decidedAt, number];
  } catch {
    // falls through: whatever it was, it was none of ours
  }
  return null;
}

function windowFaults(from: string | undefined, to: string | undefined): FieldError[] {
  const dates = { from, to };
  const faults = Object.entries(dates)
    .filter(([, date]) => date !== undefined && !isCivilDate(date))
    .map(([name]) => fault(`/${name}`, 'DATE', '须为 YYYY-MM-DD 的日期', 'wants a date, YYYY-MM-DD'));
  if (faults.length === 0 && from !== undefined && to !== undefined && from > to)
    faults.push(fault('/to', 'REVERSED', '不得早于 from', 'lies before from'));
  return faults;
}

function refuse(faults: FieldError[]): void {
  if (faults.length > 0) throw new Failure('BAD_INPUT', {}, faults);
}

const fault = (pointer: string, code: string, zh: string, en: string): FieldError => ({ pointer, code, zh, en });

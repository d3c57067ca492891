// Rows of a list from an uploaded CSV file: columns by title or name, every wrong cell by its line and column.
// A cell that a spreadsheet would run as a formula is refused (= + - @ and the tab).
import { parse } from 'csv-parse/browser/esm/sync';
import { stringify } from 'csv-stringify/browser/esm/sync';
import { type Language } from '#screens/problem';
import { type ChoiceNames, type Described, fieldsOf, titleOf } from './schema';

/** Something wrong in a file; `line` counts the lines of the file from 1, `column` is the title of the column. */
export interface FileFault {
  line: number;
  column: string;
  code: 'FORMULA' | 'UNKNOWN_COLUMN' | 'NO_NUMBER' | 'NO_CHOICE' | 'NO_YES_OR_NO' | 'TOO_MANY' | 'NO_CSV';
}

/** The rows of a file, or all that is wrong with it. */
export interface ListFile {
  rows: Record<string, unknown>[];
  faults: FileFault[];
}

interface Line {
  record: string[];
  info: { lines: number };
}

const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;

/** The text of a file: UTF-8, else GB 18030 as spreadsheets in China write it. */
export function textOfFile(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Reads a file for the list that `schema` describes. */
export function readList(text: string, schema: Described, choices: Record<Language, ChoiceNames>): ListFile {
  const [head, ...lines] = linesOf(text) ?? [];
  if (!head) return { rows: [], faults: [{ line: 1, column: '', code: 'NO_CSV' }] };
  const most = (schema as { maxItems?: number }).maxItems ?? Infinity;
  if (lines.length > most) return { rows: [], faults: [{ line: head.info.lines, column: '', code: 'TOO_MANY' }] };
  const columns = head.record.map((title) => columnOf(title.trim(), schema.items ?? {}));
  const faults: FileFault[] = columns.flatMap((column, n) =>
    column ? [] : [{ line: head.info.lines, column: head.record[n]!, code: 'UNKNOWN_COLUMN' as const }],
  );
  const rows = lines.map(({ record, info }) => {
    const row: Record<string, unknown> = {};
    record.forEach((cell, n) => {
      const column = columns[n];
      if (!column || cell.trim() === '') return;
      const read = valueOf(cell, column.schema, choices);
      if ('code' in read) faults.push({ line: info.lines, column: head.record[n]!, code: read.code });
      else row[column.name] = read.value;
    });
    return row;
  });
  return { rows, faults };
}

/** A file to fill: the titles of the columns, and a mark by which spreadsheets know UTF-8. */
export function emptyList(schema: Described, language: Language): string {
  const fields = fieldsOf(schema.items ?? {});
  return stringify([fields.map(([name, field]) => titleOf(field, language, name))], { bom: true });
}

function linesOf(text: string): Line[] | null {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(text, options) as unknown as Line[];
  } catch {
    return null; // no CSV at all: a quote that never ends
  }
}

/** Titles in either language and the field's own name mean the same column. */
function columnOf(title: string, row: Described): { name: string; schema: Described } | null {
  const found = Object.entries(row.properties ?? {}).find(([name, field]) =>
    [name, titleOf(field, 'zh', name), titleOf(field, 'en', name)].includes(title),
  );
  return found ? { name: found[0], schema: found[1] } : null;
}

function valueOf(
  cell: string,
  schema: Described,
  choices: Record<Language, ChoiceNames>,
): { value: unknown } | { code: FileFault['code'] } {
  const text = cell.trim();
  const isFigure = schema.type === 'number' || schema.type === 'integer';
  // A negative number is no formula where a number is wanted.
  if (FORMULA.test(cell) && !(isFigure && NUMBER.test(text))) return { code: 'FORMULA' };
  if (isFigure) return NUMBER.test(text) ? { value: Number(text.replaceAll(',', '')) } : { code: 'NO_NUMBER' };
  if (schema.enum) {
    const value = schema.enum.find((one) => [String(one), choices.zh(one), choices.en(one)].includes(text));
    return value === undefined ? { code: 'NO_CHOICE' } : { value };
  }
  if (schema.type === 'boolean') {
    if (/^(true|yes|y|1|是)$/i.test(text)) return { value: true };
    return /^(false|no|n|0|否)$/i.test(text) ? { value: false } : { code: 'NO_YES_OR_NO' };
  }
  return { value: text };
}

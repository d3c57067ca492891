// The lines of a file, each with its number and the byte behind it, from any line on: whoever was killed goes on where it stopped.
import { type Readable } from 'node:stream';
import { parse as parseCsv, type Info } from 'csv-parse';
import { type ImportType } from '#contracts/imports.dto';
import { type ErrorCode } from '#contracts/errors';
import { COLUMNS, type Column } from '#contracts/past-case';
import { Failure, isErrorCode } from '#platform/failure';
import { parse } from '#platform/json';
import { caseOf } from './columns';

/** Where a line ends: what to go on from. Lines are counted from 1; the header of a CSV file is its line 1. */
export interface Place {
  line: number;
  byte: number;
}

/** A line that could be read, or why it could not. */
export type Line = Place & ({ past: unknown } | { fault: Failure });

/** Opens the file at a byte. */
export type Open = (start: number) => Readable;

/** The longest line, in bytes. */
const MOST_LINE = 2_097_152;
const NEWLINE = 10;

const malformed = () => new Failure('LINE_MALFORMED');

/**
 * Reads what follows a place; empty lines are counted and passed over.
 * @throws Failure `HEADER_UNKNOWN`, or `LINE_MALFORMED` where nothing behind a fault can be read (a quote of CSV that never closes).
 */
export function linesOf(open: Open, type: ImportType, from: Place): AsyncGenerator<Line> {
  return type === 'text/csv' ? csvLines(open, from) : jsonLines(open, from);
}

async function* jsonLines(open: Open, from: Place): AsyncGenerator<Line> {
  let { line, byte } = from;
  let held: Buffer[] = [];
  let size = 0;
  const take = (piece: Buffer): Line | null => {
    const bytes = Buffer.concat([...held, piece]);
    const isTooLong = size + piece.length > MOST_LINE;
    [held, size, line, byte] = [[], 0, line + 1, byte + 1];
    return isTooLong ? { line, byte, fault: malformed() } : jsonLine(bytes, { line, byte });
  };
  for await (const chunk of open(byte) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      byte += end - start;
      const taken = take(chunk.subarray(start, end));
      if (taken) yield taken;
      start = end + 1;
    }
    byte += chunk.length - start;
    size += chunk.length - start;
    // Of a line that is too long no more is kept than shows it.
    if (size <= MOST_LINE) held.push(chunk.subarray(start));
    else held = [];
  }
  const last = size > 0 ? take(Buffer.alloc(0)) : null;
  if (last) yield { ...last, byte: last.byte - 1 };
}

function jsonLine(bytes: Buffer, place: Place): Line | null {
  const text = place.line === 1 && bytes.subarray(0, 3).equals(BOM) ? bytes.subarray(3) : bytes;
  if (/^\s*$/.test(text.toString('latin1'))) return null;
  try {
    return { ...place, past: parse(text) };
  } catch {
    return { ...place, fault: malformed() };
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

async function* csvLines(open: Open, from: Place): AsyncGenerator<Line> {
  const header = await headerOf(open);
  const start = from.line === 0 ? header : from;
  for await (const { record, info } of records(open, start.byte)) {
    const place = { line: start.line + info.records, byte: start.byte + info.bytes };
    if (record.length === 1 && record[0] === '') continue;
    yield record.length === header.columns.length
      ? csvLine(header.columns, record, place)
      : { ...place, fault: malformed() };
  }
}

function csvLine(columns: readonly Column[], record: readonly string[], place: Place): Line {
  const cells = columns.map((column, i) => [column, record[i]!] as const).filter(([, cell]) => cell !== '');
  try {
    return { ...place, past: caseOf(Object.fromEntries(cells)) };
  } catch (error) {
    if (error instanceof Failure) return { ...place, fault: error };
    throw error;
  }
}

async function headerOf(open: Open): Promise<Place & { columns: Column[] }> {
  for await (const { record, info } of records(open, 0)) {
    const unknown = record.filter((name) => !COLUMNS.includes(name as Column));
    const twice = record.filter((name, i) => record.indexOf(name) !== i);
    if (unknown.length > 0 || twice.length > 0)
      throw new Failure('HEADER_UNKNOWN', { columns: [...unknown, ...twice].map((name) => name.slice(0, 40)) });
    return { line: 1, byte: info.bytes, columns: record as Column[] };
  }
  throw new Failure('HEADER_UNKNOWN', { columns: [] });
}

interface Read {
  record: string[];
  info: Info;
}

async function* records(open: Open, start: number): AsyncGenerator<Read> {
  const source = open(start);
  const parser = parseCsv({
    bom: start === 0,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    max_record_size: MOST_LINE,
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    yield* source.pipe(parser) as unknown as AsyncIterable<Read>;
  } catch (error) {
    throw /^CSV_/.test((error as { code?: string }).code ?? '') ? malformed() : error;
  } finally {
    source.destroy();
  }
}

/** The code of whatever went wrong with a file as a whole; null for what is no fault of the file. */
export function faultOf(error: unknown): ErrorCode | null {
  const { code } = error as { code?: unknown };
  if (code === 'ENOENT') return 'NOT_FOUND';
  return error instanceof Failure && isErrorCode(code) ? code : null;
}

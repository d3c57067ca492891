// Past cases brought in by file, and cases and events taken out: requests to the cases app, and what it answers.
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { type ErrorCode } from './errors';
import { type PastCase } from './past-case';

/** Content types of a file: CSV with a header, or one JSON object a line. */
export const IMPORT_TYPES = ['text/csv', 'application/x-ndjson'] as const;
/** One of them. */
export type ImportType = (typeof IMPORT_TYPES)[number];

/** The largest file, in bytes: 1 GB. */
export const MOST_IMPORT_BYTES = 1_073_741_824;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A file lies in the file store and is to be imported. */
export class StartImportRequest {
  @IsString()
  person: string;

  @Matches(/^[0-9a-f]{64}$/)
  sha256: string;

  @IsInt()
  @Min(0)
  bytes: number;

  @IsIn(IMPORT_TYPES)
  type: ImportType;
}

/** Asks how far an import is. */
export class ImportRequest {
  @IsString()
  person: string;

  @IsString()
  @Length(1, 64)
  id: string;
}

/** Asks for the refused lines behind one. */
export class RefusedLinesRequest extends ImportRequest {
  @IsOptional()
  @IsInt()
  @Min(0)
  after?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

/** An import. `lines` = how many were read so far; each is imported, known from before, or refused. */
export interface ImportView {
  id: string;
  state: 'RUNNING' | 'DONE' | 'FAILED';
  type: ImportType;
  bytes: number;
  lines: number;
  imported: number;
  known: number;
  refused: number;
  startedAt: string;
  endedAt: string | null;
  /** Why it failed: what was wrong with the file as a whole. */
  fault: ErrorCode | null;
}

/** A refused line as people read it, with its sentence in both languages. */
export interface RefusedLineView {
  line: number;
  code: string;
  field: string | null;
  zh: string;
  en: string;
}

/** A line that was refused, as cases tells it; `field` = JSON pointer into the line. */
export interface RefusedLine {
  line: number;
  code: ErrorCode;
  field: string | null;
  params: Record<string, unknown>;
}

/** Asks for cases behind a number. Days are of the filing, the first and the last included. */
export class ExportCasesRequest {
  @IsString()
  person: string;

  @IsOptional()
  @Matches(/^[0-9A-Za-z-]{1,64}$/)
  after?: string;

  @IsOptional()
  @Matches(DAY)
  from?: string;

  @IsOptional()
  @Matches(DAY)
  to?: string;

  /** With the forms, which hold personal data. */
  @IsBoolean()
  forms: boolean;

  /** As rows of `COLUMNS` instead of objects. */
  @IsBoolean()
  rows: boolean;
}

/** Cases as objects or as rows; `next` = the number behind which more are to be asked for, null at the end. */
export interface ExportedCases {
  lines: (PastCase | string[])[];
  next: string | null;
}

/** Asks for events behind a position. */
export class ExportEventsRequest {
  @IsString()
  person: string;

  @IsInt()
  @Min(0)
  position: number;

  @IsInt()
  @Min(1)
  @Max(500)
  limit: number;
}

/** What a query may say of refused lines. */
export class RefusedQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  after?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;

  /** The language of problems, on every route. */
  @IsOptional()
  lang?: unknown;
}

/** What a query may say of an export of cases. */
export class ExportCasesQuery {
  @IsOptional()
  @Matches(DAY)
  from?: string;

  @IsOptional()
  @Matches(DAY)
  to?: string;

  @IsOptional()
  @IsIn(['ndjson', 'csv'])
  format?: 'ndjson' | 'csv';

  @IsOptional()
  @IsIn(['true', 'false'])
  forms?: 'true' | 'false';

  @IsOptional()
  lang?: unknown;
}

/** What a query may say of an export of events. */
export class ExportEventsQuery {
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  after?: string;

  @IsOptional()
  @Matches(/^[1-9]\d{0,8}$/)
  limit?: string;

  @IsOptional()
  lang?: unknown;
}

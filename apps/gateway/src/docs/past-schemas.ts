// JSON Schemas of imports and of the line that a past case is.
import { IMPORT_TYPES, type ImportView, type RefusedLineView } from '#contracts/imports.dto';
import { PAST_CASE_SCHEMA } from '#contracts/past-case';
import { instant, int, object, oneOf, orNull, page, type Schema, text } from './schema';

/** What the document says of past cases. */
export const PAST_SCHEMAS = {
  Import: object<ImportView>({
    id: text,
    state: oneOf('RUNNING', 'DONE', 'FAILED'),
    type: oneOf(...IMPORT_TYPES),
    bytes: int,
    lines: { ...int, description: 'Read so far; each was imported, known from before, or refused' },
    imported: int,
    known: int,
    refused: int,
    startedAt: instant,
    endedAt: orNull(instant),
    fault: { ...orNull(text), description: 'Code of what was wrong with the file as a whole' },
  }),
  RefusedLine: object<RefusedLineView>({
    line: int,
    code: text,
    field: { ...orNull(text), description: 'JSON pointer into the line' },
    zh: text,
    en: text,
  }),
  RefusedLinePage: page('RefusedLine'),
  PastCase: PAST_CASE_SCHEMA as unknown as Schema,
};

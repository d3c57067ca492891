// Cursors of lists by keyset: the key of the last row, opaque to whoever hands it back.
import { Failure } from '#platform/failure';
import { isCivilDate } from '#rules/workday';

/** An instant as Postgres writes it: anything else must not reach a query. */
const INSTANT = /^[1-9]\d{3}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;
const isInstant = (text: unknown) =>
  text === 'infinity' || (typeof text === 'string' && INSTANT.test(text) && isCivilDate(text.slice(0, 10)));

/** The cursor of the page that follows the row with this key. */
export const writeCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The key in a cursor: an instant as Postgres writes it, or `infinity`, and `length - 1` texts.
 * @throws Failure BAD_INPUT for a cursor that is none of ours.
 */
export function readCursor(cursor: string, length: number): string[] {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (key.length === length && key.every((part) => typeof part === 'string') && isInstant(key[0])) return key;
  } catch {
    // falls through: whatever it was, it was none of ours
  }
  throw new Failure('BAD_INPUT', {}, [
    { pointer: '/cursor', code: 'CURSOR', zh: '无效的翻页标记', en: 'is no cursor of this list' },
  ]);
}

// What every act brings along: an idempotency key and a body that is an object. The rest is checked once, by cases.
import { type FieldError } from '#contracts/errors';
import { Failure } from '#platform/failure';
import { isPersonAct, type PersonAct } from '#rules/lifecycle';

/** The longest key that cases stores. */
export const KEY_LENGTH = 255;

/**
 * The `Idempotency-Key` of a request: printable ASCII.
 * @throws Failure `KEY_MISSING`, also for one that is malformed; then `errors` says how.
 */
export function keyOf(header: string | string[] | undefined, longest = KEY_LENGTH): string {
  const key = Array.isArray(header) ? header.join(', ') : header;
  if (!key) throw new Failure('KEY_MISSING');
  if (key.length > longest || !/^[\x20-\x7e]+$/.test(key)) throw new Failure('KEY_MISSING', {}, [malformed(longest)]);
  return key;
}

const malformed = (longest: number): FieldError => ({
  pointer: '',
  code: 'KEY_MALFORMED',
  zh: `Idempotency-Key 须为 1 至 ${longest} 个可打印 ASCII 字符`,
  en: `Idempotency-Key must be 1 to ${longest} printable ASCII characters`,
});

/** The body of an act; none at all is an empty one. @throws Failure `BAD_REQUEST` when it is no object. */
export function objectOf(body: unknown): Record<string, unknown> {
  if (body === undefined) return {};
  if (!isObject(body)) throw new Failure('BAD_REQUEST');
  return body;
}

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for what can be the number of a case; anything else is simply not there. */
export function isNumber(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9A-Za-z-]{1,64}$/.test(value);
}

/** A case number. @throws Failure `NO_SUCH_CASE` for what none can be. */
export function numberOf(text: string): string {
  if (!isNumber(text)) throw new Failure('NO_SUCH_CASE');
  return text;
}

/** An act of people by its slug. @throws Failure `NO_SUCH_ACT` */
export function actOf(slug: string): PersonAct {
  if (!isPersonAct(slug)) throw new Failure('NO_SUCH_ACT');
  return slug;
}

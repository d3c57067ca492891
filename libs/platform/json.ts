// JSON from outside: UTF-8, no deeper than anyone needs, nothing that poisons a prototype or that Postgres cannot store.
import { Failure } from './failure';

/** Levels of a document; stringifying what is deeper than the stack would throw far from here. */
const MOST_LEVELS = 64;

/** The document; nothing of no bytes. @throws Failure `BAD_REQUEST` for what is not JSON in UTF-8, is too deep, or cannot be stored. */
export function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  let body: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    body = JSON.parse(text, SUSPICIOUS.test(text) ? harmless : undefined);
  } catch {
    throw new Failure('BAD_REQUEST');
  }
  if (levelsOf(body) > MOST_LEVELS) throw new Failure('BAD_REQUEST');
  return body;
}

// What may hide a name that poisons a prototype, or characters that Postgres refuses: U+0000 and halves of a pair.
const SUSPICIOUS = /__proto__|\\u(?:005f|0000|d[89a-f])/i;

function harmless(name: string, value: unknown): unknown {
  if (name === '__proto__' || UNSTORABLE.test(name)) throw new SyntaxError('name');
  if (typeof value === 'string' && UNSTORABLE.test(value)) throw new SyntaxError('character');
  return value;
}

// With the flag `u` a surrogate that has its other half is no surrogate.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Depth without recursion: a hostile body must not overflow the stack. */
function levelsOf(body: unknown): number {
  let levels = 0;
  for (let level: unknown[] = [body]; level.length > 0 && levels <= MOST_LEVELS; levels++) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return levels;
}

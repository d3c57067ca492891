// Request bodies: JSON in UTF-8, no larger than NATS can carry, no deeper than anyone needs. Read here and nowhere else.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Readable } from 'node:stream';
import { Failure } from '#platform/failure';
import { type RpcClient } from '#platform/rpc-client';

/** The house's own limit. */
export const MOST_BYTES = 1_048_576;

/** Room for what travels around a body on NATS. */
const ENVELOPE_BYTES = 65_536;

/** Levels of a body; stringifying what is deeper than the stack would throw far from here. */
const MOST_LEVELS = 64;

/** A body over the limit is read to its end, so that the client hears the answer, up to this many bytes. */
const MOST_DRAINED = 16 * MOST_BYTES;

/** The limit now: the house's, or what the connected NATS server takes less the envelope. */
export function bodyLimit(maxPayload: number | undefined): number {
  return Math.min(MOST_BYTES, Math.max(1, (maxPayload ?? Infinity) - ENVELOPE_BYTES));
}

/** Makes `application/json` the one content type; Fastify answers 415 to every other. */
export function readBodies(fastify: FastifyInstance, rpc: Pick<RpcClient, 'connection'>): void {
  let maxPayload: number | undefined; // the last that was heard, while NATS is away
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) => {
    maxPayload = rpc.connection?.info?.max_payload ?? maxPayload;
    const bytes = await collect(payload, bodyLimit(maxPayload), Number(request.headers['content-length'] ?? 0));
    return request.is404 ? undefined : parse(bytes); // where nothing is, nothing can be malformed
  });
}

async function collect(payload: Readable, limit: number, announced: number): Promise<Buffer> {
  const tooLarge = new Failure('BODY_TOO_LARGE', { limit });
  if (announced > MOST_DRAINED) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_DRAINED) throw tooLarge;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > limit) throw tooLarge;
  return Buffer.concat(chunks);
}

/** @throws Failure `BAD_REQUEST` for what is not JSON in UTF-8, is too deep, or cannot be stored. */
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

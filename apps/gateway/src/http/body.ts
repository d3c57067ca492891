// Request bodies: JSON in UTF-8, no larger than NATS can carry, no deeper than anyone needs. Read here and nowhere else.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Readable } from 'node:stream';
import { IMPORT_TYPES } from '#contracts/imports.dto';
import { Failure } from '#platform/failure';
import { parse } from '#platform/json';
import { type RpcClient } from '#platform/rpc-client';

/** The house's own limit. */
export const MOST_BYTES = 1_048_576;

/** Room for what travels around a body on NATS. */
const ENVELOPE_BYTES = 65_536;

/** A body over the limit is read to its end, so that the client hears the answer, up to this many bytes. */
const MOST_DRAINED = 16 * MOST_BYTES;

/** The route that takes files, as a stream. */
const UPLOADS = '/api/v1/imports';

/** The limit now: the house's, or what the connected NATS server takes less the envelope. */
export function bodyLimit(maxPayload: number | undefined): number {
  return Math.min(MOST_BYTES, Math.max(1, (maxPayload ?? Infinity) - ENVELOPE_BYTES));
}

/** How long a body of JSON may take to arrive: only files may be as large as to need longer. */
const BODY_MS = 30_000;

/** Reads `application/json`, and hands files on to the one route that takes them; Fastify answers 415 to every other type. */
export function readBodies(fastify: FastifyInstance, rpc: Pick<RpcClient, 'connection'>): void {
  let maxPayload: number | undefined; // the last that was heard, while NATS is away
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) => {
    maxPayload = rpc.connection?.info?.max_payload ?? maxPayload;
    const bytes = await collect(payload, bodyLimit(maxPayload), Number(request.headers['content-length'] ?? 0));
    return request.is404 ? undefined : parse(bytes); // where nothing is, nothing can be malformed
  });
  fastify.addContentTypeParser([...IMPORT_TYPES], async (request: FastifyRequest, payload: Readable) => {
    if (request.routeOptions.url !== UPLOADS) throw new Failure('WRONG_CONTENT_TYPE');
    return payload;
  });
}

async function collect(payload: Readable, limit: number, announced: number): Promise<Buffer> {
  const tooLarge = () => new Failure('BODY_TOO_LARGE', { limit });
  if (announced > MOST_DRAINED) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  const late = setTimeout(() => payload.destroy(new Failure('BAD_REQUEST')), BODY_MS);
  try {
    for await (const chunk of payload as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_DRAINED) throw tooLarge();
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    }
  } finally {
    clearTimeout(late);
  }
  if (size > limit) throw tooLarge();
  return Buffer.concat(chunks);
}

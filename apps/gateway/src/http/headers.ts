// Headers of every answer, and one log line for each: no bodies, no tokens, no query.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type Logger } from 'pino';

const SAFE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The caller's `X-Request-Id` if it is a harmless one, else a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** Sets them as the first thing, so that refusals carry them too. */
export function setHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    safeHeaders(request, reply);
  });
}

/** The headers of every answer, also of those that come before any hook. */
export function safeHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(SAFE).header('x-request-id', request.id);
}

/** One line a request; probes of health only at `debug`. */
export function logAccess(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const line = {
      requestId: request.id,
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.person ? { person: request.person.id } : {}),
    };
    if (request.url.startsWith('/health/')) log.debug(line, 'request');
    else log.info(line, 'request');
  });
}

// The last stop of every error, ours, Nest's or Fastify's. What has no code is logged in full and told as INTERNAL.
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Logger } from 'pino';
import { languageOf } from './language';
import { type About, toProblem } from './problem';

/** How long a caller should wait before it asks again. */
const RETRY_AFTER_S = 2;

/** What a problem about this request says of it. */
export function aboutOf(request: FastifyRequest): About {
  const lang = (request.query as { lang?: unknown } | null)?.lang;
  return {
    language: languageOf(lang, request.headers['accept-language']),
    path: request.url.split('?', 1)[0]!,
    requestId: request.id,
  };
}

/** Answers a request with the problem of an error. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown, log: Logger): void {
  const about = aboutOf(request);
  const problem = toProblem(error, about);
  if (problem.code === 'INTERNAL') log.error({ err: error, requestId: request.id }, 'a request failed');
  if (problem.status === 503) void reply.header('retry-after', RETRY_AFTER_S);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(problem.status)
    .header('content-language', about.language)
    .header('vary', 'Accept-Language')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** Catches everything. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return; // a stream that broke under way has no answer left to give
    sendProblem(http.getRequest<FastifyRequest>(), reply, error, this.log);
  }
}

// Puts the door together: Fastify's options and hooks, Nest's module, filter and guard, the document.
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Logger } from 'pino';
import { assertPermissions } from '#platform/handle';
import { NestLog } from '#platform/log';
import { RpcClient } from '#platform/rpc-client';
import { type GatewayConfig } from './config';
import { buildDocument } from './docs/document';
import { TheDocument } from './docs/docs.controller';
import { GatewayModule } from './gateway.module';
import { MOST_BYTES, readBodies } from './http/body';
import { refuseConnection } from './http/client-error';
import { logAccess, requestIdOf, safeHeaders, setHeaders } from './http/headers';
import { readyPages } from './pages/pages';
import { ProblemFilter, sendProblem } from './problem/problem.filter';
import { lockDoor } from './sign-in/door';
import { Tokens } from './sign-in/tokens';

const KEEP_ALIVE_MS = 65_000; // longer than a load balancer's minute, so that it never reuses what we have just closed
const HEADERS_MS = 30_000; // to send the headers of a request; bodies of JSON have their own time
const REQUEST_MS = 3_600_000; // to send a whole request: a file of 1 GB at 300 KB a second; an open stream of ours is an answer
const LONGEST_HEADER = 16_384; // Node's own limit: an over-long number is a case that does not exist, not another verdict

/**
 * The application, initialised, listening to nothing yet.
 * @throws Error at boot when a route names no permission.
 */
export async function createGateway(config: GatewayConfig, log: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: false,
    bodyLimit: MOST_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS },
    genReqId: requestIdOf,
    clientErrorHandler: refuseConnection,
    return503OnClosing: false, // what arrives on an open connection while we stop is still answered
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_HEADER },
    // A URL that cannot be read never reaches a route, nor the hooks.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      safeHeaders(request, reply);
      sendProblem(request, reply, error, log);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.of(config), adapter, {
    logger: new NestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  setHeaders(fastify);
  logAccess(fastify, log);
  lockDoor(fastify, app.get(Tokens));
  readBodies(fastify, app.get(RpcClient));
  await readyPages(app, config.pagesFolder);
  app.useGlobalFilters(new ProblemFilter(log));
  app.get(TheDocument).document = buildDocument(app);
  await app.init();
  assertPermissions(app);
  return app;
}

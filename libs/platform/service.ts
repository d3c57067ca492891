// Boots a NATS microservice: queue group = app, handlers checked for permissions, SIGTERM drains.
import { type DynamicModule, type INestMicroservice, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { type Logger } from 'pino';
import { assertPermissions, WireErrors } from './handle';
import { NestLog } from './log';
import { natsOptions } from './nats';

/** Serves a module on NATS until SIGTERM. Resolves when it listens. */
export async function serve(
  module: Type | DynamicModule,
  app: string,
  natsUrl: string,
  log: Logger,
): Promise<INestMicroservice> {
  WireErrors.log = log;
  const service = await NestFactory.createMicroservice<MicroserviceOptions>(module as Type, {
    transport: Transport.NATS,
    options: {
      ...(natsOptions(natsUrl, app) as Record<string, unknown>),
      queue: app, // replicas share the work instead of each doing it
      gracefulShutdown: true,
      gracePeriod: 500,
    },
    logger: new NestLog(log),
  });
  assertPermissions(service);
  service.enableShutdownHooks();
  await service.listen();
  log.info({ app }, 'serving');
  return service;
}

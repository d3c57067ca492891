// Boots a NATS microservice: queue group = app, handlers checked for permissions; on SIGTERM whoever has asked is answered.
import { setTimeout as pause } from 'node:timers/promises';
import { type DynamicModule, type INestMicroservice, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, type NatsOptions, ServerNats } from '@nestjs/microservices';
import { type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { type Logger } from 'pino';
import { STARTED } from '#contracts/subjects';
import { natsPrefix } from './config';
import { assertPermissions, WireErrors } from './handle';
import { NestLog } from './log';
import { natsOptions } from './nats';

/** How long requests under way may take once a server is told to stop. */
const GRACE_MS = 5_000;
const LOOK_MS = 5;

/**
 * Nest's own server drops what NATS had already sent it when it unsubscribes, and closes after a fixed pause, whoever still
 * waits: they would learn it from their deadline. This one takes no new request and closes when the last is answered.
 */
class RequestServer extends ServerNats {
  private underWay = 0;

  constructor(options: NonNullable<NatsOptions['options']>) {
    super(options);
    this.setOnProcessingStartHook((_transport, _context, done): unknown => {
      this.underWay += 1;
      return done();
    });
    this.setOnProcessingEndHook(() => (this.underWay -= 1));
  }

  /**
   * Tells that requests are served: after the subscriptions, on the connection that they were made on, and again whenever that comes back:
   * what it was sent meanwhile is lost.
   */
  tellStarted(app: string): void {
    const connection = this['natsClient'] as NatsConnection;
    const tell = () => connection.publish(natsPrefix() + STARTED, JSON.stringify({ app }));
    tell();
    void (async () => {
      for await (const { type } of connection.status()) if (type === 'reconnect') tell();
    })();
  }

  override async close(): Promise<void> {
    const connection = this['natsClient'] as NatsConnection | undefined; // none before the first
    if (connection && !connection.isClosed())
      await Promise.race([this.allAnswered(connection), pause(GRACE_MS, undefined, { ref: false })]);
    await super.close();
  }

  private async allAnswered(connection: NatsConnection): Promise<void> {
    await Promise.all((this['subscriptions'] as Subscription[]).map((subscription) => subscription.drain()));
    do await pause(LOOK_MS);
    while (this.underWay > 0);
    await connection.flush();
  }
}

/** Serves a module on NATS until SIGTERM. Resolves when it listens. */
export async function serve(
  module: Type | DynamicModule,
  app: string,
  natsUrl: string,
  log: Logger,
): Promise<INestMicroservice> {
  WireErrors.log = log;
  // The queue group: replicas share the work instead of each doing it.
  const strategy = new RequestServer({ ...(natsOptions(natsUrl, app) as Record<string, unknown>), queue: app });
  const service = await NestFactory.createMicroservice<MicroserviceOptions>(module as Type, {
    strategy,
    logger: new NestLog(log),
  });
  assertPermissions(service);
  // Nest's own hooks would close what handlers need before the last of them is done.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(service, log));
  await service.listen();
  strategy.tellStarted(app);
  log.info({ app }, 'serving');
  return service;
}

async function stop(service: INestMicroservice, log: Logger): Promise<void> {
  try {
    await service.close();
    process.exit(0);
  } catch (error) {
    log.error({ err: error }, 'stopped badly');
    process.exit(1);
  }
}

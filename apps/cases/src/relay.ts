// The relay: tells workflows, reconciles, gives positions and publishes, brings in past cases and cases to a new calendar. Six loops, none waits for another; one lease.
import { NestFactory } from '@nestjs/core';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { IMPORT_WAKE, RELAY_WAKE } from '#contracts/subjects';
import { NestLog, processLog } from '#platform/log';
import { startLoop, type Loop } from '#platform/loop';
import { connectNats } from '#platform/nats';
import { temporalClient } from '#platform/temporal';
import { Announcer } from './case/announcer';
import { CasesModule } from './cases.module';
import { CasesConfig } from './config';
import { Importer } from './past/importer';
import { Recalendaring } from './recalendar/recalendaring';
import { Lease } from './relay/lease';
import { BATCH, ensureStream, givePositions, publishEvents } from './relay/log-position';
import { Reconciler } from './relay/reconciler';
import { taskQueue, Teller } from './relay/teller';

/** In a burst five rounds a second are enough, for workflows as for whoever reads the log: each takes all that there is. */
const REST_MS = 200;

async function main(): Promise<void> {
  const config = new CasesConfig();
  const log = processLog('relay');
  const app = await NestFactory.createApplicationContext(CasesModule.as('cases_worker', config), {
    logger: new NestLog(log),
  });
  const database = app.get(DataSource);
  const temporal = temporalClient(config.temporalAddress, config.temporalNamespace);
  const lease = new Lease(database, config.leaseMs);
  const teller = new Teller(database, temporal, taskQueue(config.natsPrefix), log);
  const reconciler = new Reconciler(app, config.lookAfterMs, log);
  let nats: NatsConnection | undefined;

  const held = (work: () => Promise<number>) => async () => (lease.isHeld ? work() : 0);
  const tell = startLoop(
    'tell',
    1_000,
    // What has come due is recorded first, and told then: the record is the law, and both want the same processors.
    held(async () => (reconciler.isBehind ? 0 : teller.round())),
    log,
    REST_MS,
  );
  const publication = startLoop(
    'publish',
    1_000,
    held(async () => (nats ? publish(nats) : 0)),
    log,
  );
  const position = startLoop('position', 1_000, held(positions), log, REST_MS);
  const reconcile = startLoop(
    'reconcile',
    Math.min(2_000, config.lookAfterMs),
    held(() => reconciler.round()),
    log,
  );
  const importer = app.get(Importer);
  const past = startLoop(
    'import',
    5_000,
    held(() => importer.round()),
    log,
  );
  const recalendaring = app.get(Recalendaring);
  const recalendar = startLoop(
    'recalendar',
    Math.min(2_000, config.lookAfterMs),
    held(() => recalendaring.round()),
    log,
    100,
  );
  const loops: Loop[] = [tell, publication, position, reconcile, past, recalendar];
  loops.push(startLoop('lease', config.leaseMs / 3, renew, log));

  /** A relay that takes over looks at everything at once. */
  async function renew(): Promise<number> {
    const had = lease.isHeld;
    if ((await lease.renew()) && !had) loops.forEach((loop) => loop.wake());
    return 0;
  }

  async function positions(): Promise<number> {
    const given = await givePositions(database);
    if (given > 0) publication.wake();
    return given < BATCH ? 0 : given;
  }

  let streamReady = false;
  async function publish(connection: NatsConnection): Promise<number> {
    try {
      if (!streamReady) await ensureStream(await jetstreamManager(connection), config.natsPrefix);
      streamReady = true;
      const passed = await publishEvents(database, jetstream(connection), config.natsPrefix);
      return passed < BATCH ? 0 : passed;
    } catch (error) {
      streamReady = false;
      throw error;
    }
  }

  // NATS may be away for long: everything but publishing goes on by polling.
  connectNats(config.natsUrl, 'relay').then(
    (connection) => {
      nats = connection;
      app.get(Announcer).use(connection);
      // An act has something to tell and an event without a position; the other loops go by their own time.
      const wake = () => [tell, position].forEach((loop) => loop.wake());
      connection.subscribe(config.natsPrefix + RELAY_WAKE, { callback: wake });
      connection.subscribe(config.natsPrefix + IMPORT_WAKE, { callback: () => past.wake() });
      log.info('woken by NATS');
    },
    (error: unknown) => log.error({ err: error }, 'NATS refused the relay'),
  );
  log.info('relaying');

  const stop = async () => {
    importer.stop();
    recalendaring.stop();
    await Promise.all(loops.map((loop) => loop.stop()));
    await lease.release();
    await nats?.drain().catch(() => undefined);
    await temporal.connection.close();
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`relay: ${String(error)}\n`);
  process.exit(1);
});

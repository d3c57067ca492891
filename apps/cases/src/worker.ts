// Runs the workflows and their activities. Stateless: killed at any point, the next one goes on.
import { NestFactory } from '@nestjs/core';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { connectNats } from '#platform/nats';
import { NestLog, processLog } from '#platform/log';
import { ActService } from './act/act.service';
import { activitiesOn } from './activities/activities';
import { Announcer } from './case/announcer';
import { BundleService } from './bundle/bundle.service';
import { CertificateService } from './certificate/certificate.service';
import { CasesModule } from './cases.module';
import { CasesConfig } from './config';
import { BUNDLE_PATH } from './workflow/bundle-code';
import { taskQueue } from './relay/teller';

async function main(): Promise<void> {
  const config = new CasesConfig();
  const log = processLog('worker');
  Runtime.install({ shutdownSignals: [] }); // this process ends by its own rules below
  const app = await NestFactory.createApplicationContext(CasesModule.as('cases_worker', config), {
    logger: new NestLog(log),
  });
  connectNats(config.natsUrl, 'worker').then(
    (connection) => app.get(Announcer).use(connection),
    (error: unknown) => log.warn({ err: error }, 'hints are not announced'),
  );
  const connection = await connected(config.temporalAddress, log);
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: taskQueue(config.natsPrefix),
    workflowBundle: { codePath: BUNDLE_PATH },
    activities: activitiesOn(app.get(ActService), app.get(CertificateService), app.get(BundleService), log),
    maxCachedWorkflows: 500,
    // One of eight asks for what is new, the others for what is under way: in a rush what was begun is ended first. One and one made it wait
    // for more than Temporal lets it wait for this process, ten seconds, and read its whole history anew.
    workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 8 },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
    // Certificates of one issuer wait for each other's number, each with a connection in hand: what is behind them waits in Temporal.
    maxConcurrentActivityTaskExecutions: 4,
    maxConcurrentLocalActivityExecutions: 4,
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '10 seconds',
  });
  const running = worker.run();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.shutdown());
  log.info({ taskQueue: taskQueue(config.natsPrefix) }, 'conducting');
  await running;
  await connection.close();
  await app.close();
  process.exit(0);
}

async function connected(address: string, log: ReturnType<typeof processLog>): Promise<NativeConnection> {
  for (let pause = 250; ; pause = Math.min(5_000, pause * 2)) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      log.warn({ err: String(error) }, 'Temporal is away; trying again');
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`worker: ${String(error)}\n`);
  process.exit(1);
});

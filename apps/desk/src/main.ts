// The desk process: makes notices of case events, mails them, and serves inboxes on NATS until SIGTERM.
import 'reflect-metadata';
import { processLog } from '#platform/log';
import { serve } from '#platform/service';
import { DeskConfig } from './config';
import { DeskModule } from './desk.module';

const log = processLog('desk');

async function main(): Promise<void> {
  const config = new DeskConfig();
  await serve(DeskModule.of(config, log), 'desk', config.natsUrl, log);
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error));
  process.exit(1); // the connection to NATS would keep it alive
});

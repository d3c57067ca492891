// The oversight process: follows the log of case events and serves figures on NATS until SIGTERM.
import 'reflect-metadata';
import { processLog } from '#platform/log';
import { serve } from '#platform/service';
import { OversightConfig } from './config';
import { OversightModule } from './oversight.module';

const log = processLog('oversight');

async function main(): Promise<void> {
  const config = new OversightConfig();
  await serve(OversightModule.of(config, log), 'oversight', config.natsUrl, log);
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error));
  process.exit(1); // the connection to NATS would keep it alive
});

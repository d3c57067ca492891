// The registry process: serves its subjects on NATS until SIGTERM.
import 'reflect-metadata';
import { processLog } from '#platform/log';
import { serve } from '#platform/service';
import { registryConfig } from './config';
import { RegistryModule } from './registry.module';

const log = processLog('registry');

async function main(): Promise<void> {
  const config = registryConfig();
  await serve(RegistryModule.of(config), 'registry', config.natsUrl, log);
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

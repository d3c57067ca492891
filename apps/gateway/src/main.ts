// The one HTTP door. Listens at once, whether or not NATS is there yet: without it every answer is an honest 503.
import { processLog } from '#platform/log';
import { GatewayConfig } from './config';
import { createGateway } from './gateway';

async function main() {
  const log = processLog('gateway');
  const config = new GatewayConfig();
  const app = await createGateway(config, log);
  app.enableShutdownHooks();
  await app.listen(config.port, config.host);
  log.info({ url: await app.getUrl(), development: config.development }, 'serving');
}

main().catch((error: unknown) => {
  processLog('gateway').fatal({ err: error }, 'the gateway cannot start');
  process.exit(1); // the connection to NATS would keep it alive
});

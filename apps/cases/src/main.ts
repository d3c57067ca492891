// Serves the cases app on NATS.
import { connectNats } from '#platform/nats';
import { processLog } from '#platform/log';
import { serve } from '#platform/service';
import { Announcer } from './case/announcer';
import { CasesModule } from './cases.module';
import { CasesConfig } from './config';

async function main(): Promise<void> {
  const config = new CasesConfig();
  const log = processLog('cases');
  const service = await serve(CasesModule.as('cases_door', config), 'cases', config.natsUrl, log);
  service.get(Announcer).use(await connectNats(config.natsUrl, 'cases announcer'));
}

main().catch((error: unknown) => {
  process.stderr.write(`cases: ${String(error)}\n`);
  process.exit(1);
});

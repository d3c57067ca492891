// Which installation a command works on: the one that the environment names, else the one that `npm start` runs here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atHome } from '#platform/home';
import { BadInput } from './bad-input';
import { text } from './texts';

/** Addresses of the servers. */
export interface Addresses {
  databaseUrl: string;
  natsUrl: string;
  natsPrefix: string;
  temporalAddress: string;
  temporalNamespace: string;
  /** Where its door is; unknown of an installation that only the environment names. */
  url?: string;
}

/** @throws BadInput when nothing runs and the environment names nothing. */
export function installation(env: NodeJS.ProcessEnv = process.env): Addresses {
  const { DATABASE_URL: databaseUrl, NATS_URL: natsUrl, TEMPORAL_ADDRESS: temporalAddress } = env;
  if (databaseUrl && natsUrl && temporalAddress) {
    const temporalNamespace = env['TEMPORAL_NAMESPACE'] ?? 'yuanban';
    const natsPrefix = env['NATS_PREFIX'] ?? '';
    const url = env['PUBLIC_URL'];
    return { databaseUrl, natsUrl, temporalAddress, temporalNamespace, natsPrefix, url };
  }
  const file = env['RUN_FILE'] ?? join(env['YUANBAN_DATA'] ?? atHome('.data'), 'run.json');
  if (existsSync(file)) {
    const run = JSON.parse(readFileSync(file, 'utf8')) as Addresses & { running?: boolean };
    if (run.running !== false) return run;
  }
  throw new BadInput(
    text(
      '此处没有运行中的系统：请先执行 `npm start`，或设置 DATABASE_URL、NATS_URL 与 TEMPORAL_ADDRESS',
      'nothing runs here: start it with `npm start`, or set DATABASE_URL, NATS_URL and TEMPORAL_ADDRESS',
    ),
  );
}

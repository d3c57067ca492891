// Which installation a command works on: the one that the environment names, else the one that `npm start` runs here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fault of the caller: exit 2, with the option it lies in. */
export class BadInput extends Error {
  constructor(
    message: string,
    readonly path: string | null = null,
  ) {
    super(message);
  }
}

/** Addresses of the servers. */
export interface Addresses {
  databaseUrl: string;
  natsUrl: string;
  natsPrefix: string;
  temporalAddress: string;
  temporalNamespace: string;
}

/** @throws BadInput when nothing runs and the environment names nothing. */
export function installation(env: NodeJS.ProcessEnv = process.env): Addresses {
  const { DATABASE_URL: databaseUrl, NATS_URL: natsUrl, TEMPORAL_ADDRESS: temporalAddress } = env;
  if (databaseUrl && natsUrl && temporalAddress) {
    const temporalNamespace = env['TEMPORAL_NAMESPACE'] ?? 'yuanban';
    return { databaseUrl, natsUrl, temporalAddress, temporalNamespace, natsPrefix: env['NATS_PREFIX'] ?? '' };
  }
  const file = env['RUN_FILE'] ?? join(env['YUANBAN_DATA'] ?? join(__dirname, '../../../.data'), 'run.json');
  if (existsSync(file)) {
    const run = JSON.parse(readFileSync(file, 'utf8')) as Addresses & { running?: boolean };
    if (run.running !== false) return run;
  }
  throw new BadInput(
    'nothing runs here: start it with `npm start`, or set DATABASE_URL, NATS_URL and TEMPORAL_ADDRESS',
  );
}

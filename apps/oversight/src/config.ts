// Settings of the oversight app, read once at boot; a missing one stops it with a sentence that names the variable.
import { numberSetting, setting } from '#platform/config';

/** Typed settings from the environment. @throws ConfigError naming what is missing or malformed. */
export class OversightConfig {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly poolSize: number;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.databaseUrl = setting('DATABASE_URL', env);
    this.natsUrl = setting('NATS_URL', env);
    this.poolSize = numberSetting('DATABASE_POOL', 16, 2, env);
  }
}

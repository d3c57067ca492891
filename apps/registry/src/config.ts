// The registry's settings, read once at boot; a missing or malformed one stops it with a sentence that names the variable.
import { numberSetting, setting } from '#platform/config';

/** What the registry needs to know of its surroundings. */
export interface RegistryConfig {
  databaseUrl: string;
  natsUrl: string;
  tokenMinutes: number;
}

/**
 * Settings of the serving process.
 * @throws ConfigError naming the variable that is missing or malformed.
 */
export function registryConfig(env: NodeJS.ProcessEnv = process.env): RegistryConfig {
  return {
    databaseUrl: setting('DATABASE_URL', env),
    natsUrl: setting('NATS_URL', env),
    tokenMinutes: numberSetting('TOKEN_MINUTES', 60, 1, env),
  };
}

/** Injection token of the settings. */
export const REGISTRY_CONFIG = Symbol('registry config');

// Settings of the gateway, read once at boot.
import { isDevelopment, numberSetting, setting } from '#platform/config';

/** Where the gateway listens and whom it asks. */
export interface GatewayConfig {
  natsUrl: string;
  host: string;
  port: number;
  development: boolean;
}

/**
 * Reads the settings: `NATS_URL`, `HTTP_HOST` (127.0.0.1), `HTTP_PORT` (3000), `YUANBAN_MODE`.
 * @throws ConfigError naming the one that is missing or malformed.
 */
export function gatewayConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  return {
    natsUrl: setting('NATS_URL', env),
    host: env['HTTP_HOST'] || '127.0.0.1',
    port: numberSetting('HTTP_PORT', 3000, 0, env),
    development: isDevelopment(env),
  };
}

// Settings of the cases app's three processes (server, relay, worker). Fails at boot with the name of what is missing.
import { filesDir } from '#platform/file-store';
import { ConfigError, isDevelopment, natsPrefix, numberSetting, setting } from '#platform/config';

/** The gateway's own address stands for it in development alone. @throws ConfigError */
function publicUrl(env: NodeJS.ProcessEnv): string {
  const own = `http://${env['HTTP_HOST'] || '127.0.0.1'}:${env['HTTP_PORT'] || 3000}`;
  const text = env['PUBLIC_URL'] || (isDevelopment(env) ? own : setting('PUBLIC_URL', env));
  if (!/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(text))
    throw new ConfigError('PUBLIC_URL must be an http or https address.');
  return text.replace(/\/+$/, '');
}

/** Typed settings from the environment; times in milliseconds. @throws ConfigError naming what is missing. */
export class CasesConfig {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly natsPrefix: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly development: boolean;
  /** How long the workflow has the first word before the reconciler strikes. */
  readonly lookAfterMs: number;
  /** How long a relay's lease lasts without renewal. */
  readonly leaseMs: number;
  readonly poolSize: number;
  /** Where people reach this installation: the QR codes of instruments lead there. */
  readonly publicUrl: string;
  /** Where files of past cases lie until they are imported; the gateway writes them there. */
  readonly filesDir: string;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.databaseUrl = setting('DATABASE_URL', env);
    this.natsUrl = setting('NATS_URL', env);
    this.natsPrefix = natsPrefix(env);
    this.temporalAddress = setting('TEMPORAL_ADDRESS', env);
    this.temporalNamespace = setting('TEMPORAL_NAMESPACE', env);
    this.development = isDevelopment(env);
    this.lookAfterMs = numberSetting('LOOK_AFTER_MS', 5_000, 100, env);
    this.leaseMs = numberSetting('RELAY_LEASE_MS', 6_000, 500, env);
    this.publicUrl = publicUrl(env);
    this.filesDir = filesDir(env);
    this.poolSize = numberSetting('DATABASE_POOL', 16, 2, env);
  }
}

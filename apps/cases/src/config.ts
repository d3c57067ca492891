// Settings of the cases app's three processes (server, relay, worker). Fails at boot with the name of what is missing.
import { filesDir } from '#platform/file-store';
import { isDevelopment, natsPrefix, numberSetting, publicUrl, setting } from '#platform/config';

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

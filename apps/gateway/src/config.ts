// Settings of the gateway, read once at boot.
import { isDevelopment, numberSetting, setting } from '#platform/config';
import { filesDir } from '#platform/file-store';
import { atHome } from '#platform/home';

/** Typed settings from the environment; times in milliseconds. @throws ConfigError naming what is missing or malformed. */
export class GatewayConfig {
  readonly natsUrl: string;
  readonly host: string;
  readonly port: number;
  readonly development: boolean;
  /** How often a live stream says that it is still there. */
  readonly liveBeatMs: number;
  /** How often the gateway asks anew what the readers of live streams may hear of. */
  readonly liveRefetchMs: number;
  /** Where files of past cases go; cases reads them there. */
  readonly filesDir: string;
  /** What `npm run build` makes of apps/portal and apps/console. */
  readonly pagesFolder = atHome('dist/web');

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.natsUrl = setting('NATS_URL', env);
    this.host = env['HTTP_HOST'] || '127.0.0.1';
    this.port = numberSetting('HTTP_PORT', 3000, 0, env);
    this.development = isDevelopment(env);
    this.filesDir = filesDir(env);
    this.liveBeatMs = numberSetting('LIVE_BEAT_MS', 15_000, 100, env);
    this.liveRefetchMs = numberSetting('LIVE_REFETCH_MS', 60_000, 100, env);
  }
}

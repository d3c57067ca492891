// Settings of the desk app, read once at boot; a missing one stops it with a sentence that names the variable.
import { ConfigError, numberSetting, publicUrl, setting } from '#platform/config';

/** Where mail goes: to a server, or as files into a folder, for development. */
export type MailWay = { smtpUrl: string } | { outbox: string };

/** Typed settings from the environment; times in milliseconds. @throws ConfigError naming what is missing or malformed. */
export class DeskConfig {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly poolSize: number;
  /** Where people reach this installation: mails lead there. */
  readonly publicUrl: string;
  readonly mail: MailWay;
  readonly mailFrom: string;
  /** Before the second try; each further one waits twice as long, up to an hour. */
  readonly mailPauseMs: number;
  /** The most that one mail may take. */
  readonly mailTimeoutMs: number;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.databaseUrl = setting('DATABASE_URL', env);
    this.natsUrl = setting('NATS_URL', env);
    this.poolSize = numberSetting('DATABASE_POOL', 16, 2, env);
    this.publicUrl = publicUrl(env);
    this.mail = mailWay(env);
    this.mailFrom = setting('MAIL_FROM', env);
    if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(this.mailFrom)) throw new ConfigError('MAIL_FROM must be a mail address.');
    this.mailPauseMs = numberSetting('MAIL_PAUSE_MS', 30_000, 10, env);
    this.mailTimeoutMs = numberSetting('MAIL_TIMEOUT_MS', 20_000, 10, env);
  }
}

function mailWay(env: NodeJS.ProcessEnv): MailWay {
  const [smtpUrl, outbox] = [env['SMTP_URL'], env['MAIL_OUTBOX']];
  if (smtpUrl && outbox) throw new ConfigError('Only one of SMTP_URL and MAIL_OUTBOX can be set.');
  if (outbox) return { outbox };
  if (!smtpUrl) throw new ConfigError('One of the environment variables SMTP_URL and MAIL_OUTBOX is required.');
  if (!/^smtps?:\/\/[^\s/]+$/.test(smtpUrl)) throw new ConfigError('SMTP_URL must be smtp://… or smtps://….');
  return { smtpUrl };
}

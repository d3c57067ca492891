// Reads settings from the environment once, at boot, and fails with a sentence that names the variable.

/** A missing or malformed setting. */
export class ConfigError extends Error {}

/** A required setting. @throws ConfigError naming it when absent or empty. */
export function setting(name: string, env: NodeJS.ProcessEnv = process.env): string {
  const value = env[name];
  if (!value) throw new ConfigError(`The environment variable ${name} is required and has no default.`);
  return value;
}

/** A whole number with a default. @throws ConfigError when it is not a whole number of at least `least`. */
export function numberSetting(
  name: string,
  otherwise: number,
  least = 0,
  env: NodeJS.ProcessEnv = process.env,
): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new ConfigError(`${name} must be a whole number of at least ${least}.`);
  return value;
}

/** Development only by saying so: whatever is not `development` is treated as production. */
export function isDevelopment(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['YUANBAN_MODE'] === 'development';
}

/** Subjects, streams and workflow ids of one installation begin with this, so that two can share one NATS. */
export function natsPrefix(env: NodeJS.ProcessEnv = process.env): string {
  return env['NATS_PREFIX'] ?? '';
}

/** Where people reach the installation (`PUBLIC_URL`), without a slash at its end; in development the gateway's own address stands for it. @throws ConfigError */
export function publicUrl(env: NodeJS.ProcessEnv = process.env): string {
  const own = `http://${env['HTTP_HOST'] || '127.0.0.1'}:${env['HTTP_PORT'] || 3000}`;
  const text = env['PUBLIC_URL'] || (isDevelopment(env) ? own : setting('PUBLIC_URL', env));
  if (!/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(text))
    throw new ConfigError('PUBLIC_URL must be an http or https address.');
  return text.replace(/\/+$/, '');
}

import { registryConfig } from './config';

const env = { DATABASE_URL: 'postgres://x', NATS_URL: 'nats://x' };

it('gives tokens an hour unless told otherwise', () => {
  expect(registryConfig(env).tokenMinutes).toBe(60);
  expect(registryConfig({ ...env, TOKEN_MINUTES: '5' }).tokenMinutes).toBe(5);
});

it('names the setting that is missing or malformed', () => {
  expect(() => registryConfig({ ...env, NATS_URL: '' })).toThrow('NATS_URL is required');
  expect(() => registryConfig({ ...env, TOKEN_MINUTES: '0' })).toThrow('TOKEN_MINUTES must be');
});

import { OversightConfig } from './config';

const env = { DATABASE_URL: 'postgres://x', NATS_URL: 'nats://x' };

it('names the setting that is missing or malformed', () => {
  expect(new OversightConfig(env).poolSize).toBe(16);
  expect(() => new OversightConfig({ ...env, DATABASE_URL: '' })).toThrow('DATABASE_URL is required');
  expect(() => new OversightConfig({ ...env, NATS_URL: '' })).toThrow('NATS_URL is required');
  expect(() => new OversightConfig({ ...env, DATABASE_POOL: '1' })).toThrow('DATABASE_POOL must be');
});

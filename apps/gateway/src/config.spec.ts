import { join } from 'node:path';
import { GatewayConfig } from './config';

const NATS_URL = 'nats://127.0.0.1:4222';
const PAGES: unknown = expect.stringMatching(/[/\\]dist[/\\]web$/);

describe('the settings', () => {
  it('listen on this machine alone unless told otherwise, and are production unless told otherwise', () => {
    expect(new GatewayConfig({ NATS_URL, FILES_DIR: 'files' })).toEqual({
      natsUrl: NATS_URL,
      filesDir: 'files',
      host: '127.0.0.1',
      port: 3000,
      development: false,
      liveBeatMs: 15_000,
      liveRefetchMs: 60_000,
      pagesFolder: PAGES,
    });
  });

  it('are taken from the environment', () => {
    const env = { HTTP_HOST: '0.0.0.0', HTTP_PORT: '0', LIVE_BEAT_MS: '200', LIVE_REFETCH_MS: '300' };
    expect(new GatewayConfig({ NATS_URL, ...env, YUANBAN_MODE: 'development' })).toEqual({
      natsUrl: NATS_URL,
      filesDir: join('.data', 'files'),
      host: '0.0.0.0',
      port: 0,
      development: true,
      liveBeatMs: 200,
      liveRefetchMs: 300,
      pagesFolder: PAGES,
    });
  });

  it('that are missing or malformed stop the boot by name', () => {
    expect(() => new GatewayConfig({})).toThrow('NATS_URL');
    expect(() => new GatewayConfig({ NATS_URL })).toThrow('FILES_DIR');
    for (const name of ['HTTP_PORT', 'LIVE_BEAT_MS', 'LIVE_REFETCH_MS']) {
      expect(() => new GatewayConfig({ NATS_URL, FILES_DIR: 'files', [name]: '80a' })).toThrow(name);
    }
    expect(() => new GatewayConfig({ NATS_URL, FILES_DIR: 'files', LIVE_BEAT_MS: '0' })).toThrow('LIVE_BEAT_MS');
  });
});

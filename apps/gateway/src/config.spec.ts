import { gatewayConfig } from './config';

const NATS_URL = 'nats://127.0.0.1:4222';

describe('the settings', () => {
  it('listen on this machine alone unless told otherwise, and are production unless told otherwise', () => {
    expect(gatewayConfig({ NATS_URL })).toEqual({
      natsUrl: NATS_URL,
      host: '127.0.0.1',
      port: 3000,
      development: false,
    });
  });

  it('are taken from the environment', () => {
    const env = { NATS_URL, HTTP_HOST: '0.0.0.0', HTTP_PORT: '0', YUANBAN_MODE: 'development' };
    expect(gatewayConfig(env)).toEqual({ natsUrl: NATS_URL, host: '0.0.0.0', port: 0, development: true });
  });

  it('that are missing or malformed stop the boot by name', () => {
    expect(() => gatewayConfig({})).toThrow('NATS_URL');
    expect(() => gatewayConfig({ NATS_URL, HTTP_PORT: '80a' })).toThrow('HTTP_PORT');
  });
});

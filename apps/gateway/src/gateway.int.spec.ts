import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { HINT } from '#contracts/subjects';
import { RpcClient } from '#platform/rpc-client';
import { OwnNats } from '../test/nats';
import { createGateway } from './gateway';
import { LiveFeed } from './live/live-feed';

const MAX_PAYLOAD = 131_072;
let nats: OwnNats;
const gateways: NestFastifyApplication[] = [];
const clients: RpcClient[] = [];

beforeEach(async () => {
  nats = await OwnNats.make(MAX_PAYLOAD);
});
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((app) => app.close()));
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await nats.remove();
});

const newGateway = async () => {
  const app = await createGateway({ natsUrl: nats.url }, pino({ level: 'silent' }));
  gateways.push(app);
  return app;
};
const newClient = () => {
  const client = new RpcClient(nats.url, 'test');
  clients.push(client);
  return client;
};

/** Waits for what comes by itself. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((go) => setTimeout(go, 20));
}
const missing = async (app: NestFastifyApplication) => {
  const answer = await app.inject({ url: '/health/ready' });
  return (answer.json().params as { missing: string[] }).missing.join();
};
const connected = async () => {
  await nats.start();
  const app = await newGateway();
  await until(async () => (await missing(app)) === 'registry,cases');
  return app;
};

describe('while NATS is away', () => {
  it('answers 503 with Retry-After, and works again by itself once NATS is back', async () => {
    const app = await newGateway();
    const answer = await app.inject({ url: '/api/v1/items' });
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'MESSAGING_AWAY']);
    expect(answer.headers['retry-after']).toBe('2');
    expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200);
    expect(await missing(app)).toBe('nats,registry,cases');
    for (let round = 0; round < 2; round++) {
      await nats.start();
      await until(async () => (await missing(app)) === 'registry,cases');
      await nats.stop();
      await until(async () => (await missing(app)) === 'nats,registry,cases');
    }
  });
});

describe('the size of a request', () => {
  it('is limited by what the connected server takes', async () => {
    const app = await connected();
    const send = (size: number) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/sign-in',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ user: 'x'.repeat(size - 11) }),
      });
    expect((await send(65_536)).statusCode).toBe(422);
    expect((await send(65_537)).json()).toMatchObject({ code: 'BODY_TOO_LARGE', params: { limit: 65_536 } });
  });

  it('is told as too large too when it only grows on its way', async () => {
    await nats.start();
    const client = newClient();
    await until(() => client.isConnected);
    const numbers = JSON.parse(`[${'1e20,'.repeat(10_000)}0]`) as number[]; // 50 KB that NATS sees as 220 KB
    await expect(client.call('nobody', { numbers })).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
      params: { limit: MAX_PAYLOAD },
    });
  });

  it('over HTTP, a client that sends all of its too much hears so, and not a broken connection', async () => {
    const app = await connected();
    await app.listen(0, '127.0.0.1');
    const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    socket.write(
      'POST /api/v1/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 6000000\r\n\r\n',
    );
    for (let n = 0; n < 6; n++) {
      socket.write('x'.repeat(1_000_000));
      await pause(20);
    }
    let heard = '';
    for await (const bytes of socket) heard += String(bytes); // throws when the connection is reset
    expect(heard).toMatch(/^HTTP\/1\.1 413 [^]*application\/problem\+json[^]*"code":"BODY_TOO_LARGE"/);
  });
});

describe('hints', () => {
  const listen = (app: NestFastifyApplication) => {
    const heard: string[] = [];
    const outlet = { write: (text: string) => heard.push(text) > 0, end() {}, destroy() {}, writableLength: 0 };
    app
      .get(LiveFeed)
      .open({ id: 'p1', expiresAt: Date.now() + 60_000 }, [{ role: 'WINDOW', body: 'window:a' }], outlet);
    return () => heard.filter((text) => text.startsWith('event: case')).length;
  };

  it('reach every gateway, also after NATS was away', async () => {
    await nats.start();
    const heard = [listen(await newGateway()), listen(await newGateway())];
    const teller = newClient();
    const tell = () => teller.tell(HINT, { number: 'N-1', seq: 1, bodies: ['window:a'] });
    const allHear = async (more: number) => {
      const before = heard.map((count) => count());
      await until(() => {
        tell();
        return heard.every((count, one) => count() >= before[one]! + more);
      });
    };
    await allHear(1);
    await nats.stop();
    await nats.start();
    await allHear(1);
  });
});

describe('stopping', () => {
  it('takes no longer than the grace, whoever is still in the middle of a request', async () => {
    const app = await connected();
    await app.listen(0, '127.0.0.1');
    const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1').on(
      'error',
      () => undefined,
    );
    socket.write(
      'POST /api/v1/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    );
    await pause(50);
    const began = Date.now();
    await app.close();
    gateways.length = 0;
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});

// The gateway and a NATS server of the test's own, whose limits and absence are seen from outside.
import { setTimeout as pause } from 'node:timers/promises';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SUBJECTS } from '#contracts/subjects';
import { RpcClient } from '#platform/rpc-client';
import { until } from '../../../test/processes';
import { openGateway, socketTo } from '../test/alone';
import { OwnNats } from '../test/nats';

const MAX_PAYLOAD = 165_536;
const LEFT = 100_000; // for a body: what NATS takes less 64 KB
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
  const app = await openGateway(nats.url);
  gateways.push(app);
  return app;
};
const connectedClient = async () => {
  await nats.start();
  const client = new RpcClient(nats.url, 'test');
  clients.push(client);
  await until('the client is connected', () => client.isConnected);
  return client;
};

/** Waits for what the gateway will miss. */
const misses = (app: NestFastifyApplication, parts: string) =>
  until(`${parts} are missing`, async () => {
    const answer = await app.inject({ url: '/health/ready' });
    return (answer.json().params as { missing: string[] }).missing.join() === parts;
  });
const connected = async () => {
  await nats.start();
  const app = await newGateway();
  await misses(app, 'registry,cases');
  return app;
};

describe('while NATS is away', () => {
  it('answers 503 with Retry-After, and works again by itself once NATS is back', async () => {
    const app = await newGateway();
    const answer = await app.inject({ url: '/api/v1/items' });
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'MESSAGING_AWAY']);
    expect(answer.headers['retry-after']).toBe('2');
    expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200);
    await misses(app, 'nats,registry,cases');
    for (let round = 0; round < 2; round++) {
      await nats.start();
      await misses(app, 'registry,cases');
      await nats.stop();
      await misses(app, 'nats,registry,cases');
    }
  });

  it('works again by itself after a NATS that let nobody in', async () => {
    const app = await connected();
    await nats.stop();
    await nats.start('authorization { user: somebody, password: else }');
    await pause(1_500); // refused twice, the library gives up for good
    await nats.stop();
    await nats.start();
    await misses(app, 'registry,cases');
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
    expect((await send(LEFT)).statusCode).toBe(422);
    expect((await send(LEFT + 1)).json()).toMatchObject({ code: 'BODY_TOO_LARGE', params: { limit: LEFT } });
  });

  it('that is just not too large passes NATS with all that travels around it', async () => {
    const client = await connectedClient();
    const body = { remark: 'x'.repeat(LEFT - '{"remark":""}'.length) };
    const around = { person: 'p'.repeat(64), key: 'k'.repeat(255), act: 'refuse-acceptance', number: '1'.repeat(64) };
    // Nobody serves it: that is heard from the server, which has taken the whole of it.
    await expect(client.call(SUBJECTS.caseAct, { ...around, body })).rejects.toMatchObject({ code: 'MESSAGING_AWAY' });
    expect(client.isConnected).toBe(true);
  });

  it('is told as too large too when it only grows on its way', async () => {
    const client = await connectedClient();
    const numbers = JSON.parse(`[${'1e20,'.repeat(10_000)}0]`) as number[]; // 50 KB that NATS sees as 220 KB
    await expect(client.call('nobody', { numbers })).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
      params: { limit: MAX_PAYLOAD },
    });
  });

  it('over HTTP, a client that sends all of its too much hears so, and not a broken connection', async () => {
    const socket = await socketTo(await connected());
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

describe('stopping', () => {
  it('takes no longer than the grace, whoever is still in the middle of a request', async () => {
    const app = await connected();
    const socket = (await socketTo(app)).on('error', () => undefined);
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

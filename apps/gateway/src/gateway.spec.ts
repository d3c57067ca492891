// What the gateway answers by itself. What needs an answer from behind the door is in test/journeys/door*.spec.ts.
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { openGateway, socketTo } from '../test/alone';

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await openGateway();
});
afterAll(() => app?.close());

const get = (url: string, headers = {}) => app.inject({ url, headers });

describe('what nobody has to be asked for', () => {
  it('a code that no item can have is not there', async () => {
    for (const code of ['9'.repeat(33), '1%00', '1.6']) {
      expect((await get(`/api/v1/items/${code}`)).json()).toMatchObject({ status: 404, code: 'NO_SUCH_ITEM' });
    }
    expect((await get(`/api/v1/items/${'9'.repeat(32)}`)).json()).toMatchObject({ code: 'MESSAGING_AWAY' });
  });

  it('alive is this process, whoever is missing', async () => {
    expect((await get('/health/live')).json()).toEqual({ status: 'ok' });
    const ready = await get('/health/ready');
    expect(ready.json()).toMatchObject({
      status: 503,
      detail: 'Not ready: nats, registry, cases',
      params: { missing: ['nats', 'registry', 'cases'] },
    });
    expect(ready.headers['retry-after']).toBe('2');
  });
});

describe('every answer', () => {
  it('carries the request id that came, or a new one, and is not to be stored or sniffed', async () => {
    const headers = { 'x-request-id': 'trace-1' };
    const refused = await get('/api/v1/cases/%ZZ', headers);
    expect(refused.json()).toMatchObject({ code: 'BAD_REQUEST', requestId: 'trace-1' });
    const kept = await get('/health/live', headers);
    const made = await get('/health/live', { 'x-request-id': 'a b\tc' });
    for (const answer of [refused, kept, made]) {
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    }
    expect(kept.headers['x-request-id']).toBe('trace-1');
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('what is no request', () => {
  it('is told so as a problem', async () => {
    const socket = await socketTo(app);
    socket.write('GET / HTTP/9.9\r\n\r\n');
    let heard = '';
    for await (const bytes of socket) heard += String(bytes);
    expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"code":"BAD_REQUEST"/);
  });
});

describe('the try-it page', () => {
  it('loads everything from this address, under a policy that allows no other', async () => {
    const page = await get('/docs');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.payload).not.toMatch(/(src|href)="(https?:)?\/\//);
    const files = [...page.payload.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const answer = await get(file);
      expect([file, answer.statusCode]).toEqual([file, 200]);
      expect(answer.headers['content-type']).toMatch(/^text\/(javascript|css)/);
    }
    expect((await get('/docs/package.json')).statusCode).toBe(404);
  });
});

// The screens behind the real gateway, from a folder as a build leaves it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NOWHERE, openGateway } from '../../test/alone';

let folder: string;
let app: NestFastifyApplication;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yuanban-pages-'));
  for (const screen of ['portal', 'console']) {
    mkdirSync(join(folder, screen, 'assets'), { recursive: true });
    writeFileSync(join(folder, screen, 'index.html'), `<title>${screen}</title>`);
    writeFileSync(join(folder, screen, 'assets/index-abcd_-12.js'), `'${screen}'`);
    writeFileSync(join(folder, screen, 'assets/index-abcd_-12.js.gz'), gzipSync(`'${screen}'`));
  }
  writeFileSync(join(folder, 'portal/assets/.secret-abcd1234.js'), 'x');
  writeFileSync(join(folder, 'secret-abcd1234.js'), 'x');
  app = await openGateway(NOWHERE, { pagesFolder: folder });
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}, to = app) => to.inject({ url, headers });

describe('the page of a screen', () => {
  it.each([
    ['portal', '/'],
    ['portal', '/items/16'],
    ['portal', '/items/16/file'],
    ['portal', '/cases/16-caohejing-20261122-000001'],
    ['portal', '/bundles/B01-20261122-000001'],
    ['portal', '/notices'],
    ['portal', '/status'],
    ['portal', '/publicity'],
    ['portal', '/sign-in?to=%2Fcases'],
    ['console', '/console'],
    ['console', '/console/'],
    ['console', '/console/notices/undelivered'],
    ['console', '/console/cases/16-caohejing-20261122-000001'],
  ])('of the %s is at %s', async (screen, url) => {
    const page = await get(url);
    expect([page.statusCode, page.payload]).toEqual([200, `<title>${screen}</title>`]);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  });

  it('lets nothing run but files of this address', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('is not sent again to a browser that has it', async () => {
    const etag = String((await get('/')).headers.etag);
    expect((await get('/', { 'if-none-match': etag })).statusCode).toBe(304);
  });
});

describe('a built file', () => {
  it('is kept by the browser for ever, since its name changes with its content', async () => {
    for (const [url, text] of [
      ['/assets/index-abcd_-12.js', "'portal'"],
      ['/console/assets/index-abcd_-12.js', "'console'"],
    ] as const) {
      const file = await get(url);
      expect([file.statusCode, file.payload]).toEqual([200, text]);
      expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(file.headers['content-type']).toMatch(/^(text|application)\/javascript/);
    }
  });

  it('comes compressed to a browser that says it takes that', async () => {
    const file = await get('/assets/index-abcd_-12.js', { 'accept-encoding': 'gzip' });
    expect(file.headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringMatching(/accept-encoding/i) });
  });

  it.each([
    '/assets/index-00000000.js',
    '/assets/',
    '/assets/..%2F..%2Fsecret-abcd1234.js',
    '/assets/%2E%2E/secret-abcd1234.js',
    '/assets/.secret-abcd1234.js',
    '/assets/index.html',
    '/portal/index.html',
    '/secret-abcd1234.js',
  ])('that is none of a build is not there: %s', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });
});

describe('pages shadow nothing', () => {
  it.each([
    ['/api/v1/nothing', 404],
    ['/api/v1/cases/16', 401],
    ['/health/nothing', 404],
    ['/verify', 503], // a page of the instruments, and nobody answers behind this gateway
    ['/docs/nothing', 404],
    ['/elsewhere', 404],
    ['/consoles', 404],
  ])('%s stays a problem', async (url, status) => {
    const answer = await get(url, { accept: 'text/html' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('the document and the alive sign stay themselves', async () => {
    expect((await get('/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
    expect((await get('/health/live')).json()).toEqual({ status: 'ok' });
    expect((await get('/docs')).payload).toContain('swagger-ui');
  });
});

it('a gateway without built pages starts, works, and says what is missing', async () => {
  const bare = await openGateway(NOWHERE, { pagesFolder: join(folder, 'nowhere') });
  try {
    expect((await get('/', {}, bare)).json()).toMatchObject({
      status: 404,
      code: 'PAGES_NOT_BUILT',
      texts: { en: 'The pages are not built: run npm run build' },
    });
    expect((await get('/health/live', {}, bare)).statusCode).toBe(200);
  } finally {
    await bare.close();
  }
});

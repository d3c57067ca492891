// Files on a real disk: what stands under its hash is whole, and nothing is left of what broke off.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './config';
import { filesDir, FileStore } from './file-store';

let folder: string;
let store: FileStore;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'yuanban-files-')), 'files');
  store = new FileStore(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

async function* pieces(content: Buffer, size = 1_000): AsyncGenerator<Buffer> {
  for (let start = 0; start < content.length; start += size) {
    await Promise.resolve();
    yield content.subarray(start, start + size);
  }
}
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
async function contentOf(sha256: string, start?: number): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const chunk of store.read(sha256, start)) read.push(chunk as Buffer);
  return Buffer.concat(read);
}

describe('a file', () => {
  it('stands under the hash of its content, and is read from any byte on', async () => {
    const content = randomBytes(200_000);
    const stored = await store.put(pieces(content), 200_000);
    expect(stored).toEqual({ sha256: hashOf(content), bytes: 200_000 });
    expect(readdirSync(folder)).toEqual([stored.sha256]);
    expect(await contentOf(stored.sha256)).toEqual(content);
    expect(await contentOf(stored.sha256, 199_990)).toEqual(content.subarray(199_990));
  });

  it('of the same content is one, whoever brings it and however many at once', async () => {
    const content = randomBytes(50_000);
    const stored = await Promise.all([700, 3_000, 50_000].map((size) => store.put(pieces(content, size), 1e6)));
    expect(new Set(stored.map(({ sha256 }) => sha256))).toEqual(new Set([hashOf(content)]));
    expect(readdirSync(folder)).toEqual([hashOf(content)]);
    expect(await contentOf(hashOf(content))).toEqual(content);
  });

  it('of nothing is a file too', async () => {
    const { sha256, bytes } = await store.put(pieces(Buffer.alloc(0)), 10);
    expect([bytes, (await contentOf(sha256)).length]).toEqual([0, 0]);
  });

  it('is gone once removed, and may be removed twice', async () => {
    const { sha256 } = await store.put(pieces(Buffer.from('a')), 10);
    await store.remove(sha256);
    await store.remove(sha256);
    expect(readdirSync(folder)).toEqual([]);
    await expect(contentOf(sha256)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('nothing is left of what broke off', () => {
  it('because it is larger than allowed: no further piece is asked for', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield await Promise.resolve(Buffer.alloc(100));
      }
    }
    await expect(store.put(endless(), 999)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE', params: { limit: 999 } });
    expect(asked).toBe(10);
    expect(readdirSync(folder)).toEqual([]);
    expect(await store.put(pieces(Buffer.alloc(999)), 999)).toMatchObject({ bytes: 999 });
  });

  it('because whoever sent it went away', async () => {
    async function* broken() {
      yield await Promise.resolve(Buffer.from('half'));
      throw new Error('gone');
    }
    await expect(store.put(broken(), 1e6)).rejects.toThrow('gone');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('because the process was killed: a day later, and nothing younger or whole', async () => {
    const { sha256 } = await store.put(pieces(Buffer.from('whole')), 10);
    for (const name of ['old.part', 'young.part']) writeFileSync(join(folder, name), 'half');
    const dayAgo = Date.now() / 1_000 - 86_460;
    for (const name of ['old.part', sha256]) utimesSync(join(folder, name), dayAgo, dayAgo);
    const { sha256: next } = await store.put(pieces(Buffer.from('next')), 10);
    expect(readdirSync(folder).sort()).toEqual([sha256, next, 'young.part'].sort());
    expect(readFileSync(join(folder, sha256), 'utf8')).toBe('whole');
  });
});

it('the folder is a setting; only in development it has a place of its own', () => {
  expect(filesDir({ FILES_DIR: '/srv/files' })).toBe('/srv/files');
  expect(filesDir({ YUANBAN_MODE: 'development' })).toBe(join('.data', 'files'));
  expect(() => filesDir({ YUANBAN_MODE: 'production' })).toThrow(ConfigError);
});

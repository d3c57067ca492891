// Files by the SHA-256 of their content, on a local disk that several apps share. What is named there is whole: it was written under
// another name, synced, and only then renamed.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDevelopment, setting } from './config';
import { Failure } from './failure';

/** What was stored. */
export interface StoredFile {
  sha256: string;
  bytes: number;
}

/** A file that nobody finished after so long, ms, is removed. */
const ABANDONED_MS = 86_400_000;
const PART = '.part';

/** The folder that apps share; `.data/files` in development, no default elsewhere. @throws ConfigError */
export function filesDir(env: NodeJS.ProcessEnv = process.env): string {
  return env['FILES_DIR'] || (isDevelopment(env) ? join('.data', 'files') : setting('FILES_DIR', env));
}

/** A folder of files, each named by the SHA-256 of its content. */
export class FileStore {
  constructor(private readonly folder: string) {}

  /**
   * Stores a stream under the hash of what it brings; the same content twice is one file.
   * @throws Failure `BODY_TOO_LARGE` as soon as more than `limit` bytes have come; nothing is left of what broke off.
   */
  async put(content: AsyncIterable<Buffer>, limit: number): Promise<StoredFile> {
    await mkdir(this.folder, { recursive: true });
    await this.sweep();
    const part = join(this.folder, randomUUID() + PART);
    try {
      const stored = await write(part, content, limit);
      await rename(part, this.path(stored.sha256));
      await sync(this.folder); // the new name itself is a change of the folder
      return stored;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  /** Reads from a byte on. The stream fails with `ENOENT` when there is no such file. */
  read(sha256: string, start = 0): ReadStream {
    return createReadStream(this.path(sha256), { start });
  }

  /** Removes a file; one that is not there is no error. */
  async remove(sha256: string): Promise<void> {
    await rm(this.path(sha256), { force: true });
  }

  private path(sha256: string): string {
    return join(this.folder, sha256);
  }

  /** What a killed process has left half-written. */
  private async sweep(): Promise<void> {
    for (const name of (await readdir(this.folder)).filter((one) => one.endsWith(PART))) {
      const path = join(this.folder, name);
      const { mtimeMs } = await stat(path).catch(gone);
      if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { force: true });
    }
  }
}

/** Renamed or removed by whoever wrote it since the folder was listed: as good as new. */
function gone(error: NodeJS.ErrnoException): { mtimeMs: number } {
  if (error.code === 'ENOENT') return { mtimeMs: Date.now() };
  throw error;
}

async function write(path: string, content: AsyncIterable<Buffer>, limit: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx');
  try {
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > limit) throw new Failure('BODY_TOO_LARGE', { limit });
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

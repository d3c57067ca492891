// Gets a server that is not on this machine: the vendor's release archive, checked against the release's checksum file,
// or `go install` at the pinned version, with progress told meanwhile.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { codeOf, onPath, Trouble } from './machine.mjs';

/** @typedef {import('./find.mjs').Server} Server */
/** @typedef {import('./find.mjs').Means} Means */

/**
 * Puts the binaries into `folder`, from the release archive or by `go install`.
 * @param {Server} server @param {string} folder @param {string[]} why @param {Means} means
 * @returns {Promise<'release' | 'go'>}
 */
export async function obtain(server, folder, why, means) {
  try {
    const url = await fetchRelease(server, folder, means);
    why.push(`release archive ${url}, checksum verified`);
    return 'release';
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    why.push(error.message);
    means.log(`${server.title}: ${error.message}`);
  }
  const go = onPath('go', means.env);
  const version = go && versionOf(go, 'version');
  if (!go || !version || isOlder(version, '1.21'))
    throw new Trouble(
      `${server.title} ${server.version} was not found (${why.join('; ')}) and ${go ? `Go ${version} is too old to build it` : 'Go is not installed to build it'}: install Go 1.21 or newer from https://go.dev/dl/, or put ${Object.keys(server.binaries).join(' and ')} on PATH, or set ${server.address}.`,
    );
  const time = await goInstall(server, go, folder, means);
  why.push(`built by go install ${server.packages.join(' ')} in ${time}`);
  return 'go';
}

/** @param {Server} server @param {string} folder @param {Means} means */
async function fetchRelease(server, folder, means) {
  const base = `${means.env.YUANBAN_RELEASES_URL || 'https://github.com'}/${server.release}`;
  const url = `${base}/${server.archive}`;
  /** @type {string[]} */
  const parts = [];
  await download(`${base}/${server.sums}`, means, (chunk) => void parts.push(Buffer.from(chunk).toString()));
  const line = parts
    .join('')
    .split('\n')
    .map((text) => text.trim().split(/\s+\*?/))
    .find(([, file]) => file === server.archive);
  if (!line) throw new Trouble(`the release has no ${server.archive}`);

  const archive = path.join(folder, 'archive.tar.gz');
  const file = fs.openSync(archive, 'w');
  const hash = createHash('sha256');
  const progress = every(means.progressMs, (ms) => means.log(`${server.title}: downloading, ${clock(ms)}`));
  try {
    await download(url, means, (chunk) => {
      hash.update(chunk);
      fs.writeSync(file, chunk);
    });
  } finally {
    progress.stop();
    fs.closeSync(file);
  }
  if (hash.digest('hex') !== line[0]) throw new Trouble(`the checksum of ${url} is wrong: refused`);

  const unpacked = path.join(folder, 'unpacked');
  fs.mkdirSync(unpacked);
  const tar = spawnSync('tar', ['-xzf', archive, '-C', unpacked], { encoding: 'utf8' });
  if (tar.status !== 0)
    throw new Trouble(`the release archive could not be unpacked (${tar.error?.message ?? tar.stderr.trim()})`);
  for (const name of Object.keys(server.binaries)) {
    const inside = /** @type {string[]} */ (fs.readdirSync(unpacked, { recursive: true })).find(
      (entry) => path.basename(entry) === name && fs.statSync(path.join(unpacked, entry)).isFile(),
    );
    if (!inside) throw new Trouble(`the release archive holds no ${name}`);
    fs.renameSync(path.join(unpacked, inside), path.join(folder, name));
    fs.chmodSync(path.join(folder, name), 0o755);
  }
  fs.rmSync(unpacked, { recursive: true });
  fs.rmSync(archive);
  return url;
}

/** @param {string} url @param {Means} means @param {(chunk: Uint8Array) => void} take */
async function download(url, { stallMs }, take) {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Trouble(`${url}: no byte for ${stallMs / 1000} s, given up`));
  let timer = setTimeout(giveUp, stallMs);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || !response.body) throw new Trouble(`${url}: answered ${response.status}`);
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, stallMs);
      take(chunk);
    }
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason;
    if (error instanceof Trouble) throw error;
    const cause = /** @type {Error} */ (/** @type {Error} */ (error).cause ?? error);
    throw new Trouble(`${url}: ${codeOf(cause) ?? cause.message}`);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Server} server @param {string} go @param {string} folder @param {Means} means @returns {Promise<string>} */
async function goInstall(server, go, folder, { env, log, progressMs }) {
  log(`${server.title}: building ${server.version} with Go, ${server.aboutTime}`);
  const since = Date.now();
  const output = fs.createWriteStream(`${folder}.log`);
  let compiled = 0;
  let last = '';
  // In a group of its own, so that its compilers end with it.
  const child = spawn(go, ['install', '-v', ...server.packages], {
    env: { ...env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const endWithUs = () => void (child.pid && process.kill(-child.pid, 'SIGTERM'));
  process.once('exit', endWithUs);
  const progress = every(progressMs, (ms) =>
    log(
      `${server.title}: building, ${clock(ms)}, ${compiled} of about ${server.aboutPackages} packages (${server.aboutTime})`,
    ),
  );
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.write(text);
    for (const line of text.split('\n').filter(Boolean)) {
      last = line;
      if (!line.startsWith('go: ')) compiled++;
    }
  });
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  process.off('exit', endWithUs);
  progress.stop();
  output.end();
  if (code !== 0)
    throw new Trouble(
      `go install ${server.packages.join(' ')} failed (${last || code}); its output is in ${folder}.log, and ${server.address} can name a running server instead.`,
    );
  fs.rmSync(`${folder}.log`, { force: true });
  for (const [name, built] of Object.entries(server.binaries))
    if (name !== built) fs.renameSync(path.join(folder, built), path.join(folder, name));
  return clock(Date.now() - since);
}

/** @param {number} ms @param {(elapsedMs: number) => void} tell */
function every(ms, tell) {
  const since = Date.now();
  const timer = setInterval(() => tell(Date.now() - since), ms);
  return { stop: () => clearInterval(timer) };
}

/** @param {number} ms */
export const clock = (ms) => {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

/** @param {string} file */
export function versionOf(file, argument = '--version') {
  const { stdout } = spawnSync(file, [argument], { encoding: 'utf8', timeout: 10_000 });
  return /(\d+\.\d+(\.\d+)?)/.exec(stdout ?? '')?.[1];
}

/** @param {string} version @param {string} than */
export function isOlder(version, than) {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference) return difference < 0;
  }
  return false;
}

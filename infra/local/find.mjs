// Finds the NATS and Temporal servers: address in the environment, then PATH, then the per-user cache, then the
// vendor's release archive, then `go install`; says which was chosen and why the earlier ones were not.
// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onPath, Trouble, withLock } from './machine.mjs';
import { clock, isOlder, obtain, versionOf } from './obtain.mjs';

const platform = `${process.platform}-${process.arch}`;
const goPlatform = { os: process.platform, arch: process.arch === 'x64' ? 'amd64' : process.arch };

/**
 * `binaries` maps the name we use to the name `go install` gives; the first one is the server.
 * `oldest` is what we accept on PATH: NATS 2.10 brought filter_subjects, Temporal 1.31 the configuration by environment.
 */
export const SERVERS = {
  nats: {
    title: 'NATS',
    version: '2.14.7',
    oldest: '2.10.0',
    address: 'NATS_URL',
    binaries: { 'nats-server': 'nats-server' },
    release: 'nats-io/nats-server/releases/download/v2.14.7',
    archive: `nats-server-v2.14.7-${goPlatform.os}-${goPlatform.arch}.tar.gz`,
    sums: 'SHA256SUMS',
    packages: ['github.com/nats-io/nats-server/v2@v2.14.7'],
    aboutPackages: 250,
    aboutTime: 'about one minute on two cores',
  },
  temporal: {
    title: 'Temporal',
    version: '1.31.2',
    oldest: '1.31.0',
    address: 'TEMPORAL_ADDRESS',
    binaries: { 'temporal-server': 'server', 'temporal-sql-tool': 'sql' },
    release: 'temporalio/temporal/releases/download/v1.31.2',
    archive: `temporal_1.31.2_${goPlatform.os}_${goPlatform.arch}.tar.gz`,
    sums: 'checksums.txt',
    packages: ['go.temporal.io/server/cmd/server@v1.31.2', 'go.temporal.io/server/cmd/tools/sql@v1.31.2'],
    aboutPackages: 1700,
    aboutTime: 'about seven minutes on two cores, once',
  },
};

/** @typedef {typeof SERVERS.nats | typeof SERVERS.temporal} Server */
/** @typedef {{ env: NodeJS.ProcessEnv, log: (line: string) => void, stallMs: number, progressMs: number }} Means */
/**
 * @typedef {{ kind: 'address', address: string, why: string[] }
 *   | { kind: 'binary', path: string, sqlPath: string, source: 'path' | 'cache' | 'release' | 'go', why: string[] }} Found
 */

/** @param {NodeJS.ProcessEnv} [env] */
export const cacheFolder = (env = process.env) =>
  env.YUANBAN_CACHE || path.join(env.XDG_CACHE_HOME || path.join(env.HOME || os.homedir(), '.cache'), 'yuanban');

/**
 * @param {'nats' | 'temporal'} name
 * @param {{ env?: NodeJS.ProcessEnv, log?: (line: string) => void, stallMs?: number, progressMs?: number }} [options]
 *   `stallMs`: a download is given up after so long without a byte
 * @returns {Promise<Found>}
 */
export async function findServer(name, options = {}) {
  const means = { env: process.env, log: console.log, stallMs: 10_000, progressMs: 10_000, ...options };
  const server = SERVERS[name];
  const found = await look(server, means);
  const [chosen, ...refused] = [...found.why].reverse();
  means.log(`${server.title}: ${chosen}${refused.length ? ` (${refused.reverse().join('; ')})` : ''}`);
  return found;
}

/** @param {Server} server @param {Means} means @returns {Promise<Found>} */
async function look(server, means) {
  const { env } = means;
  const address = env[server.address];
  if (address) return { kind: 'address', address, why: [`the one ${server.address} names`] };
  const why = [`${server.address} is not set`];

  const names = Object.keys(server.binaries);
  const first = onPath(names[0] ?? '', env);
  if (!first) why.push(`${names[0]} is not on PATH`);
  else {
    // The tools must be of the server's own release, hence from its folder.
    const missing = names.find((file) => !fs.existsSync(path.join(path.dirname(first), file)));
    const version = versionOf(first);
    if (missing) why.push(`${first} is on PATH but ${missing} does not lie beside it`);
    else if (!version || isOlder(version, server.oldest))
      why.push(`${first} is ${version ?? 'of no readable version'}, we need ${server.oldest}`);
    else return binary(server, path.dirname(first), 'path', [...why, `version ${version} on PATH, ${first}`]);
  }

  const cache = cacheFolder(env);
  const home = path.join(cache, `${names[0]}-${server.version}-${platform}`);
  const inCache = () => names.every((file) => fs.existsSync(path.join(home, file)));
  if (inCache()) return binary(server, home, 'cache', [...why, `version ${server.version} in the cache, ${home}`]);
  why.push(`${server.version} is not in the cache ${cache}`);

  return withLock(
    `${home}.lock`,
    async () => {
      if (inCache()) return binary(server, home, 'cache', [...why, `another command has just put it into ${home}`]);
      for (const half of fs.readdirSync(cache).filter((file) => file.startsWith(`${path.basename(home)}.new`)))
        fs.rmSync(path.join(cache, half), { recursive: true, force: true });
      const fresh = `${home}.new.${process.pid}`;
      fs.mkdirSync(fresh, { recursive: true });
      try {
        const source = await obtain(server, fresh, why, means);
        const version = versionOf(path.join(fresh, names[0] ?? ''));
        if (version !== server.version)
          throw new Trouble(
            `the ${server.title} server just obtained answers version ${version}, not ${server.version}.`,
          );
        fs.renameSync(fresh, home);
        return binary(server, home, source, why);
      } finally {
        fs.rmSync(fresh, { recursive: true, force: true });
      }
    },
    (holder, ms) =>
      means.log(`${server.title}: another command (pid ${holder.pid}) is getting it, waiting ${clock(ms)}`),
  );
}

/** @param {Server} server @param {string} folder @param {'path' | 'cache' | 'release' | 'go'} source @param {string[]} why */
function binary(server, folder, source, why) {
  const [path_, sqlPath] = Object.keys(server.binaries).map((file) => path.join(folder, file));
  return { kind: /** @type {const} */ ('binary'), path: path_ ?? '', sqlPath: sqlPath ?? '', source, why };
}

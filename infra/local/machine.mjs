// What the launcher asks of the machine: who a process is, one holder at a time, free ports, files written whole.
// Needs nothing but Node itself, because install.mjs runs before node_modules exists.
// @ts-check
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** An error whose message is the one sentence a person needs: printed without a stack. */
export class Trouble extends Error {}

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {unknown} error @returns {string | undefined} */
export const codeOf = (error) => /** @type {NodeJS.ErrnoException} */ (error)?.code;

/** @param {string} moduleUrl  True in the file that Node was started with. */
export function isMain(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && fs.existsSync(started) && fs.realpathSync(started) === fileURLToPath(moduleUrl);
}

/**
 * Runs a command-line program; an expected trouble ends it with one sentence, anything else with its stack.
 * @param {() => Promise<void>} program
 */
export function runMain(program) {
  program().catch((error) => {
    console.error(error instanceof Trouble ? `yuanban: ${error.message}` : error);
    process.exit(1);
  });
}

/** @param {string} command @returns {string | undefined} its full path on PATH */
export function onPath(command, env = process.env) {
  for (const folder of (env.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    const file = path.join(folder, command);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) return file;
    } catch {
      // not here: the next folder
    }
  }
  return undefined;
}

/** A reader sees the old file or the new one, never half of it. @param {string} file @param {string | object} content */
export function writeWhole(file, content, mode = 0o600) {
  const whole = `${file}.${process.pid}.new`;
  fs.writeFileSync(whole, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`, { mode });
  fs.renameSync(whole, file);
}

/** @param {string} file @returns {any} undefined when it is missing or no JSON */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * When a living process was started: with the pid this names one process for ever, since pids are used again.
 * A zombie is dead. @param {number} pid @returns {string | undefined}
 */
export function startTimeOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    try {
      // The name in brackets may hold spaces and brackets itself: the fields begin after the last one.
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const answer = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
  return answer && !answer.startsWith('Z') ? answer.replace(/^\S+\s+/, '') : undefined;
}

/** A process and what it started itself. @param {number} pid */
export function familyOf(pid) {
  const list =
    process.platform === 'linux'
      ? fs
          .readdirSync('/proc')
          .filter((name) => /^\d+$/.test(name))
          .map((name) => [name, parentOf(name)])
      : (spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout ?? '')
          .split('\n')
          .map((line) => line.trim().split(/\s+/));
  return [pid, ...list.filter(([, parent]) => Number(parent) === pid).map(([child]) => Number(child))];
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return undefined; // it has just ended
  }
}

/** @typedef {{ pid: number, startTime?: string }} Holder */

/** @param {Holder | undefined} who */
export const isAlive = (who) =>
  who !== undefined && who.startTime !== undefined && startTimeOf(who.pid) === who.startTime;

/**
 * Takes the lock or names its living holder. A dead holder's lock is taken over under a second lock, so that of two
 * that find it stale only one replaces it; that second lock can itself be stale and is treated the same way.
 * @param {string} file @returns {{ release: () => void } | { holder: Holder }}
 */
export function tryLock(file) {
  const me = { pid: process.pid, startTime: startTimeOf(process.pid) };
  const mine = `${file}.${process.pid}.${randomInt(2 ** 47)}`;
  const release = () => {
    if (readJson(file)?.pid === me.pid) fs.rmSync(file, { force: true });
  };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(mine, JSON.stringify(me));
  try {
    for (;;) {
      try {
        fs.linkSync(mine, file); // appears with its content, or not at all
        return { release };
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      const holder = readJson(file);
      if (isAlive(holder)) return { holder };
      if (holder === undefined && !fs.existsSync(file)) continue; // just released
      const claim = tryLock(`${file}.takeover`);
      if ('holder' in claim) return claim;
      try {
        if (isAlive(readJson(file))) continue;
        fs.renameSync(mine, file);
        return { release };
      } finally {
        claim.release();
      }
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/**
 * Waits for the lock and holds it during `work`.
 * @template T @param {string} file @param {() => Promise<T>} work
 * @param {(holder: Holder, waitedMs: number) => void} [onWait] told every ten seconds, first at once
 */
export async function withLock(file, work, onWait = () => {}) {
  const since = Date.now();
  for (let told = 0; ;) {
    const lock = tryLock(file);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (Date.now() - since >= told * 10_000) {
      onWait(lock.holder, Date.now() - since);
      told++;
    }
    await sleep(250);
  }
}

/** @param {number} port @returns {Promise<import('node:net').Server | undefined>} */
const hold = (port) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });

/** @param {number} port */
export async function isPortFree(port) {
  const server = await hold(port);
  if (server) await new Promise((resolve) => server.close(resolve));
  return server !== undefined;
}

/**
 * Ports that nobody listens on: the wanted ones where they are free, others in place of the taken.
 * Below 30000, because systems hand out higher ones to outgoing connections and a server could not come back to its own.
 * @param {number} count @param {number[]} [wanted]
 */
export async function freePorts(count, wanted = []) {
  const held = [];
  const ports = [];
  try {
    for (let i = 0; i < count; i++) {
      let port = wanted[i] ?? randomInt(20_000, 30_000);
      let server = await hold(port);
      for (let tries = 0; !server && tries < 200; tries++) server = await hold((port = randomInt(20_000, 30_000)));
      if (!server) throw new Trouble('no free port between 20000 and 29999 was found on 127.0.0.1.');
      held.push(server);
      ports.push(port);
    }
    return ports;
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

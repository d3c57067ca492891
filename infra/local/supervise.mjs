// Child processes that stay up: each in its own process group and written down by pid and start time, restarted when
// it dies, stopped in reverse order; what a killed launcher left behind is recognised and stopped first.
// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { codeOf, familyOf, isAlive, readJson, sleep, startTimeOf, Trouble, writeWhole } from './machine.mjs';

/**
 * @typedef {{
 *   name: string, command: string, args?: string[], env?: NodeJS.ProcessEnv, cwd?: string, uid?: number, gid?: number,
 *   port?: number, stopSignal?: NodeJS.Signals, graceMs?: number, echo?: boolean,
 *   givesWay?: boolean, prepare?: () => Promise<void> | void, ready?: () => Promise<unknown>, readyMs?: number,
 * }} Spec
 * `givesWay`: whoever waits for an answer comes first; `prepare` runs before every start, `ready` resolves once the child answers, `echo` shows its lines on our console.
 * @typedef {InstanceType<typeof Child>} Handle
 */

const PAUSES = { first: 100, longest: 5_000, resetAfter: 10_000 };

/** @param {number} pid @param {NodeJS.Signals} signal */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'EPERM') throw error;
  }
}

const BEHIND = 15;

/**
 * What trails takes what is left: a thirtieth of the share of others in busy processors, which changes nothing while there are idle ones.
 * With a third it took so much from people's acts that half as many were answered in a rush, and had no more done at its end. @param {number} pid
 */
function giveWay(pid) {
  try {
    os.setPriority(pid, BEHIND);
    // Where the system shares processors out by session, each of our children is a session of its own, and that is what counts.
    const group = `/proc/${pid}/autogroup`;
    if (fs.existsSync(group)) fs.writeFileSync(group, String(BEHIND));
  } catch (error) {
    if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'ENOENT') throw error; // it has ended already
  }
}

class Child {
  /** @type {number | undefined} */ pid;
  /** How often it died and was started again. */
  restarts = 0;
  /** A new object for every start, none after a stop: work of an earlier start sees that it is no longer wished for. */
  #wish = /** @type {object | undefined} */ (undefined);
  #answered = false;
  #pause;
  #exited = Promise.resolve();
  /** @type {string | undefined} */ #end;

  /** @param {Children} owner @param {Spec} spec */
  constructor(owner, spec) {
    this.owner = owner;
    this.spec = spec;
    this.name = spec.name;
    this.port = spec.port;
    this.logFile = path.join(owner.dataDir, 'logs', `${spec.name}.log`);
    this.#pause = owner.pauses.first;
  }

  /** Starts it and waits until it is ready. A child that dies before that is not restarted: its log says why. */
  async start() {
    const wish = (this.#wish = {});
    this.#answered = false;
    const settled = this.spec.ready === undefined;
    await this.#spawn(wish, settled);
    if (settled) return this;
    try {
      await this.ready();
    } catch (error) {
      await this.stop();
      throw error;
    }
    void this.#exited.then(() => this.#revive(wish));
    return this;
  }

  /** Waits until it answers; over restarts too, once it has answered before. */
  async ready() {
    const wish = this.#wish;
    const until = Date.now() + (this.spec.readyMs ?? 30_000);
    for (; ; await sleep(40)) {
      if (wish === undefined || wish !== this.#wish) throw new Trouble(`${this.name} was stopped before it was ready.`);
      if (this.#end !== undefined && !this.#answered)
        throw new Trouble(`${this.name} ended before it was ready (${this.#end}). ${this.lastWords()}`);
      if (this.pid === undefined) continue;
      try {
        await this.spec.ready?.();
        this.#answered = true;
        return;
      } catch (error) {
        if (Date.now() < until) continue;
        const { message } = /** @type {Error} */ (error);
        throw new Trouble(`${this.name} did not answer in time (${message}). ${this.lastWords()}`);
      }
    }
  }

  lastWords() {
    const lines = fs.existsSync(this.logFile) ? fs.readFileSync(this.logFile, 'utf8').trim().split('\n') : [];
    return `Read ${this.logFile}: ${(lines.at(-1) ?? '').slice(0, 300)}`;
  }

  /** @param {object} wish @param {boolean} revive */
  async #spawn(wish, revive) {
    await this.spec.prepare?.();
    if (wish !== this.#wish) return;
    const { command, args = [], env, cwd, uid, gid, echo } = this.spec;
    fs.mkdirSync(path.dirname(this.logFile), { recursive: true, mode: 0o700 });
    const log = fs.openSync(this.logFile, 'a');
    // A server writes to its file itself and so outlives our pipes; an app's lines pass through us to the console.
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (
      echo ? ['ignore', 'pipe', 'pipe'] : ['ignore', log, log]
    );
    const child = spawn(command, args, { env, cwd, uid, gid, detached: true, stdio });
    const since = Date.now();
    this.#end = undefined;
    this.pid = child.pid;
    if (this.spec.givesWay && child.pid !== undefined) giveWay(child.pid);
    this.owner.record();
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          fs.writeSync(log, `${line}\n`);
          this.owner.log(`${`[${this.name}]`.padEnd(11)} ${line}`);
        });
    // What it started does not outlive it (and would keep its pipes open).
    child.once('exit', () => child.pid && signalGroup(child.pid, 'SIGKILL'));
    this.#exited = new Promise((resolve) => {
      /** @type {string | undefined} */ let refusal;
      child.once('error', (error) => (refusal = error.message));
      child.once('close', (code, signal) => {
        fs.closeSync(log);
        this.#end = refusal ?? signal ?? `code ${code}`;
        this.pid = undefined;
        this.owner.record();
        if (Date.now() - since >= this.owner.pauses.resetAfter) this.#pause = this.owner.pauses.first;
        resolve();
      });
    });
    if (revive) void this.#exited.then(() => this.#revive(wish));
  }

  /** @param {object} wish @returns {Promise<void>} */
  async #revive(wish) {
    if (wish !== this.#wish) return;
    const pause = this.#pause;
    this.#pause = Math.min(pause * 2, this.owner.pauses.longest);
    this.owner.log(`${this.name} ended (${this.#end}), starting again in ${pause / 1000} s`);
    await sleep(pause);
    if (wish !== this.#wish) return;
    this.restarts++;
    try {
      await this.#spawn(wish, true);
    } catch (error) {
      this.#end = /** @type {Error} */ (error).message;
      void this.#revive(wish);
    }
  }

  /** Runs it once to its end. */
  async run() {
    await this.#spawn((this.#wish = {}), false);
    await this.#exited;
    if (this.#end !== 'code 0') throw new Trouble(`${this.name} failed (${this.#end}). ${this.lastWords()}`);
  }

  async stop() {
    this.#wish = undefined;
    if (this.pid === undefined) return;
    const { pid } = this;
    signalGroup(pid, this.spec.stopSignal ?? 'SIGTERM');
    this.thaw(); // a frozen child hears nothing else
    const timer = setTimeout(() => {
      this.owner.log(`${this.name} did not stop in time, killing it`);
      signalGroup(pid, 'SIGKILL');
    }, this.spec.graceMs ?? 10_000);
    await this.#exited;
    clearTimeout(timer);
  }

  async restart() {
    await this.stop();
    return this.start();
  }

  /** Signals its group; after a deadly signal, resolves once it has ended. The supervisor then starts it again. */
  async kill(/** @type {NodeJS.Signals} */ signal = 'SIGKILL') {
    if (this.pid === undefined) return;
    const ended = this.#exited;
    signalGroup(this.pid, signal);
    if (['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT'].includes(signal)) await ended;
  }

  /** It lives but answers nothing, until `thaw`. */
  freeze() {
    this.#signalFamily('SIGSTOP');
  }

  thaw() {
    this.#signalFamily('SIGCONT');
  }

  /** @param {NodeJS.Signals} signal  Postgres puts each backend into a group of its own: hence one by one. */
  #signalFamily(signal) {
    for (const pid of this.pid === undefined ? [] : familyOf(this.pid))
      try {
        process.kill(pid, signal);
      } catch (error) {
        if (codeOf(error) !== 'ESRCH') throw error;
      }
  }
}

export class Children {
  /** @type {Child[]} */ #children = [];
  #closing = false;

  /** @param {{ dataDir: string, log: (line: string) => void, pauses?: typeof PAUSES }} options */
  constructor({ dataDir, log, pauses = PAUSES }) {
    this.dataDir = dataDir;
    this.log = log;
    this.pauses = pauses;
    this.file = path.join(dataDir, 'children.json');
  }

  /** However we end, short of being killed ourselves: no child is left behind. */
  #killAtExit = () => this.killAll();

  /** Stops what an earlier launcher on this folder left running. */
  async stopOrphans() {
    const left = (readJson(this.file) ?? []).filter(isAlive).reverse();
    for (const orphan of left) {
      this.log(`${orphan.name} (pid ${orphan.pid}) was left behind by a killed launcher: stopping it`);
      signalGroup(orphan.pid, orphan.stopSignal);
      signalGroup(orphan.pid, 'SIGCONT');
      for (const until = Date.now() + 10_000; isAlive(orphan); await sleep(20))
        if (Date.now() > until) signalGroup(orphan.pid, 'SIGKILL');
      signalGroup(orphan.pid, 'SIGKILL');
    }
    fs.rmSync(this.file, { force: true });
  }

  record() {
    const living = this.#children.flatMap(({ name, pid, spec }) =>
      pid === undefined ? [] : [{ name, pid, startTime: startTimeOf(pid), stopSignal: spec.stopSignal ?? 'SIGTERM' }],
    );
    writeWhole(this.file, living);
  }

  /** @param {Spec} spec @returns {Promise<Handle>} once it is ready */
  async start(spec) {
    return this.#add(spec).start();
  }

  /** @param {Spec} spec  Runs a program once to its end. */
  async run(spec) {
    const child = this.#add(spec);
    await child.run();
    this.#children.splice(this.#children.indexOf(child), 1);
  }

  /** @param {Spec} spec */
  #add(spec) {
    if (this.#closing) throw new Trouble('stopping.');
    if (!process.listeners('exit').includes(this.#killAtExit)) process.once('exit', this.#killAtExit);
    const child = new Child(this, spec);
    this.#children.push(child);
    return child;
  }

  /** Stops all, the last started first. */
  async stopAll() {
    this.#closing = true;
    for (const child of [...this.#children].reverse()) await child.stop();
    process.off('exit', this.#killAtExit);
  }

  /** No grace: for a second Ctrl-C. */
  killAll() {
    for (const { pid } of this.#children) if (pid !== undefined) signalGroup(pid, 'SIGKILL');
  }
}

// Apps as real processes of a test's own installation, to be stopped, frozen and killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
// A test that fails before it can stop its processes neither waits for them nor leaves them behind.
const living = new Set<ChildProcess>();
process.once('exit', () => living.forEach((child) => child.kill('SIGKILL')));

/** What may be started: each is a program that `npm run build` makes. */
export type App = 'registry' | 'cases' | 'relay' | 'worker' | 'oversight' | 'desk' | 'gateway';

/** One running app. */
export interface Process {
  pid: number;
  /** Everything it has said. */
  words(): string;
  kill(signal?: NodeJS.Signals): void;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
  ended: Promise<number | null>;
}

/** Starts an app and waits until it has said `ready` (a log message). */
export async function startProcess(app: App, env: Record<string, string>, ready: string): Promise<Process> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/run', `${app}.cjs`)], {
    env: { ...process.env, ...env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  child.once('close', () => living.delete(child));
  child.unref();
  for (const stream of [child.stdout, child.stderr] as unknown as { unref(): void }[]) stream.unref();
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (words += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const running: Process = {
    pid: child.pid!,
    words: () => words,
    kill: (signal = 'SIGKILL') => void child.kill(signal),
    stop: () => stop(child, ended),
    ended,
  };
  const says = () => {
    if (child.exitCode !== null) throw new Error(`${app} ended with ${child.exitCode}: ${words}`);
    return words.includes(ready);
  };
  await until(`${app} says "${ready}"`, says, 90_000); // nine at once on two busy cores take their time
  return running;
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(late);
}

/** Waits until `holds`, asking every 50 ms. @throws Error naming what was awaited. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; ;) {
    if (await holds()) return;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

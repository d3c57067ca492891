// A real NATS server of a test's own, to be stopped and started under the gateway's feet.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../test/processes';

interface Finder {
  findServer: (name: 'nats', options: { env: NodeJS.ProcessEnv; log: () => void }) => Promise<{ path: string }>;
}
// Plain ESM for Node, which this project's compiler does not read.
const finder: string = '../../../infra/local/find.mjs';

/** A server on one port, on or off. */
export class OwnNats {
  private child: ChildProcess | undefined;
  private constructor(
    private readonly program: string,
    private readonly folder: string,
    private readonly port: number,
    private readonly maxPayload: number,
  ) {}

  /** Finds the program and a port; starts nothing yet. */
  static async make(maxPayload: number): Promise<OwnNats> {
    const { findServer } = (await import(finder)) as Finder;
    // Not the server that NATS_URL may name: this one is ours to stop.
    const { path } = await findServer('nats', { env: { ...process.env, NATS_URL: '' }, log: () => undefined });
    const folder = await mkdtemp(join(tmpdir(), 'yuanban-nats-'));
    return new OwnNats(path, folder, await freePort(), maxPayload);
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  /** Starts it and waits until it takes connections; `more` are further lines of its settings. */
  async start(more = ''): Promise<void> {
    const settings = join(this.folder, 'nats.conf');
    await writeFile(settings, `host: 127.0.0.1\nport: ${this.port}\nmax_payload: ${this.maxPayload}\n${more}\n`);
    this.child = spawn(this.program, ['-c', settings], { stdio: 'ignore' });
    await until('the NATS server answers', () => answers(this.port));
  }

  /** Kills it, as a power cut would. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Stops it for good. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data'); // its INFO line
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

// A wire that can be cut or held: a loopback port in front of a real server, so that a test can take the server away and give it back.
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to one server. */
export interface Wire {
  /** The server's URL through this wire. */
  url: string;
  /** Ends every connection and refuses new ones. */
  cut: () => Promise<void>;
  mend: () => Promise<void>;
  /** Nothing arrives any more on the connections there are, until `release`. */
  hold: () => void;
  release: () => void;
}

/** Lays a wire to the server of `url` (`nats://`, `postgresql://`). `hear` listens to what the server says. */
export async function wireTo(url: string, hear?: (fromServer: Buffer) => void): Promise<Wire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;
  const mend = async () => {
    server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      if (hear) far.on('data', hear);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
  };
  await mend();
  const through = new URL(url);
  through.port = String(port);
  return {
    url: through.href,
    mend,
    hold: () => sockets.forEach((socket) => socket.pause()),
    release: () => sockets.forEach((socket) => socket.resume()),
    cut: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

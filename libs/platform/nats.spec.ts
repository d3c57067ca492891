// NATS may be away for long: no client of ours gives up, none keeps its caller waiting, and none outlives its end.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../test/processes';
import { natsOptions } from './nats';
import { RpcClient } from './rpc-client';

describe('the options', () => {
  it('decode the credentials of the URL, and absent ones stay absent', () => {
    expect(natsOptions('nats://yuan%40ban:p%2Fw@127.0.0.1:4222', 'cases')).toMatchObject({
      servers: '127.0.0.1:4222',
      name: 'cases',
      user: 'yuan@ban',
      pass: 'p/w',
    });
    expect(natsOptions('nats://127.0.0.1:4222', 'x')).not.toHaveProperty('user');
  });

  it('try for ever, from the first connection on', () => {
    expect(natsOptions('nats://127.0.0.1:4222', 'x')).toMatchObject({
      maxReconnectAttempts: -1,
      waitOnFirstConnect: true,
    });
  });
});

/** A port where a NATS server is not: `meet` does what it does to whoever knocks. */
async function port(meet: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    meet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`,
    knocks: () => sockets.length,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a client that never got a connection', () => {
  it('refuses a request at once, and drops a hint', async () => {
    const silent = await port(() => undefined); // takes the connection and says nothing
    const client = new RpcClient(silent.url, 'spec');
    try {
      await until('it knocks', () => silent.knocks() > 0);
      const began = Date.now();
      await expect(client.call('cases.case.get', {})).rejects.toMatchObject({ code: 'MESSAGING_AWAY' });
      expect(Date.now() - began).toBeLessThan(200);
      expect([client.isConnected, client.connection]).toEqual([false, null]);
      client.tell('cases.hint', {});
    } finally {
      await client.close();
      await silent.close();
    }
  });

  it('tries again and again, until it is closed', async () => {
    const deaf = await port((socket) => socket.destroy());
    const client = new RpcClient(deaf.url, 'spec');
    try {
      await until('it has knocked four times', () => deaf.knocks() >= 4);
      await client.close();
      const before = deaf.knocks();
      await pause(1_000);
      expect(deaf.knocks()).toBe(before);
      await expect(client.call('cases.case.get', {})).rejects.toMatchObject({ code: 'MESSAGING_AWAY' });
      expect(deaf.knocks()).toBe(before);
    } finally {
      await client.close();
      await deaf.close();
    }
  });
});

// NATS may be away for long: no client of ours gives up, and none keeps its caller waiting.
import { ClientNats } from '@nestjs/microservices';
import { natsOptions } from './nats';

it('credentials of the URL are decoded, and absent ones stay absent', () => {
  expect(natsOptions('nats://yuan%40ban:p%2Fw@127.0.0.1:4222', 'cases')).toMatchObject({
    servers: '127.0.0.1:4222',
    name: 'cases',
    user: 'yuan@ban',
    pass: 'p/w',
  });
  expect(natsOptions('nats://127.0.0.1:4222', 'x')).not.toHaveProperty('user');
});

it('a client tries for ever, from the first connection on', () => {
  expect(natsOptions('nats://127.0.0.1:4222', 'x')).toMatchObject({
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
  });
});

it('a request while NATS is away is refused at once, and a hint is dropped', async () => {
  // Without the endless attempts, which would outlive this test: a client that never connected cannot be closed.
  jest.doMock('./nats', () => ({ natsOptions: () => ({ servers: '127.0.0.1:1', maxReconnectAttempts: 0 }) }));
  const { RpcClient } = jest.requireActual<typeof import('./rpc-client')>('./rpc-client');
  const client = new RpcClient('nats://127.0.0.1:1', 'spec');
  const sent = jest.spyOn(ClientNats.prototype, 'send');
  await expect(client.call('cases.case.get', {})).rejects.toMatchObject({ code: 'MESSAGING_AWAY' });
  expect(sent).not.toHaveBeenCalled();
  expect(client.isConnected).toBe(false);
  client.tell('cases.hint', {});
  await client.close();
});

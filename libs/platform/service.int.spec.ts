// A service that ends while it is asked, on a real NATS: nobody is left without an answer.
import { setTimeout as pause } from 'node:timers/promises';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Payload } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import { wireTo } from '../../test/network';
import { until } from '../../test/processes';
import { Handle } from './handle';
import { processLog } from './log';
import { RpcClient } from './rpc-client';
import { serve } from './service';

const url = process.env['TEST_NATS_URL']!;
const subject = `spec.${randomUUID()}`;
let begun = 0;

@Controller()
class Slow {
  @Handle(subject, 'public')
  async answer(@Payload() { ms }: { ms: number }): Promise<{ waited: number }> {
    begun += 1;
    await pause(ms);
    return { waited: ms };
  }
}

@Module({ imports: [DiscoveryModule], controllers: [Slow] })
class SlowModule {}

let client: RpcClient;
let service: INestMicroservice;

beforeAll(async () => {
  client = new RpcClient(url, 'spec', '');
  await until('the client is connected', () => client.isConnected);
});
afterAll(() => client.close());
beforeEach(async () => {
  service = await serve(SlowModule, 'spec', url, processLog('spec'));
  begun = 0;
});

it('a request that it works on when it is told to end is answered, and only then it is gone', async () => {
  const answer = client.call(subject, { ms: 1_000 }, 5_000);
  await until('it works on it', () => begun === 1);
  await service.close();
  expect(await answer).toEqual({ waited: 1_000 });
  await expect(client.call(subject, { ms: 0 }, 5_000)).rejects.toMatchObject({ code: 'MESSAGING_AWAY' });
});

it('what NATS had already sent to it is answered too, and with nothing to do it ends at once', async () => {
  const outcomes: Promise<unknown>[] = [];
  for (let round = 0; round < 40; round += 1) {
    if (round === 20) outcomes.push(service.close());
    for (let n = 0; n < 25; n += 1)
      outcomes.push(client.call(subject, { ms: 0 }, 2_000).catch((error: { code: string }) => error.code));
    await pause(0);
  }
  const counted = new Set((await Promise.all(outcomes)).map((one) => (typeof one === 'string' ? one : 'answered')));
  expect([...counted].sort()).toEqual(['MESSAGING_AWAY', 'answered']);
  service = await serve(SlowModule, 'spec', url, processLog('spec'));
  const began = Date.now();
  await service.close();
  expect(Date.now() - began).toBeLessThan(400);
});

it('what was asked of one that died is asked of the next one, where it may be asked twice', async () => {
  await service.close();
  const wire = await wireTo(url);
  const dying = await serve(SlowModule, 'spec', wire.url, processLog('spec'));
  const isHeard = () => client.call(subject, { ms: 0 }).then(Boolean, () => false);
  await until('NATS knows of it', isHeard);
  begun = 0;
  const [insisted, called] = [client.insist(subject, { ms: 600 }, 5_000), client.call(subject, { ms: 600 }, 2_000)];
  const late = expect(called).rejects.toMatchObject({ code: 'TOO_SLOW' });
  await until('it works on both', () => begun === 2);
  await wire.cut(); // as a kill does: with the connection every answer is gone
  service = await serve(SlowModule, 'spec', url, processLog('spec'));
  expect(await insisted).toEqual({ waited: 600 });
  await late;
  expect(begun).toBe(3);
  await service.close();
  await wire.mend();
  await dying.close();
  await wire.cut();
});

it('what was asked of one whose connection was lost is asked of it again when it is back', async () => {
  await service.close();
  const wire = await wireTo(url);
  service = await serve(SlowModule, 'spec', wire.url, processLog('spec'));
  await until('NATS knows of it', () => client.call(subject, { ms: 0 }).then(Boolean, () => false));
  begun = 0;
  try {
    const insisted = client.insist(subject, { ms: 300 }, 8_000);
    await until('it works on it', () => begun === 1);
    await wire.cut();
    await pause(500); // what it answers now goes nowhere
    await wire.mend();
    expect(await insisted).toEqual({ waited: 300 });
  } finally {
    await service.close();
    await wire.cut();
  }
});

it('whoever loses the connection while he waits hears it at once', async () => {
  const wire = await wireTo(url);
  const cutOff = new RpcClient(wire.url, 'spec', '');
  await until('the client is connected', () => cutOff.isConnected);
  const answer = cutOff.call(subject, { ms: 2_000 }, 5_000);
  await until('it works on it', () => begun === 1);
  const began = Date.now();
  const refused = expect(answer).rejects.toMatchObject({ code: 'MESSAGING_AWAY' });
  await wire.cut();
  await refused;
  expect(Date.now() - began).toBeLessThan(1_000);
  await cutOff.close();
  await service.close();
});

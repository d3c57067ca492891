// One stream and all of them, on real streams. Over HTTP, with real hints: test/journeys/door-live.spec.ts.
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { RpcClient } from '#platform/rpc-client';
import { NOWHERE } from '../../test/alone';
import { GatewayConfig } from '../config';
import { Listener, MOST_WAITING } from './listener';
import { LiveFeed } from './live-feed';

const FIRE = [{ role: 'REVIEWER', body: 'dept:fire' }];
const hint = (...bodies: string[]) => ({ number: 'N-1', seq: 4, bodies });
const heardOn = (screen: PassThrough) => String(screen.read() ?? '');

describe('a hint', () => {
  it('tells which case changed, and nothing of whom it concerns', () => {
    const screen = new PassThrough();
    new Listener('p1', FIRE, screen).hear(hint('dept:fire', 'enterprise:1'));
    expect(heardOn(screen)).toBe('retry: 2000\n: open\n\nevent: case\ndata: {"number":"N-1","seq":4}\n\n');
  });

  it('is not told to others', () => {
    const screen = new PassThrough();
    new Listener('p1', FIRE, screen).hear(hint('dept:land'));
    expect(heardOn(screen)).not.toContain('event');
  });
});

describe('a screen that does not read', () => {
  it('loses hints instead of memory, and the stream at the next heartbeat', () => {
    const screen = new PassThrough({ highWaterMark: 1 });
    const listener = new Listener('p1', FIRE, screen);
    const waitingAfter = (more: () => void) => {
      more();
      return screen.writableLength;
    };
    for (let n = 0; n < 10_000 && screen.writableLength <= MOST_WAITING; n++) listener.hear(hint('dept:fire'));
    const full = screen.writableLength;
    expect(full).toBeGreaterThan(MOST_WAITING);
    expect(waitingAfter(() => listener.hear(hint('dept:fire')))).toBe(full);
    expect(screen.destroyed).toBe(false);
    expect(waitingAfter(() => listener.beat())).toBe(full);
    expect(screen.destroyed).toBe(true);
  });

  it('keeps the stream while what waits for it is little', () => {
    const screen = new PassThrough({ highWaterMark: 1 });
    const listener = new Listener('p1', FIRE, screen);
    listener.hear(hint('dept:fire'));
    listener.beat();
    expect(screen.destroyed).toBe(false);
  });
});

describe('the feed', () => {
  const person = (ms: number) => ({ id: 'p1', expiresAt: Date.now() + ms });
  let rpc: RpcClient;
  let feed: LiveFeed;
  beforeEach(() => {
    rpc = new RpcClient(NOWHERE, 'spec');
    feed = new LiveFeed(rpc, new GatewayConfig({ NATS_URL: NOWHERE, FILES_DIR: 'nowhere' }));
    feed.onModuleInit();
  });
  afterEach(() => {
    feed.onModuleDestroy();
    return rpc.close();
  });

  it('ends all streams when the gateway stops', () => {
    const screens = [new PassThrough(), new PassThrough()];
    for (const screen of screens) feed.open(person(60_000), FIRE, screen);
    expect(feed.size).toBe(2);
    feed.onModuleDestroy();
    expect(screens.map(({ writableEnded }) => writableEnded)).toEqual([true, true]);
    expect(feed.size).toBe(0);
  });

  it('forgets a stream that is closed, and the end that it would have had', async () => {
    const [open, closed] = [new PassThrough(), new PassThrough()];
    feed.open(person(150), FIRE, open);
    const close = feed.open(person(150), FIRE, closed);
    expect(feed.size).toBe(2);
    close();
    expect(feed.size).toBe(1);
    await pause(400);
    expect([open.writableEnded, closed.writableEnded]).toEqual([true, false]);
  });
});

import * as fc from 'fast-check';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { maySee, type Role } from '#rules/access';
import { stubRpc } from '../../test/door';
import { concerns } from './concerns';
import { Listener, MOST_WAITING } from './listener';
import { LiveFeed } from './live-feed';

class Screen {
  heard = '';
  ended = false;
  destroyed = false;
  writableLength = 0;
  write(text: string) {
    this.heard += text;
    return true;
  }
  end() {
    this.ended = true;
  }
  destroy() {
    this.destroyed = true;
  }
}
const FIRE = [{ role: 'REVIEWER', body: 'dept:fire' }];
const hint = (...bodies: string[]) => ({ number: 'N-1', seq: 4, bodies });

describe('a hint', () => {
  it('reaches exactly those who may see the case', () => {
    const body = fc.constantFrom('enterprise:1', 'window:a', 'park:a', 'dept:fire', 'dept:land');
    const role = fc.constantFrom<Role>('APPLICANT', 'WINDOW', 'REVIEWER', 'DECIDER', 'COMMISSION', 'OPERATOR');
    const bodyOf = (mandate: { role: Role; body: string }) =>
      // The registry gives applicants enterprises and officers offices; a hint need not tell the two apart.
      (mandate.role === 'APPLICANT') === mandate.body.startsWith('enterprise:');
    const mandates = fc.array(fc.record({ role, body }).filter(bodyOf), { maxLength: 3 });
    fc.assert(
      fc.property(mandates, fc.subarray(['dept:fire', 'dept:land']), (held, reviewers) => {
        const parties = {
          item: '1',
          park: 'a',
          applicant: 'enterprise:1',
          window: 'window:a',
          owner: 'park:a',
          reviewers,
        };
        const bodies = [parties.applicant, parties.window, parties.owner, ...reviewers];
        expect(concerns(held, hint(...bodies))).toBe(maySee(held, parties));
      }),
    );
  });

  it('tells which case changed, and nothing of whom it concerns', () => {
    const screen = new Screen();
    new Listener('p1', FIRE, screen).hear(hint('dept:fire', 'enterprise:1'));
    expect(screen.heard).toBe('retry: 2000\n: open\n\nevent: case\ndata: {"number":"N-1","seq":4}\n\n');
  });

  it('is not told to others', () => {
    const screen = new Screen();
    new Listener('p1', FIRE, screen).hear(hint('dept:land'));
    expect(screen.heard).not.toContain('event');
  });
});

describe('a screen that does not read', () => {
  it('loses hints instead of memory, and the stream at the next heartbeat', () => {
    const screen = new Screen();
    const listener = new Listener('p1', FIRE, screen);
    screen.writableLength = MOST_WAITING + 1;
    listener.hear(hint('dept:fire'));
    expect(screen.heard).not.toContain('event');
    listener.beat();
    expect(screen).toMatchObject({ destroyed: true });
    expect(screen.heard).not.toContain('beat');
  });
});

describe('the feed', () => {
  const person = (seconds: number) => ({ id: 'p1', expiresAt: Date.now() + seconds * 1_000 });
  let mandates: () => unknown;
  let feed: LiveFeed;
  let screen: Screen;
  let tell: (message: unknown) => void;
  beforeEach(() => {
    jest.useFakeTimers();
    mandates = () => ({ mandates: FIRE });
    const { rpc } = stubRpc({ [SUBJECTS.personGet]: () => mandates() });
    rpc.listen = (_: string, hear: (message: never) => void) => void (tell = hear as (message: unknown) => void);
    feed = new LiveFeed(rpc);
    feed.onModuleInit();
    screen = new Screen();
  });
  afterEach(() => {
    feed.onModuleDestroy();
    jest.useRealTimers();
  });

  it('beats every fifteen seconds', () => {
    feed.open(person(600), FIRE, screen);
    jest.advanceTimersByTime(45_000);
    expect(screen.heard.match(/: beat\n\n/g)).toHaveLength(3);
  });

  it('ends a stream with its token', () => {
    feed.open(person(60), FIRE, screen);
    jest.advanceTimersByTime(59_000);
    expect(screen.ended).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(screen.ended).toBe(true);
  });

  it('ends all streams when the gateway stops', () => {
    feed.open(person(60), FIRE, screen);
    feed.onModuleDestroy();
    expect(screen.ended).toBe(true);
    expect(feed.size).toBe(0);
  });

  it('forgets a stream that is closed', () => {
    const close = feed.open(person(60), FIRE, screen);
    expect(feed.size).toBe(1);
    close();
    expect(feed.size).toBe(0);
    expect(jest.getTimerCount()).toBe(2);
  });

  it('asks each minute what a person may hear of', async () => {
    feed.open(person(600), FIRE, screen);
    mandates = () => ({ mandates: [{ role: 'REVIEWER', body: 'dept:land' }] });
    await jest.advanceTimersByTimeAsync(60_000);
    tell(hint('dept:fire'));
    expect(screen.heard).not.toContain('event');
    tell(hint('dept:land'));
    expect(screen.heard).toContain('event: case');
  });

  it('keeps to the last answer while the registry is away, and ends for a person who is gone', async () => {
    feed.open(person(600), FIRE, screen);
    mandates = () => {
      throw new Failure('MESSAGING_AWAY');
    };
    await jest.advanceTimersByTimeAsync(60_000);
    tell(hint('dept:fire'));
    expect(screen.heard).toContain('event: case');
    mandates = () => {
      throw new Failure('NOT_FOUND');
    };
    await jest.advanceTimersByTimeAsync(60_000);
    expect(screen.ended).toBe(true);
  });
});

// Follows the log of case events: at start, whenever a message says that there is more, and each minute an app asks cases for what it
// lacks. The message itself is never folded: there is one way in, and a lost message, a gap or a restart needs no other.
import { type Logger } from 'pino';
import { type EventsAfter, type LagView, type LoggedEvent, MOST_EVENTS } from '#contracts/event-log.dto';
import { EVENT_SUBJECTS, IMPORTED, SUBJECTS } from '#contracts/subjects';
import { type Loop, startLoop } from './loop';
import { type RpcClient } from './rpc-client';

const EVERY_MS = 60_000;
/** A question that found nobody is asked again this soon. */
const AGAIN_MS = 1_000;
/** In a burst five rounds a second are enough: each takes all that there is. */
const REST_MS = 200;

/** What an app makes of the log. `fold` answers how many of the events were new to it and are now folded, with its watermark, in one transaction. */
export interface Fold {
  watermark(): Promise<number>;
  fold(events: readonly LoggedEvent[]): Promise<number>;
}

/** The events that follow a position without a gap: all that a fold may take, since behind a gap the order would be lost. */
export function eventsFrom(position: number, events: readonly LoggedEvent[]): LoggedEvent[] {
  const next: LoggedEvent[] = [];
  for (const event of [...events].sort((a, b) => a.position - b.position)) {
    const awaited = position + next.length + 1;
    if (event.position > awaited) break;
    if (event.position === awaited) next.push(event);
  }
  return next;
}

/** Keeps an app's tables up with the log and knows how far behind they are. */
export class LogFollower {
  private loop: Loop | undefined;
  private behind = 0;
  /** Since when events are known to be missing, or nobody can say that none are; null = all were there at the last look. */
  private lackingSince: number | null = Date.now();
  private again: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    private readonly tables: Fold,
    private readonly rpc: RpcClient,
    private readonly log: Logger,
  ) {}

  /** Begins to follow. */
  start(): void {
    this.loop = startLoop('follow', EVERY_MS, () => this.round(), this.log, REST_MS);
    // What is published on the stream's subjects is heard here as well, whether or not the stream stands.
    this.rpc.listen(EVENT_SUBJECTS, () => this.loop!.wake());
    // Past cases are not published; while they come in this is all that is told of them.
    this.rpc.listen(IMPORTED, () => this.loop!.wake());
  }

  /** Ends after the page under way. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.again);
    await this.loop?.stop();
    clearTimeout(this.again);
  }

  /** How far behind the log the tables are. */
  lag(): LagView {
    const since = this.lackingSince;
    return { behind: this.behind, seconds: since === null ? 0 : Math.floor((Date.now() - since) / 1_000) };
  }

  /** Pages until one is not full, so that a long log is read without a rest; what comes behind it wakes the loop. */
  private async round(): Promise<number> {
    for (;;) {
      const { events, folded } = await this.page();
      if (events < MOST_EVENTS || folded === 0 || this.isStopping) return 0;
    }
  }

  private async page(): Promise<{ events: number; folded: number }> {
    try {
      const position = await this.tables.watermark();
      const { events, head } = await this.rpc.call<EventsAfter>(SUBJECTS.eventsAfter, { position });
      const folded = await this.tables.fold(events);
      this.behind = Math.max(0, head - position - folded);
      this.lackingSince = head === position + folded ? null : (this.lackingSince ?? Date.now());
      if (head < position) this.log.error({ head, position }, 'the log ends before what was folded');
      return { events: events.length, folded };
    } catch (error) {
      this.lackingSince ??= Date.now();
      clearTimeout(this.again);
      this.again = setTimeout(() => this.loop!.wake(), AGAIN_MS);
      throw error;
    }
  }
}

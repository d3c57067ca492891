// Requests to other apps: every one has a deadline, and a lost connection answers at once instead of hanging.
import { setTimeout as pause } from 'node:timers/promises';
import { ClientNats } from '@nestjs/microservices';
import { filter, firstValueFrom, map, merge, mergeMap, type Observable, Subject, timeout, TimeoutError } from 'rxjs';
import { type NatsConnection } from '@nats-io/transport-node';
import { type WireError } from '#contracts/errors';
import { STARTED } from '#contracts/subjects';
import { natsPrefix } from './config';
import { Failure, fromWire, isErrorCode } from './failure';
import { natsOptions } from './nats';

const RETRY_MS = 250;

/** To shake hands with the server; an attempt cannot be called off, so a closed client may linger as long. */
const HANDSHAKE_MS = 5_000;

/** Thin face on Nest's NATS client. Never gives up before it is closed; nobody waits for the connection. */
export class RpcClient {
  private readonly client: ClientNats;
  private readonly closing = new AbortController();
  private readonly ears: ((connection: NatsConnection) => void)[] = [];
  private current: NatsConnection | null = null;
  private connected = false;
  private readonly lost = new Subject<void>();
  private readonly starts = new Subject<string>();

  constructor(
    url: string,
    name: string,
    private readonly prefix = natsPrefix(),
  ) {
    // The library's own waiting for the first connection never ends, so the waiting is done here.
    this.client = new ClientNats({ ...natsOptions(url, name), waitOnFirstConnect: false, timeout: HANDSHAKE_MS });
    this.client.status.subscribe((status) => {
      this.connected = String(status) === 'connected';
      if (!this.connected) this.lost.next();
    });
    this.listen<{ app: string }>(STARTED, ({ app }) => this.starts.next(app));
    // Not awaited: an app answers its health and its 503s while NATS is still away.
    void this.stayConnected();
  }

  /** True while the connection stands. */
  get isConnected(): boolean {
    return this.connected;
  }

  /** The raw connection; only while connected. */
  get connection(): NatsConnection | null {
    return this.connected ? this.current : null;
  }

  /**
   * One request, one answer.
   * @throws Failure `MESSAGING_AWAY` (no connection, lost under way, or nobody serves the subject), `TOO_SLOW`, or what the handler refused with.
   */
  call<T>(subject: string, payload: object, deadlineMs?: number): Promise<T> {
    return this.answerTo(() => this.send<T>(subject, payload), deadlineMs);
  }

  /**
   * The same for what may be asked twice, a read or an act under its key: what a process was asked that has died since is asked again
   * as soon as one of its app has started, instead of waiting for the deadline.
   * @throws Failure as `call`
   */
  insist<T>(subject: string, payload: object, deadlineMs?: number): Promise<T> {
    const [app] = subject.split('.');
    return this.answerTo(() => {
      const again = this.starts.pipe(
        filter((started) => started === app),
        mergeMap(() => this.send<T>(subject, payload)),
      );
      return merge(this.send<T>(subject, payload), again);
    }, deadlineMs);
  }

  private send<T>(subject: string, payload: object): Observable<T> {
    return this.client.send<T>(this.prefix + subject, payload);
  }

  private async answerTo<T>(ask: () => Observable<T>, deadlineMs = 10_000): Promise<T> {
    if (!this.connected) throw new Failure('MESSAGING_AWAY');
    // An answer that was sent while there was no connection never comes.
    const lost = this.lost.pipe(
      map((): never => {
        throw new Failure('MESSAGING_AWAY');
      }),
    );
    try {
      return await firstValueFrom(merge(ask(), lost).pipe(timeout(deadlineMs)));
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (error instanceof TimeoutError) throw new Failure(this.connected ? 'TOO_SLOW' : 'MESSAGING_AWAY');
      const wire = error as WireError;
      if (isErrorCode(wire?.code)) throw fromWire(wire);
      // The client itself refuses what its server would close the connection for.
      if (/max_payload/.test(String((error as Error)?.message)))
        throw new Failure('BODY_TOO_LARGE', { limit: this.connection?.info?.max_payload });
      throw new Failure('MESSAGING_AWAY'); // no responders, connection closed under way
    }
  }

  /** Hears what others tell, on every connection from now on; every listener hears everything. */
  listen<T>(subject: string, hear: (message: T) => void): void {
    const callback = (error: Error | null, message: { json<R>(): R }) => {
      if (!error) hear(message.json<T>());
    };
    const ear = (connection: NatsConnection) => void connection.subscribe(this.prefix + subject, { callback });
    this.ears.push(ear);
    if (this.current) ear(this.current);
  }

  /** Tells whoever listens; a lost message does no harm. */
  tell(subject: string, payload: object): void {
    this.connection?.publish(this.prefix + subject, JSON.stringify(payload));
  }

  /** Ends the connection, or the attempts to get one. */
  async close(): Promise<void> {
    this.closing.abort();
    this.connected = false;
    await this.client.close();
  }

  /** A connection comes back by itself when it is lost; one that is closed, as after a refused password, is replaced. */
  private async stayConnected(): Promise<void> {
    const { signal } = this.closing;
    const closed = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    while (!signal.aborted) {
      try {
        this.current = (await this.client.connect()) as NatsConnection;
      } catch {
        // Not reachable, or it lets nobody in: `isConnected` and every call say so already, and the next attempt comes.
        this.current = null;
      }
      if (this.current) {
        this.ears.forEach((ear) => ear(this.current!));
        await this.current.closed();
        this.current = null;
      }
      await Promise.race([pause(RETRY_MS), closed]);
    }
  }
}

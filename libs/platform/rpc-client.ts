// Requests to other apps: every one has a deadline, and a lost connection answers at once instead of hanging.
import { ClientNats } from '@nestjs/microservices';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { type NatsConnection } from '@nats-io/transport-node';
import { type WireError } from '#contracts/errors';
import { natsPrefix } from './config';
import { Failure, fromWire, isErrorCode } from './failure';
import { natsOptions } from './nats';

/** Thin face on Nest's NATS client. */
export class RpcClient {
  private readonly client: ClientNats;
  private connected = false;

  constructor(url: string, name: string) {
    this.client = new ClientNats(natsOptions(url, name));
    this.client.status.subscribe((status) => {
      this.connected = String(status) === 'connected';
    });
    // Not awaited: an app answers its health and its 503s while NATS is still away.
    this.client.connect().catch(() => undefined);
  }

  /** True while the connection stands. */
  get isConnected(): boolean {
    return this.connected;
  }

  /** The raw connection, for hints; only while connected. */
  get connection(): NatsConnection | null {
    return this.connected ? this.client.unwrap<NatsConnection>() : null;
  }

  /**
   * One request, one answer.
   * @throws Failure `MESSAGING_AWAY` (no connection, or nobody serves the subject), `TOO_SLOW`, or what the handler refused with.
   */
  async call<T>(subject: string, payload: object, deadlineMs = 10_000): Promise<T> {
    if (!this.connected) throw new Failure('MESSAGING_AWAY');
    try {
      return await firstValueFrom(this.client.send<T>(natsPrefix() + subject, payload).pipe(timeout(deadlineMs)));
    } catch (error) {
      if (error instanceof TimeoutError) throw new Failure(this.connected ? 'TOO_SLOW' : 'MESSAGING_AWAY');
      const wire = error as WireError;
      if (isErrorCode(wire?.code)) throw fromWire(wire);
      // The client itself refuses what its server would close the connection for.
      if (/max_payload/.test(String((error as Error)?.message)))
        throw new Failure('BODY_TOO_LARGE', { limit: this.connection?.info?.max_payload });
      throw new Failure('MESSAGING_AWAY'); // no responders, connection closed under way
    }
  }

  /** Hears what others tell, from the first connection on and after every reconnect; every listener hears everything. */
  listen<T>(subject: string, hear: (message: T) => void): void {
    const callback = (error: Error | null, message: { json<R>(): R }) => {
      if (!error) hear(message.json<T>());
    };
    this.client.connect().then(
      (connection: NatsConnection) => void connection.subscribe(natsPrefix() + subject, { callback }),
      () => undefined, // closed before it ever connected
    );
  }

  /** Tells whoever listens; a lost message does no harm. */
  tell(subject: string, payload: object): void {
    this.connection?.publish(natsPrefix() + subject, JSON.stringify(payload));
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

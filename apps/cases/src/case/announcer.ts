// After a commit: a hint to every gateway and a wake-up to the relay, by core NATS. Lost ones are made good by polls.
import { Injectable } from '@nestjs/common';
import { type NatsConnection } from '@nats-io/transport-node';
import { HINT, IMPORT_WAKE, IMPORTED, RELAY_WAKE } from '#contracts/subjects';
import { type Hint } from '#contracts/cases.dto';
import { CasesConfig } from '../config';

@Injectable()
export class Announcer {
  private connection: NatsConnection | undefined;

  constructor(private readonly config: CasesConfig) {}

  /** From now on changes are announced there; until then they are not, and polls find them. */
  use(connection: NatsConnection): void {
    this.connection = connection;
  }

  /** A case has changed. Never throws: the act has been committed. */
  changed(number: string, seq: number, bodies: string[]): void {
    this.publish(HINT, { number, seq, bodies } satisfies Hint);
    this.publish(RELAY_WAKE, {});
  }

  /** Time has done something to many cases. */
  struck(hints: readonly Hint[]): void {
    for (const hint of hints) this.publish(HINT, hint);
    if (hints.length > 0) this.publish(RELAY_WAKE, {});
  }

  /** There are past cases to bring in. */
  toImport(): void {
    this.publish(IMPORT_WAKE, {});
  }

  /** Past cases have come in: whoever follows the log finds more of it. */
  imported(): void {
    this.publish(IMPORTED, {});
  }

  private publish(subject: string, payload: object): void {
    try {
      this.connection?.publish(this.config.natsPrefix + subject, JSON.stringify(payload));
    } catch {
      // A closed connection: the hint is lost, which its receivers are built for.
    }
  }
}

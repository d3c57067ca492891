// All open streams of this gateway. Every gateway hears every hint (no queue group) and passes on what concerns its readers.
import { type Writable } from 'node:stream';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Hint } from '#contracts/cases.dto';
import { type PersonView } from '#contracts/registry.dto';
import { HINT, NOTICED, SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';
import { GatewayConfig } from '../config';
import { type SignedIn } from '../sign-in/tokens';
import { Listener } from './listener';

/** Keeps the streams, their heartbeats and their mandates. */
@Injectable()
export class LiveFeed implements OnModuleInit, OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private readonly timers: NodeJS.Timeout[] = [];
  private round: Promise<void> | null = null;

  constructor(
    private readonly rpc: RpcClient,
    private readonly config: GatewayConfig,
  ) {}

  onModuleInit(): void {
    this.rpc.listen<Hint>(HINT, (hint) => this.tell(hint));
    this.rpc.listen<{ people: string[] }>(NOTICED, ({ people }) => this.notice(new Set(people)));
    this.timers.push(setInterval(() => this.listeners.forEach((one) => one.beat()), this.config.liveBeatMs));
    this.timers.push(setInterval(() => void this.refetch(), this.config.liveRefetchMs));
    this.timers.forEach((timer) => timer.unref());
  }

  onModuleDestroy(): void {
    this.timers.forEach((timer) => clearInterval(timer));
    this.listeners.forEach((one) => one.end());
    this.listeners.clear();
  }

  /** What the person may hear of, now. @throws Failure when the registry cannot say. */
  async mandatesOf(person: string): Promise<PersonView['mandates']> {
    return (await this.rpc.insist<PersonView>(SUBJECTS.personGet, { person })).mandates;
  }

  /** Opens a stream until the token ends; the answer closes it sooner. */
  open({ id, expiresAt }: SignedIn, mandates: PersonView['mandates'], outlet: Writable): () => void {
    const listener = new Listener(id, mandates, outlet);
    this.listeners.add(listener);
    // Node's longest timer is 24.8 days; no token lives as long.
    const ends = setTimeout(() => listener.end(), Math.min(Math.max(0, expiresAt - Date.now()), 2 ** 31 - 1));
    ends.unref();
    return () => {
      clearTimeout(ends);
      this.listeners.delete(listener);
    };
  }

  /** How many streams are open. */
  get size(): number {
    return this.listeners.size;
  }

  private tell(hint: Hint): void {
    for (const listener of this.listeners) listener.hear(hint);
  }

  private notice(people: ReadonlySet<string>): void {
    for (const listener of this.listeners) if (people.has(listener.person)) listener.notice();
  }

  /** One round at a time: a slow registry is not asked again by the next. */
  private refetch(): Promise<void> {
    return (this.round ??= this.refetchMandates().finally(() => (this.round = null)));
  }

  /** A person who is gone hears nothing more; while the registry is away the last answer stands. */
  private async refetchMandates(): Promise<void> {
    for (const person of new Set([...this.listeners].map((one) => one.person))) {
      const mandates = await this.mandatesOf(person).catch((error: unknown) =>
        error instanceof Failure && /^(NOT_FOUND|NOT_SIGNED_IN|NOT_ALLOWED)$/.test(error.code) ? 'gone' : 'unknown',
      );
      if (mandates === 'unknown') continue;
      for (const one of this.listeners) {
        if (one.person !== person) continue;
        if (mandates === 'gone') one.end();
        else one.mandates = mandates;
      }
    }
  }
}

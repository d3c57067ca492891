// Events on their way into the record: what is told of an act, salted hashes of its texts, the chain from one to the next.
import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Settled } from '#rules/due';
import { type CaseState } from '#rules/state';
import { type CaseEventRecord } from '../case/record';
import { type DoneAct } from './act-instruments';
import { type Texts } from './acts';

/** An event that is to be recorded, before it has a number and a hash. */
export interface NewEvent {
  type: string;
  at: number;
  actor: string;
  data: Record<string, unknown>;
  texts: Texts;
}

/** An instant for Postgres; null stays null. */
export const iso = (at: number | null | undefined) =>
  at === null || at === undefined ? null : new Date(at).toISOString();
const sha256 = (...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Hash of an idempotent request: the same key with another body is refused by it. */
export function bodyHash(request: object): Buffer {
  return sha256(canonicalize(request)!);
}

/** Salted hash of a text, as its event holds it: erasing text and salt leaves a hash that tells nothing. */
export function textHash(salt: string, body: string): string {
  return sha256(salt, '\n', body).toString('hex');
}

/** The hash that chains an event to the one before it. */
export function eventHash(previous: Buffer, event: Record<string, unknown>): Buffer {
  return sha256(previous, canonicalize(event)!);
}

/** Numbers, salts and chains new events. */
export function chain(number: string, from: { seq: number; lastHash: Buffer }, events: NewEvent[], recordedAt: number) {
  let previous = from.lastHash;
  const texts: { no: number; field: string; salt: string; body: string }[] = [];
  const rows = events.map((event, index) => {
    const no = from.seq + index + 1;
    const hashes: Record<string, string> = {};
    for (const [field, body] of Object.entries(event.texts)) {
      if (body === undefined) continue;
      const salt = randomBytes(16).toString('hex');
      hashes[field] = textHash(salt, body);
      texts.push({ no, field, salt, body });
    }
    const data = Object.keys(hashes).length > 0 ? { ...event.data, texts: hashes } : event.data;
    const core = { number, no, type: event.type, effectiveAt: event.at, recordedAt, actor: event.actor, data };
    const hash = eventHash(previous, JSON.parse(JSON.stringify(core)) as Record<string, unknown>);
    const row = {
      no,
      type: event.type,
      effective_at: iso(event.at),
      recorded_at: iso(recordedAt),
      actor: event.actor,
      data,
      prev_hash: `\\x${previous.toString('hex')}`,
      hash: `\\x${hash.toString('hex')}`,
    };
    previous = hash;
    return row;
  });
  return { rows, texts, lastHash: previous };
}

/** A done act as an event. */
export const eventOf = ({ reduced, at, actor, texts }: DoneAct): NewEvent => ({
  type: reduced.event.type,
  at,
  actor,
  data: reduced.event.data as Record<string, unknown>,
  texts,
});

/** What time has done, each thing at its legal instant, upon the state that it met. */
export function timeActs(before: CaseState, settled: readonly Settled[]): DoneAct[] {
  const met = [before, ...settled.map(({ state }) => state)];
  return settled.map((one, n) => ({
    act: one.act,
    before: met[n]!,
    reduced: one,
    at: one.at,
    actor: 'time',
    texts: {},
  }));
}

/** New rows as lines of the timeline. */
export const timelineOf = (
  rows: ReturnType<typeof chain>['rows'],
  texts: Record<number, Record<string, string>>,
): CaseEventRecord[] =>
  rows.map(({ no, type, actor, data, effective_at, recorded_at }) => ({
    no,
    type,
    actor,
    data,
    effectiveAt: Date.parse(effective_at!),
    recordedAt: Date.parse(recorded_at!),
    texts: texts[no] ?? null,
  }));

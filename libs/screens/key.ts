// The Idempotency-Key of an act: kept until the act is answered, so that sending it again never does it twice.

const PLACE = 'yuanban.unanswered.';

/** Where keys wait for their answer. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The key for an act with this body: the one of the try that was not answered, or a new one for another content. */
export function keyFor(store: Store, what: string, body: unknown): string {
  const sent = JSON.stringify(body);
  const kept = store.getItem(PLACE + what);
  if (kept !== null) {
    const { key, of } = JSON.parse(kept) as { key: string; of: string };
    if (of === sent) return key;
  }
  const key = crypto.randomUUID();
  store.setItem(PLACE + what, JSON.stringify({ key, of: sent }));
  return key;
}

/** Was the last try of this act left without an answer? */
export function isUnanswered(store: Store, what: string): boolean {
  return store.getItem(PLACE + what) !== null;
}

/** The act was answered, one way or the other: the next try is a new one. */
export function answered(store: Store, what: string): void {
  store.removeItem(PLACE + what);
}

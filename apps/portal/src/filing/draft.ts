// What has been filled and not sent: kept in this browser, by item and person, until it is sent or discarded.

/** A draft; `savedAt` is an instant of the browser's own clock. */
export interface Draft {
  applicant: string | null;
  park: string | null;
  form: Record<string, unknown>;
  savedAt: string | null;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const EMPTY: Draft = { applicant: null, park: null, form: {}, savedAt: null };
const placeOf = (person: string, item: string) => `yuanban.draft.${person}.${item}`;

/** The draft of a person for an item; an empty one if there is none, or if it cannot be read any more. */
export function readDraft(store: Store, person: string, item: string): Draft {
  const kept = store.getItem(placeOf(person, item));
  if (kept === null) return EMPTY;
  try {
    return { ...EMPTY, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return EMPTY; // cut off by a full store: better begun anew than a page that cannot open
  }
}

/** Keeps it. */
export function keepDraft(store: Store, person: string, item: string, draft: Omit<Draft, 'savedAt'>): Draft {
  const kept = { ...draft, savedAt: new Date().toISOString() };
  store.setItem(placeOf(person, item), JSON.stringify(kept));
  return kept;
}

/** Forgets it. */
export function discardDraft(store: Store, person: string, item: string): void {
  store.removeItem(placeOf(person, item));
}

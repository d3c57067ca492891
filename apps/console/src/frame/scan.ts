// Scanners type like keyboards, only faster: a case number that arrives key by key opens its case.

/** Longer between two keys than any scanner waits. */
const SLOWEST_MS = 60;

/** The number of a case in a text: as it stands on a receipt, or inside the address of its QR code. */
export function numberIn(text: string): string | null {
  return /(?<![0-9A-Za-z-])[0-9A-Za-z]+-[a-z0-9-]+-\d{8}-\d{6}(?!\d)/.exec(text)?.[0] ?? null;
}

/** What was typed so far without a pause. */
export interface Typed {
  text: string;
  at: number;
}

/** Nothing yet. */
export const NOTHING: Typed = { text: '', at: 0 };

/** Takes one key at an instant (ms): what stands then, and the number that an Enter completed. */
export function take(before: Typed, key: string, at: number): { typed: Typed; number: string | null } {
  const text = at - before.at <= SLOWEST_MS ? before.text : '';
  if (key === 'Enter') return { typed: NOTHING, number: numberIn(text) };
  return { typed: { text: key.length === 1 ? text + key : text, at }, number: null };
}

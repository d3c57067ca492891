// What is half written stays in the tab until it is sent or given up: a token that ends costs nobody an opinion.
import { type Values } from './demands';

const placeOf = (number: string, act: string) => `yuanban.draft.${number}/${act}`;

/** The draft of an act on a case; null without one. */
export function draftOf(number: string, act: string): Values | null {
  const kept = sessionStorage.getItem(placeOf(number, act));
  return kept === null ? null : (JSON.parse(kept) as Values);
}

/** Keeps it. */
export function keepDraft(number: string, act: string, values: Values): void {
  sessionStorage.setItem(placeOf(number, act), JSON.stringify(values));
}

/** Forgets it. */
export function dropDraft(number: string, act: string): void {
  sessionStorage.removeItem(placeOf(number, act));
}

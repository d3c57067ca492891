// What `past-cases.mjs` gives to specs.
import { type PastCase } from '#contracts/past-case';

/** Invented past cases, the same for the same seed; all filed before `until` (epoch ms) and ended by then. */
export function pastCases(wanted: { count: number; seed: number; until: number }): Generator<PastCase>;

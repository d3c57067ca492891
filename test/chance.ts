// Pseudo-random numbers that a failing run can draw again by its seed.

/** `under(n)`: a whole number from 0 to n - 1; `holds(share)`: true in that share of draws; `of(list)`: one of a list that is not empty. */
export interface Chance {
  under: (n: number) => number;
  holds: (share: number) => boolean;
  of: <T>(list: readonly T[]) => T;
}

/** The same seed draws the same. */
export function chance(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const under = (n: number) => Math.floor(next() * n);
  return { under, holds: (share) => next() < share, of: (list) => list[under(list.length)]! };
}

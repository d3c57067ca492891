import fc from 'fast-check';
import { type Counted, placeOf, talliesOf, type Tally } from './tally';
import { GROUPS } from './turnaround';
import { figuresFrom, figuresOf, tableOf } from './turnaround-table';

const workdays = fc.option(fc.integer({ min: 0, max: 20 }));
const days = fc.integer({ min: 0, max: 40 });
const few = fc.integer({ min: 0, max: 2 });
const counted: fc.Arbitrary<Counted> = fc.record({
  item: fc.constantFrom('2', '5', '16'),
  park: fc.constantFrom('caohejing', 'jinqiao'),
  month: fc.constantFrom('2026-02', '2026-03'),
  kind: fc.constantFrom('DECIDED', 'DECIDED', 'DECIDED', 'ON_THE_SPOT', 'BEFORE'),
  isResubmitted: fc.boolean(),
  net: days,
  gross: days,
  pausedDays: few,
  correctionDays: few,
  isExtended: fc.boolean(),
  isOnTime: fc.boolean(),
  yellowCards: few,
  redCards: few,
  revokedCards: few,
  statutory: workdays,
  promised: workdays,
  times: fc.integer({ min: 1, max: 3 }),
});
const some = fc.array(counted, { maxLength: 40 });
const gone = (all: readonly Counted[]) => all.map((one) => ({ ...one, times: -one.times }));

/** Of places in one order. */
const inOrder = (tallies: readonly Tally[]) =>
  [...tallies].sort((a, b) => (placeOf(a, GROUPS) < placeOf(b, GROUPS) ? -1 : 1));

it('applications taken off leave what was there before them, whether it was kept or came with them', () => {
  fc.assert(
    fc.property(some, some, (stay, go) => {
      const left = inOrder(talliesOf(stay));
      expect(inOrder(talliesOf([...go, ...stay, ...gone(go)]))).toEqual(left);
      expect(inOrder(talliesOf(gone(go), talliesOf(stay, talliesOf(go))))).toEqual(left);
      expect(talliesOf(gone(go), talliesOf(go))).toEqual([]);
    }),
  );
});

it('nothing that was kept is changed by what is added to it', () => {
  const kept = talliesOf(fc.sample(counted, { numRuns: 20, seed: 2 }));
  const before = JSON.stringify(kept);
  talliesOf(fc.sample(counted, { numRuns: 20, seed: 3 }), kept);
  expect(JSON.stringify(kept)).toBe(before);
});

it('tallies of parts tell the same as the tally of all, in each line and in total', () => {
  fc.assert(
    fc.property(some, some, (a, b) => {
      const parts = [...talliesOf(a), ...talliesOf(b)];
      const whole = talliesOf([...a, ...b]);
      const before = new Map([['16', { net: 10, n: 3 }]]);
      expect(figuresFrom(parts, parts, before)).toEqual(figuresOf([...a, ...b], before));
      for (const by of [[], ['item'], ['park', 'month']] as const)
        expect(tableOf(parts, parts, by, before)).toEqual(tableOf(whole, whole, by, before));
    }),
  );
});

it('what was before the pilot is no line of the table', () => {
  const [one] = fc.sample(counted, { numRuns: 1, seed: 1 });
  const tallies = talliesOf([{ ...one!, kind: 'BEFORE' }]);
  expect(tallies).toHaveLength(1);
  expect(tableOf(tallies, tallies, ['item'], new Map())).toEqual([]);
});

import { type Counted, talliesOf } from './tally';
import { figuresOf, type MeasuredBefore, tableOf } from './turnaround-table';
import { type Group } from './turnaround';

const NONE = new Map<string, { net: number; n: number }>();
const one = (more: Partial<Counted> = {}): Counted => ({
  kind: 'DECIDED',
  isResubmitted: false,
  times: 1,
  item: '16',
  park: 'caohejing',
  month: '2026-03',
  net: 3,
  gross: 5,
  pausedDays: 0,
  correctionDays: 0,
  isExtended: false,
  isOnTime: true,
  yellowCards: 0,
  redCards: 0,
  revokedCards: 0,
  statutory: 5,
  promised: 4,
  ...more,
});
const table = (all: readonly Counted[], by: readonly Group[], before: ReadonlyMap<string, MeasuredBefore>) =>
  tableOf(talliesOf(all), talliesOf(all), by, before);
const withNet = (...days: number[]) => days.map((net) => one({ net }));

describe('where the days lie', () => {
  it('mean to two decimals, halves up; median and P90 by the nearest rank, which always is a case’s own number', () => {
    expect(figuresOf(withNet(4, 1, 3, 2), NONE).net).toEqual({ mean: 2.5, median: 2, p90: 4 });
    expect(figuresOf(withNet(1, 2, 3, 4, 5, 6, 7, 8, 9, 100), NONE).net).toEqual({ mean: 14.5, median: 5, p90: 9 });
    expect(figuresOf(withNet(...Array.from({ length: 11 }, (_, i) => i + 1)), NONE).net).toMatchObject({ p90: 10 });
    expect(figuresOf(withNet(1, 1, 0, 0, 0, 0, 0, 1), NONE).net?.mean).toBe(0.38); // 0.375
    expect(figuresOf([one({ gross: 7 })], NONE).gross).toEqual({ mean: 7, median: 7, p90: 7 });
  });

  it('of nothing lie nowhere', () => {
    expect(figuresOf([], NONE)).toMatchObject({
      n: 0,
      net: null,
      gross: null,
      withinMonth: { n: 0, share: null },
      headline: null,
    });
  });
});

it('fewer than five are flagged', () => {
  expect(
    [4, 5].map(
      (n) =>
        figuresOf(
          Array.from({ length: n }, () => one()),
          NONE,
        ).isFew,
    ),
  ).toEqual([true, false]);
});

it('within the month is thirty days and not thirty-one', () => {
  const all = [one({ gross: 30 }), one({ gross: 31 }), one({ gross: 0 })];
  expect(figuresOf(all, NONE).withinMonth).toEqual({ n: 2, share: 0.6667 });
});

it('on time, extended, resubmitted, paused and waiting for corrections are counted, days summed', () => {
  const all = [
    one({ isOnTime: false, isExtended: true }),
    one({ pausedDays: 4, isResubmitted: true }),
    one({ pausedDays: 3, correctionDays: 2 }),
  ];
  expect(figuresOf(all, NONE)).toMatchObject({
    onTime: { n: 2, share: 0.6667, extended: 1 },
    resubmitted: 1,
    paused: { n: 2, days: 7 },
    correction: { n: 1, days: 2 },
  });
});

it('what was recorded on the spot is counted apart and moves no other figure', () => {
  const spot = one({ kind: 'ON_THE_SPOT', net: 0, gross: 0, isResubmitted: true });
  expect(figuresOf([one(), spot], NONE)).toEqual({ ...figuresOf([one()], NONE), onTheSpot: 1 });
});

describe('the cut', () => {
  it('is one less net over baseline, of all cases together and not the mean of their shares', () => {
    const { cut } = figuresOf([one({ net: 1, statutory: 2 }), one({ net: 6, statutory: 18 })], NONE);
    expect(cut.statutory).toEqual({ n: 2, net: 7, baseline: 20, cut: 0.65, isOverThird: true });
    expect(cut.promise).toEqual({ n: 2, net: 7, baseline: 8, cut: 0.125, isOverThird: false });
  });

  it('is over a third only if it is strictly more, before any rounding', () => {
    const of = (net: number, statutory: number) => figuresOf([one({ net, statutory })], NONE).cut.statutory;
    expect(of(2, 3)).toMatchObject({ cut: 0.3333, isOverThird: false });
    expect(of(19_999, 30_000)).toMatchObject({ cut: 0.3334, isOverThird: true });
    expect(of(199_999, 300_000)).toMatchObject({ cut: 0.3333, isOverThird: true });
    expect(of(20_001, 30_000)).toMatchObject({ cut: 0.3333, isOverThird: false });
  });

  it('is below nothing when it took longer; halves go up there as well', () => {
    const of = (net: number, statutory: number) => figuresOf([one({ net, statutory })], NONE).cut.statutory;
    expect(of(9, 6)).toMatchObject({ cut: -0.5, isOverThird: false });
    expect(of(20_001, 20_000).cut).toBe(0); // -0.00005
    expect(of(20_003, 20_000).cut).toBe(-0.0001); // -0.00015
    expect(of(10_001, 10_000).cut).toBe(-0.0001);
  });

  it('against what was measured before is exact, whatever the order of adding', () => {
    const before = new Map([
      ['16', { net: 10, n: 3 }],
      ['15', { net: 22, n: 7 }],
    ]);
    const all = [one(), one({ item: '15' }), one(), one({ item: '15' }), one({ item: '15' })];
    const { cut } = figuresOf(all, before); // 15 of 2 * 10/3 + 3 * 22/7 = 338/21
    expect(cut.before).toEqual({ n: 5, net: 15, baseline: 16.1, cut: 0.068, isOverThird: false });
    expect(figuresOf([...all].reverse(), before).cut).toEqual(cut);
  });

  it('is of the cases that have the baseline, and says how many these are', () => {
    const { cut } = figuresOf(
      [one(), one({ statutory: null, net: 90 }), one({ item: '3' })],
      new Map([['16', { net: 9, n: 1 }]]),
    );
    expect(cut.statutory).toEqual({ n: 2, net: 6, baseline: 10, cut: 0.4, isOverThird: true });
    expect(cut.before).toMatchObject({ n: 2, net: 93, baseline: 18 });
  });

  it('is none where the baseline is nothing', () => {
    expect(figuresOf([one({ statutory: 0, net: 0 })], NONE).cut.statutory).toEqual({
      n: 1,
      net: 0,
      baseline: 0,
      cut: null,
      isOverThird: false,
    });
  });

  it('to quote is the one measured before, else the law’s, each only if all cases have it', () => {
    const before = new Map([['16', { net: 9, n: 1 }]]);
    expect(figuresOf([one()], before).headline).toBe('before');
    expect(figuresOf([one(), one({ item: '15' })], before).headline).toBe('statutory');
    expect(figuresOf([one(), one({ item: '15', statutory: null })], before).headline).toBeNull();
  });
});

it('applications told at once come to the same as told one by one', () => {
  const before = new Map([
    ['16', { net: 10, n: 3 }],
    ['15', { net: 22, n: 7 }],
  ]);
  const told = [
    one({ times: 3, net: 9, gross: 31 }),
    one({ times: 4, item: '15', isOnTime: false, isExtended: true }),
    one({ times: 2, item: '15', net: 1, isResubmitted: true, pausedDays: 5, statutory: null }),
    one({ times: 1, item: '3', correctionDays: 2, promised: null }),
    one({ times: 5, kind: 'ON_THE_SPOT' }),
  ];
  const apart = told.flatMap((all) => Array.from({ length: all.times }, () => ({ ...all, times: 1 })));
  expect(figuresOf(told, before)).toEqual(figuresOf(apart, before));
  expect(figuresOf(told, before)).toMatchObject({
    n: 10,
    resubmitted: 2,
    net: { mean: 4.4, median: 3, p90: 9 },
    withinMonth: { n: 7 },
    onTime: { n: 6, extended: 4 },
    paused: { n: 2, days: 10 },
    correction: { n: 1, days: 2 },
    cut: { before: { n: 9 }, statutory: { n: 8 }, promise: { n: 9 } },
    onTheSpot: 5,
  });
  expect(table(told, ['item'], before)).toEqual(table(apart, ['item'], before));
});

describe('the table', () => {
  const all = [
    one({ item: '2', park: 'jinqiao', month: '2026-04' }),
    one({ item: '16', park: 'caohejing' }),
    one({ item: '2', park: 'caohejing' }),
    one({ item: '16', park: 'caohejing', kind: 'ON_THE_SPOT' }),
  ];

  it('has a line for each key, items in the order of their numbers', () => {
    const keys = (by: ('item' | 'park' | 'month')[]) =>
      table(all, by, NONE).map(({ item, park, month, n, onTheSpot }) => [item, park, month, n, onTheSpot]);
    expect(keys(['month', 'park', 'item'])).toEqual([
      ['2', 'caohejing', '2026-03', 1, 0],
      ['2', 'jinqiao', '2026-04', 1, 0],
      ['16', 'caohejing', '2026-03', 1, 1],
    ]);
    expect(keys(['park'])).toEqual([
      [undefined, 'caohejing', undefined, 2, 1],
      [undefined, 'jinqiao', undefined, 1, 0],
    ]);
    expect(keys([])).toEqual([[undefined, undefined, undefined, 3, 1]]);
  });

  it('says in each line what the line’s own cases say', () => {
    const [line] = table([all[1]!, all[0]!, all[2]!], ['item'], NONE);
    expect(line).toEqual({ item: '2', ...figuresOf([all[0]!, all[2]!], NONE) });
  });
});

it('cards that were taken back are told apart, and those that stand are told by the hundred', () => {
  const all = [one({ yellowCards: 1, redCards: 1, revokedCards: 1, times: 2 }), one(), one()];
  expect(figuresOf(all, NONE).cards).toEqual({ yellow: 2, red: 2, revoked: 2, perHundred: 50 });
  expect(figuresOf([], NONE).cards).toEqual({ yellow: 0, red: 0, revoked: 0, perHundred: null });
});

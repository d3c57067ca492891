import fc from 'fast-check';
import { faultOfParts, nextOf as nextOfBundle, outcomeOf, type Otherwise, type PartState } from './bundle';
import { LIFECYCLE, phaseOf, type Status } from './lifecycle';

const nextOf = (parts: readonly PartState[], isWithdrawn: boolean) =>
  nextOfBundle({ parts, withdrawnAt: isWithdrawn ? 0 : null });
const part = (name: string, more: Partial<PartState> = {}): PartState => ({
  ...{ part: name, after: [], otherwise: 'DROP_DEPENDENTS', status: null, dropped: null },
  ...more,
});
const STATUSES = [...new Set(LIFECYCLE.flatMap(({ from }) => from))].filter((one): one is Status => one !== 'NONE');

describe('a status, for the bundle of its case', () => {
  it.each(STATUSES.filter((status) => phaseOf(status) !== 'closed'))('%s is open', (status) => {
    expect(outcomeOf(status)).toBe('OPEN');
  });

  it('is met where it was granted or recorded, and where no licence is needed (行政许可法第三十二条)', () => {
    const met = STATUSES.filter((status) => outcomeOf(status) === 'MET');
    expect(met.sort()).toEqual(['GRANTED', 'NOT_REQUIRED', 'RECORDED']);
  });
});

describe('a part', () => {
  const chain = (first: Status | null, otherwise: Otherwise = 'DROP_DEPENDENTS') => [
    part('land', { status: first, otherwise }),
    part('design', { after: ['land'] }),
    part('permit', { after: ['design'] }),
    part('other'),
  ];

  it('is filed at once if it builds on nothing, and waits for those that it builds on', () => {
    expect(nextOf(chain(null), false)).toEqual({ file: ['land', 'other'], drop: [], status: 'UNDER_WAY' });
    expect(nextOf(chain('REVIEW'), false).file).toEqual(['other']);
  });

  it('is filed when all of them are through, and none before', () => {
    expect(nextOf(chain('GRANTED'), false).file).toEqual(['design', 'other']);
    const both = (other: Status) => [
      part('a', { status: 'GRANTED' }),
      part('b', { status: other }),
      part('c', { after: ['a', 'b'] }),
    ];
    expect(nextOf(both('DECISION'), false).file).toEqual([]);
    expect(nextOf(both('RECORDED'), false).file).toEqual(['c']);
  });

  it('that is refused drops those that build on it, with all that build on these; others go on', () => {
    expect(nextOf(chain('REFUSED'), false)).toEqual({
      file: ['other'],
      drop: [
        { part: 'design', why: 'PART_BEFORE_FAILED' },
        { part: 'permit', why: 'PART_BEFORE_FAILED' },
      ],
      status: 'UNDER_WAY',
    });
  });

  it('that stops the whole drops everything that waits', () => {
    expect(nextOf(chain('NOT_ACCEPTED', 'STOP'), false)).toEqual({
      file: [],
      drop: [
        { part: 'design', why: 'PART_BEFORE_FAILED' },
        { part: 'permit', why: 'BUNDLE_STOPPED' },
        { part: 'other', why: 'BUNDLE_STOPPED' },
      ],
      status: 'UNSUCCESSFUL',
    });
  });

  it('whose failure is nothing to the others has them filed all the same', () => {
    expect(nextOf(chain('WITHDRAWN', 'FILE_ANYWAY'), false)).toMatchObject({ file: ['design', 'other'], drop: [] });
  });

  it('that was granted and is no longer in force carries nothing that is still to be filed', () => {
    expect(nextOf(chain('REVOKED'), false).drop).toHaveLength(2);
  });

  it('that could not be filed counts as failed', () => {
    const parts = [
      part('a', { dropped: 'NOT_FILABLE' }),
      part('b', { after: ['a'] }),
      part('c', { status: 'GRANTED' }),
    ];
    expect(nextOf(parts, false)).toEqual({
      file: [],
      drop: [{ part: 'b', why: 'PART_BEFORE_FAILED' }],
      status: 'PARTIAL',
    });
  });
});

describe('the whole', () => {
  it('is under way while a part is open or waits, and then complete, partial or unsuccessful', () => {
    const of = (...statuses: Status[]) =>
      nextOf(
        statuses.map((status, n) => part(`p${n}`, { status })),
        false,
      ).status;
    expect(of('GRANTED', 'DECISION')).toBe('UNDER_WAY');
    expect(of('GRANTED', 'RECORDED')).toBe('COMPLETE');
    expect(of('GRANTED', 'REFUSED')).toBe('PARTIAL');
    expect(of('WITHDRAWN', 'REFUSED')).toBe('UNSUCCESSFUL');
  });

  it('that is withdrawn files nothing more; what is filed goes on', () => {
    const parts = [part('a', { status: 'REVIEW' }), part('b', { after: ['a'] }), part('c')];
    expect(nextOf(parts, true)).toEqual({
      file: [],
      drop: [
        { part: 'b', why: 'BUNDLE_WITHDRAWN' },
        { part: 'c', why: 'BUNDLE_WITHDRAWN' },
      ],
      status: 'UNDER_WAY',
    });
  });
});

describe('parts as they are written down', () => {
  const fault = (...parts: [string, ...string[]][]) =>
    faultOfParts(parts.map(([name, ...after]) => ({ part: name, after })));

  it('stand once, build on parts that there are, and not in a circle', () => {
    expect(fault(['a'], ['b', 'a'], ['c', 'a', 'b'])).toBeNull();
    expect(fault(['a'], ['b'], ['a'])).toEqual({ place: 2, what: 'a stands already in /parts/0' });
    expect(fault(['a'], ['b', 'x'])).toEqual({ place: 1, what: 'no part x' });
    expect(fault(['a', 'a'])?.place).toBe(0);
    expect(fault(['a'], ['b', 'c'], ['c', 'd'], ['d', 'b'])?.place).toBe(1);
  });
});

describe('whatever becomes of the parts', () => {
  /** Parts that build on earlier ones alone: every bundle without a circle is one of these, in some order. */
  const bundles = fc
    .integer({ min: 1, max: 6 })
    .chain((n) =>
      fc.tuple(
        ...Array.from({ length: n }, (_, place) =>
          fc
            .record({
              after: fc.subarray(Array.from({ length: place }, (__, before) => `p${before}`)),
              otherwise: fc.constantFrom<Otherwise>('STOP', 'DROP_DEPENDENTS', 'FILE_ANYWAY'),
              end: fc.constantFrom<Status>(
                'GRANTED',
                'RECORDED',
                'REFUSED',
                'NOT_ACCEPTED',
                'WITHDRAWN',
                'NOT_REQUIRED',
              ),
            })
            .map((one) => ({ ...one, part: `p${place}` })),
        ),
      ),
    )
    .map((parts) => parts as { part: string; after: string[]; otherwise: Otherwise; end: Status }[]);

  /** Does what is to be done: files, or drops. */
  const doneOn = (parts: readonly PartState[]) => {
    const { file, drop } = nextOf(parts, false);
    return parts.map((one) => ({
      ...one,
      status: file.includes(one.part) ? ('RECEIVED' as const) : one.status,
      dropped: drop.find((other) => other.part === one.part)?.why ?? one.dropped,
    }));
  };

  /** From the filing to its end, one open part after the other ending, whichever `pick` names. */
  function live(
    parts: readonly { part: string; end: Status; after: string[]; otherwise: Otherwise }[],
    pick: number[],
  ) {
    let now: PartState[] = doneOn(parts.map(({ end: _, ...one }) => ({ ...one, status: null, dropped: null })));
    for (let turn = 0; ; turn += 1) {
      const open = now.filter(({ status }) => status === 'RECEIVED');
      if (open.length === 0) return now;
      const ending = open[(pick[turn] ?? 0) % open.length]!.part;
      now = doneOn(
        now.map((one) => (one.part === ending ? { ...one, status: parts.find((of) => of.part === ending)!.end } : one)),
      );
    }
  }

  it('it comes to an end, every part filed or dropped, and there is nothing left to do', () => {
    fc.assert(
      fc.property(bundles, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (parts, pick) => {
        const end = live(parts, pick);
        const { file, drop, status } = nextOf(end, false);
        expect({ file, drop }).toEqual({ file: [], drop: [] });
        expect(status).not.toBe('UNDER_WAY');
        for (const { status: of, dropped } of end)
          expect([of === null, dropped === null].sort()).toEqual([false, true]);
      }),
    );
  });

  it('no part is filed before those that it builds on are through, and none that is filed is dropped', () => {
    fc.assert(
      fc.property(bundles, fc.array(fc.nat()), (parts, pick) => {
        for (const one of live(parts, pick)) {
          if (one.status === null) continue;
          const ends = parts.filter(({ part: name }) => one.after.includes(name));
          expect(ends.every(({ end, otherwise }) => outcomeOf(end) === 'MET' || otherwise === 'FILE_ANYWAY')).toBe(
            true,
          );
        }
      }),
    );
  });

  it('where nothing stops the whole, the order in which parts end does not matter', () => {
    fc.assert(
      fc.property(bundles, fc.array(fc.nat()), fc.array(fc.nat()), (parts, one, other) => {
        const gentle = parts.map((of) => ({
          ...of,
          otherwise: of.otherwise === 'STOP' ? ('DROP_DEPENDENTS' as const) : of.otherwise,
        }));
        expect(live(gentle, one)).toEqual(live(gentle, other));
      }),
    );
  });

  it('what is looked at together comes to the same, in whatever order it is listed', () => {
    fc.assert(
      fc.property(bundles, fc.array(fc.nat(), { maxLength: 3 }), fc.boolean(), (parts, filed, isWithdrawn) => {
        const at = parts.map(({ end, ...of }, n) => ({ ...of, status: filed.includes(n) ? end : null, dropped: null }));
        const sorted = (next: ReturnType<typeof nextOf>) => ({
          ...{ file: [...next.file].sort(), status: next.status },
          drop: [...next.drop].sort((a, b) => (a.part < b.part ? -1 : 1)),
        });
        expect(sorted(nextOf([...at].reverse(), isWithdrawn))).toEqual(sorted(nextOf(at, isWithdrawn)));
      }),
    );
  });
});

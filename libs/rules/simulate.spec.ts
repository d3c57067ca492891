// Laws of simulation over random past cases: no change makes no difference, a shorter limit never fewer cards, a longer one never more,
// and whatever comes out is a life that the changed rules allow.
import * as fc from 'fast-check';
import { calendar } from '../../test/law';
import { pastLives } from '../../test/past-lives';
import { askedUnder, type Change } from './change';
import { transition } from './lifecycle';
import { type Act } from './doing';
import { rehearse, relive, type Rehearsed } from './rehearse';
import { replay } from './replay';
import { matterOf, Simulation, type Setting } from './simulate';

type Past = typeof pastLives extends fc.Arbitrary<infer One> ? One : never;
const RUNS = 400;
const hold = (law: (past: Past) => void) => fc.assert(fc.property(pastLives, law), { numRuns: RUNS });
const holdFor = <T>(more: fc.Arbitrary<T>, law: (past: Past, one: T) => void) =>
  fc.assert(fc.property(pastLives, more, law), { numRuns: RUNS });

/** Both ways of one case. */
function lived({ definition, life, until }: Past, change: Change, pace: number | null = 2) {
  const before = relive(life, { definition, calendar, until });
  const world = { definition: { ...definition, ...change }, calendar, until };
  const after = rehearse(askedUnder(life, change, definition, []), before.habits, () => pace, world);
  return { before, after, world };
}
/** Everything but who acted, which a life does not tell. */
const bytes = ({ state, lived: all }: Pick<Rehearsed, 'state' | 'lived'>) =>
  JSON.stringify([state, all], (key, value: unknown) => (key === 'by' ? undefined : value));
const cardsOf = ({ state }: Rehearsed) =>
  state.fired.map(({ act }) => act).filter((act) => act === 'yellow-card' || act === 'red-card');
const workdays = (value: number) => ({ value, unit: 'workday' as const });
const ask = (...bodies: string[]): Change => ({ reviewers: bodies.map((body) => ({ body, when: null })) });

const changes: fc.Arbitrary<Change> = fc.record(
  {
    acceptance: fc.integer({ min: 1, max: 10 }).map(workdays),
    promised: fc.integer({ min: 1, max: 15 }).map(workdays),
    statutory: fc.integer({ min: 2, max: 30 }).map(workdays),
    publicity: fc.constantFrom(null, workdays(1), workdays(6)),
    extension: fc.constantFrom(null, workdays(2)),
    reviewers: fc
      .subarray(['dept:civil-defence', 'dept:fire', 'dept:greening', 'dept:water'])
      .map((bodies) => ask(...bodies).reviewers!),
  },
  { requiredKeys: [] },
);

describe('one case', () => {
  it('is lived as it was recorded, and without a change it is the same to the byte', () => {
    hold((past) => {
      const { before, after, world } = lived(past, {});
      expect(bytes(before)).toBe(bytes(replay(past.life.filing, past.life.acts, world)));
      expect(bytes(after)).toBe(bytes(before));
      expect([after.assumed, after.fallen]).toEqual([0, 0]);
    });
  });

  it('without a change is the same also when every part is named again as it was', () => {
    hold((past) => {
      const { promised, statutory, acceptance, extension, publicity, reviewers, escalation } = past.definition;
      const same = { promised, statutory, acceptance, extension, publicity, reviewers, escalation };
      const { before, after } = lived(past, same);
      expect(bytes(after)).toBe(bytes(before));
    });
  });

  it('has no fewer cards by a shorter limit, and no more by a longer one', () => {
    const limits = fc.record({
      of: fc.constantFrom('promised' as const, 'statutory' as const),
      by: fc.integer({ min: -6, max: 12 }),
    });
    let changed = 0;
    holdFor(limits, (past, { of, by }) => {
      const value = Math.max(1, past.definition[of].value + by);
      const { before, after } = lived(past, { [of]: workdays(value) });
      const [fewer, more] = value <= past.definition[of].value ? [before, after] : [after, before];
      expect(cardsOf(more)).toEqual(expect.arrayContaining(cardsOf(fewer)));
      if (cardsOf(more).length > cardsOf(fewer).length) changed++;
    });
    expect(changed).toBeGreaterThan(RUNS / 20);
  });

  it('under any change is a life that the changed rules allow: whatever time does in it follows from them', () => {
    holdFor(changes, (past, change) => {
      const { after, world } = lived(past, change);
      const [filing, ...acts] = after.lived.flatMap(({ act, at, event }): Act[] =>
        transition(act).by === 'person' ? [{ act, at, by: 'p', data: event.data }] : [],
      );
      expect(bytes(replay(filing!, acts, world))).toBe(bytes(after));
    });
  });

  it('loses no act: each is lived once or has fallen away', () => {
    holdFor(changes, (past, change) => {
      const { after } = lived(past, change, null);
      const people = after.lived.filter(({ act }) => transition(act).by === 'person').length - 1;
      expect(people + after.fallen).toBe(past.life.acts.length);
      expect(after.assumed).toBe(0);
    });
  });

  it('comes no later to its decision when fewer bodies are asked', () => {
    let earlier = 0;
    hold((past) => {
      const { before, after } = lived(past, ask());
      if (before.state.endedAt === null) return;
      expect(after.state.endedAt).not.toBeNull();
      expect(after.state.endedAt!).toBeLessThanOrEqual(before.state.endedAt);
      if (after.state.endedAt! < before.state.endedAt) earlier++;
    });
    expect(earlier).toBeGreaterThan(0);
  });
});

describe('many cases', () => {
  const simulated = (pasts: readonly Past[], change: Change, resubmitting?: ReadonlySet<string>) => {
    const files = pasts.map(({ definition, life }, i) => ({
      definition,
      forms: [],
      life: { ...life, number: `16-${i}` },
    }));
    const until = Math.max(...pasts.map((past) => past.until));
    const { applicant, park } = files[0]!.life.filing.data.parties!;
    const setting: Setting = {
      calendar,
      until,
      paceOf: () => 1,
      resubmitting: resubmitting ?? new Set([matterOf({ applicant, park })]),
    };
    const simulation = new Simulation(setting);
    for (const file of files) simulation.add(file, change);
    return simulation.report();
  };
  const many = fc.array(pastLives, { minLength: 1, maxLength: 12 });

  it('come without a change to the same figures, and none differs', () => {
    fc.assert(
      fc.property(many, (pasts) => {
        const { before, after, parks, bodies, differing, cases } = simulated(pasts, {});
        expect(cases).toBe(pasts.length);
        expect(after).toEqual(before);
        expect(differing).toEqual([]);
        for (const park of parks) expect(park.after).toEqual(park.before);
        for (const body of bodies) expect(body.after).toBe(body.before);
      }),
      { numRuns: 60 },
    );
  });

  it('have no fewer cards of either colour by a shorter promise, and mostly more', () => {
    let more = 0;
    fc.assert(
      fc.property(many, (pasts) => {
        const { before, after, differing } = simulated(pasts, { promised: workdays(1) });
        expect(after.yellowCards).toBeGreaterThanOrEqual(before.yellowCards);
        expect(after.redCards).toBeGreaterThanOrEqual(before.redCards);
        if (after.redCards > before.redCards) more++;
        for (const one of differing) expect(one.before).not.toEqual(one.after);
      }),
      { numRuns: 60 },
    );
    expect(more).toBeGreaterThan(30);
  });

  it('are counted the same one by one as held back, where no case was filed anew', () => {
    fc.assert(
      fc.property(many, (pasts) => {
        const decided = pasts.filter(({ life }) => !life.acts.some(({ act }) => /withdraw|refuse/.test(act)));
        fc.pre(decided.length > 0);
        expect(simulated(decided, {}, new Set())).toEqual(simulated(decided, {}));
      }),
      { numRuns: 60 },
    );
  });
});

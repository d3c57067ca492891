// A storm's plan: the same for the same seed, something of everything in a short one, and in the order of time.
import { countsOf, lineOf, planOf, TARGETS, whatOf, type Fault } from './plan';

const MINUTE = 60_000;
const SEEDS = Array.from({ length: 40 }, (_, n) => 1 + n * 7_919);
const killed = (plan: readonly Fault[]) => plan.flatMap((fault) => (fault.kind === 'kill' ? fault.targets : []));
const textOf = (plan: readonly Fault[]) => plan.map(lineOf).join('\n');

it('the same seed and length give the same plan, another seed another', () => {
  const texts = SEEDS.map((seed) => textOf(planOf(seed, 10 * MINUTE)));
  expect(SEEDS.map((seed) => textOf(planOf(seed, 10 * MINUTE)))).toEqual(texts);
  expect(new Set(texts).size).toBe(SEEDS.length);
});

it('half a minute has a fault of every kind, both stores erased, and moves of business time', () => {
  for (const seed of SEEDS) {
    const { kill, freeze, erase, fill, time } = countsOf(planOf(seed, MINUTE / 2));
    expect({ seed, freeze, erase, fill }).toEqual({ seed, freeze: 1, erase: 2, fill: 1 });
    expect(kill).toBeGreaterThanOrEqual(2);
    expect(time).toBeGreaterThanOrEqual(6);
  }
});

it('neighbouring seeds are not alike, and both disks are filled in turn', () => {
  const firsts = Array.from({ length: 100 }, (_, n) => planOf(n + 1, MINUTE).map(whatOf));
  for (const fault of ['kill -9 cases', 'erase the store of nats', 'kill -9 postgres', 'fill the disk of postgres'])
    expect(firsts.filter((plan) => plan.some((what) => what.startsWith(fault))).length).toBeGreaterThan(20);
  const filled = planOf(7, 10 * MINUTE).flatMap((fault) => (fault.kind === 'fill' ? [fault.target] : []));
  expect(filled.map((disk, n) => disk === filled[n % 2])).toEqual(filled.map(() => true));
  expect(new Set(filled).size).toBe(2);
});

it('ten minutes kill every process, all of them at once too, in the order of time and within it', () => {
  for (const seed of SEEDS) {
    const plan = planOf(seed, 10 * MINUTE);
    expect(new Set(killed(plan))).toEqual(new Set(TARGETS));
    expect(plan.some((fault) => fault.kind === 'kill' && fault.targets.length === TARGETS.length)).toBe(true);
    const moments = plan.map(({ at }) => at);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments.at(-1)).toBeLessThan(10 * MINUTE);
    expect(moments[0]).toBeGreaterThan(0);
  }
});

it('a storm of 25 minutes has a hundred kills and more, and each erasure, fill and freeze many times', () => {
  for (const seed of SEEDS) {
    const { kill, freeze, erase, fill } = countsOf(planOf(seed, 25 * MINUTE));
    expect(kill).toBeGreaterThan(100);
    expect(Math.min(freeze, erase, fill)).toBeGreaterThan(9);
  }
});

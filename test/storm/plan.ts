// What a storm does to a house and when, drawn from its seed alone: the same seed and length always give the same plan.
import { chance, type Chance } from '../chance';

/** Whom a fault may strike: every process of a house. */
export const TARGETS = [
  ...(['gateway', 'registry', 'cases', 'relay', 'worker', 'oversight', 'desk'] as const),
  ...(['nats', 'temporal', 'postgres'] as const),
];
export type Target = (typeof TARGETS)[number];
/** Servers with a store that the house must be able to lose. */
export type Losable = 'nats' | 'temporal';
/** Servers whose store has a disk of its own that can be filled; Temporal's databases lie on Postgres's. */
export type Disk = (typeof DISKS)[number];
const DISKS = ['nats', 'postgres'] as const;

/** One fault, `at` so many milliseconds after the storm has begun; `ms` = until it is taken back. */
export type Fault = { at: number } & (
  | { kind: 'kill'; targets: readonly Target[] }
  | { kind: 'freeze'; target: Target; ms: number }
  | { kind: 'erase'; target: Losable }
  | { kind: 'fill'; target: Disk; ms: number }
  | { kind: 'time'; hours: number }
);
type Stroke = Exclude<Fault, { kind: 'time' }>;

const SECOND = 1_000;
/** People come first. */
const CALM = 2 * SECOND;
/** Of a storm that is no longer the faults come faster. */
const SHORT = 120 * SECOND;
/** After everything was killed the whole house starts again, on two cores. */
const AFTER_ALL = 28 * SECOND;

/** The plan of a storm of so many milliseconds, in the order of time; whatever it takes away is given back by the end of it or soon after. */
export function planOf(seed: number, ms: number): Fault[] {
  const draw = chance(stirred(seed));
  return [...strokes(draw, ms), ...moves(draw, ms)].sort((a, b) => a.at - b.at);
}

/** Neighbouring seeds would draw alike at first: each bit is made to matter (the last steps of MurmurHash3). */
function stirred(seed: number): number {
  const once = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

/** One after the other, each with time to be felt. */
function strokes(draw: Chance, ms: number): Fault[] {
  const faults: Fault[] = [];
  const rest = ms < SHORT ? 2.5 * SECOND : 5 * SECOND;
  let at = CALM;
  // One disk after the other.
  for (let disk = draw.under(DISKS.length); ; disk = (disk + 1) % DISKS.length)
    for (const fault of dealt(draw, DISKS[disk]!)) {
      if (at >= ms) return faults;
      faults.push({ ...fault, at });
      at += restAfter(fault, rest) + draw.under(SECOND);
    }
}

/** A round of faults: first one of each kind, so that a short storm has most of them; then the others, every process killed at least once. */
function dealt(draw: Chance, disk: Disk): Stroke[] {
  const [first, second, third, ...others] = shuffled(draw, TARGETS);
  const kill = (target: Target): Stroke => ({ at: 0, kind: 'kill', targets: [target] });
  const freeze = (): Stroke => ({ at: 0, kind: 'freeze', target: draw.of(TARGETS), ms: (2 + draw.under(4)) * SECOND });
  const kinds: Stroke[] = [
    kill(first!),
    kill(second!),
    kill(third!),
    freeze(),
    { at: 0, kind: 'erase', target: 'nats' },
    { at: 0, kind: 'erase', target: 'temporal' },
    { at: 0, kind: 'fill', target: disk, ms: (2 + draw.under(3)) * SECOND },
  ];
  const all: Stroke = { at: 0, kind: 'kill', targets: TARGETS };
  return [...shuffled(draw, kinds), all, ...shuffled(draw, [...others.map(kill), freeze(), freeze()])];
}

function restAfter(fault: Stroke, rest: number): number {
  if (fault.kind === 'kill') return fault.targets.length > 1 ? AFTER_ALL : rest;
  return 'ms' in fault ? fault.ms + rest / 2 : rest;
}

/** Business time goes on by some hours, so that what the law owes falls due between the acts of people. */
function moves(draw: Chance, ms: number): Fault[] {
  const every = Math.min(20 * SECOND, Math.max(3 * SECOND, ms / 8));
  return Array.from({ length: Math.floor(ms / every) }, (_, n) => ({
    at: Math.round((n + 0.5) * every),
    kind: 'time' as const,
    hours: 6 + draw.under(50),
  }));
}

function shuffled<T>(draw: Chance, list: readonly T[]): T[] {
  const rest = [...list];
  return list.map(() => rest.splice(draw.under(rest.length), 1)[0]!);
}

/** A fault as a line of the plan. */
export function lineOf(fault: Fault): string {
  const at = `+${(fault.at / SECOND).toFixed(1)} s`.padStart(10);
  return `${at}  ${whatOf(fault)}`;
}

/** What a fault does, without its moment. */
export function whatOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.targets.length > 1 ? 'all at once' : fault.targets[0]!}`;
    case 'freeze':
      return `freeze ${fault.target} for ${fault.ms / SECOND} s`;
    case 'erase':
      return `erase the store of ${fault.target}`;
    case 'fill':
      return `fill the disk of ${fault.target} for ${fault.ms / SECOND} s`;
    case 'time':
      return `business time ${fault.hours} hours on`;
  }
}

/** How many of each kind a plan has. */
export function countsOf(plan: readonly Fault[]): Record<Fault['kind'], number> {
  const counts = { kill: 0, freeze: 0, erase: 0, fill: 0, time: 0 };
  for (const { kind } of plan) counts[kind] += 1;
  return counts;
}

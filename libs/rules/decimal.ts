// Exact decimals on BigInt: 0.1 + 0.2 is 0.3, and a share of exactly the cap is not over it.
import { Refusal } from './refusal';

/** An exact decimal: `units` × 10^-`scale`, `scale` >= 0. Make it by `decimal`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Longer numbers than these are no figures of a plan, and would only cost time. */
const MOST_CHARACTERS = 60;
const LARGEST_EXPONENT = 60;

/** Zero, as a sum begins. */
export const ZERO: Decimal = { units: 0n, scale: 0 };

/** The decimal that a number in JSON's notation writes, such as `-12.50` or `3e-2`. Refuses `BAD_INPUT` for other texts and for numbers beyond 10^±60. */
export function decimal(text: string): Decimal {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const power = Number(exponent);
  if (whole === undefined || text.length > MOST_CHARACTERS || Math.abs(power) > LARGEST_EXPONENT)
    throw new Refusal('BAD_INPUT', { expected: 'decimal number' });
  const units = BigInt(`${sign}${whole}${fraction}`);
  const scale = fraction.length - power;
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** The sum. */
export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

/** The difference. */
export function minus(a: Decimal, b: Decimal): Decimal {
  return plus(a, { units: -b.units, scale: b.scale });
}

/** The product. */
export function times(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Negative if a < b, 0 if they are equal, positive if a > b. */
export function compare(a: Decimal, b: Decimal): number {
  const difference = minus(a, b).units;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The number nearest to a decimal, for JSON alone: nothing is compared with it. */
export function numberOf(a: Decimal): number {
  return Number(`${a.units}e-${a.scale}`);
}

/** The number nearest to a ÷ b (b not 0), for JSON alone: to find out whether it keeps a limit, multiply. */
export function quotient(a: Decimal, b: Decimal): number {
  const shift = b.scale - a.scale;
  const top = magnitude(a.units) * 10n ** BigInt(Math.max(shift, 0));
  const bottom = magnitude(b.units) * 10n ** BigInt(Math.max(-shift, 0));
  // 25 digits decide to which of two neighbouring numbers it is nearer; a rest beyond them is marked by one digit more.
  const zeros = Math.max(0, 25 + `${bottom}`.length - `${top}`.length);
  const scaled = top * 10n ** BigInt(zeros);
  const size = Number(`${scaled / bottom}${scaled % bottom === 0n ? 0 : 1}e-${zeros + 1}`);
  return a.units < 0n === b.units < 0n || size === 0 ? size : -size;
}

function magnitude(units: bigint): bigint {
  return units < 0n ? -units : units;
}

function unitsAt(a: Decimal, scale: number): bigint {
  return a.units * 10n ** BigInt(scale - a.scale);
}

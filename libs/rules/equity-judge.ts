// The ways in which a rule on incentive plans judges figures: exactly, and saying "not known" where one is missing.
import { compare, numberOf, plus, quotient, times, ZERO, type Decimal } from './decimal';
import { type Enterprise, type Figure, type PersonRole, type Plan, type PlanPerson } from './equity-plan';

/** What a rule may look at. */
export interface Facts {
  readonly enterprise: Enterprise;
  readonly plan: Plan;
  /** Growth of net assets in yuan without grants and injections; null if a figure is missing. */
  readonly appreciation: Decimal | null;
}

/** What is found of one rule: null where a figure is missing; `limit` where the plan itself sets it; `people` are the `ref`s that break it. */
export interface Judgement {
  readonly limit?: number;
  readonly pass: boolean | null;
  readonly actual: number | boolean | string | null;
  readonly people?: readonly string[];
}

/** Judges the facts by a limit (0 where the rule has none). */
export type Judge = (facts: Facts, limit: Decimal) => Judgement;

/** Does a figure, or a share of `top` in `bottom`, keep a limit? */
export type Keeps = (actual: Decimal, limit: Decimal) => boolean;
/** The same of a share, `top` of `bottom`. */
export type ShareKeeps = (top: Decimal, bottom: Decimal, limit: Decimal) => boolean;

/** At least the limit. */
export const atLeast: Keeps = (actual, limit) => compare(actual, limit) >= 0;
/** At most the limit. */
export const atMost: Keeps = (actual, limit) => compare(actual, limit) <= 0;
/** A share of at least the limit, by multiplication, so that no divisor can be 0. */
export const shareAtLeast: ShareKeeps = (top, bottom, limit) => atLeast(top, times(bottom, limit));
/** A share of at most the limit, likewise. */
export const shareAtMost: ShareKeeps = (top, bottom, limit) => atMost(top, times(bottom, limit));

/** The figures, or null if one is missing. */
export function present(figures: readonly Figure[]): readonly Decimal[] | null {
  return figures.every((figure) => figure !== null && figure !== undefined) ? figures : null;
}

/** The sum of what is read of each person; null if one figure is missing, 0 if nobody is on the list. */
export function totalOf(people: readonly PlanPerson[], ...read: ((person: PlanPerson) => Figure)[]): Decimal | null {
  return present(people.flatMap((person) => read.map((of) => of(person))))?.reduce(plus, ZERO) ?? null;
}

/** The lowest and the highest of at least one figure. */
export const lowest = (figures: readonly Decimal[]): Decimal => figures.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
/** The highest of some figures, at least one. */
export const highest = (figures: readonly Decimal[]): Decimal => figures.reduce((a, b) => (compare(a, b) >= 0 ? a : b));

/** Where the figures do not suffice. */
export const NOT_KNOWN: Judgement = { pass: null, actual: null };

/** A figure of the enterprise or the plan against its limit. */
export function figure(read: (facts: Facts) => Figure, keeps: Keeps): Judge {
  return (facts, limit) => {
    const actual = read(facts) ?? null;
    return actual === null ? NOT_KNOWN : { pass: keeps(actual, limit), actual: numberOf(actual) };
  };
}

/** What must be said with yes or no. */
export function fact(read: (enterprise: Enterprise) => boolean | null | undefined, wanted: boolean): Judge {
  return ({ enterprise }) => {
    const actual = read(enterprise) ?? null;
    return actual === null ? NOT_KNOWN : { pass: actual === wanted, actual };
  };
}

/** One sum divided by another. By 0 nothing can be divided: `byZero` says whether the limit can be judged all the same. */
export function share(
  read: (facts: Facts) => readonly [top: Figure, bottom: Figure],
  keeps: ShareKeeps,
  byZero: 'judged' | 'not known',
): Judge {
  return (facts, limit) => {
    const [top, bottom] = present(read(facts)) ?? [];
    if (!top || !bottom) return NOT_KNOWN;
    if (bottom.units === 0n) return { pass: byZero === 'judged' ? keeps(top, bottom, limit) : null, actual: null };
    return { pass: keeps(top, bottom, limit), actual: quotient(top, bottom) };
  };
}

/**
 * Each person's figures against the limit. Whoever breaks it breaks it, whatever else is missing; of all of them nothing
 * is told (`actual` null) where a figure is missing or nobody is on the list.
 */
export function eachPerson(
  read: (person: PlanPerson, plan: Plan) => readonly Figure[],
  breaks: (figures: readonly Decimal[], limit: Decimal, person: PlanPerson) => boolean,
  tell: 'how many' | ((figures: readonly (readonly Decimal[])[]) => number),
): Judge {
  return ({ plan }, limit) => {
    const figures = plan.people.map((person) => present(read(person, plan)));
    const known = figures.filter((of) => of !== null);
    const people = plan.people
      .filter((person, i) => figures[i] && breaks(figures[i], limit, person))
      .map(({ ref }) => ref);
    const isComplete = known.length === figures.length;
    const actual = tell === 'how many' ? people.length : known.length > 0 ? tell(known) : null;
    return {
      pass: people.length > 0 ? false : isComplete ? true : null,
      actual: isComplete && known.length > 0 ? actual : null,
      people,
    };
  };
}

/** One figure of each person, the highest or lowest of which is told. */
export function eachFigure(
  read: (person: PlanPerson) => Figure,
  keeps: Keeps,
  tell: (figures: readonly Decimal[]) => Decimal,
): Judge {
  return eachPerson(
    (person) => [read(person)],
    ([own], limit) => !keeps(own!, limit),
    (figures) => numberOf(tell(figures.map(([own]) => own!))),
  );
}

/** Nobody of these roles may be on the list. */
export function nobodyOf(roles: readonly PersonRole[]): Judge {
  return eachPerson(
    () => [],
    (_figures, _limit, { role }) => roles.includes(role),
    'how many',
  );
}

// What a form means for its procedure: who reviews, what a machine finds in it, from which day the time for copies runs.
import { type ActData } from '#rules/doing';
import { type Definition, reviewersAsked } from '#rules/definition';
import { type CivilDate } from '#rules/workday';
import { type Rulebook } from '../case/rulebook';
import { judgePlan, toRuleCheck } from '../tracks/equity';

/** The facts of a form that its schema has let pass. They go into the act's event, so that a case rebuilds without its form. */
export function formFacts(
  definition: Definition,
  { park, form, filedOn }: { park: string; form: Record<string, unknown>; filedOn: CivilDate },
  rulebook: Rulebook,
): Pick<ActData, 'check' | 'copyFrom'> & { reviewers: readonly string[] } {
  const { check, copies } = definition;
  return {
    reviewers: reviewersAsked(definition, park, (schema) => rulebook.fits(schema, form)),
    ...(check && { check: toRuleCheck(judgePlan(form, filedOn)) }),
    ...(copies && { copyFrom: at(form, copies.from) as CivilDate }),
  };
}

/** The value at a JSON pointer (RFC 6901). */
function at(form: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  const unescape = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~');
  return names.reduce((value, name) => (value as Record<string, unknown> | undefined)?.[unescape(name)], form);
}

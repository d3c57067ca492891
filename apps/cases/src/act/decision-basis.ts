// What a decision rests on, as one hash: it is recorded with the decision, and whoever read something else is asked again.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Failure } from '#platform/failure';
import { type CaseState } from '#rules/state';

/** SHA-256, in hex, of the form, what everybody asked has answered, what the machine found, and checks on the site as far as there are any. */
export function decisionBasis({ steps, check, siteChecks }: CaseState, form: Record<string, unknown> | null): string {
  const answered = steps
    .filter(({ kind, outcome }) => kind !== 'DECISION' && kind !== 'SUPERVISION' && outcome !== null)
    .map(({ id, outcome, score, statements }) => ({
      ...{ id, outcome },
      ...(score !== undefined && { score }),
      ...(statements !== undefined && { statements }),
    }));
  const basis = canonicalize({ form, answered, check: check ?? null, ...(siteChecks && { siteChecks }) })!;
  return createHash('sha256').update(basis).digest('hex');
}

/** The same, held against what somebody has read. @throws Failure BASIS_CHANGED when it is no longer that */
export function basisNow(read: string | undefined, state: CaseState, form: Record<string, unknown> | null): string {
  const basis = decisionBasis(state, form);
  if (read !== undefined && read !== basis) throw new Failure('BASIS_CHANGED', { basis });
  return basis;
}

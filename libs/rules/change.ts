// A change of an item that is tried out on past cases: its rules over those that a case was filed under, and whom it would have asked.
import { PARK_ITSELF, type Definition, type Reviewer } from './definition';
import { type PastLife } from './past-life';
import { type Act } from './doing';

/** The parts of an item that may be tried otherwise. */
export const CHANGEABLE = [
  'acceptance',
  'statutory',
  'promised',
  'extension',
  'publicity',
  'reviewers',
  'escalation',
] as const satisfies readonly (keyof Definition)[];

/** What is different; a part that is absent stays as each case was filed under it. */
export type Change = Partial<Pick<Definition, (typeof CHANGEABLE)[number]>>;

/** Does a form fit a JSON Schema? Null = the form is not known. */
export type Fits = ((schema: object) => boolean) | null;

/**
 * The life with whom the changed item asks. Who is asked by a condition that the item already had is asked as it was recorded; by a new
 * one, as `forms` fit (of the filing, then of each supplement), and where a form is not known, in any case.
 */
export function askedUnder(
  life: PastLife,
  { reviewers: wanted }: Change,
  { reviewers: had }: Definition,
  forms: readonly Fits[],
): PastLife {
  if (!wanted) return life;
  const { park } = life.filing.data.parties!;
  const bodyOf = ({ body }: Reviewer) => (body === PARK_ITSELF ? `park:${park}` : body);
  const isOld = (one: Reviewer) =>
    had.some(({ body, when }) => body === one.body && inOrder(when) === inOrder(one.when));
  const asked = (recorded: readonly string[], fits: Fits) => {
    const isAsked = (one: Reviewer) =>
      one.when === null || (isOld(one) ? recorded.includes(bodyOf(one)) : fits === null || fits(one.when));
    return [...new Set(wanted.filter(isAsked).map(bodyOf))];
  };
  const parties = life.filing.data.parties!;
  let nth = 0;
  const acts = life.acts.map((act): Act => {
    if (act.act !== 'supplement') return act;
    const fits = forms[++nth] ?? null;
    if (!act.data.reviewers) return act;
    return { ...act, data: { ...act.data, reviewers: asked(act.data.reviewers, fits) } };
  });
  const data = { ...life.filing.data, parties: { ...parties, reviewers: asked(parties.reviewers, forms[0] ?? null) } };
  return { ...life, filing: { ...life.filing, data }, acts };
}

/** A condition as text: a database gives the names of a document back in an order of its own. */
const inOrder = (when: object | null): string =>
  JSON.stringify(when, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

// Words for telling a bundle's story in tests: what is filed, by part and park.
import { exampleOf, enterpriseOf, PARK } from './story';

/** A bundle of the seeds as `applicant.a` files it; `parks` names a part's park where it is not the usual one. */
export function bundleOf(
  code: 'B01' | 'B02',
  parks: Readonly<Record<string, string>> = {},
  user = 'applicant.a',
): { bundle: string; applicant: string; parts: { part: string; park: string; form: Record<string, unknown> }[] } {
  const parts = ITEMS[code].map(([part, item]) => ({ part, park: parks[part] ?? PARK, form: exampleOf(item) }));
  return { bundle: code, applicant: enterpriseOf(user), parts };
}

const ITEMS: Readonly<Record<'B01' | 'B02', readonly (readonly [part: string, item: string])[]>> = {
  B01: [
    ['approval', '11'],
    ['design', '5'],
    ['permit', '16'],
  ],
  B02: [
    ['record', '12'],
    ['graduate', 'T01'],
    ['permit', '16'],
    ['incentive', 'E01'],
  ],
};

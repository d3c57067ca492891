// Every line of the table opens its cases: the links are made here, where addresses are known.
import { type TurnaroundView } from '#contracts/oversight.dto';
import { GROUPS } from '#rules/turnaround';
import { type Figures, type TableRow } from '#rules/turnaround-table';

const PATH = '/api/v1/turnaround/cases';

/** Where the cases behind a line are: those decided, those on the spot, and those that measure what was before the pilot. */
export interface Links {
  decided: string;
  onTheSpot: string;
  before: string;
}

/** A line with its links. */
export type Linked<T> = T & { cases: Links };

/** The table as HTTP answers it. */
export type LinkedTurnaround = Omit<TurnaroundView, 'rows' | 'total'> & {
  rows: Linked<TableRow>[];
  total: Linked<Figures>;
};

/** The question that a query asks for a person. Oversight checks it whole, so that no misspelt name is passed over. */
export function asked(query: Record<string, unknown>, person: string): Record<string, unknown> {
  const question: Record<string, unknown> = { ...query, person };
  delete question['lang']; // the language of problems, on every route
  return question;
}

/** Adds to every line the ways to its cases. */
export function withLinks({ rows, total, ...view }: TurnaroundView): LinkedTurnaround {
  const link = <T extends Partial<TableRow>>(line: T): Linked<T> => ({ ...line, cases: linksOf(line, view) });
  return { ...view, rows: rows.map(link), total: link(total) };
}

function linksOf(line: Partial<TableRow>, { from, to }: Pick<TurnaroundView, 'from' | 'to'>): Links {
  const keys = GROUPS.flatMap((group) => (line[group] === undefined ? [] : [[group, line[group]] as const]));
  const dates = Object.entries({ from, to }).filter((entry): entry is [string, string] => entry[1] !== null);
  const address = (of: string, filter: readonly (readonly [string, string])[]) =>
    `${PATH}?${new URLSearchParams({ of, ...Object.fromEntries(filter) }).toString()}`;
  return {
    decided: address('decided', [...keys, ...dates]),
    onTheSpot: address('on-the-spot', [...keys, ...dates]),
    // Measured on the item over all years and parks.
    before: address(
      'before',
      keys.filter(([name]) => name === 'item'),
    ),
  };
}

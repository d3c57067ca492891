// What the commission asks: groups and days, kept in the address so that a table can be sent to a colleague.

/** The groups of the table, in the order of its columns. */
export const GROUPS = ['park', 'item', 'month'] as const;
/** One of them. */
export type Group = (typeof GROUPS)[number];

/** The question; days as typed, empty for open. */
export interface Question {
  by: readonly Group[];
  from: string;
  to: string;
}

/** A question out of an address; park × item without one. */
export function questionIn(params: URLSearchParams): Question {
  const by = params.get('by');
  return {
    by: by === null ? ['park', 'item'] : GROUPS.filter((group) => by.split(',').includes(group)),
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
  };
}

/** The question as a query, for the address and for the API alike. */
export function queryOf({ by, from, to }: Question): URLSearchParams {
  return new URLSearchParams({ by: by.join(','), ...(from && { from }), ...(to && { to }) });
}

/** What is wrong with the days; null = nothing. */
export function wrongDays({ from, to }: Pick<Question, 'from' | 'to'>): 'dateWrong' | 'dateOrder' | null {
  if ([from, to].some((on) => on !== '' && !isDay(on))) return 'dateWrong';
  return from !== '' && to !== '' && from > to ? 'dateOrder' : null;
}

/** Is it a day of the calendar, written as ISO 8601 does? */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

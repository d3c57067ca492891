// Conservation: what was acknowledged is in the record once. SQL over the events alone, so that the code under test is not asked.
import { type DataSource } from 'typeorm';
import { LIFECYCLE } from '#rules/lifecycle';

/** Of all cases of the house: filed = finished + open; lost and doubled must be 0. */
export interface Conservation {
  filed: number;
  finished: number;
  open: number;
  lost: number;
  doubled: number;
}

const SQL = `
  WITH ends(type) AS (
    SELECT unnest($3::text[])
  ), course AS (
    SELECT number,
      count(*) FILTER (WHERE type = 'case.filed.v1') AS filings,
      count(*) FILTER (WHERE type IN (SELECT type FROM ends)) AS endings,
      count(*) FILTER (WHERE type = 'case.reconsidered.v1' AND data->>'ruling' = 'REMANDED') AS remanded,
      count(*) AS events, max(no) AS last,
      bool_or(type = 'case.filed.v1' AND data->>'imported' = 'true') AS imported
    FROM cases.case_event GROUP BY number
  ), acknowledged AS (
    SELECT unnest($1::text[]) AS number
  )
  SELECT
    (count(*) FILTER (WHERE filings > 0))::int AS filed,
    (count(*) FILTER (WHERE endings > remanded))::int AS finished,
    (count(*) FILTER (WHERE endings = remanded))::int AS open,
    ((SELECT count(*) FROM acknowledged a WHERE NOT EXISTS (SELECT FROM course c WHERE c.number = a.number AND filings > 0))
      + greatest(0, $2::int - count(*) FILTER (WHERE imported))
      + count(*) FILTER (WHERE filings = 0 OR events <> last))::int AS lost,
    coalesce(sum(greatest(filings - 1, 0) + greatest(endings - remanded - 1, 0)), 0)::int AS doubled
  FROM course`;

/**
 * Counts. `acknowledged` = numbers that the door has answered with, `imported` = how many past cases the import says are in.
 * A gap in a case's events, or a case without its filing, counts as lost.
 */
export async function conservation(
  database: DataSource,
  acknowledged: readonly string[],
  imported: number,
): Promise<Conservation> {
  const ends = LIFECYCLE.filter(({ decision }) => decision === 'end').map(({ event }) => event);
  const [row] = await database.query<[Conservation]>(SQL, [acknowledged, imported, ends]);
  return row;
}

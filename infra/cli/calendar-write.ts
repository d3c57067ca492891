// A calendar written into the installation that runs here: a new revision in one transaction, then the cases that it reaches, which the
// relay brings to it; the command waits and shows how far that is.
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { importYear, type YearImport } from '../../apps/registry/src/calendar/revisions';
import { type Addresses } from './installation';

/** Live cases brought to the calendar: how many were looked at, how many moved, how many workflows were told, how many failed. */
export interface CasesReached {
  looked: number;
  changed: number;
  told: number;
  failed: number;
}

/** Without any progress for so long nobody does the work: the relay does not run. */
const PATIENCE_MS = 30_000;

/** Writes the year and waits for the cases; null = the relay does not run and will do it when it does. Faults are told, not thrown. */
export async function writeCalendar(
  { databaseUrl: url }: Addresses,
  document: unknown,
  show: (reached: CasesReached, of: number) => void,
): Promise<YearImport & { cases: CasesReached | null }> {
  const database = await new DataSource(databaseOptions({ url, schema: 'registry', poolSize: 2 })).initialize();
  try {
    const imported = await importYear(database, document);
    if (imported.faults.length > 0) return { ...imported, cases: null };
    return { ...imported, cases: await reached(database, imported.rev, show) };
  } finally {
    await database.destroy();
  }
}

type Progress = CasesReached & { isEnded: boolean; behind: number };

async function reached(database: DataSource, rev: number, show: (reached: CasesReached, of: number) => void) {
  let last = '';
  for (let since = Date.now(); Date.now() - since < PATIENCE_MS;) {
    const { isEnded, behind, ...counts } = await progress(database, rev);
    if (isEnded) return counts;
    show(counts, counts.looked + behind);
    const now = JSON.stringify([counts, behind]);
    if (now !== last) since = Date.now();
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return null;
}

/** What has reached a later calendar has reached this one. */
async function progress(database: DataSource, rev: number): Promise<Progress> {
  const [row] = await database.query<[Progress]>(
    `SELECT coalesce(r.looked, 0) AS looked, coalesce(r.changed, 0) AS changed, coalesce(r.told, 0) AS told,
       coalesce(r.failed, 0) AS failed, b.behind,
       EXISTS (SELECT FROM cases.recalendaring e WHERE e.rev >= $1 AND e.ended_at IS NOT NULL) AS "isEnded"
     FROM (SELECT count(*)::int AS behind FROM cases.approval_case WHERE live AND calendar_rev < $1) b
       LEFT JOIN cases.recalendaring r ON r.rev = $1`,
    [rev],
  );
  return row;
}

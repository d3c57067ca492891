// Revisions of the work calendar: each holds all years and stays for good. Seeds make one, and so does an operator's import of a year
// (the State Council's yearly notice), which later seeds do not undo unless they rest on firmer ground.
import { type DataSource, type EntityManager } from 'typeorm';
import { calendarChanges, validateCalendar, type CalendarChange, type Fault } from '#rules/calendar-file';
import { Refusal } from '#rules/refusal';
import { compileCalendar, type CalendarStanding, type CalendarYear } from '#rules/workday';
import { appendJournal } from '#platform/journal';

/** A revision; `imported` = the years that an operator brought in. */
export interface CalendarRevision {
  rev: number;
  years: CalendarYear[];
  imported: number[];
}

/** What an import did. With faults nothing was written; without a new revision the year was there already, to the letter. */
export interface YearImport {
  faults: readonly Fault[];
  from: CalendarStanding | null;
  changes: readonly CalendarChange[];
  /** The revision in force afterwards. */
  rev: number;
  written: boolean;
}

const FIRMNESS: readonly CalendarStanding[] = ['provisional', 'assumed', 'published'];

/**
 * Imports one year in one transaction, in force from its instant in business time. Faults and changes are against the calendar in force.
 * @throws Refusal `CALENDAR_UNKNOWN` where the registry has not been seeded
 */
export async function importYear(database: DataSource, document: unknown): Promise<YearImport> {
  const outcome = await database.transaction(async (manager) => {
    await lockRevisions(manager);
    const before = await newestRevision(manager);
    if (!before) throw new Refusal('CALENDAR_UNKNOWN');
    const loaded = compileCalendar(before.years);
    const faults = validateCalendar(document, loaded);
    if (faults.length > 0) return { faults, from: null, changes: [], rev: before.rev, written: false };
    const file = document as CalendarYear;
    const from = before.years.find(({ year }) => year === file.year)?.standing ?? null;
    const years = [...before.years.filter(({ year }) => year !== file.year), file];
    const rev = await addRevision(manager, years, [...before.imported, file.year]);
    return { faults, from, changes: calendarChanges(file, loaded), rev: rev ?? before.rev, written: rev !== null };
  });
  if (outcome.written) {
    const { year } = document as CalendarYear;
    const data = { year, rev: outcome.rev };
    await appendJournal(database, { app: 'registry', actor: 'operator', kind: 'calendar.imported', data });
  }
  return outcome;
}

/** The years that seeds come to: one that was imported stays, unless that of the seeds is firmer (a notice against an assumption). */
export function withSeeds(
  seeds: readonly CalendarYear[],
  before: Pick<CalendarRevision, 'years' | 'imported'> | null,
): Pick<CalendarRevision, 'years' | 'imported'> {
  const kept = (before?.years ?? []).filter(({ year, standing }) => {
    const seed = seeds.find((one) => one.year === year);
    return before!.imported.includes(year) && !(seed && isFirmer(seed.standing, standing));
  });
  const imported = kept.map(({ year }) => year);
  return { years: [...seeds.filter(({ year }) => !imported.includes(year)), ...kept], imported };
}

const isFirmer = (one: CalendarStanding, other: CalendarStanding) => FIRMNESS.indexOf(one) > FIRMNESS.indexOf(other);

/** Revisions are made one at a time, by whoever holds this until its commit. */
export async function lockRevisions(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('yuanban registry seeds'))`);
}

/** The revision in force; null before the first. */
export async function newestRevision(manager: EntityManager): Promise<CalendarRevision | null> {
  const [row] = await manager.query<CalendarRevision[]>(
    'SELECT rev::int AS rev, years, imported FROM registry.calendar ORDER BY rev DESC LIMIT 1',
  );
  return row ?? null;
}

/** Adds one; null when every day, and what it rests on, is as in the newest. */
export async function addRevision(
  manager: EntityManager,
  years: readonly CalendarYear[],
  imported: readonly number[],
): Promise<number | null> {
  const sorted = JSON.stringify([...years].sort((a, b) => a.year - b.year));
  const rows = await manager.query<{ rev: number }[]>(
    `INSERT INTO registry.calendar (rev, years, imported)
     SELECT coalesce(max(rev), 0) + 1, $1::jsonb, $2::int[] FROM registry.calendar
     HAVING NOT EXISTS (
       SELECT FROM registry.calendar c WHERE c.years = $1::jsonb AND c.rev = (SELECT max(rev) FROM registry.calendar))
     RETURNING rev::int AS rev`,
    [sorted, [...new Set(imported)].sort()],
  );
  return rows[0]?.rev ?? null;
}

// New calendars for specs: a year as it is in force, with days made free or worked, imported as the operator does.
import { type DataSource } from 'typeorm';
import { importYear, newestRevision } from '../apps/registry/src/calendar/revisions';
import { dayNumber, isWeekendDay, type CalendarYear } from '#rules/workday';

/** The year in force, with other days. */
export async function yearWith(
  owner: DataSource,
  year: number,
  { off = [], work = [] }: { off?: string[]; work?: string[] },
): Promise<CalendarYear> {
  const inForce = (await newestRevision(owner.manager))!.years.find((one) => one.year === year)!;
  const rest = (list: readonly string[]) => list.filter((on) => ![...off, ...work].includes(on));
  // A weekday is worked unless it is off.
  const madeUp = work.filter((on) => isWeekendDay(dayNumber(on)));
  return { ...inForce, off: [...rest(inForce.off), ...off], work: [...rest(inForce.work), ...madeUp] };
}

/** Imports it; answers the revision. @throws Error for a faulty one */
export async function importDays(
  owner: DataSource,
  year: number,
  days: { off?: string[]; work?: string[] },
): Promise<number> {
  const { faults, rev } = await importYear(owner, await yearWith(owner, year, days));
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return rev;
}

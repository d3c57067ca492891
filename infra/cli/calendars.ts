// The work calendars that are shipped with the program.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atHome } from '#platform/home';
import { compileCalendar, type Calendar, type CalendarYear } from '#rules/workday';

/** The shipped calendar years in their order. */
export function calendarYears(): CalendarYear[] {
  const folder = atHome('seeds/calendars');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CalendarYear);
}

/** All of them, compiled. */
export const loadCalendar = (): Calendar => compileCalendar(calendarYears());

// The work calendars that are shipped with the program.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileCalendar, type Calendar, type CalendarYear } from '#rules/workday';

/** The shipped calendar years in their order. */
export function calendarYears(): CalendarYear[] {
  const folder = join(home(), 'seeds/calendars');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CalendarYear);
}

/** All of them, compiled. */
export const loadCalendar = (): Calendar => compileCalendar(calendarYears());

/** The folder of the package: above the sources, and above what is built of them. */
function home(from = __dirname): string {
  return existsSync(join(from, 'package.json')) ? from : home(dirname(from));
}

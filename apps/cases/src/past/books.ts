// What past cases are judged by: every version of every item, every delegation there ever was, the calendar. Read once for a run.
import { type EntityManager } from 'typeorm';
import { type Definition } from '#rules/definition';
import { type Delegation } from '#rules/lists';
import { type Calendar, type CivilDate } from '#rules/workday';
import { type Rulebook } from '../case/rulebook';

/** A version of an item, in force from its day until that of the next. */
export interface Version {
  code: string;
  version: string;
  from: CivilDate;
  definition: Definition;
  form: object;
}

/** The lists of the registry. Versions and delegations with the latest first. */
export interface Books {
  versions: Version[];
  delegations: Delegation[];
  parks: string[];
  bodies: string[];
  calendar: Calendar;
  calendarRev: number;
}

const READ = `SELECT jsonb_build_object(
  'versions', (SELECT jsonb_agg(jsonb_build_object('code', code, 'version', version, 'from', valid_from, 'definition', definition,
    'form', form) ORDER BY valid_from DESC, version DESC) FROM registry_api.item_version),
  'delegations', (SELECT coalesce(jsonb_agg(jsonb_build_object('item', item, 'park', park, 'department', department, 'mode', mode,
    'document', document, 'from', valid_from, 'to', valid_to) ORDER BY valid_from DESC), '[]') FROM registry_api.delegation),
  'parks', (SELECT jsonb_agg(code) FROM registry_api.park),
  'bodies', (SELECT jsonb_agg(body) FROM registry_api.body),
  'calendarRev', (SELECT rev FROM registry_api.calendar)) AS books`;

/** Reads them. @throws Refusal `CALENDAR_UNKNOWN` when no calendar is loaded. */
export async function readBooks(manager: EntityManager, rulebook: Rulebook): Promise<Books> {
  const [{ books }] = await manager.query<[{ books: Omit<Books, 'calendar'> }]>(READ);
  return { ...books, calendar: await rulebook.calendar(manager, books.calendarRev) };
}

// What oversight makes of the log of a test's installation: folded in pieces as it would arrive, and rebuilt from nothing.
import { DataSource } from 'typeorm';
import { type LoggedEvent } from '#contracts/event-log.dto';
import { databaseOptions } from '#platform/database';
import { fold, rebuild } from '../apps/oversight/src/log/fold';
import { EVENTS_OF_PAGE } from '../apps/cases/src/case/event-log';
import { type Installation } from './installation';

type Place = Pick<Installation, 'sql' | 'databaseUrl'>;
const PAGE = 37;
/** Every byte of the tables of oversight, in the order of their keys, as the one column `tables`. */
export const FIGURES = `SELECT concat_ws(E'\\n', (SELECT position FROM oversight.watermark),
  (SELECT string_agg(c::text, E'\\n' ORDER BY number) FROM oversight.course c),
  (SELECT string_agg(t::text, E'\\n' ORDER BY number) FROM oversight.turnaround t),
  (SELECT string_agg(t::text, E'\\n' ORDER BY month, item, park) FROM oversight.tally t)) AS tables`;

/** Every byte of the figures once all events are folded: a small page at a time, each page with half of the one before once more. */
export function figuresOf(place: Place): Promise<string> {
  return inOversight(place, async (database) => {
    for (let at = 0; ; at += PAGE) {
      const from = Math.max(0, at - Math.floor(PAGE / 2));
      const events = await eventsAfter(place, from, at + PAGE - from);
      if (events.length <= at - from) return;
      await fold(database, events);
    }
  });
}

/** Every byte of the figures after a rebuild from the log. */
export function figuresRebuilt(place: Place): Promise<string> {
  return inOversight(place, (database) => rebuild(database, (position) => eventsAfter(place, position, 500)));
}

async function inOversight(place: Place, work: (database: DataSource) => Promise<unknown>): Promise<string> {
  const options = { url: place.databaseUrl, schema: 'oversight', role: 'oversight_app' };
  const database = await new DataSource(databaseOptions(options)).initialize();
  try {
    await work(database);
  } finally {
    await database.destroy();
  }
  const [row] = await place.sql<{ tables: string }>(FIGURES);
  return row!.tables;
}

async function eventsAfter(place: Place, position: number, limit: number): Promise<LoggedEvent[]> {
  const rows = await place.sql<LoggedEvent>(
    `WITH page AS MATERIALIZED (SELECT position::int, event_id FROM cases.case_log WHERE position > $1 ORDER BY position LIMIT $2)
     ${EVENTS_OF_PAGE} ORDER BY position`,
    [position, limit],
  );
  return JSON.parse(JSON.stringify(rows)) as LoggedEvent[];
}

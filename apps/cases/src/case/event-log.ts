// The log of events behind a position, as whoever asks may see it.
import { type EntityManager } from 'typeorm';
import { type EventsAfter, type LoggedEvent } from '#contracts/event-log.dto';

/**
 * The events of a page of positions (a relation `page (position, event_id)` of the statement). The page is cut from the log before any
 * event is looked at, and its events are found by an array of ids: joined row by row, the policy's own subquery counts for each of
 * them, and the planner reads the whole table instead.
 */
export const EVENTS_OF_PAGE = `
  SELECT page.position, e.number, e.no, e.type, e.actor, e.effective_at, e.recorded_at, e.data
  FROM page JOIN cases.case_event e ON e.id = page.event_id WHERE e.id = ANY (ARRAY(SELECT event_id FROM page))`;

// The head is read in the same statement: an event that it names and the page lacks lies behind a full page.
export const LOG_AFTER = `
  WITH page AS MATERIALIZED (SELECT position, event_id FROM cases.case_log WHERE position > $1 ORDER BY position LIMIT $2)
  SELECT (SELECT coalesce(max(position), 0) FROM cases.case_log) AS head, one.* FROM (SELECT)
  LEFT JOIN (${EVENTS_OF_PAGE}) one ON true ORDER BY one.position`;

type Row = Omit<LoggedEvent, 'position'> & { head: string; position: string | null };

/** Reads at most `limit` events in the order of their positions. */
export async function readLog(manager: EntityManager, position: number, limit: number): Promise<EventsAfter> {
  const rows = await manager.query<Row[]>(LOG_AFTER, [position, limit]);
  const events = rows
    .filter((row) => row.position !== null)
    .map(({ head: _, position: at, ...event }) => ({ ...event, position: Number(at) }));
  return { events, head: Number(rows[0]!.head) };
}

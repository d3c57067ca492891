// The log of events behind a position, as whoever asks may see it.
import { type EntityManager } from 'typeorm';
import { type EventsAfter, type LoggedEvent } from '#contracts/event-log.dto';

// The head is read in the same statement: an event that it names and the page lacks lies behind a full page.
const AFTER = `
  SELECT (SELECT coalesce(max(position), 0) FROM cases.case_log) AS head, page.* FROM (SELECT) one LEFT JOIN (
    SELECT l.position, e.number, e.no, e.type, e.actor, e.effective_at, e.recorded_at, e.data
    FROM cases.case_log l JOIN cases.case_event e ON e.id = l.event_id WHERE l.position > $1 ORDER BY l.position LIMIT $2
  ) page ON true ORDER BY page.position`;

type Row = Omit<LoggedEvent, 'position'> & { head: string; position: string | null };

/** Reads at most `limit` events in the order of their positions. */
export async function readLog(manager: EntityManager, position: number, limit: number): Promise<EventsAfter> {
  const rows = await manager.query<Row[]>(AFTER, [position, limit]);
  const events = rows
    .filter((row) => row.position !== null)
    .map(({ head: _, position: at, ...event }) => ({ ...event, position: Number(at) }));
  return { events, head: Number(rows[0]!.head) };
}

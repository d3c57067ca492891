// The log as other apps read it: what follows a position, so that whoever missed a message needs nobody but us.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { type EventsAfter, EventsAfterRequest, type LoggedEvent, MOST_EVENTS } from '#contracts/event-log.dto';
import { SUBJECTS } from '#contracts/subjects';
import { withContext } from '#platform/database';
import { Handle } from '#platform/handle';

// The head is read in the same statement: an event that it names and the page lacks lies behind a full page.
const AFTER = `
  SELECT (SELECT coalesce(max(position), 0) FROM cases.case_log) AS head, page.* FROM (SELECT) one LEFT JOIN (
    SELECT l.position, e.number, e.no, e.type, e.actor, e.effective_at, e.recorded_at, e.data
    FROM cases.case_log l JOIN cases.case_event e ON e.id = l.event_id WHERE l.position > $1 ORDER BY l.position LIMIT $2
  ) page ON true ORDER BY page.position`;

type Row = Omit<LoggedEvent, 'position'> & { head: string; position: string | null };

@Controller()
export class EventLogController {
  constructor(private readonly database: DataSource) {}

  @Handle(SUBJECTS.eventsAfter, 'internal')
  async after(@Payload() { position, limit = MOST_EVENTS }: EventsAfterRequest): Promise<EventsAfter> {
    const rows = await withContext(this.database, 'relay', (manager) => manager.query<Row[]>(AFTER, [position, limit]));
    const events = rows
      .filter((row) => row.position !== null)
      .map(({ head: _, position: at, ...event }) => ({ ...event, position: Number(at) }));
    return { events, head: Number(rows[0]!.head) };
  }
}

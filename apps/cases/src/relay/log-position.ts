// The one order of all events: gapless positions under an advisory lock, then publication to JetStream from one watermark.
import { type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { type DataSource } from 'typeorm';
import { EVENT_SUBJECTS } from '#contracts/subjects';
import { withContext } from '#platform/database';

const BATCH = 500;

const POSITION = `
  WITH batch AS (
    DELETE FROM cases.outbox WHERE event_id IN (SELECT event_id FROM cases.outbox ORDER BY event_id LIMIT ${BATCH}) RETURNING event_id
  ), last AS (SELECT coalesce(max(position), 0) AS position FROM cases.case_log)
  INSERT INTO cases.case_log (position, event_id)
  SELECT last.position + row_number() OVER (ORDER BY event_id), event_id FROM batch, last
  RETURNING position`;

/** Gives positions to events that have none yet; returns how many. Safe with any number of callers. */
export async function givePositions(database: DataSource): Promise<number> {
  return database.transaction(async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('cases.case_log'))`);
    const [rows] = [await manager.query<unknown[]>(POSITION)];
    return rows.length;
  });
}

interface LoggedEvent {
  position: string;
  number: string;
  no: number;
  type: string;
  actor: string;
  effective_at: Date;
  recorded_at: Date;
  data: object;
}

// Past cases are no news: whoever wants them pages the log. The watermark passes over them to the head that the statement saw.
const UNPUBLISHED = `
  WITH head AS (SELECT coalesce(max(position), 0) AS position FROM cases.case_log)
  SELECT head.position AS head, page.* FROM head LEFT JOIN (
    SELECT l.position, e.number, e.no, e.type, e.actor, e.effective_at, e.recorded_at, e.data
    FROM cases.published p JOIN cases.case_log l ON l.position > p.position JOIN cases.case_event e ON e.id = l.event_id
    WHERE e.actor NOT LIKE 'import:%' ORDER BY l.position LIMIT ${BATCH}
  ) page ON true ORDER BY page.position`;

/** Publishes what follows the watermark, in order; returns how many. The position is the message id. */
export async function publishEvents(database: DataSource, stream: JetStreamClient, prefix: string): Promise<number> {
  const rows = await withContext(database, 'relay', (manager) =>
    manager.query<({ head: string } & (LoggedEvent | { position: null }))[]>(UNPUBLISHED),
  );
  const events = rows.flatMap(({ head: _, ...row }) => (row.position === null ? [] : [row]));
  const acks = events.map((event) =>
    stream.publish(`${prefix}${event.type}`, JSON.stringify({ ...event, position: Number(event.position) }), {
      msgID: event.position,
      timeout: 5_000,
    }),
  );
  await Promise.all(acks);
  const upTo = events.length === BATCH ? events.at(-1)!.position : rows[0]!.head;
  await database.query('UPDATE cases.published SET position = $1 WHERE position < $1', [upTo]);
  return events.length;
}

/** Makes the stream if it is not there: after a first start, or after NATS lost its store. */
export async function ensureStream(manager: JetStreamManager, prefix: string): Promise<void> {
  const name = `${prefix.replaceAll(/[^\w-]/g, '_')}case-events`;
  await manager.streams.add({
    name,
    subjects: [prefix + EVENT_SUBJECTS],
    max_age: 7 * 86_400 * 1_000_000_000,
    duplicate_window: 600 * 1_000_000_000,
  });
}

// The one order of all events: gapless positions under an advisory lock, then publication to JetStream from one watermark.
import { type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { type DataSource } from 'typeorm';
import { EVENT_SUBJECTS } from '#contracts/subjects';
import { withContext } from '#platform/database';
import { EVENTS_OF_PAGE } from '../case/event-log';

/** Of events, a round. */
export const BATCH = 500;

const POSITION = `
  WITH batch AS (
    DELETE FROM cases.outbox WHERE event_id IN (SELECT event_id FROM cases.outbox ORDER BY event_id LIMIT ${BATCH}) RETURNING event_id
  ), last AS (SELECT coalesce(max(position), 0) AS position FROM cases.case_log)
  INSERT INTO cases.case_log (position, event_id)
  SELECT last.position + row_number() OVER (ORDER BY event_id), event_id FROM batch, last
  RETURNING position`;

/** Gives positions to a page of the events that have none yet; returns how many. Safe with any number of callers. */
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

// Past cases are no news: whoever wants them pages the log. The watermark passes over them, a page at a time like all others.
export const UNPUBLISHED = `
  WITH page AS MATERIALIZED (
    SELECT position, event_id FROM cases.case_log WHERE position > (SELECT position FROM cases.published) ORDER BY position LIMIT ${BATCH}
  )
  SELECT p.*, one.* FROM (SELECT count(*)::int AS passed, max(position) AS "upTo" FROM page) p
  LEFT JOIN (${EVENTS_OF_PAGE} AND e.actor NOT LIKE 'import:%') one ON true ORDER BY one.position`;

/** Publishes the page that follows the watermark, in order; returns how many events it passed. The position is the message id. */
export async function publishEvents(database: DataSource, stream: JetStreamClient, prefix: string): Promise<number> {
  const rows = await withContext(database, 'relay', (manager) =>
    manager.query<({ passed: number; upTo: string } & (LoggedEvent | { position: null }))[]>(UNPUBLISHED),
  );
  const { passed, upTo } = rows[0]!;
  if (passed === 0) return 0;
  const acks = rows.flatMap(({ passed: _, upTo: __, ...event }) =>
    event.position === null
      ? []
      : stream.publish(`${prefix}${event.type}`, JSON.stringify({ ...event, position: Number(event.position) }), {
          msgID: event.position,
          timeout: 5_000,
        }),
  );
  await Promise.all(acks);
  await database.query('UPDATE cases.published SET position = $1 WHERE position < $1', [upTo]);
  return passed;
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

// Workflows again from facts: terminate what runs, start from the newest facts. Throttled, in key order, resumable.
import { type Client } from '@temporalio/client';
import { type DataSource } from 'typeorm';
import { CONDUCT_COLUMNS, type ConductRow, noteTold, signal, toFacts } from './teller';

const BATCH = 100;

/** Restarts every open case and bundle behind `after`, by their numbers. Answers how many, and the last number, to resume behind. */
export async function restartAll(
  database: DataSource,
  temporal: Client,
  queue: string,
  how: { after: string; perSecond: number; show: (done: number, last: string) => unknown },
): Promise<{ restarted: number; last: string | null }> {
  let restarted = 0;
  let last: string | null = how.after || null;
  for (;;) {
    const rows = await database.query<(ConductRow & { number: string })[]>(
      `SELECT number, ${CONDUCT_COLUMNS}
       FROM cases.conduct WHERE facts->>'phase' <> 'closed' AND number > $1 ORDER BY number LIMIT $2`,
      [last ?? '', BATCH],
    );
    if (rows.length === 0) return { restarted, last };
    for (const row of rows) {
      const turn = new Promise((resolve) => setTimeout(resolve, 1_000 / how.perSecond));
      await signal(temporal, queue, toFacts(row), true);
      await noteTold(database, [row]);
      restarted += 1;
      last = row.number;
      how.show(restarted, last);
      await turn;
    }
  }
}

// Workflows again from facts: terminate what runs, start from the newest facts. Throttled, in key order, resumable.
import { type Client } from '@temporalio/client';
import { type DataSource } from 'typeorm';
import { type Facts } from '#rules/telling';
import { signal } from './teller';

const BATCH = 100;

interface Open {
  number: string;
  workflowId: string;
  seq: number;
  facts: Pick<Facts, 'phase' | 'open'>;
  wakeAt: string | null;
}

/** Restarts every open case behind `after`. Answers how many, and the last number, to resume behind. */
export async function restartAll(
  database: DataSource,
  temporal: Client,
  queue: string,
  how: { after: string; perSecond: number; show: (done: number, last: string) => unknown },
): Promise<{ restarted: number; last: string | null }> {
  let restarted = 0;
  let last: string | null = how.after || null;
  for (;;) {
    const rows = await database.query<Open[]>(
      `SELECT number, workflow_id AS "workflowId", seq, facts,
         (extract(epoch FROM wake_at - (SELECT ahead FROM platform.business_time)) * 1000)::bigint AS "wakeAt"
       FROM cases.conduct WHERE kind = 'approval' AND facts->>'phase' <> 'closed' AND number > $1 ORDER BY number LIMIT $2`,
      [last ?? '', BATCH],
    );
    if (rows.length === 0) return { restarted, last };
    for (const row of rows) {
      const wakeAt = row.wakeAt === null ? null : Number(row.wakeAt);
      const told = new Promise((resolve) => setTimeout(resolve, 1_000 / how.perSecond));
      await signal(temporal, queue, { id: row.workflowId, seq: row.seq, ...row.facts, wakeAt }, true);
      await database.query('UPDATE cases.conduct SET told_seq = greatest(told_seq, $2) WHERE workflow_id = $1', [
        row.workflowId,
        row.seq,
      ]);
      restarted += 1;
      last = row.number;
      how.show(restarted, last);
      await told;
    }
  }
}

// Business time is moved by one function, in development alone and only forward; workflows hear their new real instants.
import { type DataSource } from 'typeorm';
import { Failure } from '#platform/failure';

/** Where business time stands. */
export interface BusinessTime {
  now: Date;
  aheadMs: number;
}

/**
 * Moves business time to `target` (epoch ms) in one transaction: the offset, and a new telling for every workflow that
 * wakes within a day of it; what is left of a closed case, such as the end of a licence, the reconciler strikes. The connection must be the database owner's. Wake the relay afterwards.
 * @throws Failure TIME_FIXED in production, or when the target lies behind business time.
 */
export async function moveTime(database: DataSource, target: number, lookAfterMs: number): Promise<BusinessTime> {
  return database.transaction(async (manager) => {
    try {
      await manager.query('SELECT platform.move_time($1)', [new Date(target).toISOString()]);
    } catch (error) {
      if ((error as { code?: string }).code === 'YB001') throw new Failure('TIME_FIXED');
      throw error;
    }
    // Bundles last: an act holds the row of its case when it wakes the bundle.
    for (const kind of ['approval', 'bundle']) {
      await manager.query(
        `UPDATE cases.conduct SET seq = seq + 1, look_after = clock_timestamp() + make_interval(secs => $1::float / 1000)
         WHERE kind = $2 AND wake_at < (SELECT platform.business_now() + interval '24 hours') AND facts->>'phase' <> 'closed'`,
        [lookAfterMs, kind],
      );
    }
    const [row] = await manager.query<[{ now: Date; ahead: string }]>(
      `SELECT platform.business_now() AS now, (extract(epoch FROM ahead) * 1000)::bigint AS ahead FROM platform.business_time`,
    );
    return { now: row.now, aheadMs: Number(row.ahead) };
  });
}

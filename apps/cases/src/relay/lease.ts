// Which relay works: a row renewed on the real clock. Two holders at once do no harm, they only do work twice.
import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';

export class Lease {
  private readonly holder = randomUUID();
  private held = false;

  constructor(
    private readonly database: DataSource,
    private readonly ms: number,
  ) {}

  /** True while this process is the one that works. */
  get isHeld(): boolean {
    return this.held;
  }

  /** Takes or renews the lease; call it three times within its length. */
  async renew(): Promise<boolean> {
    try {
      const [rows] = await this.database.query<[unknown[], number]>(
        `UPDATE cases.relay_lease SET holder = $1, until = clock_timestamp() + make_interval(secs => $2::float / 1000)
         WHERE holder = $1 OR until < clock_timestamp() RETURNING holder`,
        [this.holder, this.ms],
      );
      this.held = rows.length > 0;
    } catch {
      this.held = false; // Postgres away: nothing to relay anyway
    }
    return this.held;
  }

  /** Gives it up at once, so that another need not wait. */
  async release(): Promise<void> {
    this.held = false;
    await this.database
      .query(`UPDATE cases.relay_lease SET until = '-infinity' WHERE holder = $1`, [this.holder])
      .catch(() => undefined);
  }
}

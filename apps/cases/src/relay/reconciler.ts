// Strikes what the workflow should have struck and has not. One criterion: the instant has passed; never Temporal's health.
import { type Logger } from 'pino';
import { type DataSource } from 'typeorm';
import { type Strike } from '../bundle/strike';
import { type ConductKind } from '../case/workflow-id';

const AT_ONCE = 8;
const BATCH = 200;

interface Row {
  number: string;
  kind: ConductKind;
}

export class Reconciler {
  private readonly failures = new Map<string, number>();
  /** More had come due than one round takes. */
  isBehind = false;

  constructor(
    private readonly database: DataSource,
    private readonly strikeOf: Strike,
    private readonly lookAfterMs: number,
    private readonly log: Logger,
  ) {}

  /** One round; returns how many were struck. A case or a bundle whose strike throws comes back after 5 s doubling to 1 h. */
  async round(): Promise<number> {
    const rows = await this.database.query<Row[]>(
      `SELECT number, kind FROM cases.conduct
       WHERE wake_at < platform.business_now() - make_interval(secs => $1::float / 1000) AND look_after < clock_timestamp()
       ORDER BY wake_at LIMIT $2`,
      [this.lookAfterMs, BATCH],
    );
    this.isBehind = rows.length === BATCH;
    const waiting = [...rows];
    let struck = 0;
    const next = async (): Promise<void> => {
      for (let row = waiting.shift(); row; row = waiting.shift()) if (await this.strike(row)) struck += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return struck;
  }

  private async strike({ number, kind }: Row): Promise<boolean> {
    try {
      await this.strikeOf(kind, number, false);
      this.failures.delete(number);
      return true;
    } catch (error) {
      const failures = (this.failures.get(number) ?? 0) + 1;
      this.failures.set(number, failures);
      const seconds = Math.min(3_600, 5 * 2 ** (failures - 1));
      this.log.error({ number, err: error, seconds }, 'a strike failed; the case comes back later');
      await this.database
        .query(
          'UPDATE cases.conduct SET look_after = clock_timestamp() + make_interval(secs => $2) WHERE number = $1',
          [number, seconds],
        )
        .catch(() => undefined);
      return false;
    }
  }
}

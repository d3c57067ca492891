// Strikes what the workflow should have struck and has not. One criterion: the instant has passed; never Temporal's health.
import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { type INestApplicationContext } from '@nestjs/common';
import { type Logger } from 'pino';
import { DataSource } from 'typeorm';
import { withContext } from '#platform/database';
import { type Calendars, settleThrough } from '#rules/recalendar';
import { ActService } from '../act/act.service';
import { FOUND, type Found, hintOf, isQuiet, type Struck, writeStruck } from '../act/write-struck';
import { BundleService } from '../bundle/bundle.service';
import { type Strike, strikeOn } from '../bundle/strike';
import { Announcer } from '../case/announcer';
import { type CalendarRevs } from '../case/record';
import { Rulebook } from '../case/rulebook';
import { type ConductKind } from '../case/workflow-id';

const AT_ONCE = 8;
const BATCH = 500;
/** From so many on they are struck together. */
const MANY = 20;
/** So many are judged before other loops of the process have their turn. */
const AT_ONE_GO = 20;

// Whoever holds a row strikes it himself.
const LOCK_MANY = `SELECT ${FOUND}, cases.calendars_since(c.calendar_rev) AS calendars,
    (extract(epoch FROM platform.business_now()) * 1000)::bigint::text AS now
  FROM cases.approval_case c WHERE c.number = ANY ($1) FOR UPDATE SKIP LOCKED`;

interface Row {
  number: string;
  kind: ConductKind;
}

export class Reconciler {
  private readonly failures = new Map<string, number>();
  /** More had come due than one round takes. */
  isBehind = false;

  private readonly database: DataSource;
  private readonly strikeOf: Strike;
  private readonly rulebook: Rulebook;
  private readonly announcer: Announcer;

  /** `lookAfterMs` = so long the workflow has the first word. */
  constructor(
    app: INestApplicationContext,
    private readonly lookAfterMs: number,
    private readonly log: Logger,
  ) {
    this.database = app.get(DataSource);
    this.strikeOf = strikeOn(app.get(ActService), app.get(BundleService));
    [this.rulebook, this.announcer] = [app.get(Rulebook), app.get(Announcer)];
  }

  /** One round; returns how many were struck. A case or a bundle whose strike throws comes back after 5 s doubling to 1 h. */
  async round(): Promise<number> {
    // The instant as a subquery's value: asked for each row, it would be compared with every instant there is.
    const rows = await this.database.query<Row[]>(
      `SELECT number, kind FROM cases.conduct
       WHERE wake_at < (SELECT platform.business_now() - make_interval(secs => $1::float / 1000)) AND look_after < clock_timestamp()
       ORDER BY wake_at LIMIT $2`,
      [this.lookAfterMs, BATCH],
    );
    this.isBehind = rows.length === BATCH;
    const together = rows.length < MANY ? new Set<string>() : await this.strikeMany(rows);
    const waiting = rows.filter(({ number }) => !together.has(number));
    let struck = together.size;
    const next = async (): Promise<void> => {
      for (let row = waiting.shift(); row; row = waiting.shift()) if (await this.strike(row)) struck += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return struck;
  }

  /**
   * Many that fall due together, in one transaction: they would take minutes one by one, beside their own workflows. Answers the numbers
   * of those that were struck; a case on which more is to be done than a batch can tell, or whose data are broken, is left to the door.
   */
  private async strikeMany(due: readonly Row[]): Promise<Set<string>> {
    const numbers = due.flatMap(({ kind, number }) => (kind === 'approval' ? [number] : []));
    try {
      const struck = await withContext(this.database, 'time', async (manager) => {
        const rows = await manager.query<(Found & { calendars: CalendarRevs; now: string })[]>(LOCK_MANY, [numbers]);
        const quiet: Struck[] = [];
        for (const [n, { calendars: revs, now, ...found }] of rows.entries()) {
          if (n % AT_ONE_GO === 0) await letOthersGoOn(); // the lease above all
          const calendars = await this.rulebook.calendarsOf(manager, revs);
          const one = judged(found, calendars, Number(now));
          if (one) quiet.push(one);
        }
        const recordedAt = Math.max(...rows.map(({ now }) => Number(now)));
        await writeStruck(manager, quiet, { recordedAt, lookAfterMs: this.lookAfterMs });
        return quiet;
      });
      this.announcer.struck(struck.flatMap(hintOf));
      return new Set(struck.map(({ found }) => found.number));
    } catch (error) {
      this.log.error({ err: error }, 'many could not be struck together; each is struck by itself');
      return new Set();
    }
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

/** What time makes of a case, or null where that is the door's: also what cannot be judged, so that one case does not keep the others. */
function judged(found: Found, calendars: Calendars, now: number): Struck | null {
  try {
    const at = Math.max(now, found.state.lastAt, ...calendars.later.map((revision) => revision.at));
    const one = { found, brought: settleThrough(found.state, found.definition, calendars, at) };
    return one.brought.settled.length > 0 && isQuiet(one) ? one : null;
  } catch {
    return null;
  }
}

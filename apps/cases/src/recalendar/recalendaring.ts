// Brings every live case to the newest calendar, 500 at a time; those that another process holds are left to it, so that whoever is
// killed is followed by one who goes on. The door does the same to a case that is touched sooner: any order comes to the same.
import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { withContext } from '#platform/database';
import { type Brought, settleThrough } from '#rules/recalendar';
import { isTold } from '#rules/telling';
import { ActService } from '../act/act.service';
import { Announcer } from '../case/announcer';
import { FOUND, type Found, hintOf, isQuiet, type Struck, writeStruck } from '../act/write-struck';
import { type CalendarRevs } from '../case/record';
import { Rulebook } from '../case/rulebook';
import { CasesConfig } from '../config';

const BATCH = 500;
/** After so many judged the process does what else waits: five hundred at one go would keep its other loops, and whoever connects. */
const AT_ONE_GO = 20;
/** Then what was judged is written, ms: a transaction that waits idle for 5 s is ended, however busy the machine is. */
const ENOUGH_MS = 1_500;
const LANES = 2;
/** So many cases go through the door at once. */
const AT_ONCE = 4;
/** A case that throws is left alone for so long, doubling, ms. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [5_000, 3_600_000];

const OPEN = `INSERT INTO cases.recalendaring (rev) SELECT c.rev FROM registry_api.calendar c
  WHERE NOT EXISTS (SELECT FROM cases.recalendaring r WHERE r.rev = c.rev) ON CONFLICT DO NOTHING`;
const IS_OPEN = `SELECT r.rev, r.ended_at IS NULL OR EXISTS (
    SELECT FROM cases.approval_case c WHERE c.live AND c.calendar_rev < r.rev) AS "isOpen"
  FROM cases.recalendaring r ORDER BY r.rev DESC LIMIT 1`;
const READ = `
  SELECT ${FOUND} FROM cases.approval_case c
  WHERE c.live AND c.calendar_rev < $1 AND (c.calendar_rev, c.number) > ($2, $3) AND c.number <> ALL ($4::text[])
  ORDER BY c.calendar_rev, c.number LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
const COUNT = `UPDATE cases.recalendaring SET looked = looked + $2, changed = changed + $3, told = told + $4 WHERE rev = $1`;
// Ended = whoever is behind is one of those that failed; should anybody come after, the job is open again by that alone.
const CLOSE = `UPDATE cases.recalendaring r SET failed = behind.count, ended_at = coalesce(r.ended_at, platform.business_now())
  FROM (SELECT count(*) AS count, coalesce(bool_and(c.number = ANY ($2::text[])), true) AS "areFailed"
    FROM cases.approval_case c WHERE c.live AND c.calendar_rev < $1) behind
  WHERE r.rev = $1 AND behind."areFailed"`;

type Place = Pick<Found, 'held' | 'number'>;
/** A case for the door, and whether it will have changed and been told. */
interface ForTheDoor {
  number: string;
  isChanged: boolean;
  isTold: boolean;
}

const isMoved = ({ settled }: Brought) => settled.some(({ act }) => act === 'recalendar');

@Injectable()
export class Recalendaring {
  private readonly log = new Logger('recalendar');
  private readonly failures = new Map<string, { pause: number; at: number }>();
  private isStopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly rulebook: Rulebook,
    private readonly door: ActService,
    private readonly announcer: Announcer,
    private readonly config: CasesConfig,
  ) {}

  /** Ends after the batch under way. */
  stop(): void {
    this.isStopping = true;
  }

  /** Goes once through all cases that are behind; returns how many it looked at: 0 = there is nothing to do now. */
  async round(): Promise<number> {
    const rev = await withContext(this.database, 'relay', (manager) => this.open(manager));
    if (rev === null) return 0;
    // While Postgres writes the batch of one lane, the other judges the next.
    const looked = await Promise.all(Array.from({ length: LANES }, () => this.lane(rev)));
    if (!this.isStopping) {
      await withContext(this.database, 'relay', (manager) => manager.query(CLOSE, [rev, [...this.failures.keys()]]));
    }
    return looked.reduce((sum, n) => sum + n, 0);
  }

  /** Batch after batch in key order, up to the last case that nobody else holds. */
  private async lane(rev: number): Promise<number> {
    let looked = 0;
    let place: Place | undefined = { held: -1, number: '' };
    while (place && !this.isStopping) {
      const { last, plain, others } = await this.batch(rev, place);
      this.announcer.struck(plain.flatMap(hintOf));
      await this.throughTheDoor(rev, others);
      looked += plain.length + others.length;
      place = last;
    }
    return looked;
  }

  /** The newest revision, while anybody is behind it. */
  private async open(manager: EntityManager): Promise<number | null> {
    await manager.query(OPEN);
    const [newest] = await manager.query<{ rev: number; isOpen: boolean }[]>(IS_OPEN);
    return newest?.isOpen ? newest.rev : null;
  }

  /** One transaction: the next cases behind `place`. Those on which more is to be done than a batch can tell are left to the door. */
  private async batch(rev: number, place: Place) {
    return withContext(this.database, 'time', async (manager) => {
      const resting = [...this.failures].flatMap(([number, { at }]) => (at > Date.now() ? [number] : []));
      const rows = await manager.query<Found[]>(READ, [rev, place.held, place.number, resting]);
      const plain: Struck[] = [];
      const others: ForTheDoor[] = [];
      if (rows.length === 0) return { last: undefined, plain, others };
      const calendarsOf = await this.calendars(manager, rev);
      const enough = Date.now() + ENOUGH_MS;
      let last: Found | undefined;
      for (const [n, found] of rows.entries()) {
        if (n % AT_ONE_GO === 0) await letOthersGoOn();
        if (n > 0 && Date.now() > enough) break;
        last = found;
        const judged = await this.judged(found, calendarsOf);
        if ('found' in judged) plain.push(judged);
        else others.push(judged);
      }
      const [{ now }] = await manager.query<[{ now: Date }]>('SELECT platform.business_now() AS now');
      const { lookAfterMs } = this.config;
      const told = await writeStruck(manager, plain, { recordedAt: now.getTime(), lookAfterMs });
      await manager.query(COUNT, [rev, plain.length, plain.filter(({ brought }) => isMoved(brought)).length, told]);
      return { last, plain, others };
    });
  }

  /** The calendars up to `rev`, as a case sees them that holds an earlier one. */
  private async calendars(manager: EntityManager, rev: number) {
    const [{ revs }] = await manager.query<[{ revs: CalendarRevs }]>('SELECT cases.calendars_since(0) AS revs');
    const known = revs.later.filter((one) => one.rev <= rev);
    return (held: number) => this.rulebook.calendarsOf(manager, { held, later: known.filter((one) => one.rev > held) });
  }

  private async judged(
    found: Found,
    calendarsOf: (held: number) => ReturnType<Rulebook['calendarsOf']>,
  ): Promise<Struck | ForTheDoor> {
    const { number, state, definition, held } = found;
    try {
      const calendars = await calendarsOf(held);
      const at = Math.max(state.lastAt, ...calendars.later.map((revision) => revision.at));
      const brought = settleThrough(state, definition, calendars, at);
      if (isQuiet({ found, brought })) return { found, brought };
      return { number, isChanged: isMoved(brought), isTold: isTold(state, brought.state) };
    } catch {
      // The door meets the same fault, and it is told there: one case must not keep five hundred.
      return { number, isChanged: false, isTold: false };
    }
  }

  private async throughTheDoor(rev: number, cases: readonly ForTheDoor[]): Promise<void> {
    if (cases.length === 0) return;
    const waiting = [...cases];
    const done: ForTheDoor[] = [];
    const lane = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) if (await this.strike(one.number)) done.push(one);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const counts = [done.length, done.filter((one) => one.isChanged).length, done.filter((one) => one.isTold).length];
    await withContext(this.database, 'relay', (manager) => manager.query(COUNT, [rev, ...counts]));
  }

  private async strike(number: string): Promise<boolean> {
    try {
      await this.door.strike(number, false);
      this.failures.delete(number);
      return true;
    } catch (error) {
      const pause = Math.min(LONGEST_PAUSE, (this.failures.get(number)?.pause ?? FIRST_PAUSE / 2) * 2);
      this.failures.set(number, { pause, at: Date.now() + pause });
      this.log.error(error, `${number} could not be brought to the new calendar; it comes back after ${pause} ms`);
      return false;
    }
  }
}

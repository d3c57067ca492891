// Reads the table of turnaround and the applications behind its lines, for those who may see figures of the whole zone.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Page } from '#contracts/cases.dto';
import {
  DEFINITIONS,
  type TurnaroundCase,
  type TurnaroundCasesRequest,
  type TurnaroundRequest,
  type TurnaroundView,
} from '#contracts/oversight.dto';
import { Failure } from '#platform/failure';
import { type Counted, placeOf, talliesOf } from '#rules/tally';
import { MONTH_DAYS } from '#rules/turnaround';
import { figuresFrom, tableOf } from '#rules/turnaround-table';
import { caseFilterOf, groupsOf, partsOf, windowOf, writeCursor } from './question';
import { countedIn, daysOf, measuredBefore, sumsOf } from './tallies';

/** More lines, of some 600 bytes each, would not pass NATS as one message: ask for a shorter time, or by fewer groups. */
const MOST_LINES = 1_000;

const CASES = `
  SELECT number, numbers, kind, item, park, month, received_on::text AS "receivedOn", decided_on::text AS "decidedOn",
    decided_at::text AS "decidedAt", net, gross, paused_days AS "pausedDays", correction_days AS "correctionDays",
    is_extended AS "isExtended", is_on_time AS "isOnTime", yellow_cards AS "yellowCards", red_cards AS "redCards",
    revoked_cards AS "revokedCards", statutory, promised
  FROM oversight.turnaround
  WHERE kind = $1 AND decided_at >= coalesce($2::date::timestamp AT TIME ZONE 'Asia/Shanghai', '-infinity')
    AND decided_at < coalesce(($3::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', 'infinity')
    AND (decided_at, number) > ($4::timestamptz, $5)`;
const IN_ORDER = `ORDER BY decided_at, number LIMIT $6`;

@Injectable()
export class Turnarounds {
  constructor(private readonly database: DataSource) {}

  /** The table, all of it as of one position of the log. @throws Failure BAD_INPUT, or TOO_MANY_ROWS. */
  async table(request: TurnaroundRequest): Promise<TurnaroundView> {
    const by = groupsOf(request.by);
    const { from, to } = windowOf(request);
    const { months, spans } = partsOf({ from, to });
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const counted: Counted[] = [];
      for (const span of spans) counted.push(...(await countedIn(manager, by, span)));
      const ends = talliesOf(counted);
      const sums = [...(await sumsOf(manager, by, months)), ...ends];
      // Before the days are read: of more lines they would be many.
      if (new Set(sums.map((one) => placeOf(one, by))).size > MOST_LINES)
        throw new Failure('TOO_MANY_ROWS', { limit: MOST_LINES });
      const days = [...(await daysOf(manager, by, months)), ...ends];
      const before = await measuredBefore(manager);
      const [{ position }] = await manager.query<[{ position: string }]>('SELECT position FROM oversight.watermark');
      return {
        by,
        from,
        to,
        position: Number(position),
        rows: tableOf(sums, days, by, before),
        total: figuresFrom(sums, days, before),
        definitions: DEFINITIONS,
      };
    });
  }

  /** A page of the applications behind a line, in the order of their decisions. @throws Failure BAD_INPUT */
  async cases(request: TurnaroundCasesRequest): Promise<Page<TurnaroundCase>> {
    const { kind, item, park, from, to, after, limit } = caseFilterOf(request);
    // What is not asked for is not in the text: a statement that stays prepared is planned for any values.
    const asked = Object.entries({ item, park }).filter(([, code]) => code !== null);
    const codes = asked.map(([column], i) => `AND ${column} = $${i + 7}`).join(' ');
    const rows = await this.database.query<(Omit<TurnaroundCase, 'isWithinMonth'> & { decidedAt: string })[]>(
      `${CASES} ${codes} ${IN_ORDER}`,
      [kind, from, to, ...(after ?? ['-infinity', '']), limit + 1, ...asked.map(([, code]) => code)],
    );
    const last = rows[limit - 1];
    return {
      items: rows
        .slice(0, limit)
        .map(({ decidedAt: _, ...row }) => ({ ...row, isWithinMonth: row.gross <= MONTH_DAYS })),
      next: rows.length > limit && last ? writeCursor(last.decidedAt, last.number) : null,
    };
  }
}

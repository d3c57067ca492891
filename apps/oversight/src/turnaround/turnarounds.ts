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
import { type Group, MONTH_DAYS } from '#rules/turnaround';
import { type Counted, figuresOf, tableOf } from '#rules/turnaround-table';
import { caseFilterOf, groupsOf, windowOf, writeCursor } from './question';

/** More lines, of some 600 bytes each, would not pass NATS as one message: ask for a shorter time, or by fewer groups. */
const MOST_LINES = 1_000;

// Counted in Postgres, as far as nothing that the table tells is lost: rows of a million applications are too many to send.
const countedBy = (by: readonly Group[]) => `
  SELECT item, ${by.includes('park') ? 'park' : `'' AS park`}, ${by.includes('month') ? 'month' : `'' AS month`}, kind,
    cardinality(numbers) > 1 AS "isResubmitted", net, gross, paused_days AS "pausedDays", correction_days AS "correctionDays",
    is_extended AS "isExtended", is_on_time AS "isOnTime", yellow_cards AS "yellowCards", red_cards AS "redCards",
    revoked_cards AS "revokedCards", statutory, promised, count(*)::int AS times
  FROM oversight.turnaround
  WHERE kind <> 'BEFORE' AND ($1::date IS NULL OR decided_on >= $1) AND ($2::date IS NULL OR decided_on <= $2)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16`;

// Of all years: what was before the pilot does not depend on which months of the pilot are looked at.
const BEFORE = `
  SELECT item, sum(net)::int AS net, count(*)::int AS n FROM oversight.turnaround WHERE kind = 'BEFORE' GROUP BY item`;

const CASES = `
  SELECT number, numbers, kind, item, park, month, received_on::text AS "receivedOn", decided_on::text AS "decidedOn",
    decided_at::text AS "decidedAt", net, gross, paused_days AS "pausedDays", correction_days AS "correctionDays",
    is_extended AS "isExtended", is_on_time AS "isOnTime", yellow_cards AS "yellowCards", red_cards AS "redCards",
    revoked_cards AS "revokedCards", statutory, promised
  FROM oversight.turnaround
  WHERE kind = $1 AND ($2::text IS NULL OR item = $2) AND ($3::text IS NULL OR park = $3) AND ($4::text IS NULL OR month = $4)
    AND ($5::date IS NULL OR decided_on >= $5) AND ($6::date IS NULL OR decided_on <= $6)
    AND ($7::timestamptz IS NULL OR (decided_at, number) > ($7, $8))
  ORDER BY decided_at, number LIMIT $9`;

@Injectable()
export class Turnarounds {
  constructor(private readonly database: DataSource) {}

  /** The table, all of it as of one position of the log. @throws Failure BAD_INPUT, or TOO_MANY_ROWS. */
  async table(request: TurnaroundRequest): Promise<TurnaroundView> {
    const by = groupsOf(request.by);
    const { from, to } = windowOf(request);
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const counted = await manager.query<Counted[]>(countedBy(by), [from, to]);
      const measured = await manager.query<{ item: string; net: number; n: number }[]>(BEFORE);
      const [{ position }] = await manager.query<[{ position: string }]>('SELECT position FROM oversight.watermark');
      const before = new Map(measured.map(({ item, net, n }) => [item, { net, n }]));
      const rows = tableOf(counted, by, before);
      if (rows.length > MOST_LINES) throw new Failure('TOO_MANY_ROWS', { limit: MOST_LINES });
      return {
        by,
        from,
        to,
        position: Number(position),
        rows,
        total: figuresOf(counted, before),
        definitions: DEFINITIONS,
      };
    });
  }

  /** A page of the applications behind a line, in the order of their decisions. @throws Failure BAD_INPUT */
  async cases(request: TurnaroundCasesRequest): Promise<Page<TurnaroundCase>> {
    const { kind, item, park, month, from, to, after, limit } = caseFilterOf(request);
    const rows = await this.database.query<(Omit<TurnaroundCase, 'isWithinMonth'> & { decidedAt: string })[]>(CASES, [
      ...[kind, item, park, month, from, to],
      ...(after ?? [null, null]),
      limit + 1,
    ]);
    const last = rows[limit - 1];
    return {
      items: rows
        .slice(0, limit)
        .map(({ decidedAt: _, ...row }) => ({ ...row, isWithinMonth: row.gross <= MONTH_DAYS })),
      next: rows.length > limit && last ? writeCursor(last.decidedAt, last.number) : null,
    };
  }
}

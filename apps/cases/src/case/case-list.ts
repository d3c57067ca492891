// The cases of the enterprises that a person acts for, newest first, by keyset. What has come due is settled in memory, as in a view.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CaseListRequest, type CaseRow, type Page } from '#contracts/cases.dto';
import { withContext } from '#platform/database';
import { wireInstant } from '#platform/wire-instant';
import { type Mandate } from '#rules/access';
import { type Definition } from '#rules/definition';
import { type Calendars, settleThrough } from '#rules/recalendar';
import { type CaseState } from '#rules/state';
import { readCursor, writeCursor } from './cursor';
import { type CalendarRevs } from './record';
import { Rulebook } from './rulebook';

const DEFAULT_LIMIT = 50;

const ASKING = `
  SELECT cases.mandates_of($1) AS mandates,
    (extract(epoch FROM platform.business_now()) * 1000)::bigint AS now`;

// Enterprise by enterprise, each in the order of its index. The key travels as text: Postgres has microseconds, which a Date has not.
const PAGE = `
  SELECT number, item, park, applicant, state, definition, received_at::text AS "receivedAt",
    cases.calendars_since(calendar_rev) AS calendars
  FROM unnest($1::text[]) AS own(enterprise) CROSS JOIN LATERAL (
    SELECT * FROM cases.approval_case c WHERE c.applicant = own.enterprise AND (c.received_at, c.number) < ($2::timestamptz, $3)
    ORDER BY c.received_at DESC, c.number DESC LIMIT $4) page
  ORDER BY received_at DESC, number DESC LIMIT $4`;

interface Row extends Pick<CaseRow, 'number' | 'item' | 'park' | 'applicant'> {
  state: CaseState;
  definition: Definition;
  receivedAt: string;
  calendars: CalendarRevs;
}

@Injectable()
export class CaseList {
  constructor(
    private readonly database: DataSource,
    private readonly rulebook: Rulebook,
  ) {}

  /** A page of them. @throws Failure BAD_INPUT for a cursor that is none of ours. */
  async page({ person, cursor, limit = DEFAULT_LIMIT }: CaseListRequest): Promise<Page<CaseRow>> {
    const before = cursor === undefined ? ['infinity', ''] : readCursor(cursor, 2);
    return withContext(this.database, `person:${person}`, async (manager) => {
      const [{ mandates, now }] = await manager.query<[{ mandates: Mandate[]; now: string }]>(ASKING, [person]);
      const own = mandates.filter(({ role }) => role === 'APPLICANT').map(({ body }) => body);
      const rows = await manager.query<Row[]>(PAGE, [own, ...before, limit + 1]);
      const last = rows[limit - 1];
      const items: CaseRow[] = [];
      for (const row of rows.slice(0, limit)) {
        items.push(toCaseRow(row, await this.rulebook.calendarsOf(manager, row.calendars), Number(now)));
      }
      return {
        items,
        next: rows.length > limit && last ? writeCursor([last.receivedAt, last.number]) : null,
      };
    });
  }
}

function toCaseRow(row: Row, calendars: Calendars, now: number): CaseRow {
  const { number, item, park, applicant, state: stored, definition } = row;
  const { state } = settleThrough(stored, definition, calendars, Math.max(now, stored.lastAt));
  return {
    number,
    item,
    park,
    applicant,
    status: state.status,
    receivedAt: wireInstant(state.receivedAt),
    dueOn: state.endedAt === null ? (state.dates.due?.dueOn ?? null) : null,
    endedAt: state.endedAt === null ? null : wireInstant(state.endedAt),
  };
}

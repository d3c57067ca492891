// Work queues by keyset: the page after a cursor costs the same at any depth, and no row is shown twice.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type TaskListRequest, type TaskPage, type TaskView } from '#contracts/cases.dto';
import { withContext } from '#platform/database';
import { Failure } from '#platform/failure';
import { wireInstant } from '#platform/wire-instant';
import { queuesOf, type Mandate } from '#rules/access';
import { readCursor, writeCursor } from './cursor';

const DEFAULT_LIMIT = 50;

// Queue by queue, each in the order of its index: over several at once Postgres would read all of their tasks to sort them. One text a
// kind of desk, since a statement that stays prepared is planned for any. due_at travels as text: Postgres has microseconds and
// infinity, which a Date has not.
const pageOf = (onDesk: string) => `
  SELECT number, step, kind, queue, item, park, applicant, opened_at AS "openedAt", due_at::text AS due, card, assignee
  FROM unnest($1::text[]) AS own(name) CROSS JOIN LATERAL (
    SELECT t.*, c.item, c.park, c.applicant FROM cases.task t JOIN cases.approval_case c ON c.number = t.number
    WHERE t.closed_at IS NULL AND t.queue = own.name AND (t.due_at, t.number, t.step) > ($2::timestamptz, $3, $4) ${onDesk}
    ORDER BY t.due_at, t.number, t.step LIMIT $5) page
  ORDER BY due_at, number, step LIMIT $5`;
const PAGE = pageOf('');
const OF_NOBODY = pageOf('AND t.assignee IS NULL');
const OF_ONE = pageOf('AND t.assignee = $6');

type Row = Omit<TaskView, 'openedAt' | 'dueAt'> & { openedAt: Date; due: string };

@Injectable()
export class TaskList {
  constructor(private readonly database: DataSource) {}

  /**
   * Open tasks of one queue, or of all of the person's own, earliest due first; of one desk, or of none, if so asked.
   * @throws Failure QUEUE_UNKNOWN for a queue that is not the person's; BAD_INPUT for a cursor that is none of ours.
   */
  async page({ person, queue, desk, cursor, limit = DEFAULT_LIMIT }: TaskListRequest): Promise<TaskPage> {
    const after = cursor === undefined ? ['-infinity', '', ''] : readCursor(cursor, 3);
    const onDesk = desk === undefined || desk === 'nobody' ? desk : `person:${desk === 'me' ? person : desk}`;
    return withContext(this.database, `person:${person}`, async (manager) => {
      const [{ mandates, now, isMoved }] = await manager.query<[{ mandates: Mandate[]; now: Date; isMoved: boolean }]>(
        `SELECT cases.mandates_of($1) AS mandates, platform.business_now() AS now, ahead > interval '0' AS "isMoved" FROM platform.business_time`,
        [person],
      );
      const own = queuesOf(mandates);
      if (queue !== undefined && !own.includes(queue)) throw new Failure('QUEUE_UNKNOWN', { queue });
      const queues = queue === undefined ? own : [queue];
      const text = onDesk === undefined ? PAGE : onDesk === 'nobody' ? OF_NOBODY : OF_ONE;
      const values = [queues, ...after, limit + 1, ...(text === OF_ONE ? [onDesk] : [])];
      const rows = await manager.query<Row[]>(text, values);
      const last = rows[limit - 1];
      return {
        items: rows.slice(0, limit).map(toTaskView),
        next: rows.length > limit && last ? writeCursor([last.due, last.number, last.step]) : null,
        now: wireInstant(now.getTime()),
        timeIsMoved: isMoved,
      };
    });
  }
}

function toTaskView({ openedAt, due, ...row }: Row): TaskView {
  const dueAt = due === 'infinity' ? null : wireInstant(Date.parse(due));
  return { ...row, openedAt: wireInstant(openedAt.getTime()), dueAt };
}

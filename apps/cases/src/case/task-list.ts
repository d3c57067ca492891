// Work queues by keyset: the page after a cursor costs the same at any depth, and no row is shown twice.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Page, type TaskListRequest, type TaskView } from '#contracts/cases.dto';
import { withContext } from '#platform/database';
import { Failure } from '#platform/failure';
import { queuesOf, type Mandate } from '#rules/access';
import { wireInstant } from './case-view';
import { Task } from './task.entity';

const DEFAULT_LIMIT = 50;
const LAST = '9999-12-31T00:00:00.000Z';

@Injectable()
export class TaskList {
  constructor(private readonly database: DataSource) {}

  /**
   * Open tasks of one queue, or of all of the person's own, earliest due first.
   * @throws Failure QUEUE_UNKNOWN for a queue that is not the person's; BAD_INPUT for a cursor that is none of ours.
   */
  async page({ person, queue, cursor, limit = DEFAULT_LIMIT }: TaskListRequest): Promise<Page<TaskView>> {
    const after = cursor === undefined ? null : readCursor(cursor);
    return withContext(this.database, `person:${person}`, async (manager) => {
      const [{ mandates }] = await manager.query<[{ mandates: Mandate[] }]>(
        'SELECT cases.mandates_of($1) AS mandates',
        [person],
      );
      const own = queuesOf(mandates);
      if (queue !== undefined && !own.includes(queue)) throw new Failure('QUEUE_UNKNOWN', { queue });
      const query = manager
        .createQueryBuilder(Task, 't')
        .innerJoin('cases.approval_case', 'c', 'c.number = t.number')
        .addSelect(['c.item', 'c.park', 'c.applicant'])
        .where('t.closed_at IS NULL AND t.queue = ANY (:queues)', { queues: queue === undefined ? own : [queue] })
        .orderBy(`coalesce(t.due_at, '${LAST}')`)
        .addOrderBy('t.number')
        .addOrderBy('t.step')
        .limit(limit + 1);
      if (after) {
        query.andWhere(
          `(coalesce(t.due_at, '${LAST}'), t.number, t.step) > (:due::timestamptz, :number, :step)`,
          after,
        );
      }
      const { entities, raw } = await query.getRawAndEntities<{ item: string; park: string; applicant: string }>();
      const views = entities.map((task, index) => toTaskView(task, raw[index]!));
      return { items: views.slice(0, limit), next: views.length > limit ? writeCursor(entities[limit - 1]!) : null };
    });
  }
}

function toTaskView(
  task: Task,
  { item, park, applicant }: { item: string; park: string; applicant: string },
): TaskView {
  const { number, step, kind, queue, openedAt, dueAt, card } = task;
  return {
    number,
    step,
    kind,
    queue,
    item,
    park,
    applicant,
    openedAt: wireInstant(openedAt.getTime()),
    dueAt: dueAt && wireInstant(dueAt.getTime()),
    card,
  };
}

const writeCursor = ({ dueAt, number, step }: Task) =>
  Buffer.from(JSON.stringify([dueAt?.toISOString() ?? LAST, number, step])).toString('base64url');

function readCursor(cursor: string): { due: string; number: string; step: string } {
  try {
    const [due, number, step] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    if (due && number && step && !Number.isNaN(Date.parse(due))) return { due, number, step };
  } catch {
    // falls through: whatever it was, it was none of ours
  }
  throw new Failure('BAD_INPUT', {}, [
    { pointer: '/cursor', code: 'CURSOR', zh: '无效的翻页标记', en: 'is no cursor of this list' },
  ]);
}

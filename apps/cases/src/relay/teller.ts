// Tells workflows the newest facts: conduct rows with seq > told_seq -> signalWithStart. No lock is held over a call.
import { type Client } from '@temporalio/client';
import { type Logger } from 'pino';
import { type DataSource } from 'typeorm';
import { type BundleFacts } from '#rules/bundle';
import { type Facts, watchedBy } from '#rules/telling';
import { withDeadline } from '#platform/temporal';
import { conductedBy, type ConductKind } from '../case/workflow-id';
import { type Manner } from '../workflow/work';

const AT_ONCE = 8;
const PAGE = 200;

/** The task queue of an installation. */
export function taskQueue(prefix: string): string {
  return `${prefix}cases`;
}

/** A conduct row as it is told. `wakeAt` is a real instant: bigint, as text. */
export interface ConductRow {
  workflowId: string;
  seq: number;
  facts: Pick<Facts, 'phase' | 'open'> | Pick<BundleFacts, 'phase' | 'order'>;
  wakeAt: string | null;
}

/** The columns of a `ConductRow`. */
export const CONDUCT_COLUMNS = `workflow_id AS "workflowId", seq, facts,
    (extract(epoch FROM wake_at - (SELECT ahead FROM platform.business_time)) * 1000)::bigint AS "wakeAt"`;

/** The facts of a row, as a workflow hears them. */
export function toFacts({ workflowId, seq, facts, wakeAt }: ConductRow): Facts | BundleFacts {
  return { id: workflowId, seq, ...facts, wakeAt: watchedBy(facts.phase, wakeAt === null ? null : Number(wakeAt)) };
}

/** Under which name the worker has the workflow (`workflow/workflows.ts`). */
const WORKFLOW: Readonly<Record<ConductKind, string>> = { approval: 'approvalCase', bundle: 'bundle' };

/**
 * Notes what workflows have heard; an older note never undoes a newer one. A row that an act holds is passed over: it has something newer to
 * tell in a moment, and many rows are never waited for one after the other.
 */
export async function noteTold(database: DataSource, rows: readonly Pick<ConductRow, 'workflowId' | 'seq'>[]) {
  if (rows.length === 0) return;
  await database.query(NOTE_TOLD, [rows.map(({ workflowId }) => workflowId), rows.map(({ seq }) => seq)]);
}

const NOTE_TOLD = `
  WITH told AS (
    SELECT workflow_id, ($2::int[])[array_position($1::text[], workflow_id)] AS seq FROM cases.conduct
    WHERE workflow_id = ANY ($1::text[]) FOR UPDATE SKIP LOCKED
  )
  UPDATE cases.conduct o SET told_seq = greatest(told_seq, told.seq) FROM told WHERE o.workflow_id = told.workflow_id`;

const UNTOLD = `SELECT ${CONDUCT_COLUMNS}
  FROM cases.conduct WHERE seq > told_seq AND workflow_id <> ALL ($1::text[]) ORDER BY look_after LIMIT ${PAGE}`;

export class Teller {
  /** Rows that failed on their own account, and when to try them again (real clock): they do not hold up the others. */
  private readonly later = new Map<string, { at: number; pause: number }>();

  constructor(
    private readonly database: DataSource,
    private readonly temporal: Client,
    private readonly queue: string,
    private readonly log: Logger,
  ) {}

  /** One round; returns whether there are more, as a number of workflows. */
  async round(): Promise<number> {
    // Left out of the question itself: however many fail, they hide no other. Their strikes wait for nothing, so `look_after` stays.
    const waiting = [...this.later].filter(([, { at }]) => at > Date.now()).map(([workflowId]) => workflowId);
    const ready = await this.database.query<ConductRow[]>(UNTOLD, [waiting]);
    const isFull = ready.length === PAGE;
    const told: ConductRow[] = [];
    const next = async (): Promise<void> => {
      for (let row = ready.shift(); row; row = ready.shift()) if (await this.tell(row)) told.push(row);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    await noteTold(this.database, told);
    return isFull ? told.length : 0;
  }

  private async tell(row: ConductRow): Promise<boolean> {
    try {
      await signal(this.temporal, this.queue, toFacts(row));
      this.later.delete(row.workflowId);
      return true;
    } catch (error) {
      const pause = Math.min(60_000, (this.later.get(row.workflowId)?.pause ?? 125) * 2);
      this.later.set(row.workflowId, { at: Date.now() + pause, pause });
      this.log.warn({ workflowId: row.workflowId, err: String(error), pause }, 'a workflow could not be told');
      return false;
    }
  }
}

/**
 * Starts the workflow or tells it, in one call. One that is closed starts a run that ends at once.
 * `restart` terminates a running one first: it begins again from the same facts.
 */
export async function signal(
  temporal: Client,
  queue: string,
  facts: Facts | BundleFacts,
  restart = false,
): Promise<void> {
  const workflow = WORKFLOW[conductedBy(facts.id).kind];
  await withDeadline<unknown>(temporal, () =>
    restart
      ? temporal.workflow.start(workflow, {
          ...startOptions(queue, facts),
          workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        })
      : temporal.workflow.signalWithStart(workflow, {
          ...startOptions(queue, facts),
          signal: 'told',
          signalArgs: [facts],
        }),
  );
}

const MANNER: Manner = { atOnce: true };

const startOptions = (queue: string, facts: Facts | BundleFacts) => ({
  workflowId: facts.id,
  taskQueue: queue,
  args: [facts, MANNER] as [Facts | BundleFacts, Manner],
  workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
  staticSummary: conductedBy(facts.id).number,
});

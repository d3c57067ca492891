// Histories of workflows, kept for `replay.spec.ts`: `UPDATE_HISTORIES=1`, after a change of the workflows. Those of releases before stay.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

/** Where they lie. */
export const HISTORIES = join(__dirname, '../histories');

interface Payloads {
  payloads?: { data?: string }[];
}
/** A history as it is kept; of its events only what tells its shape. */
export interface History {
  events: {
    workflowExecutionStartedEventAttributes?: { input?: Payloads };
    workflowExecutionSignaledEventAttributes?: { input?: Payloads };
    activityTaskScheduledEventAttributes?: { activityType: { name: string } };
    activityTaskCompletedEventAttributes?: { result?: Payloads };
    workflowExecutionContinuedAsNewEventAttributes?: object;
  }[];
}

/** The history of a run, the newest if none is named. */
async function historyOf(temporal: Client, workflowId: string, runId?: string): Promise<History> {
  const history = historyToJSON(await temporal.workflow.getHandle(workflowId, runId).fetchHistory());
  // Where a failure was thrown is a place on one machine, and nothing that a replay asks for.
  return JSON.parse(history, (key, value: unknown) => (key === 'stackTrace' ? '' : value)) as History;
}

/** The way that a run went: the stages that it was told of and the work that it had done, each once where it repeats. */
export function shapeOf({ events }: History): string[] {
  const way = events.flatMap((event): string[] => {
    const told =
      event.workflowExecutionStartedEventAttributes?.input ??
      event.workflowExecutionSignaledEventAttributes?.input ??
      event.activityTaskCompletedEventAttributes?.result;
    const work = event.activityTaskScheduledEventAttributes?.activityType.name;
    if (work) return [work];
    if (event.workflowExecutionContinuedAsNewEventAttributes) return ['continued'];
    const facts = told?.payloads?.map(({ data }) => Buffer.from(data ?? '', 'base64').toString()) ?? [];
    return facts.flatMap((text) => /"phase":"([a-z]+)"/.exec(text)?.[1] ?? []);
  });
  return way.filter((step, n) => step !== way[n - 1]);
}

/** Keeps the history of a run under a name of its own. */
export async function keepHistory(temporal: Client, name: string, workflowId: string, runId?: string): Promise<void> {
  if (process.env['UPDATE_HISTORIES']) await write(name, await historyOf(temporal, workflowId, runId));
}

/** Keeps one history of each shape that the newest runs of these workflows have and that is not kept yet, under the name of its way. */
export async function keepShapes(temporal: Client, workflowIds: readonly string[]): Promise<void> {
  if (!process.env['UPDATE_HISTORIES']) return;
  const kept = new Set(await readdir(HISTORIES));
  for (const workflowId of workflowIds) {
    // What had ended before Temporal's databases were dropped is gone with them.
    const history = await historyOf(temporal, workflowId).catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    });
    if (!history) continue;
    const name = `way-${shapeOf(history).join('-')}`;
    // What people do in turns has no end of ways: the short ones show every step.
    if (name.length > 90 || kept.has(`${name}.json`)) continue;
    kept.add(`${name}.json`);
    await write(name, history);
  }
}

async function write(name: string, history: History): Promise<void> {
  await mkdir(HISTORIES, { recursive: true });
  await writeFile(join(HISTORIES, `${name}.json`), JSON.stringify(history));
}

// Histories of workflows, kept for `replay.spec.ts`: `UPDATE_HISTORIES=1`, after a change of the workflows. Those of releases before stay.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

/** What gRPC answers of a workflow that is not there. */
const NOT_FOUND = 5;

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
    markerRecordedEventAttributes?: { markerName: string; details: { data?: Payloads; result?: Payloads } };
    workflowExecutionContinuedAsNewEventAttributes?: object;
  }[];
}

/** The history of a run, the newest if none is named. */
export async function historyOf(temporal: Client, workflowId: string, runId?: string): Promise<History> {
  const history = historyToJSON(await temporal.workflow.getHandle(workflowId, runId).fetchHistory());
  // Where a failure was thrown is a place on one machine, and nothing that a replay asks for.
  return JSON.parse(history, (key, value: unknown) => (key === 'stackTrace' ? '' : value)) as History;
}

const textsOf = (payloads?: Payloads) =>
  payloads?.payloads?.map(({ data }) => Buffer.from(data ?? '', 'base64').toString()) ?? [];

type Event = History['events'][number];

/** The work that an event has done: an activity, or `.now` if it was done within the workflow's own task. */
function workOf({ markerRecordedEventAttributes: marker, activityTaskScheduledEventAttributes: activity }: Event) {
  if (activity) return [activity.activityType.name];
  const text = textsOf(marker?.details.data).join('');
  return [...text.matchAll(/"activity_type":"(\w+)"/g)].map(([, name]) => `${name}.now`);
}

/** The work that a run had done, in order. */
export const allWorkOf = ({ events }: History): string[] => events.flatMap(workOf);

/** The way that a run went: the stages that it was told of and the work that it had done, each once where it repeats. */
export function shapeOf({ events }: History): string[] {
  const way = events.flatMap((event): string[] => {
    const told =
      event.workflowExecutionStartedEventAttributes?.input ??
      event.workflowExecutionSignaledEventAttributes?.input ??
      event.activityTaskCompletedEventAttributes?.result ??
      event.markerRecordedEventAttributes?.details.result;
    if (event.workflowExecutionContinuedAsNewEventAttributes) return ['continued'];
    const stages = textsOf(told).flatMap((text) => /"phase":"([a-z]+)"/.exec(text)?.[1] ?? []);
    return [...workOf(event), ...stages];
  });
  return way.filter((step, n) => step !== way[n - 1]);
}

/** Keeps the history of a run under a name of its own, beside those of other shapes that releases before have left under it. */
export async function keepHistory(temporal: Client, name: string, workflowId: string, runId?: string): Promise<void> {
  if (!process.env['UPDATE_HISTORIES']) return;
  const history = await historyOf(temporal, workflowId, runId);
  const shape = JSON.stringify(shapeOf(history));
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? name : `${name}-${n}`;
    const file = join(HISTORIES, `${free}.json`);
    if (!existsSync(file)) return write(free, history);
    if (JSON.stringify(shapeOf(JSON.parse(await readFile(file, 'utf8')) as History)) === shape) return;
  }
}

/** Keeps one history of each shape that the newest runs of these workflows have and that is not kept yet, under the name of its way. */
export async function keepShapes(temporal: Client, workflowIds: readonly string[]): Promise<void> {
  if (!process.env['UPDATE_HISTORIES']) return;
  const kept = new Set(await readdir(HISTORIES));
  for (const workflowId of workflowIds) {
    // What had ended before Temporal's databases were dropped is gone with them.
    const history = await historyOf(temporal, workflowId).catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError || (error as { code?: number }).code === NOT_FOUND) return null;
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

// Workflows are conducted in the order of their waiting, also where a worker asks with one poller alone.
import { randomUUID } from 'node:crypto';
import { temporalClient, withDeadline } from '#platform/temporal';

const NAMESPACE = 'yuanban';
const WAITING = 24;
/** The shards of Temporal hand over what was started at nearly the same time in no fixed order. */
const AT_MOST = 4;

it('conducts first what has waited longest', async () => {
  const client = temporalClient(process.env['TEST_TEMPORAL_ADDRESS']!, NAMESPACE);
  const taskQueue = `order-${randomUUID()}`;
  const ids = Array.from({ length: WAITING }, (_, n) => `${taskQueue}/${n}`);
  const { workflowService } = client.connection;
  const started: string[] = [];
  try {
    for (const workflowId of ids) {
      await withDeadline(client, () => client.workflow.start('waits', { workflowId, taskQueue }), 10_000);
      started.push(workflowId);
    }
    const conducted: (string | null | undefined)[] = [];
    while (conducted.length < WAITING) {
      const request = { namespace: NAMESPACE, taskQueue: { name: taskQueue }, identity: 'one poller' };
      const { workflowExecution } = await withDeadline(
        client,
        () => workflowService.pollWorkflowTaskQueue(request),
        30_000,
      );
      conducted.push(workflowExecution?.workflowId);
    }
    const overtaken = ids.map((id, n) => conducted.indexOf(id) - n);
    expect(new Set(conducted)).toEqual(new Set(ids));
    expect(overtaken.filter((places) => places > AT_MOST)).toEqual([]);
  } finally {
    for (const id of started) await withDeadline(client, () => client.workflow.getHandle(id).terminate(), 10_000);
    await client.connection.close();
  }
}, 60_000);

// The workflows of a house of the bench as Temporal has them: which still run, what their histories cost, how late each was told.
// @ts-check
import { temporalClient, withDeadline } from '#platform/temporal';
import { round, spread } from './figures.mjs';
import { ACTS, TOLD } from './permits.mjs';

const AT_ONCE = 8;
const SAMPLE = 100;
const DEADLINE_MS = 30_000;

/** @typedef {{ seq: number, at: number }} Heard  the facts of a signal, and when it came, epoch ms */
/**
 * Of a sample of cases: runs, signals, workflow tasks and events of one, and how long after the commit of an event that calls for a telling
 * the signal stands in the history (of all, and the middle one of each telling). `certificateMs` = from the decision to the certificate, of
 * every case: a workflow that was told may still be long in acting on it.
 * @typedef {{ cases: number, runs: number, signals: number, workflowTasks: number, events: number,
 *   lagMs: ReturnType<typeof spread>, lagByTellingMs: number[], certificateMs: ReturnType<typeof spread> }} Told
 */

export class Workflows {
  #client;
  #prefix;
  #database;

  /** @param {import('./house.mjs').House} house */
  constructor({ env, database }) {
    this.#client = temporalClient(env['TEMPORAL_ADDRESS'] ?? '', env['TEMPORAL_NAMESPACE'] ?? '');
    this.#prefix = `${env['NATS_PREFIX']}case/`;
    this.#database = database;
  }

  async close() {
    await this.#client.connection.close();
  }

  /** @template T @param {() => Promise<T>} call @returns {Promise<T>} */
  #call(call) {
    return withDeadline(this.#client, call, DEADLINE_MS);
  }

  /** How many there are, or how many of one status. @param {'Running' | 'any'} which */
  async count(which) {
    const query = `WorkflowId STARTS_WITH "${this.#prefix}"`;
    const of = which === 'any' ? query : `${query} AND ExecutionStatus = "${which}"`;
    return (await this.#call(() => this.#client.workflow.count(of))).count;
  }

  /** Has it heard all, and is nothing of it under way? @param {string} number */
  async isAtRest(number) {
    const { rows } = await this.#database.query('SELECT FROM cases.conduct WHERE number = $1 AND seq > told_seq', [
      number,
    ]);
    if (rows.length > 0) return false;
    const handle = this.#client.workflow.getHandle(this.#prefix + number);
    const { raw } = await this.#call(() => handle.describe());
    return !raw.pendingWorkflowTask && (raw.pendingActivities ?? []).length === 0;
  }

  /** Deletes all that have ended, as retention would. @returns {Promise<number>} how many */
  async erase() {
    const { workflowService } = this.#client.connection;
    const namespace = this.#client.options.namespace;
    const ended = await this.#list(`WorkflowId STARTS_WITH "${this.#prefix}" AND ExecutionStatus != "Running"`);
    await atOnce(ended, async (workflowExecution) => {
      await this.#call(() => workflowService.deleteWorkflowExecution({ namespace, workflowExecution }));
    });
    return ended.length;
  }

  /** Reads the histories of some of these cases, of all their runs. @param {readonly string[]} numbers @returns {Promise<Told>} */
  async told(numbers) {
    const step = Math.max(1, Math.floor(numbers.length / SAMPLE));
    const sample = numbers.filter((_, n) => n % step === 0).slice(0, SAMPLE);
    const { rows } = await this.#database.query(
      `SELECT number, no, extract(epoch FROM recorded_at)::float8 * 1000 AS at FROM cases.case_event
       WHERE number = ANY ($1) AND no = ANY ($2)`,
      [sample, TOLD],
    );
    const runs = await this.#list(`WorkflowId IN (${sample.map((number) => `"${this.#prefix}${number}"`).join()})`);
    /** @type {Map<string, Heard[]>} */ const heard = new Map(sample.map((number) => [number, []]));
    let workflowTasks = 0;
    let events = 0;
    await atOnce(runs, async ({ workflowId, runId }) => {
      const handle = this.#client.workflow.getHandle(workflowId, runId);
      const history = (await this.#call(() => handle.fetchHistory())).events ?? [];
      events += history.length;
      workflowTasks += history.filter((event) => event.workflowTaskCompletedEventAttributes).length;
      const signals = history.filter((event) => event.workflowExecutionSignaledEventAttributes);
      heard.get(workflowId.slice(this.#prefix.length))?.push(...signals.map(heardIn));
    });
    const lags = TOLD.map((no) =>
      rows
        .filter((row) => row.no === no)
        .map(({ number, at }) => {
          // Told together with a later one, it was told then.
          const tellings = (heard.get(number) ?? []).filter(({ seq }) => seq >= no).map((told) => told.at - at);
          if (tellings.length === 0) throw new Error(`event ${no} of ${number} was never told`);
          return Math.min(...tellings);
        }),
    );
    const { rows: certified } = await this.#database.query(
      `SELECT extract(epoch FROM c.recorded_at - d.recorded_at)::float8 * 1000 AS ms FROM cases.case_event c
       JOIN cases.case_event d ON d.number = c.number AND d.no = $2 WHERE c.number = ANY ($1) AND c.no = $2 + 1`,
      [numbers, ACTS],
    );
    const mean = (/** @type {number} */ sum) => round(sum / sample.length, 2);
    return {
      cases: sample.length,
      runs: mean(runs.length),
      signals: mean([...heard.values()].flat().length),
      workflowTasks: mean(workflowTasks),
      events: mean(events),
      lagMs: spread(lags.flat()),
      lagByTellingMs: lags.map((some) => spread(some).p50),
      certificateMs: spread(certified.map(({ ms }) => ms)),
    };
  }

  /** @param {string} query */
  async #list(query) {
    const found = [];
    for await (const { workflowId, runId } of this.#client.workflow.list({ query })) found.push({ workflowId, runId });
    return found;
  }
}

/** Which facts a signal told, and when. @param {NonNullable<Awaited<ReturnType<import('@temporalio/client').WorkflowHandle['fetchHistory']>>['events']>[number]} event @returns {Heard} */
function heardIn({ eventTime, workflowExecutionSignaledEventAttributes: signal }) {
  const facts = JSON.parse(Buffer.from(signal?.input?.payloads?.[0]?.data ?? []).toString());
  return { seq: Number(facts.seq), at: Number(eventTime?.seconds) * 1_000 + (eventTime?.nanos ?? 0) / 1e6 };
}

/** @template T @param {readonly T[]} all @param {(one: T) => Promise<void>} work */
async function atOnce(all, work) {
  const left = [...all];
  const next = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

// What may be taken away from a case in mid-review without anything being lost or done twice: the worker for three days,
// Temporal with its databases, the relay between its signal and its note of it.
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { restartAll } from '../../apps/cases/src/relay/restart';
import { taskQueue } from '../../apps/cases/src/relay/teller';
import { wireTo } from '../network';
import { until } from '../processes';
import { PARK, personId } from '../story';
import { conductedInstallation, LATE_WAY, type Conducted } from './conducted';
import { keepHistory } from './histories';
import { ownTemporal } from './own-temporal';

const window = `window.${PARK}`;
const decider = `decider.${PARK}`;

/** The way of a late department, with something taken away and given back at two points. */
async function lateWay(yuanban: Conducted, away: () => Promise<void>, back: () => Promise<void>): Promise<string> {
  const { story, at, recorded } = yuanban;
  await at('2034-03-06 09:00');
  const { number } = await story.file();
  await at('2034-03-06 10:00');
  await story.act(number, window, 'accept');
  await at('2034-03-07 10:00');
  await story.opinion(number, 'civil-defence');
  await yuanban.settled(number);
  await away();
  await story.opinion(number, 'fire');
  await at('2034-03-09 00:00');
  await recorded(number, 'case.yellow-carded.v1');
  await at('2034-03-11 00:00');
  await recorded(number, 'case.red-carded.v1');
  await back();
  await at('2034-03-14 00:00');
  await recorded(number, 'case.escalated.v1');
  await at('2034-03-14 10:00');
  await story.opinion(number, 'water');
  await story.act(number, decider, 'decide', { outcome: 'GRANT' });
  await yuanban.conducted(number);
  return number;
}

describe('the worker stopped for days of business time', () => {
  let yuanban: Conducted;
  beforeAll(async () => {
    yuanban = await conductedInstallation({ LOOK_AFTER_MS: '1000' });
  }, 180_000);
  afterAll(() => yuanban?.close());

  it('people go on, acts of time are recorded at their legal instants, and only the workflow’s own story waits', async () => {
    let waiting = '';
    const number = await lateWay(
      yuanban,
      () => yuanban.worker.stop(),
      async () => {
        const { raw, status } = await yuanban.temporal.workflow
          .getHandle(yuanban.door.workflowId(await only()))
          .describe();
        waiting = `${status.name} with ${raw.pendingWorkflowTask ? 'a workflow task that nobody takes' : 'nothing pending'}`;
        await yuanban.startWorker();
      },
    );
    expect(waiting).toBe('RUNNING with a workflow task that nobody takes');
    expect(await yuanban.lines(number)).toEqual(LATE_WAY);
  }, 240_000);

  const only = async () =>
    (await yuanban.place.sql<{ number: string }>('SELECT number FROM cases.approval_case'))[0]!.number;
});

describe('the worker killed while it makes certificates', () => {
  it('leaves each grant one certificate, its numbers without a gap, also where a run was started anew meanwhile', async () => {
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '1000' });
    const { place, story, temporal, door } = yuanban;
    try {
      const numbers: string[] = [];
      for (let n = 0; n < 4; n += 1) numbers.push(await story.inDecision());
      await Promise.all(numbers.map((number) => story.act(number, decider, 'decide', { outcome: 'GRANT' })));
      await until(
        'the worker is at it',
        async () => (await place.sql('SELECT 1 FROM cases.instrument_file')).length > 0,
      );
      yuanban.worker.kill('SIGKILL');
      await yuanban.worker.ended;
      const database = await new DataSource(
        databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 2 }),
      ).initialize();
      await restartAll(database, temporal, taskQueue(place.prefix), { after: '', perSecond: 100, show: () => true });
      await database.destroy();
      await yuanban.startWorker();
      await yuanban.startWorker(); // and a second one beside it
      for (const number of numbers) await yuanban.recorded(number, 'case.certified.v1');
      for (const number of numbers) await yuanban.conducted(number);
      const certified = await place.sql(
        `SELECT number FROM cases.case_event WHERE type = 'case.certified.v1' ORDER BY number`,
      );
      expect(certified).toEqual([...numbers].sort().map((number) => ({ number })));
      const serials = await place.sql(`SELECT serial FROM cases.instrument WHERE kind = 'certificate' ORDER BY serial`);
      expect(serials).toEqual(numbers.map((_, n) => ({ serial: n + 1 })));
      const [file] = await place.sql(`SELECT count(*)::int AS files FROM cases.instrument_file`);
      expect(file).toEqual({ files: numbers.length });
      expect(await door.strike(numbers[0]!, false)).toMatchObject({ phase: 'closed' });
    } finally {
      await yuanban.close();
    }
  }, 240_000);

  it('what nobody made is looked after: the reconciler has the workflow told again', async () => {
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '1000' });
    const { place, story } = yuanban;
    try {
      const number = await story.inDecision();
      yuanban.worker.kill('SIGKILL');
      await yuanban.worker.ended;
      await story.act(number, decider, 'decide', { outcome: 'GRANT' });
      const untold = () => place.sql('SELECT 1 FROM cases.conduct WHERE number = $1 AND seq > told_seq', [number]);
      await until('the workflow was told', async () => (await untold()).length === 0);
      // Its run is gone, as after a fault of Temporal that nobody noticed.
      await yuanban.temporal.workflow.getHandle(yuanban.door.workflowId(number)).terminate('lost');
      await yuanban.startWorker();
      await place.sql(
        `SELECT platform.move_time(clock_timestamp() + ahead + interval '6 minutes') FROM platform.business_time`,
      );
      await yuanban.recorded(number, 'case.certified.v1');
    } finally {
      await yuanban.close();
    }
  }, 240_000);
});

describe('Temporal’s databases dropped in mid-review', () => {
  it('leave the same acts at the same instants, nothing twice', async () => {
    const temporal = await ownTemporal();
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '1000', TEMPORAL_ADDRESS: temporal.address });
    try {
      const number = await lateWay(yuanban, temporal.erase, temporal.startEmpty);
      expect(await yuanban.lines(number)).toEqual(LATE_WAY);
    } finally {
      await yuanban.close();
      await temporal.close();
    }
  }, 300_000);
});

describe('a release that old histories do not replay on', () => {
  it('starts open workflows again from facts: nothing is lost, nothing happens twice', async () => {
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '60000' });
    const { place, temporal, door, story } = yuanban;
    const runOf = async (number: string) =>
      (await temporal.workflow.getHandle(door.workflowId(number)).describe()).runId;
    try {
      await yuanban.at('2034-03-06 09:00');
      const numbers = [await story.inReview(), (await story.file()).number];
      const [ended] = [await story.inDecision()];
      await story.act(ended, decider, 'decide', { outcome: 'GRANT' });
      for (const number of numbers) await yuanban.settled(number);
      await yuanban.conducted(ended);
      const before = await Promise.all([...numbers, ended].map(runOf));
      const database = await new DataSource(
        databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 2 }),
      ).initialize();
      const how = { after: '', perSecond: 100, show: () => true };
      expect(await restartAll(database, temporal, taskQueue(place.prefix), how)).toEqual({
        restarted: 2,
        last: numbers[1],
      });
      await database.destroy();
      const after = await Promise.all([...numbers, ended].map(runOf));
      expect(after.map((run, n) => run === before[n])).toEqual([false, false, true]);
      await yuanban.at('2034-03-09 00:00');
      for (const number of numbers) await yuanban.recorded(number, 'case.yellow-carded.v1');
      expect(await yuanban.lines(numbers[1]!)).toEqual(['03-06 09:00 filed', '03-09 00:00 *yellow-carded']);
    } finally {
      await yuanban.close();
    }
  }, 240_000);
});

describe('a certificate that is ordered anew while the answer about the former is on its way', () => {
  it('is made out too', async () => {
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '60000' });
    const { place, story, door } = yuanban;
    const wire = await wireTo(`temporal://${place.env['TEMPORAL_ADDRESS']}`);
    const holder = new Client({ connectionString: place.databaseUrl });
    await holder.connect();
    try {
      await yuanban.worker.stop();
      const number = await story.inDecision();
      await story.act(number, decider, 'decide', { outcome: 'GRANT' });
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM cases.approval_case WHERE number = $1 FOR UPDATE', [number]);
      place.env['TEMPORAL_ADDRESS'] = new URL(wire.url).host; // the worker's alone: the relay tells by its own
      await yuanban.startWorker();
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await until('the worker waits for the case', async () => (await place.sql(waiting)).length > 0);
      wire.hold();
      await holder.query('ROLLBACK');
      await yuanban.recorded(number, 'case.certified.v1');
      await story.act(number, decider, 'correct-certificate', { fields: [], reason: '持证人名称已变更' });
      await until(
        'it is told',
        async () => (await place.sql('SELECT 1 FROM cases.conduct WHERE seq > told_seq')).length === 0,
      );
      wire.release();
      await yuanban.conducted(number);
      await keepHistory(yuanban.temporal, 'ordered-anew', door.workflowId(number));
      const { instruments } = await door.view(number, personId('applicant.a'));
      expect(instruments.filter(({ kind }) => kind === 'certificate')).toHaveLength(2);
    } finally {
      wire.release();
      await holder.end();
      await yuanban.close();
      await wire.cut();
    }
  }, 240_000);
});

describe('a history that has grown long', () => {
  it('is left behind: a new run goes on from the newest facts and strikes at the next instant', async () => {
    // This server suggests a new run after ten events, where others do after 4,096.
    const temporal = await ownTemporal('limit.historyCount.suggestContinueAsNew:\n  - value: 10\n');
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '60000', TEMPORAL_ADDRESS: temporal.address });
    try {
      await yuanban.at('2034-03-06 09:00');
      const { number } = await yuanban.story.file();
      await yuanban.settled(number);
      const workflow = yuanban.temporal.workflow.getHandle(yuanban.door.workflowId(number));
      const { runId } = await workflow.describe();
      await yuanban.at('2034-03-09 00:00');
      await yuanban.recorded(number, 'case.yellow-carded.v1');
      await until('a new run goes on', async () => (await workflow.describe()).runId !== runId);
      await keepHistory(yuanban.temporal, 'continued', workflow.workflowId, runId);
      await yuanban.at('2034-03-11 00:00');
      await yuanban.recorded(number, 'case.red-carded.v1');
      await yuanban.story.act(number, 'applicant.a', 'withdraw');
      await yuanban.conducted(number);
      expect(await yuanban.lines(number)).toEqual([
        '03-06 09:00 filed',
        '03-09 00:00 *yellow-carded',
        '03-11 00:00 *red-carded',
        '03-11 00:00 withdrawn',
      ]);
    } finally {
      await yuanban.close();
      await temporal.close();
    }
  }, 300_000);
});

describe('the relay', () => {
  let yuanban: Conducted;
  beforeAll(async () => {
    yuanban = await conductedInstallation({ LOOK_AFTER_MS: '60000' });
  }, 180_000);
  afterAll(() => yuanban?.close());

  it('killed between its signal and its note of it tells again, and nothing happens twice', async () => {
    yuanban.relay.kill('SIGSTOP');
    const { number } = await yuanban.story.file();
    const holder = new Client({ connectionString: yuanban.place.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE cases.conduct IN SHARE ROW EXCLUSIVE MODE'); // its note has to wait
    yuanban.relay.kill('SIGCONT');
    const workflow = yuanban.temporal.workflow.getHandle(yuanban.door.workflowId(number));
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await until('the relay waits to note what it has told', async () => (await yuanban.place.sql(waiting)).length > 0);
    const signals = async () =>
      (await workflow.fetchHistory()).events!.filter((event) => event.workflowExecutionSignaledEventAttributes).length;
    expect(await signals()).toBe(1);
    yuanban.relay.kill('SIGKILL');
    await yuanban.relay.ended;
    await yuanban.place.sql(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`); // as its machine's end would
    await holder.query('ROLLBACK');
    await holder.end();
    expect(await yuanban.place.sql('SELECT told_seq FROM cases.conduct WHERE number = $1', [number])).toEqual([
      { told_seq: 0 },
    ]);
    await yuanban.startRelay();
    await yuanban.settled(number);
    expect(await signals()).toBe(2);
    await yuanban.story.act(number, window, 'refuse-acceptance', { reasons: '不属于本机关职权范围' });
    await yuanban.conducted(number);
    const types = await yuanban.place.sql('SELECT type FROM cases.case_event WHERE number = $1 ORDER BY no', [number]);
    expect(types).toEqual([{ type: 'case.filed.v1' }, { type: 'case.not-accepted.v1' }]);
  });

  it('that holds the lease is killed: another tells within ten seconds', async () => {
    const first = yuanban.relay;
    await yuanban.startRelay();
    first.kill('SIGKILL');
    await first.ended;
    const { number } = await yuanban.story.file();
    const since = Date.now();
    await yuanban.settled(number);
    expect(Date.now() - since).toBeLessThan(10_000);
  });

  it('gives every event one position, gapless and in one order, and publishes them to JetStream', async () => {
    await until(
      'every event has a position',
      async () => (await yuanban.place.sql('SELECT 1 FROM cases.outbox')).length === 0,
    );
    const log = await yuanban.place.sql<{ position: string; event_id: string }>(
      'SELECT position, event_id FROM cases.case_log ORDER BY position',
    );
    const events = await yuanban.place.sql<{ id: string }>('SELECT id FROM cases.case_event ORDER BY id');
    expect(log.map(({ position }) => Number(position))).toEqual(log.map((_, index) => index + 1));
    expect(log.map(({ event_id }) => event_id).sort()).toEqual(events.map(({ id }) => id).sort());
    await until('all are published', async () => {
      const [row] = await yuanban.place.sql<{ position: string }>('SELECT position FROM cases.published');
      return Number(row!.position) === log.length;
    });
  });
});

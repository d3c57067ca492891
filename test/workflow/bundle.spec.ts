// Bundles on a real Temporal server: the next part is filed when those before it are through, by the workflow; the worker killed, the
// relay beside another, Temporal's databases dropped: filed once all the same.
import { randomUUID } from 'node:crypto';
import { BundleService } from '../../apps/cases/src/bundle/bundle.service';
import { restartAll } from '../../apps/cases/src/relay/restart';
import { taskQueue } from '../../apps/cases/src/relay/teller';
import { bundleOf } from '../bundles';
import { until } from '../processes';
import { PARK, personId } from '../story';
import { conductedInstallation, type Conducted } from './conducted';
import { allWorkOf, historyOf, keepHistory } from './histories';
import { ownTemporal } from './own-temporal';

const GRANT = { outcome: 'GRANT' };

/** What a spec does with bundles of a conducted installation. */
function bundlesOf(yuanban: Conducted) {
  const { app, place, story, temporal } = yuanban;
  const bundles = app.get(BundleService);
  const applicant = personId('applicant.a');
  const seen = (number: string) => bundles.view({ person: applicant, number });
  const caseOf = async (number: string, name: string) =>
    (await seen(number)).parts.find(({ part }) => part === name)!.number;
  const workflow = async (number: string) => {
    const [row] = await place.sql<{ id: string }>('SELECT workflow_id AS id FROM cases.conduct WHERE number = $1', [
      number,
    ]);
    return temporal.workflow.getHandle(row!.id);
  };
  const isTold = async (number: string) =>
    (await place.sql('SELECT 1 FROM cases.conduct WHERE number = $1 AND seq > told_seq', [number])).length === 0;
  return {
    seen,
    caseOf,
    workflow,
    file: async (code: 'B01' | 'B02') =>
      (await bundles.file({ person: applicant, key: randomUUID(), body: bundleOf(code) })).view.number,
    /** Waits until the machine has filed a part, and answers its case. */
    filed: async (number: string, name: string): Promise<string> => {
      await until(`${name} of ${number} is filed`, async () => (await caseOf(number, name)) !== null);
      return (await caseOf(number, name))!;
    },
    grant: async (number: string) => {
      await story.act(number, `window.${PARK}`, 'accept');
      await story.act(number, `decider.${PARK}`, 'decide', GRANT);
    },
    turnAway: (number: string) =>
      story.act(number, `window.${PARK}`, 'refuse-acceptance', { reasons: '不属于职权范围' }),
    /** Waits until Temporal has taken the newest facts: from then on the bundle has a run. */
    told: (number: string) => until(`the workflow of ${number} is told`, () => isTold(number)),
    /** Waits until the run of the bundle has ended. */
    over: (number: string) =>
      until(
        `the workflow of ${number} has ended`,
        async () => (await isTold(number)) && (await (await workflow(number)).describe()).status.name === 'COMPLETED',
      ),
    work: async (number: string) => allWorkOf(await historyOf(yuanban.temporal, (await workflow(number)).workflowId)),
  };
}

describe('a bundle that is conducted', () => {
  let yuanban: Conducted;
  let on: ReturnType<typeof bundlesOf>;
  beforeAll(async () => {
    yuanban = await conductedInstallation({ LOOK_AFTER_MS: '60000' }); // what happens here is the workflow's doing
    on = bundlesOf(yuanban);
  }, 180_000);
  afterAll(() => yuanban?.close());

  it('has its next part filed once the one before is granted, and ends when the last has come out', async () => {
    await yuanban.at('2034-03-06 09:00');
    const number = await on.file('B01');
    await on.grant((await on.caseOf(number, 'approval'))!);
    const design = await on.filed(number, 'design');
    expect((await on.seen(number)).parts.map(({ status }) => status)).toEqual(['GRANTED', 'RECEIVED', null]);
    expect(await yuanban.lines(design)).toEqual(['03-06 09:00 filed']);
    await yuanban.story.act(design, 'applicant.a', 'withdraw');
    await on.over(number);
    expect(await on.seen(number)).toMatchObject({
      status: 'PARTIAL',
      parts: [{}, {}, { dropped: { why: 'PART_BEFORE_FAILED' } }],
    });
    // One look for each part that came out, and one act for the part that was filed.
    expect(await on.work(number)).toEqual(['strike.now', 'filePart.now', 'strike.now']);
    await keepHistory(yuanban.temporal, 'bundle', (await on.workflow(number)).workflowId);
  }, 120_000);

  it('goes on by itself where what it has filed is recorded on the spot: the answer orders the next part', async () => {
    const { place } = yuanban;
    const after = (name: string, before: string[]) => ({ name, before: JSON.stringify(before) });
    for (const { name, before } of [
      after('graduate', []),
      after('record', ['graduate']),
      after('permit', ['record']),
    ]) {
      await place.sql(
        `UPDATE registry.bundle SET parts = (SELECT jsonb_agg(CASE p->>'part' WHEN $1 THEN jsonb_set(p, '{after}', $2::jsonb) ELSE p END)
           FROM jsonb_array_elements(parts) p) WHERE code = 'B02'`,
        [name, before],
      );
    }
    const number = await on.file('B02');
    await on.turnAway((await on.caseOf(number, 'graduate'))!);
    const permit = await on.filed(number, 'permit');
    expect((await on.seen(number)).parts.map(({ status }) => status)).toEqual([
      ...['RECORDED', 'NOT_ACCEPTED', 'RECEIVED', 'RECEIVED'],
    ]);
    for (const open of [permit, await on.filed(number, 'incentive')]) await on.turnAway(open);
    await on.over(number);
    expect((await on.work(number)).filter((name) => name === 'filePart.now')).toHaveLength(3);
    await keepHistory(yuanban.temporal, 'bundle-on-the-spot', (await on.workflow(number)).workflowId);
  }, 120_000);

  it('ends when what is left waiting is taken back and nothing is open', async () => {
    const number = await on.file('B01');
    const approval = (await on.caseOf(number, 'approval'))!;
    await yuanban.app.get(BundleService).withdraw({ person: personId('applicant.a'), key: randomUUID(), number });
    await on.grant(approval);
    await on.over(number);
    expect(await on.seen(number)).toMatchObject({ status: 'PARTIAL', mayWithdraw: false });
  }, 120_000);

  it('is restarted from facts as cases are, and goes on from where it was', async () => {
    const number = await on.file('B01');
    await on.told(number);
    const { runId } = await (await on.workflow(number)).describe();
    const { place, temporal, owner } = yuanban;
    await restartAll(owner, temporal, taskQueue(place.prefix), { after: '', perSecond: 100, show: () => true });
    expect((await (await on.workflow(number)).describe()).runId).not.toBe(runId);
    await on.grant((await on.caseOf(number, 'approval'))!);
    await on.filed(number, 'design');
  }, 120_000);

  it('while the worker is stopped the next part waits, and nothing else; it is filed once when two come back', async () => {
    const number = await on.file('B01');
    yuanban.worker.kill('SIGKILL');
    await yuanban.worker.ended;
    await on.grant((await on.caseOf(number, 'approval'))!);
    await on.told(number);
    expect(await on.caseOf(number, 'design')).toBeNull();
    await Promise.all([yuanban.startWorker(), yuanban.startWorker()]);
    await yuanban.place.sql('UPDATE cases.conduct SET told_seq = 0 WHERE number = $1', [number]); // told twice over
    await on.filed(number, 'design');
    expect(await yuanban.place.sql(`SELECT 1 FROM cases.case_event WHERE data->>'bundle' = $1`, [number])).toHaveLength(
      2,
    );
  }, 120_000);
});

describe('a bundle whose run nobody has', () => {
  it('is looked after by the reconciler: struck, told again, its part filed', async () => {
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '1000' });
    const on = bundlesOf(yuanban);
    try {
      const number = await on.file('B01');
      await on.told(number);
      yuanban.worker.kill('SIGKILL');
      await yuanban.worker.ended;
      await on.grant((await on.caseOf(number, 'approval'))!);
      const phase = `SELECT 1 FROM cases.conduct WHERE number = $1 AND facts->>'phase' = 'ordered' AND told_seq = seq`;
      await until('the reconciler has looked', async () => (await yuanban.place.sql(phase, [number])).length > 0);
      await (await on.workflow(number)).terminate('lost');
      await yuanban.startWorker();
      expect(await on.caseOf(number, 'design')).toBeNull();
      await yuanban.place.sql(
        `SELECT platform.move_time(clock_timestamp() + ahead + interval '6 minutes') FROM platform.business_time`,
      );
      await on.filed(number, 'design');
    } finally {
      await yuanban.close();
    }
  }, 240_000);
});

describe('Temporal’s databases dropped while a part is due', () => {
  it('leave it to be filed, once', async () => {
    const temporal = await ownTemporal();
    const yuanban = await conductedInstallation({ LOOK_AFTER_MS: '1000', TEMPORAL_ADDRESS: temporal.address });
    const on = bundlesOf(yuanban);
    try {
      const number = await on.file('B01');
      await on.told(number);
      await temporal.erase();
      await on.grant((await on.caseOf(number, 'approval'))!);
      expect((await on.seen(number)).parts[0]).toMatchObject({ status: 'GRANTED' });
      await temporal.startEmpty();
      await on.filed(number, 'design');
      expect(
        await yuanban.place.sql(`SELECT 1 FROM cases.case_event WHERE data->>'bundle' = $1`, [number]),
      ).toHaveLength(2);
    } finally {
      await yuanban.close();
      await temporal.close();
    }
  }, 300_000);
});

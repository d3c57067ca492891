// A licence on a real Temporal server: its run ends with the certificate, nothing waits for the years of it, and silence about its renewal
// starts the next run (行政许可法 50); but where a promise is to be checked it waits for that (上海市优化营商环境条例 27). Its ten days (44) pass without a machine too.
import { exampleOf, PARK, personId } from '../story';
import { conductedInstallation, type Conducted } from './conducted';

let yuanban: Conducted;
beforeAll(async () => void (yuanban = await conductedInstallation()), 120_000);
afterAll(() => yuanban?.close());

/** Whatever has this applicant's name on it can, or cannot, be printed. */
const name = (zh: string) =>
  yuanban.place.sql(
    `UPDATE registry.enterprise SET name = name || jsonb_build_object('zh', $1::text) WHERE uscc LIKE '%14Q'`,
    [zh],
  );

/** The runs that a case had, oldest first. */
async function runsOf(number: string): Promise<string[]> {
  const runs = [];
  const query = `WorkflowId = '${yuanban.door.workflowId(number)}'`;
  for await (const { status, startTime } of yuanban.temporal.workflow.list({ query })) {
    runs.push({ status: status.name, startTime });
  }
  return runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).map(({ status }) => status);
}

it('a grant on a promise keeps its run until the promise is checked, and time opens the second look', async () => {
  const { story, at, recorded, settled, conducted, lines } = yuanban;
  await at('2033-03-07 09:00');
  const { number } = await story.fileItem('T01');
  await story.act(number, 'applicant.a', 'give-promise', { promise: '材料属实' });
  await story.act(number, `decider.${PARK}`, 'decide-on-promise');
  await recorded(number, 'case.certified.v1');
  await settled(number);
  expect((await runsOf(number)).at(-1)).toBe('RUNNING');
  await story.act(number, `decider.${PARK}`, 'order-fix', { findings: '不符', fix: '改正', days: 2 });
  await at('2033-03-11 09:00');
  await recorded(number, 'case.fix-lapsed.v1');
  expect((await runsOf(number)).at(-1)).toBe('RUNNING');
  await story.act(number, `decider.${PARK}`, 'confirm-promise', { findings: '已经改正' });
  await conducted(number);
  expect(await lines(number)).toEqual([
    ...['03-07 09:00 filed', '03-07 09:00 promise-given', '03-07 09:00 promise-decided', '03-07 09:00 certified'],
    ...['03-07 09:00 fix-ordered', '03-10 00:00 *fix-lapsed', '03-11 09:00 promise-confirmed'],
  ]);
}, 120_000);

it('a certificate that is not made ten working days after the decision is overdue, whether no machine was there or it gave up (行政许可法 44)', async () => {
  const { story, at, recorded, conducted, lines } = yuanban;
  await at('2033-04-11 09:00');
  const [failed, ordered] = [await story.inDecision(), await story.inDecision()];
  await name('𠮷野家');
  await story.act(failed, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  await recorded(failed, 'case.work-failed.v1');
  await conducted(failed);
  await name('甲示范生物科技有限公司（演示）');
  await yuanban.worker.stop();
  await story.act(ordered, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  await at('2033-04-26 09:00');
  await Promise.all([failed, ordered].map((number) => recorded(number, 'case.certificate-overrun.v1')));
  await story.act(failed, `decider.${PARK}`, 'retry-work');
  await yuanban.startWorker();
  await Promise.all([failed, ordered].map((number) => recorded(number, 'case.certified.v1')));
  await Promise.all([failed, ordered].map((number) => conducted(number)));
  expect((await lines(failed)).slice(-5)).toEqual([
    ...['04-11 09:00 decided GRANT', '04-11 09:00 work-failed', '04-26 00:00 *certificate-overrun'],
    ...['04-26 09:00 work-retried', '04-26 09:00 certified'],
  ]);
  expect((await lines(ordered)).slice(-3)).toEqual([
    ...['04-11 09:00 decided GRANT', '04-26 00:00 *certificate-overrun', '04-26 09:00 certified'],
  ]);
}, 180_000);

it('no run is open between the certificate and the end of its time, and the relay starts one for the next certificate', async () => {
  const { story, door, at, recorded, conducted, lines } = yuanban;
  await at('2033-06-06 09:00');
  const { number } = await story.fileItem('11', { form: exampleOf('11') });
  await story.act(number, `window.${PARK}`, 'accept');
  await story.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  await recorded(number, 'case.certified.v1');
  await conducted(number);
  const quiet = await runsOf(number);
  expect(new Set(quiet)).toEqual(new Set(['COMPLETED']));

  await at('2035-04-09 09:00');
  await recorded(number, 'case.renewal-reminded.v1');
  await story.act(number, 'applicant.a', 'ask-renewal', {});
  await at('2035-05-21 09:00');
  expect(await runsOf(number)).toEqual(quiet);

  await at('2035-06-07 09:00');
  await recorded(number, 'case.deemed-renewed.v1');
  const seen = () => door.view(number, personId('applicant.a'));
  for (let waited = 0; (await seen()).certificate !== 'ISSUED' && waited < 200; waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await conducted(number);
  expect(await runsOf(number)).toEqual([...quiet, 'COMPLETED']);
  expect((await seen()).licence).toEqual({ validFrom: '2033-06-06', validTo: '2037-06-05', askBy: '2037-05-06' });
  expect((await seen()).instruments.filter(({ kind }) => kind === 'certificate')).toHaveLength(2);
  expect(await lines(number)).toEqual([
    ...['06-06 09:00 filed', '06-06 09:00 accepted', '06-06 09:00 decided GRANT', '06-06 09:00 certified'],
    '03-07 00:00 *renewal-reminded',
    '04-09 09:00 renewal-asked',
    '06-06 00:00 *deemed-renewed',
    '06-07 09:00 certified',
  ]);
}, 120_000);

// One permit in every way it can go, conducted on a real Temporal server in moved business time: the ordered acts and
// their instants. The reconciler is told to wait a minute, so that what happens here is the workflow's doing.
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { exampleOf, PARK } from '../story';
import { allWorkOf, historyOf, keepHistory } from './histories';
import { conductedInstallation, LATE_WAY, type Conducted } from './conducted';

const window = `window.${PARK}`;
const decider = `decider.${PARK}`;
const GRANT = { outcome: 'GRANT' };

let yuanban: Conducted;
const cases: Record<'plain' | 'dissent' | 'late' | 'silent' | 'withdrawn', string> = {} as never;
/** Ways whose histories are kept under a name of their own: those above are of the release before certificates. */
const kept: Record<string, string> = {};

beforeAll(async () => {
  yuanban = await conductedInstallation({ LOOK_AFTER_MS: '60000' });
  await theFortnight();
}, 300_000);
afterAll(async () => {
  for (const [name, number] of Object.entries(kept)) await keep(name, number);
  await yuanban?.close();
});

const keep = (name: string, number: string) => keepHistory(yuanban.temporal, name, yuanban.door.workflowId(number));

/** Lets every workflow think about each stage, where a faster world would tell it the newest facts alone. */
const everyoneTold = () => Promise.all(Object.values(cases).map((number) => yuanban.settled(number)));

/** Monday 6 to Tuesday 14 March 2034: no holiday, promise four working days, statute seven days. */
async function theFortnight(): Promise<void> {
  const { story, at, recorded } = yuanban;
  await at('2034-03-06 09:00');
  for (const name of ['plain', 'dissent', 'late', 'silent', 'withdrawn'] as const)
    cases[name] = (await story.file()).number;
  await at('2034-03-06 10:00');
  for (const name of ['plain', 'dissent', 'late', 'withdrawn'] as const) await story.act(cases[name], window, 'accept');
  await everyoneTold();
  await at('2034-03-07 10:00');
  for (const department of ['civil-defence', 'fire', 'water']) await story.opinion(cases.plain, department);
  await story.opinion(cases.dissent, 'fire', 'DISAGREE');
  for (const department of ['civil-defence', 'water']) await story.opinion(cases.dissent, department);
  for (const department of ['civil-defence', 'fire']) await story.opinion(cases.late, department);
  await everyoneTold();
  await at('2034-03-08 10:00');
  await story.act(cases.plain, decider, 'decide', GRANT);
  await story.act(cases.dissent, decider, 'decide', { ...GRANT, dissentHandling: '已补充消防车道图纸' });
  await story.act(cases.withdrawn, 'applicant.a', 'withdraw', { reason: '项目调整' });
  await Promise.all([cases.plain, cases.dissent].map((number) => recorded(number, 'case.certified.v1')));
  await at('2034-03-09 00:00');
  await Promise.all([cases.late, cases.silent].map((number) => recorded(number, 'case.yellow-carded.v1')));
  await at('2034-03-11 00:00');
  await Promise.all([cases.late, cases.silent].map((number) => recorded(number, 'case.red-carded.v1')));
  await at('2034-03-14 00:00');
  await Promise.all([cases.late, cases.silent].map((number) => recorded(number, 'case.escalated.v1')));
  await at('2034-03-14 10:00');
  await story.opinion(cases.late, 'water');
  await story.act(cases.late, decider, 'decide', GRANT);
  await story.act(cases.silent, 'applicant.a', 'withdraw');
  await Promise.all(Object.values(cases).map((number) => yuanban.conducted(number)));
}

it('the plain way', async () => {
  expect(await yuanban.lines(cases.plain)).toEqual([
    '03-06 09:00 filed',
    '03-06 10:00 accepted',
    '03-07 10:00 opinion-given dept:civil-defence',
    '03-07 10:00 opinion-given dept:fire',
    '03-07 10:00 opinion-given dept:water',
    '03-08 10:00 decided GRANT',
    '03-08 10:00 certified',
  ]);
});

it('a department dissents, the decision answers it', async () => {
  expect(await yuanban.lines(cases.dissent)).toEqual([
    '03-06 09:00 filed',
    '03-06 10:00 accepted',
    '03-07 10:00 opinion-given dept:fire',
    '03-07 10:00 opinion-given dept:civil-defence',
    '03-07 10:00 opinion-given dept:water',
    '03-08 10:00 decided GRANT',
    '03-08 10:00 certified',
  ]);
});

it('one department is late: yellow on the working day before the due date, red at the due instant, then the commission', async () => {
  expect(await yuanban.lines(cases.late)).toEqual(LATE_WAY);
});

it('the window is silent: cards fall before acceptance, which is deemed given at the end of the fifth working day (行政许可法 32)', async () => {
  expect(await yuanban.lines(cases.silent)).toEqual([
    '03-06 09:00 filed',
    '03-09 00:00 *yellow-carded',
    '03-11 00:00 *red-carded',
    '03-14 00:00 *deemed-accepted',
    '03-14 00:00 *supervision-opened',
    '03-14 00:00 *escalated',
    '03-14 10:00 withdrawn',
  ]);
});

it('the applicant withdraws in mid-review', async () => {
  expect(await yuanban.lines(cases.withdrawn)).toEqual([
    '03-06 09:00 filed',
    '03-06 10:00 accepted',
    '03-08 10:00 withdrawn',
  ]);
});

describe('a certificate that cannot be made', () => {
  const name = (zh: string) =>
    yuanban.place.sql(
      `UPDATE registry.enterprise SET name = name || jsonb_build_object('zh', $1::text) WHERE uscc LIKE '%14Q'`,
      [zh],
    );

  it('becomes a fact and ends the run; ordered anew, another run makes it', async () => {
    const { story, recorded, conducted } = yuanban;
    const number = await story.inDecision();
    await name('𠮷野家');
    await story.act(number, decider, 'decide', GRANT);
    await recorded(number, 'case.work-failed.v1');
    await conducted(number);
    await keep('failed', number);
    await name('甲示范生物科技有限公司（演示）');
    await story.act(number, decider, 'retry-work');
    await recorded(number, 'case.certified.v1');
    await conducted(number);
    expect((await yuanban.lines(number)).map((line) => line.replace(/^\S+ \S+ /, '')).slice(-4)).toEqual([
      'decided GRANT',
      'work-failed',
      'work-retried',
      'certified',
    ]);
  });
});

describe('a grant that is handed out on paper', () => {
  it('keeps its workflow until it is in the hands of its holder; the overdue step is struck by it', async () => {
    const { story, at, settled, recorded, conducted } = yuanban;
    await at('2034-04-10 09:00');
    const { number } = await story.fileItem('5');
    await story.act(number, window, 'request-correction', { items: [{ text: '总平面图' }] });
    await settled(number);
    await at('2034-04-11 09:00');
    await story.act(number, 'applicant.a', 'supplement', { form: exampleOf('5') });
    await story.act(number, window, 'accept');
    await settled(number);
    for (const department of ['civil-defence', 'fire', 'water']) await story.opinion(number, department);
    await at('2034-04-24 00:00');
    await recorded(number, 'case.publicity-ended.v1');
    await story.act(number, decider, 'decide', GRANT);
    await settled(number);
    expect(await statusOf(number)).toBe('RUNNING');
    await at('2034-05-11 00:00');
    await recorded(number, 'case.step-overrun.v1');
    await story.act(number, window, 'deliver', { method: 'COUNTER', receiver: '张三' });
    await conducted(number);
    kept['aftercare'] = number;
    expect((await yuanban.lines(number)).slice(-4)).toEqual([
      '04-22 00:00 *publicity-ended',
      '04-24 00:00 decided GRANT',
      '05-11 00:00 *step-overrun',
      '05-11 00:00 delivered',
    ]);
  });

  const statusOf = async (number: string) =>
    (await yuanban.temporal.workflow.getHandle(yuanban.door.workflowId(number)).describe()).status.name;
});

describe('a refusal that is set aside', () => {
  const setAside = async (number: string) => {
    const { story, settled, conducted } = yuanban;
    await conducted(number);
    await story.act(number, 'applicant.a', 'ask-reconsideration', { reasons: '材料齐全' });
    const ruling = { ruling: 'REMANDED', document: '沪府复决字〔2034〕1号', reasons: '认定事实不清' };
    await story.act(number, 'commission', 'decide-reconsideration', ruling);
    await settled(number);
  };
  const REFUSAL = { outcome: 'REFUSE', reasons: '资料不实', remedies: '可申请行政复议' };

  it('is decided anew in a second round, which a run of its own conducts', async () => {
    const { story, recorded, conducted, lines } = yuanban;
    const number = await story.inDecision();
    await story.act(number, decider, 'decide', REFUSAL);
    await setAside(number);
    await story.act(number, decider, 'decide', GRANT);
    await recorded(number, 'case.certified.v1');
    await conducted(number);
    kept['second-round'] = number;
    expect((await lines(number)).map((line) => line.replace(/^\S+ \S+ /, '')).slice(-5)).toEqual([
      ...['decided REFUSE', 'reconsideration-asked', 'reconsidered', 'decided GRANT', 'certified'],
    ]);
  });

  it('is taken up anew where the window had turned the applicant away', async () => {
    const { story, settled, conducted, lines } = yuanban;
    const { number } = await story.file();
    await story.act(number, window, 'refuse-acceptance', { reasons: '材料不齐' });
    await setAside(number);
    await story.act(number, window, 'accept');
    await settled(number);
    await story.act(number, 'applicant.a', 'withdraw');
    await conducted(number);
    kept['second-intake'] = number;
    expect((await lines(number)).map((line) => line.replace(/^\S+ \S+ /, '')).slice(-4)).toEqual([
      ...['reconsideration-asked', 'reconsidered', 'accepted', 'withdrawn'],
    ]);
  });
});

describe('what it cost Temporal', () => {
  const history = async (number: string) =>
    (await yuanban.temporal.workflow.getHandle(yuanban.door.workflowId(number)).fetchHistory()).events ?? [];
  const count = (events: Awaited<ReturnType<typeof history>>, field: keyof (typeof events)[number]) =>
    events.filter((event) => event[field]).length;

  it('the plain way, told step by step, takes at most ten workflow tasks, one timer at a time, and no activity: the certificate is made within them', async () => {
    const { story, settled } = yuanban;
    const { number } = await story.file();
    await settled(number);
    await story.act(number, window, 'accept');
    await settled(number);
    for (const department of ['civil-defence', 'fire', 'water']) await story.opinion(number, department);
    await settled(number);
    await story.act(number, decider, 'decide', GRANT);
    await yuanban.conducted(number);
    const events = await history(number);
    expect(count(events, 'workflowTaskCompletedEventAttributes')).toBeLessThanOrEqual(10);
    expect(count(events, 'activityTaskScheduledEventAttributes')).toBe(0);
    expect(count(events, 'markerRecordedEventAttributes')).toBe(1);
    let running = 0;
    for (const event of events) {
      if (event.timerStartedEventAttributes) running += 1;
      if (event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes) running -= 1;
      expect(running).toBeLessThanOrEqual(1);
    }
    expect(count(events, 'timerStartedEventAttributes')).toBe(1);
    kept['certified'] = number; // the history to keep: each step by itself
  });

  it('the late way struck once for each of its three instants, and made the certificate', async () => {
    const late = await historyOf(yuanban.temporal, yuanban.door.workflowId(cases.late));
    expect(allWorkOf(late)).toEqual(['strike.now', 'strike.now', 'strike.now', 'certificate.now']);
  });

  it('no history holds a name, a text or a form value', async () => {
    const all = historyToJSON(
      await yuanban.temporal.workflow.getHandle(yuanban.door.workflowId(cases.late)).fetchHistory(),
    );
    const text =
      all + all.replaceAll(/"data":\s*"([^"]+)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());
    for (const secret of ['同意', '示范', '漕河泾']) expect(text).not.toContain(secret);
    expect(text).toContain('dept:water');
  });
});

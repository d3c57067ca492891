// Correction, special procedures, extension and the record on the spot, at the door on a real Postgres. 行政许可法 32, 42, 45.
import { doorHouse } from '../../../../test/door-house';
import { exampleOf, FORM, PARK, personId } from '../../../../test/story';

const house = doorHouse();
let { place, door, story } = house;
beforeAll(() => {
  ({ place, door, story } = house);
});

const WINDOW = `window.${PARK}`;
const DECIDER = `decider.${PARK}`;
const NOTICE = { items: [{ field: '/contractPriceYuan', text: '合同价格与合同不一致' }, { text: '缺少施工合同' }] };

/** The refusal, which has written nothing. */
async function refused(number: string, act: () => Promise<unknown>) {
  const rows = () =>
    place.sql(
      `SELECT seq, status, (SELECT count(*)::int FROM cases.case_event e WHERE e.number = c.number) AS events,
        (SELECT count(*)::int FROM cases.case_form f WHERE f.number = c.number) AS forms FROM cases.approval_case c WHERE number = $1`,
      [number],
    );
  const before = await rows();
  const error = await act().then(
    () => null,
    (thrown: unknown) => thrown as { code: string; params: { allowed?: string[] }; path?: string; errors?: object[] },
  );
  expect(await rows()).toEqual(before);
  return error;
}

describe('a correction', () => {
  it('tells the applicant everything at once and brings a new form; the first one stays in the record', async () => {
    const { number } = await story.file();
    const told = await story.act(number, WINDOW, 'request-correction', NOTICE);
    expect(told).toMatchObject({
      status: 'CORRECTION',
      view: { clock: { state: 'paused', acceptance: null, due: null } },
    });
    expect(told.view.timeline.at(-1)).toMatchObject({
      type: 'case.correction-requested.v1',
      data: { items: ['/contractPriceYuan', null], n: 1, counts: 'APPLICANT' },
      texts: { 'items.0': '合同价格与合同不一致', 'items.1': '缺少施工合同' },
    });
    const asked = await door.view(number, personId('applicant.a'));
    expect(asked.next).toEqual([
      { act: 'supplement', bodies: [asked.applicant], steps: ['correction/1'] },
      { act: 'withdraw', bodies: [], steps: [] },
    ]);
    const form = { ...FORM, contractPriceYuan: 1 };
    const supplied = await story.act(number, 'applicant.a', 'supplement', { form, remark: '已更正' });
    expect(supplied).toMatchObject({ status: 'RECEIVED', view: { form, clock: { state: 'running' } } });
    expect((await door.view(number, personId(WINDOW))).form).toEqual(form);
    expect(await place.sql('SELECT no, form FROM cases.case_form WHERE number = $1 ORDER BY no', [number])).toEqual([
      { no: 1, form: FORM },
      { no: 3, form },
    ]);
    expect((await story.act(number, WINDOW, 'accept')).status).toBe('REVIEW');
  });

  it('is judged by the schema the case was filed with, fault by fault', async () => {
    const { number } = await story.file();
    await story.act(number, WINDOW, 'request-correction', NOTICE);
    const form = { ...FORM, contractPriceYuan: 'much', colour: 'red' };
    const error = await refused(number, () => story.act(number, 'applicant.a', 'supplement', { form }));
    expect(error).toMatchObject({
      code: 'FORM_INVALID',
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/form/contractPriceYuan', code: 'TYPE' }),
        expect.objectContaining({ pointer: '/form/colour' }),
      ]) as object[],
    });
  });

  it('is asked for by the window alone, itemised, and handed in by the applicant alone', async () => {
    const { number } = await story.file();
    const ask = (user: string, body: object) => () => story.act(number, user, 'request-correction', body);
    expect(await refused(number, ask(DECIDER, NOTICE))).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refused(number, ask(WINDOW, { items: [] }))).toMatchObject({ code: 'BAD_INPUT' });
    expect(await refused(number, ask(WINDOW, { items: [{ text: '' }] }))).toMatchObject({
      code: 'BAD_INPUT',
      errors: [expect.objectContaining({ pointer: '/items/0/text' })],
    });
    await story.act(number, WINDOW, 'request-correction', NOTICE);
    expect(await refused(number, () => story.act(number, WINDOW, 'supplement', { form: FORM }))).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await refused(number, () => story.act(number, WINDOW, 'accept'))).toMatchObject({ code: 'ACT_OUT_OF_TURN' });
  });

  it("a second notice without a reason is refused; with one the office's time runs on", async () => {
    const { number } = await story.file();
    await story.act(number, WINDOW, 'request-correction', NOTICE);
    const supplied = await story.act(number, 'applicant.a', 'supplement', { form: FORM });
    expect(await refused(number, () => story.act(number, WINDOW, 'request-correction', NOTICE))).toMatchObject({
      code: 'CORRECTION_UNREASONED',
      path: 'reason',
      params: {
        allowed: ['accept', 'refuse-acceptance', 'not-required', 'no-jurisdiction', 'request-correction', 'claim'],
      },
    });
    const again = await story.act(number, WINDOW, 'request-correction', { ...NOTICE, reason: '补正后发现附件错页' });
    expect(again.view.clock).toMatchObject({ state: 'running', acceptance: supplied.view.clock.acceptance });
    expect(again.view.timeline.at(-1)?.data).toMatchObject({ n: 2, counts: 'OFFICE' });
  });
});

describe('a project approval (item 11)', () => {
  const accepted = async () => {
    const { number } = await story.fileItem('11');
    await story.act(number, WINDOW, 'accept');
    return number;
  };
  const APPRAISAL = { reason: 'appraisal', basis: '委托评估', days: 20 };

  it('has its evaluation apart: no date falls due meanwhile, no decision is made, and the days are explained', async () => {
    const number = await accepted();
    const paused = await story.act(number, DECIDER, 'pause', APPRAISAL);
    expect(paused.view).toMatchObject({ status: 'DECISION', clock: { state: 'paused', statutory: null, due: null } });
    const begins = ['site-check', 'tell-interested', 'tell-hearing', 'notice-hearing'];
    expect(paused.view.next.map(({ act }) => act)).toEqual([...begins, 'resume', 'extend', 'claim']);
    const decide = () => story.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
    expect(await refused(number, decide)).toMatchObject({
      code: 'SPECIAL_OPEN',
      params: { allowed: [...begins, 'resume', 'extend', 'claim'] },
    });
    expect(await refused(number, () => story.act(number, DECIDER, 'pause', APPRAISAL))).toMatchObject({
      code: 'CLOCK_ALREADY_PAUSED',
    });
    const resumed = await story.act(number, DECIDER, 'resume', { result: '评估通过' });
    expect(resumed.view.clock.state).toBe('running');
    expect((await decide()).view.timeline.at(-1)?.data).toMatchObject({ outcome: 'GRANT', net: 0, onTime: true });
  });

  it('is extended once, by the head, up to forty days', async () => {
    const number = await accepted();
    const before = (await door.view(number, personId(DECIDER))).clock.statutory!.dueOn;
    const extend =
      (days: number, user = DECIDER) =>
      () =>
        story.act(number, user, 'extend', { days, reason: '情况复杂', approvedBy: '丙，园区主任' });
    expect(await refused(number, extend(41))).toMatchObject({ code: 'EXTENSION_TOO_LONG', path: 'days' });
    expect(await refused(number, extend(5, WINDOW))).toMatchObject({ code: 'NOT_ALLOWED' });
    const extended = await extend(5)();
    expect(extended.view.clock.statutory!.dueOn > before).toBe(true);
    expect(extended.view.timeline.at(-1)).toMatchObject({ data: { days: 5 }, texts: { reason: '情况复杂' } });
    expect(extended.view.next.map(({ act }) => act)).not.toContain('extend');
    expect(await refused(number, extend(1))).toMatchObject({ code: 'EXTENSION_USED' });
  });
});

it('a permit (item 16) has no extension', async () => {
  const number = await story.inDecision();
  const extend = () =>
    story.act(number, DECIDER, 'extend', { days: 1, reason: '情况复杂', approvedBy: '丙，园区主任' });
  expect(await refused(number, extend)).toMatchObject({ code: 'EXTENSION_NOT_ALLOWED' });
});

describe('a project record (item 12)', () => {
  it('is recorded by the machine in the transaction of its filing, and nobody owes anything on it', async () => {
    const filed = await story.fileItem('12');
    expect(filed).toMatchObject({ status: 'RECORDED', seq: 2, view: { next: [] } });
    expect(filed.view.timeline.map(({ type, actor }) => [type, actor])).toEqual([
      ['case.filed.v1', `person:${personId('applicant.a')}`],
      ['case.recorded.v1', 'time'],
    ]);
    expect(filed.view.timeline[1]?.data).toMatchObject({ net: 0, onTime: true });
    const open = await place.sql('SELECT 1 FROM cases.task WHERE number = $1 AND closed_at IS NULL', [filed.number]);
    expect(open).toEqual([]);
    const [conduct] = await place.sql<{ wakeAt: unknown }>(
      'SELECT wake_at AS "wakeAt" FROM cases.conduct WHERE number = $1',
      [filed.number],
    );
    expect(conduct).toEqual({ wakeAt: null });
  });

  it('repeated under its key is the same record', async () => {
    const filing = { item: '12', form: exampleOf('12') };
    const first = await story.file(filing, 'record once');
    expect(await story.file(filing, 'record once')).toMatchObject({ number: first.number, replayed: true, seq: 2 });
  });

  it('that is not complete is not filed at all', async () => {
    const form = { ...exampleOf('12'), declaresPolicy: false };
    await expect(story.fileItem('12', { form })).rejects.toMatchObject({ code: 'FORM_INVALID' });
  });
});

it('what a filing tells the figures: limits in working days, and the document that delegates the item', async () => {
  const { view } = await story.fileItem('11');
  expect(view.timeline[0]?.data).toMatchObject({
    delegation: '沪府办发〔2013〕34号',
    limits: { statutory: { value: 20, unit: 'workday', workdays: 20 }, promised: { value: 13, workdays: 13 } },
  });
});

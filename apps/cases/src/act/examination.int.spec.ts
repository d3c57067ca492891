// Who is heard and who examines, at the door on a real Postgres: turned away, late material, asked again, the site, interested parties,
// hearing, experts, handing out, cards and messages. 行政许可法 26, 32, 34, 36, 44-48.
import { type CaseView } from '#contracts/cases.dto';
import { doorHouse } from '../../../../test/door-house';
import { exampleOf, PARK, personId } from '../../../../test/story';

const house = doorHouse();
let { place, door, story } = house;
beforeAll(async () => {
  ({ place, door, story } = house);
  await place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
});

const WINDOW = `window.${PARK}`;
const DECIDER = `decider.${PARK}`;
const EXPERTS = ['expert:e01', 'expert:e02', 'expert:e03'];
const kinds = ({ instruments }: CaseView) => instruments.map(({ kind }) => kind);
const wordsOf = async (view: CaseView) => {
  const id = view.instruments.at(-1)!.id;
  const [row] = await place.sql<{ content: { own: object } }>('SELECT content FROM cases.instrument WHERE id = $1', [
    id,
  ]);
  return row!.content.own;
};
/** The refusal, and that nothing was written by it. */
async function refused(number: string, work: () => Promise<unknown>) {
  const count = () => place.sql('SELECT count(*)::int AS n FROM cases.case_event WHERE number = $1', [number]);
  const before = await count();
  const error = await work().then(
    () => null,
    (thrown: unknown) => thrown as { code: string; path?: string; errors?: { pointer: string }[] },
  );
  expect(await count()).toEqual(before);
  return error;
}

describe('turned away', () => {
  it('because no licence is needed, in writing and with the remedies', async () => {
    const { number } = await story.file();
    const { view } = await story.act(number, WINDOW, 'not-required', { reasons: '不改变主体结构' });
    expect([view.status, kinds(view)]).toEqual(['NOT_REQUIRED', ['receipt', 'not-required-notice']]);
    expect(await wordsOf(view)).toMatchObject({ reasons: '不改变主体结构', appealTo: { body: 'government:shanghai' } });
  });

  it('to the right body, which must be named', async () => {
    const { number } = await story.file();
    const unnamed = await refused(number, () => story.act(number, WINDOW, 'no-jurisdiction', { reasons: '河道' }));
    expect(unnamed).toMatchObject({
      code: 'BAD_INPUT',
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/properBody' })]) as unknown,
    });
    const { view } = await story.act(number, WINDOW, 'no-jurisdiction', { properBody: '上海市水务局' });
    expect([view.status, kinds(view).at(-1)]).toEqual(['NO_JURISDICTION', 'no-jurisdiction-notice']);
    expect(await wordsOf(view)).toMatchObject({ properBody: '上海市水务局', reasons: null });
  });
});

describe('a conditional acceptance (容缺受理)', () => {
  it('names what is to follow and until when; a grant waits, and the applicant hands it in', async () => {
    const { number } = await story.fileItem('11');
    const items = [{ field: '/energyTonnes', text: '能耗说明书' }];
    const accepted = (await story.act(number, WINDOW, 'accept-conditionally', { items })).view;
    expect(accepted.steps.find(({ kind }) => kind === 'LATE_MATERIAL')).toMatchObject({
      body: accepted.applicant,
      due: { dueOn: '2030-03-18' },
    });
    expect(await wordsOf(accepted)).toMatchObject({
      late: { items: [{ what: '年综合能源消费量（吨标准煤）', how: '能耗说明书' }], due: { on: '2030-03-18' } },
    });
    const grant = () => story.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
    expect(await refused(number, grant)).toMatchObject({ code: 'LATE_MATERIAL_OPEN', path: 'outcome' });
    const faulty = { form: { ...exampleOf('11'), energyTonnes: '很多' } };
    const badForm = await refused(number, () => story.act(number, 'applicant.a', 'bring-late-material', faulty));
    expect(badForm).toMatchObject({ code: 'FORM_INVALID', errors: [{ pointer: '/form/energyTonnes' }] });
    const form = { ...exampleOf('11'), energyTonnes: 512 };
    const brought = (await story.act(number, 'applicant.a', 'bring-late-material', { form })).view;
    expect(brought.form['energyTonnes']).toBe(512);
    expect((await grant()).status).toBe('GRANTED');
  });

  it('is not for an item that does not have it', async () => {
    const { number } = await story.file();
    const work = () => story.act(number, WINDOW, 'accept-conditionally', { items: [{ text: '图纸' }] });
    expect((await refused(number, work))?.code).toBe('LATE_MATERIAL_NOT_ALLOWED');
  });
});

describe('the departments', () => {
  it('are asked once more, and the decision waits for what they say now', async () => {
    const number = await story.inDecision();
    const again = (await story.act(number, DECIDER, 'recirculate', { bodies: ['dept:fire'], reason: '图纸已改' })).view;
    expect(again).toMatchObject({ status: 'REVIEW', review: { n: 2, of: 3, awaited: ['dept:fire'] } });
    const dissent = (await story.opinion(number, 'fire', 'DISAGREE')).view;
    expect(dissent).toMatchObject({ status: 'DECISION', review: { n: 3, of: 3, dissent: ['dept:fire'] } });
    expect(
      await place.sql(
        `SELECT step, closed_at IS NULL AS open FROM cases.task WHERE number = $1 AND queue = 'dept:fire' ORDER BY 1`,
        [number],
      ),
    ).toEqual([
      { step: 'review/dept:fire', open: false },
      { step: 'review/dept:fire/2', open: false },
    ]);
  });

  it('are no longer waited for after a dissent; then only a refusal is possible', async () => {
    const number = await story.inReview();
    await story.opinion(number, 'fire', 'DISAGREE');
    const closed = (await story.act(number, DECIDER, 'close-review', { reason: '消防不合格' })).view;
    expect(closed).toMatchObject({
      status: 'DECISION',
      review: { n: 1, of: 3, unheard: ['dept:civil-defence', 'dept:water'] },
    });
    const grant = () => story.act(number, DECIDER, 'decide', { outcome: 'GRANT', dissentHandling: '已协调' });
    expect(await refused(number, grant)).toMatchObject({ code: 'REVIEW_UNHEARD', path: 'outcome' });
    const refusal = { outcome: 'REFUSE', reasons: '消防不合格', remedies: '可申请复议' };
    expect((await story.act(number, DECIDER, 'decide', refusal)).status).toBe('REFUSED');
  });
});

it('a site check names two officers who are there', async () => {
  const number = await story.inReview();
  const check = (officers: string[]) => () =>
    story.act(number, DECIDER, 'site-check', { officers, findings: '与图纸相符' });
  const [one, other] = [personId(DECIDER), personId('review.fire')];
  expect(await refused(number, check([one, 'p-nobody']))).toMatchObject({
    code: 'NO_SUCH_OFFICER',
    errors: [{ pointer: '/officers' }],
  });
  expect(await refused(number, check([one, personId('applicant.a')]))).toMatchObject({ code: 'NO_SUCH_OFFICER' });
  expect((await refused(number, check([one])))?.code).toBe('SITE_CHECK_ALONE');
  const { view } = await check([one, other])();
  expect(view.timeline.at(-1)).toMatchObject({
    type: 'case.site-checked.v1',
    data: { officers: [one, other] },
    texts: { findings: '与图纸相符' },
  });
});

describe('interested parties and a hearing', () => {
  it('a hearing is offered, asked for, announced with its chair by name, held, and answered by the decision', async () => {
    const number = await story.inDecision();
    const offered = (await story.act(number, DECIDER, 'tell-hearing', { matter: '拟不予许可' })).view;
    expect(await wordsOf(offered)).toMatchObject({ matter: '拟不予许可', due: { on: '2030-03-11' } });
    const asked = (await story.act(number, 'applicant.a', 'ask-hearing')).view;
    expect(asked.steps.at(-1)).toMatchObject({ kind: 'HEARING', due: { dueOn: '2030-04-01' } });
    const notice = (on: string, chair: string) => () =>
      story.act(number, DECIDER, 'notice-hearing', { on, chair, place: '三楼' });
    const chair = personId('decider.jinqiao');
    expect(await refused(number, notice('2030-03-13', chair))).toMatchObject({ code: 'HEARING_TOO_SOON', path: 'on' });
    expect(await refused(number, notice('2030-02-30', chair))).toMatchObject({
      code: 'BAD_INPUT',
      errors: [{ pointer: '/on' }],
    });
    expect((await refused(number, notice('2030-03-14', 'p-nobody')))?.code).toBe('NO_SUCH_OFFICER');
    expect(await refused(number, notice('2030-03-14', personId('review.fire')))).toMatchObject({
      code: 'HEARING_CHAIR_EXAMINED',
    });
    const announced = (await notice('2030-03-14', chair)()).view;
    expect(announced).toMatchObject({ hearing: { on: '2030-03-14', chair }, clock: { state: 'paused' } });
    const [named] = await place.sql<{ name: string }>('SELECT name FROM registry.person WHERE id = $1', [chair]);
    expect(await wordsOf(announced)).toEqual({ on: '2030-03-14', place: '三楼', chair: named!.name });
    expect(
      (
        await refused(number, () =>
          story.act(number, DECIDER, 'record-hearing', { record: '笔录', confirmedBy: '申请人' }),
        )
      )?.code,
    ).toBe('HEARING_NOT_HELD');
    await place.sql(`SELECT platform.move_time('2030-03-14T15:00+08')`);
    const held = (
      await story.act(number, DECIDER, 'record-hearing', { record: '双方到场，宣读笔录', confirmedBy: '申请人签字' })
    ).view;
    expect(held).toMatchObject({ hearing: null, clock: { state: 'running' } });
    expect((await refused(number, () => story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })))?.code).toBe(
      'HEARING_UNANSWERED',
    );
    expect(
      (await story.act(number, DECIDER, 'decide', { outcome: 'GRANT', hearingHandling: '采纳申请人意见' })).status,
    ).toBe('GRANTED');
  });

  it('whoever is told may speak in time, and is put on the file at the counter', async () => {
    const number = await story.inDecision();
    const told = (await story.act(number, DECIDER, 'tell-interested', { parties: '相邻业主', matter: '日照', days: 3 }))
      .view;
    expect(kinds(told).at(-1)).toBe('interested-notice');
    expect((await refused(number, () => story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })))?.code).toBe(
      'INTERESTED_UNHEARD',
    );
    const heard = (await story.act(number, WINDOW, 'hear-interested', { party: '相邻业主', statement: '无异议' })).view;
    expect(heard.timeline.at(-1)).toMatchObject({ type: 'case.statement-recorded.v1', texts: { statement: '无异议' } });
    const again = { party: '业主委员会', statement: '要求复核日照' };
    expect((await story.act(number, WINDOW, 'hear-interested', again)).view.steps.at(-1)).toMatchObject({
      endedAt: null,
    });
    await place.sql(`SELECT platform.move_time(platform.business_now() + interval '7 days')`);
    const decided = (await story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })).view;
    expect(decided.steps.find(({ kind }) => kind === 'INTERESTED')).toMatchObject({ outcome: 'HEARD' });
  });
});

describe('experts', () => {
  it('see the case, score unseen by one another, and the mean is there when all have', async () => {
    const number = await story.inReview();
    expect((await refused(number, () => door.view(number, personId('expert.1'))))?.code).toBe('NO_SUCH_CASE');
    const call = (experts: string[]) => () =>
      story.act(number, DECIDER, 'convene-experts', { experts, basis: '技术复杂', days: 5 });
    expect((await refused(number, call(['expert:e01', 'expert:e02', 'expert:e99'])))?.code).toBe('NO_SUCH_OFFICER');
    expect((await call(EXPERTS)()).view).toMatchObject({
      experts: { n: 0, of: 3, mean: null },
      clock: { state: 'paused' },
    });
    await story.act(number, 'expert.1', 'score', { score: 80, text: '方案可行' });
    const blind = await door.view(number, personId('expert.2'));
    expect(blind.next.map(({ act }) => act)).toEqual(['score', 'recuse']);
    expect(JSON.stringify([blind, await door.view(number, personId(DECIDER))])).not.toMatch(/方案可行|"score":80/);
    await story.act(number, 'expert.2', 'score', { score: 65.5, text: '基本可行' });
    expect((await refused(number, () => story.act(number, DECIDER, 'resume')))?.code).toBe('EXPERTS_AWAITED');
    const done = (await story.act(number, 'expert.3', 'score', { score: 90, text: '优秀' })).view;
    expect(done.experts).toEqual({ n: 3, of: 3, mean: null });
    expect(JSON.stringify(done)).not.toMatch(/方案可行|"score":/);
    const seen = (await story.act(number, DECIDER, 'resume')).view;
    expect(seen.experts).toEqual({ n: 3, of: 3, mean: 78.5 });
    expect(
      seen.timeline
        .filter(({ type }) => type === 'case.scored.v1')
        .map(({ data, texts }) => [data['score'], texts['text']]),
    ).toEqual([
      [80, '方案可行'],
      [65.5, '基本可行'],
      [90, '优秀'],
    ]);
    expect(
      (await refused(number, () => story.act(number, 'expert.4', 'score', { score: 1, text: '外人' })))?.code,
    ).toBe('NO_SUCH_CASE');
  });
});

it('an expert who does not answer is released by the body that decides, with its reason; one whose own matter it is steps back', async () => {
  const number = await story.inReview();
  await story.act(number, DECIDER, 'convene-experts', { experts: EXPERTS, basis: '技术复杂', days: 5 });
  const release = (body?: string) => () =>
    story.act(number, DECIDER, 'recuse', { reason: '逾期未答复', ...(body !== undefined && { body }) });
  expect(await refused(number, release())).toMatchObject({ code: 'BODY_AMBIGUOUS', errors: [{ pointer: '/body' }] });
  expect((await refused(number, release('expert:e04')))?.code).toBe('STEP_NOT_OPEN');
  const other = { reason: '越权', body: 'expert:e02' };
  expect((await refused(number, () => story.act(number, 'expert.1', 'recuse', other)))?.code).toBe('STEP_NOT_OPEN');
  expect((await door.view(number, personId(DECIDER))).next.find(({ act }) => act === 'recuse')?.bodies).toEqual(
    EXPERTS,
  );
  const released = (await release('expert:e01')()).view;
  // In the name of the park, which alone the event leaves to be understood.
  expect(released.timeline.at(-1)).toMatchObject({
    type: 'case.recused.v1',
    actor: `person:${personId(DECIDER)}`,
    data: { expert: 'expert:e01' },
    texts: { reason: '逾期未答复' },
  });
  expect(released.timeline.at(-1)!.data).not.toHaveProperty('body');
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from)
     SELECT $1, 'APPLICANT', applicant, '2015-01-01' FROM cases.approval_case WHERE number = $2`,
    [personId('expert.2'), number],
  );
  const score = () => story.act(number, 'expert.2', 'score', { score: 99, text: '自家项目' });
  expect((await refused(number, score))?.code).toBe('OWN_MATTER');
  const stepped = (await story.act(number, 'expert.2', 'recuse', { reason: '本人为申请企业经办人' })).view;
  expect(stepped.timeline.at(-1)!.data).toMatchObject({ body: 'expert:e02' });
  await place.sql(`DELETE FROM registry.mandate WHERE person = $1 AND role = 'APPLICANT'`, [personId('expert.2')]);
  expect(stepped.steps.filter(({ outcome }) => outcome === 'RECUSED').map(({ body }) => body)).toEqual([
    'expert:e01',
    'expert:e02',
  ]);
});

it('what was granted is handed out by the window, once, and the days for it are its own (item 5)', async () => {
  const none = { basementShelter: false, publicDrainage: false, specialFireProject: false };
  const { number } = await story.fileItem('5', { form: { ...exampleOf('5'), ...none } });
  await story.act(number, WINDOW, 'accept');
  await place.sql(`SELECT platform.move_time(platform.business_now() + interval '12 days')`);
  await door.strike(number, false);
  const granted = (await story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })).view;
  expect(granted.steps.at(-1)).toMatchObject({ kind: 'DELIVERY', body: `window:${PARK}`, endedAt: null });
  expect(granted.steps.at(-1)?.due).not.toBeNull();
  const handed = (await story.act(number, WINDOW, 'deliver', { method: 'POST', receiver: 'EMS 1' })).view;
  expect(handed.steps.at(-1)).toMatchObject({ outcome: 'DELIVERED' });
  expect((await refused(number, () => story.act(number, WINDOW, 'deliver', { method: 'POST' })))?.code).toBe(
    'STEP_NOT_OPEN',
  );
});

it('a card that was wrong is taken back by the commission alone, and its task shows it no more', async () => {
  const number = await story.inReview();
  await place.sql(`SELECT platform.move_time(platform.business_now() + interval '30 days')`);
  await door.strike(number, false);
  const cards = () => place.sql(`SELECT DISTINCT card FROM cases.task WHERE number = $1 AND kind = 'REVIEW'`, [number]);
  expect(await cards()).toEqual([{ card: 'RED' }]);
  const body = { card: 'RED', reason: '系统故障期间' };
  expect((await refused(number, () => story.act(number, DECIDER, 'revoke-card', body)))?.code).toBe('NOT_ALLOWED');
  const { view } = await story.act(number, 'commission', 'revoke-card', body);
  expect(view.cards).toMatchObject([
    { colour: 'YELLOW', isRevoked: false },
    { colour: 'RED', isRevoked: true },
  ]);
  expect(await cards()).toEqual([{ card: 'YELLOW' }]);
});

it('applicant and officers write to each other on the case, also when it has ended; nobody else does', async () => {
  const { number } = await story.file();
  await story.act(number, 'applicant.a', 'message', { text: '何时受理？' });
  const answered = (await story.act(number, WINDOW, 'message', { text: '今日受理。' })).view;
  expect(answered.timeline.slice(-2).map(({ actor, texts }) => [actor, texts['text']])).toEqual([
    [`person:${personId('applicant.a')}`, '何时受理？'],
    [`person:${personId(WINDOW)}`, '今日受理。'],
  ]);
  await story.act(number, 'applicant.a', 'withdraw');
  expect((await story.act(number, WINDOW, 'message', { text: '材料可来窗口取回。' })).status).toBe('WITHDRAWN');
  expect((await refused(number, () => story.act(number, 'applicant.b', 'message', { text: '?' })))?.code).toBe(
    'NO_SUCH_CASE',
  );
});

it('nobody checks the site, chairs or scores in the matter of his or her own enterprise', async () => {
  const number = await story.inReview();
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from)
     SELECT p, 'APPLICANT', applicant, '2015-01-01' FROM cases.approval_case, unnest($1::text[]) p WHERE number = $2`,
    [[personId('review.fire'), personId('expert.2')], number],
  );
  const own = personId('review.fire');
  const said = async (act: string, body: object) => refused(number, () => story.act(number, DECIDER, act, body));
  const checked = { officers: [own, personId('review.water')], findings: '与图纸相符' };
  expect(await said('site-check', checked)).toMatchObject({
    code: 'OFFICER_CONCERNED',
    errors: [{ pointer: '/officers' }],
  });
  const chaired = { on: '2031-06-02', place: '三楼', chair: own };
  expect(await said('notice-hearing', chaired)).toMatchObject({
    code: 'OFFICER_CONCERNED',
    errors: [{ pointer: '/chair' }],
  });
  const called = { experts: EXPERTS, basis: '技术复杂', days: 5 };
  expect(await said('convene-experts', called)).toMatchObject({
    code: 'OFFICER_CONCERNED',
    errors: [{ pointer: '/experts' }],
  });
  await place.sql(
    `DELETE FROM registry.mandate WHERE person = ANY($1) AND role = 'APPLICANT' AND valid_from = '2015-01-01'`,
    [[own, personId('expert.2')]],
  );
  expect((await story.act(number, DECIDER, 'site-check', checked)).status).toBe('REVIEW');
});

it('nobody acts as an officer in the matter of his or her own enterprise', async () => {
  const number = await story.inDecision();
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from)
     SELECT $1, 'APPLICANT', applicant, '2015-01-01' FROM cases.approval_case WHERE number = $2`,
    [personId(DECIDER), number],
  );
  const decide = () => story.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
  expect((await refused(number, decide))?.code).toBe('OWN_MATTER');
  await place.sql(`DELETE FROM registry.mandate WHERE person = $1 AND role = 'APPLICANT'`, [personId(DECIDER)]);
  expect((await decide()).status).toBe('GRANTED');
});

it('a lower level examines first and reports up; then a department’s silence counts, where the item says so', async () => {
  const lower = { preReview: { body: 'park:*', within: { value: 20, unit: 'workday' } } };
  await place.sql(
    `UPDATE registry.item SET definition = definition || $1::jsonb || jsonb_build_object('reviewers',
       (SELECT jsonb_agg(r || '{"silence": {"value": 2, "unit": "workday"}}') FROM jsonb_array_elements(definition->'reviewers') r))
     WHERE code = '16'`,
    [JSON.stringify(lower)],
  );
  const examiner = 'decider.jinqiao';
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from) VALUES ($1, 'REVIEWER', $2, '2020-01-01')`,
    [personId(examiner), `park:${PARK}`],
  );
  const { number } = await story.file();
  const accepted = (await story.act(number, WINDOW, 'accept')).view;
  const open = ({ steps }: CaseView) => steps.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);
  expect(open(accepted)).toEqual(['PRE_REVIEW']);
  expect((await refused(number, () => story.opinion(number, 'fire')))?.code).toBe('NOT_ALLOWED');
  const report = { verdict: 'DISAGREE', text: '现场与图纸不符' };
  const reported = (await story.act(number, examiner, 'report-up', report)).view;
  expect([open(reported), reported.review.dissent]).toEqual([['REVIEW', 'REVIEW', 'REVIEW'], [`park:${PARK}`]]);
  await story.opinion(number, 'fire');
  await place.sql(`SELECT platform.move_time(platform.business_now() + interval '7 days')`);
  await door.strike(number, false);
  const silent = await door.view(number, personId(DECIDER));
  expect(silent.status).toBe('DECISION');
  expect(silent.timeline.filter(({ type }) => type === 'case.deemed-agreed.v1')).toHaveLength(2);
  expect((await refused(number, () => story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })))?.code).toBe(
    'DISSENT_UNANSWERED',
  );
  const answer = { outcome: 'GRANT', dissentHandling: '图纸已更正' };
  expect((await story.act(number, DECIDER, 'decide', answer)).status).toBe('GRANTED');
});

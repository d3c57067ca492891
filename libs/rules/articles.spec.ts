// The law, sentence by sentence: each test is named by what an article says, and shows it on item 16 with what the sentence needs.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { type ActData } from './doing';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { offered, reduce } from './reduce';
import { type CaseState } from './state';
import { openSteps } from './steps';
import { panelOf } from './special';
import { civilDateOf } from './workday';

const plain = permitFor('dept:civil-defence', 'dept:fire', 'dept:water');
const workdays = (value: number) => ({ value, unit: 'workday' as const });
const DAY = 86_400_000;
type Told = [act: ActName, data?: ActData, by?: string];

/** A case of an item, some acts on, an hour apart; time has its say before each. */
function lived(definition: Definition, acts: readonly Told[], from = FILED): CaseState {
  const parties = { ...partiesTo(definition), ...(definition.preReview && { preReviewer: definition.preReview.body }) };
  const filed = reduce(null, { act: 'file', at: from, by: 'p0', data: { parties } }, definition, calendar).state;
  return acts.reduce(
    (state, [act, data, by], i) => does(state, definition, act, data, from + (i + 1) * 3_600_000, by),
    filed,
  );
}
function does(before: CaseState, definition: Definition, act: ActName, data: ActData = {}, when?: number, by = 'p1') {
  const now = when ?? before.lastAt + 60_000;
  const { state } = settle(before, definition, calendar, now);
  return settle(reduce(state, { act, at: now, by, data }, definition, calendar).state, definition, calendar, now).state;
}
const agree = (...bodies: string[]): Told[] =>
  bodies.map((body) => ['opinion', { body, verdict: 'AGREE' }, `person:p-${body}`]);
const ALL = ['dept:civil-defence', 'dept:fire', 'dept:water'];
const DECIDABLE: Told[] = [['accept'], ...agree(...ALL)];
const kindsOpen = ({ steps }: CaseState) => steps.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);
const standsStill = (state: CaseState) => state.dates.statutory === null;
const dayOf = (instant: number | undefined) => instant && civilDateOf(instant);

describe('行政许可法 第三十二条', () => {
  it('（一）申请事项依法不需要取得行政许可的，应当即时告知申请人不受理', () => {
    const state = lived(plain, [['not-required']]);
    expect([state.status, kindsOpen(state), state.instants]).toEqual(['NOT_REQUIRED', [], []]);
  });

  it('（二）依法不属于本行政机关职权范围的，应当即时作出不予受理的决定', () => {
    expect(lived(plain, [['no-jurisdiction']]).status).toBe('NO_JURISDICTION');
    expect(() => lived(plain, [['accept'], ['no-jurisdiction']])).toThrow('ACT_OUT_OF_TURN');
  });

  it('逾期不告知的自收到申请材料之日起即为受理：自受理起算的期限自收件之日起算，申请人补正的时间不计', () => {
    const item: Definition = { ...plain, start: 'ACCEPTANCE', statutory: workdays(20), promised: workdays(13) };
    const filed = lived(item, [], at('2026-03-02T10:00'));
    const asked = does(filed, item, 'request-correction', { items: [null] }, at('2026-03-03T10:00'));
    const brought = does(asked, item, 'supplement', {}, at('2026-04-20T10:00'));
    const { state, settled } = settle(brought, item, calendar, at('2026-04-25T00:00'));
    expect(settled.map(({ act }) => act)).toEqual(['deem-accepted']);
    // One day had passed when the notice was given; nineteen and twelve are left from the day after the correction.
    expect([state.dates.statutory?.dueOn, state.dates.promised?.dueOn]).toEqual(['2026-05-19', '2026-05-09']);
    const decided = ALL.reduce((is, body) => does(is, item, 'opinion', { body, verdict: 'AGREE' }), state);
    const { event } = reduce(
      decided,
      { act: 'decide', at: at('2026-04-27T10:00'), by: 'p1', data: { outcome: 'GRANT' } },
      item,
      calendar,
    );
    expect(event.data).toMatchObject({ net: 6, onTime: true });
  });
});

describe('上海市优化营商环境条例 第二十四条 容缺受理', () => {
  const item = { ...plain, lateMaterial: workdays(10) };

  it('主要材料齐全的先予受理，其余在规定期限内补交', () => {
    const state = lived(item, [['accept-conditionally', { items: [null] }]]);
    expect(state.status).toBe('REVIEW');
    expect(kindsOpen(state)).toEqual(['LATE_MATERIAL', 'REVIEW', 'REVIEW', 'REVIEW']);
    // From Friday 2026-09-18: the make-up Sunday counts, Mid-Autumn and National Day do not.
    expect(dayOf(state.instants.find(({ act }) => act === 'step-overdue')?.at)).toBe('2026-10-10');
  });

  it('补交之前不得准予许可，不予许可不在此限', () => {
    const decidable = lived(item, [['accept-conditionally', { items: [null] }], ...agree(...ALL)]);
    expect(() => does(decidable, item, 'decide', { outcome: 'GRANT' })).toThrow('LATE_MATERIAL_OPEN');
    expect(does(decidable, item, 'decide', { outcome: 'REFUSE' }).status).toBe('REFUSED');
    const brought = does(decidable, item, 'bring-late-material');
    expect(does(brought, item, 'decide', { outcome: 'GRANT' }).status).toBe('GRANTED');
  });

  it('事项未规定的，不得容缺', () => {
    expect(() => lived(plain, [['accept-conditionally', { items: [null] }]])).toThrow('LATE_MATERIAL_NOT_ALLOWED');
  });
});

describe('行政许可法 第二十六条 联合办理', () => {
  it('意见有变的，可以请已答复的部门再次会签，决定等待其新的意见', () => {
    const again = lived(plain, [...DECIDABLE, ['recirculate', { bodies: ['dept:fire'] }]]);
    expect([again.status, kindsOpen(again)]).toEqual(['REVIEW', ['REVIEW']]);
    const dissents = does(again, plain, 'opinion', { body: 'dept:fire', verdict: 'DISAGREE' });
    expect(dissents.status).toBe('DECISION');
    expect(() => does(dissents, plain, 'decide', { outcome: 'GRANT' })).toThrow('DISSENT_UNANSWERED');
  });

  it('只有已经答复的部门可以再次会签', () => {
    const one = lived(plain, [['accept'], ...agree('dept:fire')]);
    expect(() => does(one, plain, 'recirculate', { bodies: ['dept:water'] })).toThrow('BODY_NOT_ANSWERED');
    expect(() => does(one, plain, 'recirculate', { bodies: ['dept:health'] })).toThrow('BODY_NOT_ANSWERED');
    expect(() => does(one, plain, 'recirculate', {})).toThrow('BODY_NOT_ANSWERED');
  });

  it('有部门不同意的，可以提前终结会审，但只能不予许可', () => {
    const dissent = lived(plain, [['accept'], ['opinion', { body: 'dept:fire', verdict: 'DISAGREE' }]]);
    const closed = does(dissent, plain, 'close-review');
    expect(closed.status).toBe('DECISION');
    const grant = { outcome: 'GRANT' as const, dissentHandled: true };
    expect(() => does(closed, plain, 'decide', grant)).toThrow('REVIEW_UNHEARD');
    expect(does(closed, plain, 'decide', { outcome: 'REFUSE' }).status).toBe('REFUSED');
    // Heard after all, a grant is possible again.
    const bodies = ['dept:civil-defence', 'dept:water'];
    const heard = bodies.reduce(
      (state, body) => does(state, plain, 'opinion', { body, verdict: 'AGREE' }),
      does(closed, plain, 'recirculate', { bodies }),
    );
    expect(does(heard, plain, 'decide', grant).status).toBe('GRANTED');
  });

  it('没有不同意见的，会审不得提前终结', () => {
    expect(() => lived(plain, [['accept'], ...agree('dept:fire'), ['close-review']])).toThrow('NO_DISSENT');
  });

  it('部门的沉默只在事项规定时视为同意，到期之时生效', () => {
    const item = { ...plain, reviewers: plain.reviewers.map((one) => ({ ...one, silence: workdays(2) })) };
    const state = lived(item, [['accept']]);
    const end = at('2026-09-22T00:00'); // accepted on Friday: the make-up Sunday and Monday are the two days
    expect(settle(state, item, calendar, end - 1).state.status).toBe('REVIEW');
    const after = settle(state, item, calendar, end).state;
    expect([after.status, after.steps.filter(({ outcome }) => outcome === 'SILENT').length]).toEqual(['DECISION', 3]);
    expect(settle(lived(plain, [['accept']]), plain, calendar, end).state.status).toBe('REVIEW');
  });
});

describe('行政许可法 第三十四条', () => {
  it('需要对申请材料的实质内容进行核实的，应当指派两名以上工作人员进行核查', () => {
    const state = lived(plain, [['accept']]);
    expect(() => does(state, plain, 'site-check', { officers: ['p2'] })).toThrow('SITE_CHECK_ALONE');
    expect(() => does(state, plain, 'site-check', { officers: ['p2', 'p2'] })).toThrow('SITE_CHECK_ALONE');
    expect(does(state, plain, 'site-check', { officers: ['p2', 'p3'] }).status).toBe('REVIEW');
  });
});

describe('行政许可法 第三十六条', () => {
  it('直接关系他人重大利益的，应当告知该利害关系人，并听取其意见：期满之前不得作出决定', () => {
    const told = lived(plain, [...DECIDABLE, ['tell-interested', { days: 3 }]]);
    expect(() => does(told, plain, 'decide', { outcome: 'GRANT' })).toThrow('INTERESTED_UNHEARD');
    const lapse = told.instants.find(({ act }) => act === 'lapse-right')!;
    expect(dayOf(lapse.at)).toBe('2026-09-23');
    expect(does(told, plain, 'decide', { outcome: 'GRANT' }, lapse.at).status).toBe('GRANTED');
  });

  it('一人陈述之后，其他利害关系人在期限内仍可陈述和申辩', () => {
    const told = lived(plain, [...DECIDABLE, ['tell-interested', { days: 3 }]]);
    const heard = does(told, plain, 'hear-interested');
    expect(() => does(heard, plain, 'decide', { outcome: 'GRANT' })).toThrow('INTERESTED_UNHEARD');
    const again = does(heard, plain, 'hear-interested');
    const end = told.instants.find(({ act }) => act === 'lapse-right')!.at;
    const outcomeOf = (state: CaseState) =>
      settle(state, plain, calendar, end).state.steps.find(({ kind }) => kind === 'INTERESTED')!.outcome;
    expect([told, heard, again].map(outcomeOf)).toEqual(['SILENT', 'HEARD', 'HEARD']);
  });
});

describe('行政许可法 第四十三条', () => {
  const item = { ...plain, preReview: { body: 'park:caohejing', within: workdays(20) } };

  it('下级行政机关先行审查，报送之后上级才开始审查', () => {
    const state = lived(item, [['accept']]);
    expect(kindsOpen(state)).toEqual(['PRE_REVIEW']);
    expect(() => does(state, item, 'opinion', { body: 'dept:fire', verdict: 'AGREE' })).toThrow('STEP_NOT_OPEN');
    expect(kindsOpen(does(state, item, 'report-up', { verdict: 'AGREE' }))).toEqual(['REVIEW', 'REVIEW', 'REVIEW']);
  });

  it('下级机关不同意而准予许可的，必须说明如何处理', () => {
    const disagrees = lived({ ...item, reviewers: [] }, [['accept'], ['report-up', { verdict: 'DISAGREE' }]]);
    const decide = (data: ActData) => does(disagrees, item, 'decide', data).status;
    expect(() => decide({ outcome: 'GRANT' })).toThrow('DISSENT_UNANSWERED');
    expect(decide({ outcome: 'GRANT', dissentHandled: true })).toBe('GRANTED');
    expect(decide({ outcome: 'REFUSE' })).toBe('REFUSED');
  });

  it('应当自受理之日起二十日内审查完毕：逾期为环节超期，随特别程序中止', () => {
    const state = lived(item, [['accept']]);
    const overdue = (of: CaseState) => dayOf(of.instants.find(({ act }) => act === 'step-overdue')?.at);
    expect(overdue(state)).toBe('2026-10-23');
    expect(overdue(does(state, item, 'pause', { reason: 'appraisal', days: 3 }))).toBeUndefined();
  });
});

describe('行政许可法 第四十五条', () => {
  it('专家评审所需时间不计算在期限内', () => {
    const experts = ['expert:a', 'expert:b', 'expert:c'];
    const convened = lived(plain, [['accept'], ['convene-experts', { experts, days: 2 }]]);
    expect(standsStill(convened)).toBe(true);
    const scored = experts.reduce(
      (state, body, i) => does(state, plain, 'score', { body, score: 70 + i * 10 }),
      convened,
    );
    expect(() => does(convened, plain, 'resume')).toThrow('EXPERTS_AWAITED');
    expect(standsStill(does(scored, plain, 'resume'))).toBe(false);
  });

  it('评审专家不少于三名，回避的不计，可以增补', () => {
    const experts = ['expert:a', 'expert:b', 'expert:c'];
    expect(() => lived(plain, [['accept'], ['convene-experts', { experts: experts.slice(1), days: 2 }]])).toThrow(
      'EXPERTS_TOO_FEW',
    );
    const recused = lived(plain, [
      ['accept'],
      ['convene-experts', { experts, days: 2 }],
      ['recuse', { body: 'expert:a' }],
    ]);
    const two = ['expert:b', 'expert:c'].reduce(
      (state, body) => does(state, plain, 'score', { body, score: 80 }),
      recused,
    );
    expect(() => does(two, plain, 'resume')).toThrow('EXPERTS_AWAITED');
    expect(() => does(two, plain, 'convene-experts', { experts: ['expert:b', 'expert:d'], days: 2 })).toThrow(
      'EXPERT_CALLED',
    );
    const third = does(does(two, plain, 'convene-experts', { experts: ['expert:d'], days: 2 }), plain, 'score', {
      body: 'expert:d',
      score: 60,
    });
    expect(openSteps(third, 'SPECIAL')).toHaveLength(1);
    expect(openSteps(does(third, plain, 'resume'), 'SPECIAL')).toEqual([]);
  });

  it('评审专家不作答复的，决定机关可以让其退出，另行增补，评审不因一人停滞', () => {
    const experts = ['expert:a', 'expert:b', 'expert:c'];
    const convened = lived(plain, [['accept'], ['convene-experts', { experts, days: 2 }]]);
    const released = does(convened, plain, 'recuse', { expert: 'expert:b' });
    expect(openSteps(released, 'EXPERT').map(({ body }) => body)).toEqual(['expert:a', 'expert:c']);
    expect(() => does(released, plain, 'recuse', { expert: 'expert:b' })).toThrow('STEP_NOT_OPEN');
    const again = does(released, plain, 'convene-experts', { experts: ['expert:d'], days: 2 });
    const scored = ['expert:a', 'expert:c', 'expert:d'].reduce(
      (state, body) => does(state, plain, 'score', { body, score: 80 }),
      again,
    );
    expect(kindsOpen(does(scored, plain, 'resume'))).not.toContain('SPECIAL');
  });

  it('评审结束之前评分互不可见：有人退出、评审组人数不足的，也不公开', () => {
    const experts = ['expert:a', 'expert:b', 'expert:c', 'expert:d'];
    const convened = lived(plain, [['accept'], ['convene-experts', { experts, days: 2 }]]);
    const scores = (state: CaseState, ...bodies: string[]) =>
      bodies.reduce((is, body) => does(is, plain, 'score', { body, score: 80 }), state);
    const short = does(scores(convened, 'expert:a', 'expert:b'), plain, 'recuse', { body: 'expert:c' });
    expect(panelOf(does(short, plain, 'recuse', { body: 'expert:d' }))).toEqual({ n: 2, of: 2, mean: null });
    const all = scores(short, 'expert:d');
    expect(panelOf(all)).toEqual({ n: 3, of: 3, mean: null });
    const over = does(all, plain, 'resume');
    expect(panelOf(over)).toEqual({ n: 3, of: 3, mean: 80 });
    // A special procedure of another kind does not hide again what all have seen.
    expect(panelOf(does(over, plain, 'pause', { reason: 'test', days: 2 }))?.mean).toBe(80);
  });

  it('超过告知的时间，为特别程序超期', () => {
    const state = lived(plain, [['accept'], ['pause', { reason: 'test', days: 2 }]]);
    expect(dayOf(state.instants.find(({ act }) => act === 'special-overrun')?.at)).toBe('2026-09-22');
  });
});

describe('行政许可法 第四十六条、第四十七条、第四十八条 听证', () => {
  const told = () => lived(plain, [...DECIDABLE, ['tell-hearing']]);
  const asked = () => does(told(), plain, 'ask-hearing');
  const announced = (data: ActData = {}) =>
    does(asked(), plain, 'notice-hearing', { on: '2026-10-12', chair: 'p9', ...data });

  it('在被告知听证权利之日起五日内提出听证申请：逾期视为放弃', () => {
    const lapse = told().instants.find(({ act }) => act === 'lapse-right')!;
    expect(dayOf(lapse.at)).toBe('2026-09-25'); // from Friday 09-18: 09-20, 21, 22, 23, 24
    const after = settle(told(), plain, calendar, lapse.at).state;
    expect(offered(after, plain)).toContain('decide');
    expect(() => does(after, plain, 'ask-hearing')).toThrow('HEARING_NOT_OFFERED');
    expect(() => does(told(), plain, 'decide', { outcome: 'REFUSE' })).toThrow('HEARING_OPEN');
  });

  it('应当在二十日内组织听证', () => {
    const overdue = asked().instants.find(({ act, step }) => act === 'step-overdue' && step === 'hearing');
    expect(dayOf(overdue?.at)).toBe('2026-10-23');
  });

  it('应当于举行听证的七日前将时间、地点通知', () => {
    expect(() => announced({ on: '2026-09-29' })).toThrow('HEARING_TOO_SOON');
    expect(announced({ on: '2026-09-30' }).hearing).toEqual({ on: '2026-09-30', chair: 'p9' });
  });

  it('审查该行政许可申请的工作人员以外的人员为听证主持人', () => {
    expect(() => announced({ chair: 'p-dept:fire' })).toThrow('HEARING_CHAIR_EXAMINED');
    const checked = does(asked(), plain, 'site-check', { officers: ['p8', 'p9'] });
    const notice = (chair: string) => () => does(checked, plain, 'notice-hearing', { on: '2026-10-12', chair });
    expect(notice('p8')).toThrow('HEARING_CHAIR_EXAMINED');
    expect(notice('p7')().hearing).toEqual({ on: '2026-10-12', chair: 'p7' });
  });

  it('听证主持人不审查该申请：不发表会审意见，不作初审，不作现场核查', () => {
    const item = { ...plain, preReview: { body: 'park:caohejing', within: workdays(20) } };
    const chaired: Told = ['notice-hearing', { on: '2026-10-12', chair: 'p9' }];
    const lower = lived(item, [['accept'], chaired]);
    expect(() => does(lower, item, 'report-up', { verdict: 'AGREE' }, undefined, 'person:p9')).toThrow(
      'CHAIR_EXAMINES',
    );
    const upper = does(lower, item, 'report-up', { verdict: 'AGREE' }, undefined, 'person:p2');
    const held = does(upper, item, 'record-hearing', {}, at('2026-10-12T11:00'));
    const opinion = { body: 'dept:fire', verdict: 'AGREE' } as const;
    for (const state of [upper, held]) {
      expect(() => does(state, item, 'opinion', opinion, undefined, 'person:p9')).toThrow('CHAIR_EXAMINES');
      expect(() => does(state, item, 'site-check', { officers: ['p8', 'p9'] })).toThrow('CHAIR_EXAMINES');
    }
    expect(does(held, item, 'opinion', opinion, undefined, 'person:p2').status).toBe('REVIEW');
  });

  it('听证所需时间不计算在期限内，听证之前不得作出决定', () => {
    const state = announced();
    expect(standsStill(state)).toBe(true);
    expect(() => does(state, plain, 'decide', { outcome: 'REFUSE' })).toThrow('HEARING_OPEN');
    expect(() => does(state, plain, 'record-hearing', {}, at('2026-10-11T23:59'))).toThrow('HEARING_NOT_HELD');
    expect(standsStill(does(state, plain, 'record-hearing', {}, at('2026-10-12T11:00')))).toBe(false);
  });

  it('应当根据听证笔录，作出行政许可决定', () => {
    const held = does(announced(), plain, 'record-hearing', {}, at('2026-10-12T11:00'));
    expect(() => does(held, plain, 'decide', { outcome: 'REFUSE' })).toThrow('HEARING_UNANSWERED');
    expect(does(held, plain, 'decide', { outcome: 'REFUSE', hearingHandled: true }).status).toBe('REFUSED');
  });

  it('特别程序与听证并行的，二者都结束才恢复计时', () => {
    const both = does(announced(), plain, 'pause', { reason: 'test', days: 30 });
    const held = does(both, plain, 'record-hearing', {}, at('2026-10-12T11:00'));
    expect(standsStill(held)).toBe(true);
    expect(standsStill(does(held, plain, 'resume'))).toBe(false);
  });

  it('涉及公共利益的，行政机关可以主动听证', () => {
    const state = lived(plain, [['accept'], ['notice-hearing', { on: '2026-10-12', chair: 'p9' }]]);
    expect(kindsOpen(state)).toContain('HEARING');
  });
});

describe('行政许可法 第四十四条', () => {
  const item = { ...plain, delivery: workdays(10) };
  const granted = () => lived(item, [...DECIDABLE, ['decide', { outcome: 'GRANT' }]]);

  it('应当自作出决定之日起十日内向申请人颁发、送达：逾期为环节超期', () => {
    expect(kindsOpen(granted())).toEqual(['DELIVERY']);
    expect(granted().instants.map(({ act, at: when }) => [act, civilDateOf(when)])).toEqual([
      ['step-overdue', '2026-10-10'],
    ]);
    const handed = does(granted(), item, 'deliver', { method: 'COUNTER' });
    expect([handed.status, handed.instants]).toEqual(['GRANTED', []]);
    expect(() => does(handed, item, 'deliver', { method: 'POST' })).toThrow('NOTHING_TO_DELIVER');
  });

  it('不予许可的没有可以颁发的证照', () => {
    expect(kindsOpen(lived(item, [...DECIDABLE, ['decide', { outcome: 'REFUSE' }]]))).toEqual([]);
  });
});

describe('行政许可法 第六十条 监督检查', () => {
  it('到期日前若干个工作日提醒，事项未规定的不提醒', () => {
    const reminded = lived({ ...plain, reminder: 2 }, []).instants.find(({ act }) => act === 'remind');
    expect(dayOf(reminded?.at)).toBe('2026-09-21'); // due on 09-23
    expect(lived(plain, []).instants.map(({ act }) => act)).not.toContain('remind');
  });

  it('超过法定期限的，管委会立案督办', () => {
    const state = settle(lived(plain, [['accept']]), plain, calendar, at('2026-09-29T00:00')).state;
    expect(openSteps(state, 'SUPERVISION').map(({ id, body }) => [id, body])).toContainEqual([
      'supervision/statutory',
      'commission',
    ]);
  });

  it('会审超过本部门时限的为环节超期，一个部门一次', () => {
    const item = { ...plain, reviewers: plain.reviewers.map((one) => ({ ...one, within: workdays(1) })) };
    const { settled } = settle(lived(item, [['accept'], ...agree('dept:fire')]), item, calendar, FILED + 5 * DAY);
    const overruns = settled.filter(({ act }) => act === 'step-overdue').map(({ event }) => event.data.step);
    expect(overruns).toEqual(['review/dept:civil-defence', 'review/dept:water']);
  });

  it('错误的红黄牌可以撤销，不再重发', () => {
    const red = settle(lived(plain, [['accept']]), plain, calendar, at('2026-09-24T09:00')).state;
    const revoked = does(red, plain, 'revoke-card', { card: 'RED' });
    expect(revoked.fired.find(({ act }) => act === 'red-card')).toMatchObject({ isRevoked: true });
    expect(revoked.instants.map(({ act }) => act)).not.toContain('red-card');
    expect(() => does(revoked, plain, 'revoke-card', { card: 'RED' })).toThrow('NO_SUCH_CARD');
    expect(() => lived(plain, [['revoke-card', { card: 'YELLOW' }]])).toThrow('NO_SUCH_CARD');
  });
});

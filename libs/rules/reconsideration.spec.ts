// Reconsideration and the second round, sentence by sentence. 行政复议法 20, 62, 64.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type ActData } from './doing';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { askReconsiderationBy } from './reconsideration';
import { offered, reduce } from './reduce';
import { type CaseState } from './state';

const item = permitFor();
function does(before: CaseState, act: ActName, when: string, data: ActData = {}): CaseState {
  const now = at(when);
  const { state } = settle(before, item, calendar, now);
  return settle(reduce(state, { act, at: now, by: 'person:a', data }, item, calendar).state, item, calendar, now).state;
}
const file = { act: 'file', at: FILED, by: 'p', data: { parties: partiesTo(item) } } as const;
const filed = reduce(null, file, item, calendar).state;
const accepted = does(filed, 'accept', '2026-09-18T17:00');
// Past the due date of 2026-09-24: both cards have fallen.
const refused = does(accepted, 'decide', '2026-09-28T09:00', { outcome: 'REFUSE' });
const asked = does(refused, 'ask-reconsideration', '2026-10-20T09:00');
const remanded = does(asked, 'decide-reconsideration', '2026-11-09T09:00', { ruling: 'REMANDED' });
const kindsOpen = ({ steps }: CaseState) => steps.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);

describe('行政复议法 第二十条', () => {
  it('可以自知道该行政行为之日起六十日内提出行政复议申请', () => {
    // Sixty days after 28 September, the first not counted: 27 November, a Friday.
    expect(askReconsiderationBy(refused, calendar)?.dueOn).toBe('2026-11-27');
    expect(does(refused, 'ask-reconsideration', '2026-11-27T23:59').status).toBe('REFUSED');
    expect(() => does(refused, 'ask-reconsideration', '2026-11-28T00:00')).toThrow('RECONSIDERATION_TOO_LATE');
  });

  it('不予受理的，也可以申请；准予的、撤回的，没有可以复议的不利决定', () => {
    const turnedAway = does(filed, 'refuse-acceptance', '2026-09-18T17:00');
    expect(offered(turnedAway, item)).toContain('ask-reconsideration');
    const granted = does(accepted, 'decide', '2026-09-21T09:00', { outcome: 'GRANT' });
    for (const state of [granted, does(filed, 'withdraw', '2026-09-18T17:00')]) {
      expect(askReconsiderationBy(state, calendar)).toBeNull();
      expect(() => does(state, 'ask-reconsideration', '2026-09-22T09:00')).toThrow('ACT_OUT_OF_TURN');
    }
  });

  it('告知无需许可、不属本机关职权的，同样可以申请；撤销的，回到窗口重新收件', () => {
    for (const act of ['not-required', 'no-jurisdiction'] as const) {
      const turnedAway = does(filed, act, '2026-09-18T17:00');
      expect(offered(turnedAway, item)).toContain('ask-reconsideration');
      expect(askReconsiderationBy(turnedAway, calendar)?.dueOn).toBe('2026-11-17');
      const asked = does(turnedAway, 'ask-reconsideration', '2026-09-22T09:00');
      expect(asked.instants.map(({ act: name }) => name)).toEqual(['step-overdue']);
      const again = does(asked, 'decide-reconsideration', '2026-11-09T09:00', { ruling: 'REMANDED' });
      expect([again.status, again.round, kindsOpen(again)]).toEqual(['RECEIVED', 2, ['ACCEPTANCE']]);
    }
  });

  it('对同一决定只能申请一次', () => {
    expect(() => does(asked, 'ask-reconsideration', '2026-10-21T09:00')).toThrow('RECONSIDERATION_ASKED');
    const upheld = does(asked, 'decide-reconsideration', '2026-11-02T09:00', { ruling: 'UPHELD' });
    expect(() => does(upheld, 'ask-reconsideration', '2026-11-03T09:00')).toThrow('RECONSIDERATION_ASKED');
  });
});

it('行政复议法 第六十二条 自受理申请之日起六十日内作出：逾期的，环节超期', () => {
  expect(kindsOpen(asked)).toEqual(['RECONSIDERATION']);
  expect(asked.instants).toEqual([
    { act: 'step-overdue', at: at('2026-12-22T00:00'), level: null, step: 'reconsideration' }, // the 19th is a Saturday
  ]);
});

describe('行政复议法 第六十四条', () => {
  it('维持的，原决定不变', () => {
    const upheld = does(asked, 'decide-reconsideration', '2026-11-02T09:00', { ruling: 'UPHELD' });
    expect([upheld.status, upheld.round, kindsOpen(upheld), upheld.instants]).toEqual(['REFUSED', undefined, [], []]);
  });

  it('撤销并责令重新作出的，回到待决定，时限自此重新起算', () => {
    expect([remanded.status, remanded.round, remanded.endedAt, kindsOpen(remanded)]).toEqual([
      'DECISION',
      2,
      null,
      ['DECISION'],
    ]);
    // Four working days after Monday 9 November, promised as any other time.
    expect(remanded.dates.due).toMatchObject({ dueOn: '2026-11-13', basis: 'PROMISE' });
    expect(does(remanded, 'decide', '2026-11-10T09:00', { outcome: 'GRANT' }).status).toBe('GRANTED');
  });

  it('前一次办理的牌保留，本次办理可以再次出牌、再次督办', () => {
    const cards = (state: CaseState) => state.fired.filter(({ act }) => act === 'red-card').map(({ isPast }) => isPast);
    expect(cards(remanded)).toEqual([true]);
    const late = settle(remanded, item, calendar, at('2026-12-31T00:00')).state;
    expect(cards(late)).toEqual([true, undefined]);
    const supervised = late.steps.filter(({ kind }) => kind === 'SUPERVISION').map(({ id }) => id);
    expect(new Set(supervised).size).toBe(supervised.length);
  });

  it('不予受理被撤销的，回到收件，五日的受理期限重新起算；逾期视为自回到之日起受理', () => {
    const turnedAway = does(filed, 'refuse-acceptance', '2026-09-18T17:00');
    const again = does(
      does(turnedAway, 'ask-reconsideration', '2026-09-22T09:00'),
      ...(['decide-reconsideration', '2026-11-09T09:00', { ruling: 'REMANDED' }] as const),
    );
    expect([again.status, kindsOpen(again), again.dates.acceptance?.dueOn]).toEqual([
      'RECEIVED',
      ['ACCEPTANCE'],
      '2026-11-16',
    ]);
    const silent = settle(again, item, calendar, at('2026-11-17T00:00')).state;
    expect([silent.status, silent.acceptedAt]).toEqual(['DECISION', at('2026-11-09T09:00')]);
  });

  it('原决定之前未补交的容缺材料、未答复的异议，重新办理时仍须补交、答复', () => {
    const late = {
      ...item,
      lateMaterial: { value: 5, unit: 'workday' as const },
      publicity: { value: 1, unit: 'day' as const },
    };
    const acts: [ActName, string, ActData?][] = [
      ['accept-conditionally', '2026-09-18T17:00', { items: [null] }],
      ['object', '2026-09-18T18:00'],
      ['decide', '2026-09-28T09:00', { outcome: 'REFUSE', objectionsHandled: true }],
      ['ask-reconsideration', '2026-09-29T09:00'],
      ['decide-reconsideration', '2026-10-12T09:00', { ruling: 'REMANDED' }],
    ];
    const live = (state: CaseState, act: ActName, when: string, data: ActData = {}) => {
      const { state: then } = settle(state, late, calendar, at(when));
      return reduce(then, { act, at: at(when), by: 'person:a', data }, late, calendar).state;
    };
    const again = acts.reduce((state, [act, when, data]) => live(state, act, when, data), filed);
    expect(kindsOpen(again).sort()).toEqual(['DECISION', 'LATE_MATERIAL', 'OBJECTION']);
    const grant = { outcome: 'GRANT', objectionsHandled: true } as const;
    expect(() => live(again, 'decide', '2026-10-13T09:00', grant)).toThrow('LATE_MATERIAL_OPEN');
    const brought = live(again, 'bring-late-material', '2026-10-13T09:00');
    expect(() => live(brought, 'decide', '2026-10-13T10:00', { outcome: 'GRANT' })).toThrow('OBJECTION_UNANSWERED');
    expect(live(brought, 'decide', '2026-10-13T10:00', grant).status).toBe('GRANTED');
  });

  it('重新作出的不予许可，可以再次申请复议', () => {
    const again = does(remanded, 'decide', '2026-11-11T09:00', { outcome: 'REFUSE' });
    expect(offered(again, item)).toContain('ask-reconsideration');
    expect(does(again, 'ask-reconsideration', '2026-11-12T09:00').steps.at(-1)?.id).toBe('reconsideration/2');
  });
});

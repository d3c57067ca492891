// Service of instruments, and the days that run from it. 行政许可法 44; 行政复议法 20; 行政复议法实施条例 15.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type ActData } from './doing';
import { type ActName } from './lifecycle';
import { askReconsiderationBy } from './reconsideration';
import { offered, reduce } from './reduce';
import { isOpenToRecord, serviceOf } from './service';
import { type CaseState, type Paper } from './state';

const item = { ...permitFor(), delivery: { value: 10, unit: 'workday' as const } };
const does = (state: CaseState | null, act: ActName, when: number, data: ActData = {}) =>
  reduce(state, { act, at: when, by: 'person:a', data }, item, calendar).state;
const filed = does(null, 'file', FILED, { parties: partiesTo(item) });
const accepted = does(filed, 'accept', at('2026-09-18T17:00'));
const decided = (outcome: 'GRANT' | 'REFUSE') => does(accepted, 'decide', at('2026-09-21T09:00'), { outcome });
const refused = decided('REFUSE');

const DECISION: Paper = { id: 'd1', kind: 'written-decision', issuedOn: '2026-09-21' };
const served = (on: string, more: ActData = {}) =>
  does(refused, 'serve', at('2026-10-20T09:00'), { papers: [DECISION], method: 'POST', on, ...more });

describe('民事诉讼法 第八十七条、第九十条 文书的送达', () => {
  it('记录方式和日期，一份文书只送达一次', () => {
    const state = served('2026-10-12');
    expect(serviceOf(state, 'd1')).toEqual({ method: 'POST', on: '2026-10-12' });
    expect(serviceOf(state, 'd2')).toBeNull();
    const again = { papers: [DECISION], method: 'COUNTER' as const, on: '2026-09-22' };
    expect(() => does(state, 'serve', at('2026-10-21T09:00'), again)).toThrow('SERVED_ALREADY');
    expect(() => does(state, 'acknowledge-receipt', at('2026-10-21T09:00'), again)).toThrow('SERVED_ALREADY');
  });

  it('不早于制发之日，不晚于登记之日', () => {
    expect(() => served('2026-09-20')).toThrow('SERVED_BEFORE_ISSUE');
    expect(() => served('2026-10-21')).toThrow('SERVED_IN_FUTURE');
    expect(serviceOf(served('2026-09-21'), 'd1')?.on).toBe('2026-09-21');
    expect(serviceOf(served('2026-10-20'), 'd1')?.on).toBe('2026-10-20');
  });

  it('没有文书或者方式的，不成其为送达', () => {
    expect(() => served('2026-10-12', { papers: [] })).toThrow('BAD_INPUT');
    expect(() => does(refused, 'serve', at('2026-10-20T09:00'), { papers: [DECISION] })).toThrow('BAD_INPUT');
  });

  it('登记有误的，说明理由后重新登记，前后登记都保留，以后一次为准', () => {
    const wrong = served('2026-10-12');
    const anew = (data: ActData) =>
      does(wrong, 'serve', at('2026-10-21T09:00'), { papers: [DECISION], isReasoned: true, ...data });
    const right = anew({ method: 'COUNTER', on: '2026-10-19' });
    expect(serviceOf(right, 'd1')).toEqual({ method: 'COUNTER', on: '2026-10-19' });
    expect(right.served!.map(({ method, on }) => [method, on])).toEqual([
      ['POST', '2026-10-12'],
      ['COUNTER', '2026-10-19'],
    ]);
    expect(() => anew({ method: 'COUNTER', on: '2026-10-22' })).toThrow('SERVED_IN_FUTURE');
    expect(() => anew({ method: 'COUNTER', on: '2026-10-19', isReasoned: false })).toThrow('SERVED_ALREADY');
  });

  it('其实没有送达的，登记撤回后视同没有登记，可以再次登记；没有登记的无从撤回', () => {
    const taken = { papers: [DECISION], method: 'NONE' as const, isReasoned: true };
    const none = does(served('2026-10-12'), 'serve', at('2026-10-21T09:00'), taken);
    expect(serviceOf(none, 'd1')).toBeNull();
    expect(none.served).toHaveLength(2);
    expect(() => does(none, 'serve', at('2026-10-21T10:00'), taken)).toThrow('BAD_INPUT');
    expect(() => does(refused, 'serve', at('2026-10-21T10:00'), taken)).toThrow('BAD_INPUT');
    const read = { papers: [DECISION], method: 'ONLINE' as const };
    const opened = does(none, 'acknowledge-receipt', at('2026-10-22T09:00'), read);
    expect(serviceOf(opened, 'd1')).toEqual({ method: 'ONLINE', on: '2026-10-22' });
  });

  it('申请人在线打开的记录，不得由工作人员更正', () => {
    const read = { papers: [DECISION], method: 'ONLINE' as const };
    const opened = does(refused, 'acknowledge-receipt', at('2026-10-12T09:00'), read);
    expect(isOpenToRecord(serviceOf(opened, 'd1'))).toBe(false);
    expect([isOpenToRecord(null), isOpenToRecord({ method: 'POST' })]).toEqual([true, true]);
    for (const method of ['COUNTER', 'NONE'] as const)
      expect(() =>
        does(opened, 'serve', at('2026-10-21T09:00'), { papers: [DECISION], method, isReasoned: true }),
      ).toThrow('SERVED_ALREADY');
  });

  it('不改变任何期限、时点和待办，也不列入下一步', () => {
    const after = served('2026-10-12');
    expect(after).toEqual({ ...refused, served: after.served, lastAt: at('2026-10-20T09:00') });
    for (const state of [filed, accepted, refused]) {
      expect(offered(state, item)).not.toContain('serve');
      expect(offered(state, item)).not.toContain('acknowledge-receipt');
    }
  });

  it('领取证照文书的，连同决定书一并送达；先前已送达的不变', () => {
    const certificate: Paper = { id: 'c1', kind: 'certificate', issuedOn: '2026-09-21' };
    const known = { papers: [DECISION], method: 'ONLINE' as const };
    const read = does(decided('GRANT'), 'acknowledge-receipt', at('2026-09-21T10:00'), known);
    const delivery = { papers: [DECISION, certificate], method: 'COUNTER' as const };
    const state = does(read, 'deliver', at('2026-09-22T09:00'), delivery);
    expect(serviceOf(state, 'd1')).toEqual({ method: 'ONLINE', on: '2026-09-21' });
    expect(serviceOf(state, 'c1')).toEqual({ method: 'COUNTER', on: '2026-09-22' });
  });
});

describe('申请行政复议的六十日', () => {
  it('自不予许可决定书送达之日起算；未登记送达的，自作出之日起算', () => {
    expect(askReconsiderationBy(refused, calendar)?.dueOn).toBe('2026-11-20');
    // Sixty days after Monday 12 October, the first not counted: Friday 11 December.
    const late = served('2026-10-12');
    expect(askReconsiderationBy(late, calendar)?.dueOn).toBe('2026-12-11');
    const lastMoment = at('2026-12-11T23:59');
    expect(does(late, 'ask-reconsideration', lastMoment).status).toBe('REFUSED');
    expect(() => does(refused, 'ask-reconsideration', lastMoment)).toThrow('RECONSIDERATION_TOO_LATE');
    expect(() => does(late, 'ask-reconsideration', at('2026-12-12T00:00'))).toThrow('RECONSIDERATION_TOO_LATE');
  });

  it('随更正后的送达登记改变', () => {
    const anew = (data: ActData) => {
      const body = { papers: [DECISION], isReasoned: true, ...data };
      return askReconsiderationBy(does(served('2026-10-12'), 'serve', at('2026-10-20T10:00'), body), calendar)?.dueOn;
    };
    // Saturday 12 December is no working day.
    expect(anew({ method: 'COUNTER', on: '2026-10-13' })).toBe('2026-12-14');
    expect(anew({ method: 'NONE' })).toBe('2026-11-20');
  });

  it('不予受理的，自不予受理通知书送达之日起算', () => {
    const turnedAway = does(filed, 'refuse-acceptance', at('2026-09-21T09:00'));
    const notice: Paper = { id: 'n1', kind: 'non-acceptance-notice', issuedOn: '2026-09-21' };
    const read = { papers: [notice], method: 'ONLINE' as const };
    const told = does(turnedAway, 'acknowledge-receipt', at('2026-10-12T21:00'), read);
    expect(askReconsiderationBy(told, calendar)?.dueOn).toBe('2026-12-11');
  });

  it('其他文书的送达，或者上一次办理的决定书，不影响', () => {
    const receipt: Paper = { id: 'r1', kind: 'receipt', issuedOn: '2026-09-18' };
    const other = does(refused, 'acknowledge-receipt', at('2026-10-12T09:00'), { papers: [receipt], method: 'ONLINE' });
    expect(askReconsiderationBy(other, calendar)?.dueOn).toBe('2026-11-20');
    const former: Paper = { ...DECISION, id: 'd0', issuedOn: '2026-09-18' };
    const before = does(refused, 'acknowledge-receipt', at('2026-10-12T09:00'), { papers: [former], method: 'ONLINE' });
    expect(askReconsiderationBy(before, calendar)?.dueOn).toBe('2026-11-20');
  });
});

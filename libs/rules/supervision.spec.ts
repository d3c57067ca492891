// Supervision: who supervises from which level, what the owner answers, and how it ends. 行政许可法 60.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { allowedActs, bodiesConcerned, maySee, type Mandate } from './access';
import { type Definition } from './definition';
import { type ActData } from './doing';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { reduce } from './reduce';
import { type CaseState, type Parties } from './state';

const item: Definition = {
  ...permitFor(),
  escalation: [
    { workdaysAfterDue: 1, to: 'commission' },
    { workdaysAfterDue: 3, to: 'dept:construction' },
  ],
};
const reduced = (state: CaseState | null, act: ActName, when: string, data: ActData = {}, by = 'person:a') =>
  reduce(state, { act, at: at(when), by, data }, item, calendar);
const does = (...of: Parameters<typeof reduced>) => reduced(...of).state;
const until = (state: CaseState, when: string) => settle(state, item, calendar, at(when));
const filedBy = (more: Partial<Parties> = {}) =>
  reduce(null, { act: 'file', at: FILED, by: 'p', data: { parties: { ...partiesTo(item), ...more } } }, item, calendar)
    .state;
const open = ({ steps }: CaseState) =>
  steps
    .filter(({ kind, endedAt }) => kind === 'SUPERVISION' && endedAt === null)
    .map(({ id, body }) => `${id} ${body}`);

const accepted = does(filedBy(), 'accept', '2026-09-18T17:00');
// Due on 24 September; supervised after the 28th, by the department after the 30th.
const first = until(accepted, '2026-09-29T09:00').state;
const second = until(accepted, '2026-10-09T09:00');
const DEPARTMENT: Mandate = { role: 'DECIDER', body: 'dept:construction' };
const COMMISSION: Mandate = { role: 'COMMISSION', body: 'commission' };
const OWNER: Mandate = { role: 'DECIDER', body: 'park:caohejing' };

describe('逐级督办', () => {
  it('第二级由上级部门督办，自此可以查看办件', () => {
    expect(open(first)).toEqual(['supervision/1 commission', 'supervision/statutory commission']);
    expect(maySee([DEPARTMENT], first.parties)).toBe(false);
    expect(open(second.state)).toContain('supervision/2 dept:construction');
    expect(maySee([DEPARTMENT], second.state.parties)).toBe(true);
    expect(bodiesConcerned(second.state.parties)).toContain('dept:construction');
  });

  it('各级记载由谁督办；待办的单位一并通知', () => {
    const told = second.settled.filter(({ act }) => act === 'escalate').map(({ event }) => event.data);
    expect(told.map(({ to }) => to)).toEqual([undefined, ['dept:construction']]);
    expect(told[1]!.work).toEqual(expect.arrayContaining([{ kind: 'DECISION', body: 'park:caohejing' }]));
    expect(told[1]!.work).toEqual(expect.arrayContaining([{ kind: 'SUPERVISION', body: 'dept:construction' }]));
  });

  it('自己决定的部门不督办自己，由管委会督办', () => {
    const own = does(filedBy({ owner: 'dept:construction' }), 'accept', '2026-09-18T17:00');
    const { state } = until(own, '2026-10-09T09:00');
    expect(open(state)).toContain('supervision/2 commission');
    expect(state.parties.supervisors).toBeUndefined();
  });
});

describe('督办的答复', () => {
  const answered = reduced(second.state, 'answer-supervision', '2026-10-09T10:00', { on: '2026-10-13' });

  it('由决定单位说明何日办结；到期未办结的，督办单位收到提醒', () => {
    expect(allowedActs([OWNER], second.state, item)).toContain('answer-supervision');
    expect(answered.event.data.to).toEqual(['dept:construction']);
    const overdue = until(answered.state, '2026-10-14T00:00').settled;
    expect(overdue.map(({ act, event }) => [act, event.data.work])).toEqual([
      ['step-overdue', [{ kind: 'SUPERVISION', body: 'commission' }]],
      ['step-overdue', [{ kind: 'SUPERVISION', body: 'commission' }]],
      ['step-overdue', [{ kind: 'SUPERVISION', body: 'dept:construction' }]],
    ]);
  });

  it('不得承诺已过的日期；没有督办的无须答复', () => {
    const when = '2026-10-09T10:00';
    expect(() => does(second.state, 'answer-supervision', when, { on: '2026-10-08' })).toThrow('DAY_PASSED');
    expect(() => does(second.state, 'answer-supervision', when)).toThrow('BAD_INPUT');
    expect(() => does(accepted, 'answer-supervision', '2026-09-21T09:00', { on: '2026-09-22' })).toThrow(
      'NO_SUPERVISION',
    );
  });
});

describe('督办的办结', () => {
  const close = (state: CaseState, data: ActData) => does(state, 'close-supervision', '2026-10-12T09:00', data);

  it('由督办的单位各自办结，办件继续办理', () => {
    expect(allowedActs([COMMISSION], second.state, item)).toContain('close-supervision');
    expect(allowedActs([DEPARTMENT], second.state, item)).toEqual(['close-supervision', 'claim']);
    const half = close(second.state, { finding: 'ACCEPTED' });
    expect(open(half)).toEqual(['supervision/2 dept:construction']);
    expect(allowedActs([COMMISSION], half, item)).not.toContain('close-supervision');
    const whole = close(half, { finding: 'NOT_ACCEPTED', body: 'dept:construction' });
    expect([whole.status, open(whole)]).toEqual(['DECISION', []]);
    const outcomes = whole.steps.filter(({ kind }) => kind === 'SUPERVISION').map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['ACCEPTED', 'ACCEPTED', 'NOT_ACCEPTED']);
  });

  it('须有结论；他人督办的不得代为办结', () => {
    expect(() => close(second.state, {})).toThrow('BAD_INPUT');
    expect(() => close(first, { finding: 'ACCEPTED', body: 'dept:construction' })).toThrow('NO_SUPERVISION');
  });
});

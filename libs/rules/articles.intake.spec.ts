// The law, sentence by sentence: how a matter begins, who keeps out of it, and how it is decided. Each test is named by what an article says.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { allowedActs, mayAct, maySee, type Mandate } from './access';
import { type Definition } from './definition';
import { type ActData } from './doing';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { askReconsiderationBy } from './reconsideration';
import { reduce } from './reduce';
import { type CaseState } from './state';
import { civilDateOf } from './workday';

const permit = permitFor('dept:fire');
const approval: Definition = {
  ...permit,
  start: 'ACCEPTANCE',
  statutory: { value: 20, unit: 'workday' },
  promised: { value: 20, unit: 'workday' },
  extension: { value: 10, unit: 'workday' },
};
type Deed = [act: ActName, data?: ActData];

/** Acts an hour apart from the filing on, time having its say before each. */
function lived(definition: Definition, ...deeds: Deed[]): CaseState {
  const parties = partiesTo(definition);
  const filed = reduce(null, { act: 'file', at: FILED, by: 'person:a', data: { parties } }, definition, calendar).state;
  return deeds.reduce((state, deed, n) => does(state, definition, deed, FILED + (n + 1) * 3_600_000), filed);
}
function does(before: CaseState, definition: Definition, [act, data = {}]: Deed, when: number): CaseState {
  const { state } = settle(before, definition, calendar, when);
  const done = reduce(state, { act, at: when, by: 'person:p', data }, definition, calendar).state;
  return settle(done, definition, calendar, when).state;
}
const later = (state: CaseState, definition: Definition, when: string) =>
  settle(state, definition, calendar, at(when)).state;
const AGREED: Deed[] = [['accept'], ['opinion', { body: 'dept:fire', verdict: 'AGREE' }]];
const kindsOpen = ({ steps }: CaseState) => steps.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);
const APPLICANT: Mandate = { role: 'APPLICANT', body: 'enterprise:a' };
const WINDOW: Mandate = { role: 'WINDOW', body: 'window:caohejing' };

describe('行政许可法 第五条', () => {
  it('公开、公平、公正：自己的事项自己不得办理', () => {
    const state = lived(permit);
    expect(mayAct('accept', [WINDOW], state)).toBe(true);
    expect(mayAct('accept', [WINDOW, APPLICANT], state)).toBe(false);
    expect(mayAct('withdraw', [WINDOW, APPLICANT], state)).toBe(true);
  });
});

describe('行政许可法 第七条', () => {
  it('对不予许可，有权申请行政复议；准予许可的没有可以复议的决定', () => {
    const refused = lived(permit, ...AGREED, ['decide', { outcome: 'REFUSE' }]);
    const granted = lived(permit, ...AGREED, ['decide', { outcome: 'GRANT' }]);
    expect(allowedActs([APPLICANT], refused, permit)).toContain('ask-reconsideration');
    expect(allowedActs([APPLICANT], granted, permit)).not.toContain('ask-reconsideration');
  });
});

describe('行政许可法 第二十九条', () => {
  it('公民、法人需要取得行政许可的，应当提出申请：申请之前没有办件', () => {
    expect(() => reduce(null, { act: 'accept', at: FILED, by: 'p', data: {} }, permit, calendar)).toThrow(
      'ACT_OUT_OF_TURN',
    );
    expect(lived(permit)).toMatchObject({ status: 'RECEIVED', receivedAt: FILED });
  });

  it('申请人可以在决定之前撤回申请，决定之后不可以', () => {
    for (const deeds of [[], AGREED.slice(0, 1), AGREED] as Deed[][]) {
      expect(lived(permit, ...deeds, ['withdraw']).status).toBe('WITHDRAWN');
    }
    expect(() => lived(permit, ...AGREED, ['decide', { outcome: 'GRANT' }], ['withdraw'])).toThrow('ACT_OUT_OF_TURN');
  });
});

describe('行政许可法 第三十条', () => {
  it('申请人要求说明、解释的，应当说明、解释：留言不改变办件，随时可写，无关的人看不见', () => {
    const before = lived(permit, ...AGREED);
    const after = does(before, permit, ['message'], FILED + 9 * 3_600_000);
    expect({ ...after, lastAt: 0 }).toEqual({ ...before, lastAt: 0 });
    for (const mandates of [[APPLICANT], [WINDOW]]) expect(mayAct('message', mandates, before)).toBe(true);
    expect(maySee([{ role: 'APPLICANT', body: 'enterprise:b' }], before.parties)).toBe(false);
  });
});

describe('行政许可法 第三十二条（四）、（五）', () => {
  // Friday 2026-09-18: the make-up Sunday is the first of the five days, Thursday 09-24 the fifth.
  it('材料不齐全的，在五日内一次告知；逾期不告知的，自收到申请材料之日起即为受理', () => {
    const silent = later(lived(approval), approval, '2026-09-25T00:00');
    expect(silent.status).toBe('REVIEW');
    expect(civilDateOf(silent.acceptedAt!)).toBe('2026-09-18');
    expect(silent.clock[0]).toEqual({ act: 'start', at: FILED });
    expect(later(lived(approval), approval, '2026-09-24T23:59').status).toBe('RECEIVED');
  });

  it('申请人按照要求补正的，时间不计入五日', () => {
    const asked = lived(approval, ['request-correction', { items: [null] }]);
    expect(later(asked, approval, '2026-10-20T00:00').status).toBe('CORRECTION');
  });
});

describe('行政许可法 第三十七条', () => {
  it('审查之后，在法定期限内作出决定：会审未毕不得决定', () => {
    expect(() => lived(permit, ['accept'], ['decide', { outcome: 'GRANT' }])).toThrow('ACT_OUT_OF_TURN');
    expect(kindsOpen(lived(permit, ...AGREED))).toEqual(['DECISION']);
  });
});

describe('行政许可法 第三十八条', () => {
  it('符合条件的准予，不符合的不予；不予许可的没有证照，可以申请复议六十日', () => {
    const refused = lived(permit, ...AGREED, ['decide', { outcome: 'REFUSE' }]);
    expect([refused.status, refused.certificate]).toEqual(['REFUSED', undefined]);
    // From 2026-09-18; the sixtieth day, 11-17, is a working day.
    expect(askReconsiderationBy(refused, calendar)?.dueOn).toBe('2026-11-17');
    expect(lived(permit, ...AGREED, ['decide', { outcome: 'GRANT' }]).status).toBe('GRANTED');
  });

  it('决定必须说明结果', () => {
    expect(() => lived(permit, ...AGREED, ['decide'])).toThrow('BAD_INPUT');
  });
});

describe('行政许可法 第四十二条', () => {
  it('自受理之日起二十日内作出决定；经负责人批准可以延长十日，只能一次', () => {
    const accepted = lived(approval, ['accept']);
    const extended = lived(approval, ['accept'], ['extend', { days: 10 }]);
    // Twenty working days from 2026-09-18 with its make-up Sunday and two holidays; then ten more.
    expect([accepted, extended].map(({ dates }) => dates.statutory?.dueOn)).toEqual(['2026-10-22', '2026-11-05']);
    expect(() => lived(approval, ['accept'], ['extend', { days: 10 }], ['extend', { days: 1 }])).toThrow(
      'EXTENSION_USED',
    );
    expect(() => lived(approval, ['accept'], ['extend', { days: 11 }])).toThrow('EXTENSION_TOO_LONG');
  });
});

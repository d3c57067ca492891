// Correction, special procedures and extension: who waits for whom, and which clock runs meanwhile. 行政许可法 32, 42, 45.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { type ActData } from './doing';
import { offered, reduce } from './reduce';
import { Refusal } from './refusal';
import { type CaseState } from './state';

/** Item 11: twenty working days from acceptance, promised in thirteen, evaluation apart, extension up to forty. */
const approval: Definition = {
  ...permitFor(),
  code: '11',
  start: 'ACCEPTANCE',
  statutory: { value: 20, unit: 'workday' },
  promised: { value: 13, unit: 'workday' },
  extension: { value: 40, unit: 'workday' },
  special: [{ reason: 'appraisal', limit: { value: 30, unit: 'workday' } }],
};
const permit = permitFor();

type Deed = readonly [act: ActName, when: string, data?: ActData];
function after(definition: Definition, ...deeds: Deed[]): CaseState {
  const parties = partiesTo(definition);
  const first = reduce(null, { act: 'file', at: FILED, by: 'p', data: { parties } }, definition, calendar).state;
  return deeds.reduce((state, deed) => done(state, definition, ...deed).state, first);
}
/** As the door does it: what has come due comes first. */
function done(state: CaseState, definition: Definition, act: ActName, when: string, data: ActData = {}) {
  const settled = settle(state, definition, calendar, at(when)).state;
  return reduce(settled, { act, at: at(when), by: 'p', data }, definition, calendar);
}
function refusal(definition: Definition, deeds: Deed[], ...last: Deed): string {
  try {
    done(after(definition, ...deeds), definition, ...last);
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}${error.path ? ` ${error.path}` : ''}`;
    throw error;
  }
  return 'nothing refused';
}
const openSteps = (state: CaseState) => state.steps.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
const NOTICE: Deed = ['request-correction', '2026-09-21T10:00', { items: ['/contractPriceYuan', null] }];
const SUPPLEMENT: Deed = ['supplement', '2026-10-12T10:00'];

describe('a notice of correction (补正)', () => {
  it('asks the applicant once for everything, and both clocks stand still', () => {
    const state = after(permit, NOTICE);
    expect(state.status).toBe('CORRECTION');
    expect(openSteps(state)).toEqual(['correction/1']);
    expect(state.steps[1]).toMatchObject({ kind: 'CORRECTION', body: 'enterprise:a' });
    expect(state.dates).toEqual({ acceptance: null, statutory: null, promised: null, due: null });
    expect(state.instants).toEqual([]);
  });

  it('says which notice it is and whose time runs meanwhile', () => {
    const { event } = done(after(permit), permit, ...NOTICE);
    expect(event).toEqual({
      type: 'case.correction-requested.v1',
      data: {
        items: ['/contractPriceYuan', null],
        n: 1,
        counts: 'APPLICANT',
        work: [{ kind: 'CORRECTION', body: 'enterprise:a' }],
      },
    });
  });

  it('leaves the window the rest of its five days, from the working day after the correction', () => {
    // Counted before: the made-up Sunday 09-20 and Monday 09-21. Left: three, from 10-13 on.
    const state = after(permit, NOTICE, SUPPLEMENT);
    expect(state.status).toBe('RECEIVED');
    expect(openSteps(state)).toEqual(['acceptance/2']);
    expect(state.dates.acceptance).toMatchObject({ dueOn: '2026-10-15', dueAt: at('2026-10-16T00:00') });
    expect(state.instants.find(({ act }) => act === 'deem-accepted')?.at).toBe(at('2026-10-16T00:00'));
    // Promised in four working days from receipt, two of them used.
    expect(state.dates.promised?.dueOn).toBe('2026-10-14');
  });

  it('a second one needs a reason, and the time of the office runs on', () => {
    const again: Deed = ['request-correction', '2026-10-13T10:00', { items: [null] }];
    expect(refusal(permit, [NOTICE, SUPPLEMENT], ...again)).toBe('CORRECTION_UNREASONED reason');
    const reasoned: Deed = ['request-correction', '2026-10-13T10:00', { items: [null], isReasoned: true }];
    const before = after(permit, NOTICE, SUPPLEMENT);
    const { state, event } = done(before, permit, ...reasoned);
    expect(event.data).toMatchObject({ n: 2, counts: 'OFFICE' });
    expect(state.dates).toEqual(before.dates);
    expect(openSteps(state)).toEqual(['correction/2']);
  });

  it('whoever asks a second time and forgets the five days has accepted', () => {
    const reasoned: Deed = ['request-correction', '2026-10-13T10:00', { items: [null], isReasoned: true }];
    const waiting = after(permit, NOTICE, SUPPLEMENT, reasoned);
    const { state } = settle(waiting, permit, calendar, at('2026-10-16T00:00'));
    expect(state).toMatchObject({ status: 'DECISION', acceptedAt: FILED });
    expect(openSteps(state).filter((id) => /acceptance|correction/.test(id))).toEqual([]);
  });

  it('does not hide that the statutory date has passed: that clock is not stopped any more', () => {
    const short: Definition = {
      ...permit,
      statutory: { value: 1, unit: 'workday' },
      promised: { value: 1, unit: 'workday' },
    };
    const state = after(short, ['request-correction', '2026-09-22T10:00', { items: [null] }]);
    expect(state.dates.statutory?.dueOn).toBe('2026-09-20');
    expect(state.dates.acceptance).toBeNull();
    expect(state.fired.map(({ act }) => act)).toContain('red-card');
  });

  it('is not asked for once the application is accepted', () => {
    expect(refusal(permit, [['accept', '2026-09-21T09:00']], ...NOTICE)).toBe('ACT_OUT_OF_TURN');
  });
});

const ACCEPT: Deed = ['accept', '2026-09-18T17:00'];
const APPRAISAL: Deed = ['pause', '2026-09-25T10:00', { reason: 'appraisal', days: 30 }];

describe('a special procedure (特别程序)', () => {
  it('stops the clock and stands as work of the body that decides', () => {
    const state = after(approval, ACCEPT, APPRAISAL);
    expect(state.dates).toMatchObject({ statutory: null, promised: null, due: null });
    expect(openSteps(state)).toContain('special/1');
    expect(state.steps.find(({ kind }) => kind === 'SPECIAL')).toMatchObject({ body: 'park:caohejing' });
  });

  it('takes its time off the clock: from the working day after its end it goes on', () => {
    const state = after(approval, ACCEPT, APPRAISAL, ['resume', '2026-10-12T09:00']);
    // As the contract of the clock has it, with an extension of ten left out.
    expect(state.dates.statutory?.dueOn).toBe('2026-11-02');
    expect(openSteps(state)).not.toContain('special/1');
  });

  it('lets no decision be made before it has ended', () => {
    const paused = after(approval, ACCEPT, APPRAISAL);
    expect(paused.status).toBe('DECISION');
    expect(offered(paused, approval)).not.toContain('decide');
    expect(refusal(approval, [ACCEPT, APPRAISAL], 'decide', '2026-09-28T10:00', { outcome: 'GRANT' })).toBe(
      'SPECIAL_OPEN',
    );
  });

  it.each<[string, Deed[], Deed, string]>([
    [
      'another beside it',
      [ACCEPT, APPRAISAL],
      ['pause', '2026-09-28T10:00', { reason: 'hearing', days: 1 }],
      'CLOCK_ALREADY_PAUSED',
    ],
    ['an end of none', [ACCEPT], ['resume', '2026-09-25T10:00'], 'CLOCK_NOT_PAUSED'],
    [
      'more time than its law gives it',
      [ACCEPT],
      ['pause', '2026-09-25T10:00', { reason: 'appraisal', days: 31 }],
      'SPECIAL_TOO_LONG days',
    ],
    ['no reason', [ACCEPT], ['pause', '2026-09-25T10:00', { days: 1 }], 'BAD_INPUT reason'],
    ['no time told', [ACCEPT], ['pause', '2026-09-25T10:00', { reason: 'hearing' }], 'BAD_INPUT days'],
    [
      'a beginning after the limit',
      [ACCEPT],
      ['pause', '2026-12-01T10:00', { reason: 'hearing', days: 1 }],
      'CLOCK_PAUSED_TOO_LATE',
    ],
  ])('refuses %s', (_, before, last, code) => {
    expect(refusal(approval, before, ...last)).toBe(code);
  });

  it('after the promise has passed stops the statute alone: the broken promise stays broken', () => {
    // Promised until 10-13 (13 working days), statute until 10-22.
    const state = after(approval, ACCEPT, ['pause', '2026-10-20T10:00', { reason: 'hearing', days: 5 }]);
    expect(state.dates.promised?.dueOn).toBe('2026-10-13');
    expect(state.dates.statutory).toBeNull();
    expect(state.dates.due).toMatchObject({ basis: 'PROMISE' });
    const { event } = done(
      done(state, approval, 'resume', '2026-10-27T10:00').state,
      approval,
      'decide',
      '2026-10-28T10:00',
      {
        outcome: 'GRANT',
      },
    );
    // Eighteen up to the day of the pause, and 10-28.
    expect(event.data).toMatchObject({ onTime: false, net: 19 });
  });
});

describe('an extension (延长)', () => {
  const EXTEND: Deed = ['extend', '2026-10-09T10:00', { days: 10 }];

  it('adds to the limits, once, and not beyond what the law of the item allows', () => {
    const before = after(approval, ACCEPT).dates;
    const after_ = after(approval, ACCEPT, EXTEND).dates;
    expect([before.statutory?.dueOn, after_.statutory?.dueOn]).toEqual(['2026-10-22', '2026-11-05']);
    expect([before.promised?.dueOn, after_.promised?.dueOn]).toEqual(['2026-10-13', '2026-10-27']);
    expect(refusal(approval, [ACCEPT, EXTEND], 'extend', '2026-10-12T10:00', { days: 1 })).toBe('EXTENSION_USED');
    expect(refusal(approval, [ACCEPT], 'extend', '2026-10-12T10:00', { days: 41 })).toBe('EXTENSION_TOO_LONG days');
    expect(refusal(approval, [ACCEPT], 'extend', '2026-10-12T10:00')).toBe('BAD_INPUT days');
  });

  it('is refused after the limit has passed, and for an item without one', () => {
    expect(refusal(approval, [ACCEPT], 'extend', '2026-10-23T00:00', { days: 1 })).toBe('CLOCK_EXTENDED_TOO_LATE');
    expect(refusal(permit, [ACCEPT], 'extend', '2026-09-21T10:00', { days: 1 })).toBe('EXTENSION_NOT_ALLOWED');
  });

  it('may be told while the clock stands still', () => {
    const state = after(
      approval,
      ACCEPT,
      APPRAISAL,
      ['extend', '2026-09-28T10:00', { days: 10 }],
      ['resume', '2026-10-12T09:00'],
    );
    expect(state.dates.statutory?.dueOn).toBe('2026-11-16');
  });
});

describe('企业投资项目核准和备案管理条例 第十三条: an item on the spot (即办)', () => {
  const record: Definition = { ...approval, code: '12', onTheSpot: true, statutory: { value: 1, unit: 'workday' } };

  it('is recorded by the machine at the instant of its filing', () => {
    const { state, settled } = settle(after(record), record, calendar, FILED);
    expect(settled.map(({ act, at: when }) => [act, when])).toEqual([['record', FILED]]);
    expect(state).toMatchObject({ status: 'RECORDED', acceptedAt: FILED, endedAt: FILED, instants: [] });
    expect(settled[0]?.event.data).toMatchObject({ net: 0, onTime: true });
    expect(openSteps(state)).toEqual([]);
  });
});

describe('what an event tells of work', () => {
  const told = (deeds: Deed[], definition: Definition, ...last: Deed) => {
    const { work, dueOn } = done(after(definition, ...deeds), definition, ...last).event.data;
    return { work: work?.map(({ kind, body }) => `${kind} ${body}`), dueOn };
  };

  it('a filing opens that of the window, due when acceptance is', () => {
    const { event } = reduce(
      null,
      { act: 'file', at: FILED, by: 'p', data: { parties: partiesTo(permit) } },
      permit,
      calendar,
    );
    expect(event.data).toMatchObject({ work: [{ kind: 'ACCEPTANCE', body: 'window:caohejing' }], dueOn: '2026-09-24' });
  });

  it('a withdrawal tells whose falls away, and no day', () => {
    expect(told([ACCEPT], approval, 'withdraw', '2026-09-22T10:00')).toEqual({
      work: ['DECISION park:caohejing'],
      dueOn: undefined,
    });
  });

  it('what opens none tells of none', () => {
    expect(told([], approval, 'refuse-acceptance', '2026-09-22T10:00')).toEqual({ work: undefined, dueOn: undefined });
  });

  it('a card tells of all that is still owed', () => {
    const state = after(permit, ['accept', '2026-09-18T11:00']);
    const { event } = reduce(
      state,
      { act: 'red-card', at: at('2026-09-25T00:00'), by: 'time', data: {} },
      permit,
      calendar,
    );
    expect(event.data.work).toEqual([{ kind: 'DECISION', body: 'park:caohejing' }]);
  });

  it('on the spot there is none', () => {
    const spot: Definition = { ...approval, onTheSpot: true };
    const filing = { act: 'file' as const, at: FILED, by: 'p', data: { parties: partiesTo(spot) } };
    expect(reduce(null, filing, spot, calendar).event.data.work).toBeUndefined();
  });
});

describe('what the figures rest on', () => {
  it('a filing tells its limits, each in working days of its own day too', () => {
    const parties = partiesTo(permit);
    const { event } = reduce(null, { act: 'file', at: FILED, by: 'p', data: { parties } }, permit, calendar);
    // Seven plain days from 09-18 end on 09-28: 09-20 to 09-24 and 09-28 are worked.
    expect(event.data.limits).toEqual({
      statutory: { value: 7, unit: 'day', workdays: 6 },
      promised: { value: 4, unit: 'workday', workdays: 4 },
    });
  });

  it('an end without a decision tells its net working days too: they count if the same is filed anew', () => {
    const { event } = done(after(approval, ACCEPT), approval, 'withdraw', '2026-09-22T10:00');
    // 09-20, 09-21 and 09-22.
    expect(event.data).toMatchObject({ net: 3 });
    expect(done(after(approval), approval, 'refuse-acceptance', '2026-09-22T10:00').event.data).toMatchObject({
      net: 0,
    });
  });

  it('a decision tells its net working days, pauses taken off, and whether it kept the promise', () => {
    const state = after(approval, ACCEPT, APPRAISAL, ['resume', '2026-10-12T09:00']);
    const { event } = done(state, approval, 'decide', '2026-10-13T10:00', { outcome: 'REFUSE' });
    // 09-20 to 09-24 before the pause, 10-13 after it.
    expect(event.data).toMatchObject({ net: 6, onTime: true });
  });
});

// The shape of documents: to the letter, the first fault named by its place.
import { BadInput } from './bad-input';
import { clockAnswer } from './clock';
import { instantOf, jsonOf, textOf } from './documents';
import { equityAnswer } from './equity';

const start = { act: 'start', at: '2026-09-18T16:10:00+08:00' };
const clock = { limit: { value: 20, unit: 'workday' }, acts: [start], asOf: '2026-10-21T00:00:00+08:00' };
const withAct = (act: object) => ({
  ...clock,
  acts: [start, { act: 'pause', at: '2026-09-25T10:00:00+08:00', ...act }],
});

/** Where and by which code a document is refused. */
function refused(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BadInput) return `BAD_INPUT ${error.path}`;
    const { code, path } = error as { code?: string; path?: string };
    if (code) return `${code} ${path}`;
    throw error;
  }
  return 'nothing refused';
}

describe('an instant', () => {
  it.each([
    ['2026-09-18T16:10:00+08:00', '2026-09-18T08:10:00.000Z'],
    ['2026-09-18T16:10+08:00', '2026-09-18T08:10:00.000Z'],
    ['2026-09-18T08:10:00Z', '2026-09-18T08:10:00.000Z'],
    ['2026-09-17T22:40:00-09:30', '2026-09-18T08:10:00.000Z'],
    ['2026-09-18T16:10:00.1239999+08:00', '2026-09-18T08:10:00.123Z'],
    ['2026-09-18T16:10:00.5+08:00', '2026-09-18T08:10:00.500Z'],
    ['2024-02-29T00:00:00+08:00', '2024-02-28T16:00:00.000Z'],
  ])('%s is %s', (text, utc) => {
    expect(new Date(instantOf(text)!).toISOString()).toBe(utc);
  });

  it.each([
    '2026-09-18',
    '2026-09-18T16:10:00',
    '2026-02-29T16:10:00+08:00',
    '2026-13-01T16:10:00+08:00',
    '2026-09-18T24:00:00+08:00',
    '2026-09-18T16:60:00+08:00',
    '2026-09-18T16:10:60+08:00',
    '2026-09-18T16:10:00.+08:00',
    '2026-09-18T16+08:00',
    '2026-09-18T16:10:00+24:00',
    '2026-09-18T16:10:00+08:60',
    '2026-09-18T16:10:00+0800',
    '2026-09-18 16:10:00+08:00',
    ' 2026-09-18T16:10:00+08:00',
    '2026-09-18t16:10:00z',
    '',
  ])('%j is none', (text) => {
    expect(instantOf(text)).toBeNull();
  });
});

describe('a document for clock', () => {
  it.each([
    ['null', null, 'BAD_INPUT null'],
    ['a list', [], 'BAD_INPUT null'],
    ['no limit', { ...clock, limit: undefined }, 'BAD_INPUT limit'],
    ['no acts', { limit: clock.limit, asOf: clock.asOf }, 'BAD_INPUT acts'],
    ['no asOf', { limit: clock.limit, acts: clock.acts }, 'BAD_INPUT asOf'],
    ['an unknown field', { ...clock, unit: 'day' }, 'BAD_INPUT unit'],
    ['a name with a dot and a slash', { ...clock, 'a/b~c': 1 }, 'BAD_INPUT a/b~c'],
    ['an unknown field of the limit', { ...clock, limit: { ...clock.limit, from: 1 } }, 'BAD_INPUT limit.from'],
    ['an unknown unit', { ...clock, limit: { value: 1, unit: 'week' } }, 'BAD_INPUT limit.unit'],
    ['a limit of 0', { ...clock, limit: { value: 0, unit: 'day' } }, 'BAD_INPUT limit.value'],
    ['half a day', { ...clock, limit: { value: 1.5, unit: 'day' } }, 'BAD_INPUT limit.value'],
    ['a number as text', { ...clock, limit: { value: '20', unit: 'day' } }, 'BAD_INPUT limit.value'],
    ['a number past all whole ones', { ...clock, limit: { value: 1e300, unit: 'day' } }, 'BAD_INPUT limit.value'],
    ['a calendar that is no name', { ...clock, limit: { ...clock.limit, calendar: 1 } }, 'BAD_INPUT limit.calendar'],
    [
      'a calendar that is not loaded',
      { ...clock, limit: { ...clock.limit, calendar: 'window:caohejing' } },
      'CALENDAR_UNKNOWN limit.calendar',
    ],
    ['acts that are no list', { ...clock, acts: {} }, 'BAD_INPUT acts'],
    ['an act that is no object', { ...clock, acts: [start, 'end'] }, 'BAD_INPUT acts.1'],
    ['an unknown act', withAct({ act: 'stop' }), 'BAD_INPUT acts.1.act'],
    ['an act without its instant', withAct({ at: undefined }), 'BAD_INPUT acts.1.at'],
    ['an instant without an offset', withAct({ at: '2026-09-25T10:00:00' }), 'BAD_INPUT acts.1.at'],
    ['a value on a pause', withAct({ value: 1 }), 'BAD_INPUT acts.1.value'],
    ['an extension without a value', withAct({ act: 'extend' }), 'BAD_INPUT acts.1.value'],
    ['an extension by null', withAct({ act: 'extend', value: null }), 'BAD_INPUT acts.1.value'],
    ['a reason that is no text', withAct({ reason: 1 }), 'BAD_INPUT acts.1.reason'],
    ['an unknown field of an act', withAct({ by: 'x' }), 'BAD_INPUT acts.1.by'],
    ['asOf as a date', { ...clock, asOf: '2026-10-21' }, 'BAD_INPUT asOf'],
  ])('with %s is refused', (_, document, refusal) => {
    expect(refused(() => clockAnswer(JSON.parse(JSON.stringify(document))))).toBe(refusal);
  });

  it('has its whole shape judged before the order and the state of its acts', () => {
    const backwards = { act: 'resume', at: '2026-09-01T10:00:00+08:00' };
    expect(refused(() => clockAnswer({ ...clock, acts: [start, backwards, { act: 'end' }] }))).toBe(
      'BAD_INPUT acts.2.at',
    );
    expect(refused(() => clockAnswer({ ...clock, acts: [start, backwards] }))).toBe(
      'CLOCK_ACTS_OUT_OF_ORDER acts.1.at',
    );
    expect(refused(() => clockAnswer({ ...clock, acts: [] }))).toBe('CLOCK_NOT_STARTED acts');
    expect(refused(() => clockAnswer({ ...clock, asOf: '2026-09-18T16:09:59.999+08:00' }))).toBe(
      'CLOCK_NOT_STARTED asOf',
    );
  });

  it('may give reasons on any act and name the calendar of the country', () => {
    const named = { ...clock, limit: { ...clock.limit, calendar: 'CN' }, acts: [{ ...start, reason: 'x' }] };
    expect(clockAnswer(named)).toEqual(clockAnswer(clock));
  });
});

describe('a document for equity', () => {
  const plan = {
    filedOn: '2026-05-06',
    enterprise: { kind: 'HIGH_TECH', size: 'SMALL' } as object,
    plan: { mode: 'EQUITY_SALE', people: [{ ref: 'P1', role: 'TECHNICAL' }] as object[] } as object,
  };
  const unit = (change: object) => ({ ...plan, enterprise: { ...plan.enterprise, ...change } });
  const person = (change: object) => ({
    ...plan,
    plan: { mode: 'EQUITY_SALE', people: [{ ref: 'P1', role: 'OTHER', ...change }] },
  });

  it('with nothing but what is required is one whose figures are missing', () => {
    expect(equityAnswer(JSON.stringify(plan))).toMatchObject({ verdict: 'REVIEW', appreciation: null });
  });

  it.each([
    ['no filing day', { ...plan, filedOn: undefined }, 'filedOn'],
    ['a filing day that is none', { ...plan, filedOn: '2026-02-30' }, 'filedOn'],
    ['no enterprise', { ...plan, enterprise: null }, 'enterprise'],
    ['an unknown kind', unit({ kind: 'BANK' }), 'enterprise.kind'],
    ['no size', unit({ size: null }), 'enterprise.size'],
    ['two years of spending', unit({ rdSpendRatio: [0.1, 0.1] }), 'enterprise.rdSpendRatio'],
    ['a year of spending as text', unit({ rdSpendRatio: [0.1, '0.1', 0.1] }), 'enterprise.rdSpendRatio.1'],
    ['more than all of it', unit({ rdStaffRatio: 1.1 }), 'enterprise.rdStaffRatio'],
    ['yes as text', unit({ auditedAccounts: 'yes' }), 'enterprise.auditedAccounts'],
    ['an unknown figure', unit({ turnover: 1 }), 'enterprise.turnover'],
    ['an unknown mode', { ...plan, plan: { mode: 'BONUS', people: [] } }, 'plan.mode'],
    ['no people', { ...plan, plan: { mode: 'EQUITY_SALE' } }, 'plan.people'],
    ['a person without a name', person({ ref: undefined }), 'plan.people.0.ref'],
    ['an unknown role', person({ role: 'CLERK' }), 'plan.people.0.role'],
    ['a share below nothing', person({ shareRatio: -0.1 }), 'plan.people.0.shareRatio'],
    [
      'half a person on the staff',
      { ...plan, plan: { mode: 'EQUITY_SALE', people: [], staffTotal: 1.5 } },
      'plan.staffTotal',
    ],
  ])('with %s is refused', (_, document, path) => {
    expect(refused(() => equityAnswer(JSON.stringify(document)))).toBe(`BAD_INPUT ${path}`);
  });

  it('keeps each figure as it is written, and refuses absurd ones', () => {
    const total = (a: string, b: string) =>
      equityAnswer(
        JSON.stringify({
          ...plan,
          plan: {
            mode: 'EQUITY_SALE',
            people: ['A', 'B'].map((ref) => ({ ref, role: 'OTHER', shareRatio: `${ref}!` })),
          },
        })
          .replace('"A!"', a)
          .replace('"B!"', b),
      ).findings.find(({ rule }) => rule === 'TOTAL_SHARE_CAP');
    expect(total('0.1', '0.2')).toMatchObject({ pass: true, actual: 0.3 });
    expect(total('0.1', '0.20000000000000000001')).toMatchObject({ pass: false });
    expect(refused(() => total('0.1', `0.${'1'.repeat(100)}`))).toMatch(/^BAD_INPUT/);
    expect(refused(() => total('0.1', '1e999'))).toMatch(/^BAD_INPUT/);
  });
});

describe('a file', () => {
  it('that is no JSON, or is not there, is refused', async () => {
    expect(refused(() => jsonOf('{'))).toBe('BAD_INPUT null');
    await expect(textOf('/nowhere/at/all.json')).rejects.toBeInstanceOf(BadInput);
  });
});

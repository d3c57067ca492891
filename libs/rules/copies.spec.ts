// An incentive plan: who reviews follows from the form, copies go out with acceptance, and what breaks the rules is not agreed to.
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { copiesDueOn } from './copies';
import { PARK_ITSELF, reviewersAsked, type Definition } from './definition';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { type ActData } from './doing';
import { reduce } from './reduce';
import { bodiesConcerned } from './access';
import { type CaseState, type RuleCheck } from './state';

const plan: Definition = {
  ...permitFor(),
  code: 'E01',
  start: 'ACCEPTANCE',
  statutory: { value: 20, unit: 'workday' },
  promised: { value: 10, unit: 'workday' },
  reviewers: [{ body: PARK_ITSELF, when: null }],
  copies: { to: ['dept:finance', 'dept:science'], within: { value: 5, unit: 'workday' }, from: '/resolutionOn' },
  check: 'equity',
};
const parties = { ...partiesTo(plan), owner: 'commission', reviewers: ['park:caohejing'] };
const PASSED: RuleCheck = { ruleSet: 'RS-2016+54', verdict: 'PASS', broken: [] };
const BROKEN: RuleCheck = { ruleSet: 'RS-2016+54', verdict: 'FAIL', broken: ['TOTAL_SHARE_CAP'] };

const act = (state: CaseState | null, name: ActName, when: number, data: ActData = {}) =>
  reduce(state, { act: name, at: when, by: 'person:p', data }, plan, calendar).state;
const filedOn = (text: string, check = PASSED) =>
  act(null, 'file', at(text), { parties, check, copyFrom: '2026-09-18' });
const accept = (state: CaseState, text: string) => settle(act(state, 'accept', at(text)), plan, calendar, at(text));
const opinion = (state: CaseState, verdict: 'AGREE' | 'DISAGREE') =>
  act(state, 'opinion', state.lastAt, { verdict, body: 'park:caohejing' });

describe('财资〔2016〕4号: copies', () => {
  it('are due five working days after the resolution: the make-up Sunday 2026-09-20 counts', () => {
    expect(copiesDueOn({ copyFrom: '2026-09-18' }, plan, calendar)).toBe('2026-09-24');
    expect(copiesDueOn({}, plan, calendar)).toBeNull();
    expect(copiesDueOn({ copyFrom: '2026-09-18' }, permitFor(), calendar)).toBeNull();
  });

  it('go to finance and science at the instant of acceptance, once', () => {
    const { state, settled } = accept(filedOn('2026-09-21T09:00'), '2026-09-22T09:00');
    expect(settled.map(({ event, at }) => [event.type, at, event.data])).toEqual([
      [
        'case.copied.v1',
        at('2026-09-22T09:00'),
        { level: null, to: ['dept:finance', 'dept:science'], dueOn: '2026-09-24', onTime: true },
      ],
    ]);
    expect(state.instants.map(({ act }) => act)).not.toContain('copy');
  });

  it('are in time by the day of filing, though the window took its own', () => {
    const onTime = (filed: string) => accept(filedOn(filed), '2026-09-28T09:00').settled[0]!.event.data.onTime;
    expect(onTime('2026-09-24T23:59')).toBe(true);
    expect(onTime('2026-09-25T00:00')).toBe(false);
  });

  it('make their receivers parties to the case, from then on', () => {
    const filed = filedOn('2026-09-21T09:00');
    expect(bodiesConcerned(filed.parties)).not.toContain('dept:finance');
    expect(bodiesConcerned(accept(filed, '2026-09-22T09:00').state.parties)).toEqual(
      expect.arrayContaining(['dept:finance', 'dept:science']),
    );
  });
});

describe("a machine's check", () => {
  it('lets nobody agree to what breaks a verified rule: not the park, not the commission', () => {
    const { state } = accept(filedOn('2026-09-21T09:00', BROKEN), '2026-09-22T09:00');
    expect(() => opinion(state, 'AGREE')).toThrow('RULES_BROKEN');
    const against = opinion(state, 'DISAGREE');
    const decide = (data: ActData) => act(against, 'decide', against.lastAt, data).status;
    expect(() => decide({ outcome: 'GRANT', dissentHandled: true })).toThrow('RULES_BROKEN');
    expect(decide({ outcome: 'REFUSE' })).toBe('REFUSED');
  });

  it('is made anew for a corrected form', () => {
    const asked = act(filedOn('2026-09-21T09:00', BROKEN), 'request-correction', at('2026-09-21T10:00'), {
      items: ['/plan'],
    });
    const again = act(asked, 'supplement', at('2026-09-22T10:00'), {
      check: PASSED,
      copyFrom: '2026-09-21',
      reviewers: ['park:caohejing'],
    });
    expect(again).toMatchObject({ check: PASSED, copyFrom: '2026-09-21' });
    expect(opinion(accept(again, '2026-09-22T11:00').state, 'AGREE').status).toBe('DECISION');
  });

  it('that leaves a question open decides nothing', () => {
    const { state } = accept(filedOn('2026-09-21T09:00', { ...PASSED, verdict: 'REVIEW' }), '2026-09-22T09:00');
    expect(opinion(state, 'AGREE').status).toBe('DECISION');
  });
});

describe('who reviews', () => {
  const shelter = { const: 'shelter' };
  const asked = (fits: boolean) =>
    reviewersAsked(
      { ...plan, reviewers: [{ body: 'dept:civil-defence', when: shelter }, ...plan.reviewers, ...plan.reviewers] },
      'xuhui',
      (schema) => schema === shelter && fits,
    );

  it("follows from the form; a body for every park is the case's own, and nobody is asked twice", () => {
    expect(asked(true)).toEqual(['dept:civil-defence', 'park:xuhui']);
    expect(asked(false)).toEqual(['park:xuhui']);
  });

  it('may change with a corrected form', () => {
    const asked = act(filedOn('2026-09-21T09:00'), 'request-correction', at('2026-09-21T10:00'), { items: [null] });
    const { parties } = act(asked, 'supplement', at('2026-09-22T10:00'), { reviewers: ['dept:fire'] });
    expect(parties.reviewers).toEqual(['dept:fire']);
  });
});

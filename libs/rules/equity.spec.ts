// The rules on incentive plans that look at the enterprise and at the plan as a whole, each by its sentence.
import { check, finding, OF_2011, OF_2016, OF_54, people } from '../../test/plans';
import { RULE_SETS } from './equity';
import { ENTERPRISE_KINDS, type PlanMode } from './equity-plan';

describe('the rule set', () => {
  it.each([
    ['2016-02-29', 'RS-2011', '财企〔2010〕8号'],
    ['2016-03-01', 'RS-2016', '财资〔2016〕4号'],
    ['2018-09-17', 'RS-2016', '财资〔2016〕4号'],
    ['2018-09-18', 'RS-2016+54', '财资〔2016〕4号'],
  ])('of a plan filed on %s is %s, by %s', (filedOn, ruleSet, basis) => {
    const answer = check({ filedOn });
    expect(answer.ruleSet).toBe(ruleSet);
    expect(new Set(answer.findings.map((one) => one.basis))).toEqual(new Set([basis]));
  });

  it('of 54号 says that its first day is told from memory', () => {
    expect(RULE_SETS.filter(({ verified }) => !verified).map(({ id }) => id)).toEqual(['RS-2016+54']);
  });

  it('has every rule that applies, in the order of the table, and no other', () => {
    const rules = (filedOn: string, mode: PlanMode) =>
      check({ filedOn, plan: { mode } }).findings.map(({ rule }) => rule);
    const unit = ['UNIT_KIND', 'RD_SPEND', 'RD_STAFF'];
    const since2016 = [...unit, 'AUDITED_ACCOUNTS', 'NO_PENALTY'];
    const shares = ['TOTAL_SHARE_CAP', 'PERSON_SHARE_CAP'];
    expect(rules(OF_2011, 'EQUITY_AWARD')).toEqual([
      ...unit,
      'NET_ASSET_GROWTH',
      'TOTAL_SHARE_CAP',
      'AWARD_APPRECIATION_CAP',
      'AWARD_TECHNICAL_STAFF',
      'EXCLUDED_PERSON',
    ]);
    expect(rules(OF_2011, 'POST_DIVIDEND')).toEqual([...unit, 'EXCLUDED_PERSON', 'NOT_ALL_STAFF']);
    expect(rules(OF_2016, 'EQUITY_SALE')).toEqual([...since2016, ...shares, 'EXCLUDED_PERSON']);
    expect(rules(OF_2016, 'EQUITY_OPTION')).toEqual([...since2016, ...shares, 'OPTION_SIZE', 'EXCLUDED_PERSON']);
    expect(rules(OF_2016, 'EQUITY_AWARD')).toEqual([
      ...since2016,
      'NET_ASSET_GROWTH',
      ...shares,
      'AWARD_APPRECIATION_CAP',
      'AWARD_TECHNICAL_STAFF',
      'AWARD_PERSON_CAP',
      'AWARD_OWN_PURCHASE',
      'AWARD_SERVICE_YEARS',
      'EXCLUDED_PERSON',
    ]);
    expect(rules(OF_54, 'POST_DIVIDEND')).toEqual([
      ...since2016,
      'NET_ASSET_GROWTH',
      'EXCLUDED_PERSON',
      'NOT_ALL_STAFF',
      'DIVIDEND_STAFF_SHARE',
      'DIVIDEND_PERSON_SHARE',
      'DIVIDEND_PROFIT_SHARE',
      'DIVIDEND_PLAN_YEARS',
      'DIVIDEND_YEARS_IN_POST',
    ]);
    expect(rules(OF_54, 'PROJECT_DIVIDEND')).toEqual([
      ...since2016,
      'EXCLUDED_PERSON',
      'NOT_ALL_STAFF',
      'DIVIDEND_PERSON_SHARE',
      'DIVIDEND_PLAN_YEARS',
    ]);
  });
});

describe('the verdict', () => {
  it('is PASS when every rule is kept', () => {
    expect(check()).toMatchObject({ verdict: 'PASS', appreciation: 3_500_000 });
  });

  it('is FAIL when a verified rule is broken, whatever else is unknown', () => {
    expect(check({ enterprise: { auditedAccounts: false, rdStaffRatio: null } }).verdict).toBe('FAIL');
  });

  it('is REVIEW when only an unverified rule is broken', () => {
    const answer = check({ enterprise: { netAssetsEnd: 12_499_999 } });
    expect(answer.findings.filter(({ pass }) => pass !== true).map(({ rule }) => rule)).toEqual(['NET_ASSET_GROWTH']);
    expect(answer.verdict).toBe('REVIEW');
  });

  it('is REVIEW when a figure is missing, given as null or not at all', () => {
    expect(check({ enterprise: { rdStaffRatio: null } }).verdict).toBe('REVIEW');
    expect(check({ enterprise: { rdStaffRatio: undefined } }).verdict).toBe('REVIEW');
  });

  it('names the rules that are told from memory', () => {
    const unverified = (filedOn: string, mode: PlanMode) =>
      check({ filedOn, plan: { mode } })
        .findings.filter(({ verified }) => !verified)
        .map(({ rule }) => rule);
    expect(unverified(OF_54, 'EQUITY_AWARD')).toEqual(['NET_ASSET_GROWTH', 'EXCLUDED_PERSON']);
    expect(unverified(OF_54, 'EQUITY_OPTION')).toEqual(['OPTION_SIZE', 'EXCLUDED_PERSON']);
    expect(unverified(OF_54, 'POST_DIVIDEND')).toEqual(['NET_ASSET_GROWTH', 'EXCLUDED_PERSON', 'NOT_ALL_STAFF']);
    expect(unverified(OF_2011, 'EQUITY_AWARD')).toEqual(['TOTAL_SHARE_CAP']);
    expect(unverified(OF_2011, 'PROJECT_DIVIDEND')).toEqual([]);
  });
});

describe('净资产增值额: net assets at the end less those at the start, grants and injections', () => {
  it('is null as soon as one of the four is missing', () => {
    for (const field of ['netAssetsStart', 'netAssetsEnd', 'fiscalGrantAssets', 'capitalInjections'])
      expect([field, check({ enterprise: { [field]: null } }).appreciation]).toEqual([field, null]);
    expect(check({ enterprise: { fiscalGrantAssets: 0.5, capitalInjections: 1_000_000 } }).appreciation).toBe(
      2_999_999.5,
    );
  });
});

describe('UNIT_KIND: which units may have a plan', () => {
  it.each([
    [OF_2011, ['TECH_SERVICE_BODY', 'TECH_SME', 'LISTED_SUBSIDIARY_UNLISTED_TECH']],
    [OF_2016, ['TECH_SME', 'LISTED_SUBSIDIARY_UNLISTED_TECH']],
    [OF_54, []],
  ])('filed on %s: all but %j', (filedOn, excluded) => {
    for (const kind of ENTERPRISE_KINDS) {
      expect(finding('UNIT_KIND', { filedOn, enterprise: { kind } })).toMatchObject({
        pass: !excluded.includes(kind),
        limit: null,
        actual: kind,
        verified: true,
        people: [],
      });
    }
  });
});

describe('RD_SPEND, RD_STAFF: research spending in each of three years, and research staff', () => {
  it.each([
    [OF_2011, 0.02, 0.1],
    [OF_2016, 0.03, 0.1],
    [OF_54, 0.03, 0.1],
  ])('filed on %s: at least %d of income, %d of staff', (filedOn, spend, staff) => {
    const judged = (rdSpendRatio: unknown, rdStaffRatio: unknown) => {
      const change = { filedOn, enterprise: { rdSpendRatio, rdStaffRatio } };
      return [finding('RD_SPEND', change), finding('RD_STAFF', change)];
    };
    const [spent, staffed] = judged([0.5, spend, 0.4], staff);
    expect(spent).toMatchObject({ pass: true, limit: spend, actual: spend });
    expect(staffed).toMatchObject({ pass: true, limit: staff, actual: staff });
    const [low, few] = judged([0.5, 0.4, spend - 0.0001], staff - 0.0001);
    expect(low).toMatchObject({ pass: false, actual: spend - 0.0001, people: [] });
    expect(few).toMatchObject({ pass: false });
    for (const missing of judged([0.001, null, 0.4], null)) expect(missing).toMatchObject({ pass: null, actual: null });
    for (const missing of judged(undefined, undefined)) expect(missing).toMatchObject({ pass: null, actual: null });
  });

  it('are not asked of service bodies since 2016, nor of high-tech enterprises since 54号', () => {
    const asked = (filedOn: string, kind: string) =>
      ['RD_SPEND', 'RD_STAFF'].map((rule) => finding(rule, { filedOn, enterprise: { kind } }) !== undefined);
    expect(asked(OF_2011, 'TECH_SERVICE_BODY')).toEqual([true, true]);
    expect(asked(OF_2016, 'TECH_SERVICE_BODY')).toEqual([false, false]);
    expect(asked(OF_54, 'TECH_SERVICE_BODY')).toEqual([false, false]);
    expect(asked(OF_2016, 'HIGH_TECH')).toEqual([true, true]);
    expect(asked(OF_54, 'HIGH_TECH')).toEqual([false, false]);
    expect(asked(OF_54, 'TECH_SME')).toEqual([true, true]);
  });
});

describe('TECH_SERVICE_INCOME: a service body earns at least 60 % by technical services', () => {
  it('is asked of service bodies alone, since 2016', () => {
    const of = (filedOn: string, kind: string, techServiceIncomeRatio: number | null = 0.6) =>
      finding('TECH_SERVICE_INCOME', { filedOn, enterprise: { kind, techServiceIncomeRatio } });
    expect(of(OF_2016, 'TECH_SERVICE_BODY')).toMatchObject({ pass: true, limit: 0.6, actual: 0.6, verified: true });
    expect(of(OF_54, 'TECH_SERVICE_BODY', 0.5999)).toMatchObject({ pass: false });
    expect(of(OF_54, 'TECH_SERVICE_BODY', null)).toMatchObject({ pass: null, actual: null });
    expect(of(OF_2011, 'TECH_SERVICE_BODY')).toBeUndefined();
    expect(of(OF_54, 'HIGH_TECH')).toBeUndefined();
  });
});

describe('AUDITED_ACCOUNTS, NO_PENALTY: audited accounts, no penalty in three years', () => {
  it.each([true, false, null])('given as %s', (given) => {
    expect(finding('AUDITED_ACCOUNTS', { enterprise: { auditedAccounts: given } })).toMatchObject({
      pass: given,
      limit: true,
      actual: given,
      verified: true,
    });
    expect(finding('NO_PENALTY', { enterprise: { penaltyInThreeYears: given } })).toMatchObject({
      pass: given === null ? null : !given,
      limit: false,
      actual: given,
      verified: true,
    });
  });
});

describe('NET_ASSET_GROWTH: net assets have grown', () => {
  it.each([
    [OF_2011, 'EQUITY_AWARD', 0.2, true],
    [OF_2016, 'EQUITY_AWARD', 0.2, false],
    [OF_54, 'POST_DIVIDEND', 0.1, false],
  ] as const)('filed on %s, %s: by at least %d', (filedOn, mode, limit, verified) => {
    const grown = (netAssetsEnd: number) =>
      finding('NET_ASSET_GROWTH', { filedOn, plan: { mode }, enterprise: { netAssetsEnd } });
    expect(grown(10_500_000 + limit * 10_000_000)).toMatchObject({ pass: true, limit, actual: limit, verified });
    expect(grown(10_499_999 + limit * 10_000_000)).toMatchObject({ pass: false });
    expect(grown(9_500_000)).toMatchObject({ pass: false, actual: -0.1 });
  });

  it('cannot be told where there was nothing, or a deficit, to grow from', () => {
    for (const netAssetsStart of [0, -1, null])
      expect(finding('NET_ASSET_GROWTH', { enterprise: { netAssetsStart } })).toMatchObject({
        pass: null,
        actual: null,
      });
    expect(finding('NET_ASSET_GROWTH', { enterprise: { capitalInjections: null } })).toMatchObject({ pass: null });
  });
});

describe('TOTAL_SHARE_CAP: all shares together', () => {
  it.each([
    [OF_2011, 'LARGE', 0.1],
    [OF_2016, 'LARGE', 0.05],
    [OF_2016, 'MEDIUM', 0.1],
    [OF_2016, 'SMALL', 0.3],
    [OF_54, 'MICRO', 0.3],
  ])('filed on %s, %s: at most %d', (filedOn, size, limit) => {
    const of = (...shares: (number | null)[]) =>
      finding('TOTAL_SHARE_CAP', {
        filedOn,
        enterprise: { size },
        plan: { mode: 'EQUITY_SALE', people: people(...shares.map((shareRatio) => ({ shareRatio }))) },
      });
    expect(of(limit / 2, limit / 2)).toMatchObject({ pass: true, limit, actual: limit, verified: true, people: [] });
    expect(of(limit / 2, limit / 2 + 0.0000001)).toMatchObject({ pass: false, people: [] });
    expect(of(limit, limit, null)).toMatchObject({ pass: null, actual: null, people: [] });
    expect(of()).toMatchObject({ pass: true, actual: 0 });
  });

  it('of 0.1 and 0.2 is 0.3, which is not over it', () => {
    const shares = people({ shareRatio: 0.1 }, { shareRatio: 0.2 });
    expect(finding('TOTAL_SHARE_CAP', { plan: { people: shares } })).toMatchObject({ pass: true, actual: 0.3 });
  });

  it.each(['MEDIUM', 'SMALL', 'MICRO'])(
    'was not found in 财企〔2010〕8号 for %s enterprises, and so is unknown',
    (size) => {
      expect(finding('TOTAL_SHARE_CAP', { filedOn: OF_2011, enterprise: { size } })).toMatchObject({
        pass: null,
        limit: null,
        actual: null,
        verified: false,
      });
    },
  );
});

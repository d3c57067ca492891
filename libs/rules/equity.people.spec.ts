// The rules on incentive plans that look at the people on the list and at what they get, each by its sentence.
import * as fc from 'fast-check';
import { check, finding, OF_2011, OF_2016, OF_54, people } from '../../test/plans';
import { ENTERPRISE_SIZES, PERSON_ROLES, PLAN_MODES, type EnterpriseSize, type PlanMode } from './equity-plan';

describe('of one person', () => {
  const each = (rule: string, ...changes: object[]) => finding(rule, { plan: { people: people(...changes) } });

  it('PERSON_SHARE_CAP: at most 3 % of the shares', () => {
    expect(each('PERSON_SHARE_CAP', { shareRatio: 0.03 }, { shareRatio: 0.02 })).toMatchObject({
      pass: true,
      limit: 0.03,
      actual: 0.03,
      people: [],
    });
    expect(each('PERSON_SHARE_CAP', { shareRatio: 0.04 }, { shareRatio: 0.02 }, { shareRatio: 0.0301 })).toMatchObject({
      pass: false,
      actual: 0.04,
      people: ['P1', 'P3'],
    });
  });

  it('AWARD_PERSON_CAP: awards of at most 3,000,000 yuan, this one among them', () => {
    expect(each('AWARD_PERSON_CAP', { cumulativeAward: 3_000_000 })).toMatchObject({ pass: true, limit: 3_000_000 });
    expect(each('AWARD_PERSON_CAP', {}, { cumulativeAward: 3_000_000.01 })).toMatchObject({
      pass: false,
      actual: 3_000_000.01,
      people: ['P2'],
    });
  });

  it('AWARD_OWN_PURCHASE: each buys at least what he is awarded', () => {
    expect(each('AWARD_OWN_PURCHASE', { ownPurchase: 120_000 })).toMatchObject({ pass: true, limit: 1, actual: 0 });
    expect(each('AWARD_OWN_PURCHASE', { ownPurchase: 119_999.99 }, {}, { ownPurchase: 0 })).toMatchObject({
      pass: false,
      actual: 2,
      people: ['P1', 'P3'],
    });
  });

  it('AWARD_SERVICE_YEARS: at least three years of service', () => {
    expect(each('AWARD_SERVICE_YEARS', { yearsOfService: 3 }, {})).toMatchObject({ pass: true, limit: 3, actual: 3 });
    expect(each('AWARD_SERVICE_YEARS', { yearsOfService: 2.9 }, {})).toMatchObject({ pass: false, people: ['P1'] });
  });

  it('AWARD_TECHNICAL_STAFF: technical staff alone is awarded equity', () => {
    for (const filedOn of [OF_2011, OF_2016, OF_54]) {
      const list = people(...PERSON_ROLES.map((role) => ({ role })));
      expect(finding('AWARD_TECHNICAL_STAFF', { filedOn, plan: { people: list } })).toMatchObject({
        pass: false,
        limit: null,
        actual: 5,
        verified: true,
        people: ['P2', 'P3', 'P4', 'P5', 'P6'],
      });
    }
    expect(each('AWARD_TECHNICAL_STAFF', {}, {})).toMatchObject({ pass: true, actual: 0 });
  });

  it('EXCLUDED_PERSON: no supervisor or independent director; until 2016 no manager of the controlling shareholder', () => {
    const list = people(...PERSON_ROLES.map((role) => ({ role })));
    const excluded = (filedOn: string) =>
      finding('EXCLUDED_PERSON', { filedOn, plan: { mode: 'PROJECT_DIVIDEND', people: list } });
    expect(excluded(OF_2011)).toMatchObject({ pass: false, actual: 3, verified: true, people: ['P3', 'P4', 'P5'] });
    expect(excluded(OF_2016)).toMatchObject({ pass: false, actual: 2, verified: false, people: ['P3', 'P4'] });
  });

  it('a missing figure leaves the rule open, unless somebody else breaks it', () => {
    expect(each('PERSON_SHARE_CAP', {}, { shareRatio: null })).toMatchObject({ pass: null, actual: null, people: [] });
    expect(each('PERSON_SHARE_CAP', { shareRatio: 0.04 }, { shareRatio: undefined })).toMatchObject({
      pass: false,
      actual: null,
      people: ['P1'],
    });
    expect(each('AWARD_OWN_PURCHASE', { ownPurchase: 0 }, { awardValue: null })).toMatchObject({
      pass: false,
      actual: null,
      people: ['P1'],
    });
  });

  it('with nobody on the list nothing is broken, and nothing told', () => {
    for (const mode of PLAN_MODES)
      for (const rule of [
        'PERSON_SHARE_CAP',
        'AWARD_TECHNICAL_STAFF',
        'AWARD_PERSON_CAP',
        'AWARD_OWN_PURCHASE',
        'AWARD_SERVICE_YEARS',
        'EXCLUDED_PERSON',
        'DIVIDEND_PERSON_SHARE',
        'DIVIDEND_YEARS_IN_POST',
      ]) {
        const found = finding(rule, { plan: { mode, people: [], yearlyTotal: null } });
        if (found) expect(found).toMatchObject({ rule, pass: true, actual: null, people: [] });
      }
  });
});

describe('AWARD_APPRECIATION_CAP: the award against the growth of net assets', () => {
  const award = (filedOn: string, change: object, of: object = {}) =>
    finding('AWARD_APPRECIATION_CAP', { filedOn, enterprise: of, plan: { people: people(change) } });

  it('since 2016 at most 15 % of it', () => {
    expect(award(OF_54, { awardValue: 525_000 })).toMatchObject({ pass: true, limit: 0.15, actual: 0.15, people: [] });
    expect(award(OF_54, { awardValue: 525_000.01 })).toMatchObject({ pass: false, people: [] });
  });

  it('until 2016 award and purchase at most 35 %, and the award at most half of that', () => {
    // 35 % of 3,500,000 is 1,225,000, half of it 612,500.
    expect(award(OF_2011, { awardValue: 612_500, ownPurchase: 612_500 })).toMatchObject({
      pass: true,
      limit: 0.35,
      actual: 0.35,
      verified: true,
    });
    expect(award(OF_2011, { awardValue: 612_500, ownPurchase: 612_501 })).toMatchObject({ pass: false });
    expect(award(OF_2011, { awardValue: 612_501, ownPurchase: 0 })).toMatchObject({ pass: false });
    expect(award(OF_2011, { awardValue: 1, ownPurchase: null })).toMatchObject({ pass: null, actual: null });
  });

  it('where nothing has grown only nothing can be awarded; where less is left, not even that', () => {
    const flat = { netAssetsEnd: 10_500_000 };
    const shrunk = { netAssetsEnd: 10_000_000 };
    expect(award(OF_54, { awardValue: 0 }, flat)).toMatchObject({ pass: true, actual: null });
    expect(award(OF_54, { awardValue: 1 }, flat)).toMatchObject({ pass: false, actual: null });
    expect(award(OF_2011, { awardValue: 0, ownPurchase: 0 }, flat)).toMatchObject({ pass: true, actual: null });
    expect(award(OF_54, { awardValue: 1_000 }, shrunk)).toMatchObject({ pass: false, actual: -0.002 });
    expect(award(OF_54, { awardValue: 0 }, shrunk)).toMatchObject({ pass: false, actual: 0 });
    expect(award(OF_54, {}, { netAssetsEnd: null })).toMatchObject({ pass: null, actual: null });
  });
});

describe('OPTION_SIZE: options are for small and micro enterprises', () => {
  it.each(ENTERPRISE_SIZES)('%s', (size: EnterpriseSize) => {
    expect(finding('OPTION_SIZE', { enterprise: { size }, plan: { mode: 'EQUITY_OPTION' } })).toMatchObject({
      pass: size === 'SMALL' || size === 'MICRO',
      limit: null,
      actual: size,
      verified: false,
    });
  });
});

describe('dividends', () => {
  const post = (rule: string, change: object = {}) => finding(rule, { plan: { mode: 'POST_DIVIDEND', ...change } });
  const project = (rule: string, change: object = {}) =>
    finding(rule, { plan: { mode: 'PROJECT_DIVIDEND', ...change } });

  it('NOT_ALL_STAFF: never for all staff', () => {
    expect(post('NOT_ALL_STAFF', { staffTotal: 2 })).toMatchObject({ pass: true, limit: 2, actual: 1 });
    expect(post('NOT_ALL_STAFF', { staffTotal: 1 })).toMatchObject({ pass: false, limit: 1, actual: 1, people: [] });
    expect(post('NOT_ALL_STAFF', { staffTotal: null })).toMatchObject({ pass: null, limit: null, actual: null });
  });

  it('DIVIDEND_STAFF_SHARE: a post dividend for at most 30 % of the staff', () => {
    const three = people({}, {}, {});
    expect(post('DIVIDEND_STAFF_SHARE', { people: three, staffTotal: 10 })).toMatchObject({
      pass: true,
      limit: 0.3,
      actual: 0.3,
    });
    expect(post('DIVIDEND_STAFF_SHARE', { people: three, staffTotal: 9 })).toMatchObject({
      pass: false,
      actual: 1 / 3,
    });
    for (const staffTotal of [null, 0])
      expect(post('DIVIDEND_STAFF_SHARE', { staffTotal })).toMatchObject({ pass: null, actual: null });
  });

  it('DIVIDEND_PERSON_SHARE: of a post at most two thirds of the total pay', () => {
    const paid = people({ dividend: 200, totalPay: 300 }, { dividend: 200.01, totalPay: 300 });
    expect(post('DIVIDEND_PERSON_SHARE', { people: paid })).toMatchObject({
      pass: false,
      limit: 2 / 3,
      actual: 1,
      people: ['P2'],
    });
    expect(post('DIVIDEND_PERSON_SHARE', { people: paid.slice(0, 1) })).toMatchObject({ pass: true, actual: 0 });
    const unpaid = people({ dividend: 1, totalPay: 0 });
    expect(post('DIVIDEND_PERSON_SHARE', { people: unpaid })).toMatchObject({ pass: null, actual: null, people: [] });
  });

  it('DIVIDEND_PERSON_SHARE: of a project at most 30 % of what it pays out in the year', () => {
    expect(project('DIVIDEND_PERSON_SHARE')).toMatchObject({ pass: true, limit: 0.3, actual: 0.3 });
    const list = people({ dividend: 10 }, { dividend: 30_001 });
    expect(project('DIVIDEND_PERSON_SHARE', { people: list })).toMatchObject({
      pass: false,
      actual: 0.30001,
      people: ['P2'],
    });
    for (const yearlyTotal of [0, null])
      expect(project('DIVIDEND_PERSON_SHARE', { yearlyTotal })).toMatchObject({ pass: null, actual: null, people: [] });
  });

  it('DIVIDEND_PROFIT_SHARE: in a year at most 15 % of the net profit', () => {
    expect(post('DIVIDEND_PROFIT_SHARE', { yearlyTotal: 150_000 })).toMatchObject({
      pass: true,
      limit: 0.15,
      actual: 0.15,
    });
    expect(post('DIVIDEND_PROFIT_SHARE', { yearlyTotal: 150_001 })).toMatchObject({ pass: false });
    expect(post('DIVIDEND_PROFIT_SHARE', { netProfit: 0 })).toMatchObject({ pass: false, actual: null });
    expect(post('DIVIDEND_PROFIT_SHARE', { netProfit: 0, yearlyTotal: 0 })).toMatchObject({ pass: true, actual: null });
    expect(post('DIVIDEND_PROFIT_SHARE', { netProfit: -1_000_000 })).toMatchObject({ pass: false, actual: -0.1 });
    expect(post('DIVIDEND_PROFIT_SHARE', { netProfit: null })).toMatchObject({ pass: null, actual: null });
  });

  it('DIVIDEND_PLAN_YEARS: for at most three years; DIVIDEND_YEARS_IN_POST: after at least one in post', () => {
    expect(project('DIVIDEND_PLAN_YEARS')).toMatchObject({ pass: true, limit: 3, actual: 3 });
    expect(post('DIVIDEND_PLAN_YEARS', { planYears: 4 })).toMatchObject({ pass: false });
    expect(post('DIVIDEND_YEARS_IN_POST', { people: people({ yearsInPost: 1 }, {}) })).toMatchObject({
      pass: true,
      limit: 1,
      actual: 1,
    });
    expect(post('DIVIDEND_YEARS_IN_POST', { people: people({}, { yearsInPost: 0.9 }) })).toMatchObject({
      pass: false,
      people: ['P2'],
    });
  });
});

it('raising a share never turns a FAIL into a PASS', () => {
  const share = fc.integer({ min: 0, max: 400 }).map((n) => n / 1_000);
  fc.assert(
    fc.property(
      fc.constantFrom(OF_2011, OF_2016, OF_54),
      fc.constantFrom<PlanMode>('EQUITY_SALE', 'EQUITY_AWARD', 'EQUITY_OPTION'),
      fc.constantFrom(...ENTERPRISE_SIZES),
      fc.array(share, { minLength: 1, maxLength: 4 }),
      fc.nat(3),
      share,
      (filedOn, mode, size, shares, at, more) => {
        const verdict = (ratios: number[]) =>
          check({
            filedOn,
            enterprise: { size },
            plan: { mode, people: people(...ratios.map((shareRatio) => ({ shareRatio }))) },
          });
        const before = verdict(shares);
        const raised = shares.map((ratio, i) => (i === at % shares.length ? Math.min(1, ratio + more) : ratio));
        const after = verdict(raised.map((ratio) => Number(ratio.toFixed(4))));
        if (before.verdict === 'FAIL') expect(after.verdict).toBe('FAIL');
        if (before.verdict === 'REVIEW') expect(after.verdict).not.toBe('PASS');
      },
    ),
    { numRuns: 300 },
  );
});

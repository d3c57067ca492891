// What the specs of the equity rules share: a plan that keeps them all, for each test to change.
import { decimal } from '#rules/decimal';
import { checkEquity, type EquityFinding } from '#rules/equity';
import { type EquityQuestion, type PlanMode } from '#rules/equity-plan';

/** Plain numbers become exact ones: here their shortest text is what is meant. */
function exactly(value: unknown): unknown {
  if (typeof value === 'number') return decimal(String(value));
  if (Array.isArray(value)) return value.map(exactly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exactly(inner)]));
}

/** A person, an enterprise and a plan that keep every rule. */
const person = {
  ref: 'P1',
  role: 'TECHNICAL',
  yearsOfService: 4,
  shareRatio: 0.01,
  awardValue: 120_000,
  ownPurchase: 150_000,
  cumulativeAward: 120_000,
  yearsInPost: 2,
  dividend: 30_000,
  totalPay: 100_000,
};
const enterprise = {
  kind: 'CONVERTED_INSTITUTE',
  size: 'SMALL',
  rdSpendRatio: [0.041, 0.035, 0.032],
  rdStaffRatio: 0.12,
  techServiceIncomeRatio: 0.7,
  netAssetsStart: 10_000_000,
  netAssetsEnd: 14_000_000,
  fiscalGrantAssets: 500_000,
  capitalInjections: 0,
  auditedAccounts: true as boolean | null,
  penaltyInThreeYears: false as boolean | null,
  paidInCapital: 20_000_000,
};
const plan = {
  mode: 'EQUITY_AWARD' as PlanMode,
  people: [person] as object[],
  staffTotal: 10,
  planYears: 3,
  netProfit: 1_000_000,
  yearlyTotal: 100_000,
};
/** Filing days of the three rule sets. */
export const OF_2011 = '2012-01-01';
export const OF_2016 = '2016-03-01';
export const OF_54 = '2026-05-06';

/** Checks the plan that keeps every rule, changed in what a test looks at. */
export const check = (change: { filedOn?: string; enterprise?: object; plan?: object } = {}) =>
  checkEquity({
    filedOn: change.filedOn ?? OF_54,
    enterprise: exactly({ ...enterprise, ...change.enterprise }),
    plan: exactly({ ...plan, ...change.plan }),
  } as EquityQuestion);
/** What was found of one rule. */
export const finding = (rule: string, change: Parameters<typeof check>[0] = {}): EquityFinding | undefined =>
  check(change).findings.find((one) => one.rule === rule);
/** As many people as changes are given, P1 first. */
export const people = (...changes: object[]) =>
  changes.map((change, i) => ({ ...person, ref: `P${i + 1}`, ...change }));

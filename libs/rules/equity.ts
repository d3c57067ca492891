// Does an incentive plan of a technology enterprise keep the rules: equity sale, award and option, post and project dividend.
// 财企〔2010〕8号 with 沪府发〔2011〕36号; 财资〔2016〕4号; the same as widened by 财资〔2018〕54号. The table of the command line's contract, section 4.
import { decimal, minus, numberOf, plus, quotient, times, ZERO, type Decimal } from './decimal';
import {
  atLeast,
  atMost,
  eachFigure,
  eachPerson,
  fact,
  figure,
  highest,
  lowest,
  nobodyOf,
  NOT_KNOWN,
  present,
  share,
  shareAtLeast,
  shareAtMost,
  totalOf,
  type Facts,
  type Judge,
} from './equity-judge';
import {
  ENTERPRISE_KINDS,
  PERSON_ROLES,
  type Enterprise,
  type EnterpriseKind,
  type EnterpriseSize,
  type EquityQuestion,
  type Figure,
  type PlanMode,
  type PlanPerson,
} from './equity-plan';

/** The rule sets, each from its first filing day on, with its main document; `verified` is said of that day. */
export const RULE_SETS = [
  { id: 'RS-2011', from: '0000-01-01', basis: '财企〔2010〕8号', verified: true },
  { id: 'RS-2016', from: '2016-03-01', basis: '财资〔2016〕4号', verified: true },
  { id: 'RS-2016+54', from: '2018-09-18', basis: '财资〔2016〕4号', verified: false },
] as const;
/** The id of one rule set. */
export type RuleSetId = (typeof RULE_SETS)[number]['id'];

/** The names of the rules, in the table's order. */
export const RULE_NAMES = [
  'UNIT_KIND',
  'RD_SPEND',
  'RD_STAFF',
  'TECH_SERVICE_INCOME',
  'AUDITED_ACCOUNTS',
  'NO_PENALTY',
  'NET_ASSET_GROWTH',
  'TOTAL_SHARE_CAP',
  'PERSON_SHARE_CAP',
  'AWARD_APPRECIATION_CAP',
  'AWARD_TECHNICAL_STAFF',
  'AWARD_PERSON_CAP',
  'AWARD_OWN_PURCHASE',
  'AWARD_SERVICE_YEARS',
  'OPTION_SIZE',
  'EXCLUDED_PERSON',
  'NOT_ALL_STAFF',
  'DIVIDEND_STAFF_SHARE',
  'DIVIDEND_PERSON_SHARE',
  'DIVIDEND_PROFIT_SHARE',
  'DIVIDEND_PLAN_YEARS',
  'DIVIDEND_YEARS_IN_POST',
] as const;
/** The name of one rule. */
export type RuleName = (typeof RULE_NAMES)[number];

/** One rule that applies. `pass` and `actual` are null where a figure is missing; `people` are the `ref`s that break it. */
export interface EquityFinding {
  readonly rule: RuleName;
  readonly pass: boolean | null;
  readonly limit: number | boolean | null;
  readonly actual: number | boolean | string | null;
  readonly basis: string;
  readonly verified: boolean;
  readonly people: readonly string[];
}

/** `FAIL` if a verified rule fails, `REVIEW` if an unverified one does or a figure is missing, else `PASS`. */
export interface EquityVerdict {
  readonly ruleSet: RuleSetId;
  readonly verdict: 'PASS' | 'FAIL' | 'REVIEW';
  /** Growth of net assets over three years without grants and injections, in yuan; null if a figure is missing. */
  readonly appreciation: number | null;
  readonly findings: readonly EquityFinding[];
}

/** A limit with its standing; `shown` is what the finding tells of it. */
interface Term {
  readonly limit: Decimal;
  readonly shown: number | boolean | null;
  readonly verified: boolean;
}

/** One row of the table: where it applies (no list = everywhere), its limit in each rule set that has it, how it is judged. */
interface Rule {
  readonly rule: RuleName;
  readonly modes?: readonly PlanMode[];
  readonly kinds?: readonly EnterpriseKind[];
  readonly sizes?: readonly EnterpriseSize[];
  readonly terms: Partial<Record<RuleSetId, Term>>;
  readonly judge: Judge;
}

const NO_LIMIT: Term = { limit: ZERO, shown: null, verified: true };
const verified = (limit: string): Term => ({ limit: decimal(limit), shown: Number(limit), verified: true });
const unverified = (limit: string): Term => ({ ...verified(limit), verified: false });
/** 财资〔2016〕4号, whose words stand in both of its rule sets. */
const since2016 = (term: Term): Rule['terms'] => ({ 'RS-2016': term, 'RS-2016+54': term });

const EQUITY: readonly PlanMode[] = ['EQUITY_SALE', 'EQUITY_AWARD', 'EQUITY_OPTION'];
const DIVIDEND: readonly PlanMode[] = ['POST_DIVIDEND', 'PROJECT_DIVIDEND'];
const FIRST_KINDS: readonly EnterpriseKind[] = [
  'CONVERTED_INSTITUTE',
  'HIGH_TECH',
  'UNIVERSITY_INVESTED',
  'INSTITUTE_INVESTED',
];
const RESEARCHING = ENTERPRISE_KINDS.filter((kind) => kind !== 'TECH_SERVICE_BODY');
/** 财资〔2018〕54号 freed high-tech enterprises from the tests of research. */
const RESEARCHING_54 = RESEARCHING.filter((kind) => kind !== 'HIGH_TECH');

const kindAmong = (kinds: readonly EnterpriseKind[]): Judge => {
  return ({ enterprise: { kind } }) => ({ pass: kinds.includes(kind), actual: kind });
};
const award = ({ awardValue }: PlanPerson) => awardValue;
const purchase = ({ ownPurchase }: PlanPerson) => ownPurchase;
const spend = figure(({ enterprise: { rdSpendRatio } }) => {
  const years = present(rdSpendRatio ?? [null]);
  return years && lowest(years);
}, atLeast);
const researchers = figure(({ enterprise }) => enterprise.rdStaffRatio, atLeast);
const growth = share(
  ({ enterprise: { netAssetsStart: start }, appreciation }) => [appreciation, start && start.units > 0n ? start : null],
  shareAtLeast,
  'not known',
);
const sharesInTotal = figure(({ plan }) => totalOf(plan.people, ({ shareRatio }) => shareRatio), atMost);
/** 财企〔2010〕8号: award and purchase within the cap, and the award alone within half of it. */
const awardAndPurchase: Judge = (facts, limit) => {
  const awards = totalOf(facts.plan.people, award) ?? ZERO;
  const judge = share(
    ({ plan, appreciation }) => [totalOf(plan.people, award, purchase), appreciation],
    (both, bottom, cap) => shareAtMost(both, bottom, cap) && shareAtMost(plus(awards, awards), bottom, cap),
    'judged',
  );
  return judge(facts, limit);
};
/** Nothing can be a share of nothing. */
const divisor = (figure: Figure): Figure => (figure && figure.units !== 0n ? figure : null);
const headcount = ({ plan }: Facts): Decimal => decimal(String(plan.people.length));

/** The table, in its order. Limits are those of the rule set's main document; `unverified` ones are told from memory. */
const RULES: readonly Rule[] = [
  { rule: 'UNIT_KIND', terms: { 'RS-2011': NO_LIMIT }, judge: kindAmong(FIRST_KINDS) },
  { rule: 'UNIT_KIND', terms: { 'RS-2016': NO_LIMIT }, judge: kindAmong([...FIRST_KINDS, 'TECH_SERVICE_BODY']) },
  { rule: 'UNIT_KIND', terms: { 'RS-2016+54': NO_LIMIT }, judge: kindAmong(ENTERPRISE_KINDS) },
  { rule: 'RD_SPEND', terms: { 'RS-2011': verified('0.02') }, judge: spend },
  { rule: 'RD_SPEND', kinds: RESEARCHING, terms: { 'RS-2016': verified('0.03') }, judge: spend },
  { rule: 'RD_SPEND', kinds: RESEARCHING_54, terms: { 'RS-2016+54': verified('0.03') }, judge: spend },
  { rule: 'RD_STAFF', terms: { 'RS-2011': verified('0.10') }, judge: researchers },
  { rule: 'RD_STAFF', kinds: RESEARCHING, terms: { 'RS-2016': verified('0.10') }, judge: researchers },
  { rule: 'RD_STAFF', kinds: RESEARCHING_54, terms: { 'RS-2016+54': verified('0.10') }, judge: researchers },
  {
    rule: 'TECH_SERVICE_INCOME',
    kinds: ['TECH_SERVICE_BODY'],
    terms: since2016(verified('0.60')),
    judge: figure(({ enterprise }) => enterprise.techServiceIncomeRatio, atLeast),
  },
  {
    rule: 'AUDITED_ACCOUNTS',
    terms: since2016({ ...NO_LIMIT, shown: true }),
    judge: fact(({ auditedAccounts }) => auditedAccounts, true),
  },
  {
    rule: 'NO_PENALTY',
    terms: since2016({ ...NO_LIMIT, shown: false }),
    judge: fact(({ penaltyInThreeYears }) => penaltyInThreeYears, false),
  },
  {
    rule: 'NET_ASSET_GROWTH',
    modes: ['EQUITY_AWARD'],
    terms: { 'RS-2011': verified('0.20'), ...since2016(unverified('0.20')) },
    judge: growth,
  },
  { rule: 'NET_ASSET_GROWTH', modes: ['POST_DIVIDEND'], terms: since2016(unverified('0.10')), judge: growth },
  {
    rule: 'TOTAL_SHARE_CAP',
    modes: EQUITY,
    sizes: ['LARGE'],
    terms: { 'RS-2011': verified('0.10'), ...since2016(verified('0.05')) },
    judge: sharesInTotal,
  },
  {
    // The caps of 财企〔2010〕8号 for these sizes were not found.
    rule: 'TOTAL_SHARE_CAP',
    modes: EQUITY,
    sizes: ['MEDIUM', 'SMALL', 'MICRO'],
    terms: { 'RS-2011': { ...NO_LIMIT, verified: false } },
    judge: () => NOT_KNOWN,
  },
  {
    rule: 'TOTAL_SHARE_CAP',
    modes: EQUITY,
    sizes: ['MEDIUM'],
    terms: since2016(verified('0.10')),
    judge: sharesInTotal,
  },
  {
    rule: 'TOTAL_SHARE_CAP',
    modes: EQUITY,
    sizes: ['SMALL', 'MICRO'],
    terms: since2016(verified('0.30')),
    judge: sharesInTotal,
  },
  {
    rule: 'PERSON_SHARE_CAP',
    modes: EQUITY,
    terms: since2016(verified('0.03')),
    judge: eachFigure(({ shareRatio }) => shareRatio, atMost, highest),
  },
  {
    rule: 'AWARD_APPRECIATION_CAP',
    modes: ['EQUITY_AWARD'],
    terms: { 'RS-2011': verified('0.35') },
    judge: awardAndPurchase,
  },
  {
    rule: 'AWARD_APPRECIATION_CAP',
    modes: ['EQUITY_AWARD'],
    terms: since2016(verified('0.15')),
    judge: share(({ plan, appreciation }) => [totalOf(plan.people, award), appreciation], shareAtMost, 'judged'),
  },
  {
    rule: 'AWARD_TECHNICAL_STAFF',
    modes: ['EQUITY_AWARD'],
    terms: { 'RS-2011': NO_LIMIT, ...since2016(NO_LIMIT) },
    judge: nobodyOf(PERSON_ROLES.filter((role) => role !== 'TECHNICAL')),
  },
  {
    rule: 'AWARD_PERSON_CAP',
    modes: ['EQUITY_AWARD'],
    terms: since2016(verified('3000000')),
    judge: eachFigure(({ cumulativeAward }) => cumulativeAward, atMost, highest),
  },
  {
    rule: 'AWARD_OWN_PURCHASE',
    modes: ['EQUITY_AWARD'],
    terms: since2016(verified('1')),
    judge: eachPerson(
      (person) => [purchase(person), award(person)],
      ([bought, awarded], times) => !shareAtLeast(bought!, awarded!, times),
      'how many',
    ),
  },
  {
    rule: 'AWARD_SERVICE_YEARS',
    modes: ['EQUITY_AWARD'],
    terms: since2016(verified('3')),
    judge: eachFigure(({ yearsOfService }) => yearsOfService, atLeast, lowest),
  },
  {
    rule: 'OPTION_SIZE',
    modes: ['EQUITY_OPTION'],
    terms: since2016({ ...NO_LIMIT, verified: false }),
    judge: ({ enterprise: { size } }) => ({ pass: size === 'SMALL' || size === 'MICRO', actual: size }),
  },
  {
    rule: 'EXCLUDED_PERSON',
    terms: { 'RS-2011': NO_LIMIT },
    judge: nobodyOf(['SUPERVISOR', 'INDEPENDENT_DIRECTOR', 'CONTROLLING_SHAREHOLDER_MANAGER']),
  },
  {
    rule: 'EXCLUDED_PERSON',
    terms: since2016({ ...NO_LIMIT, verified: false }),
    judge: nobodyOf(['SUPERVISOR', 'INDEPENDENT_DIRECTOR']),
  },
  {
    // The limit is the plan's own figure.
    rule: 'NOT_ALL_STAFF',
    modes: DIVIDEND,
    terms: { 'RS-2011': NO_LIMIT, ...since2016({ ...NO_LIMIT, verified: false }) },
    judge: (facts) => {
      const staff = facts.plan.staffTotal ?? null;
      if (staff === null) return NOT_KNOWN;
      return { pass: !atLeast(headcount(facts), staff), actual: facts.plan.people.length, limit: numberOf(staff) };
    },
  },
  {
    rule: 'DIVIDEND_STAFF_SHARE',
    modes: ['POST_DIVIDEND'],
    terms: since2016(verified('0.30')),
    judge: share((facts) => [headcount(facts), facts.plan.staffTotal], shareAtMost, 'not known'),
  },
  {
    // Two thirds are no decimal: three times the dividend against twice the pay.
    rule: 'DIVIDEND_PERSON_SHARE',
    modes: ['POST_DIVIDEND'],
    terms: since2016({ limit: decimal('2'), shown: 2 / 3, verified: true }),
    judge: eachPerson(
      ({ dividend, totalPay }) => [dividend, divisor(totalPay)],
      ([dividend, pay], twice) => !shareAtMost(times(dividend!, decimal('3')), pay!, twice),
      'how many',
    ),
  },
  {
    rule: 'DIVIDEND_PERSON_SHARE',
    modes: ['PROJECT_DIVIDEND'],
    terms: since2016(verified('0.30')),
    judge: eachPerson(
      ({ dividend }, { yearlyTotal: pot }) => [dividend, divisor(pot)],
      ([dividend, pot], limit) => !shareAtMost(dividend!, pot!, limit),
      (figures) => quotient(highest(figures.map(([dividend]) => dividend!)), figures[0]![1]!),
    ),
  },
  {
    rule: 'DIVIDEND_PROFIT_SHARE',
    modes: ['POST_DIVIDEND'],
    terms: since2016(verified('0.15')),
    judge: share(({ plan }) => [plan.yearlyTotal, plan.netProfit], shareAtMost, 'judged'),
  },
  {
    rule: 'DIVIDEND_PLAN_YEARS',
    modes: DIVIDEND,
    terms: since2016(verified('3')),
    judge: figure(({ plan }) => plan.planYears, atMost),
  },
  {
    rule: 'DIVIDEND_YEARS_IN_POST',
    modes: ['POST_DIVIDEND'],
    terms: since2016(verified('1')),
    judge: eachFigure(({ yearsInPost }) => yearsInPost, atLeast, lowest),
  },
];

/**
 * Checks a plan by the rule set in force on its filing day: every rule that applies, passed or not, in the table's order.
 * The caller has seen to it that `filedOn` is a day.
 */
export function checkEquity({ filedOn, enterprise, plan }: EquityQuestion): EquityVerdict {
  const ruleSet = [...RULE_SETS].reverse().find(({ from }) => filedOn >= from) ?? RULE_SETS[0];
  const appreciation = appreciationOf(enterprise);
  const facts = { enterprise, plan, appreciation };
  const findings = RULES.flatMap((row): EquityFinding[] => {
    const term = row.terms[ruleSet.id];
    if (!term || !applies(row, facts)) return [];
    const { pass, actual, limit = term.shown, people = [] } = row.judge(facts, term.limit);
    return [{ rule: row.rule, pass, limit, actual, basis: ruleSet.basis, verified: term.verified, people }];
  });
  const shown = appreciation === null ? null : numberOf(appreciation);
  return { ruleSet: ruleSet.id, verdict: verdictOf(findings), appreciation: shown, findings };
}

function applies({ modes, kinds, sizes }: Rule, { enterprise, plan }: Facts): boolean {
  return (
    (modes?.includes(plan.mode) ?? true) &&
    (kinds?.includes(enterprise.kind) ?? true) &&
    (sizes?.includes(enterprise.size) ?? true)
  );
}

function verdictOf(findings: readonly EquityFinding[]): EquityVerdict['verdict'] {
  if (findings.some(({ pass, verified }) => pass === false && verified)) return 'FAIL';
  return findings.every(({ pass }) => pass) ? 'PASS' : 'REVIEW';
}

function appreciationOf(enterprise: Enterprise): Decimal | null {
  const { netAssetsStart, netAssetsEnd, fiscalGrantAssets, capitalInjections } = enterprise;
  const figures = present([netAssetsEnd, netAssetsStart, fiscalGrantAssets, capitalInjections]);
  return figures && figures.reduce((rest, less) => minus(rest, less));
}

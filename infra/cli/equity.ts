// `yuanban equity`: does an incentive plan keep the rules of its filing day?
import { parse } from 'lossless-json';
import { decimal } from '#rules/decimal';
import { checkEquity, type EquityFinding, type EquityVerdict, type RuleName } from '#rules/equity';
import { ENTERPRISE_KINDS, ENTERPRISE_SIZES, PERSON_ROLES, PLAN_MODES, type EquityQuestion } from '#rules/equity-plan';
import { demand, jsonOf, shape, textOf } from './documents';
import { text, type Language, type Text } from './texts';

const MONEY = { type: 'number', nullable: true };
const AMOUNT = { type: 'number', minimum: 0, nullable: true };
const RATIO = { type: 'number', minimum: 0, maximum: 1, nullable: true };
const YES_OR_NO = { type: 'boolean', nullable: true };
const closed = (properties: object, required: readonly string[]) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});
const isPlan = shape(
  closed(
    {
      filedOn: { type: 'string', format: 'civil-date' },
      enterprise: closed(
        {
          kind: { enum: ENTERPRISE_KINDS },
          size: { enum: ENTERPRISE_SIZES },
          rdSpendRatio: { type: 'array', minItems: 3, maxItems: 3, items: RATIO, nullable: true },
          rdStaffRatio: RATIO,
          techServiceIncomeRatio: RATIO,
          netAssetsStart: MONEY,
          netAssetsEnd: MONEY,
          fiscalGrantAssets: MONEY,
          capitalInjections: MONEY,
          auditedAccounts: YES_OR_NO,
          penaltyInThreeYears: YES_OR_NO,
          paidInCapital: AMOUNT,
        },
        ['kind', 'size'],
      ),
      plan: closed(
        {
          mode: { enum: PLAN_MODES },
          people: {
            type: 'array',
            items: closed(
              {
                ref: { type: 'string', minLength: 1 },
                role: { enum: PERSON_ROLES },
                yearsOfService: AMOUNT,
                shareRatio: RATIO,
                awardValue: AMOUNT,
                ownPurchase: AMOUNT,
                cumulativeAward: AMOUNT,
                yearsInPost: AMOUNT,
                dividend: AMOUNT,
                totalPay: AMOUNT,
              },
              ['ref', 'role'],
            ),
          },
          staffTotal: { type: 'integer', minimum: 0, nullable: true },
          planYears: AMOUNT,
          netProfit: MONEY,
          yearlyTotal: AMOUNT,
        },
        ['mode', 'people'],
      ),
    },
    ['filedOn', 'enterprise', 'plan'],
  ),
);

/**
 * Answers a document as the command line's contract, section 4, lays down. Takes its text: a number as JavaScript reads it
 * is no longer the decimal that was written.
 * @throws BadInput for another shape; Refusal `BAD_INPUT` for a number of absurd length.
 */
export function equityAnswer(source: string): EquityVerdict {
  demand(isPlan, jsonOf(source));
  return checkEquity(parse(source, null, { parseNumber: decimal }) as EquityQuestion);
}

/** `yuanban equity <file>` */
export async function equityCommand(file: string) {
  const answer = equityAnswer(await textOf(file));
  return { json: answer, text: (language: Language) => told(answer, language).join('\n') };
}

const VERDICTS = {
  PASS: text('符合', 'passes'),
  FAIL: text('不符合', 'fails'),
  REVIEW: text('须人工复核', 'needs review'),
};
const RULES: Readonly<Record<RuleName, Text>> = {
  UNIT_KIND: text('单位类型', 'kind of unit'),
  RD_SPEND: text('近三年研发投入占比', 'research spending, each of three years'),
  RD_STAFF: text('研发人员占比', 'research staff'),
  TECH_SERVICE_INCOME: text('科技服务收入占比', 'income from technical services'),
  AUDITED_ACCOUNTS: text('财务经审计', 'audited accounts'),
  NO_PENALTY: text('三年内无财税处罚', 'no penalty in three years'),
  NET_ASSET_GROWTH: text('净资产增值', 'growth of net assets'),
  TOTAL_SHARE_CAP: text('激励股权总额', 'all shares together'),
  PERSON_SHARE_CAP: text('个人激励股权', "one person's share"),
  AWARD_APPRECIATION_CAP: text('奖励占净资产增值', 'award against appreciation'),
  AWARD_TECHNICAL_STAFF: text('仅限技术人员', 'technical staff only'),
  AWARD_PERSON_CAP: text('个人累计奖励', "one person's awards together"),
  AWARD_OWN_PURCHASE: text('以不低于 1:1 自行出资购买', 'own purchase at least 1:1'),
  AWARD_SERVICE_YEARS: text('在本单位工作年限', 'years of service'),
  OPTION_SIZE: text('期权限于小微企业', 'options for small and micro enterprises'),
  EXCLUDED_PERSON: text('不得激励的人员', 'persons who are excluded'),
  NOT_ALL_STAFF: text('不得面向全体职工', 'never all staff'),
  DIVIDEND_STAFF_SHARE: text('岗位分红人数占比', 'people in a post dividend'),
  DIVIDEND_PERSON_SHARE: text('个人分红占比', "one person's dividend"),
  DIVIDEND_PROFIT_SHARE: text('年度分红占净利润', 'yearly dividend against net profit'),
  DIVIDEND_PLAN_YEARS: text('方案年限', 'years of the plan'),
  DIVIDEND_YEARS_IN_POST: text('在岗年限', 'years in post'),
};
const MARKS = {
  zh: { true: '通过', false: '不通过', null: '缺数据' },
  en: { true: 'kept', false: 'broken', null: 'missing' },
};

function told({ ruleSet, verdict, appreciation, findings }: EquityVerdict, language: Language): string[] {
  const isChinese = language === 'zh';
  const value = (of: EquityFinding['actual']) => (of === null ? '-' : String(of));
  return [
    isChinese
      ? `结论：${VERDICTS[verdict].zh}（规则集 ${ruleSet}，净资产增值 ${value(appreciation)} 元）`
      : `Verdict: ${VERDICTS[verdict].en} (rule set ${ruleSet}, appreciation ${value(appreciation)} yuan)`,
    ...findings.map(({ rule, pass, limit, actual, basis, verified, people }) => {
      const name = RULES[rule][language];
      const figures = isChinese
        ? `限值 ${value(limit)}，实际 ${value(actual)}`
        : `limit ${value(limit)}, actual ${value(actual)}`;
      const standing = verified ? '' : isChinese ? '，未核实' : ', unverified';
      const who = people.length === 0 ? '' : ` [${people.join(', ')}]`;
      return `  ${MARKS[language][`${pass}`]}  ${name}: ${figures} (${basis}${standing})${who}`;
    }),
  ];
}

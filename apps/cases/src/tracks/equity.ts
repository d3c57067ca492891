// An incentive plan as its form states it, judged by the rules of its filing day. 财企〔2010〕8号, 财资〔2016〕4号, 财资〔2018〕54号.
import { decimal } from '#rules/decimal';
import { checkEquity, type EquityVerdict } from '#rules/equity';
import { type EquityQuestion } from '#rules/equity-plan';
import { type RuleCheck } from '#rules/state';
import { type CivilDate } from '#rules/workday';

/**
 * The verdict on `enterprise` and `plan` of a form that its schema has let pass. Figures are taken as they were written: a JSON number's
 * shortest decimal is the one that the applicant typed.
 */
export function judgePlan(form: Record<string, unknown>, filedOn: CivilDate): EquityVerdict {
  const { enterprise, plan } = form;
  return checkEquity({ filedOn, enterprise: withDecimals(enterprise), plan: withDecimals(plan) } as EquityQuestion);
}

/** What of a verdict the case's events tell: codes, no figure of the plan. Only verified rules can be broken. */
export function toRuleCheck({ ruleSet, verdict, findings }: EquityVerdict): RuleCheck {
  const broken = findings.filter(({ pass, verified }) => pass === false && verified).map(({ rule }) => rule);
  return { ruleSet, verdict, broken: [...new Set(broken)] };
}

function withDecimals(value: unknown): unknown {
  if (typeof value === 'number') return decimal(plain(value));
  if (Array.isArray(value)) return value.map(withDecimals);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, withDecimals(of)]));
}

/** Without an exponent, which the decimals of the law do not know; the form's schema keeps figures within these places. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12) : text;
}

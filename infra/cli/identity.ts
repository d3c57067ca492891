// `yuanban identity`: is a number well formed?
import {
  checkForeignPr,
  checkPassport,
  checkResidentId,
  checkUscc,
  type IdentityFault,
  type IdentityVerdict,
} from '#rules/identity';
import { civilDateOf } from '#rules/workday';
import { text, type Language, type Text } from './texts';

/** The kinds of numbers, by the name of their command. Birth dates are judged against the day of the machine's clock in Shanghai. */
export const IDENTITIES: Readonly<Record<string, (value: string) => IdentityVerdict>> = {
  uscc: checkUscc,
  'resident-id': (value) => checkResidentId(value, civilDateOf(Date.now())),
  'foreign-pr': (value) => checkForeignPr(value, civilDateOf(Date.now())),
  passport: checkPassport,
};

const REASONS: Readonly<Record<IdentityFault, Text>> = {
  LENGTH: text('长度不对', 'wrong length'),
  ALPHABET: text('有不允许的字符', 'a character that is not allowed at its place'),
  REGION: text('没有该行政区划', 'no such region'),
  BIRTH_DATE: text('出生日期不成立', 'no possible birth date'),
  ORG_CODE_CHECK_DIGIT: text('组织机构代码校验码不符', 'the check digit of the organisation code does not fit'),
  CHECK_DIGIT: text('校验码不符', 'the check digit does not fit'),
};

/** `identity <kind> <value>` */
export function identityCommand(kind: string, value: string) {
  const verdict = IDENTITIES[kind]!(value);
  return {
    json: verdict,
    text: (language: Language) =>
      verdict.valid
        ? `${language === 'zh' ? '有效' : 'valid'}: ${verdict.normalised}`
        : `${language === 'zh' ? '无效' : 'invalid'}: ${REASONS[verdict.reason][language]} (${verdict.reason})`,
  };
}

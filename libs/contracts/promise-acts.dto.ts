// What the acts about a promise carry (告知承诺). The order of law is in rules/lifecycle.ts; this is only shape. 上海市优化营商环境条例 27.
import { IsInt, IsOptional, IsString, Length, Matches, Min } from 'class-validator';

/** The applicant promises in writing to meet the conditions (书面承诺). */
export class GivePromiseDto {
  /** What is promised, in the applicant's own words */
  @IsString()
  @Length(2, 4000)
  promise: string;
}

/** A grant that rests on a promise (告知承诺决定): acceptance and decision in one. */
export class DecideOnPromiseDto {
  /**
   * What the decision rests on, as `decisionBasis` of the case showed it: refused if something of it has changed since
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  decisionBasis?: string;

  /** A remark for the decision */
  @IsOptional()
  @IsString()
  @Length(2, 4000)
  reasons?: string;
}

/** The later check has found what was promised (承诺属实). */
export class ConfirmPromiseDto {
  /** What was looked at, and what was found */
  @IsString()
  @Length(2, 4000)
  findings: string;
}

/** The later check has not found it: an order to fix (责令限期整改). */
export class OrderFixDto {
  /** What was looked at, and what was found */
  @IsString()
  @Length(2, 4000)
  findings: string;

  /** What is to be fixed */
  @IsString()
  @Length(2, 4000)
  fix: string;

  /**
   * Within how long, in the unit of the item's limit, which it must not pass
   * @example 10
   */
  @IsInt()
  @Min(1)
  days: number;
}

/** The holder reports what was done about it (报告整改). */
export class ReportFixDto {
  /** What was fixed, and how that can be seen */
  @IsString()
  @Length(2, 4000)
  report: string;
}

/** What was ordered was not brought about: revocation, and an entry in the credit record. */
export class RevokeOnPromiseDto {
  /** Why, with the facts it rests on; the holder is told them with the remedies of the law */
  @IsString()
  @Length(2, 4000)
  reasons: string;
}

/** The office that made an entry in the credit record takes it back (信用修复). */
export class RepairCreditDto {
  /** Why the entry need not stand any longer */
  @IsString()
  @Length(2, 4000)
  reason: string;
}

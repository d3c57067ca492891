// An incentive plan as it is filed, and the enterprise that files it: the words and figures of the command line's contract, section 4.
import { type Decimal } from './decimal';
import { type CivilDate } from './workday';

/** What an enterprise is, as the rules divide them. */
export const ENTERPRISE_KINDS = [
  'CONVERTED_INSTITUTE',
  'HIGH_TECH',
  'UNIVERSITY_INVESTED',
  'INSTITUTE_INVESTED',
  'TECH_SERVICE_BODY',
  'TECH_SME',
  'LISTED_SUBSIDIARY_UNLISTED_TECH',
] as const;
/** Size of an enterprise (国统字〔2011〕75号). */
export const ENTERPRISE_SIZES = ['LARGE', 'MEDIUM', 'SMALL', 'MICRO'] as const;
/** How a plan rewards. */
export const PLAN_MODES = [
  'EQUITY_SALE',
  'EQUITY_AWARD',
  'EQUITY_OPTION',
  'POST_DIVIDEND',
  'PROJECT_DIVIDEND',
] as const;
/** What a person is in the enterprise. */
export const PERSON_ROLES = [
  'TECHNICAL',
  'MANAGEMENT',
  'SUPERVISOR',
  'INDEPENDENT_DIRECTOR',
  'CONTROLLING_SHAREHOLDER_MANAGER',
  'OTHER',
] as const;

/** One kind of enterprise. */
export type EnterpriseKind = (typeof ENTERPRISE_KINDS)[number];
/** One size class (国统字〔2011〕75号). */
export type EnterpriseSize = (typeof ENTERPRISE_SIZES)[number];
/** One mode of incentive. */
export type PlanMode = (typeof PLAN_MODES)[number];
/** One role of a person in a plan. */
export type PersonRole = (typeof PERSON_ROLES)[number];

/** A figure that may be missing: money in yuan, a ratio from 0 to 1, years or a count. */
export type Figure = Decimal | null | undefined;

/** The enterprise that files. Net assets are those at the start and at the end of the three years before the plan. */
export interface Enterprise {
  readonly kind: EnterpriseKind;
  readonly size: EnterpriseSize;
  /** Research spending to income, for each of the last three years. */
  readonly rdSpendRatio?: readonly Figure[] | null;
  readonly rdStaffRatio?: Figure;
  readonly techServiceIncomeRatio?: Figure;
  readonly netAssetsStart?: Figure;
  readonly netAssetsEnd?: Figure;
  readonly fiscalGrantAssets?: Figure;
  readonly capitalInjections?: Figure;
  readonly auditedAccounts?: boolean | null;
  readonly penaltyInThreeYears?: boolean | null;
  readonly paidInCapital?: Figure;
}

/** One person of the list. `cumulativeAward` includes this award, `totalPay` the dividend. */
export interface PlanPerson {
  readonly ref: string;
  readonly role: PersonRole;
  readonly yearsOfService?: Figure;
  readonly shareRatio?: Figure;
  readonly awardValue?: Figure;
  readonly ownPurchase?: Figure;
  readonly cumulativeAward?: Figure;
  readonly yearsInPost?: Figure;
  readonly dividend?: Figure;
  readonly totalPay?: Figure;
}

/** The plan as filed. */
export interface Plan {
  readonly mode: PlanMode;
  readonly people: readonly PlanPerson[];
  readonly staffTotal?: Figure;
  readonly planYears?: Figure;
  readonly netProfit?: Figure;
  readonly yearlyTotal?: Figure;
}

/** What is to be checked. */
export interface EquityQuestion {
  readonly filedOn: CivilDate;
  readonly enterprise: Enterprise;
  readonly plan: Plan;
}

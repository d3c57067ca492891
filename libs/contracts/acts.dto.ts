// What each act of people carries, as request bodies. The order of law is in rules/lifecycle.ts; this is only shape.
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { type StopReason } from '#rules/clock';

/** Filing: which item, in which park, for which enterprise, with which form. */
export class FileDto {
  /**
   * Code of the item
   * @example "16"
   */
  @IsString()
  @Matches(/^[0-9A-Za-z-]{1,32}$/)
  item: string;

  /**
   * Code of the park
   * @example "caohejing"
   */
  @IsString()
  @Matches(/^[a-z0-9-]{1,32}$/)
  park: string;

  /**
   * Unified social credit code of the applicant (18 characters)
   * @example "91330100799655058B"
   */
  @IsString()
  @MaxLength(40)
  applicant: string;

  /** The form, by the item's schema */
  @IsDefined()
  @IsObject()
  form: Record<string, unknown>;
}

/** Acceptance of a complete application (受理). */
export class AcceptDto {
  /** A remark for the file */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  remark?: string;
}

/** No licence is needed for this (无需许可, 行政许可法 32 (1)). */
export class NotRequiredDto {
  /** Why none is needed */
  @IsString()
  @Length(2, 4000)
  reasons: string;
}

/** Another body is competent (不属于本机关职权范围, 行政许可法 32 (2)). */
export class NoJurisdictionDto {
  /** The right body, to which the applicant is told to turn */
  @IsString()
  @Length(2, 200)
  properBody: string;

  /** Why, if it is worth a word */
  @IsOptional()
  @IsString()
  @Length(2, 4000)
  reasons?: string;
}

/** Non-acceptance (不予受理), with its reasons. */
export class RefuseAcceptanceDto {
  /** Why the application is not accepted */
  @IsString()
  @Length(2, 4000)
  reasons: string;
}

/** One thing to be corrected. */
export class CorrectionItemDto {
  /**
   * The field of the form, as a JSON pointer; left out for what no field holds
   * @example "/contractPriceYuan"
   */
  @IsOptional()
  @IsString()
  @Matches(/^(\/[^/]{1,100}){1,6}$/)
  field?: string;

  /** What is missing or wrong, and what is wanted */
  @IsString()
  @Length(2, 1000)
  text: string;
}

/** Conditional acceptance (容缺受理): what is not essential follows within the item's days. */
export class AcceptConditionallyDto {
  /** All that is to follow */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CorrectionItemDto)
  items: CorrectionItemDto[];

  /** A remark for the file */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  remark?: string;
}

/** Late material (补交容缺材料). */
export class BringLateMaterialDto {
  /** The whole form with what was missing, by the schema it was filed with */
  @IsDefined()
  @IsObject()
  form: Record<string, unknown>;

  /** A word to the window */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  remark?: string;
}

/** The notice of correction (补正告知): everything at once (行政许可法 32). */
export class RequestCorrectionDto {
  /** All that is to be corrected */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CorrectionItemDto)
  items: CorrectionItemDto[];

  /** Why a second notice is needed; demanded for it, and the office's time runs on */
  @IsOptional()
  @IsString()
  @Length(2, 2000)
  reason?: string;
}

/** The applicant's correction (补正). */
export class SupplementDto {
  /** The whole form as corrected, by the schema it was filed with */
  @IsDefined()
  @IsObject()
  form: Record<string, unknown>;

  /** A word to the window */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  remark?: string;
}

// The list of the law, complete by its type: shapes take no values from the rules.
const STOP_REASONS = Object.keys({
  hearing: true,
  tender: true,
  auction: true,
  inspection: true,
  test: true,
  quarantine: true,
  appraisal: true,
  'expert-review': true,
} satisfies Record<StopReason, true>);

/** A special procedure that stops the clock (特别程序, 行政许可法 45). */
export class PauseDto {
  /** Which procedure */
  @IsIn(STOP_REASONS)
  reason: StopReason;

  /** What it rests on, as the applicant is told */
  @IsString()
  @Length(2, 2000)
  basis: string;

  /** How many working days it is to take */
  @IsInt()
  @Min(1)
  @Max(366)
  days: number;
}

/** The end of a special procedure. */
export class ResumeDto {
  /** What came of it */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  result?: string;
}

/** The one extension by the head (延长, 行政许可法 42). */
export class ExtendDto {
  /** By how much, in the unit of the item's limit */
  @IsInt()
  @Min(1)
  @Max(366)
  days: number;

  /** The reason, which the applicant is told */
  @IsString()
  @Length(2, 2000)
  reason: string;

  /** Name and post of the head who has approved it (行政许可法 42), as the applicant is told */
  @IsString()
  @Length(2, 200)
  approvedBy: string;
}

/** The opinion of one co-reviewing department (会审意见). */
export class OpinionDto {
  /** Agreement or dissent */
  @IsIn(['AGREE', 'DISAGREE'])
  verdict: 'AGREE' | 'DISAGREE';

  /** The opinion itself */
  @IsString()
  @Length(2, 4000)
  text: string;

  /**
   * The body in whose name; needed only by a person who acts for several
   * @example "dept:fire"
   */
  @IsOptional()
  @IsString()
  @Matches(/^[a-z]+:[a-z0-9-]{1,32}$/)
  body?: string;
}

/** An objection of the public while the application is shown (公示异议), brought to the counter of the park. */
export class ObjectDto {
  /** What is objected, and why */
  @IsString()
  @Length(2, 4000)
  text: string;

  /** Who objects and how to reach them, if they care to say */
  @IsOptional()
  @IsString()
  @Length(2, 500)
  objector?: string;
}

/** What one decider proposes to another (拟办), for an item that two decide. */
export class ProposeDto {
  /**
   * What the decision rests on, as `decisionBasis` of the case showed it: refused if something of it has changed since
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  decisionBasis?: string;

  /** Grant or refusal */
  @IsIn(['GRANT', 'REFUSE'])
  outcome: 'GRANT' | 'REFUSE';

  /** Why, as the other decider reads it */
  @IsString()
  @Length(2, 4000)
  opinion: string;
}

/** The decision (决定): grant, or refusal with reasons and remedies (行政许可法 38). */
export class DecideDto {
  /**
   * What the decision rests on, as `decisionBasis` of the case showed it: refused if something of it has changed since
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  decisionBasis?: string;

  /** Grant or refusal */
  @IsIn(['GRANT', 'REFUSE'])
  outcome: 'GRANT' | 'REFUSE';

  /** Reasons; demanded for a refusal */
  @ValidateIf((dto: DecideDto) => dto.outcome === 'REFUSE' || dto.reasons !== undefined)
  @IsString()
  @Length(2, 4000)
  reasons?: string;

  /** How and where the applicant can appeal; demanded for a refusal */
  @ValidateIf((dto: DecideDto) => dto.outcome === 'REFUSE' || dto.remedies !== undefined)
  @IsString()
  @Length(2, 4000)
  remedies?: string;

  /** How dissenting opinions were dealt with; demanded for a grant against dissent */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  dissentHandling?: string;

  /** How the objections of the public were dealt with; demanded when there are some */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  objectionHandling?: string;

  /** How the record of the hearing was followed; demanded when one was held (行政许可法 48) */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  hearingHandling?: string;
}

/** Revocation of a grant by the body that gave it (撤销, 行政许可法 69). */
export class RevokeDto {
  /** Why, with the facts it rests on; the holder is told them with the remedies of the law */
  @IsString()
  @Length(2, 4000)
  reasons: string;
}

/** The machine is to try once more what it has given up. */
export class RetryWorkDto {
  /** What was mended, if it is worth a word */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  remark?: string;
}

/** Withdrawal by the applicant (撤回). */
export class WithdrawDto {
  /** Why, if the applicant cares to say */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

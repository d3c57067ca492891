// What each act of people carries, as request bodies. The order of law is in rules/lifecycle.ts; this is only shape.
import {
  IsDefined,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';

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

/** Non-acceptance (不予受理), with its reasons. */
export class RefuseAcceptanceDto {
  /** Why the application is not accepted */
  @IsString()
  @Length(2, 4000)
  reasons: string;
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

/** The decision (决定): grant, or refusal with reasons and remedies (行政许可法 38). */
export class DecideDto {
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
}

/** Withdrawal by the applicant (撤回). */
export class WithdrawDto {
  /** Why, if the applicant cares to say */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

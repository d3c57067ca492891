// What the acts on a licence carry after its grant: renewal, its end before time, and what its certificate shows wrongly. The order of law
// is in rules/lifecycle.ts; this is only shape. 行政许可法 8, 50, 70.
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** The holder asks for renewal (延续, 行政许可法 50). */
export class AskRenewalDto {
  /** What has changed since the grant, if anything */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  remark?: string;
}

/** The body that decided renews, or refuses with reasons and remedies (行政许可法 38, 50). */
export class DecideRenewalDto {
  /** Renewal or refusal */
  @IsIn(['GRANT', 'REFUSE'])
  outcome: 'GRANT' | 'REFUSE';

  /** Reasons; demanded for a refusal */
  @ValidateIf((dto: DecideRenewalDto) => dto.outcome === 'REFUSE' || dto.reasons !== undefined)
  @IsString()
  @Length(2, 4000)
  reasons?: string;

  /** How and where the holder can appeal; demanded for a refusal */
  @ValidateIf((dto: DecideRenewalDto) => dto.outcome === 'REFUSE' || dto.remedies !== undefined)
  @IsString()
  @Length(2, 4000)
  remedies?: string;
}

/** The holder says that the certificate shows something wrong (申请更正). */
export class AskCorrectionDto {
  /** What is wrong, and how it should read */
  @IsString()
  @Length(2, 4000)
  text: string;
}

/** One field of a certificate as it should read. */
export class CorrectedFieldDto {
  /**
   * JSON pointer into the form; only what the certificate shows
   * @example "/projectName"
   */
  @IsString()
  @Matches(/^\/[^/]{1,100}$/)
  field: string;

  /**
   * What is right, in words; a number as its digits
   * @example "智能传感器生产线"
   */
  @IsString()
  @Length(1, 2000)
  value: string;
}

/** A certificate is made out anew, by what is right (更正). */
export class CorrectCertificateDto {
  /** The corrected fields; none where what was wrong is the holder's name, which the registry has by now */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique(({ field }: CorrectedFieldDto) => field)
  @ValidateNested({ each: true })
  @Type(() => CorrectedFieldDto)
  fields: CorrectedFieldDto[];

  /** Why it is corrected */
  @IsString()
  @Length(2, 4000)
  reason: string;
}

/** The certificate shows nothing wrong. */
export class RefuseCorrectionDto {
  /** Why not */
  @IsString()
  @Length(2, 4000)
  reasons: string;

  /** How and where the holder can appeal */
  @IsString()
  @Length(2, 4000)
  remedies: string;
}

/** The holder gives the licence up (申请注销, 行政许可法 70). */
export class SurrenderLicenceDto {
  /** Why, if the holder cares to say */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

/** The licence is withdrawn for the public good (撤回, 行政许可法 8); a wrong grant is revoked instead. */
export class WithdrawLicenceDto {
  /** Did the law that it rests on change, or the circumstances? */
  @IsIn(['LAW_CHANGED', 'CIRCUMSTANCES_CHANGED'])
  ground: 'LAW_CHANGED' | 'CIRCUMSTANCES_CHANGED';

  /** Why, with the facts it rests on */
  @IsString()
  @Length(2, 4000)
  reasons: string;

  /** What is paid for the loss, or how and where it is asked for */
  @IsString()
  @Length(2, 4000)
  compensation: string;
}

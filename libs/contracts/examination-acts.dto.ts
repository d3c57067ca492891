// What the acts of examination carry: pre-review, asking again, the site, who is heard, experts. The order of law is in
// rules/lifecycle.ts; this is only shape. 行政许可法 26, 34, 36, 43, 45-48.
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/** The lower level has examined and reports up (初审报送, 行政许可法 43). */
export class ReportUpDto {
  /** What it proposes */
  @IsIn(['AGREE', 'DISAGREE'])
  verdict: 'AGREE' | 'DISAGREE';

  /** Its opinion */
  @IsString()
  @Length(2, 4000)
  text: string;
}

/** Departments that have answered are asked once more (再次会签). */
export class RecirculateDto {
  /**
   * Which bodies
   * @example ["dept:fire"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(/^[a-z]+:[a-z0-9-]{1,32}$/, { each: true })
  bodies: string[];

  /** What has changed, or what they are asked */
  @IsString()
  @Length(2, 2000)
  reason: string;
}

/** The review ends early after a dissent (提前终结会审); nothing but a refusal can follow. */
export class CloseReviewDto {
  /** Why the others need not be waited for */
  @IsString()
  @Length(2, 2000)
  reason: string;
}

/** A check on the site by at least two officers (现场核查, 行政许可法 34). */
export class SiteCheckDto {
  /**
   * Who made it: the ids of the officers
   * @example ["p3001", "p3002"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[A-Za-z0-9-]{1,64}$/, { each: true })
  officers: string[];

  /** What they found */
  @IsString()
  @Length(2, 4000)
  findings: string;
}

/** Those whose interests are at stake are told (告知利害关系人, 行政许可法 36). */
export class TellInterestedDto {
  /** Who is told */
  @IsString()
  @Length(2, 2000)
  parties: string;

  /** What it is about, as they are told */
  @IsString()
  @Length(2, 4000)
  matter: string;

  /** How many working days they have to speak */
  @IsInt()
  @Min(1)
  @Max(60)
  days: number;
}

/** What an interested party said (利害关系人陈述、申辩). */
export class HearInterestedDto {
  /** Who spoke */
  @IsString()
  @Length(2, 500)
  party: string;

  /** What was said */
  @IsString()
  @Length(2, 4000)
  statement: string;
}

/** The right to ask for a hearing is told (告知听证权利, 行政许可法 46, 47). */
export class TellHearingDto {
  /** What the hearing would be about */
  @IsString()
  @Length(2, 4000)
  matter: string;
}

/** A hearing is asked for (申请听证). */
export class AskHearingDto {
  /** Why, and by whom if not the applicant asks */
  @IsOptional()
  @IsString()
  @Length(2, 2000)
  reason?: string;
}

/** The hearing is announced (听证通知, 行政许可法 48). */
export class NoticeHearingDto {
  /**
   * The day, at least seven working days on
   * @example "2026-12-14"
   */
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on: string;

  /** Hour and place */
  @IsString()
  @Length(2, 500)
  place: string;

  /**
   * The id of the officer who chairs it: nobody who has examined the application
   * @example "p3003"
   */
  @Matches(/^[A-Za-z0-9-]{1,64}$/)
  chair: string;
}

/** The record of the hearing (听证笔录). */
export class RecordHearingDto {
  /** Who was there, what was said and shown */
  @IsString()
  @Length(2, 10000)
  record: string;

  /** Who of those present has signed or sealed it as right, and who would not (行政许可法 48) */
  @IsString()
  @Length(2, 2000)
  confirmedBy: string;
}

/** Experts are called in (组织专家评审, 行政许可法 45): the clock stands until they have scored. */
export class ConveneExpertsDto {
  /**
   * At least three, each by the body of one that stands for him or her
   * @example ["expert:e01", "expert:e02", "expert:e03"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ArrayUnique()
  @Matches(/^expert:[a-z0-9-]{1,32}$/, { each: true })
  experts: string[];

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

/** The score of one expert (评分), which nobody sees until the panel has ended. */
export class ScoreDto {
  /** From 0 to 100 */
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(0)
  @Max(100)
  score: number;

  /** The grounds */
  @IsString()
  @Length(2, 4000)
  text: string;
}

/** An expert who is concerned steps back (回避), or the body that decides releases one who does not answer. */
export class RecuseDto {
  /**
   * Which expert the body that decides releases, if several are awaited
   * @example "expert:e01"
   */
  @IsOptional()
  @Matches(/^expert:[a-z0-9-]{1,32}$/)
  body?: string;

  /** Why */
  @IsString()
  @Length(2, 2000)
  reason: string;
}

/** Handing out what was granted (送达, 行政许可法 44). */
export class DeliverDto {
  /** How */
  @IsIn(['COUNTER', 'POST', 'PROXY', 'PUBLIC_NOTICE'])
  method: 'COUNTER' | 'POST' | 'PROXY' | 'PUBLIC_NOTICE';

  /** Who received it, or the number of the parcel */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  receiver?: string;
}

/** A card that was wrong is taken back (撤销红黄牌); it is counted apart. */
export class RevokeCardDto {
  /** Which */
  @IsIn(['YELLOW', 'RED'])
  card: 'YELLOW' | 'RED';

  /** Why it was wrong */
  @IsString()
  @Length(2, 2000)
  reason: string;
}

/** A word between applicant and officers on the case (留言). */
export class MessageDto {
  /** The words */
  @IsString()
  @Length(1, 4000)
  text: string;
}

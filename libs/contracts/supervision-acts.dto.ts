// What the acts about supervision carry. The order of law is in rules/lifecycle.ts; this is only shape. 行政许可法 60.
import { IsIn, IsISO8601, IsString, Length, Matches } from 'class-validator';

/** What the body that is supervised does about it (督办答复). */
export class AnswerSupervisionDto {
  /** What is done */
  @IsString()
  @Length(2, 4000)
  measures: string;

  /**
   * By which day
   * @example "2026-12-14"
   */
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on: string;
}

/** Whoever supervises closes what it had open (督办办结). */
export class CloseSupervisionDto {
  /** Is it content with what was done? */
  @IsIn(['ACCEPTED', 'NOT_ACCEPTED'])
  finding: 'ACCEPTED' | 'NOT_ACCEPTED';

  /** Why */
  @IsString()
  @Length(2, 4000)
  reason: string;
}

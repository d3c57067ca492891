// What the acts carry by which a step comes onto a desk, off it, or onto another's. Who may is in rules/access.ts; this is only shape.
// 公务员法 14.
import { IsOptional, IsString, Length, Matches } from 'class-validator';

const STEP = /^[a-z0-9:/-]{1,64}$/;

/** An officer takes an open step (认领). */
export class ClaimDto {
  /**
   * Which step, by its id: needed where several could be meant
   * @example "review/dept:fire"
   */
  @IsOptional()
  @Matches(STEP)
  step?: string;
}

/** A step is given back to everybody of its body (退回). */
export class ReleaseDto {
  /**
   * Which step, by its id: needed where several could be meant
   * @example "review/dept:fire"
   */
  @IsOptional()
  @Matches(STEP)
  step?: string;

  /** Why */
  @IsOptional()
  @IsString()
  @Length(2, 2000)
  reason?: string;
}

/** A step is handed to another officer of its body (转办). */
export class ReassignDto {
  /**
   * Which step, by its id: needed where several could be meant
   * @example "review/dept:fire"
   */
  @IsOptional()
  @Matches(STEP)
  step?: string;

  /**
   * To whom: the id of an officer who holds the step's role in its body today
   * @example "p4003"
   */
  @Matches(/^[A-Za-z0-9-]{1,64}$/)
  to: string;

  /** Why */
  @IsOptional()
  @IsString()
  @Length(2, 2000)
  reason?: string;
}

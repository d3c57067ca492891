// What the acts of reconsideration carry. The order of law is in rules/lifecycle.ts; this is only shape. 行政复议法 20, 62, 64.
import { IsIn, IsString, Length } from 'class-validator';

/** The applicant asks for reconsideration of a refusal (申请行政复议). */
export class AskReconsiderationDto {
  /** Why the refusal is held to be wrong */
  @IsString()
  @Length(2, 4000)
  reasons: string;
}

/** What the reconsideration has come to (行政复议决定), recorded by the commission. */
export class DecideReconsiderationDto {
  /** The refusal stands, or it is set aside and decided anew */
  @IsIn(['UPHELD', 'REMANDED'])
  ruling: 'UPHELD' | 'REMANDED';

  /** Number of the decision on reconsideration, as its body gave it */
  @IsString()
  @Length(2, 100)
  document: string;

  /** Its reasons */
  @IsString()
  @Length(2, 4000)
  reasons: string;
}

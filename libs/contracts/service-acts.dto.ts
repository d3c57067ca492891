// What the acts of service carry. The order of law is in rules/lifecycle.ts; this is only shape. 行政许可法 44; 民事诉讼法 87-95.
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches, ValidateIf } from 'class-validator';
import { type ServiceMethod } from '#rules/state';

/** Every way in which an instrument is served. */
export const SERVICE_METHODS = [
  'COUNTER',
  'POST',
  'PROXY',
  'PUBLIC_NOTICE',
  'ONLINE',
] as const satisfies readonly ServiceMethod[];

/** The applicant has a written instrument in hand (确认收到). */
export class AcknowledgeReceiptDto {
  /** Which: its number on paper, or its id */
  @IsString()
  @Length(1, 200)
  instrument: string;
}

/** Served without anybody who signs for it, or not at all. */
const UNSIGNED: readonly string[] = ['PUBLIC_NOTICE', 'ONLINE', 'NONE'];

/** How and when a written instrument was served (文书送达). */
export class ServeDto extends AcknowledgeReceiptDto {
  /** How; `NONE` = it was not, though a record says so */
  @IsIn([...SERVICE_METHODS, 'NONE'])
  method: ServiceMethod | 'NONE';

  /**
   * The day on which it counts as received: of the signature, or the last day of a public notice; demanded unless it was not served
   * @example "2026-11-10"
   */
  @ValidateIf(({ method, on }: ServeDto) => on !== undefined || method !== 'NONE')
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on?: string;

  /** Who signed for it, or the number of the parcel; demanded unless it was a public notice or the portal, or it was not served */
  @ValidateIf(({ method, receiver }: ServeDto) => receiver !== undefined || !UNSIGNED.includes(method))
  @IsString()
  @Length(1, 500)
  receiver?: string;

  /** Why what is on record is wrong; demanded to record the service of a paper anew */
  @IsOptional()
  @IsString()
  @Length(2, 2000)
  reason?: string;
}

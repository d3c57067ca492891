// Who stands in for an officer on which days (代理), and what an officer who leaves hands over (移交): requests to the registry, and views.
import { IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';

const PERSON = /^[A-Za-z0-9-]{1,64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Names a deputy. */
export class SetDeputyDto {
  /**
   * For whom: the id of the officer; absent = for yourself
   * @example "p4002"
   */
  @IsOptional()
  @Matches(PERSON)
  officer?: string;

  /**
   * Who stands in: the id of somebody in office
   * @example "p4003"
   */
  @Matches(PERSON)
  deputy: string;

  /**
   * For one office alone, by its role and body; both absent = for all that can be deputed
   * @example "REVIEWER"
   */
  @IsOptional()
  @IsString()
  @Length(1, 32)
  role?: string;

  /**
   * The body of that office
   * @example "dept:fire"
   */
  @IsOptional()
  @Matches(/^[a-z]+(:[a-z0-9-]{1,32})?$/)
  body?: string;

  /**
   * The first day, in Shanghai
   * @example "2026-10-08"
   */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  from: string;

  /**
   * The last day
   * @example "2026-10-16"
   */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  to: string;
}

/** The same on its way to the registry, with whoever names the deputy. */
export class SetDeputyRequest extends SetDeputyDto {
  @Matches(PERSON)
  person: string;
}

/** Asks for the deputies of an officer, and whose deputy he or she is, now and later; or for what an officer holds. */
export class OfficerRequest {
  @Matches(PERSON)
  person: string;

  @Matches(PERSON)
  officer: string;
}

/** Ends a deputy at once, or before the first day. */
export class EndDeputyRequest {
  @Matches(PERSON)
  person: string;

  @Matches(/^\d{1,18}$/)
  id: string;
}

/** An officer leaves: the last day in office. */
export class LeaveRequest extends OfficerRequest {
  @Matches(DAY)
  @IsISO8601({ strict: true })
  lastDay: string;
}

/** What a leaving officer's work goes to, and until when he or she is in office. */
export class HandOverDto {
  /**
   * Who takes it over: the id of an officer
   * @example "p4003"
   */
  @Matches(PERSON)
  to: string;

  /**
   * The last day in office, in Shanghai
   * @example "2026-10-30"
   */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  lastDay: string;

  /** Why: written with each step that is handed on */
  @IsOptional()
  @IsString()
  @Length(2, 2000)
  reason?: string;
}

/** Whom somebody is, for screens. */
export interface Named {
  id: string;
  name: string;
}

/** A deputy on some days, both included; `role` and `body` null = for every office that can be deputed. */
export interface DeputyView {
  id: string;
  officer: Named;
  deputy: Named;
  role: string | null;
  body: string | null;
  from: string;
  to: string;
}

/** Deputies by their first day; `today` = the civil day of business time, from which they are listed. */
export interface DeputiesView {
  today: string;
  deputies: DeputyView[];
}

/** What an officer holds: offices with their days (`to` = the last, null = without end), and deputies on either side. */
export interface OfficerView {
  officer: Named;
  mandates: { role: string; body: string; from: string; to: string | null }[];
  deputies: DeputyView[];
}

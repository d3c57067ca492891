// Requests to the desk about notices, and the views it answers with.
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsIn, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { type ActName } from '#rules/lifecycle';
import { type Step } from '#rules/state';
import { type LagView } from './event-log.dto';
import { type BothLanguages } from './oversight.dto';

/** Asks for a page of a person's inbox, the newest first. */
export class NoticesRequest {
  @IsString()
  person: string;

  /** `true` = those alone that were not read. */
  @IsOptional()
  @IsIn(['true', 'false'])
  unread?: string;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

/** Marks one notice as read. */
export class NoticeRequest {
  @IsString()
  person: string;

  @IsUUID()
  id: string;
}

/** What marks all notices as read. */
export class ReadAllDto {
  /**
   * Those up to this instant: the newest that the reader has seen
   * @example "2026-03-02T09:00:00.000+08:00"
   */
  @IsISO8601({ strict: true })
  until: string;
}

/** Marks as read what a person has seen. */
export class ReadAllRequest extends ReadAllDto {
  @IsString()
  person: string;
}

/** Asks for a page of the mails that did not go out, the oldest first. */
export class UndeliveredRequest {
  @IsString()
  person: string;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

/** A notice (通知) in an inbox. `dueOn` is the day for the office's work; `side` = as whose it is read. */
export interface NoticeView {
  id: string;
  number: string;
  act: ActName;
  side: 'APPLICANT' | 'OFFICE';
  work: Step['kind'] | null;
  dueOn: string | null;
  at: string;
  readAt: string | null;
  title: BothLanguages;
  text: BothLanguages;
}

/** A page of an inbox; `unread` counts the whole of it. */
export interface NoticePage {
  items: NoticeView[];
  next: string | null;
  unread: number;
}

/** How many a person has not read. */
export interface UnreadView {
  unread: number;
}

/** A notice whose mail did not go out: still tried (`WAITING`), or given up (`FAILED`) until somebody sends it again. */
export interface UndeliveredView {
  id: string;
  number: string;
  act: ActName;
  person: string;
  at: string;
  state: 'WAITING' | 'FAILED' | 'SENT' | 'NO_ADDRESS';
  attempts: number;
  nextAt: string | null;
  error: string | null;
}

/** How far the desk is behind the log, and how many mails did not go out. */
export interface DeskHealth extends LagView {
  undelivered: number;
}

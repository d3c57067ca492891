// Requests to the oversight app, the views it answers with, and what each of its figures means.
import { IsOptional, IsString, Length } from 'class-validator';
import { type Kind, type Turnaround } from '#rules/turnaround';
import { type Figures, type TableRow } from '#rules/turnaround-table';

/** Asks for the table. Days are of the decision, the first and the last included. */
export class TurnaroundRequest {
  @IsString()
  person: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  by?: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  from?: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  to?: string;
}

/** Asks for the applications behind a line of the table. */
export class TurnaroundCasesRequest {
  @IsString()
  person: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  of?: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  item?: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  park?: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  month?: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  from?: string;

  @IsOptional()
  @IsString()
  @Length(0, 100)
  to?: string;

  @IsOptional()
  @IsString()
  @Length(0, 300)
  cursor?: string;

  @IsOptional()
  @IsString()
  @Length(0, 10)
  limit?: string;
}

/** A text in both languages. */
export interface BothLanguages {
  zh: string;
  en: string;
}

/** The table, as of a position of the log. */
export interface TurnaroundView {
  by: string[];
  from: string | null;
  to: string | null;
  position: number;
  rows: TableRow[];
  total: Figures;
  definitions: Record<FigureName, BothLanguages>;
}

/** One application behind a line, under the number that was decided; `numbers` are all its cases. */
export type TurnaroundCase = Omit<Turnaround, 'applicant' | 'decidedAt'> & { isWithinMonth: boolean };

/** Sets of applications that a line can open. */
export const CASE_SETS: Readonly<Record<string, Kind>> = {
  decided: 'DECIDED',
  'on-the-spot': 'ON_THE_SPOT',
  before: 'BEFORE',
};

/** A figure of a line. */
export type FigureName = keyof Figures;

/** What each figure means. The table carries them, so that no number stands without its definition. */
export const DEFINITIONS: Readonly<Record<FigureName, BothLanguages>> = {
  n: {
    zh: '试点期间由工作人员作出决定的申请数；撤回或未获受理（不予受理、无需许可、非本机关职权）后三十日内由同一申请单位在同一园区就同一事项重新提出的，合并为一件',
    en: 'Applications decided by people under the pilot; filed again for the same applicant, item and park within 30 days after being withdrawn or turned away at the window, they are one',
  },
  isFew: { zh: '不足五件，平均数不足为凭', en: 'Fewer than five: a mean tells little' },
  resubmitted: { zh: '其中经重新提出的件数', en: 'How many of them had been filed again' },
  net: {
    zh: '净用时：自时限起算至决定的工作日数，扣除中止；以告知承诺方式准予的自收件起算；合并件为各次之和。中位数和九十分位数取最近秩（第 ⌈p·n⌉ 位）',
    en: 'Net working days from the start of the clock to the decision, pauses taken off, of a grant on a promise from receipt; summed over a resubmitted application. Median and P90 by the nearest rank (place ⌈p·n⌉)',
  },
  gross: {
    zh: '总用时：自首次收件之日至决定之日的日历日数',
    en: 'Gross: calendar days from the first receipt to the decision',
  },
  withinMonth: { zh: '总用时不超过三十日的件数及占比', en: 'Gross of at most 30 days: how many, and their share' },
  onTime: {
    zh: '在承诺期限（含经批准的延长）届满前决定的件数及占比；extended 为经过延长的件数',
    en: 'Decided before the promised limit had passed, extension included: how many, and their share; `extended` counts those extended',
  },
  cut: {
    zh: '压缩比例 = 1 − 净用时之和 ÷ 基准之和，只计有该基准的 n 件。before：同一事项试点前实测平均净用时；statutory：首次申请之日有效的法定时限；promise：当日的承诺时限；均按当日起算折合工作日。isOverThird：舍入前严格大于三分之一',
    en: 'Cut = 1 − sum of net days ÷ sum of the baseline, of the n applications that have one. before: the mean measured on the same item before the pilot; statutory: the limit in force when it was first filed; promise: the limit promised then; each in working days from that day. isOverThird: strictly more than a third, before rounding',
  },
  headline: {
    zh: '应引用的压缩比例：全部有试点前实测的用 before，否则全部有法定时限的用 statutory，否则无',
    en: 'The cut to quote: before if all have that baseline, else statutory if all have it, else none',
  },
  paused: {
    zh: '曾中止计时的件数及中止的日历日数，不计入净用时',
    en: 'How many were paused, and for how many calendar days; not part of net',
  },
  correction: {
    zh: '曾等待申请人补正的件数及日历日数',
    en: 'How many waited for a correction by the applicant, and for how many calendar days',
  },
  cards: {
    zh: '黄牌数、红牌数、其中撤销的张数，以及扣除撤销后每百件的张数',
    en: 'Yellow and red cards that fell, how many of them were taken back, and those that stand for each hundred applications',
  },
  onTheSpot: {
    zh: '即办件数：由系统当场办结，单列，不计入以上各项',
    en: 'Recorded on the spot by the machine: told apart, part of none of the above',
  },
};

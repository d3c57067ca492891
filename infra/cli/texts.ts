// What the command line says: one sentence for each code and word, Chinese and English. `{x}` is filled from the refusal.
import { ERRORS } from '#contracts/errors';
import { type DayKind } from '#rules/workday';

/** The languages of the command line; Chinese unless asked otherwise. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** One text in both. */
export type Text = Readonly<Record<Language, string>>;

/** A text in both languages. */
export const text = (zh: string, en: string): Text => ({ zh, en });

/** What a day is in a work calendar. */
export const DAY_KINDS: Readonly<Record<DayKind, Text>> = {
  WORKDAY: text('工作日', 'working day'),
  MAKE_UP_WORKDAY: text('调休工作日', 'made-up working day'),
  WEEKEND: text('周末', 'weekend day'),
  HOLIDAY: text('节假日', 'holiday'),
};

/** Refusals that only a document given to the command line can meet; they never cross HTTP. */
export const REFUSALS: Readonly<Record<string, Text>> = {
  CALENDAR_BELOW_STATUTE: text(
    '{festival}应放假{needed}天，只列出{listed}天',
    '{festival} must have {needed} days off, only {listed} are listed',
  ),
  CALENDAR_DAY_OF_OTHER_YEAR: text('{on} 不在本年度内', '{on} lies in another year'),
  CALENDAR_DAY_TWICE: text('{on} 重复，已见于 {first}', '{on} stands twice, first at {first}'),
  CALENDAR_FAULTY: text('工作日历有误，整份不予接受', 'The calendar has faults and is refused whole'),
  CALENDAR_MAKE_UP_ON_WEEKDAY: text(
    '{on} 是工作日，此前的通知未将其放假，不能调休上班',
    '{on} is a weekday that no notice had made free: nothing to make up for',
  ),
  CALENDAR_YEAR_GAP: text('年度不相连：现有 {first} 至 {last} 年', 'A year is left out: {first} to {last} are loaded'),
  CATALOGUE_FAULTY: text('事项目录有误，逐项列出', 'The catalogue has faults; each is listed'),
  ITEM_FAULTY: text('事项文件有误：{what}', 'The item has a fault: {what}'),
  CLOCK_ACTS_OUT_OF_ORDER: text('各项动作须按时间先后排列', 'The acts are not in the order of time'),
  CLOCK_ALREADY_STARTED: text('期限已经起算', 'The clock has already started'),
  CLOCK_ENDED: text('期限已经终结', 'The clock has ended'),
  CLOCK_NOT_STARTED: text('期限尚未起算', 'The clock has not started'),
};

/** The sentence of a code. */
export function sentence(code: string, params: Readonly<Record<string, unknown>>, language: Language): string {
  const said: Text = REFUSALS[code] ?? (ERRORS as Record<string, Text>)[code] ?? text(code, code);
  return said[language].replace(/\{(\w+)\}/g, (slot, name: string) => (name in params ? String(params[name]) : slot));
}

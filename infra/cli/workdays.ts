// `yuanban workdays`: plain arithmetic over working days, and which years have a calendar.
import { addWorkdays, isCivilDate, isWorkday, workdaysBetween, yearsOf } from '#rules/workday';
import { BadInput } from './bad-input';
import { loadCalendar } from './calendars';
import { DAY_KINDS, text, type Language } from './texts';

const PROVISIONAL = { zh: '（暂定：所涉年份的放假通知尚未公布）', en: ' (provisional: a notice is not out yet)' };

/** `workdays add --from <date> --days <n>` */
export function addCommand({ from, days }: { from: string; days: string }) {
  if (!/^-?\d{1,9}$/.test(days)) throw new BadInput(text('天数须为整数', '--days wants a whole number'), 'days');
  const answer = addWorkdays(loadCalendar(), dateIn({ from }), Number(days));
  return { json: answer, text: (language: Language) => `${answer.on}${note(answer, language)}` };
}

/** `workdays between --from <date> --to <date>` */
export function betweenCommand({ from, to }: { from: string; to: string }) {
  const answer = workdaysBetween(loadCalendar(), dateIn({ from }), dateIn({ to }));
  const unit = { zh: ' 个工作日', en: ' working days' };
  return {
    json: answer,
    text: (language: Language) => `${answer.workdays}${unit[language]}${note(answer, language)}`,
  };
}

/** `workdays is --on <date>` */
export function isCommand({ on }: { on: string }) {
  const answer = isWorkday(loadCalendar(), dateIn({ on }));
  return {
    json: answer,
    text: (language: Language) =>
      `${on} ${language === 'zh' ? '是' : 'is a '}${DAY_KINDS[answer.why][language]}${note(answer, language)}`,
  };
}

/** `workdays years` */
export function yearsCommand() {
  const answer = yearsOf(loadCalendar());
  return {
    json: answer,
    text: (language: Language) =>
      language === 'zh'
        ? `有日历的年份：${answer.first} 至 ${answer.last}；放假通知已公布至 ${answer.published}`
        : `Years with a calendar: ${answer.first} to ${answer.last}; notices are out up to ${answer.published}`,
  };
}

function note({ provisional }: { provisional: boolean }, language: Language): string {
  return provisional ? PROVISIONAL[language] : '';
}

function dateIn(option: Record<string, string>): string {
  const [[name, value]] = Object.entries(option) as [[string, string]];
  if (isCivilDate(value)) return value;
  throw new BadInput(text('须为 YYYY-MM-DD 形式的日期', `--${name} wants a date, YYYY-MM-DD`), name);
}

// `yuanban calendar import`: what a calendar file would change, after every fault of it has been told. It writes nothing yet.
import { calendarChanges, validateCalendar, type CalendarChange, type Fault } from '#rules/calendar-file';
import { Refusal } from '#rules/refusal';
import { compileCalendar, type CalendarYear } from '#rules/workday';
import { calendarYears } from './calendars';
import { jsonOf, textOf } from './documents';
import { DAY_KINDS, text, type Language } from './texts';

/** A calendar with faults: refused whole, each fault with its path. */
export class FaultyCalendar extends Refusal {
  constructor(readonly faults: readonly Fault[]) {
    super('CALENDAR_FAULTY', {}, faults[0]?.path);
  }
}

/** `calendar import <file>`. @throws FaultyCalendar */
export async function importCommand(file: string) {
  const document = jsonOf(await textOf(file));
  const years = calendarYears();
  const loaded = compileCalendar(years);
  const faults = validateCalendar(document, loaded);
  if (faults.length > 0) throw new FaultyCalendar(faults);
  const { year, standing } = document as CalendarYear;
  const from = years.find((known) => known.year === year)?.standing ?? null;
  const changes = calendarChanges(document as CalendarYear, loaded);
  return {
    json: { year, standing: { from, to: standing }, changes, written: false },
    text: (language: Language) => told(year, from, standing, changes)[language].join('\n'),
  };
}

const STANDINGS = {
  published: text('已公布', 'published'),
  assumed: text('推定', 'assumed'),
  provisional: text('暂定', 'provisional'),
};
type Standing = CalendarYear['standing'];

function told(year: number, from: Standing | null, to: Standing, changes: readonly CalendarChange[]) {
  const in_ = (language: Language, none: string) => [
    `  ${from ? STANDINGS[from][language] : none} -> ${STANDINGS[to][language]}`,
    ...changes.map(
      (day) => `  ${day.on}  ${day.from ? DAY_KINDS[day.from][language] : none} -> ${DAY_KINDS[day.to][language]}`,
    ),
  ];
  return {
    zh: [`${year} 年工作日历无误；共 ${changes.length} 天有变化（仅核对，未写入）：`, ...in_('zh', '无')],
    en: [
      `The calendar of ${year} has no fault and changes ${changes.length} days (compared only, not written):`,
      ...in_('en', 'none'),
    ],
  };
}

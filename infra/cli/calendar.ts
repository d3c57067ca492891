// `yuanban calendar import`: every fault of a calendar file, or what it changes. Where an installation runs the year is written into it
// and its cases follow; elsewhere, or with --check, it is compared only.
import { calendarChanges, validateCalendar, type CalendarChange, type Fault } from '#rules/calendar-file';
import { Refusal } from '#rules/refusal';
import { compileCalendar, type CalendarStanding, type CalendarYear } from '#rules/workday';
import { BadInput } from './bad-input';
import { calendarYears } from './calendars';
import { jsonOf, textOf } from './documents';
import { installation, type Addresses } from './installation';
import { DAY_KINDS, text, type Language, type Text } from './texts';

/** A calendar with faults: refused whole, each fault with its path. */
export class FaultyCalendar extends Refusal {
  constructor(readonly faults: readonly Fault[]) {
    super('CALENDAR_FAULTY', {}, faults[0]?.path);
  }
}

/** `calendar import <file>`. @throws FaultyCalendar, after which nothing is written */
export async function importCommand(file: string, { check = false }: { check?: boolean } = {}) {
  const document = jsonOf(await textOf(file));
  const where = check ? null : running();
  return where ? written(where, document) : compared(document);
}

/** The installation that the environment names or that runs here; null = none. */
function running(): Addresses | null {
  try {
    return installation();
  } catch (error) {
    if (error instanceof BadInput) return null;
    throw error;
  }
}

function compared(document: unknown) {
  const years = calendarYears();
  const loaded = compileCalendar(years);
  const faults = validateCalendar(document, loaded);
  if (faults.length > 0) throw new FaultyCalendar(faults);
  const { year, standing } = document as CalendarYear;
  const from = years.find((known) => known.year === year)?.standing ?? null;
  const changes = calendarChanges(document as CalendarYear, loaded);
  return {
    json: { year, standing: { from, to: standing }, changes, written: false },
    text: told({ year, from, to: standing, changes }, ONLY_COMPARED),
  };
}

async function written(where: Addresses, document: unknown) {
  const { writeCalendar } = await import('./calendar-write.js');
  const show = (reached: { looked: number }, of: number) =>
    process.stderr.isTTY && process.stderr.write(`\r${reached.looked} / ${of} `);
  const outcome = await writeCalendar(where, document, show);
  if (outcome.faults.length > 0) throw new FaultyCalendar(outcome.faults);
  const { year, standing } = document as CalendarYear;
  const { from, changes, rev, cases, written: isWritten } = outcome;
  const how = isWritten ? text(`已写入，修订号 ${rev}`, `written as revision ${rev}`) : KNOWN_ALREADY;
  return {
    json: { year, standing: { from, to: standing }, changes, written: isWritten, rev, cases },
    text: told({ year, from, to: standing, changes }, how, casesTold(cases)),
  };
}

const ONLY_COMPARED = text('仅核对，未写入', 'compared only, not written');
const KNOWN_ALREADY = text('与现行日历完全一致，未写入', 'in force already, not written');
const casesTold = (cases: { looked: number; changed: number; told: number; failed: number } | null): Text =>
  cases
    ? text(
        `已核对在办件 ${cases.looked} 件，期限或时点变动 ${cases.changed} 件，已告知流程 ${cases.told} 个，失败 ${cases.failed} 件（稍后重试）`,
        `Cases looked at: ${cases.looked}, moved: ${cases.changed}, workflows told: ${cases.told}, failed and tried again later: ${cases.failed}`,
      )
    : text(
        '转送进程未在运行：在办件将在其启动后重算，此前办理任一件时即时重算',
        'The relay does not run: cases follow when it does, and any that is touched before follows at once',
      );

const STANDINGS = {
  published: text('已公布', 'published'),
  assumed: text('推定', 'assumed'),
  provisional: text('暂定', 'provisional'),
};
interface Changed {
  year: number;
  from: CalendarStanding | null;
  to: CalendarStanding;
  changes: readonly CalendarChange[];
}

function told({ year, from, to, changes }: Changed, how: Text, after?: Text): (language: Language) => string {
  const head = text(
    `${year} 年工作日历无误；共 ${changes.length} 天有变化（${how.zh}）：`,
    `The calendar of ${year} has no fault and changes ${changes.length} days (${how.en}):`,
  );
  const none = text('无', 'none');
  return (language) =>
    [
      head[language],
      `  ${from ? STANDINGS[from][language] : none[language]} -> ${STANDINGS[to][language]}`,
      ...changes.map(
        (day) =>
          `  ${day.on}  ${day.from ? DAY_KINDS[day.from][language] : none[language]} -> ${DAY_KINDS[day.to][language]}`,
      ),
      ...(after ? [after[language]] : []),
    ].join('\n');
}

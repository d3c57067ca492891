// `yuanban clock`: where a legal clock stands, and why.
import { Refusal } from '#rules/refusal';
import { civilDateOf, type Calendar } from '#rules/workday';
import { readClock, type ClockAct, type ClockDay, type ClockReading, type Unit } from '#rules/clock';
import { loadCalendar } from './calendars';
import { demand, instantOf, jsonOf, shape, textOf } from './documents';
import { DAY_KINDS, text, type Language, type Text } from './texts';

const WHOLE = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const INSTANT = { type: 'string', format: 'instant' };
const isQuestion = shape({
  type: 'object',
  required: ['limit', 'acts', 'asOf'],
  additionalProperties: false,
  properties: {
    limit: {
      type: 'object',
      required: ['value', 'unit'],
      additionalProperties: false,
      properties: {
        value: WHOLE,
        unit: { enum: ['workday', 'day', 'month', 'year'] },
        calendar: { type: 'string' },
      },
    },
    acts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['act', 'at'],
        additionalProperties: false,
        properties: {
          act: { enum: ['start', 'pause', 'resume', 'extend', 'end'] },
          at: INSTANT,
          reason: { type: 'string' },
          value: WHOLE,
        },
        if: { properties: { act: { const: 'extend' } } },
        then: { required: ['value'] },
        else: { properties: { value: false } },
      },
    },
    asOf: INSTANT,
  },
});

/** The question as a document writes it. */
interface Question {
  limit: { value: number; unit: Unit; calendar?: string };
  acts: (Omit<ClockAct, 'at'> & { at: string })[];
  asOf: string;
}

/** The answer as JSON: `dueAt` is an instant at +08:00. */
export type ClockAnswer = Omit<ClockReading, 'dueAt' | 'days'> & { dueAt: string | null; days: readonly ClockDay[] };

/**
 * Answers a document as the command line's contract, section 1, lays down. The shipped calendars unless others are given.
 * @throws BadInput for another shape; Refusal for what the law does not allow, with its path.
 */
export function clockAnswer(document: unknown, calendar: Calendar = loadCalendar()): ClockAnswer {
  demand(isQuestion, document);
  const { limit, acts, asOf } = document as Question;
  if ((limit.calendar ?? 'CN') !== 'CN') throw new Refusal('CALENDAR_UNKNOWN', {}, 'limit.calendar');
  const question = { limit, acts: acts.map((act) => ({ ...act, at: instantOf(act.at)! })), asOf: instantOf(asOf)! };
  const {
    state,
    dueOn,
    dueAt,
    provisional,
    used,
    remaining,
    overdueBy,
    days = [],
  } = readClock(question, calendar, {
    days: true,
  });
  const end = dueAt === null ? null : `${civilDateOf(dueAt)}T00:00:00+08:00`; // a limit ends with a day
  return { state, dueOn, dueAt: end, provisional, used, remaining, overdueBy, days };
}

/** `yuanban clock <file>` */
export async function clockCommand(file: string) {
  const document = jsonOf(await textOf(file));
  const answer = clockAnswer(document);
  const { unit } = (document as Question).limit;
  return { json: answer, text: (language: Language) => told(answer, unit)[language].join('\n') };
}

/** What a limit counts, as a line says it. */
export const UNITS: Readonly<Record<Unit, readonly [zh: string, en: string]>> = {
  workday: ['个工作日', 'working days'],
  day: ['天', 'days'],
  month: ['天', 'days'],
  year: ['天', 'days'],
};
const STATES = { running: ['计时中', 'running'], paused: ['已中止', 'paused'], ended: ['已终结', 'ended'] } as const;
/** Why a day counts or does not. */
export const WHY: Readonly<Record<ClockDay['why'], Text>> = {
  ...DAY_KINDS,
  START_DAY: text('起算当日不计入', 'the day of the start does not count'),
  RESUME_DAY: text('恢复当日不计入', 'the day of the resume does not count'),
  PAUSED: text('中止期间', 'paused'),
  CALENDAR_DAY: text('自然日', 'calendar day'),
};

function told(answer: ClockAnswer, unit: Unit): Record<Language, string[]> {
  const { state, dueOn, provisional, used, remaining, overdueBy, days } = answer;
  const [zhUnit, enUnit] = UNITS[unit];
  const [zhOver, enOver] = UNITS[unit === 'day' ? 'day' : 'workday'];
  const rows = (reasons: (day: ClockDay) => string) =>
    days.map((day) => `  ${day.on} ${String(day.n ?? '-').padStart(4)}  ${reasons(day)}`);
  return {
    zh: [
      `状态：${STATES[state][0]}`,
      dueOn === null
        ? '到期日：中止期间不计'
        : `到期日：${dueOn}（当日结束时届满${provisional ? '；暂定，该年放假通知尚未公布' : ''}）`,
      `已用 ${used} ${zhUnit}${remaining === null ? '' : `，剩余 ${remaining} ${zhUnit}`}${overdueBy ? `，超期 ${overdueBy} ${zhOver}` : ''}`,
      ...rows(({ why }) => WHY[why].zh),
    ],
    en: [
      `State: ${STATES[state][1]}`,
      dueOn === null
        ? 'Due: not while paused'
        : `Due: ${dueOn}, until the day ends${provisional ? ' (provisional: the notice for that year is not out)' : ''}`,
      `Used: ${used} ${enUnit}${remaining === null ? '' : `, remaining: ${remaining}`}${overdueBy ? `, overdue by ${overdueBy} ${enOver}` : ''}`,
      ...rows(({ why }) => WHY[why].en),
    ],
  };
}

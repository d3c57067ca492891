// `yuanban case explain`: why a case stands where it does. What happened and by which article, each date day by day, what people and
// time may or will do next. It reads and settles in memory; nothing is written.
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { wireInstant } from '#platform/wire-instant';
import { actsWithin, readClock, type ClockDay, type Limit } from '#rules/clock';
import { actOf } from '#rules/audience';
import { transition, type ActName, type ClockEffect } from '#rules/lifecycle';
import { settleThrough } from '#rules/recalendar';
import { offered } from '#rules/reduce';
import { type CaseState, type LegalDate } from '#rules/state';
import { type CalendarRevs, type CaseEventRecord, type CaseRecord } from '../../apps/cases/src/case/record';
import { Rulebook } from '../../apps/cases/src/case/rulebook';
import { BadInput } from './bad-input';
import { UNITS, WHY } from './clock';
import { installation } from './installation';
import { glossary } from './law';
import { namesIn } from './law-page';
import { text, type Language } from './texts';

/** One thing that happened: the act with its article, and what it did to the clocks. `recorded` = false: due by now, not yet written. */
interface Happened {
  at: string;
  act: ActName;
  article: string;
  actor: string;
  acceptance: ClockEffect | null;
  decision: ClockEffect | null;
  instrument: string | null;
  recorded: boolean;
}

/** A date with what it rests on; `days` = every day since the start, and why it counts or not. */
interface ExplainedDate {
  of: 'acceptance' | 'promised' | 'statutory';
  limit: Limit;
  dueOn: string;
  provisional: boolean;
  used: number;
  remaining: number | null;
  days: readonly ClockDay[];
}

/** The whole explanation. */
export interface Explanation {
  number: string;
  item: string;
  version: string;
  park: string;
  status: string;
  now: string;
  happened: Happened[];
  dates: ExplainedDate[];
  people: { act: ActName; article: string }[];
  owes: { kind: string; body: string }[];
  time: { act: ActName; article: string; at: string; level: number | null }[];
}

/** @throws BadInput for a number that no case has */
export async function explainCommand(number: string) {
  const { databaseUrl: url } = installation();
  const database = await new DataSource(databaseOptions({ url, schema: 'cases', poolSize: 1 })).initialize();
  try {
    const explanation = await explain(database, number);
    return { json: explanation, text: (language: Language) => told(explanation, language).join('\n') };
  } finally {
    await database.destroy();
  }
}

async function explain(database: DataSource, number: string): Promise<Explanation> {
  const [row] = await database.query<
    (Pick<CaseRecord, 'item' | 'park' | 'state' | 'definition'> & { now: Date; calendars: CalendarRevs })[]
  >(
    `SELECT item, park, state, definition, cases.calendars_since(calendar_rev) AS calendars, platform.business_now() AS now
     FROM cases.approval_case WHERE number = $1`,
    [number],
  );
  if (!row) throw new BadInput(text(`没有编号为 ${number} 的办件`, `there is no case ${number}`), 'number');
  const events = await database.query<(Pick<CaseEventRecord, 'type' | 'actor'> & { at: Date })[]>(
    'SELECT type, actor, effective_at AS at FROM cases.case_event WHERE number = $1 ORDER BY no',
    [number],
  );
  const calendars = await new Rulebook().calendarsOf(database.manager, row.calendars);
  const { definition } = row;
  const now = row.now.getTime();
  const { state, settled, calendar } = settleThrough(row.state, definition, calendars, now);
  const dates: [ExplainedDate['of'], LegalDate | null, Limit, CaseState['clock']][] = [
    ['acceptance', state.dates.acceptance, definition.acceptance, state.intake],
    ['promised', state.dates.promised, definition.promised, state.clock],
    ['statutory', state.dates.statutory, definition.statutory, state.clock],
  ];
  return {
    number,
    item: row.item,
    version: definition.version,
    park: row.park,
    status: state.status,
    now: wireInstant(now),
    happened: [
      ...events.map(({ type, actor, at }) => happened(state, actOf(type)!, actor, at.getTime(), true)),
      ...settled.map(({ act, at }) => happened(state, act, 'time', at, false)),
    ],
    dates: dates.flatMap(([of, date, limit, ledger]) => {
      if (!date) return [];
      const question = { limit, acts: actsWithin(limit, ledger, calendar), asOf: now };
      const { used, remaining, days = [] } = readClock(question, calendar, { days: true });
      return [{ of, limit, dueOn: date.dueOn, provisional: date.provisional, used, remaining, days }];
    }),
    people: offered(state, definition).map((act) => ({ act, article: transition(act).article })),
    owes: state.steps.filter(({ endedAt }) => endedAt === null).map(({ kind, body }) => ({ kind, body })),
    time: state.instants.map(({ act, at, level }) => ({
      act,
      article: transition(act).article,
      at: wireInstant(at),
      level,
    })),
  };
}

/** An act moved a clock if the ledger has its entry at that instant. */
function happened(state: CaseState, act: ActName, actor: string, at: number, recorded: boolean): Happened {
  const { article, acceptance, decision, instrument } = transition(act);
  const moved = (ledger: CaseState['clock'], effect: ClockEffect | undefined) =>
    effect && ledger.some((entry) => entry.act === effect && entry.at === at) ? effect : null;
  return {
    at: wireInstant(at),
    act,
    article,
    actor,
    acceptance: moved(state.intake, acceptance),
    decision: moved(state.clock, decision),
    instrument: instrument ?? null,
    recorded,
  };
}

const EFFECTS: Readonly<Record<ClockEffect, readonly [zh: string, en: string]>> = {
  start: ['起算', 'starts'],
  pause: ['中止', 'stops'],
  resume: ['恢复', 'runs on'],
  extend: ['延长', 'grows'],
  end: ['终结', 'ends'],
};
const DATES: Readonly<Record<ExplainedDate['of'], readonly [zh: string, en: string]>> = {
  acceptance: ['受理期限', 'Acceptance'],
  promised: ['承诺期限', 'Promise'],
  statutory: ['法定期限', 'Statute'],
};

function told(of: Explanation, language: Language): string[] {
  const zh = language === 'zh';
  const say = (chinese: string, english: string) => (zh ? chinese : english);
  const nameOf = zh ? namesIn(glossary()) : (code: string) => code;
  const pick = ([chinese, english]: readonly [string, string]) => say(chinese, english);
  const when = (instant: string) => instant.slice(0, 16).replace('T', ' ');
  const effects = ({ acceptance, decision, instrument, recorded }: Happened) =>
    [
      acceptance && `${say('受理期限', 'acceptance ')}${pick(EFFECTS[acceptance])}`,
      decision && `${say('办理期限', 'decision ')}${pick(EFFECTS[decision])}`,
      instrument && nameOf(instrument),
      !recorded && say('已到时点，尚未记录', 'due, not yet recorded'),
    ].filter(Boolean);
  const list = (parts: readonly (string | false | null)[]) =>
    parts.length > 0 ? `  ${parts.join(say('；', '; '))}` : '';
  return [
    `${say('办件', 'Case')} ${of.number}  ${say('事项', 'item')} ${of.item}@${of.version}  ${of.park}`,
    `${say('状态', 'Status')}: ${nameOf(of.status)}  (${when(of.now)})`,
    '',
    say('经过', 'What happened'),
    ...of.happened.map(
      (one) => `  ${when(one.at)}  ${nameOf(one.act)} (${one.article})  ${one.actor}${list(effects(one))}`,
    ),
    ...of.dates.flatMap((date) => [
      '',
      `${pick(DATES[date.of])}: ${date.limit.value} ${UNITS[date.limit.unit][zh ? 0 : 1]}, ${say('到期', 'due')} ${date.dueOn}` +
        (date.provisional ? say('（暂定）', ' (provisional)') : '') +
        `, ${say('已用', 'used')} ${date.used}${date.remaining === null ? '' : `, ${say('剩余', 'left')} ${date.remaining}`}`,
      ...date.days.map((day) => `  ${day.on} ${String(day.n ?? '-').padStart(4)}  ${WHY[day.why][language]}`),
    ]),
    '',
    say('接下来', 'What may come next'),
    ...of.owes.map(({ kind, body }) => `  ${say('在办', 'owed')}: ${kind} ${body}`),
    ...of.people.map(({ act, article }) => `  ${say('人', 'people')}: ${nameOf(act)} (${article})`),
    ...of.time.map(
      ({ act, article, at, level }) =>
        `  ${say('时间', 'time')}: ${when(at)} ${nameOf(act)}${level === null ? '' : ` ${level}`} (${article})`,
    ),
  ];
}

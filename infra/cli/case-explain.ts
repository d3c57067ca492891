// `yuanban case explain`: why a case stands where it does. What happened and by which article, each date day by day, what people and
// time may or will do next. It reads and settles in memory; nothing is written.
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { wireInstant } from '#platform/wire-instant';
import { actsWithin, readClock, type ClockDay, type Limit } from '#rules/clock';
import { actOf } from '#rules/audience';
import { type Definition } from '#rules/definition';
import { type ActData } from '#rules/doing';
import { transition, type ActName, type ClockEffect } from '#rules/lifecycle';
import { settleThrough } from '#rules/recalendar';
import { offered, reduce } from '#rules/reduce';
import { serviceOf } from '#rules/service';
import { type CaseState, type LegalDate, type ServiceMethod, type Step } from '#rules/state';
import { type Calendar } from '#rules/workday';
import { type CalendarRevs, type CaseEventRecord, type CaseRecord } from '../../apps/cases/src/case/record';
import { Rulebook } from '../../apps/cases/src/case/rulebook';
import { BadInput } from './bad-input';
import { UNITS, WHY } from './clock';
import { installation } from './installation';
import { glossary } from './law';
import { namesIn } from './law-page';
import { text, type Language } from './texts';

/**
 * One thing that happened: the act with its article, what it did to the clocks, and the instrument that was made out of it with how that
 * was served. `recorded` = false: due by now, not yet written.
 */
interface Happened {
  at: string;
  act: ActName;
  article: string;
  actor: string;
  acceptance: ClockEffect | null;
  decision: ClockEffect | null;
  instrument: { kind: string; number: string; served: ReturnType<typeof serviceOf> } | null;
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
  /** `step` = which one it is about, where it is about one of several. */
  time: { act: ActName; article: string; at: string; level: number | null; step: Pick<Step, 'kind' | 'body'> | null }[];
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
  const events = await database.query<Told[]>(
    `SELECT e.type, e.actor, e.effective_at AS at, e.data, (SELECT jsonb_build_object('id', i.id, 'kind', i.kind, 'number', i.number)
       FROM cases.instrument i WHERE i.case_number = e.number AND i.event_no = e.no ORDER BY i.id LIMIT 1) AS instrument,
       (SELECT max(r.rev) FROM registry_api.calendar_revision r WHERE r.made_at <= e.recorded_at) AS rev
     FROM cases.case_event e WHERE e.number = $1 ORDER BY e.no`,
    [number],
  );
  const rulebook = new Rulebook();
  const calendars = await rulebook.calendarsOf(database.manager, row.calendars);
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
      ...(await relived(events, definition, (rev) => rulebook.calendar(database.manager, rev))).map((moved, n) =>
        happened(events[n]!, moved, state),
      ),
      ...settled.map(({ act, at, state: after }, n) => {
        const moved = movedBy(act, settled[n - 1]?.state ?? row.state, after);
        return { at: wireInstant(at), act, article: transition(act).article, actor: 'time', ...moved, ...UNWRITTEN };
      }),
    ],
    dates: dates.flatMap(([of, date, limit, ledger]) => {
      if (!date) return [];
      const question = { limit, acts: actsWithin(limit, ledger, calendar), asOf: now };
      const { used, remaining, days = [] } = readClock(question, calendar, { days: true });
      return [{ of, limit, dueOn: date.dueOn, provisional: date.provisional, used, remaining, days }];
    }),
    people: offered(state, definition).map((act) => ({ act, article: transition(act).article })),
    owes: state.steps.filter(({ endedAt }) => endedAt === null).map(({ kind, body }) => ({ kind, body })),
    time: state.instants.map(({ act, at, level, step }) => ({
      act,
      article: transition(act).article,
      at: wireInstant(at),
      level,
      step: stepOf(state, step),
    })),
  };
}

/** An event as it is read, with its instrument and the revision of the calendar that was in force. */
type Told = Pick<CaseEventRecord, 'type' | 'actor' | 'data'> & {
  at: Date;
  instrument: { id: string; kind: string; number: string } | null;
  rev: number | null;
};
type Moved = Pick<Happened, 'acceptance' | 'decision'>;
const UNWRITTEN = { instrument: null, recorded: false } as const;

/** The case lived again from its events: what each did to the clocks, also of a round whose ledgers were put aside since. */
async function relived(
  events: readonly Told[],
  definition: Definition,
  calendarOf: (rev: number) => Promise<Calendar>,
): Promise<Moved[]> {
  const moved: Moved[] = [];
  let state: CaseState | null = null;
  for (const { type, actor, at, data, rev } of events) {
    const act = actOf(type)!;
    const calendar = await calendarOf((data as ActData).calendarRev ?? rev ?? 1);
    const after: CaseState = reduce(
      state,
      { act, at: at.getTime(), by: actor, data: data },
      definition,
      calendar,
    ).state;
    moved.push(movedBy(act, state, after));
    state = after;
  }
  return moved;
}

/** An act moved a clock if the ledger has one entry more, or is another. */
function movedBy(act: ActName, before: CaseState | null, after: CaseState): Moved {
  const { acceptance, decision } = transition(act);
  const hasMoved = (ledger: 'intake' | 'clock') =>
    JSON.stringify(before?.[ledger] ?? []) !== JSON.stringify(after[ledger]);
  return {
    acceptance: acceptance && hasMoved('intake') ? acceptance : null,
    decision: decision && hasMoved('clock') ? decision : null,
  };
}

function happened({ type, actor, at, instrument }: Told, moved: Moved, state: CaseState): Happened {
  const act = actOf(type)!;
  const { article } = transition(act);
  const { id = '', kind = '', number = '' } = instrument ?? {};
  const paper = instrument && { kind, number, served: serviceOf(state, id) };
  return { at: wireInstant(at.getTime()), act, article, actor, ...moved, instrument: paper, recorded: true };
}

function stepOf({ steps }: CaseState, id: string | undefined): Pick<Step, 'kind' | 'body'> | null {
  const step = steps.find((one) => one.id === id);
  return step ? { kind: step.kind, body: step.body } : null;
}

const EFFECTS: Readonly<Record<ClockEffect, readonly [zh: string, en: string]>> = {
  start: ['起算', 'starts'],
  pause: ['中止', 'stops'],
  resume: ['恢复', 'runs on'],
  extend: ['延长', 'grows'],
  end: ['终结', 'ends'],
};
const METHODS: Readonly<Record<ServiceMethod, readonly [zh: string, en: string]>> = {
  COUNTER: ['窗口领取', 'served at the counter'],
  POST: ['邮寄送达', 'served by post'],
  PROXY: ['代领', 'served through a proxy'],
  PUBLIC_NOTICE: ['公告送达', 'served by public notice'],
  ONLINE: ['在线送达', 'served in the portal'],
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
  const servedText = ({ served }: NonNullable<Happened['instrument']>) =>
    served ? ` (${pick(METHODS[served.method])} ${served.on})` : '';
  const effects = ({ acceptance, decision, instrument, recorded }: Happened) =>
    [
      acceptance && `${say('受理期限', 'acceptance ')}${pick(EFFECTS[acceptance])}`,
      decision && `${say('办理期限', 'decision ')}${pick(EFFECTS[decision])}`,
      instrument && `${nameOf(instrument.kind)} ${instrument.number}${servedText(instrument)}`,
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
    ...of.owes.map(({ kind, body }) => `  ${say('在办', 'owed')}: ${nameOf(kind)} ${body}`),
    ...of.people.map(({ act, article }) => `  ${say('人', 'people')}: ${nameOf(act)} (${article})`),
    ...of.time.map(
      ({ act, article, at, level, step }) =>
        `  ${say('时间', 'time')}: ${when(at)} ${nameOf(act)}${level === null ? '' : ` ${level}`}` +
        `${step === null ? '' : ` ${nameOf(step.kind)} ${step.body}`} (${article})`,
    ),
  ];
}

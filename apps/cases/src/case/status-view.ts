// Where a case stands, for whoever holds a sealed paper of it: neither the applicant's name nor a word of the form.
import { type StatusView } from '#contracts/instruments.dto';
import { isOrdered } from '#rules/certificate';
import { type Definition } from '#rules/definition';
import { joint } from '#rules/joint';
import { type Calendars, settleThrough } from '#rules/recalendar';
import { type CaseState } from '#rules/state';
import { civilDateOf, workdaysBetween } from '#rules/workday';
import { type CalendarRevs, type CaseNames } from './record';

/** What `cases.case_of_seal` answers. */
export interface CaseOfSeal {
  number: string;
  item: string;
  park: string;
  owner: string;
  state: CaseState;
  definition: Definition;
  calendars: CalendarRevs;
  now: number;
  names: CaseNames;
}

/** The view as of now; what has come due is settled in memory, as everywhere. */
export function statusView(found: CaseOfSeal, calendars: Calendars): StatusView {
  const { number, item, park, names } = found;
  const at = Math.max(found.now, found.state.lastAt);
  const { state, calendar } = settleThrough(found.state, found.definition, calendars, at);
  const { n, of } = joint(state.steps);
  const due = state.endedAt === null ? state.dates.due : null;
  const today = civilDateOf(at);
  return {
    number,
    item: { code: item, ...(names.item ?? { zh: item, en: item }) },
    park: { code: park, ...(names.park ?? { zh: park, en: park }) },
    status: state.status,
    holder: holderOf(state, found),
    reviews: { n, of },
    receivedOn: civilDateOf(state.receivedAt),
    acceptedOn: state.acceptedAt === null ? null : civilDateOf(state.acceptedAt),
    due: due && { on: due.dueOn, provisional: due.provisional },
    paused: state.endedAt === null && state.clock.at(-1)?.act === 'pause',
    workdaysLeft: due && (due.dueOn <= today ? 0 : workdaysBetween(calendar, today, due.dueOn).workdays),
    endedOn: state.endedAt === null ? null : civilDateOf(state.endedAt),
  };
}

/** Whose turn it is: a supervisor does not take it over, nor who may decide on a promise; an applicant is never named. */
function holderOf(state: CaseState, { owner, names }: Pick<CaseOfSeal, 'owner' | 'names'>): StatusView['holder'] {
  const open = state.steps.filter(
    ({ endedAt, kind }) => endedAt === null && kind !== 'SUPERVISION' && kind !== 'PROMISE',
  );
  const named = (body: string) => ({ body, ...(names.bodies[body] ?? { zh: body, en: body }) });
  if (isOrdered(state) || state.certificate === 'FAILED') return named(owner);
  const bodies = [...new Set(open.map(({ body }) => body))];
  const [body] = bodies;
  if (body === undefined) return null;
  if (bodies.length > 1) return { body: 'reviewers', zh: '会审部门', en: 'the reviewing departments' };
  if (body === state.parties.applicant) return { body: 'applicant', zh: '申请单位', en: 'the applicant' };
  const park = /^window:(.+)$/.exec(body)?.[1];
  if (park === undefined) return named(body);
  return { body, zh: `${names.park?.zh ?? park}窗口`, en: `Window of ${names.park?.en ?? park}` };
}

// JSON Schemas of what answers carry. Each is tied to its interface: a field added there fails to compile until it is here.
import { CLOCK_STOPS_ON } from '#rules/clock';
import { ERRORS } from '#contracts/errors';
import {
  type CaseRow,
  type CaseView,
  type CheckView,
  type ClockView,
  type DateView,
  type EventView,
  type TaskPage,
  type TaskView,
} from '#contracts/cases.dto';
import {
  type ItemRow,
  type CopiesView,
  type ItemView,
  type ReviewerView,
  type LimitView,
  type NamesView,
  type OfficersView,
  type ParkView,
  type PersonView,
  type SignInView,
} from '#contracts/registry.dto';
import { isPersonAct, LIFECYCLE } from '#rules/lifecycle';
import { type RowResult } from '../cases/bulk';
import { type HouseHealth } from '../health/house-health';
import { type Problem } from '../problem/problem';
import {
  day,
  flag,
  free,
  instant,
  int,
  list,
  names,
  object,
  oneOf,
  orNull,
  page,
  ref,
  type Schema,
  text,
} from './schema';
import { BUNDLE_SCHEMAS } from './bundle-schemas';
import { INSTRUMENT_SCHEMAS } from './instrument-schemas';
import { NOTICE_SCHEMAS } from './notice-schemas';
import { OFFICER_SCHEMAS } from './officer-schemas';
import { PAST_SCHEMAS } from './past-schemas';
import { TURNAROUND_SCHEMAS } from './turnaround-schemas';

const standing = oneOf('verified', 'assumed');
const act = oneOf(...LIFECYCLE.map((row) => row.act).filter(isPersonAct));
const card = oneOf('YELLOW', 'RED');
const date = { dueOn: day, dueAt: instant, provisional: flag };
const limit = object<LimitView>({
  value: int,
  unit: oneOf('workday', 'day', 'month', 'year'),
  basis: text,
  source: text,
  standing,
});
const special = object<ItemView['limits']['special'][number]>({
  reason: oneOf(...CLOCK_STOPS_ON),
  value: int,
  unit: oneOf('workday', 'day', 'month', 'year'),
  basis: text,
  source: text,
  standing,
});
const explained = list(object<ClockView['days'][number]>({ on: day, counts: flag, n: int, why: text }, 'n'));
const counted = object<NonNullable<ClockView['statutory']>>({
  ...date,
  limit: object<{ value: number; unit: string }>({ value: int, unit: text }),
  used: int,
  remaining: orNull(int),
  days: explained,
});
const clock = object<ClockView>({
  state: oneOf('running', 'paused', 'ended', 'not-started'),
  acceptance: orNull(object<NonNullable<ClockView['acceptance']>>(date)),
  statutory: orNull(counted),
  promised: orNull(counted),
  due: orNull(object<NonNullable<ClockView['due']>>({ ...date, basis: oneOf('PROMISE', 'STATUTE') })),
  overdue: flag,
  days: explained,
});
const event = object<EventView>({
  no: int,
  type: text,
  effectiveAt: instant,
  recordedAt: instant,
  actor: text,
  data: free,
  texts: { type: 'object', additionalProperties: text },
});
const itemRow: Record<keyof ItemRow, Schema> = {
  code: text,
  family: oneOf('delegated', 'talent', 'equity', 'project'),
  name: names,
  version: text,
  department: text,
};
const caseFields: Record<keyof CaseView, Schema> = {
  number: text,
  item: text,
  park: text,
  applicant: text,
  owner: text,
  inNameOf: text,
  status: text,
  seq: int,
  receivedAt: instant,
  acceptedAt: orNull(instant),
  endedAt: orNull(instant),
  steps: list(
    object<CaseView['steps'][number]>({
      id: text,
      kind: text,
      body: text,
      openedAt: instant,
      endedAt: orNull(instant),
      outcome: orNull(text),
      assignee: orNull(text),
      due: orNull(object<DateView>(date)),
    }),
  ),
  review: object<CaseView['review']>({
    n: int,
    of: int,
    dissent: list(text),
    awaited: list(text),
    unheard: list(text),
  }),
  cards: list(object<CaseView['cards'][number]>({ colour: card, at: instant, isRevoked: flag })),
  decisionBasis: text,
  similar: list(object<CaseView['similar'][number]>({ number: text, park: text, status: text, receivedAt: instant })),
  proposal: orNull(object<NonNullable<CaseView['proposal']>>({ outcome: oneOf('GRANT', 'REFUSE'), by: text })),
  hearing: orNull(object<NonNullable<CaseView['hearing']>>({ on: day, chair: text })),
  experts: orNull(object<NonNullable<CaseView['experts']>>({ n: int, of: int, mean: orNull({ type: 'number' }) })),
  escalation: int,
  clock: ref('Clock'),
  next: list(object<CaseView['next'][number]>({ act, bodies: list(text), steps: list(text) })),
  check: orNull(
    object<CheckView>({
      ruleSet: text,
      verdict: oneOf('PASS', 'FAIL', 'REVIEW'),
      findings: list(
        object<CheckView['findings'][number]>({
          rule: text,
          pass: orNull(flag),
          limit: { description: 'A number, true or false, or null' },
          actual: { description: 'A number, a text, true or false, or null' },
          basis: text,
          verified: flag,
          people: list(text),
        }),
      ),
    }),
  ),
  publicity: orNull(
    object<NonNullable<CaseView['publicity']>>({ from: instant, until: instant, isOver: flag, objections: int }),
  ),
  copies: orNull(
    object<NonNullable<CaseView['copies']>>({ to: list(text), dueOn: text, isSent: flag, onTime: orNull(flag) }),
  ),
  bundle: orNull(object<NonNullable<CaseView['bundle']>>({ number: text, part: text })),
  form: free,
  instruments: list(ref('Instrument')),
  credit: list(
    object<CaseView['credit'][number]>({ number: text, item: text, park: text, body: text, enteredAt: instant }),
  ),
  certificate: orNull(oneOf('ORDERED', 'FAILED', 'ISSUED')),
  round: int,
  askReconsiderationBy: orNull(day),
  licence: orNull(object<NonNullable<CaseView['licence']>>({ validFrom: day, validTo: day, askBy: orNull(day) })),
  timeline: list(ref('Event')),
  now: instant,
  timeIsMoved: flag,
};

/** What the document names; the bodies of acts come from their DTOs. */
export type ViewName =
  | 'SignIn'
  | 'Item'
  | 'ItemRow'
  | 'ItemPage'
  | 'Park'
  | 'ParkPage'
  | 'Names'
  | 'Officers'
  | 'Clock'
  | 'Event'
  | 'Case'
  | 'CaseRow'
  | 'CasePage'
  | 'Instrument'
  | 'Document'
  | 'Certificate'
  | 'CaseStatus'
  | 'Publicity'
  | 'PublicityPage'
  | 'Task'
  | 'TaskPage'
  | 'Rows'
  | 'RowResults'
  | 'Turnaround'
  | 'TurnaroundRow'
  | 'TurnaroundFigures'
  | 'TurnaroundCase'
  | 'TurnaroundCasePage'
  | keyof typeof BUNDLE_SCHEMAS
  | keyof typeof PAST_SCHEMAS
  | keyof typeof NOTICE_SCHEMAS
  | keyof typeof OFFICER_SCHEMAS
  | 'Health'
  | 'HouseHealth'
  | 'Problem';

/** Every schema of the document that is no DTO. */
export const VIEW_SCHEMAS: Readonly<Record<ViewName, Schema>> = {
  SignIn: object<SignInView>({
    token: text,
    expiresAt: instant,
    person: object<PersonView>({
      id: text,
      name: text,
      mandates: list(object<PersonView['mandates'][number]>({ role: text, body: text, inPlaceOf: text }, 'inPlaceOf')),
    }),
  }),
  ItemRow: object<ItemRow>(itemRow),
  Item: object<ItemView>({
    ...itemRow,
    start: oneOf('RECEIPT', 'ACCEPTANCE'),
    onTheSpot: flag,
    fourEyes: flag,
    limits: object<ItemView['limits']>(
      {
        acceptance: limit,
        statutory: limit,
        promised: limit,
        extension: orNull(limit),
        publicity: orNull(limit),
        lateMaterial: orNull(limit),
        delivery: orNull(limit),
        onPromise: orNull(
          object<NonNullable<ItemView['limits']['onPromise']>>({ check: limit, fix: limit, source: text, standing }),
        ),
        special: list(special),
      },
      'lateMaterial',
      'delivery',
      'onPromise',
    ),
    reviewers: list(
      object<ReviewerView>({
        body: text,
        name: names,
        when: orNull(object<NonNullable<ReviewerView['when']>>({ form: free, zh: text, en: text })),
      }),
    ),
    bodies: { type: 'object', additionalProperties: names },
    copies: orNull(object<CopiesView>({ to: list(text), within: limit, from: text })),
    check: orNull(oneOf('equity')),
    form: { ...free, description: 'JSON Schema of the form' },
    example: { ...free, description: 'A form that the schema accepts' },
    source: text,
    standing,
  }),
  ItemPage: page('ItemRow'),
  Park: object<ParkView>({ code: text, name: names, windowOnly: flag, pilot: standing, source: text }),
  ParkPage: page('Park'),
  Officers: object<OfficersView>({
    officers: list(object<OfficersView['officers'][number]>({ person: text, name: text, role: text, body: text })),
  }),
  Names: object<NamesView>({ names: { type: 'object', additionalProperties: names } }),
  Clock: clock,
  Event: event,
  Case: object<CaseView>(caseFields),
  CaseRow: object<CaseRow>({
    number: text,
    item: text,
    park: text,
    applicant: text,
    status: text,
    receivedAt: instant,
    dueOn: orNull(day),
    endedAt: orNull(instant),
  }),
  CasePage: page('CaseRow'),
  ...INSTRUMENT_SCHEMAS,
  Task: object<TaskView>({
    number: text,
    step: text,
    kind: text,
    queue: text,
    item: text,
    park: text,
    applicant: text,
    openedAt: instant,
    dueAt: orNull(instant),
    card: orNull(card),
    assignee: orNull(text),
  }),
  TaskPage: object<TaskPage>({ items: list(ref('Task')), next: orNull(text), now: instant, timeIsMoved: flag }),
  Rows: object<{ rows: unknown }>({
    rows: {
      ...list(object<{ act: 1; number: 1; body: 1 }>({ act, number: text, body: free }, 'number', 'body')),
      maxItems: 1_000,
    },
  }),
  RowResults: object<{ rows: unknown }>({
    rows: list(
      object<Record<KeysOf<RowResult>, unknown>>(
        { row: int, status: int, number: text, replayed: flag, result: ref('Case'), problem: ref('Problem') },
        'number',
        'replayed',
        'result',
        'problem',
      ),
    ),
  }),
  ...BUNDLE_SCHEMAS,
  ...TURNAROUND_SCHEMAS,
  ...PAST_SCHEMAS,
  ...NOTICE_SCHEMAS,
  ...OFFICER_SCHEMAS,
  Health: object<{ status: unknown }>({ status: oneOf('ok') }),
  HouseHealth: object<HouseHealth>({
    status: oneOf('ok'),
    oversight: object<HouseHealth['oversight']>({
      status: oneOf('ok', 'degraded', 'away'),
      behind: orNull(int),
      seconds: orNull(int),
    }),
    desk: object<HouseHealth['desk']>({
      status: oneOf('ok', 'degraded', 'away'),
      behind: orNull(int),
      seconds: orNull(int),
      undelivered: orNull(int),
    }),
  }),
  Problem: object<Problem>(
    {
      type: { ...text, format: 'uri' },
      title: text,
      status: int,
      detail: text,
      code: oneOf(...Object.keys(ERRORS)),
      texts: names,
      params: free,
      errors: list(object<NonNullable<Problem['errors']>[number]>({ pointer: text, code: text, zh: text, en: text })),
      allowed: list(act),
      instance: text,
      requestId: text,
    },
    'errors',
    'allowed',
    'instance',
    'requestId',
  ),
};

type KeysOf<T> = T extends unknown ? keyof T & string : never;

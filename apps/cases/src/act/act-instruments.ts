// Which written instrument each act calls for, and what it states: one table, total over the acts. 行政许可法 8, 32, 38, 39, 42, 45, 48, 50, 69, 70;
// whoever entrusted a power answers for its use (24), and whoever is above that body hears the appeal (行政复议法 24).
import { randomBytes } from 'node:crypto';
import { termOf } from '#rules/licence';
import { transition, type ActName } from '#rules/lifecycle';
import { type Reduced } from '#rules/reduce';
import { type CaseState, type LegalDate } from '#rules/state';
import { openStep } from '#rules/steps';
import { civilDateOf } from '#rules/workday';
import { type CaseNames, type CaseRecord } from '../case/record';
import {
  type ActingBody,
  type CommonFacts,
  type DueDate,
  type InstrumentKind,
  type OwnFacts,
} from '../instruments/facts';
import { type Draft } from '../instruments/instruments';
import { type Texts } from './acts';

/** An act that was done: the state it met, what it made, and what people wrote. */
export interface DoneAct {
  act: ActName;
  before: CaseState | null;
  reduced: Reduced;
  at: number;
  actor: string;
  texts: Texts;
}

/** What an instrument needs beside the act: the case, what its parts are called, the schema of its form, and the instant of issue. */
export interface Ground {
  record: Pick<
    CaseRecord,
    'number' | 'item' | 'park' | 'applicant' | 'owner' | 'inNameOf' | 'delegation' | 'definition'
  >;
  names: CaseNames;
  schema?: object | null;
  issuedAt: number;
}

/** Who makes an instrument out: the park at its window, or the body that decides. */
type Maker = 'window' | 'owner';
type Paper = { [K in InstrumentKind]: { kind: K; maker: Maker; own: OwnFacts[K] } }[InstrumentKind];
type Written = (done: DoneAct, ground: Ground) => Paper | null;

/** Departments of the city, and bodies that it has set up, are reviewed by its government (行政复议法 24). */
const APPEAL_TO: ActingBody = {
  body: 'government:shanghai',
  zh: '上海市人民政府',
  en: "the People's Government of Shanghai",
};

const due = ({ dueOn, provisional }: Pick<LegalDate, 'dueOn' | 'provisional'>): DueDate => ({ on: dueOn, provisional });
const maybe = (date: LegalDate | null | undefined) => (date ? due(date) : null);

const until = ({ until }: Reduced['event']['data']): DueDate => due(until!);

const acceptedOf = ({ act, reduced: { state } }: DoneAct): OwnFacts['acceptance-notice'] => ({
  acceptedOn: civilDateOf(state.acceptedAt!),
  deemed: act === 'deem-accepted',
  due: due(state.dates.due!),
  statutoryDue: maybe(state.dates.statutory),
});
const acceptance: Written = (done) => ({ kind: 'acceptance-notice', maker: 'window', own: acceptedOf(done) });

/** What is missing, item by item, as the applicant is told. */
const itemsOf = ({ reduced: { event }, texts }: DoneAct, schema: Ground['schema']) =>
  event.data.items!.map((field, i) => ({
    what: field === null ? null : titleOf(schema, field),
    how: texts[`items.${i}`]!,
  }));

const special: Written = ({ reduced: { event }, texts }) => ({
  kind: 'special-notice',
  maker: 'owner',
  own: { procedure: event.data.reason ?? 'expert-review', basis: texts['basis']!, days: event.data.days! },
});

const decision: Written = ({ reduced: { event }, texts }) => {
  const own =
    event.data.outcome === 'GRANT'
      ? { outcome: 'GRANT' as const, reasons: texts['reasons'] ?? null }
      : {
          outcome: 'REFUSE' as const,
          reasons: texts['reasons']!,
          remedies: texts['remedies']!,
          appealTo: APPEAL_TO,
        };
  return { kind: 'written-decision', maker: 'owner', own };
};

/** The renewal of a licence, by a decision or by silence. */
const renewal: Written = ({ act, before, reduced: { event, state }, texts }, { record }) => {
  const endedOn = termOf(before!, record.definition)!.validTo;
  const own =
    event.data.outcome === 'REFUSE'
      ? {
          ...{ outcome: 'REFUSE' as const, endedOn, appealTo: APPEAL_TO },
          ...{ reasons: texts['reasons']!, remedies: texts['remedies']! },
        }
      : {
          ...{ outcome: 'GRANT' as const, endedOn, deemed: act === 'deem-renewed' },
          ...{ validTo: state.term!.validTo, reasons: texts['reasons'] ?? null },
        };
  return { kind: 'renewal-decision', maker: 'owner', own };
};

/** A grant that rests on the promise that was open until then. */
const onPromise: Written = ({ before, reduced: { event }, texts }) => ({
  kind: 'written-decision',
  maker: 'owner',
  own: {
    outcome: 'GRANT',
    reasons: texts['reasons'] ?? null,
    onPromise: { givenOn: civilDateOf(openStep(before!, 'PROMISE')!.openedAt), checkBy: until(event.data) },
  },
});

const cancellation =
  (ground: OwnFacts['cancellation-notice']['ground']): Written =>
  ({ at, before, reduced: { state } }, { record }) => ({
    kind: 'cancellation-notice',
    maker: 'owner',
    own: {
      ground,
      grantedOn: civilDateOf(state.endedAt!),
      endedOn: ground === 'EXPIRED' ? termOf(before!, record.definition)!.validTo : civilDateOf(at),
    },
  });

const revocation: Written = ({ act, reduced: { state }, texts }) => {
  const fix = act === 'revoke-on-promise' && state.steps.find(({ kind }) => kind === 'FIX');
  return {
    kind: 'revocation-decision',
    maker: 'owner',
    own: {
      ...{ grantedOn: civilDateOf(state.endedAt!), reasons: texts['reasons']!, appealTo: APPEAL_TO },
      ...(fix && { fixOrderedOn: civilDateOf(fix.openedAt) }),
    },
  };
};

/** The table, a row for each act that the law tells in writing. The certificate is no act's own: the machine makes it out, by its room. */
const WRITTEN: Partial<Record<ActName, Written>> = {
  // What is decided on the spot is not waited for: its record says that it was received.
  file: ({ reduced: { state } }, { record, schema }) =>
    record.definition.onTheSpot
      ? null
      : {
          kind: 'receipt',
          maker: 'window',
          own: { materials: [titleOf(schema, '')], acceptanceDue: due(state.dates.acceptance!) },
        },
  record: ({ at }) => ({ kind: 'record-notice', maker: 'owner', own: { recordedOn: civilDateOf(at) } }),
  accept: acceptance,
  'deem-accepted': acceptance,
  'accept-conditionally': (done, { schema }) => {
    const { event } = done.reduced;
    const late = { items: itemsOf(done, schema), due: until(event.data) };
    return { kind: 'acceptance-notice', maker: 'window', own: { ...acceptedOf(done), late } };
  },
  'not-required': ({ texts }) => ({
    kind: 'not-required-notice',
    maker: 'window',
    own: { reasons: texts['reasons']!, appealTo: APPEAL_TO },
  }),
  'no-jurisdiction': ({ texts }) => ({
    kind: 'no-jurisdiction-notice',
    maker: 'window',
    own: { properBody: texts['properBody']!, reasons: texts['reasons'] ?? null, appealTo: APPEAL_TO },
  }),
  'refuse-acceptance': ({ texts }) => ({
    kind: 'non-acceptance-notice',
    maker: 'window',
    own: { reasons: texts['reasons']!, appealTo: APPEAL_TO },
  }),
  'request-correction': (done, { schema }) => ({
    kind: 'correction-notice',
    maker: 'window',
    own: { items: itemsOf(done, schema) },
  }),
  pause: special,
  'convene-experts': special,
  'tell-interested': ({ reduced: { event }, texts }) => ({
    kind: 'interested-notice',
    maker: 'owner',
    own: { parties: texts['parties']!, matter: texts['matter']!, days: event.data.days! },
  }),
  'tell-hearing': ({ reduced: { event }, texts }) => ({
    kind: 'hearing-right-notice',
    maker: 'owner',
    own: { matter: texts['matter']!, due: until(event.data) },
  }),
  'notice-hearing': ({ reduced: { event }, texts }, { names }) => ({
    kind: 'hearing-notice',
    maker: 'owner',
    own: { on: event.data.on!, place: texts['place']!, chair: names.people?.[event.data.chair!] ?? event.data.chair! },
  }),
  'record-hearing': ({ before, texts }) => ({
    kind: 'hearing-record',
    maker: 'owner',
    own: { heldOn: before!.hearing!.on, record: texts['record']!, confirmedBy: texts['confirmedBy']! },
  }),
  extend: ({ before, reduced: { state, event }, texts }, { record }) => ({
    kind: 'extension-notice',
    maker: 'owner',
    own: {
      days: event.data.days!,
      unit: record.definition.extension!.unit,
      reason: texts['reason']!,
      approval: { by: texts['approvedBy']!, joint: record.definition.joint ?? false },
      dueBefore: maybe(before?.dates.due),
      dueAfter: maybe(state.dates.due),
    },
  }),
  decide: decision,
  'decide-renewal': renewal,
  'deem-renewed': renewal,
  'refuse-correction': ({ texts }) => ({
    kind: 'correction-refusal',
    maker: 'owner',
    own: { reasons: texts['reasons']!, remedies: texts['remedies']!, appealTo: APPEAL_TO },
  }),
  'lapse-licence': cancellation('EXPIRED'),
  'surrender-licence': cancellation('SURRENDERED'),
  'withdraw-licence': ({ reduced: { state, event }, texts }) => ({
    kind: 'recall-decision',
    maker: 'owner',
    own: {
      ground: event.data.ground!,
      grantedOn: civilDateOf(state.endedAt!),
      reasons: texts['reasons']!,
      compensation: texts['compensation']!,
      appealTo: APPEAL_TO,
    },
  }),
  'decide-on-promise': onPromise,
  'order-fix': ({ reduced: { state, event }, texts }) => ({
    kind: 'fix-order',
    maker: 'owner',
    own: {
      ...{ grantedOn: civilDateOf(state.endedAt!), due: until(event.data), appealTo: APPEAL_TO },
      ...{ findings: texts['findings']!, fix: texts['fix']! },
    },
  }),
  'revoke-on-promise': revocation,
  revoke: revocation,
};

/** The instruments that acts call for, in their order; `firstNo` = the number of the first one's event. */
export function draftsOf(done: readonly DoneAct[], ground: Ground, firstNo: number): Draft[] {
  return done.flatMap((one, index) => {
    const paper = WRITTEN[one.act]?.(one, ground);
    if (!paper) return [];
    const { kind, maker, own } = paper;
    if (kind !== transition(one.act).instrument) throw new Error(`${one.act} is not told in writing by a ${kind}`);
    const facts = commonFacts(ground, one.reduced.state, maker);
    return [{ kind, own, facts, eventNo: firstNo + index, issuedAt: ground.issuedAt } as Draft];
  });
}

/** What every instrument of a case states, made out now. */
export function commonFacts({ record, names, issuedAt }: Ground, state: CaseState, maker: Maker): CommonFacts {
  const { item, park, applicant, inNameOf, delegation } = record;
  const code = applicant.replace('enterprise:', '');
  const acting = (body: string): ActingBody => ({ body, ...(names.bodies[body] ?? { zh: body, en: body }) });
  return {
    case: record.number,
    item: { code: item, ...(names.item ?? { zh: item, en: item }) },
    park: { code: park, ...(names.park ?? { zh: park, en: park }) },
    issuer: acting(maker === 'window' ? `park:${park}` : record.owner),
    inNameOf: acting(inNameOf),
    // Before the delegation as under one that leaves the decision with it: the department decides in its own name.
    mode: delegation?.mode ?? 'WINDOW_ONLY',
    // An applicant that the registry does not know by name goes by its credit code.
    addressee: { name: names.applicant?.zh ?? code, nameEn: names.applicant?.en ?? null, number: code },
    receivedOn: civilDateOf(state.receivedAt),
    issuedOn: civilDateOf(issuedAt),
    basis: [],
    salt: randomBytes(16).toString('hex'),
  };
}

interface Titled {
  title?: string;
  properties?: Record<string, Titled>;
}

/** What a schema calls the field at a JSON pointer; without a title the pointer itself. */
function titleOf(schema: object | null | undefined, pointer: string): string {
  const names = pointer.split('/').slice(1);
  const unescape = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~');
  const field = names.reduce<Titled | undefined>((part, name) => part?.properties?.[unescape(name)], schema ?? {});
  return field?.title ?? pointer;
}

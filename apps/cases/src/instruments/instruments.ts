// Written instruments in the act's own transaction: numbered and sealed together with what they tell of, rendered when first read.
import { type EntityManager } from 'typeorm';
import { type InstrumentLine, type InstrumentState } from '#contracts/instruments.dto';
import { Failure } from '#platform/failure';
import { civilDate, dayNumber, type CivilDate } from '#rules/workday';
import { contentOf } from './content';
import { type CommonFacts, type InstrumentContent, type InstrumentKind, type OwnFacts } from './facts';
import { type CertificateBefore, type InstrumentNumber, nextNumber, type Series, takeNumbers } from './numbering';
import { type SealingKey, sealContent } from './seal';

/** An instrument that an act calls for, before it has a number. `eventNo` = the event of the case that it tells of. */
export type Draft = {
  [K in InstrumentKind]: {
    kind: K;
    eventNo: number;
    /** Instant of issue, epoch milliseconds. */
    issuedAt: number;
    facts: CommonFacts;
    own: OwnFacts[K];
  } & (K extends 'certificate' ? { type: string; uscc: string; before?: CertificateBefore } : object);
}[InstrumentKind];

/** A row of `cases.instrument`, as `INSERT_INSTRUMENTS` takes it. */
export interface InstrumentRow {
  id: string;
  number: string;
  kind: InstrumentKind;
  issuer: string;
  year: number;
  epoch: number;
  serial: number;
  version: number;
  case_number: string;
  event_no: number;
  issued_at: string;
  content: InstrumentContent;
  content_hash: string;
  seal: string;
}

/** An instrument as it is read. */
export interface InstrumentRecord {
  id: string;
  number: string;
  kind: InstrumentKind;
  case: string;
  eventNo: number;
  issuedAt: number;
  content: InstrumentContent;
  seal: string;
  fate: Fate;
  today: CivilDate;
}

/** What became of an instrument, as `cases.fate_of` knows it: how the grant of its case ended, and which certificate took its place. */
export interface Fate {
  ended: { as: EndedState; on: CivilDate } | null;
  superseded: { by: string; on: CivilDate } | null;
  /** Of a refusal: the day on which reconsideration set it aside. */
  setAside: CivilDate | null;
}
type EndedState = Exclude<InstrumentState, 'VALID' | 'SUPERSEDED' | 'SET_ASIDE'>;

/**
 * Common table expression for a write statement whose `input` holds the document `j` with `instruments`, rows of
 * `fixInstruments`. Without any it inserts nothing.
 */
export const INSERT_INSTRUMENTS = `im AS (
    INSERT INTO cases.instrument (id, number, kind, issuer, year, epoch, serial, version, case_number, event_no, issued_at,
      content, content_hash, seal)
    SELECT i.* FROM input, jsonb_to_recordset(coalesce(j->'instruments', '[]')) AS i(id text, number text, kind text, issuer text,
      year int, epoch int, serial int, version int, case_number text, event_no int, issued_at timestamptz, content jsonb,
      content_hash bytea, seal text)
  )`;

/** A new row as a line of its case. */
export function lineOf({ id, number, kind, content: { issuedOn, wording } }: InstrumentRow): InstrumentLine {
  return { id, number, kind, issuedOn, title: { zh: wording.zh.title, en: wording.en.title } };
}

const COLUMNS = `id, number, kind, case_number AS "case", event_no AS "eventNo",
  (extract(epoch FROM issued_at) * 1000)::float8 AS "issuedAt", content, seal, cases.fate_of(case_number, id) AS fate,
  cases.china_date(platform.business_now())::text AS today`;

/**
 * Takes numbers for an act's instruments and seals them: one statement, directly before the write, for it locks the counters
 * until the commit; none where the act calls for no instrument.
 */
export async function fixInstruments(
  manager: EntityManager,
  key: SealingKey,
  drafts: readonly Draft[],
): Promise<InstrumentRow[]> {
  const numbers = await takeNumbers(manager, drafts.map(seriesOf));
  return drafts.map((draft, n) => fixed(key, draft, numbers[n]!));
}

/** The row that a draft becomes if nobody takes its number before it does: for whoever must try out what it leads to. */
export async function foreseeInstrument(manager: EntityManager, key: SealingKey, draft: Draft): Promise<InstrumentRow> {
  return fixed(key, draft, await nextNumber(manager, seriesOf(draft)));
}

function fixed(key: SealingKey, draft: Draft, taken: InstrumentNumber): InstrumentRow {
  const content = contentOf(draft.kind, draft.facts, draft.own, taken) as InstrumentContent;
  const { contentHash, seal } = sealContent(key, content);
  return {
    ...taken,
    case_number: draft.facts.case,
    event_no: draft.eventNo,
    issued_at: new Date(draft.issuedAt).toISOString(),
    content,
    content_hash: `\\x${contentHash.toString('hex')}`,
    seal,
  };
}

function seriesOf(draft: Draft): Series {
  const { issuer, inNameOf, issuedOn } = draft.facts;
  const year = Number(issuedOn.slice(0, 4));
  // The identifier of a certificate holds the code of the body whose it is, so that body counts it, whoever makes it out.
  if (draft.kind !== 'certificate') return { issuer: issuer.body, year, kind: draft.kind };
  const { kind, type, uscc, before } = draft;
  return { issuer: inNameOf.body, year, kind, type, uscc, ...(before && { before }) };
}

/**
 * One instrument, by its id or its number on paper. @throws Failure NO_SUCH_INSTRUMENT, also for one that the transaction's person may
 * not see.
 */
export async function getInstrument(manager: EntityManager, name: string): Promise<InstrumentRecord> {
  const [record] = await manager.query<InstrumentRecord[]>(
    `SELECT ${COLUMNS} FROM cases.instrument WHERE id = $1 OR number = $1`,
    [name],
  );
  if (!record) throw new Failure('NO_SUCH_INSTRUMENT');
  return record;
}

/** Is it in force, and since when not, and which took its place? */
export interface InForce {
  state: InstrumentState;
  revokedOn: CivilDate | null;
  endedOn: CivilDate | null;
  supersededBy: string | null;
}

/**
 * The end of a grant takes its decision and all its certificates along; a certificate may also have been made out anew, or have run out
 * and nobody has struck it yet.
 */
export function inForce(
  { kind, own }: Pick<InstrumentContent, 'kind' | 'own'>,
  { fate: { ended, superseded, setAside }, today }: Pick<InstrumentRecord, 'fate' | 'today'>,
): InForce {
  const supersededBy = superseded?.by ?? null;
  const over = (state: InstrumentState, on: CivilDate): InForce => ({
    ...{ state, endedOn: on, supersededBy },
    revokedOn: state === 'REVOKED' ? on : null,
  });
  if (setAside !== null) return over('SET_ASIDE', setAside);
  if (kind !== 'certificate' && kind !== 'written-decision') return VALID;
  if (ended) return over(ended.as, ended.on);
  if (superseded) return over('SUPERSEDED', superseded.on);
  const { validTo = null } = own as { validTo?: CivilDate | null };
  return validTo !== null && validTo < today ? over('EXPIRED', civilDate(dayNumber(validTo) + 1)) : VALID;
}
const VALID: InForce = { state: 'VALID', revokedOn: null, endedOn: null, supersededBy: null };

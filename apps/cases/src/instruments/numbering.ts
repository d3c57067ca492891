// Numbers of written instruments: gapless for each issuer, kind and year within an epoch. A restore from a backup opens the next
// epoch, so that a number whose paper is out there is never given a second time.
import { type EntityManager } from 'typeorm';
import { type InstrumentKind } from './facts';
import { certificateIdentifier } from './identifier';

/** What is counted together; a certificate also needs what its identifier is made of. */
export type Series = { issuer: string; year: number } & (
  | { kind: Exclude<InstrumentKind, 'certificate'> }
  | { kind: 'certificate'; type: string; uscc: string; before?: CertificateBefore }
);

/** The certificate that is made out anew: its number stays, and the version after it is taken. */
export interface CertificateBefore {
  year: number;
  epoch: number;
  serial: number;
  version: number;
}

/** A number taken. `id` is its ASCII form for addresses, `number` the form on paper. */
export interface InstrumentNumber {
  issuer: string;
  kind: InstrumentKind;
  year: number;
  epoch: number;
  serial: number;
  /** Of a certificate: how often it was made out by now. */
  version: number;
  id: string;
  number: string;
}

const WORDS: Readonly<Record<Exclude<InstrumentKind, 'certificate'>, string>> = {
  receipt: '收件',
  'acceptance-notice': '受理',
  'not-required-notice': '无需许可',
  'no-jurisdiction-notice': '非本机关职权',
  'non-acceptance-notice': '不予受理',
  'correction-notice': '补正',
  'extension-notice': '延期',
  'special-notice': '特别程序',
  'interested-notice': '告知',
  'hearing-right-notice': '听证告知',
  'hearing-notice': '听证通知',
  'hearing-record': '听证笔录',
  'record-notice': '备案',
  'written-decision': '决定',
  'renewal-decision': '延续',
  'correction-refusal': '不予更正',
  'recall-decision': '撤回',
  'cancellation-notice': '注销',
  'revocation-decision': '撤销',
  'fix-order': '整改',
};

// The counter row is locked from here to the commit, so this is the last statement before the write. One statement for all
// numbers of an act, its rows in one order, so that two acts never wait for each other crosswise.
const TAKE = `INSERT INTO cases.instrument_counter AS c (issuer, kind, year, epoch, last)
  SELECT w.issuer, w.kind, w.year, (SELECT max(epoch) FROM cases.instrument_epoch), w.count
  FROM jsonb_to_recordset($1::jsonb) AS w(issuer text, kind text, year int, count int) ORDER BY w.issuer, w.kind, w.year
  ON CONFLICT (issuer, kind, year, epoch) DO UPDATE SET last = c.last + excluded.last
  RETURNING issuer, kind, year, epoch, last`;

/**
 * Takes the next number of each series, in their order, inside the caller's transaction: a rollback gives them back. One
 * statement, or none where no number is wanted. A further version of a certificate keeps the number that it has.
 */
export async function takeNumbers(manager: EntityManager, wanted: readonly Series[]): Promise<InstrumentNumber[]> {
  const counted = wanted.filter((series) => !beforeOf(series));
  if (counted.length === 0) return wanted.map((series) => versionOf(series));
  const counts = new Map<string, { issuer: string; kind: InstrumentKind; year: number; count: number }>();
  for (const { issuer, kind, year } of counted) {
    const entry = counts.get(keyOf({ issuer, kind, year })) ?? { issuer, kind, year, count: 0 };
    entry.count += 1;
    counts.set(keyOf(entry), entry);
  }
  const taken = await manager.query<{ issuer: string; kind: string; year: number; epoch: number; last: number }[]>(
    TAKE,
    [JSON.stringify([...counts.values()])],
  );
  const next = new Map(taken.map((row) => [keyOf(row), row.last - counts.get(keyOf(row))!.count]));
  return wanted.map((series) => {
    if (beforeOf(series)) return versionOf(series);
    const key = keyOf(series);
    const serial = next.get(key)! + 1;
    next.set(key, serial);
    return numberOf(series, taken[0]!.epoch, serial);
  });
}

const NEXT = `SELECT e.epoch, coalesce(c.last, 0) + 1 AS serial
  FROM (SELECT max(epoch) AS epoch FROM cases.instrument_epoch) e
  LEFT JOIN cases.instrument_counter c ON c.issuer = $1 AND c.kind = $2 AND c.year = $3 AND c.epoch = e.epoch`;

/** The number that a series gives next, unless somebody takes it before: nothing is locked, and nothing taken. */
export async function nextNumber(manager: EntityManager, series: Series): Promise<InstrumentNumber> {
  if (beforeOf(series)) return versionOf(series);
  const { issuer, kind, year } = series;
  const [next] = await manager.query<[{ epoch: number; serial: number }]>(NEXT, [issuer, kind, year]);
  return numberOf(series, next.epoch, next.serial);
}

const beforeOf = (series: Series) => (series.kind === 'certificate' ? series.before : undefined);

function versionOf(series: Series): InstrumentNumber {
  const { year, epoch, serial, version } = beforeOf(series)!;
  return numberOf({ ...series, year }, epoch, serial, version + 1);
}

const keyOf = ({ issuer, kind, year }: { issuer: string; kind: string; year: number }) => `${issuer} ${kind} ${year}`;

/** A number in its two forms; the first epoch goes without saying. */
export function numberOf(series: Series, epoch: number, serial: number, version = 1): InstrumentNumber {
  const { issuer, kind, year } = series;
  const places = String(serial).padStart(6, '0');
  if (series.kind === 'certificate') {
    const id = certificateIdentifier({
      type: series.type,
      issuer: series.uscc,
      serial: `${year}${String(epoch).padStart(2, '0')}${places}`,
      version: String(version).padStart(3, '0'),
    });
    return { issuer, kind, year, epoch, serial, version, id, number: id };
  }
  // Parks go by their bare code; any other body says what it is, so that no two issuers share a name.
  const maker = issuer.startsWith('park:') ? issuer.slice('park:'.length) : issuer.replace(':', '.');
  const counted = epoch === 1 ? places : `e${epoch}-${places}`;
  return {
    issuer,
    kind,
    year,
    epoch,
    serial,
    version,
    id: `${year}-${kind}-${maker}-${counted}`,
    number: `〔${year}〕${WORDS[series.kind]}-${maker}-${counted}`,
  };
}

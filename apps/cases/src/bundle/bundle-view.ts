// A bundle as a person may see it: the parts that concern him or her, each with where its case stands.
import { type BundlePartView, type BundleView } from '#contracts/bundles.dto';
import { wireInstant } from '#platform/wire-instant';
import { type Mandate, mayWithdrawBundle } from '#rules/access';
import { type BundleHead, type PartRecord } from './bundle-record';

/** The row as it is read for a person: `of` = how many parts there are, `parts` = those that he or she sees. */
export interface BundleRow extends BundleHead {
  code: string;
  version: string;
  name: { zh: string; en: string };
  filedAt: number;
  of: number;
  parts: PartRecord[];
}

const maybe = (at: number | null) => (at === null ? null : wireInstant(at));

/** The view. */
export function toBundleView(row: BundleRow, mandates: readonly Mandate[]): BundleView {
  const waits = row.parts.some(({ number, dropped }) => number === null && dropped === null);
  return {
    number: row.number,
    bundle: row.code,
    version: row.version,
    name: row.name,
    applicant: row.applicant,
    status: row.status,
    filedAt: wireInstant(row.filedAt),
    endedAt: maybe(row.endedAt),
    withdrawnAt: maybe(row.withdrawnAt),
    parts: row.parts.map(partView),
    others: row.of - row.parts.length,
    mayWithdraw: waits && mayWithdrawBundle(mandates, row.applicant),
  };
}

function partView({ part, item, park, after, otherwise, number, status, ...rest }: PartRecord): BundlePartView {
  const { filedAt, dropped, fault, droppedAt } = rest;
  return {
    ...{ part, item, park, after: [...after], otherwise, number, status },
    filedAt: maybe(filedAt),
    dropped: dropped === null ? null : { why: dropped, fault, at: wireInstant(droppedAt!) },
  };
}

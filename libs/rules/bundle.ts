// A bundle (一件事): several applications that are one matter, each a case of its own in its own park. What is filed next, and what no longer
// is, follows from how the others ended. 国办发〔2022〕32号; every part keeps its own law, body and clock (行政许可法 26).
import { type Status } from './lifecycle';

/**
 * What it means for the whole that a part ends without what it asked for: nothing that waits is filed any more, those that build on it are
 * not, or they are filed all the same. Parts that are open go on in any case.
 */
export type Otherwise = 'STOP' | 'DROP_DEPENDENTS' | 'FILE_ANYWAY';

/** A part as a bundle names it, by `part`: which item, which parts have to be through before it is filed, and what follows if it fails. */
export interface BundlePart {
  part: string;
  item: string;
  after: readonly string[];
  otherwise: Otherwise;
}

/**
 * Why a part is not filed any more: the applicant took back what waited, a part that it builds on came to nothing, one that stops the whole
 * did, or it could not be filed when its turn came.
 */
export type Dropped = 'BUNDLE_WITHDRAWN' | 'PART_BEFORE_FAILED' | 'BUNDLE_STOPPED' | 'NOT_FILABLE';

/** Where a part stands: `status` = that of its case, null while it has none; `dropped` = why it will have none. */
export interface PartState extends Omit<BundlePart, 'item'> {
  status: Status | null;
  dropped: Dropped | null;
}

/** A bundle: its parts, and when the applicant took back what was not filed (epoch ms), null = not. */
export interface BundleState {
  parts: readonly PartState[];
  withdrawnAt: number | null;
}

/** How a part has come out so far. */
export type PartOutcome = 'OPEN' | 'MET' | 'FAILED';

/** How the whole has come out: every part met, some, or none; under way while a part is open or waits. */
export type BundleStatus = 'UNDER_WAY' | 'COMPLETE' | 'PARTIAL' | 'UNSUCCESSFUL';

/** What is to be done with a bundle now, parts in the order of the bundle. */
export interface NextOfBundle {
  /** To be filed: everything that they build on is through. */
  file: string[];
  /** Will never be filed, each with the reason. */
  drop: { part: string; why: Dropped }[];
  status: BundleStatus;
}

/** What a bundle's workflow conducts by: parts under way, parts to be filed (`order`), or nothing left. `wakeAt` is a real instant, epoch ms. */
export interface BundleFacts {
  id: string;
  seq: number;
  phase: 'waiting' | 'ordered' | 'closed';
  order: string[];
  wakeAt: number | null;
}

const OUTCOME: Readonly<Record<Status, PartOutcome>> = {
  RECEIVED: 'OPEN',
  CORRECTION: 'OPEN',
  REVIEW: 'OPEN',
  DECISION: 'OPEN',
  GRANTED: 'MET',
  RECORDED: 'MET',
  // No licence is needed (行政许可法 32 (1)): what builds on it is not held up by it.
  NOT_REQUIRED: 'MET',
  REFUSED: 'FAILED',
  NO_JURISDICTION: 'FAILED',
  NOT_ACCEPTED: 'FAILED',
  WITHDRAWN: 'FAILED',
  // What was granted and is no longer in force carries nothing that is filed from now on.
  REVOKED: 'FAILED',
  EXPIRED: 'FAILED',
  RECALLED: 'FAILED',
  SURRENDERED: 'FAILED',
};

/** What the status of a case means for the bundle that it is a part of. */
export function outcomeOf(status: Status): PartOutcome {
  return OUTCOME[status];
}

/**
 * What follows from where the parts stand, and from nothing else: in whatever order the ends came that nobody has looked at yet, it comes
 * to the same. Total for parts without a circle (`faultOfParts`). Asked again after it was done, it names nothing twice.
 */
export function nextOf({ parts, withdrawnAt }: BundleState): NextOfBundle {
  const dropped = new Map(parts.flatMap(({ part, dropped: why }) => (why === null ? [] : [[part, why] as const])));
  const outcome = ({ part, status }: PartState): PartOutcome =>
    status !== null ? outcomeOf(status) : dropped.has(part) ? 'FAILED' : 'OPEN';
  const before = ({ after }: PartState) => parts.filter(({ part }) => after.includes(part));
  const why = (one: PartState): Dropped | null => {
    if (withdrawnAt !== null) return 'BUNDLE_WITHDRAWN';
    const failed = (other: PartState) => outcome(other) === 'FAILED';
    if (before(one).some((other) => failed(other) && other.otherwise !== 'FILE_ANYWAY')) return 'PART_BEFORE_FAILED';
    return parts.some((other) => failed(other) && other.otherwise === 'STOP') ? 'BUNDLE_STOPPED' : null;
  };
  const waiting = () => parts.filter(({ part, status }) => status === null && !dropped.has(part));
  // What is dropped may take others with it: turn by turn, so that the order of the parts gives nobody another reason.
  for (;;) {
    const found = waiting().flatMap((one) => {
      const reason = why(one);
      return reason === null ? [] : [{ part: one.part, reason }];
    });
    if (found.length === 0) break;
    for (const { part, reason } of found) dropped.set(part, reason);
  }
  const isThrough = (other: PartState) => outcome(other) !== 'OPEN'; // one that failed is FILE_ANYWAY, or this one were dropped
  const outcomes = parts.map(outcome);
  const met = outcomes.filter((one) => one === 'MET').length;
  return {
    file: waiting().flatMap((one) => (before(one).every(isThrough) ? [one.part] : [])),
    drop: parts.flatMap(({ part, dropped: was }) => {
      const reason = dropped.get(part);
      return was === null && reason !== undefined ? [{ part, why: reason }] : [];
    }),
    status: outcomes.includes('OPEN')
      ? 'UNDER_WAY'
      : met === parts.length
        ? 'COMPLETE'
        : met > 0
          ? 'PARTIAL'
          : 'UNSUCCESSFUL',
  };
}

/**
 * What is wrong with the parts of a bundle as it is written down: a name that stands twice, a part before that is none, parts that wait for
 * each other; null = nothing. `place` = which part, `what` in plain words for whoever wrote it.
 */
export function faultOfParts(
  parts: readonly Pick<BundlePart, 'part' | 'after'>[],
): { place: number; what: string } | null {
  const names = parts.map(({ part }) => part);
  const through = new Set<string>();
  for (const [place, { part, after }] of parts.entries()) {
    if (names.indexOf(part) < place) return { place, what: `${part} stands already in /parts/${names.indexOf(part)}` };
    const unknown = after.find((name) => !names.includes(name));
    if (unknown !== undefined) return { place, what: `no part ${unknown}` };
  }
  for (let left = [...parts.entries()]; left.length > 0;) {
    const ready = left.filter(([, { after }]) => after.every((name) => through.has(name)));
    if (ready.length === 0) return { place: left[0]![0], what: 'waits for itself, or for a part that waits for it' };
    for (const [, { part }] of ready) through.add(part);
    left = left.filter((one) => !ready.includes(one));
  }
  return null;
}

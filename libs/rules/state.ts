// The state of a case: all that `reduce` and `due` read, and nothing else. Plain JSON; it lies in the case row.
import { type ClockAct, type Limit } from './clock';
import { type Instrument, type Status, type TimeAct } from './lifecycle';
import { type CivilDate } from './workday';

/** Who is concerned by a case, as bodies: `enterprise:<uscc>`, `window:<park>`, `park:<park>`, `dept:<department>`, `expert:<code>`. */
export interface Parties {
  item: string;
  park: string;
  applicant: string;
  window: string;
  owner: string;
  reviewers: readonly string[];
  /** Who has received a copy; absent before anybody has. */
  copied?: readonly string[];
  /** Departments that supervise since the case was escalated to them; absent while none does. */
  supervisors?: readonly string[];
  /** The lower level that examines first; absent for an item without. */
  preReviewer?: string;
  /** Experts who were called in, each a body of one person; absent while there are none. */
  experts?: readonly string[];
}

/** What a machine found in the form by the rules of an item: the verdict, and the rules that are broken. */
export interface RuleCheck {
  ruleSet: string;
  verdict: 'PASS' | 'FAIL' | 'REVIEW';
  broken: readonly string[];
}

/**
 * A piece of work that one body owes, or time that a right is given: acceptance, the applicant's correction and late material, the
 * pre-review of the lower level, a review, a special procedure, the score of an expert, publicity, the answer to an objection, what
 * interested parties say, whether a hearing is asked for, the hearing, the decision, handing out, supervision after an escalation,
 * work that the machine gave up, renewal, what a certificate is said to show wrongly, a promise to decide on, its check and what is to be
 * fixed. `within` = how long it has from its beginning, `until` = its last day where that is fixed beforehand, `by` = who ended it,
 * `inPlaceOf` = the officer whose deputy did, `assignee` = the officer who has it on the desk (认领), all three as actors are written;
 * `statements` = how many interested parties have spoken.
 */
export interface Step {
  id: string;
  kind:
    | 'ACCEPTANCE'
    | 'CORRECTION'
    | 'LATE_MATERIAL'
    | 'PRE_REVIEW'
    | 'REVIEW'
    | 'SPECIAL'
    | 'EXPERT'
    | 'PUBLICITY'
    | 'OBJECTION'
    | 'INTERESTED'
    | 'HEARING_RIGHT'
    | 'HEARING'
    | 'DECISION'
    | 'DELIVERY'
    | 'SUPERVISION'
    | 'WORK'
    | 'RENEWAL'
    | 'RECTIFICATION'
    | 'RECONSIDERATION'
    | 'PROMISE'
    | 'PROMISE_CHECK'
    | 'FIX';
  body: string;
  openedAt: number;
  endedAt: number | null;
  outcome: string | null;
  within?: Limit;
  until?: CivilDate;
  by?: string;
  inPlaceOf?: string;
  assignee?: string;
  score?: number;
  statements?: number;
}

/** A legal date with the instant at which it has passed; `provisional` while its year's calendar is unpublished. */
export interface LegalDate {
  dueOn: CivilDate;
  dueAt: number;
  provisional: boolean;
}

/** The dates of a case, each null while its clock stands still. `due` is the earlier of promise and statute: what cards are measured by. */
export interface CaseDates {
  acceptance: LegalDate | null;
  statutory: LegalDate | null;
  promised: LegalDate | null;
  due: (LegalDate & { basis: 'PROMISE' | 'STATUTE' }) | null;
}

/** An instant at which time itself must act; `level` for escalation and for the terms of a licence, `step` where it is about one of several. */
export interface Instant {
  act: TimeAct;
  at: number;
  level: number | null;
  step?: string;
}

/** An instant that has come; a card that was taken back stays, marked, and so does what belongs to a former round. */
export type Fired = Instant & { isRevoked?: true; isPast?: true };

/** Are they the same instant of the same rule, whenever it falls? */
export function isSameInstant(a: Omit<Instant, 'at'>, b: Omit<Instant, 'at'>): boolean {
  return a.act === b.act && a.level === b.level && a.step === b.step;
}

/** A date that a new calendar moved; null = it stood still or had not begun. */
export interface MovedDate {
  of: 'acceptance' | 'promised' | 'statutory';
  from: CivilDate | null;
  to: CivilDate | null;
}

/** An instant that a new calendar moved, in epoch milliseconds. */
export interface MovedInstant {
  act: TimeAct;
  level: number | null;
  step?: string;
  from: number | null;
  to: number | null;
}

/** A revision of the calendar, and what it moved of a case (`recalendar.ts`). */
export interface CalendarMove {
  calendarRev: number;
  dates: readonly MovedDate[];
  instants: readonly MovedInstant[];
}

/** How long a licence is good: from its grant to its last day, in its `n`th term. */
export interface Term {
  validFrom: CivilDate;
  validTo: CivilDate;
  n: number;
}

/** How an instrument is served: at the counter, by post, through a proxy, by public notice, or in the portal. */
export type ServiceMethod = 'COUNTER' | 'POST' | 'PROXY' | 'PUBLIC_NOTICE' | 'ONLINE';

/** A written instrument as the rules know it: its id, its kind and the civil day of issue. */
export interface Paper {
  id: string;
  kind: Instrument;
  issuedOn: CivilDate;
}

/** A paper that was served: how, and the civil day on which it counts as received; `NONE` = it was not, whatever stood on record. */
export interface Service extends Paper {
  method: ServiceMethod | 'NONE';
  on: CivilDate;
}

/** The whole state. Instants and times in epoch milliseconds. */
export interface CaseState {
  status: Status;
  parties: Parties;
  receivedAt: number;
  acceptedAt: number | null;
  endedAt: number | null;
  lastAt: number;
  steps: Step[];
  /** The ledger of the five days for acceptance (行政许可法 32), and that of promise and statute. */
  intake: ClockAct[];
  clock: ClockAct[];
  dates: CaseDates;
  /** Of an item with a machine's check: what it found in the form as it stands. */
  check?: RuleCheck;
  /** Of an item with copies: the day in the form from which the time for them runs. */
  copyFrom?: CivilDate;
  /** Of a grant of an item that gives one: how far its certificate is. */
  certificate?: 'ORDERED' | 'FAILED' | 'ISSUED';
  /** Of one that is made out once more, renewed or corrected: since when; the first is owed from the grant on. */
  certificateSince?: number;
  /** What somebody proposes to decide, on which basis; gone when the case leaves the decision. */
  proposal?: { outcome: 'GRANT' | 'REFUSE'; by: string; inPlaceOf?: string; basis: string };
  /** Of a licence that was renewed; until then its term follows from the grant (`licence.ts`). */
  term?: Term;
  /** A hearing that is announced and not yet held. */
  hearing?: { on: CivilDate; chair: string };
  /** Whoever was named to chair a hearing, by person id: none of them examines (行政许可法 48). */
  chairs?: string[];
  /** The officers of each check on the site, by person id (行政许可法 34). */
  siteChecks?: (readonly string[])[];
  /** Which round it is, once a refusal was set aside in reconsideration (行政复议法 64); absent = the first. */
  round?: number;
  /** Of a grant that was revoked for a broken promise: does its entry in the credit record stand? */
  credit?: 'STANDS' | 'REPAIRED';
  /** Which written instruments were served, in the order in which it was recorded, the last of each counts; absent while none was. */
  served?: readonly Service[];
  fired: Fired[];
  instants: Instant[];
}

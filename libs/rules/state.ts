// The state of a case: all that `reduce` and `due` read, and nothing else. Plain JSON; it lies in the case row.
import { type ClockAct } from './clock';
import { type Status, type TimeAct } from './lifecycle';
import { type CivilDate } from './workday';

/** Who is concerned by a case, as bodies: `enterprise:<uscc>`, `window:<park>`, `park:<park>`, `dept:<department>`. */
export interface Parties {
  item: string;
  park: string;
  applicant: string;
  window: string;
  owner: string;
  reviewers: readonly string[];
  /** Who has received a copy; absent before anybody has. */
  copied?: readonly string[];
}

/** What a machine found in the form by the rules of an item: the verdict, and the rules that are broken. */
export interface RuleCheck {
  ruleSet: string;
  verdict: 'PASS' | 'FAIL' | 'REVIEW';
  broken: readonly string[];
}

/** A piece of work that one body owes: acceptance, the applicant's correction, a review, a special procedure, publicity, the answer to an objection, the decision, supervision after an escalation, or work that the machine gave up. */
export interface Step {
  id: string;
  kind:
    | 'ACCEPTANCE'
    | 'CORRECTION'
    | 'REVIEW'
    | 'SPECIAL'
    | 'PUBLICITY'
    | 'OBJECTION'
    | 'DECISION'
    | 'SUPERVISION'
    | 'WORK';
  body: string;
  openedAt: number;
  endedAt: number | null;
  outcome: string | null;
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

/** An instant at which time itself must act; `level` for escalation. */
export interface Instant {
  act: TimeAct;
  at: number;
  level: number | null;
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
  from: number | null;
  to: number | null;
}

/** A revision of the calendar, and what it moved of a case (`recalendar.ts`). */
export interface CalendarMove {
  calendarRev: number;
  dates: readonly MovedDate[];
  instants: readonly MovedInstant[];
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
  fired: Instant[];
  instants: Instant[];
}

// The record of a case as the database gives it: the row, and what an act needs beside it.
import { type InstrumentLine } from '#contracts/instruments.dto';
import { type Definition } from '#rules/definition';
import { type Delegation } from '#rules/lists';
import { type Mandate } from '#rules/access';
import { type CaseState } from '#rules/state';

/** The row of `approval_case` in the names of the code. `lastHash` is the end of the event chain. */
export interface CaseRecord {
  number: string;
  item: string;
  itemVersion: string;
  park: string;
  applicant: string;
  owner: string;
  inNameOf: string;
  seq: number;
  state: CaseState;
  definition: Definition;
  /** null = a past case that the city's office decided before any document gave the item to the park. */
  delegation: Delegation | null;
  lastHash: Buffer;
}

/** One event of the history with the texts beside it. Instants in epoch milliseconds. */
export interface CaseEventRecord {
  no: number;
  type: string;
  effectiveAt: number;
  recordedAt: number;
  actor: string;
  data: Record<string, unknown>;
  texts: Record<string, string> | null;
}

/** What the parts of a case are called; null or absent where the registry does not know. */
export interface CaseNames {
  item: Named | null;
  park: Named | null;
  bodies: Record<string, Named>;
  applicant: Named | null;
  /** Names of the officers whom an act names, by id. */
  people?: Record<string, string>;
}
type Named = InstrumentLine['title'];

/** By which revision of the calendar the dates of a case stand, and those imported since, with their instants (epoch ms). */
export interface CalendarRevs {
  held: number;
  later: { rev: number; at: number }[];
}

/** What is read with the row after its lock was won (`cases.at_the_door`). `ahead` = how far business time is ahead, ms. */
export interface AtTheDoor {
  now: number;
  ahead: number;
  mandates: Mandate[];
  calendars: CalendarRevs;
  conduct: { seq: number; wakeAt: number | null };
  delegations: Delegation[];
}

/** The same with what people may read besides (`cases.papers_of`); `schema` for acts that need it. */
export interface AtTheDoorForPeople extends AtTheDoor {
  /** null = a past case that came without its form. */
  form: Record<string, unknown> | null;
  timeline: CaseEventRecord[];
  instruments: InstrumentLine[];
  /** Open cases of the same applicant and item. */
  similar: { number: string; park: string; status: string; receivedAt: number }[];
  /** Broken promises of the applicant that stand in the credit record. */
  credit: { number: string; item: string; park: string; body: string; enteredAt: number }[];
  schema?: object | null;
  /** The bundle that the case is a part of, and as which part; null = of none, or of none that this person sees. */
  bundle: { number: string; part: string } | null;
}

/** The cases of the applicant whose broken promise stands, as the rules ask for them. */
export const brokenOf = ({ credit }: Pick<AtTheDoorForPeople, 'credit'>): string[] =>
  credit.map(({ number }) => number);

/** A case whose row is locked, with what instruments call its parts. */
export type LockedCase<Door extends AtTheDoor = AtTheDoor> = CaseRecord & { door: Door & { names: CaseNames } };

const COLUMNS = `c.number, c.item, c.item_version AS "itemVersion", c.park, c.applicant, c.owner, c.in_name_of AS "inNameOf",
  c.seq, c.state, c.definition, c.delegation, c.last_hash AS "lastHash"`;

const CALENDARS = `jsonb_build_object('calendars', cases.calendars_since(c.calendar_rev))`;
const FOR_A_PERSON = `cases.at_the_door($2, c::cases.approval_case) || ${CALENDARS} || cases.papers_of(c.number)
  || cases.instruments_of(c.number) || cases.similar_to(c.applicant, c.item, c.number)
  || cases.credit_of(c.applicant) || cases.bundle_of(c.number)`;
// MATERIALIZED: clock and joins are read only after the wait for the lock.
const LOCKED = 'WITH c AS MATERIALIZED (SELECT * FROM cases.approval_case WHERE number = $1 FOR UPDATE)';

/** Reads one case for a person as it is now. $1 number, $2 person. */
export const READ_CASE = `SELECT ${COLUMNS}, ${FOR_A_PERSON} AS door FROM cases.approval_case c WHERE c.number = $1`;

/** The same under the row's lock, with what instruments call the parts of the case. $3 = does the act need the form's schema? */
export const LOCK_CASE = `${LOCKED} SELECT ${COLUMNS}, ${FOR_A_PERSON} || cases.names_of(c::cases.approval_case)
  || jsonb_build_object('schema', CASE WHEN $3 THEN cases.schema_of(c::cases.approval_case) END) AS door FROM c`;

/** Under the row's lock for time itself, which sees neither form nor texts. $1 number. */
export const LOCK_CASE_FOR_TIME = `${LOCKED} SELECT ${COLUMNS},
  cases.at_the_door(NULL, c::cases.approval_case) || ${CALENDARS} || cases.names_of(c::cases.approval_case) AS door FROM c`;

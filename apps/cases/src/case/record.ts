// The record of a case as the database gives it: the row, and what an act needs beside it.
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
  delegation: Delegation;
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

/** What is read with the row after its lock was won (`cases.at_the_door`). `ahead` = how far business time is ahead, ms. */
export interface AtTheDoor {
  now: number;
  ahead: number;
  mandates: Mandate[];
  calendarRev: number;
  conduct: { seq: number; wakeAt: number | null };
  form: Record<string, unknown>;
  timeline: CaseEventRecord[];
  delegated: boolean;
}

const COLUMNS = `c.number, c.item, c.item_version AS "itemVersion", c.park, c.applicant, c.owner, c.in_name_of AS "inNameOf",
  c.seq, c.state, c.definition, c.delegation, c.last_hash AS "lastHash"`;

/** Reads one case as it is now. $1 number, $2 person or null for time itself. */
export const READ_CASE = `SELECT ${COLUMNS}, cases.at_the_door($2, c) AS door FROM cases.approval_case c WHERE c.number = $1`;

/** The same under the row's lock. MATERIALIZED: clock and joins are read only after the wait. */
export const LOCK_CASE = `WITH c AS MATERIALIZED (SELECT * FROM cases.approval_case WHERE number = $1 FOR UPDATE)
  SELECT ${COLUMNS}, cases.at_the_door($2, c::cases.approval_case) AS door FROM c`;

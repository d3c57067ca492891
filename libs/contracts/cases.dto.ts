// Requests to the cases app and the views it answers with.
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { type ServiceMethod } from '#rules/state';
import { type InstrumentLine } from './instruments.dto';

/** One act on its way to the door. `number` is null for a filing. */
export class ActRequest {
  @IsString()
  person: string;

  @IsString()
  @Length(1, 255)
  key: string;

  @IsString()
  @Length(1, 64)
  act: string;

  @IsOptional()
  @IsString()
  @Matches(/^[0-9A-Za-z-]{1,64}$/)
  number: string | null;

  @IsObject()
  body: Record<string, unknown>;
}

/** Asks for one case as a person may see it. */
export class CaseRequest {
  @IsString()
  person: string;

  @IsString()
  @Length(1, 64)
  number: string;
}

/** Asks for a page of a list. */
export class PageRequest {
  @IsOptional()
  @IsString()
  @Length(1, 200)
  cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

/** Asks for a page of a queue. */
export class TaskListRequest extends PageRequest {
  @IsString()
  person: string;

  @IsOptional()
  @IsString()
  @Matches(/^[a-z]+(:[a-z0-9-]{1,32})?$/)
  queue?: string;

  /** On whose desk: `me`, `nobody`, or an officer by id; absent = wherever it lies. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,64}$/)
  desk?: string;
}

/** Asks for a page of the cases of the enterprises that a person acts for. */
export class CaseListRequest extends PageRequest {
  @IsString()
  person: string;
}

/** A date of the law with what it rests on. */
export interface DateView {
  dueOn: string;
  dueAt: string;
  provisional: boolean;
}

/** One day between start and date: does it count, as which, and why. */
export interface DayView {
  on: string;
  counts: boolean;
  n?: number;
  why: string;
}

/** A date that a limit leads to, with every day on the way explained. */
export interface CountedDateView extends DateView {
  limit: { value: number; unit: string };
  used: number;
  remaining: number | null;
  days: readonly DayView[];
}

/** The clock as people read it: three dates, days used and left, and every day explained. */
export interface ClockView {
  state: 'running' | 'paused' | 'ended' | 'not-started';
  acceptance: DateView | null;
  statutory: CountedDateView | null;
  promised: CountedDateView | null;
  due: (DateView & { basis: 'PROMISE' | 'STATUTE' }) | null;
  overdue: boolean;
  days: readonly DayView[];
}

/** One line of the timeline: what, when in law, when recorded, who. */
export interface EventView {
  no: number;
  type: string;
  effectiveAt: string;
  recordedAt: string;
  actor: string;
  data: Record<string, unknown>;
  texts: Record<string, string>;
}

/** The verdict of an item's rules on a form, rule by rule. `basis` names the document, `verified` whether somebody compared the limit with it. */
export interface CheckView {
  ruleSet: string;
  verdict: 'PASS' | 'FAIL' | 'REVIEW';
  findings: readonly {
    rule: string;
    pass: boolean | null;
    limit: number | boolean | null;
    actual: number | boolean | string | null;
    basis: string;
    verified: boolean;
    people: readonly string[];
  }[];
}

/** An instrument of a case, and how it was served: the civil day on which it counts as received; null = not on record. */
export interface ServedLine extends InstrumentLine {
  served: { method: ServiceMethod; on: string } | null;
}

/** A case as this person may see it, with what he or she may do next. */
export interface CaseView {
  number: string;
  item: string;
  park: string;
  applicant: string;
  owner: string;
  inNameOf: string;
  status: string;
  seq: number;
  receivedAt: string;
  acceptedAt: string | null;
  endedAt: string | null;
  /** `due` = until when a step has time of its own, `assignee` = the officer who has it on the desk (`person:<id>`), for officers alone. */
  steps: {
    id: string;
    kind: string;
    body: string;
    openedAt: string;
    endedAt: string | null;
    outcome: string | null;
    assignee: string | null;
    due: DateView | null;
  }[];
  /** `unheard` = departments that were no longer waited for when the review ended early. */
  review: { n: number; of: number; dissent: string[]; awaited: string[]; unheard: string[] };
  /** Cards that fell; one that was taken back stays, marked. */
  cards: { colour: 'YELLOW' | 'RED'; at: string; isRevoked: boolean }[];
  /** Hash of what a decision made now would rest on. */
  decisionBasis: string;
  /** What one decider proposes, where two decide. */
  proposal: { outcome: 'GRANT' | 'REFUSE'; by: string } | null;
  /** A hearing that is announced and not yet held; `chair` = the officer's id. */
  hearing: { on: string; chair: string } | null;
  /** How many of the experts have scored; their mean only when the panel has ended. */
  experts: { n: number; of: number; mean: number | null } | null;
  escalation: number;
  clock: ClockView;
  /** `bodies` and `steps` = in whose name, and which, where several are open to you. */
  next: { act: string; bodies: string[]; steps: string[] }[];
  /** What a machine finds in the form by the rules of the item (股权激励 alone so far); null = the item has no such rules. */
  check: CheckView | null;
  /** While and after what was accepted is shown to the public: until when, and how many objections wait for an answer. */
  publicity: { from: string; until: string; isOver: boolean; objections: number } | null;
  /** Who receives a copy, by which day, and whether it has gone out and in time. */
  copies: { to: readonly string[]; dueOn: string; isSent: boolean; onTime: boolean | null } | null;
  /** The bundle that the case is a part of, and as which part; null = of none. */
  bundle: { number: string; part: string } | null;
  form: Record<string, unknown>;
  /** Written instruments, oldest first. */
  instruments: ServedLine[];
  /** Open cases of the same applicant for the same item, up to five, as far as you may see them: is it filed twice? */
  similar: { number: string; park: string; status: string; receivedAt: string }[];
  /** Broken promises of the applicant that stand in the credit record, for those who may see them: while one does, none is relied on. */
  credit: { number: string; item: string; park: string; body: string; enteredAt: string }[];
  /** How far the certificate of a grant is; null = none is to come. */
  certificate: 'ORDERED' | 'FAILED' | 'ISSUED' | null;
  /** Which round it is: a refusal that was set aside in reconsideration is decided anew in the next. */
  round: number;
  /** The last day to ask for reconsideration of a refusal; null = nothing was refused, or it was asked for. */
  askReconsiderationBy: string | null;
  /**
   * How long what was granted is good, and the last day to ask for its renewal (null = it is not renewed); null = without an end, or its
   * certificate was given elsewhere.
   */
  licence: { validFrom: string; validTo: string; askBy: string | null } | null;
  timeline: EventView[];
  now: string;
  timeIsMoved: boolean;
}

/** The answer to an act: the stored result, and today's view. */
export interface ActResult {
  number: string;
  status: string;
  seq: number;
  replayed: boolean;
  view: CaseView;
}

/** A line of a work queue. */
export interface TaskView {
  number: string;
  step: string;
  kind: string;
  queue: string;
  item: string;
  park: string;
  applicant: string;
  openedAt: string;
  dueAt: string | null;
  card: 'YELLOW' | 'RED' | null;
  /** The officer who has it on the desk (`person:<id>`); null = free for anybody of the body. */
  assignee: string | null;
}

/** A line of the list of an applicant's own cases. `dueOn` = the earlier of promise and statute, null while no clock runs. */
export interface CaseRow {
  number: string;
  item: string;
  park: string;
  applicant: string;
  status: string;
  receivedAt: string;
  dueOn: string | null;
  endedAt: string | null;
}

/**
 * What anybody may read of a case while it is shown to the public (公示): whose application for which item, who decides and in whose name,
 * from which day to which. `applicant` = its name, masked where it is that of a natural person, or its credit code.
 */
export interface PublicityRow {
  number: string;
  item: Both & { code: string };
  park: Both & { code: string };
  applicant: Both;
  owner: Both & { body: string };
  inNameOf: Both & { body: string };
  from: string;
  until: { on: string; provisional: boolean };
}
type Both = InstrumentLine['title'];

/** A page of a list; `next` is the cursor of the following page, or null. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** A page of work, with the business time that its dates are to be compared with. */
export interface TaskPage extends Page<TaskView> {
  now: string;
  timeIsMoved: boolean;
}

/** A hint on core NATS: which case changed and whom it concerns. Never facts. */
export interface Hint {
  number: string;
  seq: number;
  bodies: string[];
}

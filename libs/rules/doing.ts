// An act on its way through the rules: what people give with it, what its event tells, and what its heart works on.
import { type Limit, type StopReason } from './clock';
import { type Definition } from './definition';
import { type ActName } from './lifecycle';
import {
  type CalendarMove,
  type CaseState,
  type LegalDate,
  type Paper,
  type Parties,
  type RuleCheck,
  type ServiceMethod,
  type Step,
} from './state';
import { type Calendar, type CivilDate } from './workday';

/** Codes and ids alone: names and texts lie beside the event, so that a person can be erased without breaking the chain. */
export interface ActData extends Partial<CalendarMove> {
  parties?: Parties;
  /** The document that delegates the item to the park; null = a past case from before any did. */
  delegation?: string | null;
  /** What is to be corrected, or of a certificate was, as JSON pointers into the form; null = something that no field holds. */
  items?: readonly (string | null)[];
  /** Has the office given its reason, for a second notice of correction, or for what it recorded of service before? */
  isReasoned?: boolean;
  reason?: StopReason;
  /** How long the special procedure is to take, or by how much the limit is extended: in working days, in the limit's own unit. */
  days?: number;
  /** Who reviews by the form as it was corrected. */
  reviewers?: readonly string[];
  check?: RuleCheck;
  /** The day in the form from which the time for copies runs. */
  copyFrom?: CivilDate;
  body?: string;
  /** Bodies that are asked once more. */
  bodies?: readonly string[];
  /** Which open step an act is about, by its id, where it is about one alone. */
  step?: string;
  /** Of an act that a deputy did (代理): the officer in whose place, as actors are written. */
  inPlaceOf?: string;
  /** To whom a step is handed, as actors are written. */
  assignee?: string;
  /** Persons by id: who made the site check. */
  officers?: readonly string[];
  /** The day of a hearing, of service, or by which the owner mends what is supervised; and the person who chairs the hearing. */
  on?: CivilDate;
  chair?: string;
  /** Bodies of one expert each (`expert:<code>`), and what one of them gives: 0 to 100. */
  experts?: readonly string[];
  score?: number;
  /** The expert whom the body that decides releases from the panel; who steps back does so in the name of the own `body`. */
  expert?: string;
  /** Which written instruments were served or handed out, and how. */
  papers?: readonly Paper[];
  method?: ServiceMethod | 'NONE';
  card?: 'YELLOW' | 'RED';
  /** Why a licence is withdrawn (行政许可法 8). */
  ground?: 'LAW_CHANGED' | 'CIRCUMSTANCES_CHANGED';
  verdict?: 'AGREE' | 'DISAGREE';
  outcome?: 'GRANT' | 'REFUSE';
  /** What reconsideration comes to: the refusal stands (维持), or is set aside and decided anew (撤销重作). */
  ruling?: 'UPHELD' | 'REMANDED';
  /** Whether the answer to supervision is accepted. */
  finding?: 'ACCEPTED' | 'NOT_ACCEPTED';
  /** Hash of what a proposal or a decision rests on: form, opinions, what the machine found. */
  basis?: string;
  dissentHandled?: boolean;
  objectionsHandled?: boolean;
  hearingHandled?: boolean;
  level?: number | null;
  /** Of a filing that is a part of a bundle (一件事): the number of the bundle. */
  bundle?: string;
  /** Code of the error for which the machine gave its work up. */
  fault?: string;
}

/** An act on a case at an instant: of a person (`by` = `person:<id>`), of time (`time`) or of the machine (`machine`). */
export interface Act {
  act: ActName;
  at: number;
  by: string;
  data: ActData;
}

/** A limit as the figures need it: with the working days that it comes to from the day of filing. */
export type MeasuredLimit = Limit & { workdays: number };

/** Work that an event tells of: opened by it, still owed when a card is given or its day moves, or fallen away when the applicant withdraws. */
export type ToldWork = Pick<Step, 'kind' | 'body'>;

/** What an event tells beside the act's own data. */
export interface Told {
  /** Of a review, and of experts: how many have answered, of how many. Of a correction: which notice it is. */
  n?: number;
  of?: number;
  /** Of a notice of correction: whose time runs meanwhile. */
  counts?: 'APPLICANT' | 'OFFICE';
  limits?: { statutory: MeasuredLimit; promised: MeasuredLimit };
  /** Of an end: net working days; of a decision also whether it came before the promised instant. */
  net?: number;
  onTime?: boolean;
  /** Of a term that is given: its last day. */
  until?: Pick<LegalDate, 'dueOn' | 'provisional'>;
  /** Of copies: to whom they went; `dueOn` = by which day they had to. Of supervision: the departments that supervise by now. */
  to?: readonly string[];
  /** Whose work opens, is still owed, or falls away (`steps.ts`), and by which day it is due. */
  work?: readonly ToldWork[];
  dueOn?: CivilDate;
}

/** An act that is being applied to a state of its own. */
export interface Doing {
  state: CaseState;
  act: Act;
  definition: Definition;
  calendar: Calendar;
}

/** What an act does to the state that it is given, and what its event tells beside its data. @throws Refusal */
export type Heart = (doing: Doing) => Told | undefined;

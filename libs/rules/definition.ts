// What the law needs to know of an item (事项). It is pinned in the case when it is filed: later rules never alter a running case.
import { type Limit, type StopReason } from './clock';

/** Where the statutory clock of an item starts: 建筑法 8 counts from receipt, 行政许可法 42 from acceptance. */
export type ClockStart = 'RECEIPT' | 'ACCEPTANCE';

/** One level of escalation (逐级督办): so many working days after the due date, that body supervises as well. */
export interface EscalationLevel {
  workdaysAfterDue: number;
  to: string;
}

/** A special procedure (特别程序) that stops the clock, with the longest time that the item's law gives it. */
export interface SpecialProcedure {
  reason: StopReason;
  limit: Limit;
}

/** The rules of one version of an item, as data from `seeds/items/`. `reviewers` are bodies such as `dept:fire`. */
export interface Definition {
  code: string;
  version: string;
  start: ClockStart;
  statutory: Limit;
  promised: Limit;
  acceptance: Limit;
  /** How far the head may extend the limit, once (行政许可法 42); null = not at all. */
  extension: Limit | null;
  /** Special procedures for which the item's law sets a limit; the others last as long as the office has told. */
  special: readonly SpecialProcedure[];
  /** Decided by the machine as soon as it is filed complete (即办). */
  onTheSpot: boolean;
  reviewers: readonly string[];
  escalation: readonly EscalationLevel[];
}

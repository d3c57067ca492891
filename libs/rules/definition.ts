// What the law needs to know of an item (事项). It is pinned in the case when it is filed: later rules never alter a running case.
import { type Limit } from './clock';

/** Where the statutory clock of an item starts: 建筑法 8 counts from receipt, 行政许可法 42 from acceptance. */
export type ClockStart = 'RECEIPT' | 'ACCEPTANCE';

/** One level of escalation (逐级督办): so many working days after the due date, that body supervises as well. */
export interface EscalationLevel {
  workdaysAfterDue: number;
  to: string;
}

/** The rules of one version of an item, as data from `seeds/items/`. `reviewers` are bodies such as `dept:fire`. */
export interface Definition {
  code: string;
  version: string;
  start: ClockStart;
  statutory: Limit;
  promised: Limit;
  acceptance: Limit;
  reviewers: readonly string[];
  escalation: readonly EscalationLevel[];
}

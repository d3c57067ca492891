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

/** Stands for the park that a case is filed in, where an item names a body for every park. */
export const PARK_ITSELF = 'park:*';

/**
 * A co-reviewing body such as `dept:fire`. `when` = JSON Schema that the form must fit for the body to be asked; null = always.
 * `within` = how long its review may take before it is overdue; `silence` = after so long its silence counts as consent (默认同意).
 * Absent = no limit of its own, and silence is none.
 */
export interface Reviewer {
  body: string;
  when: object | null;
  within?: Limit | null;
  silence?: Limit | null;
}

/** Bodies that receive a copy of what is filed, at the latest so long after the day that stands in the form at `from` (JSON pointer). */
export interface Copies {
  to: readonly string[];
  within: Limit;
  from: string;
}

/**
 * The certificate that a grant gives (行政许可法 39). `type` = its 21 places in an identifier (GB/T 36904), `fields` = what it shows of
 * the form (JSON pointers), `validity` = how long it is good, in days, months or years; null = without an end.
 * `notRenewable` = the rule of law that excludes renewal (行政许可法 50); absent = it may be renewed.
 */
export interface CertificateRule {
  name: { zh: string; en: string };
  type: string;
  fields: readonly string[];
  validity: Limit | null;
  notRenewable?: string;
}

/** The rules of one version of an item, as data from `seeds/items/`. */
export interface Definition {
  code: string;
  version: string;
  start: ClockStart;
  statutory: Limit;
  promised: Limit;
  acceptance: Limit;
  /** How far the head may extend the limit, once (行政许可法 42); null = not at all. */
  extension: Limit | null;
  /** Handled by several bodies together: then the government's head approves an extension (行政许可法 26, 42); absent = by one. */
  joint?: boolean;
  /** Special procedures for which the item's law sets a limit; the others last as long as the office has told. */
  special: readonly SpecialProcedure[];
  /** Decided by the machine as soon as it is filed complete (即办). */
  onTheSpot: boolean;
  reviewers: readonly Reviewer[];
  /** The lower level that examines first and reports up (行政许可法 43), and how long it has; absent = nobody does. */
  preReview?: { body: string; within: Limit } | null;
  /** Within how long material that is not essential may follow a conditional acceptance (容缺受理); absent = it may not. */
  lateMaterial?: Limit | null;
  /** Within how long what was granted is handed out on paper (行政许可法 44); absent = it is there for the holder as it is issued. */
  delivery?: Limit | null;
  /** Decided on a promise (告知承诺): within how long it is checked, and the longest time to fix what does not hold; absent = never. */
  onPromise?: { check: Limit; fix: Limit } | null;
  /** How many working days before the due date whoever has the work is reminded; absent = not at all. */
  reminder?: number | null;
  /** Decided by two: one proposes, another decides (四眼原则); absent = one is enough. */
  fourEyes?: boolean;
  /** How long what was accepted is shown to the public for objections (公示), beside the reviews; null = not at all. */
  publicity: Limit | null;
  copies: Copies | null;
  /** Rules by which a machine checks the form (`equity.ts`): what breaks them is not agreed to. */
  check: 'equity' | null;
  escalation: readonly EscalationLevel[];
  /** null = the decision itself is all that a grant gives. */
  certificate: CertificateRule | null;
}

/**
 * The bodies that review a case: those of the item whose condition the form fits, each once, in the item's order.
 * `fits` judges a JSON Schema against the form: the rules know no validator.
 */
export function reviewersAsked(definition: Definition, park: string, fits: (schema: object) => boolean): string[] {
  const asked = definition.reviewers.filter(({ when }) => when === null || fits(when));
  return [...new Set(asked.map(({ body }) => bodyIn(park, body)))];
}

/** A body as an item names it, in one park. */
export function bodyIn(park: string, body: string): string {
  return body === PARK_ITSELF ? `park:${park}` : body;
}

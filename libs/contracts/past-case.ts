// A past case as one line of an import or an export: the same form in both directions. Codes, ids and times; a form only on demand.
import { type PersonAct } from '#rules/lifecycle';
import { type ActData } from '#rules/doing';
import { type RuleCheck } from '#rules/state';

/** Acts that a line may tell. Filing is the line itself; what time and the machine do follows from the rules. */
export type PastActName = Exclude<
  PersonAct,
  | 'file'
  | 'retry-work'
  | 'message'
  | 'propose'
  | 'claim'
  | 'release'
  | 'reassign'
  | OnCertificate
  | OnPromise
  | OfPapers
>;
/** What concerns a certificate is told where it was given: past cases order none, and none runs out here. */
type OnCertificate =
  | 'ask-reconsideration'
  | 'decide-reconsideration'
  | 'ask-renewal'
  | 'decide-renewal'
  | 'ask-correction'
  | 'correct-certificate'
  | 'refuse-correction';

/** What rests on a promise is told by what it came to: accepted and granted at once, and revoked. Past cases owe no check. */
type OnPromise =
  | 'give-promise'
  | 'decide-on-promise'
  | 'confirm-promise'
  | 'order-fix'
  | 'report-fix'
  | 'revoke-on-promise'
  | 'repair-credit';
/** No instrument is made out of a past case, so none is served; nor is anybody supervised for what is long over. */
type OfPapers = 'serve' | 'acknowledge-receipt' | 'answer-supervision' | 'close-supervision';

/** What each act of a line may carry beside `act` and `at`; an opinion without `body` is that of all who are still asked. */
export const PAST_ACT_FIELDS: Readonly<Record<PastActName, readonly (keyof PastAct)[]>> = {
  'not-required': [],
  'no-jurisdiction': [],
  accept: [],
  'accept-conditionally': ['items'],
  'bring-late-material': ['form', 'check', 'copyFrom'],
  'refuse-acceptance': [],
  'request-correction': ['items', 'isReasoned'],
  supplement: ['form', 'reviewers', 'check', 'copyFrom'],
  'report-up': ['verdict'],
  opinion: ['body', 'verdict'],
  recirculate: ['bodies'],
  'close-review': [],
  'site-check': ['officers'],
  'tell-interested': ['days'],
  'hear-interested': [],
  'tell-hearing': [],
  'ask-hearing': [],
  'notice-hearing': ['on', 'chair'],
  'record-hearing': [],
  'convene-experts': ['experts', 'days'],
  score: ['score', 'body'],
  recuse: ['body'],
  object: [],
  pause: ['reason', 'days'],
  resume: [],
  extend: ['days'],
  decide: ['outcome', 'dissentHandled', 'objectionsHandled', 'hearingHandled'],
  withdraw: [],
  deliver: ['method'],
  'surrender-licence': [],
  'withdraw-licence': ['ground'],
  revoke: [],
  'revoke-card': ['card'],
};

/** What a form means for the procedure, for lines without the form itself. */
export interface FormFacts {
  reviewers?: readonly string[];
  check?: RuleCheck;
  copyFrom?: string;
}

/** One act of a person. `at` = an instant with its offset, or a day (`2016-03-01`), which counts as its noon in Shanghai. */
export interface PastAct
  extends
    FormFacts,
    Omit<
      ActData,
      | 'parties'
      | 'delegation'
      | 'level'
      | 'step'
      | 'basis'
      | 'fault'
      | 'reviewers'
      | 'check'
      | 'copyFrom'
      | 'papers'
      | 'finding'
    > {
  act: PastActName;
  at: string;
  form?: Record<string, unknown>;
}

/** One line: a case under the number that it had where it comes from. */
export interface PastCase extends FormFacts {
  /** Where the number comes from, and the number: together they are imported once. */
  source: string;
  ref: string;
  item: string;
  park: string;
  /** Unified social credit code. */
  applicant: string;
  /** Code of the department that decided before a delegation gave the item to the park; else absent. */
  decidedBy?: string;
  filedAt: string;
  /** Either the form, or what it meant (`reviewers`, `check`, `copyFrom`). */
  form?: Record<string, unknown>;
  acts: PastAct[];
}

/** The columns of a CSV file, in the order of an export. An import may leave out what it does not need, in any order. */
export const COLUMNS = [
  'source',
  'ref',
  'item',
  'park',
  'applicant',
  'decidedBy',
  'filedAt',
  'correctionAskedAt',
  'supplementedAt',
  'acceptedAt',
  'reviewedAt',
  'pausedFrom',
  'pausedTo',
  'pauseReason',
  'pauseDays',
  'extendedAt',
  'extendedDays',
  'decidedAt',
  'outcome',
  'acts',
  'form',
  'reviewers',
  'check',
  'copyFrom',
] as const;
/** One of them. */
export type Column = (typeof COLUMNS)[number];
/** A row by its columns; an empty cell is absent. */
export type Row = Partial<Record<Column, string>>;

const code = (longest: number) => ({ type: 'string', pattern: `^[0-9A-Za-z-]{1,${longest}}$` });
const when = { type: 'string', maxLength: 40 };
const form = { type: 'object' };
const body = { type: 'string', pattern: '^[a-z]+(:[0-9a-z-]{1,32})?$' };
const reviewers = { type: 'array', maxItems: 50, uniqueItems: true, items: body };
const copyFrom = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' };
const person = { type: 'string', pattern: '^[0-9A-Za-z-]{1,64}$' };
const rule = { type: 'string', pattern: '^[0-9A-Za-z_.@-]{1,64}$' };
const check = {
  type: 'object',
  required: ['ruleSet', 'verdict', 'broken'],
  additionalProperties: false,
  properties: {
    ruleSet: rule,
    verdict: { enum: ['PASS', 'FAIL', 'REVIEW'] },
    broken: { type: 'array', maxItems: 100, items: rule },
  },
};
// Begins with a letter or a digit, so that no spreadsheet takes it for a formula.
const foreign = { type: 'string', pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}〔〕（）()/._ -]{0,99}$' };

/** JSON Schema (2020-12) of a line. */
export const PAST_CASE_SCHEMA = {
  type: 'object',
  required: ['source', 'ref', 'item', 'park', 'applicant', 'filedAt', 'acts'],
  additionalProperties: false,
  properties: {
    source: foreign,
    ref: foreign,
    item: code(32),
    park: { type: 'string', pattern: '^[a-z0-9-]{1,32}$' },
    applicant: { type: 'string', maxLength: 40 },
    decidedBy: { type: 'string', pattern: '^[a-z0-9-]{1,32}$' },
    filedAt: when,
    form,
    reviewers,
    check,
    copyFrom,
    acts: {
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        required: ['act', 'at'],
        properties: {
          act: { enum: Object.keys(PAST_ACT_FIELDS) },
          at: when,
          body,
          verdict: { enum: ['AGREE', 'DISAGREE'] },
          outcome: { enum: ['GRANT', 'REFUSE'] },
          dissentHandled: { const: true },
          objectionsHandled: { const: true },
          hearingHandled: { const: true },
          bodies: { type: 'array', minItems: 1, maxItems: 50, uniqueItems: true, items: body },
          officers: { type: 'array', minItems: 1, maxItems: 20, uniqueItems: true, items: person },
          on: copyFrom,
          chair: person,
          experts: { type: 'array', minItems: 1, maxItems: 30, uniqueItems: true, items: body },
          score: { type: 'number', minimum: 0, maximum: 100 },
          method: { enum: ['COUNTER', 'POST', 'PROXY', 'PUBLIC_NOTICE'] },
          card: { enum: ['YELLOW', 'RED'] },
          ground: { enum: ['LAW_CHANGED', 'CIRCUMSTANCES_CHANGED'] },
          isReasoned: { const: true },
          items: {
            type: 'array',
            minItems: 1,
            maxItems: 50,
            items: { type: ['string', 'null'], pattern: '^(/[^/]{1,100}){1,6}$' },
          },
          reason: { type: 'string', pattern: '^[a-z-]{1,32}$' },
          days: { type: 'integer', minimum: 1, maximum: 1000 },
          form,
          reviewers,
          check,
          copyFrom,
        },
        additionalProperties: false,
        allOf: Object.entries(PAST_ACT_FIELDS).map(([act, fields]) => ({
          if: { properties: { act: { const: act } } },
          then: { propertyNames: { enum: ['act', 'at', ...fields] } },
        })),
      },
    },
  },
} as const;

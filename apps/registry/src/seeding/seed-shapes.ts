// What a seed file looks like: the TypeScript type of each row beside the JSON Schema that it is checked against.
import { type CopiesView, type LimitsView, type LimitView, type ReviewerView } from '#contracts/registry.dto';
import { type Role } from '#rules/access';
import { type BundlePart } from '#rules/bundle';
import { CLOCK_STOPS_ON, type StopReason } from '#rules/clock';
import { type CertificateRule, type Definition } from '#rules/definition';
import { type DelegationMode } from '#rules/lists';
import { type DepartmentKind } from '../catalogue/department.entity';
import { type Standing, type Texts } from '../catalogue/texts';

/** Every row says what it rests on, and whether somebody compared it with that. */
export interface Founded {
  source: string;
  standing: Standing;
}

/** `seeds/parks.json` */
export type ParkSeed = Founded & { code: string; name: Texts; pilot: Standing; windowOnly: boolean };

/** `seeds/departments.json` */
export type DepartmentSeed = Founded & {
  code: string;
  name: Texts;
  kind: DepartmentKind;
  /** What it guards: its silence is never consent, and nothing that is its matter is decided on a promise. */
  guards?: 'safety' | 'environment' | 'health';
};

/** `seeds/items/<code>.json`; `from` is the first day on which this version is in force. */
export interface ItemSeed extends Founded, Pick<Definition, 'code' | 'version' | 'start' | 'onTheSpot' | 'check'> {
  from: string;
  family: 'delegated' | 'talent' | 'equity' | 'project';
  name: Texts;
  department: string;
  limits: Omit<LimitsView, 'special'> & { special: (LimitsView['special'][number] & { reason: StopReason })[] };
  reviewers: (Founded & {
    body: string;
    when: ReviewerView['when'];
    within?: LimitView | null;
    silence?: LimitView | null;
  })[];
  /** The lower level that examines first (行政许可法 43). */
  preReview?: { body: string; within: LimitView } | null;
  reminder?: (Founded & { workdaysBefore: number }) | null;
  /** Decided by two. */
  fourEyes?: Founded | null;
  /** Handled by several bodies together (联合办理、集中办理, 行政许可法 26, 42). */
  joint?: Founded | null;
  copies: CopiesView | null;
  escalation: (Founded & { workdaysAfterDue: number; to: string })[];
  /** `notRenewable` excludes renewal by a rule of its own, which it names (行政许可法 50): without one it may be renewed. */
  certificate:
    | (Founded &
        Omit<CertificateRule, 'validity' | 'notRenewable'> & {
          validity: LimitView | null;
          notRenewable?: (Founded & { basis: string }) | null;
        })
    | null;
  form: Record<string, unknown>;
  example: Record<string, unknown>;
}

/** `seeds/bundles/<code>.json`; `from` is the first day on which this version is in force, `demo` marks what is invented. */
export interface BundleSeed extends Founded {
  code: string;
  version: string;
  from: string;
  name: Texts;
  parts: (BundlePart & Founded)[];
  demo: boolean;
}

/** `seeds/credit-codes.json`: the credit codes of bodies that issue certificates. */
export type CreditCodeSeed = Founded & { body: string; uscc: string };

/** `seeds/delegations.json`; `to` is the first day without. */
export interface DelegationSeed extends Founded {
  item: string;
  park: string;
  department: string;
  mode: DelegationMode;
  document: string;
  from: string;
  to: string | null;
}

/** `seeds/enterprises.json` */
export type EnterpriseSeed = Founded & { uscc: string; name: Texts; demo: true };

/** A row of `seeds/people.json`. Real people are not seeded: every row is invented. */
export interface PersonSeed extends Founded {
  id: string;
  user: string;
  name: string;
  /** Where notices are mailed to; null = in the inbox alone. */
  mail: string | null;
  language: 'zh' | 'en';
  mandates: { role: Role; body: string; from: string; to: string | null }[];
  demo: true;
}

/** `seeds/people.json` */
export interface PeopleSeed {
  demoPassword: string;
  people: PersonSeed[];
}

const text = { type: 'string', minLength: 1, pattern: '\\S' };
const code = { type: 'string', pattern: '^[a-z0-9-]{1,32}$' };
const date = { type: 'string', format: 'date' };
const endDate = { type: ['string', 'null'], format: 'date' };
const standing = { enum: ['verified', 'assumed'] };
const texts = row({ zh: text, en: text });
const body = {
  type: 'string',
  pattern: '^(dept|park|window|enterprise|expert):[0-9A-Za-z-]{1,32}$|^park:[*]$|^commission$|^installation$',
};
const founded = { source: text, standing };
const count = { type: 'integer', minimum: 1 };
const limitFields = { value: count, unit: { enum: ['workday', 'day', 'month', 'year'] }, basis: text, ...founded };
const limit = row(limitFields);

function orNull(schema: object) {
  return { oneOf: [schema, { type: 'null' }] };
}
/** Every property is demanded but those of `optional`, which most rows have no word about. */
function row(demanded: Record<string, object>, optional: Record<string, object> = {}) {
  const properties = { ...demanded, ...optional };
  return { type: 'object', additionalProperties: false, required: Object.keys(demanded), properties };
}
function rows(demanded: Record<string, object>, optional: Record<string, object> = {}) {
  return { type: 'array', items: row(demanded, optional) };
}

/** One JSON Schema a kind of seed file. */
export const SEED_SCHEMAS = {
  parks: rows({ code, name: texts, pilot: standing, windowOnly: { type: 'boolean' }, ...founded }),
  departments: rows(
    { code, name: texts, kind: { enum: ['DELEGATING', 'CO_REVIEWING', 'COMMISSION', 'AUTHORITY'] }, ...founded },
    { guards: { enum: ['safety', 'environment', 'health'] } },
  ),
  item: row(
    {
      code: { type: 'string', pattern: '^[0-9A-Za-z-]{1,32}$' },
      version: text,
      from: date,
      family: { enum: ['delegated', 'talent', 'equity', 'project'] },
      name: texts,
      department: code,
      start: { enum: ['RECEIPT', 'ACCEPTANCE'] },
      onTheSpot: { type: 'boolean' },
      limits: row(
        {
          acceptance: limit,
          statutory: limit,
          promised: limit,
          publicity: orNull(limit),
          special: rows({ reason: { enum: [...CLOCK_STOPS_ON] }, ...limitFields }),
        },
        {
          extension: orNull(limit),
          lateMaterial: orNull(limit),
          delivery: orNull(limit),
          onPromise: orNull(row({ check: limit, fix: limit, ...founded })),
        },
      ),
      // A condition is a schema that the form must fit, with the sentence that tells it to people.
      reviewers: rows(
        { body, when: orNull(row({ form: { type: 'object' }, zh: text, en: text })), ...founded },
        { within: orNull(limit), silence: orNull(limit) },
      ),
      copies: orNull(
        row({
          to: { type: 'array', items: body, minItems: 1, uniqueItems: true },
          within: limit,
          from: { type: 'string', pattern: '^(/[^/]+)+$' },
        }),
      ),
      check: { enum: ['equity', null] },
      escalation: rows({ workdaysAfterDue: count, to: body, ...founded }),
      certificate: orNull(
        row(
          {
            name: texts,
            type: { type: 'string', pattern: '^[0-9A-Z]{21}$' },
            fields: { type: 'array', items: { type: 'string', pattern: '^/[^/]+$' }, uniqueItems: true },
            validity: orNull(row({ ...limitFields, unit: { enum: ['day', 'month', 'year'] } })),
            ...founded,
          },
          { notRenewable: orNull(row({ basis: text, ...founded })) },
        ),
      ),
      form: { type: 'object' },
      example: { type: 'object' },
      ...founded,
    },
    {
      preReview: orNull(row({ body, within: limit })),
      reminder: orNull(row({ workdaysBefore: count, ...founded })),
      fourEyes: orNull(row(founded)),
      joint: orNull(row(founded)),
    },
  ),
  bundle: row({
    code: { type: 'string', pattern: '^[0-9A-Za-z]{1,16}$' },
    version: text,
    from: date,
    name: texts,
    parts: {
      minItems: 2,
      ...rows({
        part: code,
        item: text,
        after: { type: 'array', items: code, uniqueItems: true },
        otherwise: { enum: ['STOP', 'DROP_DEPENDENTS', 'FILE_ANYWAY'] },
        ...founded,
      }),
    },
    demo: { type: 'boolean' },
    ...founded,
  }),
  creditCodes: rows({ body, uscc: text, ...founded }),
  delegations: rows({
    item: text,
    park: code,
    department: code,
    mode: { enum: ['ENTRUST', 'AUTHORISE', 'WINDOW_ONLY'] },
    document: text,
    from: date,
    to: endDate,
    ...founded,
  }),
  enterprises: rows({ uscc: text, name: texts, demo: { const: true }, ...founded }),
  people: row({
    demoPassword: { type: 'string', minLength: 8 },
    people: rows({
      id: { type: 'string', pattern: '^[0-9A-Za-z-]{1,64}$' },
      user: { type: 'string', pattern: '^[a-z0-9.-]{1,100}$' },
      name: text,
      mail: { type: ['string', 'null'], format: 'email' },
      language: { enum: ['zh', 'en'] },
      mandates: rows({
        role: { enum: ['APPLICANT', 'WINDOW', 'REVIEWER', 'EXPERT', 'DECIDER', 'HEAD', 'COMMISSION', 'OPERATOR'] },
        body,
        from: date,
        to: endDate,
      }),
      demo: { const: true },
      ...founded,
    }),
  }),
};

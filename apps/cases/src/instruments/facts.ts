// What a written instrument states: facts as they are given, kind by kind, and the content that is made of them.
import { type StopReason, type Unit } from '#rules/clock';
import { type Instrument } from '#rules/lifecycle';
import { type DelegationMode } from '#rules/lists';
import { type CivilDate } from '#rules/workday';

/** A name in both languages. */
export interface Names {
  zh: string;
  en: string;
}

/** A body that acts, as cases name it: `park:<code>`, `dept:<code>`, `commission`; a government as `government:<code>`. */
export interface ActingBody extends Names {
  body: string;
}

/** Whom an instrument is addressed to; `number` = credit code or number of the identity document. */
export interface Addressee {
  name: string;
  nameEn: string | null;
  number: string;
}

/** An article of law that an instrument rests on. */
export type Basis = Names;

/** What every instrument states. `issuer` makes it out and counts it; `inNameOf` is whose act it is (行政许可法 23, 24). */
export interface CommonFacts {
  case: string;
  item: Names & { code: string };
  park: Names & { code: string };
  issuer: ActingBody;
  inNameOf: ActingBody;
  /** How the park came by its part: entrusted, authorised, or as a window only. */
  mode: DelegationMode;
  addressee: Addressee;
  /** Civil day of receipt of the application. */
  receivedOn: CivilDate;
  /** Civil day of issue, in Asia/Shanghai. */
  issuedOn: CivilDate;
  /** What the item itself rests on; the articles of the kind are added. */
  basis: Basis[];
  /** Random: with it the hash in the QR code tells nothing of a name that was erased or masked. */
  salt: string;
}

/** A due date as told; `provisional` while its year's calendar is not published. */
export interface DueDate {
  on: CivilDate;
  provisional: boolean;
}

/** Where the addressee may turn: for an entrusted power the body above the delegating department, not above the park. */
export interface Appeal {
  appealTo: ActingBody;
}

/** What each kind states beside the common facts. Texts of people are taken over as they are. */
export interface OwnFacts {
  receipt: { materials: string[]; acceptanceDue: DueDate };
  /** `late` = what is to follow a conditional acceptance, and by when. */
  'acceptance-notice': {
    acceptedOn: CivilDate;
    deemed: boolean;
    due: DueDate;
    statutoryDue: DueDate | null;
    late?: { items: { what: string | null; how: string }[]; due: DueDate };
  };
  'not-required-notice': Appeal & { reasons: string };
  'no-jurisdiction-notice': Appeal & { properBody: string; reasons: string | null };
  'non-acceptance-notice': Appeal & { reasons: string };
  /** `what` names the field or document, where it is one. */
  'correction-notice': { items: { what: string | null; how: string }[] };
  /** The dates are null while a special procedure stops the clock. */
  'extension-notice': {
    days: number;
    unit: Unit;
    reason: string;
    /** Name and post; `joint` = the head of the government, not of the body itself. Absent in notices from before they were asked for. */
    approval?: { by: string; joint: boolean };
    dueBefore: DueDate | null;
    dueAfter: DueDate | null;
  };
  /** How long a special procedure takes, in working days. */
  'special-notice': { procedure: StopReason; basis: string; days: number };
  'interested-notice': { parties: string; matter: string; days: number };
  'hearing-right-notice': { matter: string; due: DueDate };
  'hearing-notice': { on: CivilDate; place: string; chair: string };
  'hearing-record': { heldOn: CivilDate; record: string; confirmedBy: string };
  'record-notice': { recordedOn: CivilDate };
  /** `onPromise` = when the promise was given that a grant rests on, and by when it is checked. */
  'written-decision':
    | { outcome: 'GRANT'; reasons: string | null; onPromise?: { givenOn: CivilDate; checkBy: DueDate } }
    | (Appeal & { outcome: 'REFUSE'; reasons: string; remedies: string });
  /** `validTo` = the last day of the time that was asked for, or null for a refusal; `deemed` = nobody decided before the end. */
  'renewal-decision':
    | { outcome: 'GRANT'; deemed: boolean; endedOn: CivilDate; validTo: CivilDate; reasons: string | null }
    | (Appeal & { outcome: 'REFUSE'; endedOn: CivilDate; reasons: string; remedies: string });
  'correction-refusal': Appeal & { reasons: string; remedies: string };
  'recall-decision': Appeal & {
    ground: 'LAW_CHANGED' | 'CIRCUMSTANCES_CHANGED';
    grantedOn: CivilDate;
    reasons: string;
    compensation: string;
  };
  'cancellation-notice': { ground: 'EXPIRED' | 'SURRENDERED'; grantedOn: CivilDate; endedOn: CivilDate };
  /** `fixOrderedOn` = the day of the order that was not followed, where the grant rested on a promise. */
  'revocation-decision': Appeal & { grantedOn: CivilDate; reasons: string; fixOrderedOn?: CivilDate };
  'fix-order': Appeal & { grantedOn: CivilDate; findings: string; fix: string; due: DueDate };
  certificate: {
    title: Names;
    grants: (Names & { value: string })[];
    validFrom: CivilDate;
    validTo: CivilDate | null;
  };
}

/** A paragraph, a labelled text, or a numbered list. */
export type Block =
  { type: 'text'; text: string } | { type: 'field'; label: string; text: string } | { type: 'list'; items: string[] };

/** An instrument's words in one language. */
export interface Wording {
  title: string;
  addressee: string;
  blocks: Block[];
  date: string;
}

/** The kinds of instruments. */
export type InstrumentKind = Instrument;

/** An instrument's content. `id` is its ASCII name, for a certificate the identifier; `number` what stands on paper. */
export type InstrumentContent<K extends InstrumentKind = InstrumentKind> = {
  [Kind in K]: CommonFacts & {
    version: 1;
    kind: Kind;
    id: string;
    number: string;
    epoch: number;
    own: OwnFacts[Kind];
    wording: { zh: Wording; en: Wording };
  };
}[K];

/** A content before its words are found. */
export type Statement<K extends InstrumentKind = InstrumentKind> = {
  [Kind in K]: Omit<InstrumentContent<Kind>, 'wording'>;
}[K];

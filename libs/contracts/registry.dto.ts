// Requests to the registry app and the views it answers with.
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import { type BundlePart } from '#rules/bundle';

/** Signing in. */
export class SignInDto {
  /**
   * User name
   * @example "window.caohejing"
   */
  @IsString()
  @Length(1, 100)
  user: string;

  /** Password */
  @IsString()
  @Length(1, 200)
  password: string;
}

/** Asks for one item of the catalogue. */
export class ItemRequest {
  @IsString()
  @Length(1, 32)
  code: string;
}

/** Asks for a person with the mandates in force now. */
export class PersonRequest {
  @IsString()
  @Length(1, 64)
  person: string;
}

/** Most ids that are named at once. */
export const MOST_NAMES = 200;

/** Asks where people are written to. */
export class ContactsRequest {
  @IsArray()
  @ArrayMaxSize(MOST_NAMES)
  @Length(1, 64, { each: true })
  people: string[];
}

/** Asks what bodies, enterprises and officers are called. */
export class NamesRequest {
  @IsArray()
  @ArrayMaxSize(MOST_NAMES)
  @Matches(/^[0-9A-Za-z:-]{1,64}$/, { each: true })
  of: string[];
}

/** Names by id, as cases hold them: `dept:fire`, `window:caohejing`, `enterprise:<code>`, `person:<id>` of an officer. Unknown ones are left out. */
export interface NamesView {
  names: Record<string, { zh: string; en: string }>;
}

/** Asks who holds office in some bodies; `expert` stands for every expert. */
export class OfficersRequest {
  @IsString()
  @Length(1, 64)
  person: string;

  /** Absent = of all bodies. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(/^[0-9A-Za-z:-]{1,64}$/, { each: true })
  of?: string[];
}

/** Officers of some bodies, with each office that they hold in them. */
export interface OfficersView {
  officers: { person: string; name: string; role: string; body: string }[];
}

/** A limit of the law or of a promise, with what it rests on. */
export interface LimitView {
  value: number;
  unit: 'workday' | 'day' | 'month' | 'year';
  basis: string;
  source: string;
  standing: 'verified' | 'assumed';
}

/** Every limit of an item: how far the one extension may go, how long publicity lasts (null = not at all), and the special procedures that have a limit. */
export interface LimitsView {
  acceptance: LimitView;
  statutory: LimitView;
  promised: LimitView;
  extension: LimitView | null;
  publicity: LimitView | null;
  /** Within how long material may follow a conditional acceptance, and what was granted is handed out on paper; absent = not so. */
  lateMaterial?: LimitView | null;
  delivery?: LimitView | null;
  /** Decided on a promise: within how long it is checked, and the longest time to fix what does not hold; absent = never. */
  onPromise?: (Pick<LimitView, 'source' | 'standing'> & { check: LimitView; fix: LimitView }) | null;
  special: (LimitView & { reason: string })[];
}

/** A co-reviewing body. `when` = asked only by a form that fits this schema, which the sentence tells; null = always. */
export interface ReviewerView {
  body: string;
  name: { zh: string; en: string };
  when: { form: Record<string, unknown>; zh: string; en: string } | null;
}

/** Bodies that receive a copy of what is filed, and within which time after the day at `from` in the form. */
export interface CopiesView {
  to: string[];
  within: LimitView;
  from: string;
}

/** An item in a list. */
export interface ItemRow {
  code: string;
  family: 'delegated' | 'talent' | 'equity' | 'project';
  name: { zh: string; en: string };
  version: string;
  department: string;
}

/** An item with everything an applicant or a script needs. */
export interface ItemView extends ItemRow {
  start: 'RECEIPT' | 'ACCEPTANCE';
  /** Decided by the machine as soon as it is filed complete. */
  onTheSpot: boolean;
  /** Decided by two: one proposes, another decides. */
  fourEyes: boolean;
  limits: LimitsView;
  reviewers: ReviewerView[];
  copies: CopiesView | null;
  /** What the bodies that it names are called: the owning department and whoever receives copies, by `dept:<code>` or `commission`. */
  bodies: Record<string, { zh: string; en: string }>;
  /** Rules by which a machine checks the form. */
  check: 'equity' | null;
  form: Record<string, unknown>;
  example: Record<string, unknown>;
  source: string;
  standing: 'verified' | 'assumed';
}

/** A bundle (一件事) as the catalogue has it: which items are one matter, and in which order they are filed. `demo` = invented. */
export interface BundleKind {
  code: string;
  version: string;
  name: { zh: string; en: string };
  parts: (BundlePart & Pick<LimitView, 'source' | 'standing'>)[];
  demo: boolean;
  source: string;
  standing: 'verified' | 'assumed';
}

/** A park of the zone. */
export interface ParkView {
  code: string;
  name: { zh: string; en: string };
  windowOnly: boolean;
  pilot: 'verified' | 'assumed';
  source: string;
}

/** A person with what he or she may do now; `inPlaceOf` = as the deputy of that officer (`person:<id>`). */
export interface PersonView {
  id: string;
  name: string;
  mandates: { role: string; body: string; inPlaceOf?: string }[];
}

/** A role in a body, as somebody may hold it. */
export class MandateDto {
  @IsString()
  @Length(1, 32)
  role: string;

  @IsString()
  @Length(1, 64)
  body: string;
}

/** Asks who holds any of these mandates today. */
export class HoldersRequest {
  @IsArray()
  @ArrayMaxSize(2_000)
  @ValidateNested({ each: true })
  @Type(() => MandateDto)
  mandates: MandateDto[];
}

/** Each mandate that somebody holds, with the person, and whose it is: of a deputy, the officer's (`person:<id>`). */
export interface HoldersView {
  holders: { role: string; body: string; person: string; holder: string }[];
}

/** Where a person is written to, and in which language; `mail` null = in the inbox alone. */
export interface ContactView {
  person: string;
  name: string;
  mail: string | null;
  language: 'zh' | 'en';
}

/** Of those who are known. */
export interface ContactsView {
  contacts: ContactView[];
}

/** What signing in gives. */
export interface SignInView {
  token: string;
  expiresAt: string;
  person: PersonView;
}

// Filing: the act that opens a case. Item, park and power come from the registry's views in the same transaction.
// 行政许可法 29; the deciding body follows from the delegation in force on the day (23, 24).
import { type EntityManager } from 'typeorm';
import { type FileDto } from '#contracts/acts.dto';
import { type FieldError } from '#contracts/errors';
import { Failure } from '#platform/failure';
import { mayFile, type Mandate } from '#rules/access';
import { inPlaceOf } from '#rules/acting';
import { bodyIn, type Definition } from '#rules/definition';
import { checkUscc, type IdentityVerdict } from '#rules/identity';
import { competence, type Delegation } from '#rules/lists';
import { type ActData } from '#rules/doing';
import { type Parties } from '#rules/state';
import { civilDateOf } from '#rules/workday';
import { type Rulebook } from '../case/rulebook';
import { type AtTheDoorForPeople, type CaseNames, type CaseRecord } from '../case/record';
import { formFacts } from './form-facts';

/** What `cases.at_filing` answers. */
export interface AtFiling {
  now: number;
  ahead: number;
  mandates: Mandate[];
  calendarRev: number;
  serial: number;
  item: { version: string; definition: Definition; form: object } | null;
  park: string | null;
  delegations: Delegation[];
  names: CaseNames;
  /** For a person's view alone. */
  similar?: AtTheDoorForPeople['similar'];
  credit?: AtTheDoorForPeople['credit'];
}

/** In whose name it is filed, where that is not the applicant, as its event tells. */
export type InName = Pick<ActData, 'body' | 'inPlaceOf'>;

/** Who files: a person by id, or the machine, for whoever was let in when the bundle was filed. */
export type Filer = { person: string } | { admitted: InName };

/** A filing that may stand: the record to be, and who is concerned. */
export interface NewCase {
  record: Omit<CaseRecord, 'state'>;
  parties: Parties;
  inName: InName;
  /** What the form means for the procedure, beside who reviews. */
  facts: Pick<ActData, 'check' | 'copyFrom'>;
  at: AtFiling;
}

/**
 * Reads the registry and checks everything a filing must meet; form and applicant faults come all at once.
 * @throws Failure NO_SUCH_ITEM, NO_SUCH_PARK, NO_DELEGATION, NOT_ALLOWED, USCC_INVALID, FORM_INVALID
 */
export async function openCase(
  manager: EntityManager,
  filer: Filer,
  dto: FileDto,
  rulebook: Rulebook,
): Promise<NewCase> {
  const uscc = checkUscc(dto.applicant);
  const person = 'person' in filer ? filer.person : null;
  const [{ at }] = await manager.query<[{ at: AtFiling }]>(
    `SELECT cases.at_filing($1, $2, $3) || cases.names_at_filing($2, $3, $4)${person === null ? '' : FOR_THE_VIEW} AS at`,
    [person, dto.item, dto.park, uscc.valid ? uscc.normalised : null],
  );
  if (!at.item) throw new Failure('NO_SUCH_ITEM', { item: dto.item });
  if (!at.park) throw new Failure('NO_SUCH_PARK', { park: dto.park });
  const today = civilDateOf(at.now);
  const power = competence(at.delegations, dto.item, dto.park, today);
  const applicant = checkApplicant(uscc, dto, at, rulebook);
  const { definition } = at.item;
  const { reviewers, ...facts } = formFacts(definition, { park: dto.park, form: dto.form, filedOn: today }, rulebook);
  const parties: Parties = {
    item: dto.item,
    park: dto.park,
    applicant: `enterprise:${applicant}`,
    window: `window:${dto.park}`,
    owner: power.owner,
    reviewers,
    ...(definition.preReview && { preReviewer: bodyIn(dto.park, definition.preReview.body) }),
  };
  const inName = 'person' in filer ? inNameOf(filer.person, at.mandates, parties) : filer.admitted;
  const record = {
    number: `${dto.item}-${dto.park}-${today.replaceAll('-', '')}-${String(at.serial).padStart(6, '0')}`,
    item: dto.item,
    itemVersion: at.item.version,
    park: dto.park,
    applicant: parties.applicant,
    owner: power.owner,
    inNameOf: power.inNameOf,
    seq: 0,
    definition,
    delegation: power.delegation,
    lastHash: Buffer.alloc(32),
  };
  return { record, parties, inName, facts, at };
}

const FOR_THE_VIEW = ` || cases.similar_to('enterprise:' || $4, $2, '') || cases.credit_of('enterprise:' || $4)`;

/** Filed at the counter it is in the name of the window. @throws Failure NOT_ALLOWED */
function inNameOf(person: string, mandates: Mandate[], parties: Parties): InName {
  if (!mayFile(mandates, parties)) throw new Failure('NOT_ALLOWED', { allowed: [] });
  const isOwn = mayFile(
    mandates.filter(({ role }) => role === 'APPLICANT'),
    parties,
  );
  const officer = inPlaceOf('file', `person:${person}`, mandates, { parties, steps: [] });
  return { ...(!isOwn && { body: parties.window }), ...(officer !== undefined && { inPlaceOf: officer }) };
}

function checkApplicant(uscc: IdentityVerdict, dto: FileDto, at: AtFiling, rulebook: Rulebook): string {
  const formErrors = rulebook.formErrors(dto.item, at.item!.version, at.item!.form, dto.form);
  const errors: FieldError[] = uscc.valid
    ? formErrors
    : [
        {
          pointer: '/applicant',
          code: uscc.reason,
          zh: '统一社会信用代码不正确',
          en: 'is no unified social credit code',
        },
        ...formErrors,
      ];
  if (formErrors.length > 0) throw new Failure('FORM_INVALID', {}, errors);
  if (!uscc.valid) throw new Failure('USCC_INVALID', { reason: uscc.reason }, errors);
  return uscc.normalised;
}

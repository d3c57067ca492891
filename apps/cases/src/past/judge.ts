// One line of an import, judged: who was competent on its day, by which version of the item, and whether its life could have been
// lived by the rules. 行政许可法 23, 24, 42. Whatever the door would refuse is refused here by the same code.
import { type ErrorObject } from 'ajv/dist/2020';
import { type FieldError } from '#contracts/errors';
import { type FormFacts, PAST_CASE_SCHEMA, type PastAct, type PastCase } from '#contracts/past-case';
import { Failure, isErrorCode } from '#platform/failure';
import { formValidator } from '#platform/forms';
import { bodyIn, type Definition, reviewersAsked } from '#rules/definition';
import { checkUscc } from '#rules/identity';
import { competence, departmentBody, type Delegation, isInForce } from '#rules/lists';
import { type Act, type ActData } from '#rules/doing';
import { Refusal } from '#rules/refusal';
import { type Lived, replay } from '#rules/replay';
import { type CaseState, type Parties } from '#rules/state';
import { type CivilDate, civilDateOf, isCivilDate } from '#rules/workday';
import { formFacts } from '../act/form-facts';
import { type Rulebook } from '../case/rulebook';
import { type Books, type Version } from './books';

/** A past case that may stand. `forms` by the act that brought each, the filing first. */
export interface JudgedCase {
  source: string;
  ref: string;
  item: string;
  park: string;
  filedOn: CivilDate;
  version: Version;
  /** As the case pins them: an ended case orders no certificate, its own was given elsewhere. */
  definition: Definition;
  delegation: Delegation | null;
  owner: string;
  inNameOf: string;
  state: CaseState;
  lived: Lived[];
  forms: { act: number; form: Record<string, unknown> }[];
}

const validate = formValidator().compile<PastCase>(PAST_CASE_SCHEMA);

/** @throws Failure or Refusal with the code by which the line is refused. `now` bounds the past. */
export function judge(line: unknown, books: Books, rulebook: Rulebook, now: number): JudgedCase {
  if (!validate(line)) throw new Failure('BAD_INPUT', {}, validate.errors!.slice(0, 1).map(toFieldError));
  const past = line;
  const filedAt = instantOf(past.filedAt, '/filedAt');
  const filedOn = civilDateOf(filedAt);
  const uscc = checkUscc(past.applicant);
  if (!uscc.valid) throw new Failure('USCC_INVALID', { reason: uscc.reason }, [at('/applicant', uscc.reason)]);
  if (!books.parks.includes(past.park)) throw new Failure('NO_SUCH_PARK', { park: past.park });
  const version = versionOf(books, past.item, filedOn);
  const power = powerOf(books, past, filedOn);
  const reading: Reading = { past, version, filedOn, rulebook };
  const { reviewers, ...facts } = factsOfFiling(reading);
  // What was granted in the past was handed out where it was granted: no certificate is ordered here, none runs out, nothing is owed,
  // and who proposed it is not told.
  const definition = { ...version.definition, certificate: null, delivery: null, fourEyes: false };
  const parties: Parties = {
    ...(definition.preReview && { preReviewer: bodyIn(past.park, definition.preReview.body) }),
    item: past.item,
    park: past.park,
    applicant: `enterprise:${uscc.normalised}`,
    window: `window:${past.park}`,
    owner: power.owner,
    reviewers,
  };
  const by = 'import';
  const data = { parties, delegation: power.delegation?.document ?? null, ...facts };
  const dated = actsOf(reading, reviewers, by);
  const bounds = { definition, calendar: books.calendar, until: now };
  const { state, lived } = live({ act: 'file', at: filedAt, by, data }, dated, bounds);
  return {
    ...power,
    source: past.source,
    ref: past.ref,
    item: past.item,
    park: past.park,
    filedOn,
    version,
    definition: state.endedAt === null ? version.definition : definition,
    state,
    lived,
    forms: formsOf(past, lived),
  };
}

/** Replays it; what the law refuses is told by its place in the line. */
function live(filing: Act, dated: readonly { act: Act; place: number }[], bounds: Parameters<typeof replay>[2]) {
  const acts = dated.map(({ act }) => act);
  try {
    return replay(filing, acts, bounds);
  } catch (error) {
    if (!(error instanceof Refusal) || !isErrorCode(error.code)) throw error;
    const n = /^acts\.(\d+)$/.exec(error.path ?? '')?.[1];
    const pointer = n === undefined ? '/filedAt' : `/acts/${dated[Number(n)]!.place}`;
    throw new Failure(error.code, { ...error.params }, [at(pointer, error.code)]);
  }
}

/** A line on its way to a case. */
interface Reading {
  past: PastCase;
  version: Version;
  filedOn: CivilDate;
  rulebook: Rulebook;
}

function versionOf({ versions }: Books, item: string, on: CivilDate): Version {
  const all = versions.filter(({ code }) => code === item);
  if (all.length === 0) throw new Failure('NO_SUCH_ITEM', { item });
  const version = all.find(({ from }) => from <= on);
  if (!version) throw new Failure('ITEM_NOT_IN_FORCE', { item, on }, [at('/filedAt', 'ITEM_NOT_IN_FORCE')]);
  return version;
}

/** Before the delegation the city's office decided in its own name, and the line says which. */
function powerOf(
  { delegations, bodies }: Books,
  { item, park, decidedBy }: PastCase,
  on: CivilDate,
): Pick<JudgedCase, 'owner' | 'inNameOf' | 'delegation'> {
  if (decidedBy === undefined) return competence(delegations, item, park, on);
  const isDelegated = delegations.some((row) => row.item === item && row.park === park && isInForce(row, on));
  if (isDelegated) throw new Failure('ALREADY_DELEGATED', {}, [at('/decidedBy', 'ALREADY_DELEGATED')]);
  const office = departmentBody(decidedBy);
  if (!bodies.includes(office)) throw new Failure('NO_SUCH_BODY', { body: office }, [at('/decidedBy', 'NO_SUCH_BODY')]);
  return { owner: office, inNameOf: office, delegation: null };
}

type Meaning = Pick<ActData, 'check' | 'copyFrom'> & { reviewers: readonly string[] };

function factsOfFiling(reading: Reading): Meaning {
  const { past, version } = reading;
  const { check, copies } = version.definition;
  // Without its form, a case of an item that is checked by its form must at least say what was found.
  if (!past.form && check && !past.check) throw new Failure('BAD_INPUT', {}, [at('/check', 'REQUIRED')]);
  if (!past.form && copies && !past.copyFrom) throw new Failure('BAD_INPUT', {}, [at('/copyFrom', 'REQUIRED')]);
  const { reviewers = askedBy(reading), ...facts } = meaningOf(reading, past, '');
  return { ...facts, reviewers };
}

/** Whoever is always asked, and whoever answered. */
function askedBy({ past, version: { definition } }: Reading): string[] {
  const always = reviewersAsked(definition, past.park, () => false);
  const answered = past.acts.map(({ body }) => body);
  return reviewersAsked(definition, past.park, () => true).filter(
    (body) => always.includes(body) || answered.includes(body),
  );
}

/** What a form means, or what the line says that it meant; a line cannot say both. */
function meaningOf(
  { version, past: { park }, filedOn, rulebook }: Reading,
  { form, reviewers, check, copyFrom }: FormFacts & { form?: Record<string, unknown> },
  pointer: string,
): Partial<Meaning> {
  const { code, version: name, definition } = version;
  if (form) {
    if (reviewers ?? check ?? copyFrom) throw new Failure('BAD_INPUT', {}, [at(`${pointer}/form`, 'EITHER')]);
    const errors = rulebook.formErrors(code, name, version.form, form);
    if (errors.length > 0) {
      throw new Failure(
        'FORM_INVALID',
        {},
        errors.map((one) => ({ ...one, pointer: pointer + one.pointer })),
      );
    }
    return formFacts(definition, { park, form, filedOn }, rulebook);
  }
  const all = reviewersAsked(definition, park, () => true);
  if (reviewers?.some((body) => !all.includes(body)))
    throw new Failure('BAD_INPUT', {}, [at(`${pointer}/reviewers`, 'REVIEWER')]);
  if (copyFrom !== undefined && !isCivilDate(copyFrom))
    throw new Failure('BAD_INPUT', {}, [at(`${pointer}/copyFrom`, 'DATE')]);
  return {
    ...(reviewers && { reviewers }),
    ...(check && definition.check && { check }),
    ...(copyFrom && definition.copies && { copyFrom }),
  };
}

/** The acts as the rules know them, each with its place in the line; an opinion of nobody in particular is that of all still asked. */
function actsOf(reading: Reading, reviewers: readonly string[], by: string): { act: Act; place: number }[] {
  const dated = reading.past.acts.map((said, place) => ({ said, place, at: instantOf(said.at, `/acts/${place}/at`) }));
  let asked = [...reviewers];
  return dated
    .sort((a, b) => a.at - b.at)
    .flatMap(({ said, place, at: instant }) => {
      const { act: name, ...carried } = said;
      const data = factsOf(carried);
      const one = (more: ActData) => ({ act: { act: name, at: instant, by, data: more }, place });
      if (name === 'supplement') {
        const meant = meaningOf(reading, said, `/acts/${place}`);
        asked = [...(meant.reviewers ?? asked)];
        return [one(meant)];
      }
      if (name !== 'opinion') return [one(data)];
      const bodies = said.body === undefined ? asked : [said.body];
      asked = asked.filter((body) => !bodies.includes(body));
      return bodies.map((body) => one({ verdict: said.verdict, body }));
    });
}

function formsOf({ form, acts }: PastCase, lived: readonly Lived[]): JudgedCase['forms'] {
  const brought = [form, ...supplements(acts).map((act) => act.form)];
  const places = lived.flatMap(({ act }, i) => (act === 'file' || act === 'supplement' ? [i] : []));
  return places.flatMap((act, n) => (brought[n] ? [{ act, form: brought[n] }] : []));
}

const supplements = (acts: readonly PastAct[]) =>
  acts.filter(({ act }) => act === 'supplement').sort((a, b) => instantOf(a.at, '') - instantOf(b.at, ''));

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Epoch ms. A day counts as its noon: every clock counts whole days. @throws Failure `BAD_INPUT` */
function instantOf(text: string, pointer: string): number {
  const day = INSTANT.exec(text)?.[1] ?? text;
  if (!isCivilDate(day)) throw new Failure('BAD_INPUT', {}, [at(pointer, 'INSTANT')]);
  return Date.parse(day === text ? `${text}T12:00:00+08:00` : text);
}

const at = (pointer: string, code: string): FieldError => ({ pointer, code, zh: '填写有误', en: 'is wrong' });

function toFieldError({ instancePath, keyword, params, message, propertyName }: ErrorObject): FieldError {
  const { missingProperty: missing, additionalProperty } = params as Record<string, string | undefined>;
  const unknown = additionalProperty ?? propertyName;
  const name = missing ?? unknown;
  const tail = name === undefined ? '' : `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const code = missing !== undefined ? 'REQUIRED' : unknown !== undefined ? 'UNKNOWN_FIELD' : keyword.toUpperCase();
  return { pointer: instancePath + tail, code, zh: '填写有误', en: message ?? 'is wrong' };
}

/** What of an act is neither its instant nor a form, which goes beside the events. */
function factsOf(carried: Omit<PastAct, 'act'>): ActData {
  return Object.fromEntries(Object.entries(carried).filter(([name]) => name !== 'at' && name !== 'form'));
}

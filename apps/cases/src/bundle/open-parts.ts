// What the filing of a bundle must meet: all its parts, each with its park and its form, all checked before any is filed.
import { type EntityManager } from 'typeorm';
import { type BundlePartDto, type FileBundleDto } from '#contracts/bundles.dto';
import { type ErrorCode, type FieldError } from '#contracts/errors';
import { Failure, toWire } from '#platform/failure';
import { bodiesConcerned } from '#rules/access';
import { type BundlePart } from '#rules/bundle';
import { type NewCase, openCase } from '../act/filing';
import { type Rulebook } from '../case/rulebook';
import { type PartRecord } from './bundle-record';

/** A part that may be filed: as it will stand in the record, its form, and what was found for it. */
export interface OpenedPart {
  record: PartRecord;
  form: Record<string, unknown>;
  opened: NewCase;
}

/**
 * Each part as it could be filed now, in the order of the bundle; faults of all forms come at once, by JSON pointers into the request.
 * @throws Failure BAD_INPUT for parts that are missing or too many, FORM_INVALID, USCC_INVALID; NO_DELEGATION, NO_SUCH_PARK and NOT_ALLOWED
 * with the part that it is about
 */
export async function openParts(
  manager: EntityManager,
  person: string,
  parts: readonly BundlePart[],
  dto: FileBundleDto,
  rulebook: Rulebook,
): Promise<OpenedPart[]> {
  const places = placesOf(parts, dto.parts);
  const opened: OpenedPart[] = [];
  const faults: { code: ErrorCode; params: Record<string, unknown>; errors: FieldError[] }[] = [];
  for (const [n, { part, item, after, otherwise }] of parts.entries()) {
    const place = places[n]!;
    const { park, form } = dto.parts[place]!;
    try {
      const found = await openCase(manager, { person }, { item, park, applicant: dto.applicant, form }, rulebook);
      const none = { number: null, status: null, filedAt: null, dropped: null, fault: null, droppedAt: null };
      const record = { part, item, after, otherwise, park, inName: found.inName, ...none };
      opened.push({ record: { ...record, bodies: bodiesConcerned(found.parties) }, form, opened: found });
    } catch (error) {
      const { code, params, errors } = toWire(error);
      if (!errors) throw code === 'INTERNAL' ? error : new Failure(code as ErrorCode, { ...params, part });
      faults.push({ code: code as ErrorCode, params, errors: errors.map((one) => inRequest(one, place)) });
    }
  }
  const [first] = faults;
  if (!first) return opened;
  // The applicant is one for all: said once.
  const all = faults.flatMap(({ errors }) => errors);
  const isFirst = ({ pointer, code }: FieldError, at: number) =>
    all.findIndex((one) => one.pointer === pointer && one.code === code) === at;
  throw new Failure(first.code, first.params, all.filter(isFirst));
}

const inRequest = (error: FieldError, place: number): FieldError =>
  error.pointer === '/applicant' ? error : { ...error, pointer: `/parts/${place}${error.pointer}` };

/** Where each part of the bundle stands in the request. @throws Failure BAD_INPUT when one is missing, unknown or there twice */
function placesOf(parts: readonly BundlePart[], given: readonly BundlePartDto[]): number[] {
  const names = given.map(({ part }) => part);
  const missing = parts.filter(({ part }) => !names.includes(part));
  const faults: FieldError[] = [
    ...missing.map(({ part }) => ({
      ...{ pointer: '/parts', code: 'PART_MISSING', zh: `缺少事项 ${part}`, en: `the part ${part} is missing` },
    })),
    ...names.flatMap((name, n) => {
      const pointer = `/parts/${n}/part`;
      if (names.indexOf(name) < n)
        return [{ pointer, code: 'PART_TWICE', zh: '同一事项重复', en: 'stands there twice' }];
      const isKnown = parts.some(({ part }) => part === name);
      return isKnown ? [] : [{ pointer, code: 'PART_UNKNOWN', zh: '套餐中没有该事项', en: 'is no part of the bundle' }];
    }),
  ];
  if (faults.length > 0) throw new Failure('BAD_INPUT', {}, faults);
  return parts.map(({ part }) => names.indexOf(part));
}

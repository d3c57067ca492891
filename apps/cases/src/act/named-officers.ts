// Whom an act names must be there, and not be concerned (回避): officers by their ids, experts by the bodies of one that stand for them.
import { type EntityManager } from 'typeorm';
import { Failure } from '#platform/failure';
import { type ActData } from '#rules/doing';

interface Found {
  person: string;
  name: string;
  body: string;
  isConcerned: boolean;
}

const IN_FORCE = `WITH held AS (
    SELECT m.person, m.role, m.body FROM registry_api.mandate m, cases.china_date(platform.business_now()) today
    WHERE m.valid_from <= today AND (m.valid_to IS NULL OR m.valid_to > today))
  SELECT o.person, o.name, m.body,
    EXISTS (SELECT FROM held a WHERE a.person = o.person AND a.role = 'APPLICANT' AND a.body = $3) AS "isConcerned"
  FROM registry_api.officer o JOIN held m ON m.person = o.person
  WHERE (o.person = ANY($1) OR m.body = ANY($2)) AND m.role <> 'APPLICANT'`;

const FAULTS = {
  NO_SUCH_OFFICER: { code: 'UNKNOWN', zh: '查无此人', en: 'nobody in office' },
  OFFICER_CONCERNED: { code: 'CONCERNED', zh: '属于申请单位，应当回避', en: 'acts for the applicant' },
} as const;

function refuse(code: keyof typeof FAULTS, field: string, officers: readonly string[]): void {
  if (officers.length === 0) return;
  const { en, ...fault } = FAULTS[code];
  throw new Failure(code, { officers }, [{ pointer: `/${field}`, ...fault, en: `${en}: ${officers.join(', ')}` }]);
}

/**
 * The names of the officers whom an act names, by id.
 * @throws Failure at the field that names them: `NO_SUCH_OFFICER`, and `OFFICER_CONCERNED` for whoever acts for the applicant
 */
export async function namedOfficers(
  manager: EntityManager,
  { officers = [], chair, experts = [] }: ActData,
  applicant: string,
): Promise<Record<string, string>> {
  const chairs = chair === undefined ? [] : [chair];
  if (officers.length + chairs.length + experts.length === 0) return {};
  const found = await manager.query<Found[]>(IN_FORCE, [[...officers, ...chairs], experts, applicant]);
  const demand = (field: string, named: readonly string[], by: 'person' | 'body') => {
    const known = (one: string) => found.filter((row) => row[by] === one);
    refuse(
      'NO_SUCH_OFFICER',
      field,
      named.filter((one) => known(one).length === 0),
    );
    refuse(
      'OFFICER_CONCERNED',
      field,
      named.filter((one) => known(one).some(({ isConcerned }) => isConcerned)),
    );
  };
  demand('officers', officers, 'person');
  demand('chair', chairs, 'person');
  demand('experts', experts, 'body');
  return Object.fromEntries(found.map(({ person, name }) => [person, name]));
}

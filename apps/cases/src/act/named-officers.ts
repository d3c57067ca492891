// Whom an act names must be there, and not be concerned (回避): officers by their ids, experts by the bodies of one that stand for them;
// and whoever is handed a step must be able to do it.
import { type EntityManager } from 'typeorm';
import { ERRORS } from '#contracts/errors';
import { Failure } from '#platform/failure';
import { type Mandate, whyNotAssigned } from '#rules/access';
import { type ActData } from '#rules/doing';
import { type CaseState } from '#rules/state';

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
 * @throws Failure at the field that names them: `NO_SUCH_OFFICER`, `OFFICER_CONCERNED` for whoever acts for the applicant, and of whoever is
 * handed a step `ASSIGNEE_WITHOUT_MANDATE` or `OWN_MATTER`
 */
export async function namedOfficers(
  manager: EntityManager,
  { officers = [], chair, experts = [], assignee, step }: ActData,
  { steps, parties }: CaseState,
): Promise<Record<string, string>> {
  if (assignee !== undefined)
    await refuseAssignee(manager, assignee, { step: steps.find(({ id }) => id === step)!, parties });
  const chairs = chair === undefined ? [] : [chair];
  if (officers.length + chairs.length + experts.length === 0) return {};
  const found = await manager.query<Found[]>(IN_FORCE, [[...officers, ...chairs], experts, parties.applicant]);
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

async function refuseAssignee(
  manager: EntityManager,
  assignee: string,
  { step, parties }: Pick<CaseState, 'parties'> & { step: CaseState['steps'][number] },
): Promise<void> {
  const [{ mandates }] = await manager.query<[{ mandates: Mandate[] }]>('SELECT cases.mandates_of($1) AS mandates', [
    assignee.replace('person:', ''),
  ]);
  const code = whyNotAssigned(step, mandates, parties, assignee);
  if (code !== null) throw new Failure(code, {}, [{ pointer: '/to', code, zh: ERRORS[code].zh, en: ERRORS[code].en }]);
}

// Whom an act names must be there: officers by their ids, experts by the bodies of one that stand for them; and whoever is handed a step
// must be able to do it.
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
}

const IN_FORCE = `SELECT o.person, o.name, m.body FROM registry_api.officer o JOIN registry_api.mandate m ON m.person = o.person
  WHERE (o.person = ANY($1) OR m.body = ANY($2)) AND m.role <> 'APPLICANT'
    AND m.valid_from <= (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date
    AND (m.valid_to IS NULL OR m.valid_to > (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date)`;

/**
 * The names of the officers whom an act names, by id.
 * @throws Failure `NO_SUCH_OFFICER`, `ASSIGNEE_WITHOUT_MANDATE` or `OWN_MATTER` at the field that names them
 */
export async function namedOfficers(
  manager: EntityManager,
  { officers = [], chair, experts = [], assignee, step }: ActData,
  { steps, parties }: CaseState,
): Promise<Record<string, string>> {
  if (assignee !== undefined)
    await refuseAssignee(manager, assignee, { step: steps.find(({ id }) => id === step)!, parties });
  const ids = [...officers, ...(chair === undefined ? [] : [chair])];
  if (ids.length + experts.length === 0) return {};
  const found = await manager.query<Found[]>(IN_FORCE, [ids, experts]);
  const demand = (field: string, named: readonly string[], known: readonly string[]) => {
    const unknown = named.filter((one) => !known.includes(one));
    if (unknown.length > 0) {
      throw new Failure('NO_SUCH_OFFICER', { officers: unknown }, [
        { pointer: `/${field}`, code: 'UNKNOWN', zh: '查无此人', en: `nobody in office: ${unknown.join(', ')}` },
      ]);
    }
  };
  const people = found.map(({ person }) => person);
  demand('officers', officers, people);
  demand('chair', chair === undefined ? [] : [chair], people);
  demand(
    'experts',
    experts,
    found.map(({ body }) => body),
  );
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

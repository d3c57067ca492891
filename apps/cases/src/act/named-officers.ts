// Whom an act names must be there: officers by their ids, experts by the bodies of one that stand for them.
import { type EntityManager } from 'typeorm';
import { Failure } from '#platform/failure';
import { type ActData } from '#rules/doing';

interface Found {
  person: string;
  name: string;
  body: string;
}

const IN_FORCE = `SELECT o.person, o.name, m.body FROM registry_api.officer o JOIN registry_api.mandate m ON m.person = o.person
  WHERE (o.person = ANY($1) OR m.body = ANY($2)) AND m.role <> 'APPLICANT'
    AND m.valid_from <= (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date
    AND (m.valid_to IS NULL OR m.valid_to > (platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date)`;

/** The names of the officers whom an act names, by id. @throws Failure `NO_SUCH_OFFICER` at the field that names them */
export async function namedOfficers(
  manager: EntityManager,
  { officers = [], chair, experts = [] }: ActData,
): Promise<Record<string, string>> {
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

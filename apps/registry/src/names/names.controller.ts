// What the ids on a case are called: bodies, enterprises, and the officers who acted. Applicants' own people stay ids.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { NamesRequest, type NamesView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { type Texts } from '../catalogue/texts';

// An officer acts in public, by name; a person who only ever acted for an enterprise is not named here.
const NAMES = `
  SELECT 'dept:' || code AS id, name FROM registry.department WHERE 'dept:' || code = ANY ($1) AND kind <> 'COMMISSION'
  UNION ALL SELECT 'commission', name FROM registry.department WHERE 'commission' = ANY ($1) AND kind = 'COMMISSION'
  UNION ALL SELECT kind || ':' || code, name FROM registry.park, unnest(ARRAY['park', 'window']) kind WHERE kind || ':' || code = ANY ($1)
  UNION ALL SELECT 'enterprise:' || uscc, name FROM registry.enterprise WHERE 'enterprise:' || uscc = ANY ($1)
  UNION ALL SELECT m.body, jsonb_build_object('zh', p.name, 'en', p.name) FROM registry.mandate m JOIN registry.person p ON p.id = m.person
    WHERE m.role = 'EXPERT' AND m.body = ANY ($1)
  UNION ALL SELECT 'person:' || id, jsonb_build_object('zh', name, 'en', name) FROM registry.person
    WHERE 'person:' || id = ANY ($1) AND EXISTS (SELECT FROM registry.mandate m WHERE m.person = id AND m.role <> 'APPLICANT')`;

@Controller()
export class NamesController {
  constructor(private readonly database: DataSource) {}

  @Handle(SUBJECTS.nameList, 'case.read')
  async names(@Payload() { of }: NamesRequest): Promise<NamesView> {
    const rows = await this.database.query<{ id: string; name: Texts }[]>(NAMES, [of]);
    return { names: Object.fromEntries(rows.map(({ id, name }) => [id, name])) };
  }
}

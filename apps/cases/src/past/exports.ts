// Cases and events out of the house, page by page, in the form in which past cases come in. Texts and instruments stay: they are the
// parties' own; forms go out only when asked for, and that is written down.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type EventsAfter } from '#contracts/event-log.dto';
import { type ExportCasesRequest, type ExportedCases, type ExportEventsRequest } from '#contracts/imports.dto';
import { type FormFacts, PAST_ACT_FIELDS, type PastAct, type PastActName, type PastCase } from '#contracts/past-case';
import { withContext } from '#platform/database';
import { Failure } from '#platform/failure';
import { appendJournal } from '#platform/journal';
import { wireInstant } from '#platform/wire-instant';
import { mayExport, type Mandate } from '#rules/access';
import { LIFECYCLE, type ActName } from '#rules/lifecycle';
import { type Parties } from '#rules/state';
import { readLog } from '../case/event-log';
import { cellsOf } from './columns';

/** Cases of a page; with forms, which can be large, fewer. A page ends sooner behind so many characters. */
const PAGE = 200;
const PAGE_WITH_FORMS = 20;
const PAGE_LENGTH = 400_000;

interface Row {
  number: string;
  item: string;
  park: string;
  applicant: string;
  owner: string;
  isDelegated: boolean;
  source: string;
  ref: string;
  events: { no: number; type: string; at: number; data: EventData }[];
  forms: Record<string, Record<string, unknown>> | null;
}
type EventData = FormFacts & { parties?: Parties } & Record<string, unknown>;

const CASES = `
  SELECT c.number, c.item, c.park, c.applicant, c.owner, c.delegation <> 'null' AS "isDelegated",
    coalesce(i.source, (SELECT name FROM cases.house)) AS source, coalesce(i.ref, c.number) AS ref,
    (SELECT jsonb_agg(jsonb_build_object('no', e.no, 'type', e.type, 'at', (extract(epoch FROM e.effective_at) * 1000)::bigint,
       'data', e.data) ORDER BY e.no) FROM cases.case_event e WHERE e.number = c.number) AS events,
    CASE WHEN $5 THEN (SELECT jsonb_object_agg(f.no, f.form) FROM cases.case_form f WHERE f.number = c.number) END AS forms
  FROM cases.approval_case c LEFT JOIN cases.imported_case i ON i.number = c.number
  WHERE c.number > $1 AND ($2::date IS NULL OR cases.china_date(c.received_at) >= $2::date)
    AND ($3::date IS NULL OR cases.china_date(c.received_at) <= $3::date)
  ORDER BY c.number LIMIT $4`;

@Injectable()
export class Exports {
  constructor(private readonly database: DataSource) {}

  /** A page of cases in the order of their numbers. @throws Failure `NOT_ALLOWED` */
  async cases({ person, after, from, to, forms, rows: asRows }: ExportCasesRequest): Promise<ExportedCases> {
    const limit = forms ? PAGE_WITH_FORMS : PAGE;
    const rows = await this.asExporter(person, (manager) =>
      manager.query<Row[]>(CASES, [after ?? '', from ?? null, to ?? null, limit, forms]),
    );
    if (forms && after === undefined) {
      const data = { from: from ?? null, to: to ?? null };
      await appendJournal(this.database, { app: 'cases', actor: `person:${person}`, kind: 'case.export-forms', data });
    }
    const lines: ExportedCases['lines'] = [];
    let length = 0;
    for (const row of rows) {
      const past = lineOf(row);
      lines.push(asRows ? cellsOf(past) : past);
      length += JSON.stringify(past).length;
      if (length > PAGE_LENGTH) break;
    }
    const isMore = lines.length < rows.length || rows.length === limit;
    return { lines, next: isMore ? rows[lines.length - 1]!.number : null };
  }

  /** Events behind a position. @throws Failure `NOT_ALLOWED` */
  async events({ person, position, limit }: ExportEventsRequest): Promise<EventsAfter> {
    return this.asExporter(person, (manager) => readLog(manager, position, limit));
  }

  private asExporter<T>(person: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return withContext(this.database, `person:${person}`, async (manager) => {
      const [{ mandates }] = await manager.query<[{ mandates: Mandate[] }]>(
        'SELECT cases.mandates_of($1) AS mandates',
        [person],
      );
      if (!mayExport(mandates)) throw new Failure('NOT_ALLOWED');
      return work(manager);
    });
  }
}

function lineOf({ events, forms, ...row }: Row): PastCase {
  const [filed, ...later] = events;
  const { parties, check, copyFrom } = filed!.data;
  return {
    source: row.source,
    ref: row.ref,
    item: row.item,
    park: row.park,
    applicant: row.applicant.replace('enterprise:', ''),
    ...(row.isDelegated ? {} : { decidedBy: row.owner.replace('dept:', '') }),
    filedAt: wireInstant(filed!.at),
    ...formOr(forms?.[filed!.no], { reviewers: parties!.reviewers, check, copyFrom }),
    acts: later.flatMap((event) => actOf(event, forms?.[event.no])),
  };
}

/** A form says what it means for itself. */
function formOr(form: Record<string, unknown> | undefined, { reviewers, check, copyFrom }: FormFacts) {
  if (form) return { form };
  return { ...(reviewers && { reviewers }), ...(check && { check }), ...(copyFrom && { copyFrom }) };
}

/** Acts that no line has, by what they come to. */
const TOLD_AS: Partial<Record<ActName, Omit<PastAct, 'at'>[]>> = {
  'decide-on-promise': [{ act: 'accept' }, { act: 'decide', outcome: 'GRANT' }],
  'revoke-on-promise': [{ act: 'revoke' }],
};

function actOf({ type, at, data }: Row['events'][number], form?: Record<string, unknown>): PastAct[] {
  const known = LIFECYCLE.find(({ event }) => event === type)?.act;
  const told = known && TOLD_AS[known];
  if (told) return told.map((one) => ({ ...one, at: wireInstant(at) }));
  const act = known as PastActName | undefined;
  const fields = act && PAST_ACT_FIELDS[act];
  if (!fields) return [];
  const said = Object.fromEntries(fields.filter((name) => name in data).map((name) => [name, data[name]]));
  const more = act === 'supplement' ? formOr(form, data) : said;
  return [{ act, at: wireInstant(at), ...more }];
}

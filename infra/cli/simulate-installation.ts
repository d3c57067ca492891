// The past of a running installation for `yuanban simulate`: one snapshot, read-only, page by page.
import { DataSource, type EntityManager } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { type Definition } from '#rules/definition';
import { Paces } from '#rules/pace';
import { lifeOf, type RecordedEvent } from '#rules/past-life';
import { transition } from '#rules/lifecycle';
import { matterOf, type PastFile } from '#rules/simulate';
import { UNDECIDED_ACTS } from '#rules/turnaround';
import { type Calendar, dayNumber } from '#rules/workday';
import { Rulebook } from '../../apps/cases/src/case/rulebook';
import { installation } from './installation';
import { type Past } from './simulate-past';

/** Cases of a page: few enough to be lived twice before the server ends a transaction that waits. */
const PAGE = 200;

interface Row {
  number: string;
  definition: Definition;
  events: RecordedEvent[];
  forms: object[] | null;
}

// A form for each filing and supplement that has one, in their order.
const CASES = `
  SELECT c.number, c.definition,
    (SELECT jsonb_agg(jsonb_build_object('type', e.type, 'at', (extract(epoch FROM e.effective_at) * 1000)::bigint,
       'actor', e.actor, 'data', e.data) ORDER BY e.no) FROM cases.case_event e WHERE e.number = c.number) AS events,
    CASE WHEN $4 THEN (SELECT jsonb_agg(f.form ORDER BY e.no) FROM cases.case_event e
       LEFT JOIN cases.case_form f ON f.number = e.number AND f.no = e.no
       WHERE e.number = c.number AND e.type IN ('case.filed.v1', 'case.supplemented.v1')) END AS forms
  FROM cases.approval_case c WHERE c.item = $1 AND c.number > $2 ORDER BY c.number LIMIT $3`;

const OPINIONS = `
  SELECT o.data->>'body' AS body, c.item = $1 AS "isOfItem", cases.china_date(a.effective_at)::text AS asked,
    cases.china_date(o.effective_at)::text AS answered, count(*)::int AS times
  FROM cases.case_event o JOIN cases.approval_case c ON c.number = o.number
  JOIN cases.case_event a ON a.number = o.number AND a.type IN ('case.accepted.v1', 'case.conditionally-accepted.v1', 'case.deemed-accepted.v1')
  WHERE o.type = 'case.opinion-given.v1' GROUP BY 1, 2, 3, 4`;

const UNDECIDED = `
  SELECT DISTINCT c.applicant, c.park FROM cases.approval_case c JOIN cases.case_event e ON e.number = c.number
  WHERE c.item = $1 AND e.type = ANY ($2)`;

/** Works with the past of the installation that runs here; writes nothing. @throws BadInput when none runs */
export async function withInstallation<T>(
  item: string,
  withForms: boolean,
  work: (past: Past) => Promise<T>,
): Promise<T> {
  const { databaseUrl: url } = installation();
  const database = await new DataSource(databaseOptions({ url, schema: 'cases', poolSize: 1 })).initialize();
  const runner = database.createQueryRunner();
  try {
    await runner.connect();
    await runner.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const past = await pastOf(runner.manager, item, withForms);
    const outcome = await work(past);
    await runner.query('COMMIT');
    return outcome;
  } finally {
    await runner.release();
    await database.destroy();
  }
}

async function pastOf(manager: EntityManager, item: string, withForms: boolean): Promise<Past> {
  const rulebook = new Rulebook();
  // Both sides by the newest calendar: what is compared is the change alone.
  const [newest] = await manager.query<[{ rev: string }]>('SELECT rev FROM registry_api.calendar');
  const calendar = await rulebook.calendar(manager, Number(newest.rev));
  const [clock] = await manager.query<[{ now: Date; cases: number }]>(
    'SELECT platform.business_now() AS now, count(*)::int AS cases FROM cases.approval_case WHERE item = $1',
    [item],
  );
  const undecided = await manager.query<{ applicant: string; park: string }[]>(UNDECIDED, [
    item,
    UNDECIDED_ACTS.map((act) => transition(act).event),
  ]);
  return {
    calendar,
    until: clock.now.getTime(),
    expected: clock.cases,
    resubmitting: new Set(undecided.map(matterOf)),
    paces: () => pacesOf(manager, item, calendar),
    refused: () => ({}),
    files: () => filesOf(manager, rulebook, item, withForms),
  };
}

async function pacesOf(manager: EntityManager, item: string, calendar: Calendar): Promise<Paces> {
  const paces = new Paces(calendar);
  const opinions = await manager.query<
    { body: string; isOfItem: boolean; asked: string; answered: string; times: number }[]
  >(OPINIONS, [item]);
  for (const { body, isOfItem, asked, answered, times } of opinions)
    paces.add(body, dayNumber(asked), dayNumber(answered), isOfItem, times);
  return paces;
}

async function* filesOf(
  manager: EntityManager,
  rulebook: Rulebook,
  item: string,
  withForms: boolean,
): AsyncGenerator<PastFile> {
  for (let after = ''; ;) {
    const rows = await manager.query<Row[]>(CASES, [item, after, PAGE, withForms]);
    for (const { number, definition, events, forms } of rows) {
      const fits = (forms ?? []).map((form) => form && ((schema: object) => rulebook.fits(schema, form)));
      yield { life: lifeOf(number, events), definition, forms: fits };
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.number;
  }
}

// Naming and ending deputies (代理). Days are civil days of business time in Shanghai; who may arrange it stands in rules/access.ts.
import { type DataSource, type EntityManager } from 'typeorm';
import { type DeputiesView, type DeputyView, type OfficerView, type SetDeputyRequest } from '#contracts/deputies.dto';
import { Failure } from '#platform/failure';
import { appendJournal } from '#platform/journal';
import { DEPUTED, mayArrange, mayHandOver, type Mandate } from '#rules/access';
import { mandatesToday } from './persons';

/** The civil day of business time. */
export const TODAY = `(platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date`;

/** An officer's own offices that can be deputed, on any of these days. $1 officer, $2 first day, $3 last day or null = without end. */
const OFFICES = `SELECT role, body, valid_from::text AS "from", (valid_to - 1)::text AS "to" FROM registry.mandate
  WHERE person = $1 AND role = ANY ($4) AND (valid_to IS NULL OR valid_to > $2::date) AND ($3::date IS NULL OR valid_from <= $3::date)
  ORDER BY role, body, valid_from`;

const VIEWS = `SELECT d.id::text, jsonb_build_object('id', o.id, 'name', o.name) AS officer,
    jsonb_build_object('id', p.id, 'name', p.name) AS deputy, d.role, d.body, d.valid_from::text AS "from", (d.valid_to - 1)::text AS "to"
  FROM registry.deputy d JOIN registry.person o ON o.id = d.officer JOIN registry.person p ON p.id = d.deputy`;

/**
 * Names a deputy; the same again gives the same. @throws Failure `DEPUTY_SELF`, `DAY_PASSED`, `NO_SUCH_MANDATE`, `NOT_ALLOWED`,
 * `NO_SUCH_OFFICER`, `DEPUTY_OVERLAP`, `BAD_INPUT`
 */
export async function setDeputy(database: DataSource, request: SetDeputyRequest): Promise<DeputyView> {
  const { person, officer = person, deputy, role = null, body = null, from, to } = request;
  if (deputy === officer) throw new Failure('DEPUTY_SELF', {}, [fault('/deputy', 'DEPUTY_SELF')]);
  if ((role === null) !== (body === null))
    throw new Failure('BAD_INPUT', {}, [fault(role ? '/body' : '/role', 'REQUIRED')]);
  if (to < from) throw new Failure('BAD_INPUT', {}, [fault('/to', 'BEFORE_FROM')]);
  const wanted = { officer, deputy, role, body, from, to };
  const { view, isNew } = await database.transaction(async (manager) => {
    // One deputy at a time for an office: whoever names another waits here.
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('registry.deputy ' || $1, 0))`, [officer]);
    const offices = (await officesOf(manager, officer, from, to)).filter(isMeantBy(wanted));
    await refuseArranging(manager, person, officer, offices);
    if (offices.length === 0) throw new Failure('NO_SUCH_MANDATE', {}, [fault('/officer', 'NO_SUCH_MANDATE')]);
    const same = await sameAs(manager, wanted);
    return same ? { view: same, isNew: false } : { view: await insert(manager, person, wanted), isNew: true };
  });
  if (isNew) await journal(database, person, 'deputy.set', { id: view.id, ...wanted });
  return view;
}

type Wanted = Pick<DeputyView, 'role' | 'body' | 'from' | 'to'> & { officer: string; deputy: string };
const valuesOf = ({ officer, deputy, role, body, from, to }: Wanted) => [officer, deputy, role, body, from, to];
const isMeantBy =
  ({ role, body }: Pick<Wanted, 'role' | 'body'>) =>
  (office: Office) =>
    role === null || (office.role === role && office.body === body);

async function sameAs(manager: EntityManager, wanted: Wanted): Promise<DeputyView | undefined> {
  const [same] = await manager.query<DeputyView[]>(
    `${VIEWS} WHERE d.officer = $1 AND d.deputy = $2 AND d.role IS NOT DISTINCT FROM $3 AND d.body IS NOT DISTINCT FROM $4
       AND d.valid_from = $5 AND d.valid_to = $6::date + 1`,
    valuesOf(wanted),
  );
  return same;
}

async function insert(manager: EntityManager, person: string, wanted: Wanted): Promise<DeputyView> {
  const { officer, deputy, role, body, from, to } = wanted;
  await refusePassed(manager, '/from', from);
  const offices = await mandatesToday(manager, deputy);
  if (!offices.some((one) => DEPUTED.includes(one.role) && one.holder === `person:${deputy}`))
    throw new Failure('NO_SUCH_OFFICER', { officers: [deputy] }, [fault('/deputy', 'UNKNOWN')]);
  const [other] = await manager.query<unknown[]>(
    `SELECT 1 FROM registry.deputy WHERE officer = $1 AND valid_from <= $5 AND valid_to > $4::date
       AND ($2::text IS NULL OR role IS NULL OR (role = $2 AND body = $3)) LIMIT 1`,
    [officer, role, body, from, to],
  );
  if (other) throw new Failure('DEPUTY_OVERLAP');
  const [{ id }] = await manager.query<[{ id: string }]>(
    `INSERT INTO registry.deputy (officer, deputy, role, body, valid_from, valid_to, set_by)
     VALUES ($1, $2, $3, $4, $5, $6::date + 1, $7) RETURNING id`,
    [...valuesOf(wanted), person],
  );
  const [view] = await manager.query<[DeputyView]>(`${VIEWS} WHERE d.id = $1`, [id]);
  return view;
}

/** The deputies of an officer, and whose deputy he or she is, from today on. @throws Failure `NOT_ALLOWED` for whoever holds no office */
export async function deputiesOf(database: DataSource, person: string, officer: string): Promise<DeputiesView> {
  await refuseOutsider(database.manager, person);
  return { today: await today(database), deputies: await deputiesFrom(database.manager, officer) };
}

/** Ends a deputy today, or before the first day; one that has ended stays ended. @throws Failure `NO_SUCH_DEPUTY`, `NOT_ALLOWED` */
export async function endDeputy(database: DataSource, person: string, id: string): Promise<DeputiesView> {
  const officer = await database.transaction(async (manager) => {
    await refuseOutsider(manager, person);
    const [row] = await manager.query<
      { officer: string; role: string | null; body: string | null; from: string; to: string }[]
    >(
      `SELECT officer, role, body, valid_from::text AS "from", (valid_to - 1)::text AS "to" FROM registry.deputy WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!row) throw new Failure('NO_SUCH_DEPUTY');
    const offices = await officesOf(manager, row.officer, row.from, row.to);
    await refuseArranging(manager, person, row.officer, offices.filter(isMeantBy(row)));
    await manager.query(`DELETE FROM registry.deputy WHERE id = $1 AND valid_from >= ${TODAY}`, [id]);
    await manager.query(`UPDATE registry.deputy SET valid_to = least(valid_to, ${TODAY}) WHERE id = $1`, [id]);
    return row.officer;
  });
  await journal(database, person, 'deputy.ended', { id, officer });
  return deputiesOf(database, person, officer);
}

/** What an officer holds, for whoever may hand over all of it. @throws Failure `NOT_ALLOWED`, `NO_SUCH_OFFICER` */
export async function officerOf(database: DataSource, person: string, officer: string): Promise<OfficerView> {
  const mandates = await officesOf(database.manager, officer, await today(database), null);
  await refuseArranging(database.manager, person, officer, mandates, mayHandOver);
  const [named] = await database.query<OfficerView['officer'][]>('SELECT id, name FROM registry.person WHERE id = $1', [
    officer,
  ]);
  if (!named || mandates.length === 0) throw new Failure('NO_SUCH_OFFICER', { officers: [officer] });
  return { officer: named, mandates, deputies: await deputiesFrom(database.manager, officer) };
}

/**
 * The officer leaves: offices end with the last day, and so do deputies on either side; those that begin later are gone. The same again
 * changes nothing. @throws Failure as `officerOf`, and `DAY_PASSED`
 */
export async function leave(
  database: DataSource,
  person: string,
  officer: string,
  lastDay: string,
): Promise<OfficerView> {
  await officerOf(database, person, officer);
  await refusePassed(database.manager, '/lastDay', lastDay);
  await database.transaction(async (manager) => {
    const of = [officer, lastDay];
    await manager.query('DELETE FROM registry.mandate WHERE person = $1 AND valid_from > $2 AND role = ANY ($3)', [
      ...of,
      DEPUTED,
    ]);
    await manager.query(
      `UPDATE registry.mandate SET valid_to = $2::date + 1
       WHERE person = $1 AND role = ANY ($3) AND (valid_to IS NULL OR valid_to > $2::date + 1)`,
      [...of, DEPUTED],
    );
    await manager.query('DELETE FROM registry.deputy WHERE $1 IN (officer, deputy) AND valid_from > $2', of);
    await manager.query(
      'UPDATE registry.deputy SET valid_to = $2::date + 1 WHERE $1 IN (officer, deputy) AND valid_to > $2::date + 1',
      of,
    );
  });
  await journal(database, person, 'officer.left', { officer, lastDay });
  return officerOf(database, person, officer);
}

type Office = OfficerView['mandates'][number];

async function today(database: DataSource): Promise<string> {
  const [row] = await database.query<[{ today: string }]>(`SELECT ${TODAY}::text AS today`);
  return row.today;
}

const officesOf = (manager: EntityManager, officer: string, from: string, to: string | null): Promise<Office[]> =>
  manager.query(OFFICES, [officer, from, to, DEPUTED]);

const deputiesFrom = (manager: EntityManager, officer: string): Promise<DeputyView[]> =>
  manager.query(`${VIEWS} WHERE $1 IN (d.officer, d.deputy) AND d.valid_to > ${TODAY} ORDER BY d.valid_from, d.id`, [
    officer,
  ]);

async function refuseOutsider(manager: EntityManager, person: string): Promise<Mandate[]> {
  const mandates = await mandatesToday(manager, person);
  if (mandates.every(({ role }) => role === 'APPLICANT')) throw new Failure('NOT_ALLOWED');
  return mandates;
}

async function refuseArranging(
  manager: EntityManager,
  person: string,
  officer: string,
  offices: readonly Office[],
  may = mayArrange,
): Promise<void> {
  const mandates = await refuseOutsider(manager, person);
  const isAllowed = offices.every(({ role, body }) =>
    may(mandates, person, officer, { role: role as Mandate['role'], body }),
  );
  if (!isAllowed) throw new Failure('NOT_ALLOWED');
}

async function refusePassed(manager: EntityManager, pointer: string, day: string): Promise<void> {
  const [{ isPassed }] = await manager.query<[{ isPassed: boolean }]>(`SELECT $1::date < ${TODAY} AS "isPassed"`, [
    day,
  ]);
  if (isPassed) throw new Failure('DAY_PASSED', {}, [fault(pointer, 'DAY_PASSED')]);
}

const TEXTS = {
  REQUIRED: ['必填', 'is required'],
  BEFORE_FROM: ['不能早于第一日', 'cannot be before the first day'],
  UNKNOWN: ['查无此人', 'nobody in office'],
  DEPUTY_SELF: ['不能由本人代理本人', 'nobody is his or her own deputy'],
  NO_SUCH_MANDATE: ['这些日期没有此项职务', 'holds no such office on these days'],
  DAY_PASSED: ['日期已经过去', 'that day has passed'],
} as const;
const fault = (pointer: string, code: keyof typeof TEXTS) => ({
  pointer,
  code,
  zh: TEXTS[code][0],
  en: TEXTS[code][1],
});

function journal(database: DataSource, person: string, kind: string, data: Record<string, unknown>): Promise<void> {
  return appendJournal(database, { app: 'registry', actor: `person:${person}`, kind, data });
}

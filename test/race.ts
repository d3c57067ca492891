// Ground for races: many cases in one state, and several officers who may decide them.
import { type Installation } from './installation';
import { PARK } from './story';

/** Copies one case `count` times, as `race-1` and on; the copies have no history of their own. */
export async function manyLike(place: Installation, model: string, count: number): Promise<string[]> {
  await place.sql(
    `INSERT INTO cases.approval_case SELECT 'race-' || n, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq,
       state, definition, delegation, calendar_rev, received_at, last_hash
     FROM cases.approval_case, generate_series(1, $2) n WHERE number = $1`,
    [model, count],
  );
  await place.sql(
    `INSERT INTO cases.task SELECT 'race-' || n, step, kind, queue, opened_at, due_at, card, closed_at, assignee
     FROM cases.task, generate_series(1, $2) n WHERE number = $1`,
    [model, count],
  );
  await place.sql(
    `INSERT INTO cases.conduct SELECT $3 || 'case/race-' || n, kind, 'race-' || n, seq, told_seq, wake_at, look_after, facts
     FROM cases.conduct, generate_series(1, $2) n WHERE number = $1`,
    [model, count, place.prefix],
  );
  return Array.from({ length: count }, (_, n) => `race-${n + 1}`);
}

/** Makes deciders of the park until there are `count`, none of whom acts for an enterprise: nobody decides his own matter. */
export async function officers(place: Installation, count: number): Promise<{ person: string; user: string }[]> {
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from)
     SELECT id, 'DECIDER', 'park:${PARK}', '2015-01-01' FROM registry.person p
     WHERE NOT EXISTS (SELECT FROM registry.mandate m WHERE m.person = p.id AND m.role = 'APPLICANT')
     ORDER BY id LIMIT $1 ON CONFLICT DO NOTHING`,
    [count],
  );
  return place.sql(
    `SELECT p.id AS person, p.user_name AS user FROM registry.mandate m JOIN registry.person p ON p.id = m.person
     WHERE role = 'DECIDER' AND body = 'park:${PARK}' ORDER BY p.id LIMIT $1`,
    [count],
  );
}

/** What the nth officer decides. */
export const decisionOf = (officer: number) =>
  officer % 2 ? { outcome: 'GRANT' } : { outcome: 'REFUSE', reasons: '资料不实', remedies: '可申请行政复议' };

/** How many decisions lie in how many cases. */
export async function decisions(place: Installation): Promise<{ events: number; cases: number }> {
  const [counted] = await place.sql<{ events: number; cases: number }>(
    `SELECT count(*)::int AS events, count(DISTINCT number)::int AS cases FROM cases.case_event
     WHERE number LIKE 'race-%' AND type = 'case.decided.v1'`,
  );
  return counted!;
}

/** Works through a list, `atOnce` at a time. */
export async function inLanes<T>(list: readonly T[], atOnce: number, work: (one: T, index: number) => Promise<void>) {
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < list.length; index = next++) await work(list[index]!, index);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** The instant at which time will do this act on a case. */
export async function instantOf(place: Installation, number: string, act: string): Promise<number> {
  const [row] = await place.sql<{ at: string }>(
    `SELECT i->>'at' AS at FROM cases.approval_case, jsonb_array_elements(state->'instants') i
     WHERE number = $1 AND i->>'act' = $2`,
    [number, act],
  );
  return Number(row!.at);
}

/** Types of a case's events, in order. */
export async function eventTypes(place: Installation, number: string): Promise<string[]> {
  const rows = await place.sql<{ type: string }>('SELECT type FROM cases.case_event WHERE number = $1 ORDER BY no', [
    number,
  ]);
  return rows.map(({ type }) => type);
}

// The record of bundles as the database gives and takes it.
import { type EntityManager } from 'typeorm';
import { type BundleFacts, type BundlePart, type BundleStatus, type Dropped } from '#rules/bundle';
import { type Status } from '#rules/lifecycle';
import { type InName } from '../act/filing';
import { iso } from '../act/events';
import { keyOf } from '../act/write';

/** A part as the record has it. Instants in epoch milliseconds; `status` = that of its case. */
export interface PartRecord extends BundlePart {
  park: string;
  bodies: string[];
  inName: InName;
  number: string | null;
  status: Status | null;
  filedAt: number | null;
  dropped: Dropped | null;
  fault: string | null;
  droppedAt: number | null;
}

/** What is told to the workflow, as it lies in `cases.conduct`; `wakeAt` is business time. */
export interface Conducted {
  seq: number;
  wakeAt: number | null;
  facts: Pick<BundleFacts, 'phase' | 'order'>;
}

/** The whole, without its parts. */
export interface BundleHead {
  number: string;
  applicant: string;
  status: BundleStatus;
  withdrawnAt: number | null;
  endedAt: number | null;
}

/** A bundle whose row is locked, with its parts and what was told, both of one later snapshot; `ahead` = of business time, ms. */
export interface LockedBundle extends BundleHead {
  now: number;
  ahead: number;
  parts: PartRecord[];
  conduct: Conducted;
}

const ms = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::float8`;

const PART = `jsonb_build_object('part', p.part, 'item', p.item, 'park', p.park, 'after', p.after, 'otherwise', p.otherwise,
    'bodies', p.bodies, 'inName', p.in_name, 'number', p.number, 'status', c.status, 'filedAt', ${ms('p.filed_at')},
    'dropped', p.dropped, 'fault', p.fault, 'droppedAt', ${ms('p.dropped_at')})`;
const PARTS = `(SELECT coalesce(jsonb_agg(${PART} ORDER BY p.place), '[]')
  FROM cases.bundle_part p LEFT JOIN cases.approval_case c ON c.number = p.number WHERE p.bundle = $1)`;
const HEAD = `number, applicant, status, ${ms('withdrawn_at')} AS "withdrawnAt", ${ms('ended_at')} AS "endedAt"`;

const LOCK = `SELECT ${HEAD} FROM cases.bundle WHERE number = $1 FOR UPDATE`;
// A statement of its own, behind the lock: what a part has written before the count of its bundle moved is seen with that count.
const READ = `SELECT ${ms('platform.business_now()')} AS now, ${PARTS} AS parts,
    (SELECT ${ms('ahead')} FROM platform.business_time) AS ahead,
    (SELECT jsonb_build_object('seq', seq, 'facts', facts, 'wakeAt', ${ms('wake_at')}) FROM cases.conduct WHERE workflow_id = $2) AS conduct`;

/** Locks a bundle and reads its parts, whose rows stay free. null = there is none, or none that the transaction's person sees. */
export async function lockBundle(
  manager: EntityManager,
  number: string,
  workflowId: string,
): Promise<LockedBundle | null> {
  const [head] = await manager.query<BundleHead[]>(LOCK, [number]);
  if (!head) return null;
  const [read] = await manager.query<[Omit<LockedBundle, keyof BundleHead>]>(READ, [number, workflowId]);
  return { ...head, ...read };
}

/** What a person reads of a bundle: the whole, how many parts it has, and those that concern him or her. $1 number. */
export const READ_FOR_A_PERSON = `SELECT ${HEAD}, code, version, name, ${ms('filed_at')} AS "filedAt", b.parts AS "of", ${PARTS} AS parts
  FROM cases.bundle b WHERE number = $1`;

/** The form of a part that waits. $1 number, $2 part. */
export const READ_FORM = 'SELECT form FROM cases.bundle_part WHERE bundle = $1 AND part = $2';

// Nothing is returned of the whole: who enters it sees it only by its parts.
/** Enters a bundle all of whose parts wait, with their forms. $1 = a document of the columns. */
export const ENTER = `WITH input AS (SELECT $1::jsonb AS j), bu AS (
    INSERT INTO cases.bundle (number, code, version, name, applicant, filed_by, parts, status, filed_at)
    SELECT j->>'number', j->>'code', j->>'version', j->'name', j->>'applicant', j->>'filedBy', jsonb_array_length(j->'parts'),
      'UNDER_WAY', (j->>'filedAt')::timestamptz FROM input)
  INSERT INTO cases.bundle_part (bundle, part, place, item, park, after, otherwise, bodies, form, in_name)
  SELECT j->>'number', p.part, p.place, p.item, p.park, p.after, p.otherwise, p.bodies, p.form, p."inName"
  FROM input, jsonb_to_recordset(j->'parts') AS p(part text, place int, item text, park text, after text[], otherwise text,
    bodies text[], form jsonb, "inName" jsonb)`;

// A part that came out while this looked has moved the count and stays to be looked at: only what was seen is settled.
const WRITE = `WITH input AS (SELECT $1::jsonb AS j), bu AS (
    UPDATE cases.bundle b SET status = j->>'status', ended_at = (j->>'endedAt')::timestamptz,
      withdrawn_at = (j->>'withdrawnAt')::timestamptz
    FROM input WHERE b.number = ${keyOf('number')}
  ), pa AS (
    UPDATE cases.bundle_part p SET number = n.number, filed_at = n."filedAt", dropped = n.dropped, fault = n.fault,
      dropped_at = n."droppedAt", form = NULL
    FROM input, jsonb_to_recordset(j->'parts') AS n(part text, number text, "filedAt" timestamptz, dropped text, fault text,
      "droppedAt" timestamptz)
    WHERE p.bundle = ${keyOf('number')} AND p.part = n.part
  )
  INSERT INTO cases.conduct AS o (workflow_id, kind, number, seq, told_seq, wake_at, look_after, facts)
  SELECT j->>'workflowId', 'bundle', j->>'number', 1, 0, (j->>'wakeAt')::timestamptz,
    clock_timestamp() + make_interval(secs => (j->>'lookAfterMs')::float / 1000), j->'facts' FROM input
  ON CONFLICT (workflow_id) DO UPDATE SET seq = o.seq + 1, facts = excluded.facts, look_after = excluded.look_after,
    wake_at = CASE WHEN o.seq = (SELECT (j->>'seen')::int FROM input) THEN excluded.wake_at ELSE o.wake_at END,
    told_seq = CASE WHEN (SELECT (j->>'heard')::boolean FROM input) AND o.told_seq >= o.seq THEN o.seq + 1 ELSE o.told_seq END
  RETURNING seq, ${ms('wake_at')} AS "wakeAt"`;

/** What has become of a bundle, to be written in one statement; `seen` = the count of what was told when its parts were read, null = never. */
export interface Outcome {
  head: BundleHead;
  /** Those that were filed or dropped. */
  changed: readonly PartRecord[];
  facts: Conducted['facts'];
  wakeAt: number | null;
  seen: number | null;
  heard: boolean;
  workflowId: string;
  lookAfterMs: number;
}

/** Writes it, and answers what is to be told by now. */
export async function writeBundle(
  manager: EntityManager,
  { head, changed, wakeAt, ...rest }: Outcome,
): Promise<Pick<Conducted, 'seq' | 'wakeAt'>> {
  const document = {
    ...rest,
    number: head.number,
    status: head.status,
    endedAt: iso(head.endedAt),
    withdrawnAt: iso(head.withdrawnAt),
    wakeAt: iso(wakeAt),
    parts: changed.map(({ part, number, filedAt, dropped, fault, droppedAt }) => ({
      ...{ part, number, filedAt: iso(filedAt), dropped, fault, droppedAt: iso(droppedAt) },
    })),
  };
  const [told] = await manager.query<[Pick<Conducted, 'seq' | 'wakeAt'>]>(WRITE, [JSON.stringify(document)]);
  return told;
}

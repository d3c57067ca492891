// Mails that did not go out, for those who must see to it: what still is tried and what was given up, each with the code of its fault.
import { type DataSource } from 'typeorm';
import { type Page } from '#contracts/cases.dto';
import { type UndeliveredRequest, type UndeliveredView } from '#contracts/notices.dto';
import { Failure } from '#platform/failure';
import { wireInstant } from '#platform/wire-instant';

const DEFAULT_LIMIT = 50;

const VIEW = `
  SELECT n.id, n.number, n.act, n.person, n.at, m.state, m.attempts, m.last_error AS error,
    CASE m.state WHEN 'WAITING' THEN m.next_at END AS "nextAt"
  FROM desk.mail m JOIN desk.notice n ON n.id = m.notice`;

type Row = Omit<UndeliveredView, 'at' | 'nextAt'> & { at: Date; nextAt: Date | null };

/** A page by id: the order is nobody's concern, and no row is shown twice. @throws Failure BAD_INPUT */
export async function undelivered(
  database: DataSource,
  { cursor, limit = DEFAULT_LIMIT }: UndeliveredRequest,
): Promise<Page<UndeliveredView>> {
  if (cursor !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor))
    throw new Failure('BAD_INPUT', {}, [
      { pointer: '/cursor', code: 'CURSOR', zh: '无效的翻页标记', en: 'is no cursor of this list' },
    ]);
  const rows = await database.query<Row[]>(
    `${VIEW} WHERE (m.state = 'FAILED' OR (m.state = 'WAITING' AND m.last_error IS NOT NULL))
       AND ($1::uuid IS NULL OR m.notice > $1) ORDER BY m.notice LIMIT $2`,
    [cursor ?? null, limit + 1],
  );
  return { items: rows.slice(0, limit).map(toView), next: rows.length > limit ? rows[limit - 1]!.id : null };
}

/** Lets a mail be tried anew from the first try. @throws Failure NOT_FOUND; NOTICE_SENT for one that went out */
export async function sendAgain(database: DataSource, id: string): Promise<UndeliveredView> {
  // While a try is under way its lease stands: nobody else may begin one.
  await database.query(
    `UPDATE desk.mail SET state = 'WAITING', attempts = 0, next_at = clock_timestamp()
     WHERE notice = $1 AND state IN ('FAILED', 'NO_ADDRESS')`,
    [id],
  );
  const [row] = await database.query<Row[]>(`${VIEW} WHERE m.notice = $1`, [id]);
  if (!row) throw new Failure('NOT_FOUND');
  if (row.state === 'SENT') throw new Failure('NOTICE_SENT');
  return toView(row);
}

const toView = ({ at, nextAt, ...row }: Row): UndeliveredView => ({
  ...row,
  at: wireInstant(at.getTime()),
  nextAt: nextAt && wireInstant(nextAt.getTime()),
});

// Inboxes by keyset, the newest first: the page after a cursor costs the same at any depth. Everybody reads the own one alone.
import { type DataSource } from 'typeorm';
import { type NoticePage, type NoticesRequest, type NoticeView, type UnreadView } from '#contracts/notices.dto';
import { Failure } from '#platform/failure';
import { wireInstant } from '#platform/wire-instant';
import { type Names } from './names';
import { type NoticeFacts, wordsOf } from './texts';

const DEFAULT_LIMIT = 50;

// Instants and days travel as text: Postgres has microseconds, and a day is no instant.
const PAGE = `
  SELECT id, number, act, side, work, due_on::text AS "dueOn", outcome, item, park, at, at::text AS "atText", read_at AS "readAt"
  FROM desk.notice WHERE person = $1 AND ($2::timestamptz IS NULL OR (at, id) < ($2::timestamptz, $3::uuid))
    AND (NOT $4::boolean OR read_at IS NULL)
  ORDER BY at DESC, id DESC LIMIT $5`;

/** A row of `desk.notice` as words are made of it. */
export type NoticeRow = Omit<NoticeFacts, 'item' | 'park'> & { id: string; item: string; park: string; at: Date };
type InboxRow = NoticeRow & { atText: string; readAt: Date | null };

/** A person's notices. */
export class Inbox {
  constructor(
    private readonly database: DataSource,
    private readonly names: Names,
  ) {}

  /** @throws Failure BAD_INPUT for a cursor that is none of ours; MESSAGING_AWAY while names cannot be asked for */
  async page({ person, unread, cursor, limit = DEFAULT_LIMIT }: NoticesRequest): Promise<NoticePage> {
    const after = cursor === undefined ? [null, null] : readCursor(cursor);
    const values = [person, ...after, unread === 'true', limit + 1];
    const rows = await this.database.query<InboxRow[]>(PAGE, values);
    const last = rows[limit - 1];
    return {
      items: await Promise.all(rows.slice(0, limit).map((row) => this.toView(row))),
      next: rows.length > limit && last ? writeCursor([last.atText, last.id]) : null,
      ...(await this.unread(person)),
    };
  }

  /** Marks one as read, as often as wanted. @throws Failure NOT_FOUND for one that is nobody's or another's */
  async read(person: string, id: string): Promise<UnreadView> {
    const rows = await this.database.query<unknown[]>('SELECT FROM desk.notice WHERE id = $1 AND person = $2', [
      id,
      person,
    ]);
    if (rows.length === 0) throw new Failure('NOT_FOUND');
    await this.database.query(
      'UPDATE desk.notice SET read_at = clock_timestamp() WHERE id = $1 AND person = $2 AND read_at IS NULL',
      [id, person],
    );
    return this.unread(person);
  }

  /** Marks as read what came up to an instant: what came after it, the reader has not seen. */
  async readAll(person: string, until: string): Promise<UnreadView> {
    await this.database.query(
      'UPDATE desk.notice SET read_at = clock_timestamp() WHERE person = $1 AND at <= $2 AND read_at IS NULL',
      [person, until],
    );
    return this.unread(person);
  }

  private async unread(person: string): Promise<UnreadView> {
    const [row] = await this.database.query<[UnreadView]>(
      'SELECT count(*)::int AS unread FROM desk.notice WHERE person = $1 AND read_at IS NULL',
      [person],
    );
    return row;
  }

  private async toView(row: InboxRow): Promise<NoticeView> {
    const { id, number, act, side, work, dueOn, at, readAt } = row;
    const words = wordsOf(await this.names.put(row));
    const instants = { at: wireInstant(at.getTime()), readAt: readAt && wireInstant(readAt.getTime()) };
    return { id, number, act, side, work, dueOn, ...instants, ...words };
  }
}

const writeCursor = (key: string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

function readCursor(cursor: string): string[] {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const [at, id] = key.map(String);
    if (key.length === 2 && !Number.isNaN(Date.parse(at!)) && /^[0-9a-f-]{36}$/.test(id!)) return [at!, id!];
  } catch {
    // falls through: whatever it was, it was none of ours
  }
  throw new Failure('BAD_INPUT', {}, [
    { pointer: '/cursor', code: 'CURSOR', zh: '无效的翻页标记', en: 'is no cursor of this list' },
  ]);
}

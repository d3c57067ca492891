// JSON Schemas of notices, each tied to its interface.
import { type NoticePage, type NoticeView, type UndeliveredView, type UnreadView } from '#contracts/notices.dto';
import { ROLE_OF_STEP } from '#rules/access';
import { LIFECYCLE } from '#rules/lifecycle';
import { day, instant, int, list, names, object, oneOf, orNull, page, ref, type Schema, text } from './schema';

const act = oneOf(...LIFECYCLE.map((row) => row.act));

/** What the document says of notices. */
export const NOTICE_SCHEMAS = {
  Notice: object<NoticeView>({
    id: text,
    number: text,
    act,
    side: oneOf('APPLICANT', 'OFFICE'),
    work: orNull(oneOf(...Object.keys(ROLE_OF_STEP))),
    dueOn: orNull(day),
    at: instant,
    readAt: orNull(instant),
    title: names,
    text: names,
  }),
  NoticePage: object<NoticePage>({ items: list(ref('Notice')), next: orNull(text), unread: int }),
  Unread: object<UnreadView>({ unread: int }),
  Undelivered: object<UndeliveredView>({
    id: text,
    number: text,
    act,
    person: text,
    at: instant,
    state: oneOf('WAITING', 'FAILED', 'SENT', 'NO_ADDRESS'),
    attempts: int,
    nextAt: orNull(instant),
    error: orNull({ ...text, description: 'A code: `SMTP_550`, `ETIMEDOUT`, `MESSAGING_AWAY` …' }),
  }),
  UndeliveredPage: page('Undelivered'),
} satisfies Record<string, Schema>;

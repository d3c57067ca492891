// Sends the mail of notices. A mail is claimed by a committed statement before it goes and marked after it: a desk that dies between
// the two lets it be sent again, under the same Message-ID, and two desks never send one at the same time.
import { type Logger } from 'pino';
import { type DataSource } from 'typeorm';
import { type ContactsView, type ContactView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { type Loop, startLoop } from '#platform/loop';
import { type RpcClient } from '#platform/rpc-client';
import { type DeskConfig } from '../config';
import { type NoticeRow } from '../notices/inbox';
import { type Names } from '../notices/names';
import { wordsOf } from '../notices/texts';
import { type Carrier, NotSent } from './carrier';

/** After so many tries a mail waits for somebody to send it again. */
export const MOST_TRIES = 12;
/** As many may come twice when a desk is killed. */
const AT_ONCE = 8;
/** In a burst few full rounds cost a fraction of many rounds of few mails. */
const REST_MS = 200;
const HOUR_MS = 3_600_000;

const CLAIM = `
  WITH due AS (
    SELECT notice FROM desk.mail WHERE state = 'WAITING' AND next_at <= clock_timestamp()
    ORDER BY next_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE desk.mail m SET attempts = attempts + 1, next_at = clock_timestamp() + make_interval(secs => $1)
    FROM due WHERE m.notice = due.notice RETURNING m.notice, m.attempts
  )
  SELECT c.attempts, n.id, n.number, n.person, n.act, n.side, n.work, n.due_on::text AS "dueOn", n.outcome, n.item, n.park, n.at
  FROM claimed c JOIN desk.notice n ON n.id = c.notice`;

// Only the try that is the last one marks: a slower one before it has nothing left to say. By the ids, and not joined with what is to be
// marked, nor with the very words of the index of those that wait: Postgres, which judged the tables while they were empty, would read them all.
const MARKED = '($2::jsonb->m.notice::text)';
const MARK = `
  UPDATE desk.mail m SET state = ${MARKED}->>'state', last_error = ${MARKED}->>'error',
    sent_at = CASE ${MARKED}->>'state' WHEN 'SENT' THEN clock_timestamp() END,
    next_at = clock_timestamp() + make_interval(secs => (${MARKED}->>'pauseMs')::float8 / 1000)
  WHERE m.notice = ANY ($1::uuid[]) AND m.attempts = (${MARKED}->>'attempts')::int AND m.state <> ALL ('{SENT,FAILED,NO_ADDRESS}')`;

type Claimed = NoticeRow & { attempts: number; person: string };
type Result = { state: 'SENT' | 'NO_ADDRESS' } | { state: 'WAITING' | 'FAILED'; error: string };
type Settings = Pick<DeskConfig, 'publicUrl' | 'mailFrom' | 'mailPauseMs' | 'mailTimeoutMs'>;

/** Keeps the outgoing mail going. */
export class Post {
  private loop: Loop | undefined;
  private isStopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly rpc: RpcClient,
    private readonly names: Names,
    private readonly carrier: Carrier,
    private readonly settings: Settings,
    private readonly log: Logger,
  ) {}

  /** Begins; what waits from before goes at once. */
  start(): void {
    this.loop = startLoop('post', Math.min(this.settings.mailPauseMs, 5_000), () => this.round(), this.log, REST_MS);
  }

  /** There may be mail to send. */
  wake(): void {
    this.loop?.wake();
  }

  /** Ends after the mails under way. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.loop?.stop();
    this.carrier.close();
  }

  /** Until nothing is left that waits. */
  private async round(): Promise<number> {
    while ((await this.some()) === AT_ONCE && !this.isStopping);
    return 0;
  }

  private async some(): Promise<number> {
    // Longer than a try can take: the request for the address has its own deadline of ten seconds.
    const leaseSeconds = this.settings.mailTimeoutMs / 1_000 + 15;
    const claimed = await this.database.query<Claimed[]>(CLAIM, [leaseSeconds]);
    if (claimed.length === 0) return 0;
    const people = [...new Set(claimed.map(({ person }) => person))];
    const asked = this.rpc.call<ContactsView>(SUBJECTS.personContacts, { people });
    const marks = await Promise.all(claimed.map(async (one) => [one.id, await this.deliver(one, asked)] as const));
    await this.database.query(MARK, [marks.map(([id]) => id), JSON.stringify(Object.fromEntries(marks))]);
    return claimed.length;
  }

  private async deliver(one: Claimed, asked: Promise<ContactsView>) {
    const result = await this.attempt(one, asked);
    const error = 'error' in result ? result.error : null;
    if (error)
      this.log.warn({ notice: one.id, error, attempts: one.attempts, state: result.state }, 'a mail did not go');
    const pauseMs = Math.min(this.settings.mailPauseMs * 2 ** (one.attempts - 1), HOUR_MS);
    return { attempts: one.attempts, state: result.state, error, pauseMs };
  }

  private async attempt(one: Claimed, asked: Promise<ContactsView>): Promise<Result> {
    const again = (error: string): Result => ({ state: one.attempts < MOST_TRIES ? 'WAITING' : 'FAILED', error });
    try {
      const contact = contactIn(await asked, one.person);
      if (!contact) return { state: 'FAILED', error: 'PERSON_GONE' };
      if (contact.mail === null) return { state: 'NO_ADDRESS' };
      const words = wordsOf(await this.names.put(one));
      await this.carrier.send({
        id: one.id,
        from: this.settings.mailFrom,
        to: { name: contact.name, address: contact.mail },
        ...this.writing(one, words, contact.language),
        at: one.at,
      });
      return { state: 'SENT' };
    } catch (error) {
      if (error instanceof NotSent) return error.isFinal ? { state: 'FAILED', error: error.code } : again(error.code);
      if (error instanceof Failure) return again(error.code);
      throw error;
    }
  }

  private writing({ number, side }: Claimed, words: ReturnType<typeof wordsOf>, language: 'zh' | 'en') {
    const page = `${this.settings.publicUrl}${side === 'APPLICANT' ? '' : '/console'}/cases/${number}`;
    const isZh = language === 'zh';
    return {
      subject: `${isZh ? '【园办】' : '[Yuanban] '}${words.title[language]}`,
      text: [
        words.title[language],
        '',
        words.text[language],
        '',
        `${isZh ? '查看办件：' : 'Open the case: '}${page}`,
        '',
        isZh ? '本邮件由系统自动发送，请勿回复。' : 'This mail was sent automatically; please do not reply.',
        '',
      ].join('\n'),
    };
  }
}

const contactIn = ({ contacts }: ContactsView, person: string): ContactView | undefined =>
  contacts.find((one) => one.person === person);

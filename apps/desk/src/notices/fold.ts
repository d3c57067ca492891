// Makes notices of case events, in the order of the log: one for each event and person that it concerns (rules/audience.ts). A batch
// and the watermark are one transaction, and a notice is unique by event and person: what is told twice is noticed once.
import { type DataSource, type EntityManager } from 'typeorm';
import { type LoggedEvent } from '#contracts/event-log.dto';
import { type HoldersView } from '#contracts/registry.dto';
import { NOTICED, SUBJECTS } from '#contracts/subjects';
import { eventsFrom, type Fold } from '#platform/log-follower';
import { type RpcClient } from '#platform/rpc-client';
import { roleOfStep, type Mandate } from '#rules/access';
import { actOf, audienceOf } from '#rules/audience';
import { type ActName } from '#rules/lifecycle';
import { type Parties } from '#rules/state';
import { type ToldWork } from '#rules/doing';

/** The most mandates that are asked about at once. */
const MOST_MANDATES = 2_000;

type Course = Pick<Parties, 'item' | 'park' | 'applicant' | 'window' | 'owner'> & { number: string };

/** An event that somebody hears of, with the mandates of those who do. */
interface Heard {
  event: LoggedEvent;
  act: ActName;
  course: Course;
  audience: readonly Mandate[];
}

/** What the desk makes of the log. `wake` = there may be mail to send. */
export class NoticeFold implements Fold {
  constructor(
    private readonly database: DataSource,
    private readonly rpc: RpcClient,
    private readonly wake: () => void,
  ) {}

  async watermark(): Promise<number> {
    return (await readWatermark(this.database.manager)).position;
  }

  /** Asks the registry outside of the transaction: no lock waits for another app. */
  async fold(events: readonly LoggedEvent[]): Promise<number> {
    const { position, since } = await readWatermark(this.database.manager);
    const fresh = eventsFrom(position, events);
    if (fresh.length === 0) return 0;
    const filed = fresh.flatMap(courseOf);
    const courses = await this.courses(fresh, filed);
    const heard = fresh.filter((event) => isTold(event, since)).flatMap((event) => hearing(event, courses));
    const holders = await this.holders(heard);
    const notices = heard.flatMap((one) => noticesOf(one, holders));
    const { folded, people } = await this.database.transaction(async (manager) => {
      // Another desk may have folded a part meanwhile.
      const from = (await readWatermark(manager, 'FOR UPDATE')).position;
      const rest = fresh.filter((event) => event.position > from);
      if (rest.length === 0) return { folded: 0, people: [] };
      await writeCourses(manager, filed);
      const made = await writeNotices(manager, notices);
      await manager.query('UPDATE desk.watermark SET position = $1', [rest.at(-1)!.position]);
      return { folded: rest.length, people: made };
    });
    if (people.length > 0) {
      this.rpc.tell(NOTICED, { people });
      this.wake();
    }
    return folded;
  }

  private async courses(events: readonly LoggedEvent[], filed: readonly Course[]): Promise<Map<string, Course>> {
    const known = await this.database.query<Course[]>(
      'SELECT number, item, park, applicant, "window", owner FROM desk.course WHERE number = ANY ($1)',
      [[...new Set(events.map(({ number }) => number))]],
    );
    return new Map([...known, ...filed].map((course) => [course.number, course]));
  }

  private async holders(heard: readonly Heard[]): Promise<HoldersView['holders']> {
    // Whose mandate it is, where that matters, is seen in the answer: who stands in for an officer is asked for by the same words.
    const mandates = [
      ...new Map(
        heard.flatMap(({ audience }) => audience.map(({ role, body }) => [`${role} ${body}`, { role, body }])),
      ).values(),
    ];
    const holders: HoldersView['holders'] = [];
    for (let n = 0; n < mandates.length; n += MOST_MANDATES) {
      const some = { mandates: mandates.slice(n, n + MOST_MANDATES) };
      holders.push(...(await this.rpc.call<HoldersView>(SUBJECTS.personHolding, some)).holders);
    }
    return holders;
  }
}

async function readWatermark(manager: EntityManager, lock: '' | 'FOR UPDATE' = '') {
  const [row] = await manager.query<[{ position: string; since: Date }]>(
    `SELECT position, since FROM desk.watermark ${lock}`,
  );
  return { position: Number(row.position), since: row.since };
}

/** Past cases that are brought in concern nobody today; nor does what was recorded before there was a desk. */
const isTold = ({ actor, recorded_at }: LoggedEvent, since: Date) =>
  !actor.startsWith('import:') && Date.parse(recorded_at) >= since.getTime();

function courseOf({ number, type, data }: LoggedEvent): Course[] {
  if (actOf(type) !== 'file') return [];
  const { item, park, applicant, window, owner } = data['parties'] as Parties;
  return [{ number, item, park, applicant, window, owner }];
}

function hearing(event: LoggedEvent, courses: ReadonlyMap<string, Course>): Heard[] {
  const act = actOf(event.type);
  if (!act) return [];
  const course = courses.get(event.number);
  if (!course) throw new Error(`the log tells ${event.type} of ${event.number} before its filing`);
  const copiedTo = event.data['to'] as string[] | undefined;
  const dates = event.data['dates'] as unknown[] | undefined;
  const assignee = event.data['assignee'] as string | undefined;
  const expert = event.data['expert'] as string | undefined;
  const told = {
    work: workOf(event),
    ...(copiedTo && { copiedTo }),
    ...(dates && { dates }),
    ...(assignee && { assignee }),
    ...(expert && { expert }),
  };
  const audience = audienceOf(act, course, told);
  return [{ event, act, course, audience }];
}

const workOf = ({ data }: LoggedEvent) => (data['work'] ?? []) as readonly ToldWork[];

/** An officer who did it is not told of it; an applicant gets it in writing all the same. */
function noticesOf({ event, act, course, audience }: Heard, holders: HoldersView['holders']): object[] {
  const inAudience = holders.filter(({ role, body, holder }) =>
    audience.some((one) => one.role === role && one.body === body && (one.holder ?? holder) === holder),
  );
  return [...new Set(inAudience.map(({ person }) => person))].flatMap((person) => {
    const own = inAudience.filter((one) => one.person === person);
    const side = own.some(({ role }) => role === 'APPLICANT') ? 'APPLICANT' : 'OFFICE';
    if (side === 'OFFICE' && event.actor === `person:${person}`) return [];
    const work = workOf(event).find(({ kind, body }) =>
      own.some((one) => one.role === roleOfStep({ kind, body }) && one.body === body),
    );
    const { number, no, recorded_at: at, data } = event;
    // Of a copy the day is that by which it had to go out: none of who gets it.
    const dueOn = workOf(event).length > 0 ? data['dueOn'] : null;
    const told = { work: work?.kind ?? null, due_on: dueOn ?? null, outcome: data['outcome'] ?? null };
    return [{ number, no, person, act, side, ...told, item: course.item, park: course.park, at }];
  });
}

async function writeCourses(manager: EntityManager, courses: readonly Course[]): Promise<void> {
  await manager.query(
    `INSERT INTO desk.course (number, item, park, applicant, "window", owner)
     SELECT number, item, park, applicant, "window", owner
     FROM jsonb_to_recordset($1::jsonb) AS c(number text, item text, park text, applicant text, "window" text, owner text)
     ON CONFLICT (number) DO NOTHING`,
    [JSON.stringify(courses)],
  );
}

/** Returns the people who have a new one. */
async function writeNotices(manager: EntityManager, notices: readonly object[]): Promise<string[]> {
  const rows = await manager.query<{ person: string }[]>(
    `WITH made AS (
       INSERT INTO desk.notice (number, no, person, act, side, work, due_on, outcome, item, park, at)
       SELECT number, no, person, act, side, work, due_on, outcome, item, park, at
       FROM jsonb_to_recordset($1::jsonb) AS n(number text, no int, person text, act text, side text, work text, due_on date,
         outcome text, item text, park text, at timestamptz)
       ON CONFLICT ON CONSTRAINT notice_once DO NOTHING RETURNING id, person
     ), mailed AS (INSERT INTO desk.mail (notice) SELECT id FROM made)
     SELECT DISTINCT person FROM made ORDER BY person`,
    [JSON.stringify(notices)],
  );
  return rows.map(({ person }) => person);
}

// The oracle of a storm: what must hold of its house once all is calm, each row with how much was looked at and what is wrong of it.
import { readdirSync } from 'node:fs';
import { LIFECYCLE } from '#rules/lifecycle';
import { eventHash } from '../../apps/cases/src/act/events';
import { statesOf, wrongsOf, type Wrong } from '../conserved';
import { calendar } from '../law';
import { datesThatDiffer, pythonHere } from '../oracle/dates';
import { until } from '../processes';
import { figuresRebuilt, FIGURES } from '../projections';
import { personId } from '../story';
import { type Asked, isDone } from './door';
import { type House } from './house';

/** Something wrong; of a case, if it is one's. `no` = its first event that is not as it should be. */
export type Flaw = { what: string } & Partial<Pick<Wrong, 'number' | 'no'>>;

/** One row of the table. */
export interface Judged {
  letter: string;
  promise: string;
  looked: number;
  wrong: Flaw[];
}

const eventOf = new Map<string, string>(LIFECYCLE.map(({ act, event }) => [act, event]));
const done = (history: readonly Asked[]) => history.filter(({ answer }) => answer !== null && isDone(answer));

/** What the record says, read without changing anything; spoiled records are judged by it as well. */
export async function judgeRecord(house: House, history: readonly Asked[]): Promise<Judged[]> {
  const { place } = house;
  const acknowledged = done(history).filter(({ on }) => on === null);
  const numbers = [...new Set(acknowledged.map(({ answer }) => answer!.number!))];
  const doubled = acknowledged.length - numbers.length;
  const wrongs = await wrongsOf(place, numbers, calendar);
  const of = (letter: Wrong['letter']): Flaw[] => wrongs.filter((wrong) => wrong.letter === letter);
  const events = await eventsOf(place);
  const deciding = ['case.decided.v1', 'case.promise-decided.v1'];
  const states = wrongs.length > 0 ? [] : await statesOf(place, numbers, calendar);
  const dates = await datesThatDiffer(await pythonHere(), states);
  const twice = doubled > 0 ? [{ what: `${doubled} filings were answered with the number of another` }] : [];
  return [
    row('a', 'each acknowledged filing has one case, and no other case is there', acknowledged.length, [
      ...of('a'),
      ...twice,
    ]),
    row(
      'b',
      'at most one effective decision in a round of a case',
      events.filter(({ type }) => deciding.includes(type)).length,
      of('b'),
    ),
    row(
      'c',
      'each act of time once, at its legal instant, and each state what its people make of it',
      events.length,
      of('c'),
    ),
    row(
      'c',
      wrongs.length > 0
        ? 'dates and cards by Python: not asked, the record being wrong'
        : 'each date and card is the one that Python computes',
      states.length,
      dates.map((what) => ({ what, number: what.split(' ')[0]! })),
    ),
    ...(await judgeKeys(house, history, events)),
    row(
      'd',
      'events numbered without a gap, one hash chain each',
      events.length,
      brokenChains(events, await endsOf(place)),
    ),
    row(
      'd',
      'each event has one position in the log, without a gap, and is published',
      events.length,
      await positions(place),
    ),
    row('e', 'the work lists say what the states say', numbers.length, of('e')),
    row('f', 'each paper made out once, certificates too', await count(place, 'cases.instrument'), [
      ...of('f'),
      ...(await place.sql<Flaw>(PAPERS)),
    ]),
    row('f', 'each notice written once to whom it concerns', await count(place, 'desk.notice'), await mails(house)),
  ];
}

/** What is told of the record, made anew from nothing: the house is another one afterwards. */
export async function judgeProjections(house: House): Promise<Judged[]> {
  const { place, processes } = house;
  const figures = async () => (await place.sql<{ tables: string }>(FIGURES))[0]!.tables;
  const [asFolded, rebuilt] = [await figures(), await figuresRebuilt(place)];
  const notices = async () => (await place.sql<{ line: string }>(NOTICES)).map(({ line }) => line);
  const asTold = await notices();
  await processes.desk.stop();
  await place.sql('DELETE FROM desk.notice; DELETE FROM desk.course; UPDATE desk.watermark SET position = 0');
  await processes.desk.start();
  const head = async () => (await place.sql<{ is: boolean }>(DESK_IS_UP))[0]!.is;
  await until('the desk has told everything anew', head, 300_000);
  return [
    row(
      'e',
      'the figures of the commission, rebuilt, are the same to the byte',
      asFolded.split('\n').length,
      differing(asFolded.split('\n'), rebuilt.split('\n')),
    ),
    row('e', 'the notices, told anew, are the same', asTold.length, differing(asTold, await notices())),
  ];
}

const row = (letter: string, promise: string, looked: number, wrong: readonly Flaw[]): Judged => ({
  ...{ letter, promise, looked },
  wrong: [...wrong],
});

interface Event {
  number: string;
  no: number;
  type: string;
  effectiveAt: number;
  recordedAt: number;
  actor: string;
  data: object;
  prev: Buffer;
  hash: Buffer;
}
type Place = House['place'];

const eventsOf = (place: Place) =>
  place.sql<Event>(
    `SELECT number, no, type, (extract(epoch FROM effective_at) * 1000)::float8 AS "effectiveAt",
       (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", actor, data, prev_hash AS prev, hash
     FROM cases.case_event ORDER BY number, no`,
  );

const endsOf = (place: Place) =>
  place.sql<{ number: string; seq: number; hash: Buffer }>(
    'SELECT number, seq, last_hash AS hash FROM cases.approval_case ORDER BY number',
  );

/** One event a key, the one that was asked for, and every event of a person under a key; no key was kept of what was refused. */
async function judgeKeys({ place }: House, history: readonly Asked[], events: readonly Event[]): Promise<Judged[]> {
  const kept = await place.sql<{ actor: string; key: string; number: string; seq: number }>(
    'SELECT actor, key, number, seq FROM cases.command',
  );
  const byPeople = new Map<string, Event[]>();
  for (const event of events.filter(({ actor }) => actor.startsWith('person:')))
    byPeople.set(event.number, [...(byPeople.get(event.number) ?? []), event]);
  // A person's act stands before whatever time did in the same transaction.
  const keys = new Map(
    kept.map((one) => [one.key, { ...one, event: byPeople.get(one.number)?.findLast(({ no }) => no <= one.seq) }]),
  );
  const acts = done(history);
  const unlike: Flaw[] = acts.flatMap(({ key, user, act, answer }) => {
    const found = keys.get(key);
    const number = answer!.number!;
    if (!found || found.number !== number || found.actor !== `person:${personId(user)}`)
      return {
        number,
        what: `${act} under ${key} was acknowledged, ${found ? `but kept for ${found.number}` : 'and is lost'}`,
      };
    if (found.event?.type !== eventOf.get(act) || found.event?.actor !== found.actor)
      return { number, what: `${act} under ${key} is recorded as ${found.event?.type ?? 'nothing'}`, no: found.seq };
    return [];
  });
  const meant = new Set([...keys.values()].map(({ event }) => event));
  const keyless = [...byPeople.values()].flat().filter((event) => !meant.has(event));
  const refused = history.filter(({ answer }) => answer === null || !isDone(answer));
  const repeats = acts.flatMap((asked) => repeatsOf(asked).map((one) => ({ asked, one })));
  return [
    row('d', 'each acknowledged act is one event under its key, and no event of a person is without', acts.length, [
      ...unlike,
      ...keyless.map(({ number, no, type }) => ({ number, no, what: `event ${no} ${type} has no key of its own` })),
      ...(kept.length === meant.size ? [] : [{ what: `${kept.length} keys for ${meant.size} events` }]),
    ]),
    row('d', 'what was refused, or never answered, was not done', refused.length, [
      ...refused.flatMap(({ key, act, answer }) => {
        const found = keys.get(key);
        return found
          ? { number: found.number, what: `${act} under ${key} was ${answer?.code ?? 'not answered'}, yet done` }
          : [];
      }),
      ...refused
        .filter(({ answer }) => answer === null)
        .map(({ key, act }) => ({ what: `${act} under ${key} was never answered` })),
    ]),
    row(
      'd',
      'a request repeated under its key has the answer of the first',
      repeats.length,
      repeats
        .filter(({ asked, one }) => one.number !== asked.answer!.number || one.status !== asked.answer!.status)
        .map(({ asked, one }) => ({
          number: asked.answer!.number!,
          what: `${asked.key} repeated: ${one.status} ${one.code ?? one.number}`,
        })),
    ),
  ];
}

/** Sendings that began after the answer was there and were answered themselves, and those that were done beside it. */
const repeatsOf = ({ tries, answer }: Asked) =>
  tries.filter(
    (one) =>
      one !== answer &&
      (isDone(one) || (one.sentAt >= answer!.endedAt && one.status !== null && one.status < 500 && one.status !== 401)),
  );

function brokenChains(events: readonly Event[], ends: Awaited<ReturnType<typeof endsOf>>): Flaw[] {
  const flaws: Flaw[] = [];
  const last = new Map<string, Event>();
  for (const event of events) {
    const { prev, hash, ...core } = event;
    const { number, no } = core;
    const before = last.get(number);
    last.set(number, event);
    if (no !== (before?.no ?? 0) + 1)
      flaws.push({ number, no, what: `event ${no} follows ${before?.no ?? 'nothing'}` });
    else if (before && !prev.equals(before.hash))
      flaws.push({ number, no, what: `event ${no} is not chained to the one before` });
    if (!hash.equals(eventHash(prev, core))) flaws.push({ number, no, what: `event ${no} is not what was recorded` });
  }
  for (const { number, seq, hash } of ends) {
    const end = last.get(number);
    if (end?.no !== seq || !end.hash.equals(hash))
      flaws.push({ number, no: seq, what: `its events end with ${end?.no ?? 'none'}, not ${seq}` });
  }
  return flaws;
}

async function positions(place: Place): Promise<Flaw[]> {
  const [found] = await place.sql<Record<'events' | 'places' | 'last' | 'published' | 'waiting', number>>(
    `SELECT (SELECT count(*)::int FROM cases.case_event) AS events, (SELECT count(*)::int FROM cases.outbox) AS waiting,
       (SELECT count(*)::int FROM cases.case_log l JOIN cases.case_event e ON e.id = l.event_id) AS places,
       (SELECT coalesce(max(position), 0)::int FROM cases.case_log) AS last, (SELECT position::int FROM cases.published) AS published`,
  );
  const { events, places, last, published, waiting } = found!;
  const isWhole = events === places && places === last && last === published && waiting === 0;
  return isWhole ? [] : [{ what: JSON.stringify(found) }];
}

const count = async (place: Place, table: string) =>
  (await place.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

// Numbers of one issuer, kind and year run from 1 without a gap, further versions of a certificate under the same, and the counter
// stands at the last; a certificate was kept as it was issued.
const PAPERS = `
  SELECT format('%s %s of %s: %s papers, the last is %s, the counter stands at %s', issuer, kind, year, n, last, counted) AS what
  FROM (SELECT issuer, kind, year, epoch, count(DISTINCT serial) AS n, max(serial) AS last FROM cases.instrument GROUP BY 1, 2, 3, 4) i
  FULL JOIN (SELECT issuer, kind, year, epoch, last AS counted FROM cases.instrument_counter) c USING (issuer, kind, year, epoch)
  WHERE n IS DISTINCT FROM last OR last IS DISTINCT FROM counted
  UNION ALL
  SELECT format('%s has the number of another paper', number) FROM cases.instrument GROUP BY number HAVING count(*) > 1
  UNION ALL
  SELECT format('%s has no file', i.number) FROM cases.instrument i LEFT JOIN cases.instrument_file f USING (id)
  WHERE i.kind = 'certificate' AND f.id IS NULL`;

const NOTICES = `
  SELECT concat_ws(' ', number, no, person, act, side, work, due_on, outcome, item, park, at) AS line FROM desk.notice ORDER BY number, no, person`;
const DESK_IS_UP = `SELECT w.position = (SELECT max(position) FROM cases.case_log) AS is FROM desk.watermark w`;

/** One mail a notice, sent or without an address; in the folder lies what was sent, and nothing else. */
async function mails({ place }: House): Promise<Flaw[]> {
  const rows = await place.sql<{ id: string; number: string; state: string | null }>(
    `SELECT n.id, n.number, m.state FROM desk.notice n LEFT JOIN desk.mail m ON m.notice = n.id`,
  );
  const files = new Set(lettersIn(place.env['MAIL_OUTBOX']!));
  const sent = rows.filter(({ state }) => state === 'SENT');
  return [
    ...rows
      .filter(({ state }) => state !== 'SENT' && state !== 'NO_ADDRESS')
      .map(({ id, number, state }) => ({ number, what: `the mail of notice ${id} is ${state ?? 'missing'}` })),
    ...sent
      .filter(({ id }) => !files.delete(id))
      .map(({ id, number }) => ({ number, what: `the mail of notice ${id} was not sent` })),
    ...[...files].map((id) => ({ what: `the mail ${id} belongs to no notice` })),
  ];
}

function lettersIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => /^([^.]+)\.eml$/.exec(name)?.slice(1) ?? []);
  } catch {
    return []; // made by the first mail
  }
}

/** Lines that one side has and the other has not. */
function differing(ours: readonly string[], theirs: readonly string[]): Flaw[] {
  const [some, others] = [new Set(ours), new Set(theirs)];
  return [
    ...ours.filter((line) => !others.has(line)).map((line) => ({ what: `only before: ${line}` })),
    ...theirs.filter((line) => !some.has(line)).map((line) => ({ what: `only after: ${line}` })),
  ];
}

// What must hold of a house whatever was taken away from it: each case is what its people alone would have made of it, once.
import { transition, LIFECYCLE, type Instrument } from '#rules/lifecycle';
import { type ActData } from '#rules/doing';
import { type Definition } from '#rules/definition';
import { Refusal } from '#rules/refusal';
import { replay } from '#rules/replay';
import { type CaseState } from '#rules/state';
import { type Calendar } from '#rules/workday';
import { type Installation } from './installation';
import { type Dated } from './oracle/dates';

interface Row {
  number: string;
  definition: Definition;
  state: CaseState;
  events: { type: string; at: number; actor: string; data: ActData & { texts?: unknown } }[];
  tasks: string[];
  papers: Partial<Record<Instrument, number>>;
}

const ROWS = `
  SELECT c.number, c.definition, c.state,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'at', (extract(epoch FROM e.effective_at) * 1000)::bigint, 'actor', e.actor,
      'data', e.data) ORDER BY e.no), '[]') FROM cases.case_event e WHERE e.number = c.number) AS events,
    (SELECT coalesce(jsonb_agg(t.step ORDER BY t.step COLLATE "C"), '[]') FROM cases.task t
      WHERE t.number = c.number AND t.closed_at IS NULL) AS tasks,
    (SELECT coalesce(jsonb_object_agg(kind, n), '{}') FROM (
      SELECT kind, count(*)::int AS n FROM cases.instrument i WHERE i.case_number = c.number GROUP BY kind) p) AS papers
  FROM cases.approval_case c WHERE c.number = ANY ($1) ORDER BY c.number`;

const actOf = new Map(LIFECYCLE.map(({ event, act }) => [event, act]));
const told = (events: readonly { type: string; at: number; data: object }[]) =>
  events.map(({ type, at, data }) => {
    // What was written lies beside the event, under salted hashes.
    const facts = { ...data, texts: undefined };
    return `${new Date(at).toISOString()} ${type} ${JSON.stringify(sorted(facts))}`;
  });

/** Something of a case that is not as it should be, and by which letter of the oracle. */
export interface Wrong {
  letter: 'a' | 'b' | 'c' | 'e' | 'f';
  number: string;
  what: string;
  /** The first event that is not what the acts before it call for; all before it is as it should be. */
  no?: number;
}

/**
 * Everything wrong in a house, nothing if all is well. (a) each acknowledged filing is one case, and there is no other; (b) no case has two
 * effective decisions; (c) what people and the machine did, lived again in memory without any process, gives every act of time at the
 * same instant, once, and the same state; (e) the work lists say what the states say; (f) every paper is made out as often as the acts
 * that call for it, a certificate too.
 */
export async function wrongsOf(
  place: Pick<Installation, 'sql'>,
  acknowledged: readonly string[],
  calendar: Calendar,
  others: readonly string[] = [],
): Promise<Wrong[]> {
  const rows = await place.sql<Row>(ROWS, [acknowledged]);
  const [{ now }] = (await place.sql('SELECT platform.business_now() AS now')) as [{ now: Date }];
  const known = new Set(rows.map(({ number }) => number));
  const lost = acknowledged.filter((number) => !known.has(number));
  const strangers = await place.sql<{ number: string }>(
    'SELECT number FROM cases.approval_case WHERE NOT number = ANY ($1) ORDER BY number',
    [[...acknowledged, ...others]],
  );
  return [
    ...lost.map((number): Wrong => ({ letter: 'a', number, what: 'is lost' })),
    ...strangers.map(({ number }): Wrong => ({ letter: 'a', number, what: 'was acknowledged to nobody' })),
    ...rows.flatMap((row) => wrongsIn(row, calendar, now.getTime())),
  ];
}

/** The same as lines that begin with the number. */
export const faultsOf = async (...of: Parameters<typeof wrongsOf>): Promise<string[]> =>
  (await wrongsOf(...of)).map(({ number, what }) => `${number}: ${what}`);

/** The states through which cases have passed, lived again from what people and the machine did. */
export async function statesOf(
  place: Pick<Installation, 'sql'>,
  numbers: readonly string[],
  calendar: Calendar,
): Promise<Dated[]> {
  const rows = await place.sql<Row>(ROWS, [numbers]);
  return rows.flatMap((row) =>
    livedAgain(row, calendar, row.state.lastAt).lived.map(({ state }) => ({
      name: row.number,
      state,
      definition: row.definition,
    })),
  );
}

function livedAgain({ definition, events }: Row, calendar: Calendar, until: number) {
  const acts = events
    .filter(({ actor }) => actor !== 'time')
    .map(({ type, at, actor, data }) => ({ act: actOf.get(type)!, at, by: actor, data }));
  return replay(acts[0]!, acts.slice(1), { definition, calendar, until });
}

function wrongsIn(row: Row, calendar: Calendar, until: number): Wrong[] {
  const { number, state, events, tasks, papers } = row;
  const wrongs: Wrong[] = [];
  const add = (letter: Wrong['letter'], what: string, no?: number) =>
    void wrongs.push({ letter, number, what, ...(no !== undefined && { no }) });
  const deciding = [transition('decide').event, transition('decide-on-promise').event];
  const decisions = events.filter(({ type }) => deciding.includes(type)).length;
  if (decisions > (state.round ?? 1)) add('b', `${decisions} decisions in ${state.round ?? 1} rounds`);
  const called = papersOf(row);
  if (JSON.stringify(sorted(papers)) !== JSON.stringify(sorted(called)))
    add('f', `papers ${JSON.stringify(papers)}, should be ${JSON.stringify(called)}`);
  const open = state.steps.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  if (JSON.stringify(open.sort()) !== JSON.stringify(tasks)) add('e', `open ${open.join()}, listed ${tasks.join()}`);
  const theirs = comesTo(row, calendar, until);
  const ours = told(events);
  const n = ours.findIndex((line, i) => line !== theirs.lines[i]);
  if (n >= 0 || ours.length !== theirs.lines.length) {
    const place = n >= 0 ? n : ours.length;
    add(
      'c',
      `event ${place + 1} is ${ours[place] ?? 'missing'}, should be ${theirs.lines[place] ?? 'none'}`,
      place + 1,
    );
  } else if (JSON.stringify(sorted(state)) !== JSON.stringify(sorted(theirs.state))) {
    add('c', `the state is ${JSON.stringify(state)}, should be ${JSON.stringify(theirs.state)}`);
  }
  return wrongs;
}

/** The events and the state that the acts of a case come to; an act that the rules refuse where it stands leaves its reason as the last line. */
function comesTo(row: Row, calendar: Calendar, until: number): { lines: string[]; state: CaseState | null } {
  const { events } = row;
  if (events.length === 0) return { lines: ['the filing'], state: null };
  for (let upTo = events.length, refused = ''; ;)
    try {
      const { lived, state } = livedAgain({ ...row, events: events.slice(0, upTo) }, calendar, until);
      const lines = told(lived.map(({ event, at }) => ({ ...event, at })));
      // Time that had its say after the last act that stands is no part of the difference.
      return refused ? { lines: [...lines.slice(0, upTo), refused], state: null } : { lines, state };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, path } = error;
      refused = `refused: ${code}`;
      const acts = events.flatMap(({ actor }, n) => (actor === 'time' ? [] : [n]));
      upTo = acts[1 + Number(/^acts\.(\d+)$/.exec(path ?? '')?.[1] ?? -1)] ?? 0;
      if (upTo === 0) return { lines: [refused], state: null };
    }
}

/** How many papers of each kind the acts of a case call for; what is recorded on the spot needs no receipt beside its record. */
function papersOf({ definition, events }: Pick<Row, 'definition' | 'events'>): Row['papers'] {
  const papers: Row['papers'] = {};
  for (const { type } of events) {
    const { instrument } = transition(actOf.get(type)!);
    if (instrument && !(definition.onTheSpot && instrument === 'receipt'))
      papers[instrument] = (papers[instrument] ?? 0) + 1;
  }
  return papers;
}

/** The same value with its keys in one order: Postgres keeps none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

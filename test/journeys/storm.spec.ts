// A small storm: half a minute of faults on a whole house of its own, while people file and act. `npm run storm` does so at length.
import { type Asked, isDone } from '../storm/door';
import { type Judged, judgeProjections, judgeRecord } from '../storm/oracle';
import { countsOf, TARGETS } from '../storm/plan';
import { judgeRecovery } from '../storm/recovery';
import { shortestHistories } from '../storm/shortest';
import { weather, type Weathered } from '../storm/storm';

const SETTINGS = {
  ...{ seed: 13, ms: 30_000, cases: 36, atOnce: 6 },
  env: { LOOK_AFTER_MS: '1000', MAIL_TIMEOUT_MS: '1000' },
};

let weathered: Weathered;
let table: Judged[];

beforeAll(async () => {
  weathered = await weather(SETTINGS, () => undefined);
  table = await judgeRecord(weathered.house, weathered.door.history);
}, 180_000);
afterAll(() => weathered?.house.stop(false), 30_000);

const wrongOf = (rows: readonly Judged[]) => rows.filter(({ wrong }) => wrong.length > 0);
const sql = (text: string, values: unknown[] = []) => weathered.house.place.sql(text, values);
/** The letters of what is wrong once this was done to the record, and what is said of it; then it is undone. */
async function spoiled(how: string, undone: string, values: unknown[] = []) {
  await sql(how, values);
  const rows = wrongOf(await judgeRecord(weathered.house, weathered.door.history).finally(() => sql(undone, values)));
  return {
    letters: [...new Set(rows.map(({ letter }) => letter))],
    flaws: rows.flatMap(({ wrong }) => wrong),
  };
}

it('nothing is lost, doubled or wrong, and of everything there was some', () => {
  expect(wrongOf(table)).toEqual([]);
  expect(weathered.restless).toEqual([]);
  expect(table.filter(({ looked }) => looked === 0)).toEqual([]);
  expect(table.map(({ letter }) => letter)).toEqual(['a', 'b', 'c', 'c', 'd', 'd', 'd', 'd', 'd', 'e', 'f', 'f']);
});

it('every fault of the plan has struck, one of each kind at least', () => {
  const { plan, struck } = weathered;
  expect(new Set(struck.map(({ fault }) => fault))).toEqual(new Set(plan));
  expect(struck.filter(({ until }) => until === null)).toEqual([]);
  expect(Math.min(...Object.values(countsOf(plan)))).toBeGreaterThan(0);
  const [all] = struck.filter(({ fault }) => fault.kind === 'kill' && fault.targets.length === TARGETS.length);
  expect(all).toBeDefined();
  // Temporal is still away with its databases when all are killed.
  const { temporal, ...processes } = weathered.house.processes;
  expect(temporal.pid).toBeGreaterThan(0);
  expect(
    Object.entries(processes)
      .filter(([, { restarts }]) => restarts === 0)
      .map(([target]) => target),
  ).toEqual([]);
});

it('people had durable answers again soon after each kill', () => {
  const rows = judgeRecovery(weathered.recovery);
  expect(wrongOf(rows)).toEqual([]);
  expect(rows.map(({ looked }) => looked > 0)).toEqual([true, true]);
});

it('an event that is gone, or one too many, would be seen, and the history that leads there be told', async () => {
  const [gone] = await sql(
    `DELETE FROM cases.case_event e WHERE id = (SELECT min(id) FROM cases.case_event WHERE type = 'case.yellow-carded.v1')
     RETURNING number, no, to_jsonb(e) AS event`,
  );
  const back = 'INSERT INTO cases.case_event SELECT * FROM jsonb_populate_record(NULL::cases.case_event, $1)';
  const { letters, flaws } = await spoiled('SELECT $1::jsonb', back, [JSON.stringify(gone!['event'])]);
  expect(letters).toEqual(['c', 'd']);
  expect(new Set(flaws.flatMap(({ number }) => number ?? []))).toEqual(new Set([gone!['number']]));
  expect(flaws.flatMap(({ no }) => no ?? [])).toContain(gone!['no']);
  const { house, door, struck } = weathered;
  const [told] = await shortestHistories(house, flaws, door.history, struck);
  const lines = told!.split('\n');
  expect(lines[0]).toBe(gone!['number']);
  // From its filing up to there, and the hours that passed meanwhile.
  expect(lines.filter((line) => line.includes(' file storm-13-'))).not.toEqual([]);
  expect(lines.filter((line) => line.includes('-- business time'))).not.toEqual([]);
  expect(lines.filter((line) => /^ +\d+ case\./.test(line))).toHaveLength(Number(gone!['no']));
});

it('a decision under no key, an act of time a minute off, a lost case, a number that is skipped, a mail too few: each would be seen', async () => {
  const decided = `(SELECT max(id) FROM cases.case_event WHERE type IN ('case.decided.v1', 'case.promise-decided.v1'))`;
  const twice = await spoiled(
    `INSERT INTO cases.case_event (id, number, no, type, effective_at, recorded_at, actor, data, prev_hash, hash)
     SELECT -1, number, 1000, type, effective_at, recorded_at, actor, data, prev_hash, hash FROM cases.case_event WHERE id = ${decided}`,
    'DELETE FROM cases.case_event WHERE id = -1',
  );
  expect(twice.letters).toEqual(expect.arrayContaining(['b', 'c', 'd', 'f']));
  const red = `(SELECT min(id) FROM cases.case_event WHERE type = 'case.red-carded.v1')`;
  const moved = await spoiled(
    `UPDATE cases.case_event SET effective_at = effective_at + interval '1 minute' WHERE id = ${red}`,
    `UPDATE cases.case_event SET effective_at = effective_at - interval '1 minute' WHERE id = ${red}`,
  );
  expect(moved.letters).toEqual(['c', 'd']);
  const counter = await spoiled(
    `UPDATE cases.instrument_counter SET last = last + 1 WHERE kind = 'receipt'`,
    `UPDATE cases.instrument_counter SET last = last - 1 WHERE kind = 'receipt'`,
  );
  expect(counter.letters).toEqual(['f']);
  const unsent = await spoiled(
    `UPDATE desk.mail SET state = 'FAILED' WHERE notice = (SELECT notice FROM desk.mail WHERE state = 'SENT' LIMIT 1)`,
    `UPDATE desk.mail SET state = 'SENT' WHERE state = 'FAILED'`,
  );
  expect(unsent.letters).toEqual(['f']);
});

it('an answer that nobody kept, a refusal that was done, and a repeat that says otherwise would be seen', async () => {
  const { house, door } = weathered;
  const judged = async (history: readonly Asked[]) =>
    wrongOf(await judgeRecord(house, history)).flatMap(({ letter, wrong }) =>
      wrong.map(({ what }) => `${letter} ${what}`),
    );
  const filed = door.history.find(({ on, answer }) => on === null && answer && isDone(answer))!;
  const others = door.history.filter((one) => one !== filed);
  const neverKept = { ...filed, key: 'never-kept', tries: [], answer: { ...filed.answer!, number: 'never-filed' } };
  expect(await judged([...door.history, neverKept])).toEqual([
    'a is lost',
    'd file under never-kept was acknowledged, and is lost',
  ]);
  const refused = { ...filed, answer: { ...filed.answer!, status: 409, code: 'ACT_OUT_OF_TURN' } };
  expect(await judged([...others, refused])).toEqual([
    'a was acknowledged to nobody',
    `d file under ${filed.key} was ACT_OUT_OF_TURN, yet done`,
  ]);
  const otherwise = { ...filed.answer!, sentAt: filed.answer!.endedAt + 1, number: 'another' };
  expect(await judged([...others, { ...filed, tries: [...filed.tries, otherwise] }])).toEqual([
    `d ${filed.key} repeated: 201 another`,
  ]);
});

it('figures and notices made anew from the log are the same, and a notice too few would be seen', async () => {
  const [gone] = await sql(
    `DELETE FROM desk.notice WHERE id = (SELECT max(id::text)::uuid FROM desk.notice) RETURNING number`,
  );
  const rows = await judgeProjections(weathered.house);
  expect(rows.map(({ looked }) => looked > 10)).toEqual([true, true]);
  expect(rows.map(({ wrong }) => wrong.length)).toEqual([0, 1]);
  expect(rows[1]!.wrong[0]!.what).toContain(`only after: ${String(gone!['number'])}`);
});

// A small storm: half a minute of faults on a whole house while people file and act. What `npm run storm` does at length.
import { type Judged, judgeProjections, judgeRecord } from '../storm/oracle';
import { countsOf } from '../storm/plan';
import { shortestHistories } from '../storm/shortest';
import { judge, weather, type Weathered } from '../storm/storm';

const SETTINGS = {
  seed: 8,
  ms: 30_000,
  cases: 36,
  atOnce: 6,
  env: { LOOK_AFTER_MS: '1000', MAIL_TIMEOUT_MS: '1000' },
};

let weathered: Weathered;
let table: Judged[];

beforeAll(async () => {
  weathered = await weather(SETTINGS, (line) => process.stderr.write(`${new Date().toISOString()} ${line}\n`));
  table = await judgeRecord(weathered.house, weathered.door.history);
  process.stderr.write(JSON.stringify(await weathered.house.place.sql('SELECT platform.business_now(), clock_timestamp()')) + new Date(weathered.house.now()).toISOString() + '\n');
  process.stderr.write(JSON.stringify(table.map(({ promise, looked }) => [promise, looked])) + '\n');
  process.stderr.write(JSON.stringify(await weathered.house.place.sql('SELECT type, actor, count(*) FROM cases.case_event GROUP BY 1,2')) + '\n');
  for (const { key, act, tries } of weathered.door.history)
    for (const t of tries)
      if (t.endedAt - t.sentAt > 4000)
        process.stderr.write(`${new Date(t.sentAt).toISOString()} ${key} ${act} ${t.status} ${t.code} ${t.endedAt - t.sentAt}\n`);
  process.stderr.write(`${new Date().toISOString()} judged\n`);
  for (const s of weathered.struck) process.stderr.write(`${new Date(s.from).toISOString()} ${s.until! - s.from} ${JSON.stringify(s.fault)}\n`);
}, 180_000);
afterAll(() => weathered?.house.stop(false), 30_000);

const wrongOf = (rows: readonly Judged[]) => rows.filter(({ wrong }) => wrong.length > 0);
const lettersOf = (rows: readonly Judged[]) => [...new Set(wrongOf(rows).map(({ letter }) => letter))];

it('nothing is lost, doubled or wrong, and there was something to lose', () => {
  expect(wrongOf(table)).toEqual([]);
  expect(weathered.restless).toEqual([]);
  const lookedAt = Object.fromEntries(table.map(({ promise, looked }) => [promise, looked]));
  expect(Object.entries(lookedAt).filter(([, looked]) => looked === 0)).toEqual([]);
});

// `yuanban simulate` on a real Postgres with past cases in it, and on an export of them: real processes, and nothing is written.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { COLUMNS } from '#contracts/past-case';
import { ActService } from '../../apps/cases/src/act/act.service';
import { Exports } from '../../apps/cases/src/past/exports';
import { before, COMMISSION, house, imported, lines, pastHouse } from '../../test/past-house';
import { FORM, PARK, storyOn } from '../../test/story';
import { type SimulateAnswer } from './simulate';

const CASES = 600;
const folder = mkdtempSync(join(tmpdir(), 'yuanban-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));
pastHouse();
beforeAll(async () => {
  const { view } = await imported([lines(CASES, 4)]);
  expect(view).toMatchObject({ imported: CASES, refused: 0 });
}, 60_000);

let files = 0;
/** A change as a file. */
function written(change: unknown): string {
  const file = join(folder, `${++files}.json`);
  writeFileSync(file, JSON.stringify(change));
  return file;
}
const yuanban = (args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], ...house.place.env };
    const program = [join(__dirname, 'yuanban.cjs'), 'simulate', ...args];
    execFile(process.execPath, program, { env, maxBuffer: 1e8 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
async function simulated(item: string, change: unknown, ...more: string[]): Promise<SimulateAnswer> {
  const { code, out, err } = await yuanban(['--item', item, '--change', written(change), '--json', ...more]);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as SimulateAnswer;
}
async function exported(asRows: boolean, forms = false): Promise<string> {
  const all: unknown[] = [];
  for (let after: string | undefined; ;) {
    const page = await house.door.get(Exports).cases({ person: COMMISSION, after, rows: asRows, forms });
    all.push(...page.lines);
    if (page.next === null) break;
    after = page.next;
  }
  const file = join(folder, `${++files}.${asRows ? 'csv' : 'jsonl'}`);
  const text = asRows
    ? stringify([[...COLUMNS], ...(all as string[][])], { bom: true, escape_formulas: true })
    : all.map((one) => JSON.stringify(one)).join('\n');
  writeFileSync(file, text);
  return file;
}
const same = ({ before: b, after, parks, bodies, cases, assumedOpinions, fallenActs }: SimulateAnswer) => {
  return { b, after, parks, bodies, cases, assumedOpinions, fallenActs };
};

describe('a change that changes nothing', () => {
  it.each(['5', '11', '12', '16', 'T01', 'E01'])('leaves item %s as the log has it, card for card', async (item) => {
    const { place } = house;
    const log = await place.sql(
      `SELECT e.type, count(*)::int AS n FROM cases.case_event e JOIN cases.approval_case c USING (number)
       WHERE c.item = $1 GROUP BY 1`,
      [item],
    );
    const logged = (type: string) => (log.find((row) => row['type'] === `case.${type}.v1`)?.['n'] ?? 0) as number;
    const answer = await simulated(item, {});
    expect(answer.cases).toBe(logged('filed'));
    expect(answer.after).toEqual(answer.before);
    expect(answer.differing).toEqual([]);
    expect(answer).toMatchObject({ item, from: 'installation', assumedOpinions: 0, fallenActs: 0, refused: {} });
    expect(answer.before).toMatchObject({
      yellowCards: logged('yellow-carded'),
      redCards: logged('red-carded'),
      deemedAccepted: logged('deemed-accepted'),
      open: 0,
    });
    expect(answer.assumptions.length).toBeGreaterThan(3);
  });
});

describe('a shorter promise', () => {
  it('tells which cases would have had which card, in the order of their numbers', async () => {
    const { before: had, after, differing, cases } = await simulated('16', { promised: { value: 2, unit: 'workday' } });
    expect(after.yellowCards).toBeGreaterThan(had.yellowCards);
    expect(after.redCards).toBeGreaterThan(had.redCards);
    expect(after.promiseMissed).toBeGreaterThan(had.promiseMissed);
    expect(after.statuteMissed).toBe(had.statuteMissed);
    expect(after.net).toEqual(had.net);
    expect(differing.length).toBeGreaterThan(after.redCards - had.redCards - 1);
    expect(differing.length).toBeLessThanOrEqual(cases);
    const numbers = differing.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort());
    expect(numbers[0]).toMatch(/^16-/);
  });

  it('reads in Chinese and in English, with its assumptions and the first twenty of those that differ', async () => {
    const change = written({ promised: { value: 2, unit: 'workday' } });
    const zh = (await yuanban(['--item', '16', '--change', change])).out;
    expect(zh).toMatch(/黄牌: \d+ → \d+/);
    expect(zh).toMatch(/各园区同时在办/);
    expect(zh).toContain('每个人在原来的时刻做原来的事');
    const en = (await yuanban(['--item', '16', '--change', change, '--lang', 'en'])).out;
    expect(en).toMatch(/Promise missed: \d+ → \d+/);
    expect(en.match(/^ {2}16-.* → /gm)).toHaveLength(20);
    expect(en).toContain('… all of them with --json');
    expect(en).toContain('People act as they did');
  });
});

describe('other co-reviewers', () => {
  it('one less ends the wait for it, and takes its work away', async () => {
    const { before: had, after, bodies } = await simulated('5', { reviewers: [{ body: 'dept:fire' }] });
    expect(after.net!.mean).toBeLessThan(had.net!.mean);
    expect(bodies.find(({ body }) => body === 'dept:water')).toMatchObject({ after: 0 });
    expect(bodies.find(({ body }) => body === 'dept:fire')!.after).toBeGreaterThan(0);
    expect(after.decided).toBe(had.decided);
  });

  it('one more answers as fast as it has on other items', async () => {
    const answer = await simulated('11', { reviewers: [{ body: 'dept:fire' }] });
    expect(answer.assumedOpinions).toBeGreaterThan(0);
    expect(answer.after.decided).toBe(answer.before.decided);
    expect(answer.after.net!.mean).toBeGreaterThan(answer.before.net!.mean);
    expect(answer.bodies.find(({ body }) => body === 'dept:fire')).toMatchObject({ before: 0 });
  });

  it('by a new condition are asked as the form of the case says', async () => {
    await house.place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
    const story = storyOn(house.door.get(ActService));
    await story.act((await story.file()).view.number, `window.${PARK}`, 'accept');
    await house.place.sql(`SELECT platform.move_time('2030-05-06T09:00+08')`);
    const [field, value] = Object.entries(FORM).find(([, one]) => typeof one === 'string')!;
    const when = (wanted: unknown) => ({
      form: { properties: { [field]: { const: wanted } } },
      zh: '条件',
      en: 'a condition',
    });
    const workUnder = async (wanted: unknown) => {
      const { bodies } = await simulated('16', { reviewers: [{ body: 'dept:greening', when: when(wanted) }] });
      return bodies.find(({ body }) => body === 'dept:greening')!.after;
    };
    // The imported cases have no form, and are asked about in any case; this one's form either fits or does not.
    expect(await workUnder(value)).toBeGreaterThan(await workUnder('no form says this'));
  });
});

it('writes nothing', async () => {
  const counts = () =>
    house.place
      .sql(`SELECT (SELECT count(*) FROM cases.case_event) AS events, (SELECT count(*) FROM cases.approval_case) AS cases,
      (SELECT max(version) FROM registry.item) AS version`);
  const had = await counts();
  await simulated('16', { statutory: { value: 1, unit: 'day' } });
  expect(await counts()).toEqual(had);
});

describe('an export', () => {
  it.each([false, true])('comes to the same as the house that it is of (as a table: %s)', async (asRows) => {
    const file = await exported(asRows);
    const change = { promised: { value: 10, unit: 'workday' }, reviewers: [{ body: 'dept:fire' }] };
    const [ofHouse, ofFile] = [await simulated('5', change), await simulated('5', change, '--from', file)];
    expect(same(ofFile)).toEqual(same(ofHouse));
    expect(ofFile).toMatchObject({ from: 'export' });
    expect(ofFile.differing.length).toBe(ofHouse.differing.length);
    expect(ofFile.differing.length).toBeGreaterThan(0);
  });

  it('tells how many of its lines could not be taken, and why', async () => {
    const file = join(folder, 'faulty.jsonl');
    const line = (more: object) => JSON.stringify({ ...before('1'), ...more });
    writeFileSync(
      file,
      [line({}), 'no json', line({ park: 'nowhere' }), line({ park: 'nowhere', ref: '2' })].join('\n'),
    );
    expect(await simulated('11', {}, '--from', file)).toMatchObject({
      cases: 1,
      refused: { LINE_MALFORMED: 1, NO_SUCH_PARK: 2 },
    });
    expect((await yuanban(['--item', '5', '--change', written({}), '--from', file, '--lang', 'en'])).out).toContain(
      'Item 5, cases: 0\nLines that could not be taken: LINE_MALFORMED 1, NO_SUCH_PARK 2\nThere is no case to try it on',
    );
  });
});

describe('bad input', () => {
  const limit = { value: 3, unit: 'workday' };
  it.each<[string, unknown, string[], string, string | null]>([
    ['an unknown part', { promise: limit }, [], 'BAD_INPUT', 'promise'],
    ['a list that is none', { reviewers: null }, [], 'BAD_INPUT', 'reviewers'],
    ['a limit that no item may leave out', { statutory: null }, [], 'ITEM_FAULTY', 'statutory'],
    ['a limit of nothing', { promised: { ...limit, value: 0 } }, [], 'ITEM_FAULTY', 'promised.value'],
    ['an extension in another unit', { extension: { ...limit, unit: 'month' } }, [], 'ITEM_FAULTY', 'extension.unit'],
    [
      'a body that is not on the lists',
      { reviewers: [{ body: 'dept:nobody' }] },
      [],
      'ITEM_FAULTY',
      'reviewers.0.body',
    ],
    [
      'a word of a reviewer that is unknown',
      { reviewers: [{ body: 'dept:fire', x: 1 }] },
      [],
      'ITEM_FAULTY',
      'reviewers.0',
    ],
    [
      'supervision by who cannot see',
      { escalation: [{ workdaysAfterDue: 1, to: 'dept:fire' }] },
      [],
      'ITEM_FAULTY',
      'escalation.0.to',
    ],
    ['an export that is not there', {}, ['--from', '/nowhere.jsonl'], 'BAD_INPUT', 'from'],
    ['an unknown item', {}, ['--item', '99'], 'NO_SUCH_ITEM', 'item'],
  ])('%s is refused with exit 2 and its place', async (_, change, more, code, path) => {
    const { code: exit, out } = await yuanban(['--item', '5', '--change', written(change), '--json', ...more]);
    expect([exit, (JSON.parse(out) as { error: object }).error]).toMatchObject([2, { code, path }]);
  });

  it('a missing change, or one that is no JSON, is refused too', async () => {
    const none = await yuanban(['--item', '5', '--json']);
    expect([none.code, JSON.parse(none.out)]).toMatchObject([2, { error: { code: 'BAD_INPUT', path: 'change' } }]);
    const file = join(folder, 'no.json');
    writeFileSync(file, '{');
    expect((await yuanban(['--item', '5', '--change', file])).err).toMatch(/^yuanban: 不是 JSON/);
  });
});

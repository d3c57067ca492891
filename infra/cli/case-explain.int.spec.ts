// `yuanban case explain` on a real case: what happened and why, every day of its dates, what comes next; and nothing is written.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ActService } from '../../apps/cases/src/act/act.service';
import { CasesModule } from '../../apps/cases/src/cases.module';
import { CasesConfig } from '../../apps/cases/src/config';
import { newInstallation, type Installation } from '../../test/installation';
import { PARK, storyOn } from '../../test/story';
import { type Explanation } from './case-explain';

let place: Installation;
let app: INestApplicationContext;
let number: string;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  app = await (await module.compile()).init();
  await place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
  story = storyOn(app.get(ActService));
  ({ number } = (await story.file()).view);
  await story.act(number, `window.${PARK}`, 'accept');
}, 60_000);
afterAll(async () => {
  await app?.close();
  await place?.close();
});

const yuanban = (...args: string[]) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], ...place.env };
    execFile(process.execPath, [join(__dirname, 'yuanban.cjs'), ...args], { env }, (error, stdout) =>
      resolve({ code: error ? Number(error.code) : 0, out: stdout }),
    );
  });
const explained = async () => JSON.parse((await yuanban('case', 'explain', number, '--json')).out) as Explanation;

it('tells what happened by its article, and what it did to the clocks', async () => {
  const { happened, status, item } = await explained();
  expect([item, status]).toEqual(['16', 'REVIEW']);
  const [receipt, notice] = [
    { kind: 'receipt', served: null },
    { kind: 'acceptance-notice', served: null },
  ];
  expect(happened).toMatchObject([
    { act: 'file', article: '行政许可法 29', acceptance: 'start', decision: 'start', instrument: receipt },
    { act: 'accept', article: '行政许可法 32', acceptance: null, decision: null, instrument: notice },
  ]);
});

it('tells each date day by day, who owes work, and when time will act', async () => {
  const { dates, owes, time, people } = await explained();
  expect(dates.map(({ of, dueOn }) => [of, dueOn])).toEqual([
    ['acceptance', '2030-03-11'],
    ['promised', '2030-03-08'],
    ['statutory', '2030-03-11'],
  ]);
  expect(dates[1]!.days.at(-1)).toMatchObject({ on: '2030-03-04', why: 'START_DAY' });
  expect(owes.map(({ body }) => body)).toEqual(['dept:civil-defence', 'dept:fire', 'dept:water']);
  expect(people.map(({ act }) => act)).toContain('opinion');
  expect(time.map(({ act, at }) => [act, at])).toEqual([
    ['yellow-card', '2030-03-07T00:00:00+08:00'],
    ['red-card', '2030-03-09T00:00:00+08:00'],
    ['supervise', '2030-03-12T00:00:00+08:00'],
    ['escalate', '2030-03-12T00:00:00+08:00'],
    ['escalate', '2030-03-14T00:00:00+08:00'],
  ]);
});

it('what has come due and nobody has looked at is told as not yet recorded, and is not written by asking', async () => {
  await place.sql(`SELECT platform.move_time('2030-03-09T10:00+08')`);
  const before = await place.sql('SELECT count(*)::int AS n FROM cases.case_event');
  const { happened, time } = await explained();
  expect(happened.slice(2).map(({ act, recorded }) => [act, recorded])).toEqual([
    ['yellow-card', false],
    ['red-card', false],
  ]);
  expect(time.map(({ act }) => act)).toEqual(['supervise', 'escalate', 'escalate']);
  expect(await place.sql('SELECT count(*)::int AS n FROM cases.case_event')).toEqual(before);
});

it('reads in Chinese and in English', async () => {
  const zh = (await yuanban('case', 'explain', number)).out;
  expect(zh).toContain('受理 (行政许可法 32)');
  expect(zh).toContain('红牌 (行政许可法 60)');
  expect(zh).toMatch(/在办: 会审中 dept:fire/);
  expect(zh).toMatch(/承诺期限: 4 个工作日, 到期 2030-03-08/);
  const en = (await yuanban('case', 'explain', number, '--lang', 'en')).out;
  expect(en).toContain('What may come next');
  expect(en).toMatch(/Promise: 4 working days, due 2030-03-08/);
});

it('keeps what acts of a former round did to the clocks, tells the papers that were made and how they were served', async () => {
  const refusedNumber = await story.inDecision();
  const refusal = { outcome: 'REFUSE', reasons: '不符合消防要求', remedies: '可以申请行政复议' };
  const { view } = await story.act(refusedNumber, `decider.${PARK}`, 'decide', refusal);
  const decision = view.instruments.at(-1)!;
  await story.act(refusedNumber, 'applicant.a', 'acknowledge-receipt', { instrument: decision.id });
  await story.act(refusedNumber, 'applicant.a', 'ask-reconsideration', { reasons: '不服' });
  const ruling = { ruling: 'REMANDED', document: '沪府复决字〔2030〕1号', reasons: '认定事实不清' };
  await story.act(refusedNumber, 'commission', 'decide-reconsideration', ruling);
  const { out } = await yuanban('case', 'explain', refusedNumber, '--json');
  const { happened, time } = JSON.parse(out) as Explanation;
  const of = (act: string) => happened.find((one) => one.act === act);
  expect(of('file')).toMatchObject({ acceptance: 'start', decision: 'start' });
  expect(of('decide')).toMatchObject({
    decision: 'end',
    instrument: { number: decision.number, served: { method: 'ONLINE', on: '2030-03-09' } },
  });
  expect(of('decide-reconsideration')).toMatchObject({ decision: 'start', instrument: null });
  expect(of('opinion')!.instrument).toBeNull();
  expect(time.every(({ step }) => step === null)).toBe(true);
  expect((await yuanban('case', 'explain', refusedNumber)).out).toContain(`${decision.number} (在线送达 2030-03-09)`);
});

it('refuses a number that no case has', async () => {
  const { code, out } = await yuanban('case', 'explain', '16-nowhere-20300304-000001', '--json');
  expect([code, (JSON.parse(out) as { error: object }).error]).toMatchObject([
    2,
    { code: 'BAD_INPUT', path: 'number' },
  ]);
});

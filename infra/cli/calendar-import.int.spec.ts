// `yuanban calendar import` on an installation whose relay is a real process: written once, its cases followed to the end, also when the
// relay is killed half-way; refused or compared, nothing is written.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { type CalendarYear } from '#rules/workday';
import { ActService } from '../../apps/cases/src/act/act.service';
import { newestRevision } from '../../apps/registry/src/calendar/revisions';
import { yearWith } from '../../test/calendars';
import { newInstallation, type Installation } from '../../test/installation';
import { open } from '../../test/past-house';
import { startProcess, until, type Process } from '../../test/processes';
import { manyLike } from '../../test/race';
import { storyOn } from '../../test/story';

const COPIES = 6_000;
const folder = mkdtempSync(join(tmpdir(), 'yuanban-calendar-'));
let place: Installation;
let owner: DataSource;
let door: INestApplicationContext;
let relay: Process;

beforeAll(async () => {
  place = await newInstallation();
  owner = await new DataSource(
    databaseOptions({ url: place.databaseUrl, schema: 'registry', poolSize: 2 }),
  ).initialize();
  door = await open('cases_door', place);
  await place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
  relay = await startProcess('relay', place.env, 'woken by NATS');
}, 120_000);
afterAll(async () => {
  await relay?.stop();
  await Promise.all([door?.close(), owner?.destroy()]);
  await place?.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  written: boolean;
  rev: number;
  standing: object;
  changes: object[];
  cases: { looked: number; changed: number; told: number; failed: number } | null;
  error?: { code: string };
}
const command = (year: CalendarYear, ...more: string[]) =>
  new Promise<{ code: number; json: Answer }>((resolve) => {
    const file = join(folder, `${year.year}.json`);
    writeFileSync(file, JSON.stringify(year));
    execFile(
      process.execPath,
      [join(__dirname, 'yuanban.cjs'), 'calendar', 'import', file, '--json', ...more],
      { env: { PATH: process.env['PATH'], ...place.env } },
      (error, stdout) => resolve({ code: error ? Number(error.code) : 0, json: JSON.parse(stdout) as Answer }),
    );
  });
const rev = async () => (await newestRevision(owner.manager))!.rev;

it('compares with the calendar in force and writes nothing when it is only to check, or when the file has faults', async () => {
  const before = await rev();
  const year = await yearWith(owner, 2030, { off: ['2030-03-07'] });
  const changes = [{ on: '2030-03-07', from: 'WORKDAY', to: 'HOLIDAY' }];
  expect(await command(year, '--check')).toMatchObject({ code: 0, json: { written: false, changes } });
  const { code, json } = await command({ ...year, off: [] });
  expect([code, json.error!.code]).toEqual([2, 'CALENDAR_FAULTY']);
  expect(await rev()).toBe(before);
});

it('writes a year once, and answers when every case has followed', async () => {
  const { number } = await storyOn(door.get(ActService)).file();
  const year = await yearWith(owner, 2030, { off: ['2030-03-07'] });
  const before = await rev();
  const first = await command(year);
  expect(first).toMatchObject({
    code: 0,
    json: { written: true, rev: before + 1, cases: { looked: 1, changed: 1, told: 0, failed: 0 } },
  });
  const [row] = await place.sql('SELECT calendar_rev AS rev, seq FROM cases.approval_case WHERE number = $1', [number]);
  expect(row).toEqual({ rev: before + 1, seq: 2 });
  const again = await command(year);
  expect(again.json).toMatchObject({ written: false, rev: before + 1, changes: [], cases: { looked: 1 } });
  expect(await rev()).toBe(before + 1);
});

it('loses and doubles nothing when the relay is killed half-way', async () => {
  const { number } = await storyOn(door.get(ActService)).file();
  const copies = await manyLike(place, number, COPIES);
  await place.sql('UPDATE cases.conduct SET told_seq = seq');
  const running = command(await yearWith(owner, 2030, { off: ['2030-03-05', '2030-03-07'] }));
  const looked = async () =>
    (await place.sql<{ looked: number }>('SELECT looked FROM cases.recalendaring ORDER BY rev DESC LIMIT 1'))[0]!
      .looked;
  await until('the job is under way', async () => (await rev()) === 3 && (await looked()) > 2);
  relay.kill('SIGKILL');
  await relay.ended;
  const half = await looked();
  expect(half).toBeLessThan(COPIES);
  relay = await startProcess('relay', place.env, 'woken by NATS');
  const { json } = await running;
  expect(json.cases).toEqual({ looked: COPIES + 2, changed: COPIES + 2, told: 0, failed: 0 });
  const [counted] = await place.sql(
    `SELECT count(*)::int AS events, count(DISTINCT number)::int AS cases FROM cases.case_event
     WHERE type = 'case.calendar-changed.v1' AND number = ANY ($1)`,
    [copies],
  );
  expect(counted).toEqual({ events: COPIES, cases: COPIES });
}, 120_000);

it('says so where no relay runs: whoever is touched follows all the same', async () => {
  await relay.stop();
  const { json } = await command(await yearWith(owner, 2030, { off: ['2030-12-24'] }));
  expect([json.written, json.cases]).toEqual([true, null]);
}, 120_000);

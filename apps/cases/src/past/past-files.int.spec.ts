// Files of past cases on a real Postgres: each case once, whoever is killed or runs beside; and out again to the same.
import { setTimeout as pause } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { DataSource } from 'typeorm';
import { COLUMNS, type PastCase } from '#contracts/past-case';
import { FileStore } from '#platform/file-store';
import { newInstallation, type Installation } from '../../../../test/installation';
import { until } from '../../../../test/processes';
import { PARK, personId, storyOn } from '../../../../test/story';
import { ActService } from '../act/act.service';
import { Exports } from './exports';
import { Importer } from './importer';
import { Imports } from './imports';
import {
  open,
  COMMISSION,
  USCC,
  before,
  start,
  imported,
  count,
  lines,
  figures,
  gapless,
  house,
  pastHouse,
} from '../../../../test/past-house';

let place: Installation;
let worker: INestApplicationContext;
let door: INestApplicationContext;

pastHouse();
beforeAll(() => ({ place, door, worker } = house));

describe('an export', () => {
  beforeAll(() => imported([lines(600, 3)])); // several pages, and few enough to go into four more houses

  const exported = async (at: INestApplicationContext, how: { rows: boolean; forms: boolean }) => {
    const all: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await at.get(Exports).cases({ person: COMMISSION, after, ...how });
      all.push(...page.lines);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return all;
  };

  it.each([
    ['as lines', { rows: false, forms: false }],
    ['as lines with forms', { rows: false, forms: true }],
    ['as a table', { rows: true, forms: false }],
    ['as a table with forms', { rows: true, forms: true }],
  ])(
    '%s comes to the same cases in an empty house',
    async (_, how) => {
      const lived = await exported(door, how);
      expect(lived.length).toBe(await count('approval_case'));
      const other = await newInstallation();
      const [otherDoor, otherWorker] = [await open('cases_door', other), await open('cases_worker', other)];
      const content = how.rows
        ? stringify([[...COLUMNS], ...(lived as string[][])], { bom: true, escape_formulas: true })
        : lived.map((one) => JSON.stringify(one)).join('\n');
      const { id } = await start(content, how.rows ? 'text/csv' : 'application/x-ndjson', otherDoor);
      await otherWorker.get(Importer).round();
      const view = await otherDoor.get(Imports).get({ person: COMMISSION, id });
      expect(await otherDoor.get(Imports).refused({ person: COMMISSION, id })).toEqual({ items: [], next: null });
      expect(view).toMatchObject({ state: 'DONE', imported: lived.length, refused: 0 });
      expect(await figures(other)).toEqual(await figures());
      expect(await count('case_form', other)).toBe(how.forms ? await count('case_form') : 0);
      await Promise.all([otherDoor.close(), otherWorker.close()]);
      await other.close();
    },
    60_000,
  );

  it('tells a case that people lived here in the same form: acts of people, no word of theirs', async () => {
    const story = storyOn(door.get(ActService));
    const number = await story.inReview();
    await story.opinion(number, 'fire', 'DISAGREE');
    const line = ((await exported(door, { rows: false, forms: false })) as PastCase[]).find(
      ({ ref }) => ref === number,
    )!;
    const source = expect.stringMatching(/^yuanban-/) as string;
    expect(line).toMatchObject({ item: '16', park: PARK, applicant: USCC, source });
    expect(line.acts.map(({ at: _, ...act }) => act)).toEqual([
      { act: 'accept' },
      { act: 'opinion', body: 'dept:fire', verdict: 'DISAGREE' },
    ]);
    expect(JSON.stringify(line)).not.toMatch(/消防|texts/);
  });

  it('tells what rested on a promise by what it came to: accepted and granted at once, and revoked', async () => {
    const story = storyOn(door.get(ActService));
    const { number } = await story.fileItem('T01');
    const owner = `decider.${PARK}`;
    await story.act(number, 'applicant.a', 'give-promise', { promise: '材料属实' });
    await story.act(number, owner, 'decide-on-promise');
    await story.act(number, owner, 'order-fix', { findings: '不符', fix: '改正', days: 1 });
    await story.act(number, 'applicant.a', 'report-fix', { report: '已改正' });
    await story.act(number, owner, 'revoke-on-promise', { reasons: '仍不符合' });
    const lines = (await exported(door, { rows: false, forms: false })) as PastCase[];
    const { acts } = lines.find(({ ref }) => ref === number)!;
    expect(acts.map(({ at: _, ...act }) => act)).toEqual([
      { act: 'accept' },
      { act: 'decide', outcome: 'GRANT' },
      { act: 'revoke' },
    ]);
  });

  it('with forms is written into the journal, without is not; neither leaves a word of a text', async () => {
    const journal = async () =>
      (
        await place.sql<{ n: number }>(`SELECT count(*)::int AS n FROM journal.entry WHERE kind = 'case.export-forms'`)
      )[0]!.n;
    const was = await journal();
    await exported(door, { rows: false, forms: false });
    expect(await journal()).toBe(was);
    await exported(door, { rows: true, forms: true });
    expect(await journal()).toBe(was + 1);
  });

  it('that comes back to its own house finds every case there', async () => {
    const lived = (await exported(door, { rows: false, forms: false })) as PastCase[];
    const { view } = await imported(lived);
    expect(view).toMatchObject({ imported: 0, known: lived.length, refused: 0 });
  });

  it('is for the commission alone', async () => {
    for (const user of ['operator', 'applicant.a', `decider.${PARK}`]) {
      const person = personId(user);
      await expect(door.get(Exports).cases({ person, forms: false, rows: false })).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
      });
      await expect(door.get(Exports).events({ person, position: 0, limit: 10 })).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
      });
    }
  });
});

describe('a file of many', () => {
  it('is imported once: the same content is the same import, a longer file brings only what is new', async () => {
    const content = lines(300, 5);
    const { view, refused } = await imported([content]);
    expect(refused).toEqual([]);
    expect(view).toMatchObject({ state: 'DONE', lines: 300, imported: 300, known: 0, refused: 0 });
    const [cases, events] = [await count('approval_case'), await count('case_event')];
    expect((await imported([content])).view).toEqual(view);
    const longer = await imported([content, before('new-1')]);
    expect(longer.view).toMatchObject({ lines: 301, imported: 1, known: 300 });
    expect(await count('approval_case')).toBe(cases + 1);
    expect(await count('case_event')).toBe(events + 3);
  });

  it('takes at most ten times its share of the 120 s in which 100,000 must be in', async () => {
    const content = lines(2_000, 9);
    const began = Date.now();
    const { view } = await imported([content]);
    expect(view).toMatchObject({ imported: 2_000, refused: 0 });
    expect(Date.now() - began).toBeLessThan(10 * 120_000 * (2_000 / 100_000));
  });

  it('costs five statements in two transactions for each 250 lines, however many they are', async () => {
    await imported([lines(1, 20)]); // the calendar is read once a process
    const sent = jest.spyOn(worker.get(DataSource).logger, 'logQuery');
    const costOf = async (cases: number, seed: number) => {
      const content = lines(cases, seed);
      sent.mockClear();
      await imported([content]);
      const all = sent.mock.calls.map(([query]) => query);
      const commits = all.filter((query) => query === 'COMMIT').length;
      return { commits, statements: all.filter((query) => !/^(BEGIN|COMMIT)/.test(query)).length };
    };
    const [two, six] = [await costOf(500, 21), await costOf(1_500, 22)];
    sent.mockRestore();
    // Looked up, numbered; gone on to, locked, written.
    expect(six.statements - two.statements).toBe((6 - 2) * 5);
    expect(six.commits - two.commits).toBe((6 - 2) * 2);
  });

  it('killed anywhere and run by two at once comes to the same as in one piece', async () => {
    const content = lines(1_200, 6);
    const whole = await newInstallation();
    const pieces = await newInstallation();
    const apps = await Promise.all([
      open('cases_door', whole),
      open('cases_worker', whole),
      open('cases_door', pieces),
    ]);
    const [oneDoor, oneWorker, otherDoor] = apps;
    await start(content, 'application/x-ndjson', oneDoor);
    await oneWorker.get(Importer).round();
    const { id } = await start(content, 'application/x-ndjson', otherDoor);
    const view = () => otherDoor.get(Imports).get({ person: COMMISSION, id });
    const two = await Promise.all([open('cases_worker', pieces), open('cases_worker', pieces)]);
    let isOver = false;
    const running = two.map(async (app) => {
      while (!isOver) {
        await app.get(Importer).round().catch(String); // a lost session is what this is about; the next round goes on
        await pause(20);
      }
    });
    for (let imported = 0, kills = 0; kills < 4; kills++) {
      await until('a batch was committed', async () => (await view()).imported > imported);
      ({ imported } = await view());
      // As a kill does: whatever a session was in the middle of is undone, and its lock is gone.
      await pieces.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'yuanban cases_worker' AND datname = current_database()`,
      );
    }
    await until('all is in', async () => (await view()).state !== 'RUNNING');
    isOver = true;
    await Promise.all(running);
    await Promise.all(two.map((app) => app.close()));
    expect(await view()).toMatchObject({ state: 'DONE', lines: 1_200, imported: 1_200, refused: 0 });
    expect(await figures(pieces)).toEqual(await figures(whole));
    await gapless(pieces);
    await gapless(whole);
    await Promise.all(apps.map((app) => app.close()));
    await Promise.all([whole.close(), pieces.close()]);
  }, 120_000);

  it('whose file is gone fails by name, and goes on when it comes again', async () => {
    const content = lines(20, 7);
    const { id } = await start(content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    await door.get(FileStore).remove(sha256);
    await worker.get(Importer).round();
    const view = () => door.get(Imports).get({ person: COMMISSION, id });
    expect(await view()).toMatchObject({ state: 'FAILED', fault: 'NOT_FOUND' });
    expect(await start(content)).toMatchObject({ state: 'RUNNING', fault: null, endedAt: null });
    await worker.get(Importer).round();
    expect(await view()).toMatchObject({ state: 'DONE', imported: 20 });
  });

  it('that is done stays so, whatever befalls a runner that lost its lock to the one who did it', async () => {
    const content = lines(3, 9);
    const { id } = await start(content);
    const [holder, late] = [
      await new DataSource({ type: 'postgres', url: place.databaseUrl }).initialize(),
      await open('cases_worker'),
    ];
    const hold = holder.createQueryRunner();
    await hold.startTransaction();
    await hold.query('LOCK TABLE registry.item');
    const overtaken = late.get(Importer).round();
    await until('the runner has found the import, and reads the books', async () => {
      const [{ n }] = (await place.sql<{ n: string }>(
        `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
         AND application_name = 'yuanban cases_worker'`,
      )) as [{ n: string }];
      return n === '1';
    });
    // As the one does who got the lock meanwhile.
    await place.sql(`UPDATE cases.import SET state = 'DONE', imported = 3, ended_at = now() WHERE id = $1`, [id]);
    await door.get(FileStore).remove(createHash('sha256').update(content).digest('hex'));
    await hold.commitTransaction();
    await overtaken;
    expect(await door.get(Imports).get({ person: COMMISSION, id })).toMatchObject({ state: 'DONE', fault: null });
    await Promise.all([hold.release(), late.close()]);
    await holder.destroy();
  });

  it('is for the commission and the operator alone', async () => {
    const { id } = await start(lines(1, 8));
    for (const user of ['applicant.a', `window.${PARK}`, `decider.${PARK}`, 'review.fire']) {
      await expect(door.get(Imports).get({ person: personId(user), id })).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
      });
    }
    expect(await door.get(Imports).get({ person: personId('operator'), id })).toMatchObject({ id });
  });
});

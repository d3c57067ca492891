// Who sees which case: row-level security and `access.ts` give one answer, for every person and every relation.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { enterpriseOf, personId, storyOn } from '../../../../test/story';
import { withContext } from '#platform/database';
import { maySee, type Mandate } from '#rules/access';
import { type Parties } from '#rules/state';
import { ActService } from '../act/act.service';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';

let place: Installation;
let app: INestApplicationContext;

beforeAll(async () => {
  place = await newInstallation();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  app = await (await module.compile()).init();
});
afterAll(async () => {
  await app?.close();
  await place?.close();
});

it('every person sees exactly the cases that access.ts lets him see', async () => {
  const story = storyOn(app.get(ActService));
  for (const user of ['applicant.a', 'applicant.b']) {
    for (const park of ['caohejing', 'jinqiao', 'hongkou', 'zhangjiang-core']) {
      await story.act(null, user, 'file', { ...story.filing(user), park, applicant: enterpriseOf(user) });
    }
  }
  const cases = await place.sql<{ number: string; parties: Parties }>(
    `SELECT number, state->'parties' AS parties FROM cases.approval_case`,
  );
  const people = await place.sql<{ person: string; mandates: Mandate[] }>(
    `SELECT id AS person, cases.mandates_of(id) AS mandates FROM registry.person ORDER BY id`,
  );
  const counts = new Set<number>();
  for (const { person, mandates } of people) {
    const rows = await withContext(app.get(DataSource), `person:${person}`, (manager) =>
      manager.query<{ number: string }[]>('SELECT number FROM cases.approval_case'),
    );
    const may = cases.filter(({ parties }) => maySee(mandates, parties)).map(({ number }) => number);
    expect({ person, sees: rows.map(({ number }) => number).sort() }).toEqual({ person, sees: may.sort() });
    counts.add(may.length);
  }
  expect(counts).toEqual(new Set([0, 2, 4, 8])); // nobody, a park, an enterprise, a reviewing department or the commission
});

it('what one person sees is never left over for the next, in one transaction or on one connection', async () => {
  const seenBy = (person: string) => withContext(app.get(DataSource), `person:${person}`, (manager) => count(manager));
  const count = async (manager: EntityManager) =>
    (await manager.query<[{ n: number }]>('SELECT count(*)::int AS n FROM cases.approval_case'))[0].n;
  const [window, enterprise] = [personId('window.caohejing'), personId('applicant.a')];
  const each = [await seenBy(window), await seenBy(enterprise)];
  expect(each).toEqual([2, 4]);
  const runner = app.get(DataSource).createQueryRunner();
  try {
    await runner.startTransaction();
    for (const [n, person] of [window, enterprise, window].entries()) {
      await runner.query(`SELECT set_config('yuanban.context', $1, true)`, [`person:${person}`]);
      expect(await count(runner.manager)).toBe(each[n % 2]);
    }
    await runner.rollbackTransaction();
    expect(await count(runner.manager)).toBe(0); // nobody sees anything
  } finally {
    await runner.release();
  }
});

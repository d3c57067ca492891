// An applicant's own cases: all of them once, newest first, with what time has done to them since.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { newInstallation, type Installation } from '../../../../test/installation';
import { personId, storyOn } from '../../../../test/story';
import { ActService } from '../act/act.service';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { CaseList } from './case-list';

let place: Installation;
let app: INestApplicationContext;
let list: CaseList;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  app = await (await module.compile()).init();
  list = app.get(CaseList);
  story = storyOn(app.get(ActService));
});
afterAll(async () => {
  await app?.close();
  await place?.close();
});

const numbersOf = async (user: string) =>
  (await list.page({ person: personId(user) })).items.map(({ number }) => number);

it('holds the cases of the enterprises that a person acts for, and no other', async () => {
  const { number } = await story.file();
  const other = await story.act(null, 'applicant.b', 'file', story.filing('applicant.b'));
  expect(await numbersOf('applicant.a')).toEqual([number]);
  expect(await numbersOf('applicant.a2')).toEqual([number]); // the same enterprise
  expect(await numbersOf('applicant.b')).toEqual([other.number]);
  expect(await numbersOf('window.caohejing')).toEqual([]); // an officer has a work queue instead
});

it('shows each case once over its pages, the newest first', async () => {
  for (let n = 0; n < 4; n++) await story.file();
  const all = await numbersOf('applicant.a');
  const paged: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await list.page({ person: personId('applicant.a'), limit: 2, ...(cursor && { cursor }) });
    paged.push(...page.items.map(({ number }) => number));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(all).toHaveLength(5);
  expect(paged).toEqual(all);
  expect([...all].sort().reverse()).toEqual(all); // numbers are given in the order of filing
});

it('tells the state and the date that hold now, also before anybody has written them', async () => {
  const { number } = await story.file();
  const row = async () =>
    (await list.page({ person: personId('applicant.a') })).items.find((one) => one.number === number);
  expect(await row()).toMatchObject({ item: '16', park: 'caohejing', status: 'RECEIVED', endedAt: null });
  await place.sql(`SELECT platform.move_time(platform.business_now() + interval '30 days')`);
  expect(await row()).toMatchObject({ status: 'REVIEW' }); // deemed accepted in silence (行政许可法 32)
  await story.act(number, 'applicant.a', 'withdraw');
  expect(await row()).toMatchObject({ status: 'WITHDRAWN', dueOn: null, endedAt: expect.stringContaining('+08:00') });
});

it('refuses a cursor that it has not given', async () => {
  for (const cursor of ['x', Buffer.from('["now"]').toString('base64url')])
    await expect(list.page({ person: personId('applicant.a'), cursor })).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

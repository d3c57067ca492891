// A matter that is filed twice is noticed, on a real Postgres: by whom, and by whom not.
import { doorHouse } from '../../../../test/door-house';
import { LIFECYCLE, phaseOf, type Status } from '#rules/lifecycle';
import { enterpriseOf, exampleOf, personId } from '../../../../test/story';

const house = doorHouse();
let { door, story } = house;
beforeAll(() => {
  ({ door, story } = house);
});

const numbers = async (number: string, user: string) =>
  (await door.view(number, personId(user))).similar.map((one) => one.number);

it('the answer to a filing names what the same applicant has open for the same item', async () => {
  const first = await story.file();
  expect(first.view.similar).toEqual([]);
  const second = await story.file();
  expect(second.view.similar).toEqual([
    { number: first.number, park: 'caohejing', status: 'RECEIVED', receivedAt: first.view.receivedAt },
  ]);
  expect(await numbers(first.number, 'window.caohejing')).toEqual([second.number]);

  const accepted = await story.act(first.number, 'window.caohejing', 'accept');
  expect(accepted.view.similar.map(({ number }) => number)).toEqual([second.number]);
  await story.act(first.number, 'applicant.a', 'withdraw');
  expect(await numbers(second.number, 'applicant.a')).toEqual([]);
});

it('neither another item nor another applicant is the same matter', async () => {
  const { number } = await story.fileItem('5');
  expect((await story.fileItem('11')).view.similar).toEqual([]);
  const other = await story.act(null, 'applicant.b', 'file', {
    ...story.filing('applicant.b'),
    item: '5',
    form: exampleOf('5'),
  });
  expect(enterpriseOf('applicant.b')).not.toBe(enterpriseOf('applicant.a'));
  expect(other.view.similar).toEqual([]);
  expect(await numbers(number, 'applicant.a')).toEqual([]);
});

it('a window hears of no case that is not its to see', async () => {
  const inPark = await story.fileItem('5', { park: 'jinqiao' });
  const elsewhere = await story.fileItem('5', { park: 'caohejing' });
  expect(await numbers(inPark.number, 'applicant.a')).toContain(elsewhere.number);
  expect(await numbers(inPark.number, 'window.jinqiao')).toEqual([]);
});

it('a case is open for it as long as it is open by the law', async () => {
  const [one, other] = [await story.fileItem('5', { park: 'jinqiao' }), await story.fileItem('5', { park: 'jinqiao' })];
  const all = [...new Set(LIFECYCLE.flatMap(({ from }) => from))].filter(
    (status): status is Status => status !== 'NONE',
  );
  const counted: Status[] = [];
  for (const status of all) {
    await house.place.sql('UPDATE cases.approval_case SET status = $1 WHERE number = $2', [status, one.number]);
    if ((await numbers(other.number, 'window.jinqiao')).includes(one.number)) counted.push(status);
  }
  expect(counted).toEqual(all.filter((status) => phaseOf(status) !== 'closed'));
});

// What is shown to the public, as anybody reads it: all of it, nothing more, and no longer than it is open.
import { doorHouse } from '../../../../test/door-house';
import { exampleOf, PARK } from '../../../../test/story';
import { PublicityList } from './publicity-list';

const WINDOW = `window.${PARK}`;
const house = doorHouse();
let list: PublicityList;
beforeAll(() => {
  list = house.app.get(PublicityList);
});

/** A design review that was accepted, and so is shown. */
async function shown(): Promise<string> {
  const { number } = await house.story.fileItem('5');
  await house.story.act(number, WINDOW, 'accept');
  return number;
}
const numbers = async () => (await list.page({})).items.map(({ number }) => number);
const lastDayOver = async (number: string) => {
  const { until } = (await list.page({})).items.find((one) => one.number === number)!;
  await house.place.sql(`SELECT platform.move_time(($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`, [
    until.on,
  ]);
};

it('行政许可法 第五条: tells anybody whose application is shown, who decides and until when, and not a word of the form', async () => {
  await house.story.fileItem('5'); // received, not accepted
  const number = await shown();
  const [row, ...others] = (await list.page({})).items;
  expect(others).toEqual([]);
  expect(row).toEqual({
    number,
    item: { code: '5', zh: '建设工程设计方案审核', en: 'Review of an engineering design' },
    park: { code: PARK, zh: '张江高新区漕河泾园', en: 'Caohejing Park' },
    applicant: { zh: '甲示范生物科技有限公司（演示）', en: 'Demo A Biotech Co., Ltd.' },
    owner: { body: `park:${PARK}`, zh: expect.stringContaining('漕河泾园'), en: expect.stringContaining('Caohejing') },
    inNameOf: { body: 'dept:planning-land', zh: expect.any(String), en: expect.any(String) },
    from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    until: { on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), provisional: false },
  });
  const days = (Date.parse(row!.until.on) - Date.parse(row!.from)) / 86_400_000;
  expect(days).toBe(10);
  const said = JSON.stringify(row);
  for (const value of Object.values(exampleOf('5')))
    if (typeof value === 'string' && value.length > 3) expect(said).not.toContain(value);
});

it('shows neither who objected nor what, and is closed with the case', async () => {
  const number = await shown();
  await house.story.act(number, WINDOW, 'object', { text: '遮挡日照', objector: '示例居民' });
  const page = await list.page({});
  expect(page.items.map((one) => one.number)).toContain(number);
  expect(JSON.stringify(page)).not.toMatch(/遮挡日照|示例居民/);
  await house.story.act(number, 'applicant.a', 'withdraw');
  expect(await numbers()).not.toContain(number);
});

it('masks the name of a sole trader, who is a natural person', async () => {
  const applicant = '92310112DEM000997Y';
  await house.place.sql(
    `INSERT INTO registry.enterprise (uscc, name, demo, source, standing) VALUES ($1, $2, true, 'Invented for this test', 'assumed')`,
    [applicant, JSON.stringify({ zh: '上海市闵行区王小明餐饮店', en: 'Noodles by Wang Xiaoming' })],
  );
  const filing = { item: '5', park: PARK, applicant, form: exampleOf('5') };
  const { number } = await house.story.act(null, WINDOW, 'file', filing);
  await house.story.act(number, WINDOW, 'accept');
  expect((await list.page({})).items.find((one) => one.number === number)!.applicant.zh).toBe('上海市**饮店');
});

it('shows each case once over its pages, the newest first', async () => {
  for (let n = 0; n < 3; n += 1) await shown();
  const all = await numbers();
  const paged: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await list.page({ limit: 2, ...(cursor && { cursor }) });
    paged.push(...page.items.map(({ number }) => number));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(paged).toEqual(all);
  expect([...all].sort().reverse()).toEqual(all); // numbers are given in the order of filing
});

it('上海市城乡规划条例 第三十七条: ends with its last day, also before anybody has written that', async () => {
  const number = await shown();
  await lastDayOver(number);
  expect(await numbers()).toEqual([]);
  const ended = await house.place.sql(
    `SELECT no FROM cases.case_event WHERE number = $1 AND type = 'case.publicity-ended.v1'`,
    [number],
  );
  expect(ended).toEqual([]);
});

it('a case whose dates nobody can say keeps the others from nobody', async () => {
  const [broken, whole] = [await shown(), await shown()];
  await house.place.sql('UPDATE cases.approval_case SET calendar_rev = 0 WHERE number = $1', [broken]);
  expect(await numbers()).toEqual([whole]);
});

it('refuses a cursor that it has not given', async () => {
  for (const key of [['now'], ['2026-02-31 00:00:00+00', ''], ['2026-01-01', ''], [1, '']])
    await expect(list.page({ cursor: Buffer.from(JSON.stringify(key)).toString('base64url') })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
});

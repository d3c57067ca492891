// The commission's table in real Chromium: a figure, what it means, the cases behind it; and business time that was moved.
import { type Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { moveTime } from '../../apps/cases/src/case/business-time';
import { until } from '../processes';
import { PARK } from '../story';
import { faultsOf, faultsOfDialog, signIn } from './at-the-console';
import { openBrowser } from './browser';
import { serve, type Served } from './over-http';

jest.setTimeout(180_000); // each page is looked at in two widths, on machines that do other things as well
let house: Served;
let browser: Browser;
let number: string;
let late: string;
beforeAll(async () => {
  [house, browser] = await Promise.all([serve(1), openBrowser()]);
  number = await house.inDecision();
  await letPass(3);
  await house.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  const example = (await house.call('GET', '/api/v1/items/12')).body['example'];
  await house.file('on-the-spot', { item: '12', form: example });
  late = (await house.file('late')).body.number;
  await house.act(late, `window.${PARK}`, 'accept');
  await letPass(9);
  await until('both are counted', async () => {
    const { total } = (await house.call('GET', '/api/v1/turnaround', { as: 'commission' })).body as unknown as {
      total: { n: number; onTheSpot: number };
    };
    return total.n === 1 && total.onTheSpot === 1;
  });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
}, 120_000);

/** Lets business time pass, as `yuanban time --add` does. */
async function letPass(days: number) {
  const url = house.place.databaseUrl;
  const owner = await new DataSource(databaseOptions({ url, schema: 'cases', poolSize: 2 })).initialize();
  const [{ now }] = await owner.query<[{ now: Date }]>('SELECT platform.business_now() AS now');
  await moveTime(owner, now.getTime() + days * 86_400_000, 1_000);
  await owner.destroy();
}

it('opens a figure, its definition, its cases, and from there the case', async () => {
  const { page, button, faults, close } = await signIn(browser, house, 'commission', { path: '/turnaround' });
  const map = page.getByRole('region', { name: '园区 × 事项' }).first();
  await map.getByRole('row', { name: /漕河泾园/ }).waitFor();
  expect(await map.innerText()).toMatch(/不足五件/);
  expect(await faultsOf(page, 'turnaround')).toEqual([]);
  await button('中位数').click();
  await page.locator('tfoot').getByRole('button').nth(1).click(); // the mean
  const drawer = page.getByRole('dialog');
  await drawer.getByText('净用时：自时限起算至决定的工作日数', { exact: false }).waitFor();
  await drawer.getByRole('link', { name: number }).waitFor();
  expect(await faultsOfDialog(page, 'turnaround-figure')).toEqual([]);
  await drawer.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  expect(await page.getByRole('complementary', { name: '下一步' }).innerText()).toContain('办件已办结');
  expect(faults).toEqual([]);
  await close();
});

it('asks for other groups and days, keeps them in the address, and gives the file', async () => {
  const { page, button, close } = await signIn(browser, house, 'commission', {
    path: '/turnaround',
    language: 'en-GB',
  });
  await page.getByLabel('Month').check();
  await page.getByLabel('Decided from').fill('2026-13-01');
  await button('Show').click();
  await page.getByText('Write it like 2026-01-31').waitFor();
  await page.getByLabel('Decided from').fill('2026-01-01');
  await button('Show').click();
  await page.waitForURL(/by=park%2Citem%2Cmonth&from=2026-01-01/);
  await page.getByRole('columnheader', { name: 'Month', exact: true }).waitFor();
  expect(await faultsOf(page, 'turnaround-en')).toEqual([]);
  const [file] = await Promise.all([page.waitForEvent('download'), button('Download CSV').click()]);
  const text = await readAll(await file.createReadStream());
  expect(text.split('\n')[0]).toMatch(/^\ufeffPark,Item,Month,Number,/);
  expect(text).toContain('Caohejing Park,Construction permit,');
  await page.getByLabel('Decided from').fill('2001-01-01');
  await page.getByLabel('to', { exact: true }).fill('2001-12-31');
  await button('Show').click();
  await page.getByRole('heading', { name: 'Nothing was decided in this time' }).waitFor();
  expect(await faultsOf(page, 'turnaround-empty')).toEqual([]);
  await close();
});

const readAll = async (stream: AsyncIterable<Buffer>) => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

it('says that business time was moved, and in words which work is late', async () => {
  const { page, close } = await signIn(browser, house, 'review.fire');
  await page.getByText('业务时间已调整').waitFor();
  await page.getByRole('row', { name: late }).getByText('红牌·已超期').waitFor();
  await page.getByRole('button', { name: /红牌·已超期 1/ }).click();
  expect(await faultsOf(page, 'work-late')).toEqual([]);
  await page.getByRole('link', { name: late }).click();
  const dates = page.getByRole('region', { name: '三个日期' });
  await dates.waitFor();
  for (const summary of await page.locator('main summary').all()) await summary.click();
  expect(await dates.innerText()).toMatch(/承诺期限[^]*已超期[^]*周末[^]*不计/);
  expect(await page.locator('.case-head').innerText()).toMatch(/红牌：[^]*已督办至第 1 级/);
  expect(await faultsOf(page, 'case-late')).toEqual([]);
  await close();
});

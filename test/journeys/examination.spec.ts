// Experts and a hearing in real Chromium on the whole house: a decider picks people by name, an expert scores unseen, the mean appears.
import { type Browser } from 'playwright-core';
import { faultsOf, faultsOfDialog, signIn } from './at-the-console';
import { openBrowser } from './browser';
import { serve, type Served } from './over-http';
import { PARK } from '../story';

jest.setTimeout(180_000);
let house: Served;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([serve(1, {}, false), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
}, 120_000);

it('a decider calls in experts by name, one of them scores, and all see the mean when the last has', async () => {
  const { number } = (await house.file()).body;
  await house.act(number, `window.${PARK}`, 'accept');
  const decider = await signIn(browser, house, `decider.${PARK}`, { path: `/cases/${number}` });
  await decider.button('组织专家评审').click();
  const dialog = decider.page.getByRole('dialog');
  for (const name of ['甲示范专家', '乙示范专家', '丙示范专家']) {
    await dialog.getByRole('combobox', { name: '评审专家' }).fill(name);
    // A busy browser filters late: Enter before that takes nobody.
    await decider.page.locator('.ant-select-item-option-active').getByText(name).waitFor();
    await decider.page.keyboard.press('Enter');
  }
  await dialog.getByLabel('依据').fill('技术复杂，需专家评审');
  await dialog.getByLabel('预计所需工作日').fill('5');
  expect(await faultsOfDialog(decider.page, 'dialog-experts')).toEqual([]);
  await dialog.getByRole('button', { name: '组织专家评审' }).click();
  await decider.page.getByText('专家评分 0 / 3，全部提交前互不可见').waitFor();

  const expert = await signIn(browser, house, 'expert.1');
  await expert.page.getByRole('link', { name: number }).click();
  await expert.button('专家评分').click();
  const scoring = expert.page.getByRole('dialog');
  await scoring.getByLabel('评分（0 至 100）').fill('80');
  await scoring.getByLabel('评分理由').fill('方案可行');
  expect(await faultsOfDialog(expert.page, 'dialog-score')).toEqual([]);
  await scoring.getByRole('button', { name: '核对' }).click();
  await scoring.getByRole('button', { name: /^确认/ }).click();
  await expert.page.getByText(/评分已提交/).waitFor();
  expect(await expert.page.locator('.timeline').innerText()).not.toContain('方案可行');

  for (const [n, score] of [
    [2, 65],
    [3, 92],
  ] as const)
    await house.act(number, `expert.${n}`, 'score', { score, text: '见评审表' });
  await decider.page.getByText('专家评分 3 / 3，平均 79 分').waitFor();
  expect(await decider.page.locator('.timeline').innerText()).toContain('方案可行');
  expect(await faultsOf(decider.page, 'case-scored')).toEqual([]);
  expect([...decider.faults, ...expert.faults]).toEqual([]);
  await Promise.all([decider.close(), expert.close()]);
});

it('a message between applicant and counter stands in the timeline, and comes by itself', async () => {
  const { number } = (await house.file()).body;
  await house.act(number, `window.${PARK}`, 'message', { text: '请带公章到窗口。' });
  const { page, faults, close } = await signIn(browser, house, `window.${PARK}`, { path: `/cases/${number}` });
  expect(await page.locator('.timeline').innerText()).toContain('请带公章到窗口。');
  await house.act(number, 'applicant.a', 'message', { text: '明天上午来。' });
  await page.getByText('明天上午来。').waitFor();
  expect(faults).toEqual([]);
  await close();
});

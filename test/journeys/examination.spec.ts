// Experts, messages and promises in real Chromium on the whole house: a decider picks people by name, an expert scores unseen, the mean
// appears; what was promised is decided on, checked, and stands in the credit record where it was broken.
import { type Browser } from 'playwright-core';
import { faultsOf, faultsOfDialog, signIn } from './at-the-console';
import { openBrowser } from './browser';
import { serve, type Served } from './over-http';
import { exampleOf, PARK } from '../story';

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

it('a decider calls in experts by name, one of them scores, and all see the mean when the panel has ended', async () => {
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
  await decider.page.getByText('专家评分 0 / 3，评审结束前互不可见').waitFor();

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
  await decider.page.getByText('专家评分 3 / 3，评审结束前互不可见').waitFor();
  await house.act(number, `decider.${PARK}`, 'resume', { result: '评审结束' });
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

it('a decider decides on a promise, orders a fix, revokes; the next window reads it in the credit record', async () => {
  const ofGraduate = { item: 'T01', form: exampleOf('T01') };
  const { number } = (await house.file(undefined, ofGraduate)).body;
  await house.act(number, 'applicant.a', 'give-promise', { promise: '所附合同属实' });
  const decider = await signIn(browser, house, `decider.${PARK}`, { path: `/cases/${number}` });
  const dialog = decider.page.getByRole('dialog');
  const confirm = async (name: string, words: Record<string, string>) => {
    await decider.button(name).click();
    for (const [label, word] of Object.entries(words)) await dialog.getByLabel(label).fill(word);
    expect(await faultsOfDialog(decider.page, `dialog-promise-${name}`)).toEqual([]);
    await dialog.getByRole('button', { name: '核对' }).click();
    await dialog.getByRole('button', { name: /^确认/ }).click();
  };
  await confirm('告知承诺决定', {});
  await decider.page.getByText(/已以告知承诺方式准予/).waitFor();
  await confirm('责令限期整改', { 核查情况: '合同尚未签订', 整改要求: '补签合同', 整改期限: '5' });
  await decider.page.getByText(/已责令限期整改/).waitFor();
  await house.act(number, 'applicant.a', 'report-fix', { report: '已补签' });
  await confirm('承诺不实撤销', { 撤销的理由: '合同系伪造' });
  await decider.page
    .getByText(/已撤销并记入信用记录/)
    .first()
    .waitFor();
  const later = (await house.file(undefined, ofGraduate)).body.number;
  const window = await signIn(browser, house, `window.${PARK}`, { path: `/cases/${later}` });
  await window.page.getByRole('heading', { name: '该申请单位有承诺不实的信用记录' }).waitFor();
  await window.page.getByRole('link', { name: number }).waitFor();
  expect(await faultsOf(window.page, 'case-credit')).toEqual([]);
  expect([...decider.faults, ...window.faults]).toEqual([]);
  await Promise.all([decider.close(), window.close()]);
});

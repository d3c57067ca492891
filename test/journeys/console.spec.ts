// The console in real Chromium on the whole house: a window, departments that do not agree, a decider, and those who come too late.
import { type Browser } from 'playwright-core';
import { faultsOf, faultsOfDialog, fillSignIn, focusOf, scan, signIn } from './at-the-console';
import { openBrowser } from './browser';
import { serve, type Served } from './over-http';
import { until } from '../processes';
import { PARK } from '../story';

jest.setTimeout(180_000); // each page is looked at in two widths, on machines that do other things as well
let house: Served;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([serve(1, {}, false), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
}, 120_000);

const inReview = async () => {
  const { number } = (await house.file()).body;
  await house.act(number, `window.${PARK}`, 'accept');
  return number;
};
const eventsOf = async (number: string) => {
  const { body } = await house.call('GET', `/api/v1/cases/${number}`, { as: `window.${PARK}` });
  return (body['timeline'] as { type: string }[]).map(({ type }) => type);
};

it('a window sees a filed case arrive by itself and accepts it in a dialog', async () => {
  const { page, button, faults, close } = await signIn(browser, house, `window.${PARK}`);
  await page.getByText('目前没有待办').waitFor();
  await page.getByText('实时更新').waitFor();
  expect(await faultsOf(page, 'work-empty')).toEqual([]);
  const { number } = (await house.file()).body;
  const row = page.getByRole('link', { name: number });
  await row.waitFor({ timeout: 3_000 });
  await page.getByRole('row', { name: number }).getByText('甲示范生物科技有限公司（演示）').waitFor();
  expect(await faultsOf(page, 'work-list')).toEqual([]);
  await row.click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  expect(await page.title()).toContain(number);
  await until('focus is on the heading', async () => (await focusOf(page)) === number, 5_000);
  await page.getByText('已收件', { exact: true }).first().waitFor();
  for (const summary of await page.locator('main summary').all()) await summary.click();
  expect(await page.locator('.barred').innerText()).toContain('办件现在是“已收件”，此动作只在“待决定”时可以办理');
  expect(await faultsOf(page, 'case-received')).toEqual([]);
  await button('受理').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/备注/).fill('材料齐全');
  expect(await faultsOfDialog(page, 'dialog-accept')).toEqual([]);
  await dialog.getByRole('button', { name: '受理', exact: true }).click();
  await page.getByText('已受理。办件现在：会审中').waitFor();
  await until('focus is where the next act is', async () => (await focusOf(page)) === '下一步', 5_000);
  expect(await eventsOf(number)).toEqual(['case.filed.v1', 'case.accepted.v1']);
  expect(faults).toEqual([]);
  await close();
});

it('everything to be corrected is told once, field by field of the form', async () => {
  const { number } = (await house.file()).body;
  const { page, button, close } = await signIn(browser, house, `window.${PARK}`, { path: `/cases/${number}` });
  await button('补正告知').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '补正告知' }).click();
  await dialog.getByText('必填').first().waitFor();
  await dialog.getByLabel('申请表栏目').selectOption({ label: '合同价格（元）' });
  await dialog.getByLabel('缺什么、怎么改').fill('与合同不符，请核对');
  await dialog.getByRole('button', { name: '增加一项' }).click();
  await dialog.getByLabel('缺什么、怎么改').nth(1).fill('缺消防设计文件');
  expect(await faultsOfDialog(page, 'dialog-correction')).toEqual([]);
  await dialog.getByRole('button', { name: '补正告知' }).click();
  await page.getByText('已告知补正。办件现在：补正中').waitFor();
  expect(await page.locator('.timeline').innerText()).toMatch(
    /合同价格（元） 与合同不符，请核对[^]*不涉及具体栏目 缺消防设计文件/,
  );
  await close();
});

it('a reviewer opens a case and agrees by keys alone', async () => {
  const number = await inReview();
  const { page, close } = await signIn(browser, house, 'review.water');
  const isOn = async (pattern: RegExp) => pattern.test(await focusOf(page));
  const at = (pattern: RegExp) => until(`focus is on ${String(pattern)}`, () => isOn(pattern), 5_000);
  await page.getByRole('link', { name: number }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(number.slice(-6));
  await page.keyboard.press('Escape');
  const press = async (key: string, wanted: RegExp) => {
    for (let n = 0; n < 40; n += 1) {
      await page.keyboard.press(key);
      if (await isOn(wanted)) return;
    }
    throw new Error(`${key} never came to ${String(wanted)}`);
  };
  await press('Tab', new RegExp(`^${number}$`));
  await page.keyboard.press('Enter');
  await at(new RegExp(`^${number}$`)); // the heading of the case
  await press('Tab', /^会审意见$/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '同意', exact: true }).waitFor();
  await press('Tab', /^AGREE$/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('给排水方案可行，同意。');
  await page.keyboard.press('Control+Enter');
  await at(/提交后不能撤销/);
  await press('Tab', /^确认会审意见$/);
  await page.keyboard.press('Enter');
  await page.getByText('意见已记录。办件现在：会审中').waitFor();
  await close();
});

it('a grant against a dissent says how that was dealt with, and is read over before it is made', async () => {
  const number = await inReview();
  for (const department of ['water', 'civil-defence'])
    await house.act(number, `review.${department}`, 'opinion', { verdict: 'AGREE', text: '同意' });
  const fire = await signIn(browser, house, 'review.fire', { path: `/cases/${number}` });
  await fire.button('会审意见').click();
  const opinion = fire.page.getByRole('dialog');
  await opinion.getByRole('radio', { name: '不同意' }).check();
  await opinion.getByLabel(/意见内容/).fill('消防车道宽度不足四米');
  await opinion.getByRole('button', { name: '核对' }).click();
  expect(await faultsOfDialog(fire.page, 'dialog-second-look')).toEqual([]);
  await opinion.getByRole('button', { name: '确认会审意见' }).click();
  await fire.page.getByText('意见已记录。办件现在：待决定').waitFor();
  await fire.close();

  const decider = await signIn(browser, house, `decider.${PARK}`, { path: `/cases/${number}` });
  const review = decider.page.getByRole('region', { name: '部门会审' });
  await review.getByText('上海市消防局').waitFor();
  expect(await review.innerText()).toMatch(/已答复 3 \/ 3[^]*上海市消防局\s*不同意/);
  await decider.button('决定').click();
  const dialog = decider.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '准予许可', exact: true }).check();
  await dialog.getByText('消防车道宽度不足四米').waitFor();
  await dialog.getByRole('button', { name: '核对' }).click();
  await dialog.getByText('必填').waitFor();
  expect(await faultsOfDialog(decider.page, 'dialog-dissent')).toEqual([]);
  await dialog.getByRole('button', { name: /^已与上海市消防局协商/ }).click();
  await dialog.getByRole('button', { name: '核对' }).click();
  await dialog.getByRole('button', { name: '确认决定' }).click();
  await decider.page.getByText('决定已作出。办件现在：已准予').waitFor();
  expect(await faultsOf(decider.page, 'case-granted')).toEqual([]);
  expect(decider.faults).toEqual([]);
  await decider.close();
});

it('who comes too late is told who did what, and what is left to do', async () => {
  const { number } = (await house.file()).body;
  const { page, button, close } = await signIn(browser, house, `window.${PARK}`, { path: `/cases/${number}` });
  await page.route('**/api/v1/events', (route) => route.abort()); // no hint comes: the page is what it was
  await page.reload();
  await page.getByText('实时中断，正在重连').waitFor();
  await button('不予受理').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/理由/).fill('材料不符合法定形式');
  await dialog.getByRole('button', { name: '核对' }).click();
  await house.act(number, 'applicant.a', 'withdraw', { reason: '项目调整' });
  await dialog.getByRole('button', { name: '确认不予受理' }).click();
  const said = dialog.getByRole('alert').filter({ hasText: '没有办理' });
  await said.waitFor();
  await said.getByText(/撤回申请/).waitFor();
  expect(await said.innerText()).toMatch(
    /办件当前状态不能这样办理[^]*甲示范生物科技有限公司（演示）[^]*撤回申请[^]*没有可以办理的动作/,
  );
  expect(await faultsOfDialog(page, 'dialog-too-late')).toEqual([]);
  await close();
});

it('an act whose answer was lost is done once, however often it is sent', async () => {
  const { number } = (await house.file()).body;
  const { page, button, close } = await signIn(browser, house, `window.${PARK}`, { path: `/cases/${number}` });
  let lost = 0;
  await page.route('**/acts/accept', async (route) => {
    if ((lost += 1) > 1) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await button('受理').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '受理', exact: true }).click();
  await page.getByText('没有收到答复，可能已经办理').waitFor();
  await dialog.getByRole('button', { name: '再试一次' }).click();
  await page.getByText('已受理。办件现在：会审中').waitFor();
  expect(lost).toBe(2);
  expect((await eventsOf(number)).filter((type) => type === 'case.accepted.v1')).toHaveLength(1);
  await close();
});

it('a session that ends leads to the sign-in and back, with what was half written', async () => {
  const { number } = (await house.file()).body;
  const { page, button, close } = await signIn(browser, house, `window.${PARK}`, { path: `/cases/${number}` });
  await button('不予受理').click();
  await page.getByRole('dialog').getByLabel(/理由/).fill('写到一半的理由');
  await page.evaluate(`sessionStorage.setItem('yuanban.session', JSON.stringify({
    ...JSON.parse(sessionStorage.getItem('yuanban.session')), expiresAt: new Date().toISOString() }))`);
  await page.reload();
  await page.getByText('登录已到期').waitFor();
  expect(await faultsOf(page, 'sign-in')).toEqual([]);
  await fillSignIn(page, `window.${PARK}`);
  expect(page.url()).toMatch(new RegExp(`/console/cases/${number}$`));
  await button('不予受理').click();
  await page.getByText('已恢复上次未提交的内容').waitFor();
  expect(await page.getByRole('dialog').getByLabel(/理由/).inputValue()).toBe('写到一半的理由');
  await close();
});

it('a number that is scanned anywhere opens its case; another body’s case is not there', async () => {
  const { number } = (await house.file()).body;
  const { page, close } = await signIn(browser, house, `window.${PARK}`);
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  await scan(page, number);
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await close();
  const other = await signIn(browser, house, 'window.jinqiao', { path: `/cases/${number}` });
  await other.page.getByRole('heading', { name: '没有找到该办件' }).waitFor();
  expect(await faultsOfDialog(other.page, 'case-not-there')).toEqual([]);
  await other.close();
});

it('several cases are accepted in one go, each told by itself', async () => {
  const numbers = [(await house.file()).body.number, (await house.file()).body.number];
  const { page, close } = await signIn(browser, house, `window.${PARK}`);
  for (const number of numbers) await page.getByRole('checkbox', { name: `选择 ${number}` }).check();
  await house.act(numbers[1]!, `window.${PARK}`, 'accept');
  await page.getByRole('button', { name: /批量受理（[12]）/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^受理 \d 件$/ }).click();
  await dialog.getByText(/已受理 1 件/).waitFor();
  expect(await faultsOfDialog(page, 'bulk')).toEqual([]);
  await close();
});

it('an applicant is shown the way to the portal, and a window no figures', async () => {
  const applicant = await signIn(browser, house, 'applicant.a');
  await applicant.page.getByRole('heading', { name: '工作台供办理人员使用' }).waitFor();
  expect(await faultsOfDialog(applicant.page, 'for-applicants')).toEqual([]);
  await applicant.close();
  const window = await signIn(browser, house, `window.${PARK}`, { path: '/turnaround' });
  await window.page.getByRole('heading', { name: '您无权查看此页' }).waitFor();
  expect(await faultsOfDialog(window.page, 'forbidden')).toEqual([]);
  await window.open('/nowhere');
  await window.page.getByRole('heading', { name: '没有这个页面' }).waitFor();
  await window.close();
});

it('speaks English wherever it speaks, and remembers it', async () => {
  const number = await inReview();
  const { page, button, faults, close } = await signIn(browser, house, 'review.fire', { language: 'en-GB' });
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByRole('link', { name: number }).waitFor();
  expect(await faultsOf(page, 'work-list-en')).toEqual([]);
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  for (const summary of await page.locator('main summary').all()) await summary.click();
  expect(await faultsOf(page, 'case-en')).toEqual([]);
  await button('Give an opinion').click();
  await page.getByRole('dialog').getByLabel('Dissent').check();
  expect(await faultsOfDialog(page, 'dialog-en')).toEqual([]);
  await page.keyboard.press('Escape');
  const spoken = await page.locator('main').innerText();
  expect(spoken.match(/\b[a-z]+[A-Za-z]*\.[a-zA-Z]+\.[\w-]+/g) ?? []).toEqual([]); // keys without a text
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await faultsOfDialog(page, 'help-en')).toEqual([]);
  await page.keyboard.press('Escape');
  await button('中文').click();
  await page.getByRole('heading', { name: '三个日期' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '三个日期' }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

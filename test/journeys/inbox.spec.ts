// Notices on the screens in real Chromium: a window and an applicant who read theirs, those who see to undelivered mail, a desk that is away.
import { type Browser, type Locator, type Page } from 'playwright-core';
import { type NoticePage, type UndeliveredView } from '#contracts/notices.dto';
import { mailServer, type MailServer } from '../mail-server';
import { startProcess, until, type Process } from '../processes';
import { PARK } from '../story';
import { faultsOf, faultsOfDialog, fillSignIn, signIn, type Officer } from './at-the-console';
import { openBrowser, PHONE, visit } from './browser';
import { serve, type Served } from './over-http';

jest.setTimeout(120_000); // each page is looked at in two widths, on machines that do other things as well
const WINDOW = `window.${PARK}`;
let house: Served;
let browser: Browser;
let server: MailServer;
let relay: Process;
let desk: Process;
let window: Officer;
const env = () => ({ ...house.place.env, NATS_URL: house.nats.url, DATABASE_URL: house.postgres.url });
const startDesk = async () =>
  (desk = await startProcess('desk', { ...env(), SMTP_URL: server.url, MAIL_OUTBOX: '' }, 'serving'));

beforeAll(async () => {
  [house, browser, server] = await Promise.all([serve(1, {}, false), openBrowser(), mailServer()]);
  server.behave.refuse = 550;
  // Notices follow the positions of the log, which the relay gives; workflows have no part in it.
  [relay] = await Promise.all([startProcess('relay', env(), 'woken by NATS'), startDesk()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await Promise.all([desk?.stop(), relay?.stop()]);
  await house?.close();
  await server?.close();
}, 60_000);

const inbox = async (user: string) =>
  (await house.call('GET', '/api/v1/notices', { as: user })).body as unknown as NoticePage;
const undelivered = async () =>
  (await house.call('GET', '/api/v1/notices/undelivered', { as: 'operator' })).body['items'] as UndeliveredView[];
/** The link of the frame says how many are unread, and nothing when none is. */
const link = (page: Page, unread: string) =>
  page.getByRole('banner').getByRole('link', { name: `通知${unread && ` ${unread}`}`, exact: true });
const notices = (page: Page) => page.getByRole('list', { name: '通知' }).getByRole('listitem');

/** Tab by tab to a control, from where the focus is. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await control.and(page.locator(':focus')).count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${String(control)}`);
}

it('a window sees a notice come by itself, opens its case, and has read it', async () => {
  window = await signIn(browser, house, WINDOW);
  const { page, button } = window;
  await link(page, '').click();
  await page.getByRole('heading', { name: '还没有通知' }).waitFor();
  expect(await faultsOfDialog(page, 'inbox-empty')).toEqual([]);
  const { number } = (await house.file()).body;
  await link(page, '1 条未读').waitFor({ timeout: 5_000 });
  await notices(page).getByText('未读').waitFor();
  expect(await notices(page).innerText()).toMatch(
    new RegExp(`待受理：建筑工程施工许可[^]*办件编号：${number}[^]*园区：张江高新区漕河泾园[^]*期限：`),
  );
  expect(await faultsOf(page, 'inbox')).toEqual([]);
  await button('English').click();
  await page.getByRole('link', { name: 'Notices 1 unread' }).waitFor();
  await page.getByText('To accept or refuse: Construction permit').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/\p{Script=Han}/u);
  expect(await faultsOfDialog(page, 'inbox-en')).toEqual([]);
  await button('中文').click();
  await notices(page).getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await link(page, '').click();
  await page.getByRole('heading', { level: 1, name: '通知' }).waitFor();
  expect(await notices(page).getByText('未读').count()).toBe(0);
});

it('an applicant reads on a phone what became of the own cases', async () => {
  const { page, faults, close } = await visit(browser, house.gateways[0]!, { viewport: PHONE, hasTouch: true });
  await page.goto('/notices');
  await fillSignIn(page, 'applicant.b');
  await page.getByText('还没有通知').waitFor();
  expect(await faultsOfDialog(page, 'portal-inbox-empty')).toEqual([]);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByLabel('用户名').waitFor();
  expect(await page.getByRole('banner').getByRole('link', { name: /通知/ }).count()).toBe(0);
  await fillSignIn(page, 'applicant.a');
  await link(page, '1 条未读').waitFor();
  await untilGivenUp();
  server.behave.refuse = undefined;
  const { number } = (await house.file()).body;
  await link(page, '2 条未读').waitFor({ timeout: 5_000 });
  await notices(page).getByText(number).waitFor();
  expect(await faultsOf(page, 'portal-inbox')).toEqual([]);
  await notices(page).filter({ hasText: number }).getByRole('link').click();
  await page.waitForURL(`**/cases/${number}`);
  await link(page, '1 条未读').click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Your application has been received: Construction permit').first().waitFor();
  expect(await faultsOfDialog(page, 'portal-inbox-en')).toEqual([]);
  await tabTo(page, page.getByRole('button', { name: 'Mark all as read' }));
  await page.keyboard.press('Enter');
  await page.getByRole('banner').getByRole('link', { name: 'Notices', exact: true }).waitFor();
  await page.getByLabel('Unread only').check();
  await page.getByText('Nothing unread').nth(1).waitFor();
  expect((await inbox('applicant.a')).unread).toBe(0);
  expect(faults).toEqual([]);
  await close();
});

/** The mails of the first case, to two people of the applicant and to the window. */
const untilGivenUp = () =>
  until('its mails were given up', async () => {
    const all = await undelivered();
    return all.length >= 3 && all.every(({ state }) => state === 'FAILED');
  });

describe('mail that did not go out', () => {
  it('is seen by the commission with its reason, and sent again by keys alone', async () => {
    const { page, faults, close } = await signIn(browser, house, 'commission', { path: '/notices' });
    await page.getByRole('navigation', { name: '通知与邮件' }).getByRole('link', { name: '未发出的邮件' }).click();
    const mails = page.getByRole('list', { name: '未发出的邮件' }).getByRole('listitem');
    await mails.getByText('漕河泾园窗口示范人员').waitFor();
    const [first, second] = await undelivered();
    const n = await mails.count();
    expect(await mails.first().innerText()).toMatch(
      /已停止尝试[^]*提出申请[^]*邮件服务器拒收这封邮件（550）\s*代码 SMTP_550[^]*1 次[^]*不再自动尝试/,
    );
    expect(await faultsOf(page, 'undelivered')).toEqual([]);
    // Somebody else was faster.
    await house.call('POST', `/api/v1/notices/${second!.id}/send-again`, { as: 'operator' });
    await until('it was sent', async () => (await undelivered()).length === n - 1);
    const again = mails.getByRole('button', { name: '重新发送' });
    await again.nth(1).click();
    await page.getByRole('status').getByText('：该通知的邮件已经发出').waitFor();
    await until('it left the list', async () => (await mails.count()) === n - 1);
    await page.getByRole('heading', { level: 1 }).focus();
    await tabTo(page, again.first());
    await page.keyboard.press('Enter');
    const said = page.getByRole('status').filter({ hasText: `${first!.number}（` });
    await said.getByText('已重新排队').waitFor();
    await until('it was sent', async () => (await mails.count()) === n - 2, 15_000);
    await until('what became of it has the focus', async () => (await said.and(page.locator(':focus')).count()) === 1);
    expect(faults).toEqual([]);
    await close();
  });

  it('is where the operator begins, who sees no cases, until nothing is left', async () => {
    const { page, faults, close } = await signIn(browser, house, 'operator', { language: 'en-GB' });
    await page.getByRole('heading', { level: 1, name: 'Undelivered mail' }).waitFor();
    expect(await faultsOfDialog(page, 'undelivered-en')).toEqual([]);
    expect(await page.locator('main').getByRole('link', { name: /^16-/ }).count()).toBe(0);
    const mails = page.getByRole('list', { name: 'Undelivered mail' }).getByRole('listitem');
    for (let left = await mails.count(); left > 0; left -= 1) {
      await mails.first().getByRole('button').click();
      await until('it was sent', async () => (await mails.count()) === left - 1, 15_000);
    }
    await page.getByRole('heading', { name: 'No mail is undelivered' }).waitFor();
    expect(await faultsOfDialog(page, 'undelivered-empty')).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it('is none of the business of a window', async () => {
    const { page, open } = window;
    await open('/notices');
    expect(await page.getByRole('navigation', { name: '通知与邮件' }).count()).toBe(0);
    await open('/notices/undelivered');
    await page.getByRole('heading', { name: '您无权查看此页' }).waitFor();
  });
});

it('a window by keys alone keeps to the unread, reads on, and marks all that it has seen', async () => {
  const { page, open } = window;
  for (let n = 0; n < 21; n += 1) await house.file();
  await open('/notices');
  await link(page, '22 条未读').waitFor();
  const filter = page.getByRole('button', { name: '只看未读' });
  await tabTo(page, filter);
  await page.keyboard.press('Space');
  await page.waitForURL(/\?unread=true$/);
  await tabTo(page, page.getByRole('button', { name: '加载更多' }));
  await page.keyboard.press('Enter');
  await until('all are there', async () => (await notices(page).count()) === 22);
  expect(await notices(page).getByText('未读').count()).toBe(22);
  await link(page, '22 条未读').focus();
  await page.keyboard.press('Enter');
  const all = page.getByRole('button', { name: '全部标为已读' });
  await tabTo(page, all);
  const newest = (await inbox(WINDOW)).items[0]!;
  const [asked] = await Promise.all([page.waitForRequest(/read-all$/), page.keyboard.press('Enter')]);
  expect(asked.postDataJSON()).toEqual({ until: newest.at });
  await link(page, '').waitFor();
  await page.getByRole('status').getByText('没有未读通知').waitFor();
  expect(await all.and(page.locator(':focus')).count()).toBe(1);
  await tabTo(page, notices(page).first().getByRole('link'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: newest.number }).waitFor();
  await page.goBack();
  await filter.click();
  await page.getByRole('heading', { name: '没有未读通知' }).waitFor();
  expect(await faultsOfDialog(page, 'inbox-none-unread')).toEqual([]);
});

it('without the desk everything else works, and the notices say that they are away', async () => {
  const portal = await visit(browser, house.gateways[0]!);
  await portal.page.goto('/notices');
  await fillSignIn(portal.page, 'applicant.a');
  await link(portal.page, '21 条未读').waitFor();
  await desk.stop();
  await window.open('/');
  await window.page.getByRole('link', { name: /^16-/ }).first().waitFor();
  await link(window.page, '').click();
  await until('no count is claimed any more', async () => {
    await portal.page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`); // as who comes back to the tab
    return link(portal.page, '').isVisible();
  });
  await portal.page.reload();
  for (const [name, page] of Object.entries({ inbox: window.page, 'portal-inbox': portal.page })) {
    await page.getByRole('heading', { level: 1, name: '通知暂时无法显示' }).waitFor();
    await link(page, '').waitFor();
    expect(await faultsOfDialog(page, `${name}-away`)).toEqual([]);
  }
  await startDesk();
  for (const page of [window.page, portal.page]) {
    await page.getByRole('button', { name: '重试' }).click();
    await until('the first page is there', async () => (await notices(page).count()) === 20, 15_000);
  }
  await link(portal.page, '21 条未读').waitFor();
  await portal.page.getByRole('button', { name: '加载更多' }).click();
  await until('all are there', async () => (await notices(portal.page).count()) === 23, 15_000);
  expect([...window.faults, ...portal.faults]).toEqual([]);
  await portal.close();
  await window.close();
});

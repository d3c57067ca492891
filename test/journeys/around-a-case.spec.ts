// What goes on around a case, in real Chromium on the whole house: what is shown to the public, how an objection gets on record, whose desk
// work lies on, how papers are served, and supervision.
import { type Browser } from 'playwright-core';
import { exampleOf, PARK } from '../story';
import { faultsOf, faultsOfDialog, fillSignIn } from './at-the-console';
import { openBrowser, PHONE, visit } from './browser';
import { serve, type Served } from './over-http';

jest.setTimeout(180_000);
const WINDOW = `window.${PARK}`;
let house: Served;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([serve(1, {}, false), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
}, 120_000);

describe('what is shown to the public', () => {
  /** A design review that was accepted, and so is shown. */
  async function shown(): Promise<string> {
    const { number } = (await house.file(undefined, { item: '5', form: exampleOf('5') })).body;
    await house.act(number, WINDOW, 'accept');
    return number;
  }

  /** Somebody on a phone. */
  const come = () => visit(browser, house.gateways[0]!, { viewport: PHONE, hasTouch: true });

  it('anybody reads it on a phone without signing in, in both languages', async () => {
    const early = await come();
    await early.page.goto('/publicity');
    await early.page.getByText('目前没有正在公示的申请').waitFor();
    expect(await faultsOfDialog(early.page, 'publicity-none')).toEqual([]);

    const number = await shown();
    const { page, faults, close } = await come();
    await page.goto('/');
    await page.getByRole('link', { name: '公示', exact: true }).click();
    const row = page.getByRole('main').getByRole('listitem');
    await row.getByText(number).waitFor();
    expect(await row.innerText()).toMatch(
      /建设工程设计方案审核[^]*甲示范生物科技有限公司[^]*漕河泾园[^]*决定机关[^]*名义[^]*公示期[^]*（均含当日）/,
    );
    expect(await row.getByRole('link', { name: /登记异议/ }).count()).toBe(0);
    expect(await faultsOf(page, 'publicity')).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 2, name: 'How to object' }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/\p{Script=Han}/u);
    expect(await faultsOf(page, 'publicity-en')).toEqual([]);
    expect([...early.faults, ...faults]).toEqual([]);
    await Promise.all([early.close(), close()]);
  });

  it('a long list goes on where it stopped, each case once', async () => {
    for (let n = 0; n < 20; n += 1) await shown();
    const { page, faults, close } = await come();
    await page.goto('/publicity');
    const rows = page.getByRole('main').getByRole('listitem');
    await rows.nth(19).waitFor();
    expect(await rows.count()).toBe(20);
    await page.getByRole('button', { name: '加载更多' }).click();
    await rows.nth(20).waitFor();
    const numbers = await rows.locator('.number-small').allInnerTexts();
    expect(new Set(numbers).size).toBe(21);
    expect(faults).toEqual([]);
    await close();
  });

  it('over HTTP it is kept for half a minute, a refusal never, and no part of the form is told', async () => {
    const answer = await house.call('GET', '/api/v1/publicity');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=30']);
    const form = Object.values(exampleOf('5')).filter((value) => typeof value === 'string' && value.length > 3);
    expect(form.length).toBeGreaterThan(0);
    for (const value of form) expect(JSON.stringify(answer.body)).not.toContain(value);
    const refused = await house.call('GET', '/api/v1/publicity?cursor=x');
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([422, 'no-store']);
  });

  it('whoever works at the window is led from there to the case, and records an objection', async () => {
    const number = await shown();
    const { page, faults, close } = await visit(browser, house.gateways[0]!);
    await page.goto('/sign-in');
    await fillSignIn(page, WINDOW);
    await page.getByRole('button', { name: '退出登录' }).waitFor();
    await page.getByRole('link', { name: '公示', exact: true }).click();
    await page.getByRole('link', { name: `在工作台登记异议：${number}` }).click();
    await page.getByRole('heading', { level: 1, name: number }).waitFor();
    await page.getByRole('button', { name: '公示异议', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/异议/).first().fill('遮挡日照');
    await dialog.getByRole('button', { name: '核对' }).click();
    await dialog.getByRole('button', { name: /^确认/ }).click();
    await page.getByText('1 项异议待答复', { exact: false }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});

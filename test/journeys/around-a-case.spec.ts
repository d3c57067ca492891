// What goes on around a case, in real Chromium on the whole house: what is shown to the public, how an objection gets on record, whose desk
// work lies on, how papers are served, and supervision.
import { type Browser, type Locator, type Page } from 'playwright-core';
import { exampleOf, PARK, personId } from '../story';
import { faultsOf, faultsOfDialog, fillSignIn, signIn } from './at-the-console';
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

/** Picks somebody by name from a list that filters. */
async function pick(within: Locator, label: string, name: string): Promise<void> {
  await within.getByRole('combobox', { name: label }).fill(name);
  // A busy browser filters late: Enter before that takes nobody.
  await within.page().locator('.ant-select-item-option-active').getByText(name).waitFor();
  await within.page().keyboard.press('Enter');
}

/** The civil day of business time, so many days later. */
async function dayAfter(days: number): Promise<string> {
  const [row] = await house.place.sql<{ day: string }>(
    `SELECT ((platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date + $1::int)::text AS day`,
    [days],
  );
  return row!.day;
}

describe('whose work goes to whom', () => {
  const [ANN, BEN] = ['消防会审示范人员甲', '消防会审示范人员乙'];

  it('an officer names a deputy, reads what is wrong at its field, and ends it early', async () => {
    const { page, faults, button, close } = await signIn(browser, house, 'review.fire');
    await page.getByRole('link', { name: '代理与移交', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: `${ANN}的代理安排` }).waitFor();
    await page.getByText('今日起没有代理安排').waitFor();
    const form = page.getByRole('form', { name: '指定代理人' });
    await button('指定代理人').click();
    await form.getByText('必填').first().waitFor();
    await pick(form, '代理人', BEN);
    await form.getByLabel('最后一日').fill(await dayAfter(-1));
    await button('指定代理人').click();
    await form.getByText('不能早于第一日').waitFor();
    await form.getByLabel('最后一日').fill(await dayAfter(6));
    await button('指定代理人').click();
    await page.getByRole('status').getByText(`由 ${BEN} 代理 ${ANN}`, { exact: false }).waitFor();
    const list = page.getByRole('list', { name: `${ANN}的代理安排` }).getByRole('listitem');
    expect(await list.innerText()).toMatch(/代理中[^]*全部可代理的职务[^]*（均含当日）/);

    await pick(form, '代理人', '消防水务联审示范人员');
    await form.getByLabel('最后一日').fill(await dayAfter(3));
    await button('指定代理人').click();
    await form.getByRole('alert').getByText('代理', { exact: false }).waitFor(); // one at a time
    await form.getByLabel('第一日').fill(await dayAfter(30));
    await form.getByLabel('最后一日').fill(await dayAfter(33));
    await pickOffice(page, form);
    await button('指定代理人').click();
    await list.nth(1).waitFor();
    expect(await list.nth(1).innerText()).toMatch(
      /消防水务联审示范人员 代理 消防会审示范人员甲[^]*尚未开始[^]*会审人员/,
    );
    expect(await faultsOf(page, 'deputies')).toEqual([]);

    const deputy = await signIn(browser, house, 'review.fire2', { path: '/officers' });
    await deputy.page.getByText(`${BEN} 代理 ${ANN}`).waitFor();
    expect(await deputy.page.getByRole('button', { name: /^终止代理/ }).count()).toBe(0);

    await button(`终止代理：${BEN} 代理 ${ANN}`).click();
    expect(await faultsOfDialog(page, 'dialog-deputy-end')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '终止代理' }).click();
    await page.getByRole('status').getByText(`已终止：${BEN} 不再代理 ${ANN}`).waitFor();
    await list.nth(1).waitFor({ state: 'detached' });
    expect([...faults, ...deputy.faults]).toEqual([]);
    await Promise.all([deputy.close(), close()]);
  });

  /** The one office that there is, instead of all. */
  async function pickOffice(page: Page, form: Locator): Promise<void> {
    await form.getByRole('combobox', { name: '代理的职务' }).click();
    await page
      .locator('.ant-select-item-option')
      .getByText(/会审人员/)
      .click();
  }

  it('the head hands over all work of an officer who leaves: shown, asked once more, told row by row', async () => {
    const claimed = async (count: number) => {
      const numbers = [];
      for (let n = 0; n < count; n += 1) {
        const { number } = (await house.file()).body;
        await house.act(number, WINDOW, 'accept');
        expect((await house.act(number, 'review.fire', 'claim', { step: 'review/dept:fire' })).status).toBe(200);
        numbers.push(number);
      }
      return numbers;
    };
    const [kept, given] = await claimed(2);
    const { page, faults, button, close } = await signIn(browser, house, 'head.fire', { path: '/officers' });
    await page.getByRole('heading', { level: 2, name: '消防示范负责人的工作移交' }).waitFor(); // oneself first
    await pick(page.getByRole('main'), '工作人员', ANN);
    const work = page.getByRole('region', { name: `${ANN}的工作移交` });
    await work.getByText('已认领、尚未办结的环节：2 个').waitFor();
    await work.getByText('查看这些环节').click();
    await work.getByRole('link', { name: kept! }).waitFor();
    await pick(work, '接手人', BEN);
    const lastDay = work.getByLabel('在职最后一日');
    const handOver = async (name: string) => {
      await button('移交全部工作').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`将转给 ${name}`, { exact: false }).waitFor();
      return dialog;
    };
    await lastDay.fill(await dayAfter(-1));
    await (await handOver(BEN)).getByRole('button', { name: '确认移交' }).click();
    await work.getByText('日期已经过去').waitFor();
    await lastDay.fill(await dayAfter(30));
    const dialog = await handOver(BEN);
    expect(await faultsOfDialog(page, 'dialog-hand-over')).toEqual([]);
    await dialog.getByRole('button', { name: '确认移交' }).click();
    const told = work.getByRole('status');
    await told.getByText('已转交 2 个，退回本单位 0 个，未成功 0 个', { exact: false }).waitFor();
    await told.getByRole('link', { name: given! }).waitFor();
    await work.getByText('已认领、尚未办结的环节：0 个').waitFor();
    expect(await faultsOf(page, 'hand-over')).toEqual([]);

    const [back] = await claimed(1);
    await page.reload();
    await work.getByText('已认领、尚未办结的环节：1 个').waitFor();
    await pick(work, '接手人', '水务会审示范人员');
    await lastDay.fill(await dayAfter(30));
    await (await handOver('水务会审示范人员')).getByRole('button', { name: '确认移交' }).click();
    await told.getByText('已转交 0 个，退回本单位 1 个', { exact: false }).waitFor();
    expect(await told.innerText()).toContain('接手人没有该职务');
    const desks = await house.place.sql<{ number: string; assignee: string | null }>(
      `SELECT number, assignee FROM cases.task WHERE number = ANY ($1) AND step = 'review/dept:fire' ORDER BY number`,
      [[kept, given, back]],
    );
    const ben = `person:${personId('review.fire2')}`;
    expect(desks.map(({ assignee }) => assignee)).toEqual([ben, ben, null]);
    expect(faults).toEqual([]);
    await close();
  });

  it('the operator names deputies for anybody, but hands nothing over; an expert has no such page', async () => {
    const { page, faults, close } = await signIn(browser, house, 'operator', { language: 'en-GB', path: '/officers' });
    await pick(page.getByRole('main'), 'Officer', '水务会审示范人员');
    await page.getByRole('heading', { level: 2, name: 'Deputies: 水务会审示范人员' }).waitFor();
    const form = page.getByRole('form', { name: 'Name a deputy' });
    await pick(form, 'Deputy', '消防水务联审示范人员');
    await form.getByLabel('Last day').fill(await dayAfter(2));
    await form.getByRole('button', { name: 'Name a deputy' }).click();
    await page
      .getByRole('status')
      .getByText(/^Named: 消防水务联审示范人员 stands in for 水务会审示范人员/)
      .waitFor();
    expect(await page.getByRole('heading', { name: /Hand over/ }).count()).toBe(0);
    expect(await faultsOf(page, 'deputies-en')).toEqual([]);
    const expert = await signIn(browser, house, 'expert.1', { path: '/officers' });
    await expert.page.getByRole('heading', { name: '您无权查看此页' }).waitFor();
    expect(await expert.page.getByRole('link', { name: '代理与移交' }).count()).toBe(0);
    expect([...faults, ...expert.faults]).toEqual([]);
    await Promise.all([expert.close(), close()]);
  });
});

it('papers: the window records one served by post, the applicant reads another in the portal, and both screens tell how and when', async () => {
  const { number } = (await house.file()).body;
  await house.act(number, WINDOW, 'accept');
  const officer = await signIn(browser, house, WINDOW, { path: `/cases/${number}` });
  await officer.button('文书送达').click();
  const dialog = officer.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /受理通知书/ }).check();
  await dialog.getByRole('radio', { name: '邮寄' }).check();
  await dialog.getByLabel('签收人或邮件号').fill('邮件 SH2026001');
  await dialog.getByLabel('送达日期').fill(await dayAfter(1));
  expect(await faultsOfDialog(officer.page, 'dialog-serve')).toEqual([]);
  const confirm = async () => {
    await dialog.getByRole('button', { name: '核对' }).click();
    await dialog.getByRole('button', { name: /^确认/ }).click();
  };
  await confirm();
  await dialog.getByText('送达日期尚未到来', { exact: false }).first().waitFor();
  await dialog.getByLabel('送达日期').fill(await dayAfter(0));
  await confirm();
  await officer.page.getByText(/送达已登记/).waitFor();
  const papers = officer.page.getByRole('region', { name: '文书' }).getByRole('listitem');
  expect(await papers.filter({ hasText: '受理通知书' }).innerText()).toContain('邮寄');
  expect(await papers.filter({ hasText: '收件凭证' }).innerText()).toContain('未登记送达');
  expect(await officer.page.locator('.timeline').innerText()).toMatch(/文书送达[^]*受理通知书[^]*邮寄[^]*SH2026001/);

  const applicant = await visit(browser, house.gateways[0]!, { viewport: PHONE, hasTouch: true });
  await applicant.page.goto(`/cases/${number}`);
  await fillSignIn(applicant.page, 'applicant.a');
  const own = applicant.page.getByRole('region', { name: '文书' }).getByRole('listitem');
  const receipt = own.filter({ hasText: '收件凭证' });
  await receipt.waitFor();
  expect(await own.filter({ hasText: '受理通知书' }).innerText()).toContain('邮寄送达');
  const [paper] = await Promise.all([
    applicant.page.waitForEvent('popup'),
    receipt.getByRole('button', { name: /^打开 PDF：收件凭证/ }).click(),
  ]);
  await receipt.getByText('在线送达', { exact: false }).waitFor();
  await paper.close();
  expect(await faultsOf(applicant.page, 'portal-papers')).toEqual([]);
  // Opened again it was received already: nothing more is recorded.
  await Promise.all([
    applicant.page.waitForEvent('popup'),
    receipt.getByRole('button', { name: /^打开 PDF：收件凭证/ }).click(),
  ]);
  const recorded = await house.place.sql(
    `SELECT no FROM cases.case_event WHERE number = $1 AND type = 'case.receipt-acknowledged.v1'`,
    [number],
  );
  expect(recorded).toHaveLength(1);
  await papers.filter({ hasText: '收件凭证' }).getByText('在线送达', { exact: false }).waitFor();

  // A slip is put right with its reason; what the applicant has opened is none, and is not offered.
  await officer.button('文书送达').click();
  const again = dialog.getByRole('radio', { name: /受理通知书.*可以更正/ });
  await again.waitFor();
  expect(await dialog.getByRole('radio', { name: /收件凭证/ }).count()).toBe(0);
  expect(await dialog.getByRole('radio', { name: /未送达/ }).count()).toBe(0);
  await again.check();
  await dialog.getByRole('radio', { name: '未送达（原登记有误）' }).check();
  await dialog.getByLabel('更正登记的理由').fill('邮件被退回');
  expect(await faultsOfDialog(officer.page, 'dialog-serve-again')).toEqual([]);
  await confirm();
  await papers.filter({ hasText: '受理通知书' }).getByText('未登记送达').waitFor();
  expect(await officer.page.locator('.timeline').innerText()).toMatch(
    /未送达（原登记有误）[^]*邮件被退回[^]*SH2026001/,
  );
  expect(await faultsOf(officer.page, 'case-served')).toEqual([]);
  expect([...officer.faults, ...applicant.faults]).toEqual([]);
  await Promise.all([officer.close(), applicant.close()]);
});

it('supervision: the decider answers by a day, the commission looks at it and closes it', async () => {
  const number = await house.inDecision();
  await house.place.sql(`SELECT platform.move_time(platform.business_now() + interval '20 days')`);
  const decider = await signIn(browser, house, `decider.${PARK}`, { path: `/cases/${number}` });
  await decider.button('督办答复').click();
  const answer = decider.page.getByRole('dialog');
  await answer.getByLabel('采取的措施').fill('三日内作出决定');
  await answer.getByLabel('何日办结').fill(await dayAfter(-1));
  expect(await faultsOfDialog(decider.page, 'dialog-answer-supervision')).toEqual([]);
  await answer.getByRole('button', { name: '督办答复' }).click();
  await answer.getByText('日期已经过去', { exact: false }).first().waitFor();
  await answer.getByLabel('何日办结').fill(await dayAfter(3));
  await answer.getByRole('button', { name: '督办答复' }).click();
  await decider.page.getByText(/已答复督办/).waitFor();
  expect(await decider.page.locator('.timeline').innerText()).toContain('三日内作出决定');

  const commission = await signIn(browser, house, 'commission', { path: `/cases/${number}` });
  await commission.button('督办办结').click();
  const closing = commission.page.getByRole('dialog');
  await closing.getByRole('radio', { name: '不认可' }).check();
  await closing.getByLabel('理由').fill('期限已过，仍未决定');
  expect(await faultsOfDialog(commission.page, 'dialog-close-supervision')).toEqual([]);
  await closing.getByRole('button', { name: '核对' }).click();
  await closing.getByRole('button', { name: /^确认/ }).click();
  await commission.page.getByText(/督办已办结/).waitFor();
  await decider.page.locator('.timeline').getByText('期限已过，仍未决定', { exact: false }).waitFor();
  expect(await decider.page.locator('.timeline').innerText()).toMatch(/督办办结[^]*不认可/);
  const open = await house.place.sql(
    `SELECT step FROM cases.task WHERE number = $1 AND kind = 'SUPERVISION' AND closed_at IS NULL AND queue = 'commission'`,
    [number],
  );
  expect(open).toEqual([]);
  expect(await faultsOf(commission.page, 'case-supervised')).toEqual([]);
  expect([...decider.faults, ...commission.faults]).toEqual([]);
  await Promise.all([decider.close(), commission.close()]);
});

// An applicant at a real browser: finds an item, signs in, files, corrects, withdraws; in both languages, by keyboard, on a phone.
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { barriers, fitsInWidth, openBrowser, PHONE, picture, visit, type Visit } from './browser';
import { exampleOf, FORM, PARK } from '../story';
import { serve, type Served } from './over-http';

let house: Served;
let browser: Browser;
let open: Visit[] = [];
beforeAll(async () => {
  [house, browser] = await Promise.all([serve(1, {}, false), openBrowser()]);
}, 180_000);
afterEach(async () => {
  const faults = open.flatMap((one) => one.faults);
  await Promise.all(open.map(({ close }) => close()));
  open = [];
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** A new person at the portal. */
async function come(options: Parameters<typeof visit>[2] = {}): Promise<Page> {
  const one = await visit(browser, house.gateways[0]!, options);
  open.push(one);
  return one.page;
}

/** Signs in on the page that asks for it. */
async function signIn(page: Page, user = 'applicant.a'): Promise<void> {
  await page.locator('[name=user]').fill(user);
  await page.locator('[name=password]').fill('yuanban-demo');
  await page.locator('form [type=submit]').click();
  await page.locator('[name=password]').waitFor({ state: 'detached' });
}

/** One who is signed in, at an address. */
async function comeTo(path: string, options: Parameters<typeof visit>[2] = {}): Promise<Page> {
  const page = await come(options);
  await page.goto(path);
  await signIn(page);
  return page;
}

/** Fills fields by their label. */
async function fill(page: Page, form: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(form)) await page.getByLabel(label, { exact: true }).fill(value);
}

const FILLED = {
  工程名称: FORM['projectName'] as string,
  建设地点: FORM['siteAddress'] as string,
  施工单位: FORM['contractor'] as string,
  '合同价格（元）': '12800000',
  '建筑面积（平方米）': '8650.5',
  计划开工日期: '2027-03-01',
  建设用地规划许可证号: FORM['landPermitNo'] as string,
  建设工程规划许可证号: FORM['planningPermitNo'] as string,
  联系人: FORM['contactName'] as string,
  联系电话: FORM['contactPhone'] as string,
};

/** Chooses from a list that opens. */
async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(label) }).click();
  await page.getByRole('option', { name }).click();
}

/** To the last step of a filing of item 16, everything filled. */
async function toCheck(page: Page): Promise<void> {
  await choose(page, '所在园区', '张江高新区漕河泾园');
  await page.getByRole('button', { name: '下一步：填写申请表' }).click();
  await fill(page, FILLED);
  await page.getByRole('button', { name: '下一步：核对' }).click();
  await page.getByRole('button', { name: '提交申请' }).waitFor();
}

/** Filings of the enterprise so far. */
const count = async () =>
  Number((await house.place.sql<{ n: string }>('SELECT count(*) AS n FROM cases.approval_case'))[0]!.n);

/** A page that is well: nobody is kept out, nothing sticks out. */
async function expectWell(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page, name);
  expect([name, await barriers(page)]).toEqual([name, []]);
  expect([name, await fitsInWidth(page)]).toEqual([name, true]);
}

describe('an application', () => {
  it('is found without signing in, filed once, and followed', async () => {
    const page = await come();
    await page.goto('/');
    await page.getByLabel('按名称或编号查找').fill('施工');
    await expectWell(page, 'zh-1-items');
    await page.getByRole('link', { name: /建筑工程施工许可/ }).click();
    await page.getByText('7 个自然日').waitFor();
    await expectWell(page, 'zh-2-item');
    await page.getByRole('link', { name: '开始申请' }).click();
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    await expectWell(page, 'zh-3-sign-in');
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: '申请单位与园区' }).waitFor(); // back where he was
    await expectWell(page, 'zh-4-parties');
    await choose(page, '所在园区', '张江高新区漕河泾园');
    await page.getByRole('button', { name: '下一步：填写申请表' }).click();
    await page.getByLabel('工程名称').waitFor();
    await expectWell(page, 'zh-5-form');
    await fill(page, FILLED);
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('definition').getByText('12,800,000').waitFor();
    await expectWell(page, 'zh-6-check');
    const before = await count();
    await page.getByRole('button', { name: '提交申请' }).dblclick();
    await page.getByRole('heading', { level: 1, name: '收件回执' }).waitFor();
    await expectWell(page, 'zh-7-receipt');
    expect(await count()).toBe(before + 1);
    const number = await page.locator('.number').innerText();
    expect(number).toMatch(/^16-caohejing-\d{8}-\d{6}$/);
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'zh-7-receipt-print');
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: '查看办件' }).click();
    await page.getByRole('heading', { level: 2, name: '办理经过' }).waitFor();
    await page.getByText('说明法定期限').click();
    await expectWell(page, 'zh-8-case');
    await page.getByRole('link', { name: '我的办件' }).first().click();
    await page.getByText(number).waitFor();
    await expectWell(page, 'zh-9-cases');
  });

  it('whose answer was lost is sent again, after a reload as well, and filed once', async () => {
    const page = await comeTo('/items/16/file');
    await toCheck(page);
    const before = await count();
    let isLost = true;
    await page.route('**/api/v1/cases', async (route) => {
      if (route.request().method() !== 'POST' || !isLost) return route.continue();
      await route.fetch(); // the house does it, but nobody hears of it
      await route.abort();
    });
    open.at(-1)!.faults.length = 0;
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('没有收到答复，可能已经提交成功').waitFor();
    isLost = false;
    await page.reload();
    await page.getByText('上次提交没有收到答复').waitFor();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('heading', { level: 1, name: '收件回执' }).waitFor();
    expect(await count()).toBe(before + 1);
    const faults = open.at(-1)!.faults.splice(0);
    expect(faults).toEqual([expect.stringContaining('net::ERR_FAILED')]); // the lost answer itself, and nothing else
  });

  it('that is left half filled is there again, until it is discarded', async () => {
    const page = await comeTo('/items/16/file');
    await choose(page, '所在园区', '张江高新区漕河泾园');
    await page.getByRole('button', { name: '下一步：填写申请表' }).click();
    await fill(page, { 工程名称: '半途的工程' });
    await page.getByRole('link', { name: '我的办件' }).click();
    await page.getByRole('heading', { level: 1, name: '我的办件' }).waitFor();
    await page.goto('/items/16/file?step=form');
    expect(await page.getByLabel('工程名称').inputValue()).toBe('半途的工程');
    await page.getByRole('button', { name: '放弃草稿' }).click();
    await page.getByRole('button', { name: '清除' }).click();
    await page.goto('/items/16/file?step=form');
    await page.getByRole('heading', { level: 1, name: '申请单位与园区' }).waitFor();
  });
});

describe('faults', () => {
  it('stand at their fields before anything is sent, and lead there', async () => {
    const page = await comeTo('/items/16/file');
    await choose(page, '所在园区', '张江高新区漕河泾园');
    await page.getByRole('button', { name: '下一步：填写申请表' }).click();
    await fill(page, { ...FILLED, 工程名称: '', 联系电话: '12' });
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('heading', { name: '有 2 处需要更正' }).waitFor();
    await page.waitForFunction(`document.activeElement.id === 'fault-summary'`);
    await expectWell(page, 'zh-faults');
    await page.getByRole('link', { name: '工程名称：必填' }).click();
    await focused(page.getByLabel('工程名称'));
    await page.getByRole('link', { name: '联系电话：格式不正确' }).click();
    await focused(page.getByLabel('联系电话'));
    expect(await page.getByLabel('联系电话').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('[data-field="form_projectName"]').innerText()).toContain('必填');
  });

  it('that the door alone finds stand at their fields as well', async () => {
    const page = await come();
    // A page from before the form was amended: its check lets pass what the door refuses.
    await page.route('**/form.js*', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'export const check = () => Object.assign(() => true, { errors: null });',
      }),
    );
    await page.goto('/items/16/file');
    await signIn(page);
    await choose(page, '所在园区', '张江高新区漕河泾园');
    await page.getByRole('button', { name: '下一步：填写申请表' }).click();
    await fill(page, { ...FILLED, 联系电话: '12' });
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('link', { name: '联系电话：格式不正确' }).waitFor();
    await expectWell(page, 'zh-faults-of-the-door');
    await page.getByRole('button', { name: '返回更正' }).click();
    expect(await page.locator('[data-field="form_contactPhone"]').innerText()).toContain('格式不正确');
  });

  it('of a file are told by line and column, and a good file fills the list', async () => {
    const page = await comeTo('/items/E01/file');
    await choose(page, '所在园区', '张江高新区漕河泾园');
    await page.getByRole('button', { name: '下一步：填写申请表' }).click();
    const upload = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: '从 CSV 文件填入' }).waitFor();
    await upload('工号或姓名,身份\n甲,技术人员\n=1+1,其他\n');
    await page.getByText('第 3 行“工号或姓名”：以 = + - @ 或制表符开头，可能是公式').waitFor();
    await upload('工号或姓名,身份\n甲,技术人员\n乙,其他\n');
    await page.getByText('已从文件填入 2 项').waitFor();
    await page.getByRole('button', { name: '填写第 2 项' }).click();
    expect(await page.getByLabel('工号或姓名').inputValue()).toBe('乙');
    await expectWell(page, 'zh-list');
  });
});

describe('a case', () => {
  it('sent back is corrected where the notice says, and withdrawn when it is no longer wanted', async () => {
    const { number } = (await house.file()).body;
    const page = await comeTo(`/cases/${number}`);
    await page.getByText('已收件').waitFor();
    // The window speaks meanwhile: a hint brings it to the screen.
    const items = [{ field: '/contractPriceYuan', text: '请填写含税价格' }, { text: '请加盖公章' }];
    await house.act(number, `window.${PARK}`, 'request-correction', { items });
    await page.getByRole('heading', { name: '需要补正 2 处' }).waitFor();
    await expectWell(page, 'zh-case-correction');
    // The form comes late: nothing leads to a field that is not there yet.
    await page.route('**/form.js*', async (route) => {
      await pause(1_500);
      await route.continue();
    });
    await page.getByRole('link', { name: '去补正' }).click();
    await page.getByRole('heading', { level: 1, name: '补正材料' }).waitFor();
    await page.getByRole('link', { name: '合同价格（元）' }).click();
    const price = page.getByLabel('合同价格（元）');
    await focused(price);
    await price.fill('13952000');
    await expectWell(page, 'zh-supplement');
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByRole('heading', { level: 2, name: '办理经过' }).waitFor();
    await page.getByText('已收件').waitFor();
    const { body } = await house.call('GET', `/api/v1/cases/${number}`, { as: 'applicant.a' });
    expect(body['form']).toMatchObject({ contractPriceYuan: 13_952_000 });
    await page.getByRole('button', { name: '撤回申请' }).click();
    await page.getByRole('alertdialog').waitFor();
    await expectWell(page, 'zh-withdraw');
    await page.getByRole('button', { name: '确定撤回' }).click();
    await page.getByText('已撤回', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '撤回申请' }).count()).toBe(0);
  });

  it('is decided on a promise, which is to be kept: what does not hold is fixed and reported in time', async () => {
    const { number } = (await house.file(undefined, { item: 'T01', form: exampleOf('T01') })).body;
    const page = await comeTo(`/cases/${number}`);
    await page.getByRole('button', { name: '书面承诺（告知承诺）' }).click();
    await page.getByRole('dialog').getByLabel('承诺内容').fill('所附学历、合同均属实');
    await expectWell(page, 'zh-promise');
    await page.getByRole('button', { name: '作出承诺' }).click();
    await page.getByText('您已提交书面承诺').waitFor();
    await house.act(number, `decider.${PARK}`, 'decide-on-promise');
    await page.getByText(/本许可以告知承诺方式取得，将在 .* 以前（含当日）核查/).waitFor();
    await house.act(number, `decider.${PARK}`, 'order-fix', { findings: '合同尚未签订', fix: '补签合同', days: 5 });
    await page.getByText(/承诺与实际不符：请在 .* 以前（含当日）整改并报告/).waitFor();
    await expectWell(page, 'zh-case-to-fix');
    await page.getByRole('button', { name: '报告整改' }).click();
    await page.getByRole('dialog').getByLabel('整改情况').fill('合同已补签并报送');
    await page.getByRole('button', { name: '提交报告' }).click();
    await page.getByText('合同已补签并报送').waitFor();
    await house.act(number, `decider.${PARK}`, 'revoke-on-promise', { reasons: '合同系伪造' });
    await page.getByRole('heading', { name: '承诺不实的信用记录' }).waitFor();
    await expectWell(page, 'zh-case-broken-promise');
    await house.act(number, `decider.${PARK}`, 'repair-credit', { reason: '已经改正' });
  });

  it('of another enterprise is not there', async () => {
    const { number } = (await house.file()).body;
    const page = await come();
    await page.goto(`/cases/${number}`);
    await signIn(page, 'applicant.b');
    await page.getByRole('heading', { name: '没有找到该办件' }).waitFor();
    await expectWell(page, 'zh-no-such-case');
  });
});

describe('a sealed paper', () => {
  it('is opened by its parties, and its code tells anybody where the case stands, but not whose it is', async () => {
    const { number } = (await house.file()).body;
    const page = await comeTo(`/cases/${number}/receipt`);
    await page.getByRole('img', { name: '办理进度二维码' }).waitFor();
    await expectWell(page, 'zh-receipt-sealed');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('format=pdf')),
      page.getByRole('button', { name: /^打开/ }).first().click(),
    ]);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    const seal = await sealOf(number);
    const stranger = await come();
    await stranger.goto(`/status#${seal}`);
    await stranger.getByText(number).waitFor();
    await stranger.getByText('张江高新区漕河泾园窗口').waitFor();
    await expectWell(stranger, 'zh-status');
    expect(await stranger.locator('main').innerText()).not.toMatch(/示范生物|生物医药|DEM000014Q/);
    await stranger.goto('/status');
    await stranger.getByLabel('二维码内容').fill(`${seal.slice(0, -4)}AAAA`);
    await stranger.getByRole('button', { name: '查询' }).click();
    await stranger.getByRole('heading', { level: 1, name: '电子印章无效，或内容在加盖后被改动' }).waitFor();
    await expectWell(stranger, 'zh-status-forged');
  });
});

/** The seal of the first instrument of a case. */
async function sealOf(number: string): Promise<string> {
  const { body } = await house.call('GET', `/api/v1/cases/${number}`, { as: 'applicant.a' });
  const [first] = body['instruments'] as { number: string }[];
  const path = `/api/v1/documents/${encodeURIComponent(first!.number)}?format=json`;
  return (await house.call('GET', path, { as: 'applicant.a' })).body['seal'] as string;
}

describe('everybody', () => {
  it('reaches the same end in English', async () => {
    const page = await come({ locale: 'en-GB' });
    await page.goto('/items/16');
    await page.getByText('7 calendar days').waitFor();
    await expectWell(page, 'en-2-item');
    await page.getByRole('link', { name: 'Apply' }).click();
    await signIn(page);
    await choose(page, 'Park', 'Caohejing Park');
    await page.getByRole('button', { name: 'Continue to the form' }).click();
    await page.getByLabel('Name of the project', { exact: true }).waitFor();
    for (const [name, value] of Object.entries(FORM)) {
      await page.locator(`[data-field="form_${name}"] input`).fill(String(value));
    }
    await expectWell(page, 'en-5-form');
    await page.getByRole('button', { name: 'Continue: check' }).click();
    await page.getByRole('button', { name: 'Send the application' }).click();
    await page.getByRole('heading', { level: 1, name: 'Receipt' }).waitFor();
    await page.getByText('Demo A Biotech').waitFor();
    await expectWell(page, 'en-7-receipt');
    await page.getByRole('link', { name: 'Open the case' }).click();
    await page.getByRole('heading', { level: 2, name: 'What happened' }).waitFor();
    await expectWell(page, 'en-8-case');
    const said = await page.locator('main').innerText();
    // What stands on paper is Chinese: the number of an instrument.
    expect(said.replaceAll(/〔\d+〕\S+/g, '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('files by the keyboard alone', async () => {
    const page = await come();
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.goto('/items/16/file');
    await page.getByLabel('用户名').press('Tab');
    await page.getByLabel('用户名').fill('applicant.a');
    await page.getByLabel('密码').fill('yuanban-demo');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1, name: '申请单位与园区' });
    await heading.waitFor();
    await focused(heading); // told to who cannot see
    await tabTo(page, page.getByRole('button', { name: /所在园区/ }));
    await page.keyboard.press('Enter');
    await page.getByRole('option').first().waitFor();
    await focused(page.getByRole('option').or(page.getByRole('listbox')));
    await page.keyboard.press('ArrowDown');
    await focused(page.getByRole('option'));
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await tabTo(page, page.getByRole('button', { name: /下一步/ }));
    await page.keyboard.press('Enter');
    await page.getByLabel('工程名称').waitFor();
    await tabTo(page, page.getByLabel('工程名称'));
    await page.keyboard.type('键盘工程');
    expect(await page.getByLabel('工程名称').inputValue()).toBe('键盘工程');
  });

  it('has room on a phone of 320 pixels', async () => {
    const page = await comeTo('/items/16/file', { viewport: PHONE, hasTouch: true });
    await expectWell(page, 'phone-4-parties');
    await toCheck(page);
    await expectWell(page, 'phone-6-check');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('heading', { level: 1, name: '收件回执' }).waitFor();
    await expectWell(page, 'phone-7-receipt');
    await page.getByRole('link', { name: '查看办件' }).click();
    await page.getByRole('heading', { level: 2, name: '三个日期' }).waitFor();
    await expectWell(page, 'phone-8-case');
    for (const path of [
      '/',
      '/items/E01',
      '/items/5',
      '/cases',
      '/status',
      '/items/E01/file?step=form',
      '/items/16/nowhere',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('status').filter({ hasText: '正在加载' }).waitFor({ state: 'detached' });
      await expectWell(page, `phone-at-${path.replace(/\W+/g, '-')}`);
    }
  });

  it('is told when the house is away, and when it is not allowed to file', async () => {
    const page = await comeTo('/cases');
    await page.getByRole('link', { name: '办事事项' }).click();
    await page.getByRole('link', { name: /外国留学生/ }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: /外国留学生/ }).click();
    await page.getByRole('heading', { level: 1, name: '没有收到答复' }).waitFor({ timeout: 30_000 });
    await expectWell(page, 'zh-offline');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { level: 1, name: '外国留学生毕业后工作证明' }).waitFor();
    const faults = open.at(-1)!.faults.splice(0);
    expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.goto('/items/16/file');
    await signIn(page, `window.${PARK}`);
    await page.getByRole('heading', { level: 1, name: '您没有代表任何企业' }).waitFor();
    await expectWell(page, 'zh-not-applicant');
  });
});

it('business time that was moved is said on the screen', async () => {
  const { number } = (await house.file()).body;
  await house.place.sql(`SELECT platform.move_time(platform.business_now() + interval '30 days')`);
  const page = await comeTo(`/cases/${number}`);
  await page.getByText(/^业务时间已调整为/).waitFor();
  await page.getByText('会审中', { exact: true }).waitFor();
  await expectWell(page, 'zh-moved-time');
});

/** Does the focus stand on it? */
/** Waits until the focus is there: it moves after what it follows has been drawn. */
const focused = (one: Locator) =>
  one.and(one.page().locator(':focus')).first().waitFor({ state: 'attached', timeout: 10_000 });
const isFocused = async (one: Locator) => (await one.and(one.page().locator(':focus')).count()) === 1;

/** Tab by tab to a control. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await isFocused(control)) return;
  }
  throw new Error(`no way by Tab to ${String(control)}`);
}

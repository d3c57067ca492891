// One matter over HTTP on the whole house: read in the catalogue, filed once with parts in two parks, gone on by itself, seen in the portal
// and at the console, and taken back.
import { type Browser, type Page } from 'playwright-core';
import { type BundleView } from '#contracts/bundles.dto';
import { faultsOf, faultsOfDialog, signIn } from './at-the-console';
import { openBrowser, visit } from './browser';
import { serve, type Served } from './over-http';
import { bundleOf } from '../bundles';
import { until } from '../processes';
import { PARK, personId } from '../story';

jest.setTimeout(180_000);
let house: Served;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([serve(1), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
}, 120_000);

const keyed = (key: string) => ({ 'idempotency-key': key });
const file = (key: string, body: unknown = bundleOf('B01', { permit: 'jinqiao' }), as = 'applicant.a') =>
  house.call('POST', '/api/v1/bundles', { as, body, headers: keyed(key) });
const read = async (number: string, as = 'applicant.a') => {
  const { status, body } = await house.call('GET', `/api/v1/bundles/${number}`, { as });
  expect(status).toBe(200);
  return body as unknown as BundleView;
};
const withdraw = (number: string, key: string, as = 'applicant.a') =>
  house.call('POST', `/api/v1/bundles/${number}/withdraw`, { as, headers: keyed(key) });
const caseOf = ({ parts }: BundleView, name: string) => parts.find(({ part }) => part === name)!.number;

/** Signs the applicant in on the page that asks for it. */
async function signInAt(page: Page): Promise<void> {
  await page.locator('[name=user]').fill('applicant.a');
  await page.locator('[name=password]').fill('yuanban-demo');
  await page.locator('form [type=submit]').click();
}

it('is in the catalogue, for anybody, with where it comes from', async () => {
  const { status, body } = await house.call('GET', '/api/v1/catalogue/bundles');
  expect(status).toBe(200);
  expect((body['items'] as { code: string; demo: boolean }[]).map(({ code, demo }) => [code, demo])).toEqual([
    ['B01', true],
    ['B02', true],
  ]);
});

it('is filed once, goes on by itself when a part is granted, and shows everybody what concerns him', async () => {
  const filed = await file('j-1');
  expect(filed.status).toBe(201);
  const { number } = filed.body;
  expect(filed.headers.get('location')).toBe(`/api/v1/bundles/${number}`);
  const again = await file('j-1');
  expect([again.status, again.headers.get('idempotency-replayed'), again.body.number]).toEqual([201, 'true', number]);

  const approval = caseOf(await read(number), 'approval')!;
  const one = await house.call('GET', `/api/v1/cases/${approval}`, { as: 'applicant.a' });
  expect(one.body['bundle']).toEqual({ number, part: 'approval' });
  await house.act(approval, `window.${PARK}`, 'accept');
  await house.act(approval, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  await until('the next part is filed', async () => caseOf(await read(number), 'design') !== null);
  const design = caseOf(await read(number), 'design')!;
  const tasks = await house.call('GET', `/api/v1/tasks?queue=window:${PARK}&limit=200`, { as: `window.${PARK}` });
  expect(tasks.body['items']).toContainEqual(expect.objectContaining({ number: design, step: 'acceptance' }));

  const seen = await Promise.all(
    [`window.${PARK}`, 'window.jinqiao', 'commission'].map(async (as) => {
      const { parts, others } = await read(number, as);
      return [parts.map(({ part }) => part).join(), others];
    }),
  );
  expect(seen).toEqual([
    ['approval,design', 1],
    ['permit', 2],
    ['approval,design,permit', 0],
  ]);
  for (const as of ['applicant.b', 'window.qingpu', 'operator']) {
    const hidden = await house.call('GET', `/api/v1/bundles/${number}`, { as });
    expect([hidden.status, hidden.body.code]).toEqual([404, 'NO_SUCH_BUNDLE']);
  }
});

it('is refused by name, and nothing of it is filed', async () => {
  const problem = async (answer: ReturnType<typeof file>) => {
    const { status, headers, body } = await answer;
    expect(headers.get('content-type')).toContain('application/problem+json');
    const pointers = (body['errors'] as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer);
    return [status, body.code, ...(pointers ?? [])];
  };
  const body = bundleOf('B01');
  const spoiled = {
    ...body,
    parts: body.parts.map((part) => ({ ...part, form: { ...part.form, contactPhone: '1' } })),
  };
  const count = async () => (await house.place.sql('SELECT count(*)::int AS n FROM cases.approval_case'))[0];
  const before = await count();
  expect(await problem(file('j-2', spoiled))).toEqual([
    ...[422, 'FORM_INVALID', '/parts/0/form/contactPhone', '/parts/1/form/contactPhone', '/parts/2/form/contactPhone'],
  ]);
  expect(await problem(file('j-3', { ...body, bundle: 'B99' }))).toEqual([404, 'NO_SUCH_BUNDLE']);
  expect(await problem(file('j-4', { ...body, parts: body.parts.slice(1) }))).toEqual([422, 'BAD_INPUT', '/parts']);
  expect(await problem(file('j-5', body, 'applicant.b'))).toEqual([403, 'NOT_ALLOWED']);
  expect(await problem(file('j-1', body))).toEqual([422, 'KEY_REUSED']);
  expect(await problem(house.call('POST', '/api/v1/bundles', { as: 'applicant.a', body }))).toEqual([
    400,
    'KEY_MISSING',
  ]);
  expect(await problem(house.call('POST', '/api/v1/bundles', { body, headers: keyed('x') }))).toEqual([
    ...[401, 'NOT_SIGNED_IN'],
  ]);
  expect(await problem(withdraw('B01-20260101-999999', 'w-0'))).toEqual([404, 'NO_SUCH_BUNDLE']);
  expect(await count()).toEqual(before);
});

it('an officer reads on the case what it is a part of, and goes from part to part', async () => {
  const { number } = (await file('j-6', bundleOf('B02', { incentive: 'jinqiao' }))).body;
  const view = await read(number);
  const path = `/cases/${caseOf(view, 'permit')!}`;
  const { page, faults, close } = await signIn(browser, house, `window.${PARK}`, { path });
  const section = page.getByRole('region', { name: '本办件属于套餐：研发项目落户与引才一件事（演示）' });
  await section.waitFor();
  expect(await section.getByRole('listitem').allInnerTexts()).toEqual([
    '企业投资项目备案 · 张江高新区漕河泾园 · 已备案',
    '外国留学生毕业后工作证明 · 张江高新区漕河泾园 · 已收件',
    '建筑工程施工许可 · 张江高新区漕河泾园 · 已收件',
  ]);
  await section.getByText('另有 1 个事项').waitFor();
  expect(await faultsOf(page, 'case-of-bundle')).toEqual([]);
  await section.getByRole('link', { name: '外国留学生毕业后工作证明' }).click();
  await page.getByRole('heading', { level: 1, name: caseOf(view, 'graduate')! }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

it('an applicant files one matter from the catalogue, goes on with a draft, and stands before the whole', async () => {
  const { page, faults, close } = await visit(browser, house.gateways[0]!, {});
  await page.goto('/');
  await page.getByRole('link', { name: /研发项目落户与引才一件事/ }).click();
  await signInAt(page);
  await page.getByRole('heading', { level: 1, name: '申请单位与各事项所在园区' }).waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /企业投资项目备案/ })
    .waitFor();
  expect(await faultsOf(page, 'portal-bundle-parks')).toEqual([]);
  // What was typed before, in this browser, but for one park.
  const { parts } = bundleOf('B02', { incentive: 'jinqiao' });
  const form = Object.fromEntries(parts.map(({ part, ...filled }) => [part, filled]));
  const draft = {
    applicant: 'enterprise:91310115DEM000014Q',
    park: null,
    form: { ...form, record: { form: form['record']!.form } },
  };
  const place = JSON.stringify(`yuanban.draft.${personId('applicant.a')}.bundle.B02`);
  await page.evaluate(`localStorage.setItem(${place}, ${JSON.stringify(JSON.stringify({ ...draft, savedAt: null }))})`);
  await page.reload();
  await page.getByRole('button', { name: /企业投资项目备案/ }).click();
  await page.getByRole('option', { name: '张江高新区漕河泾园' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  for (const title of ['企业投资项目备案', '外国留学生毕业后工作证明', '建筑工程施工许可', '股权激励方案备案']) {
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    if (title === '企业投资项目备案') await page.getByLabel('联系人', { exact: true }).fill('王五');
    await page.getByRole('button', { name: '下一步' }).click();
  }
  await page.getByRole('heading', { level: 1, name: '核对并提交' }).waitFor();
  await page.getByText('王五').waitFor();
  expect(await faultsOf(page, 'portal-bundle-check')).toEqual([]);
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByRole('heading', { level: 1, name: '研发项目落户与引才一件事（演示）' }).waitFor();
  await page.getByText('已备案').waitFor();
  const number = /bundles\/(B02-[\d-]+)$/.exec(page.url())![1]!;
  expect((await read(number)).parts.map(({ park, status }) => `${park} ${status}`)).toEqual([
    ...[`${PARK} RECORDED`, `${PARK} RECEIVED`, `${PARK} RECEIVED`, 'jinqiao null'],
  ]);
  expect(faults).toEqual([]);
  await close();
});

it('an applicant comes from a case to the whole, sees a part filed by itself, and takes back what waits', async () => {
  const { number } = (await file('j-7')).body;
  const approval = caseOf(await read(number), 'approval')!;
  const { page, faults, close } = await visit(browser, house.gateways[0]!, {});
  await page.goto(`/cases/${approval}`);
  await signInAt(page);
  await page.getByRole('link', { name: /“一件事”/ }).click();
  await page.getByRole('heading', { level: 1, name: '投资项目开工一件事（演示）' }).waitFor();
  await page.reload(); // an address to come back to
  await page.getByText('等候前序事项').first().waitFor();
  expect(await faultsOf(page, 'portal-bundle')).toEqual([]);
  await house.act(approval, `window.${PARK}`, 'accept');
  await house.act(approval, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  await page.getByRole('link', { name: /建设工程设计方案审核/ }).waitFor();
  await page.getByRole('button', { name: '撤回尚未提交的事项' }).click();
  const dialog = page.getByRole('alertdialog');
  expect(await faultsOfDialog(page, 'portal-bundle-take-back')).toEqual([]);
  await dialog.getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByText('未提交，套餐已撤回').waitFor();
  expect(await page.getByRole('button', { name: '撤回尚未提交的事项' }).count()).toBe(0);
  expect(await read(number)).toMatchObject({ status: 'UNDER_WAY', mayWithdraw: false });
  const late = await withdraw(number, 'w-1');
  expect([late.status, late.body.code]).toEqual([409, 'NOTHING_WAITS']);
  expect(faults).toEqual([]);
  await close();
});

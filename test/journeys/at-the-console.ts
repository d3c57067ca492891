// Officers at the console: who signs in at a browser of their own, and looks at each page in both widths and with axe.
import { type Browser, type Locator, type Page } from 'playwright-core';
import { barriers, fitsInWidth, picture, visit, type Visit } from './browser';
import { type Served } from './over-http';

/** One officer at the console. */
export interface Officer extends Visit {
  /** Opens an address of the console. */
  open: (path: string) => Promise<void>;
  button: (name: string | RegExp) => Locator;
}

/** Opens the console for somebody and signs in; `language` is that of the browser. */
export async function signIn(
  browser: Browser,
  house: Served,
  user: string,
  { language = 'zh-CN', path = '/' }: { language?: string; path?: string } = {},
): Promise<Officer> {
  const visitor = await visit(browser, house.gateways[0]!, { locale: language });
  const { page } = visitor;
  const open = async (to: string) => {
    await page.goto(`/console${to}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  await open(path);
  await fillSignIn(page, user);
  return { ...visitor, open, button: (name) => page.getByRole('button', { name, exact: true }) };
}

/** Fills the sign-in and waits until it is left. */
export async function fillSignIn(page: Page, user: string): Promise<void> {
  await page.getByLabel(/用户名|User name/).fill(user);
  await page.getByLabel(/^(密码|Password)$/).fill('yuanban-demo');
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await page.getByRole('banner').waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** The sizes that every page is looked at in. */
const SIZES = [
  ['desktop', { width: 1440, height: 900 }],
  ['phone', { width: 320, height: 640 }],
] as const;

/** A page as it stands, wide and narrow: nothing keeps people out, nothing sticks out. One line for each fault. */
export function faultsOf(page: Page, name: string): Promise<string[]> {
  return faultsIn(page, name, ['desktop', 'phone']);
}

/** The same of a dialog over a page that has been looked at: one look by axe is enough, both widths are measured. */
export function faultsOfDialog(page: Page, name: string): Promise<string[]> {
  return faultsIn(page, name, ['desktop']);
}

async function faultsIn(page: Page, name: string, audited: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  const before = page.viewportSize()!;
  for (const [size, viewport] of SIZES) {
    await page.setViewportSize(viewport);
    await page.waitForTimeout(150); // what follows the width has followed
    await picture(page, `${name}-${size}`);
    const found = audited.includes(size) ? await barriers(page) : [];
    faults.push(...found.map((line) => `${name} ${size} ${line}`));
    if (!(await fitsInWidth(page))) faults.push(`${name} ${size} is wider than the screen`);
  }
  await page.setViewportSize(before);
  return faults;
}

/** What has the focus: its words, or the value of a field. The policy of the page lets no function in. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.textContent || document.activeElement?.value || ""');
}

/** Keys as a scanner sends them: faster than anybody types, and faster than a test's own way to a busy browser. */
export function scan(page: Page, text: string): Promise<void> {
  const keys = JSON.stringify([...text, 'Enter']);
  return page.evaluate(`${keys}.forEach((key) =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))`);
}

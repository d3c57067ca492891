// The screens as people meet them: real Chromium, and pages that must be accessible and without a fault on the console.
// Screenshots land in the folder that TEST_SCREENSHOTS names, to be looked at; without it none is taken.
import { source as axe } from 'axe-core';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

interface Finder {
  findChromium: (options: { log: () => void }) => { path: string };
}
// Plain ESM for Node, which this project's compiler does not read.
const finder: string = '../../infra/local/chromium.mjs';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
];

/** The browser that the finder finds. Close it at the end. */
export async function openBrowser(): Promise<Browser> {
  const { findChromium } = (await import(finder)) as Finder;
  const { path } = findChromium({ log: () => undefined });
  const isRoot = process.getuid?.() === 0; // Chromium keeps no sandbox for root
  return chromium.launch({ executablePath: path, args: isRoot ? [...QUIET, '--no-sandbox'] : QUIET });
}

/** One person at a browser of their own: a page, and what went wrong on it. */
export interface Visit {
  page: Page;
  /** Errors of the console, exceptions, breaches of the content policy, in their order. Empty on a page that is well. */
  faults: string[];
  close: () => Promise<void>;
}

/** The sizes that every page is looked at in. */
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 320, height: 640 };

/** A new person with empty storage. Answers with 4xx are no fault: pages show them. Nor is that a house without a desk has no notices. */
export async function visit(browser: Browser, baseURL: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL, viewport: DESKTOP, locale: 'zh-CN', ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    const isAnswer = message.text().startsWith('Failed to load resource: the server responded with a status of 4');
    const isNoDesk = message.text().includes('a status of 503') && message.location().url.includes('/api/v1/notices');
    if (message.type() === 'error' && !isAnswer && !isNoDesk) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return { page, faults, close: () => context.close() };
}

/** A page on a busy machine takes its time: two cores may be shared by a house, a browser and other tests. */
jest.setTimeout(180_000);

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// As text, since the policy of the page lets no function in. No page has frames: one look at the document sees all.
const LOOK = `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`;

/** What keeps people out of this page as it stands (WCAG 2.2 AA), one line a violation. Empty when nothing does. */
export async function barriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('Boolean(window.axe)'))) await page.evaluate(axe);
  return page.evaluate<string[]>(LOOK);
}

/** True when nothing sticks out to the side, so that nobody has to scroll in two directions. */
export function fitsInWidth(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
}

/** Takes a picture of the whole page. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['TEST_SCREENSHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

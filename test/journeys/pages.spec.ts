// Both screens load from the real gateway in real Chromium, under the policy they are served with.
import { type Browser } from 'playwright-core';
import { openBrowser, visit } from './browser';
import { serve, type Served } from './over-http';

let house: Served;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([serve(1, {}, false), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

it.each([
  ['portal', '/'],
  ['console', '/console/'],
])('the %s loads, and breaks no policy', async (_, path) => {
  const { page, faults, close } = await visit(browser, house.gateways[0]!);
  const answer = await page.goto(path);
  expect(answer!.headers()['content-security-policy']).toContain("script-src 'self';");
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.title()).toContain('园办');
  expect(faults).toEqual([]);
  await close();
});

it('a breach of the policy would be seen', async () => {
  const { page, faults, close } = await visit(browser, house.gateways[0]!);
  await page.goto('/');
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))`,
  );
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(faults.join()).toMatch(/Content Security Policy/);
  await close();
});

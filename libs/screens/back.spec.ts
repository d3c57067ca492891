// After signing in one is back on the same screen, wherever an address would lead.
import { backFrom } from './back';

it.each([
  ['/cases/16-caohejing-20261123-000001', '/cases/16-caohejing-20261123-000001'],
  ['/turnaround?by=item', '/turnaround?by=item'],
  [null, '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?back=/', '/'],
])('%s leads to %s', (given, back) => {
  expect(backFrom(given)).toBe(back);
});

import { findItems } from './find';

const items = [
  { code: '16', name: { zh: '建筑工程施工许可', en: 'Construction permit' } },
  { code: 'E01', name: { zh: '股权激励方案备案', en: 'Filing of an equity incentive plan' } },
];
const codes = (typed: string) => findItems(items, typed).map(({ code }) => code);

it.each([
  ['', ['16', 'E01']],
  ['施工', ['16']],
  ['股权 备案', ['E01']],
  ['EQUITY', ['E01']],
  ['ｅ０１', ['E01']],
  ['e01', ['E01']],
  ['permit plan', []],
])('"%s" finds %j', (typed, found) => {
  expect(codes(typed)).toEqual(found);
});

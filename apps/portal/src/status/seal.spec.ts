import { sealIn } from './seal';

it.each([
  ['#aa.bb.cc', 'aa.bb.cc'],
  ['https://example.cn/status#aa.b-b.c_c', 'aa.b-b.c_c'],
  [' aa.bb.cc\n', 'aa.bb.cc'],
  ['', null],
  ['#', null],
  ['16-caohejing-20261123-000001', null],
  [`#${'a'.repeat(2000)}.b.c`, null],
])('%j holds %j', (text, seal) => {
  expect(sealIn(text)).toBe(seal);
});

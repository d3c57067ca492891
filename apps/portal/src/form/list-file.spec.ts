// Lists from files, as spreadsheets write them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyList, readList, textOfFile } from './list-file';
import { type Described } from './schema';

const plan = JSON.parse(readFileSync(join(__dirname, '../../../../seeds/items/E01.json'), 'utf8')) as {
  form: Described;
};
const people = plan.form.properties!['plan']!.properties!['people']!;
const choices = { zh: (code: unknown) => (code === 'TECHNICAL' ? '技术人员' : String(code)), en: String };
const read = (text: string) => readList(text, people, choices);

it('reads columns by their title in either language or by name, and choices by what they are called', () => {
  expect(read('工号或姓名,Role,awardValue\n甲,技术人员,"120,000"\n乙,MANAGEMENT,\n')).toEqual({
    rows: [
      { ref: '甲', role: 'TECHNICAL', awardValue: 120_000 },
      { ref: '乙', role: 'MANAGEMENT' },
    ],
    faults: [],
  });
});

it.each(['=1+1', '+1', '-x', '@SUM(A1)', '\tx', '"=HYPERLINK(""a"")"'])(
  'refuses the cell %j with its line and column',
  (cell) => {
    expect(read(`工号或姓名,身份\n甲,TECHNICAL\n${cell},TECHNICAL\n`).faults).toEqual([
      { line: 3, column: '工号或姓名', code: 'FORMULA' },
    ]);
  },
);

it('takes a negative number where a number is wanted, and refuses a formula there', () => {
  expect(read('ref,awardValue\n甲,-5\n').rows).toEqual([{ ref: '甲', awardValue: -5 }]);
  expect(read('ref,awardValue\n甲,-5+2\n').faults).toEqual([{ line: 2, column: 'awardValue', code: 'FORMULA' }]);
});

it('names every fault of a file, lines counted as the spreadsheet shows them', () => {
  expect(read('ref,role,nonsense,awardValue\n"a\nb",BOSS,1,many\n\n丙,OTHER,,1\n').faults).toEqual([
    { line: 1, column: 'nonsense', code: 'UNKNOWN_COLUMN' },
    { line: 3, column: 'role', code: 'NO_CHOICE' },
    { line: 3, column: 'awardValue', code: 'NO_NUMBER' },
  ]);
  expect(read('').faults).toEqual([{ line: 1, column: '', code: 'NO_CSV' }]);
  expect(read('ref\n"never ends\n').faults).toEqual([{ line: 1, column: '', code: 'NO_CSV' }]);
  expect(read(`ref\n${'甲\n'.repeat(2001)}`).faults).toEqual([{ line: 1, column: '', code: 'TOO_MANY' }]);
});

it('reads what spreadsheets in China save', () => {
  const gb18030 = Uint8Array.from([0xbc, 0xd7, 0x2c, 0xd2, 0xd2]); // 甲,乙
  expect(textOfFile(gb18030.buffer)).toBe('甲,乙');
  expect(textOfFile(new TextEncoder().encode('\uFEFF甲').buffer)).toBe('甲');
});

it('offers an empty file that it takes itself', () => {
  const file = emptyList(people, 'zh');
  expect(file.startsWith('\uFEFF工号或姓名,身份,')).toBe(true);
  expect(read(`${file}甲,TECHNICAL\n`)).toEqual({ rows: [{ ref: '甲', role: 'TECHNICAL' }], faults: [] });
});

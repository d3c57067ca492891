// What screens make of the forms in the catalogue.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf, type Described, titleAt, uiSchemaOf } from './schema';

const formOf = (item: string) =>
  (JSON.parse(readFileSync(join(__dirname, `../../../../seeds/items/${item}.json`), 'utf8')) as { form: Described })
    .form;
const plan = formOf('E01');

it('names fields in both languages, below lists by the number of the row', () => {
  expect(titleAt(plan, '/plan/people/1/role', 'zh')).toBe('激励方案 · 激励对象 · 2 · 身份');
  expect(titleAt(plan, '/contactName', 'en')).toBe('Contact person');
  expect(titleAt(plan, '/nothing', 'zh')).toBeNull();
});

it('gives a list that may come from a file its own field, and a declaration a box to tick', () => {
  const ui = uiSchemaOf(plan, 'en', String) as Record<string, Record<string, Record<string, unknown>>>;
  expect(ui['plan']!['people']!['ui:field']).toBe('list');
  expect(ui['enterprise']!['kind']!['ui:title']).toBe('Kind of unit');
  const declared = uiSchemaOf(formOf('T01'), 'zh', String) as Record<string, Record<string, unknown>>;
  expect(declared['declaresNoCrime']!['ui:widget']).toBe('checkbox');
});

it('reads answers back in the order of the form, objects opened', () => {
  const answers = answersOf(plan, { enterprise: { size: 'SMALL' }, plan: { people: [1, 2] } }, 'en');
  expect(answers.map(({ pointer }) => pointer).slice(0, 4)).toEqual([
    '/resolutionOn',
    '/staffHeardOn',
    '/enterprise/kind',
    '/enterprise/size',
  ]);
  expect(answers.find(({ pointer }) => pointer === '/enterprise/size')).toMatchObject({
    title: 'The enterprise · Size',
    value: 'SMALL',
  });
  expect(answers.find(({ pointer }) => pointer === '/plan/people')?.value).toEqual([1, 2]);
});

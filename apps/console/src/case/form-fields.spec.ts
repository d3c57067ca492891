// A filled form by the titles of its schema.
import { formFields } from './form-fields';

const SCHEMA = {
  required: ['name', 'kind'],
  properties: {
    kind: { title: '类型', oneOf: [{ const: 'A', title: '甲类', 'x-en': { title: 'Kind A' } }] },
    name: { title: '名称', 'x-en': { title: 'Name' } },
    people: { title: '人员', items: { properties: { role: { title: '职务' } } } },
  },
};

it('names fields in the language of the screen and opens lists', () => {
  const form = { kind: 'A', name: '示例', people: [{ role: '总监' }, { role: '工程师' }], 'a/b': 1 };
  expect(formFields(SCHEMA, form, 'zh')).toEqual([
    { pointer: '/name', title: '名称', value: '示例' },
    { pointer: '/kind', title: '类型', value: '甲类' },
    { pointer: '/people/0/role', title: '人员 1 · 职务', value: '总监' },
    { pointer: '/people/1/role', title: '人员 2 · 职务', value: '工程师' },
    { pointer: '/a~1b', title: 'a/b', value: 1 },
  ]);
  expect(formFields(SCHEMA, form, 'en')[0]!.title).toBe('Name');
  expect(formFields(SCHEMA, form, 'en')[1]!.value).toBe('Kind A');
});

it('shows a field that is empty, and one that has no English by its Chinese title', () => {
  expect(formFields(SCHEMA, {}, 'en')).toContainEqual({ pointer: '/kind', title: '类型', value: undefined });
});

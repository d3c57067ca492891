import { errorSchemaOf } from './door-faults';

it("puts the door's faults at their fields, in the language of the screen", () => {
  const faults = [
    { pointer: '/form/plan/people/1/ref', code: 'PATTERN', zh: '格式不正确', en: 'must match pattern' },
    { pointer: '/form/a~1b', code: 'REQUIRED', zh: '必填', en: 'is required' },
    { pointer: '/applicant', code: 'LENGTH', zh: '不正确', en: 'is wrong' },
  ];
  expect(errorSchemaOf(faults, 'zh')).toEqual({
    plan: { people: { 1: { ref: { __errors: ['格式不正确'] } } } },
    'a/b': { __errors: ['必填'] },
  });
  expect(errorSchemaOf(faults, 'en')).toMatchObject({ 'a/b': { __errors: ['is required'] } });
});

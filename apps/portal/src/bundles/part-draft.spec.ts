import { ProblemError } from '#screens/problem';
import { type BundleKind } from '#contracts/registry.dto';
import { faultsOfPart, partsOf } from './part-draft';

const kind = {
  parts: [
    { part: 'a', item: '11' },
    { part: 'b', item: '16' },
  ],
} as unknown as BundleKind;
const at = (...pointers: string[]) =>
  new ProblemError({
    ...{ status: 422, code: 'FORM_INVALID', texts: { zh: '', en: '' } },
    errors: pointers.map((pointer) => ({ pointer, code: 'TYPE', zh: '有误', en: 'is wrong' })),
  });

it('has every part of the bundle, filled as far as the draft is, and no other', () => {
  const filled = { b: { park: 'caohejing', form: { x: 1 } }, gone: { park: 'x', form: {} } };
  expect(partsOf(kind, filled)).toEqual([
    { part: 'a', item: '11', park: null, form: {} },
    { part: 'b', item: '16', park: 'caohejing', form: { x: 1 } },
  ]);
});

it('gives each part its own faults, by places in its form', () => {
  const parts = partsOf(kind, {});
  const error = at('/parts/0/form/name', '/parts/1/form/people/0', '/applicant', '/parts/10/form/name');
  expect(faultsOfPart(error, parts, 'a').map(({ pointer }) => pointer)).toEqual(['/form/name']);
  expect(faultsOfPart(error, parts, 'b').map(({ pointer }) => pointer)).toEqual(['/form/people/0']);
  expect(faultsOfPart(new Error('away'), parts, 'a')).toEqual([]);
});

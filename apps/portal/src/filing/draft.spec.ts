import { discardDraft, keepDraft, readDraft } from './draft';

const store = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
};

it('belongs to one person and one item, until it is discarded', () => {
  const at = store();
  keepDraft(at, 'p1', '16', { applicant: 'a', park: 'b', form: { x: 1 } });
  expect(readDraft(at, 'p1', '16')).toMatchObject({ applicant: 'a', park: 'b', form: { x: 1 } });
  expect(readDraft(at, 'p2', '16').form).toEqual({});
  expect(readDraft(at, 'p1', 'E01').form).toEqual({});
  discardDraft(at, 'p1', '16');
  expect(readDraft(at, 'p1', '16')).toMatchObject({ form: {}, savedAt: null });
});

it('that was cut off is begun anew', () => {
  const at = store();
  at.setItem('yuanban.draft.p1.16', '{"form":');
  expect(readDraft(at, 'p1', '16').form).toEqual({});
});

// One key for one act until it is answered.
import { answered, keyFor, type Store } from './key';

const store = (): Store => {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
};

it('the same act sent again carries the same key', () => {
  const at = store();
  const key = keyFor(at, '1/accept', { remark: 'a' });
  expect(keyFor(at, '1/accept', { remark: 'a' })).toBe(key);
  expect(keyFor(at, '2/accept', { remark: 'a' })).not.toBe(key);
});

it('another content is another act, and so is what comes after an answer', () => {
  const at = store();
  const key = keyFor(at, '1/accept', { remark: 'a' });
  const other = keyFor(at, '1/accept', { remark: 'b' });
  expect(other).not.toBe(key);
  answered(at, '1/accept');
  expect(keyFor(at, '1/accept', { remark: 'b' })).not.toBe(other);
});

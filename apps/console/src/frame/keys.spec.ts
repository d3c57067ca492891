// Keys: what is a scan, what a shortcut, and what just typing.
import { NOTHING, numberIn, take } from './scan';
import { shortcutOf, type Pressed } from './shortcuts';

const NUMBER = '16-caohejing-20261123-000001';
const typed = (text: string, gap: number) => {
  let [state, found] = [NOTHING, null as string | null];
  [...text, 'Enter'].forEach((key, n) => {
    const { typed: next, number } = take(state, key, 1_000 + n * gap);
    [state, found] = [next, number];
  });
  return found;
};

describe('a case number', () => {
  it('is found alone and inside the address of a QR code', () => {
    expect(numberIn(` ${NUMBER} `)).toBe(NUMBER);
    expect(numberIn(`https://example.org/status/${NUMBER}?s=1`)).toBe(NUMBER);
    expect(numberIn('16-caohejing-20261123-0000017')).toBeNull();
    expect(numberIn('生物科技')).toBeNull();
  });

  it('opens its case when it comes as fast as a scanner types', () => {
    expect(typed(NUMBER, 8)).toBe(NUMBER);
    expect(typed(`Shift${NUMBER}`.slice(5), 60)).toBe(NUMBER);
  });

  it('typed by hand is none', () => {
    expect(typed(NUMBER, 150)).toBeNull();
  });

  it('keys without a character change nothing', () => {
    const { typed: state } = take({ text: '16-', at: 10 }, 'Shift', 20);
    expect(state.text).toBe('16-');
  });
});

describe('a shortcut', () => {
  const press = (more: Partial<Pressed>): Pressed => ({
    key: '/',
    isComposing: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    target: null,
    ...more,
  });
  const field = (tagName: string) => ({ tagName }) as unknown as EventTarget;

  it('is one key outside of any field', () => {
    expect(shortcutOf(press({}))).toBe('search');
    expect(shortcutOf(press({ key: '?' }))).toBe('help');
    expect(shortcutOf(press({ key: 'x' }))).toBeNull();
    expect(shortcutOf(press({ key: 'toString' }))).toBeNull();
  });

  it('rests while somebody writes, while an input method composes, and with Ctrl, Alt or Meta', () => {
    for (const tag of ['INPUT', 'TEXTAREA', 'SELECT']) expect(shortcutOf(press({ target: field(tag) }))).toBeNull();
    expect(shortcutOf(press({ target: { isContentEditable: true } as unknown as EventTarget }))).toBeNull();
    for (const more of [{ isComposing: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }])
      expect(shortcutOf(press(more))).toBeNull();
    expect(shortcutOf(press({ target: field('BUTTON') }))).toBe('search');
  });
});

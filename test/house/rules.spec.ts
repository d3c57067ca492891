// The law is pure: it imports nothing, asks no clock and no machine, so that it runs the same anywhere and at any time.
import { filesBelow, isSpec, textOf } from './tree';

const files = filesBelow('libs/rules', (path) => path.endsWith('.ts') && !isSpec(path));

it('there are rules to look at', () => {
  expect(files).toContain('libs/rules/reduce.ts');
});

describe.each(files)('%s', (path) => {
  const text = textOf(path);
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

  it('imports its neighbours alone', () => {
    const imported = [
      ...code.matchAll(
        /^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'|\b(?:require|import)\(\s*'([^']+)'/gm,
      ),
    ].map(([, a, b, c]) => a ?? b ?? c);
    expect(imported.filter((name) => !/^\.\/[a-z-]+$/.test(name!))).toEqual([]);
  });

  it('has no clock, no chance and no surroundings of its own', () => {
    const forbidden =
      /Date\.now|new Date\(\s*\)|\bDate\(\)|Math\.random|\bprocess\b|\bperformance\b|\bglobalThis\b|\bfetch\(|setTimeout|setInterval|\bIntl\b|\bBuffer\b|\bcrypto\b|toLocale/;
    expect(code.match(forbidden)?.[0]).toBeUndefined();
  });

  it('says in its first line what it is for', () => {
    expect(text).toMatch(/^\/\/ \S+/);
  });
});

// Both languages say everything: the same keys, no text left in a component, no key that is not there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { LIFECYCLE } from '#rules/lifecycle';
import { en } from './en';
import { zh } from './zh';

const ROOTS = [join(__dirname, '..'), join(__dirname, '../../../../libs/screens')];
const sources = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)),
)
  .filter(
    (name) =>
      /\.tsx?$/.test(name) &&
      !/\.spec\.ts$|(^|\/)texts\/((acts|notices|officers|turnaround)\.)?(zh|en)\.ts$/.test(name),
  )
  .map((name) => ({ name, text: readFileSync(name, 'utf8') }));

const leaves = (texts: object, above = ''): [string, unknown][] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leaves(value, `${above}${key}.`)
      : [[above + key, value] as [string, unknown]],
  );
const keys = leaves(zh).map(([key]) => key);

it('has the same keys in both languages, and no empty text', () => {
  expect(
    leaves(en)
      .map(([key]) => key)
      .sort(),
  ).toEqual([...keys].sort());
  for (const [key, value] of [...leaves(zh), ...leaves(en)]) expect([key, String(value).trim()]).not.toEqual([key, '']);
});

it('fills the same places in both languages', () => {
  const places = (value: unknown) => [...new Set(String(value).match(/\{\{\w+\}\}/g) ?? [])].sort();
  const english = new Map(leaves(en));
  for (const [key, value] of leaves(zh)) expect([key, places(english.get(key))]).toEqual([key, places(value)]);
});

it('has English without Chinese, but for the name of the other language', () => {
  expect(leaves(en).filter(([key, value]) => key !== 'app.language' && /\p{Script=Han}/u.test(String(value)))).toEqual(
    [],
  );
});

it('has every key that a component names', () => {
  const missing = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/\b(?:t|maybe)\(\s*'([^']+)'/g)]
      .map(([, key]) => key!)
      .filter((key) => !keys.includes(key))
      .map((key) => `${name}: ${key}`),
  );
  expect(missing).toEqual([]);
});

it('has the beginning of every key that a component puts together', () => {
  const missing = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/\b(?:t|maybe)\(\s*`([\w.-]+)\.\$\{/g)]
      .map(([, key]) => key!)
      .filter((key) => !keys.some((one) => one.startsWith(`${key}.`)))
      .map((key) => `${name}: ${key}`),
  );
  expect(missing).toEqual([]);
});

it('has no key that nothing names', () => {
  const all = sources.map(({ text }) => text).join('\n');
  const dead = keys.filter((key) => {
    const parts = key.split('.');
    const isWhole = all.includes(`'${key}'`);
    const isBuilt = parts.slice(1).some((_, n) => all.includes(`\`${parts.slice(0, n + 1).join('.')}.\${`));
    return !isWhole && !isBuilt;
  });
  expect(dead).toEqual([]);
});

it('names every act of people, and every event that a case can have', () => {
  for (const { act, by, event } of LIFECYCLE) {
    if (by === 'person' && act !== 'file') expect(keys).toContain(`act.${act}.name`);
    expect(keys).toContain(`event.${event.replace(/^case\.|\.v\d+$/g, '')}`);
  }
});

it('stands in the texts and not in the components', () => {
  const found: string[] = [];
  for (const { name, text } of sources.filter((source) => source.name.endsWith('.tsx'))) {
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const spoken = /^(title|label|alt|placeholder|aria-label|description)$/;
    const visit = (node: ts.Node): void => {
      if (ts.isJsxText(node) && /[\p{L}]{2,}/u.test(node.text)) found.push(`${name}: ${node.text.trim()}`);
      if (
        ts.isJsxAttribute(node) &&
        spoken.test(node.name.getText()) &&
        node.initializer &&
        ts.isStringLiteral(node.initializer)
      )
        found.push(`${name}: ${node.getText()}`);
      if ((ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) && /\p{Script=Han}/u.test(node.text))
        found.push(`${name}: ${node.text}`);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  expect(found).toEqual([]);
});

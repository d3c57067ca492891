// Both READMEs: what they point at exists, their commands are ours, and they say the same.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeSpans, filesBelow, isSource, jsonOf, ROOT, tableRows, textOf } from './tree';

const README = { 'README.md': '## Where is …', 'README.zh.md': '## 在哪里' };

function sectionOf(path: string, heading: string): string {
  const [, after = ''] = textOf(path).split(`\n${heading}\n`);
  return after.split('\n## ')[0]!;
}
const rowsOf = (path: keyof typeof README) =>
  tableRows(sectionOf(path, README[path])) as [question: string, files: string, names: string, test: string][];
const cases = (Object.keys(README) as (keyof typeof README)[]).flatMap((path) =>
  rowsOf(path).map((row) => [path, ...row] as const),
);

describe('the table of places', () => {
  it('has its dozen of rows in both languages, pointing at the same', () => {
    expect(rowsOf('README.md').length).toBeGreaterThanOrEqual(12);
    expect(rowsOf('README.zh.md').map((row) => row.slice(1))).toEqual(rowsOf('README.md').map((row) => row.slice(1)));
  });

  it.each(cases)('%s: %s', (_, _question, files, names, test) => {
    const paths = codeSpans(files);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect(existsSync(join(ROOT, path)) ? path : `${path} is missing`).toBe(path);
    const text = textOf(paths[0]!);
    for (const name of codeSpans(names)) expect(text).toMatch(new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`));
    if (test === '') return;
    const [, spec, sentence] = /^`([^`]+)` "(.+)"$/.exec(test) ?? [];
    expect(textOf(spec!).replaceAll("\\'", "'")).toContain(sentence);
  });
});

describe.each(Object.keys(README))('%s', (path) => {
  const text = textOf(path);

  it('names the two commands exactly', () => {
    expect(text).toContain('\n```sh\nnpm start\n```\n');
    expect(text).toContain('\n```sh\nnpm test\n```\n');
  });

  it('names npm scripts that exist', () => {
    const { scripts } = jsonOf<{ scripts: Record<string, string> }>('package.json');
    const named = [...text.matchAll(/npm (?:run )?(start|test|[a-z]+:[a-z]+|(?<=run )[a-z:]+)/g)].map(
      ([, name]) => name!,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });

  it('lists every variable that an app reads, and none that nothing reads', () => {
    const sources = ['apps', 'libs', 'infra']
      .flatMap((folder) => filesBelow(folder, (file) => isSource(file) && !file.includes('.spec.')))
      .map(textOf)
      .join('\n');
    const read = [...sources.matchAll(/(?:[sS]etting\('|env\['|env\.)([A-Z][A-Z_]+)/g)].map(([, name]) => name!);
    const inner = ['PATH', 'HOME', 'XDG_CACHE_HOME', 'RUN_FILE', 'NODE_ENV'];
    const listed = tableRows(text)
      .map(([first]) => /^`([A-Z][A-Z_]+)`$/.exec(first!)?.[1])
      .filter((name) => name !== undefined);
    expect(listed.sort()).toEqual(
      [...new Set(read.filter((name) => !inner.includes(name) && !name.startsWith('TEST_')))].sort(),
    );
  });
});

it('the decisions are numbered without a gap, and each has its three parts', () => {
  const files = filesBelow('docs/decisions');
  expect(files.map((path) => Number(/\/(\d{4})-[a-z-]+\.md$/.exec(path)![1]))).toEqual(files.map((_, i) => i + 1));
  for (const path of files) {
    const text = textOf(path);
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(25);
    for (const part of ['**Context.**', '**Decision.**', '**Consequence.**']) expect(text).toContain(part);
  }
});

// The checkout as the house tests read it: text files by their path, without what is built or installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The checkout's root. */
export const ROOT = join(__dirname, '../..');

const LEFT_OUT = new Set(['node_modules', 'dist', '.data', '.git', 'coverage']);

/** Paths of files below a folder of the checkout, with `/` between names, in order. */
export function filesBelow(folder: string, isWanted: (path: string) => boolean = () => true): string[] {
  const at = join(ROOT, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep))
    .filter((names) => !names.some((name) => LEFT_OUT.has(name)))
    .map((names) => names.join('/'))
    .filter(isWanted)
    .sort();
}

/** The text of a file of the checkout. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** A JSON file of the checkout. */
export function jsonOf<T>(path: string): T {
  return JSON.parse(textOf(path)) as T;
}

/** True for a file of ours that holds program text. */
export const isSource = (path: string) => /\.(ts|tsx|mjs|cjs)$/.test(path);

/** True for a test. */
export const isSpec = (path: string) => /\.spec\.(ts|mjs)$/.test(path);

/** Rows of the Markdown tables in a text: their cells, without the head and the line below it. */
export function tableRows(markdown: string): string[][] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  return rows
    .filter((line, i) => !isRule(line) && !isRule(rows[i + 1] ?? ''))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split('|')
        .map((cell) => cell.trim()),
    );
}

const isRule = (line: string) => /^\|[\s|:-]+\|$/.test(line);

/** What stands in backticks. */
export const codeSpans = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, span]) => span!);

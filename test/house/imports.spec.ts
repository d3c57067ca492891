// `npm run check` holds the import rules over the whole tree; here they are shown to bite on files that break them.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './tree';

const BROKEN: [file: string, text: string, rule: string][] = [
  [
    'libs/rules/reads.ts',
    `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`,
    'rules-import-nothing',
  ],
  ['libs/platform/judges.ts', `import { reach } from '#rules/fine';\nexport const b = reach;`, 'platform-knows-no-law'],
  [
    'libs/contracts/acts.ts',
    `import { reach } from '#rules/fine';\nexport const c = reach;`,
    'contracts-take-types-of-rules',
  ],
  ['apps/desk/src/peeks.ts', `import { d } from '../../cases/src/own';\nexport const e = d;`, 'apps-stay-apart'],
  ['apps/cases/src/own.ts', `import { up } from '../../../infra/up';\nexport const d = up;`, 'apps-know-no-ground'],
  [
    'apps/cases/src/workflow/asks.ts',
    `import { reach } from '#rules/fine';\nexport const f = reach;`,
    'workflows-take-types-only',
  ],
  [
    'apps/cases/src/workflow/reads.ts',
    `import { hostname } from 'node:os';\nexport const g = hostname;`,
    'workflows-are-alone',
  ],
  ['libs/rules/one.ts', `import { two } from './two';\nexport const one = two;`, 'no-cycles'],
  [
    'apps/portal/src/asks.tsx',
    `import { readFileSync } from 'node:fs';\nexport const j = readFileSync;`,
    'screens-know-rules-and-contracts',
  ],
  [
    'apps/console/src/binds.tsx',
    `import { Word } from '#contracts/word';\nexport const k = Word;`,
    'screens-take-types-of-contracts',
  ],
  [
    'apps/desk/src/draws.ts',
    `import { shown } from '#screens/shown';\nexport const m = shown;`,
    'screens-alone-share-it',
  ],
  [
    'libs/screens/asks.ts',
    `import { readFileSync } from 'node:fs';\nexport const n = readFileSync;`,
    'what-screens-share',
  ],
  ['libs/rules/lost.ts', `import { gone } from './gone';\nexport const h = gone;`, 'resolvable'],
];
/** The other half of the circle: a circle is told once. */
const OTHER_HALF: [file: string, text: string] = [
  'libs/rules/two.ts',
  `import { one } from './one';\nexport const two = one;`,
];
const FINE: [file: string, text: string][] = [
  ['libs/rules/fine.ts', 'export const reach = 1;\nexport type Reach = number;'],
  ['apps/cases/src/workflow/tells.ts', `import type { Reach } from '#rules/fine';\nexport const i: Reach = 1;`],
  ['infra/up.ts', 'export const up = 1;'],
  ['libs/screens/shown.ts', 'export const shown = 1;'],
  [
    'libs/screens/parts/loading.tsx',
    `import { shown } from '../shown';\nimport { reach } from '#rules/fine';\nexport const o = shown + reach;`,
  ],
  [
    'apps/console/src/shares.tsx',
    `import { o } from '#screens/parts/loading';\nimport { shown } from '#screens/shown';\nexport const p = o + shown;`,
  ],
  ['libs/contracts/word.ts', 'export class Word {}'],
  [
    'apps/portal/src/shows.tsx',
    `import { type Word } from '#contracts/word';\nimport { reach } from '#rules/fine';\nexport const l: Word = { reach };`,
  ],
];

it('a violation is found, by the name of its rule, and what keeps the rules is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuanban-imports-'));
  try {
    for (const name of ['package.json', 'tsconfig.json']) cpSync(join(ROOT, name), join(folder, name));
    for (const [file, text] of [...BROKEN, OTHER_HALF, ...FINE]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const cruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = join(ROOT, '.dependency-cruiser.cjs');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cruise, '--config', config, '--output-type', 'json', 'apps', 'libs', 'infra'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    const found = summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
    for (const [file, , rule] of BROKEN) expect(found).toContain(`${file} ${rule}`);
    for (const [file] of FINE) expect(found.filter((line) => line.startsWith(file))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// What runs before `npm start`, in a small checkout with an npm that only notes its calls.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

let root, run;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-spec-'));
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  for (const file of ['install.mjs', 'chromium.mjs', 'packages.mjs', 'find.mjs', 'obtain.mjs', 'machine.mjs'])
    write(`infra/local/${file}`, fs.readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'));
  write(
    'package-lock.json',
    JSON.stringify({
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0' },
        'node_modules/b': { version: '1.0.0', optional: true },
      },
    }),
  );
  write('apps/cases/src/main.ts', 'export const one = 1;');
  write('tsconfig.json', '{}');
  // `npm ci` empties node_modules and builds (by `prepare`); `npm run build` makes dist.
  write(
    'npm.js',
    `const fs = require('fs'); const [what] = process.argv.slice(2); fs.appendFileSync('calls', process.argv.slice(2, what === 'ci' ? 3 : 4).join(' ') + ';');
     if (process.env.FAIL) process.exit(1);
     if (what === 'ci') { fs.rmSync('node_modules', { recursive: true, force: true }); fs.mkdirSync('node_modules'); }
     fs.mkdirSync('dist', { recursive: true });
     if (what === 'ci' && process.env.PREPARE) require('child_process').execFileSync(process.execPath, ['infra/local/install.mjs', '--stamp']);`,
  );
  run = (flags = ['--build'], env = {}) => {
    fs.rmSync(path.join(root, 'calls'), { force: true });
    const { status, stderr } = spawnSync(process.execPath, ['infra/local/install.mjs', ...flags], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, npm_execpath: path.join(root, 'npm.js'), ...env },
    });
    const calls = path.join(root, 'calls');
    return { status, stderr, calls: fs.existsSync(calls) ? fs.readFileSync(calls, 'utf8') : '' };
  };
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

test('after a clone the locked dependencies are installed and the program is built; the second time nothing is done', () => {
  expect(run()).toMatchObject({ status: 0, calls: 'ci;run build;' });
  expect(run()).toMatchObject({ status: 0, calls: '' });
});

test('a build that the installation did is not done again', () => {
  expect(run(['--build'], { PREPARE: '1' })).toMatchObject({ calls: 'ci;' });
});

test('a new lock is installed', () => {
  run();
  fs.appendFileSync(path.join(root, 'package-lock.json'), '\n');
  expect(run([])).toMatchObject({ calls: 'ci;' });
});

test('what someone installed by hand from the same lock is taken as it is', () => {
  fs.mkdirSync(path.join(root, 'node_modules'));
  const installed = (version) =>
    fs.writeFileSync(
      path.join(root, 'node_modules/.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version } } }),
    );
  installed('1.0.1');
  expect(run([])).toMatchObject({ calls: 'ci;' });
  fs.rmSync(path.join(root, 'node_modules/.yuanban-lock'));
  installed('1.0.0');
  expect(run([])).toMatchObject({ calls: '' });
});

test('a changed or new source is built, a changed test is not', () => {
  run();
  fs.appendFileSync(path.join(root, 'apps/cases/src/main.ts'), '\n');
  expect(run()).toMatchObject({ calls: 'run build;' });
  fs.writeFileSync(path.join(root, 'apps/cases/src/relay.ts'), '');
  expect(run()).toMatchObject({ calls: 'run build;' });
  fs.writeFileSync(path.join(root, 'apps/cases/src/relay.spec.ts'), '');
  expect(run()).toMatchObject({ calls: '' });
});

test('checks and unit tests need no build', () => {
  expect(run([])).toMatchObject({ calls: 'ci;' });
});

test('a failed installation ends in one sentence and is tried again', () => {
  expect(run([], { FAIL: '1' })).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^yuanban: npm ci .* failed \(code 1\): its messages are above\.\n$/),
  });
  expect(run([])).toMatchObject({ status: 0, calls: 'ci;' });
});

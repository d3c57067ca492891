// The programs that the build makes of each process: started with nothing set, so that each ends once all of it is loaded.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLAN } from '../local/up.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const programs = [...PLAN.migrations, ...PLAN.apps];
const SHOW = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module';
  process.on('exit', () => console.log('LOADED ' + JSON.stringify(Object.keys(createRequire('${ROOT}').cache))));`)}`;

/** What a program says, and which files it has loaded. */
const start = (/** @type {string} */ file) => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--enable-source-maps', '--import', SHOW, path.join(ROOT, file)],
    { encoding: 'utf8', env: { PATH: process.env.PATH } },
  );
  return { words: stdout + stderr, files: JSON.parse(/^LOADED (.*)$/m.exec(stdout)[1]) };
};
const packageOf = (/** @type {string} */ file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];

test.each(programs)('$name is whole: no package that it contains is loaded a second time', ({ file }) => {
  const { words, files } = start(file);
  expect(words).toContain('is required and has no default');
  expect(files.some((name) => name.startsWith(path.join(ROOT, 'dist/run')))).toBe(true);
  const packages = [...new Set(files.map(packageOf))].filter(Boolean);
  const ours = /^(@nestjs\/|@nats-io\/|typeorm$|pg$|reflect-metadata$|class-|pino$|fastify$)/;
  expect(packages.filter((name) => ours.test(name))).toEqual([]);
  expect(files.filter((name) => /\/dist\/(apps|libs)\//.test(name))).toEqual([]);
});

test('a fault is shown where its source has it', () => {
  expect(start('dist/run/gateway.cjs').words).toMatch(/apps\/gateway\/src\/main\.ts:\d+:\d+/);
});

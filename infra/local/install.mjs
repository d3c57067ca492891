// Runs before `npm start`, `npm test` and `npm run check`: locked dependencies, the built program, the servers. Each is
// done only if it is not there yet. Needs nothing but Node itself.
// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { findServer } from './find.mjs';
import { isMain, readJson, runMain, Trouble, withLock } from './machine.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} root @param {string} script @param {string[]} args */
function npm(root, script, ...args) {
  // The npm that runs us, where there is one: a second one on PATH may be older.
  const { npm_execpath: cli } = process.env;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const { status, signal, error } = spawnSync(command, [...first, script, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0)
    throw new Trouble(
      `npm ${[script, ...args].join(' ')} failed (${error?.message ?? signal ?? `code ${status}`}): its messages are above.`,
    );
}

/** @param {string} root @param {Iterable<string>} files */
function digest(root, files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** @param {string} file */
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined);

/**
 * True if npm itself installed exactly what the lock names: someone ran `npm ci` by hand.
 * @param {string} root
 */
function isInstalled(root) {
  const locked = readJson(path.join(root, 'package-lock.json'))?.packages;
  const installed = readJson(path.join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!locked || !installed) return false;
  const same = (/** @type {string} */ name) => installed[name]?.version === locked[name]?.version;
  // Packages for other platforms are locked and not installed.
  return (
    Object.keys(installed).every(same) &&
    Object.keys(locked).every((name) => name === '' || locked[name].optional || same(name))
  );
}

/** @param {string} root */
export async function installDependencies(root) {
  const stamp = path.join(root, 'node_modules/.yuanban-lock');
  const wanted = digest(root, ['package-lock.json']);
  if (read(stamp) === wanted) return;
  await withLock(
    path.join(root, '.data/install.lock'),
    async () => {
      if (read(stamp) === wanted) return;
      if (!isInstalled(root)) {
        console.log('Dependencies: npm ci (package-lock.json was not installed yet)');
        npm(root, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
      }
      fs.writeFileSync(stamp, wanted);
    },
    ({ pid }) => console.log(`Dependencies: another command (pid ${pid}) is installing them, waiting`),
  );
}

/** What dist is made of. @param {string} root */
export function sourcesOf(root) {
  const config = [
    'nest-cli.json',
    'package-lock.json',
    ...fs.readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name)),
  ];
  const code = ['apps', 'libs', 'infra'].flatMap((folder) => {
    const full = path.join(root, folder);
    if (!fs.existsSync(full)) return [];
    const entries = /** @type {string[]} */ (fs.readdirSync(full, { recursive: true }));
    return entries.map((name) => path.join(folder, name));
  });
  const isSource = (/** @type {string} */ file) =>
    /\.(tsx?|css|html)$|^infra.(programs|web).*\.mjs$/.test(file) &&
    !file.endsWith('.spec.ts') &&
    !file.split(path.sep).includes('node_modules');
  return [...config, ...code.filter(isSource)].filter((file) => fs.existsSync(path.join(root, file))).sort();
}

/** @param {string} root */
const builtStamp = (root) => path.join(root, 'dist/.built');

/** @param {string} root */
export function stampBuild(root, sources = digest(root, sourcesOf(root))) {
  fs.mkdirSync(path.dirname(builtStamp(root)), { recursive: true });
  fs.writeFileSync(builtStamp(root), sources);
}

/** @param {string} root */
export async function build(root) {
  const isBuilt = () => read(builtStamp(root)) === digest(root, sourcesOf(root));
  if (isBuilt()) return;
  await withLock(
    path.join(root, '.data/build.lock'),
    async () => {
      if (isBuilt()) return;
      console.log('Program: npm run build (dist is missing or older than the sources)');
      const before = digest(root, sourcesOf(root)); // of what was built, if someone saves a file meanwhile
      npm(root, 'run', 'build');
      stampBuild(root, before);
    },
    ({ pid }) => console.log(`Program: another command (pid ${pid}) is building it, waiting`),
  );
}

/** Flags: `--build` (dist too), `--servers` (these too), `--browser` (for the tests of the screens), `--stamp` (only notes that dist is built: the end of a build). */
async function main() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Trouble(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
  if (process.platform === 'win32') throw new Trouble('this runs on Linux and macOS: on Windows use WSL.');
  // A build in a process group of its own is ended by our exit.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.once(signal, () => process.exit(1));
  const wants = (/** @type {string} */ flag) => process.argv.includes(flag);
  if (wants('--stamp')) return stampBuild(ROOT);
  await installDependencies(ROOT);
  if (wants('--build')) await build(ROOT);
  if (wants('--browser')) findChromium();
  if (wants('--servers')) await Promise.all([findServer('nats'), findServer('temporal')]);
}

if (isMain(import.meta.url)) runMain(main);

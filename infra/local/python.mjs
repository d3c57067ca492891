// Finds Python for the second opinion on the law (test/oracle): PYTHON_PATH, then PATH, then the system's packages where
// we may install them; says which was chosen and why the earlier ones were not. Nothing that users run needs it.
// @ts-check
import path from 'node:path';
import { onPath, Trouble } from './machine.mjs';
import { isOlder, versionOf } from './obtain.mjs';
import { installPackages, mayInstall } from './packages.mjs';

/** The oldest that still gets fixes was 3.9 when the oracle was written; it uses nothing newer. */
export const OLDEST_PYTHON = '3.9';

/** @typedef {{ path: string, version: string, source: 'environment' | 'path' | 'packages', why: string[] }} Python */
/**
 * @typedef {object} Means
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} log
 * @property {boolean} mayInstall whether we may install the system's packages: root on Debian and its kin
 */

/** @param {Partial<Means>} [options] @returns {Python} */
export function findPython(options = {}) {
  const means = { env: process.env, log: console.log, mayInstall: mayInstall(), ...options };
  const found = look(means);
  const [chosen, ...refused] = [...found.why].reverse();
  means.log(`Python: ${chosen}${refused.length ? ` (${refused.reverse().join('; ')})` : ''}`);
  return found;
}

/** @param {Means} means @returns {Python} */
function look(means) {
  const { env } = means;
  const named = env.PYTHON_PATH;
  if (named) {
    const version = usable(named);
    if (version) return { path: named, version, source: 'environment', why: [`${version}, the one PYTHON_PATH names`] };
    // Whoever names one means that one: another in its place would be a surprise.
    throw new Trouble(`PYTHON_PATH names ${named}, which is no Python ${OLDEST_PYTHON} or newer: correct or unset it.`);
  }
  const why = ['PYTHON_PATH is not set'];
  const onPathNow = search(env, why);
  if (onPathNow) return { ...onPathNow, source: 'path', why: [...why, told(onPathNow, 'on PATH')] };

  const aptGet = means.mayInstall ? onPath('apt-get', env) : undefined;
  if (aptGet) {
    const failure = installPackages('Python', ['python3'], aptGet, means);
    const installed = failure ? undefined : search(env, []);
    if (installed) return { ...installed, source: 'packages', why: [...why, told(installed, 'installed by apt-get')] };
    why.push(failure ?? 'the one apt-get installed is not on PATH or too old');
  }
  throw new Trouble(
    `no Python ${OLDEST_PYTHON} or newer was found (${why.join('; ')}): install python3 from your system's packages, or set PYTHON_PATH.`,
  );
}

/** @param {{ path: string, version: string }} python @param {string} where */
const told = (python, where) => `version ${python.version} ${where}, ${python.path}`;

/** The first `python3` on PATH that is new enough: an old one before it does not hide it. @param {NodeJS.ProcessEnv} env @param {string[]} why */
function search(env, why) {
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const files = folders.flatMap((folder) => onPath('python3', { PATH: folder }) ?? []);
  if (files.length === 0) why.push('python3 is not on PATH');
  for (const file of new Set(files)) {
    const version = usable(file);
    if (version) return { path: file, version };
    why.push(`${file} is ${versionOf(file) ?? 'of no readable version'}, we need ${OLDEST_PYTHON}`);
  }
  return undefined;
}

/** @param {string} file @returns {string | undefined} its version, if it is new enough */
function usable(file) {
  const version = versionOf(file);
  return version && !isOlder(version, OLDEST_PYTHON) ? version : undefined;
}

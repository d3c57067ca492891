// Finds Chromium for the tests of the screens: CHROMIUM_PATH, then PATH, then Debian's package where we may install it;
// says which was chosen and why the earlier ones were not. Nothing that users run needs it.
// @ts-check
import { isMain, onPath, runMain, Trouble } from './machine.mjs';
import { isOlder, versionOf } from './obtain.mjs';
import { installPackages, mayInstall } from './packages.mjs';

/** What the screens are built for; the driver of the tests speaks to newer ones as well. */
export const OLDEST_CHROMIUM = '120.0';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @typedef {{ path: string, version: string, source: 'environment' | 'path' | 'packages', why: string[] }} Chromium */
/**
 * @typedef {object} Means
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} log
 * @property {boolean} mayInstall whether we may install the system's packages
 */

/** @param {Partial<Means>} [options] @returns {Chromium} */
export function findChromium(options = {}) {
  const means = { env: process.env, log: console.log, mayInstall: mayInstall(), ...options };
  const found = look(means);
  const [chosen, ...refused] = [...found.why].reverse();
  means.log(`Chromium: ${chosen}${refused.length ? ` (${refused.reverse().join('; ')})` : ''}`);
  return found;
}

/** @param {Means} means @returns {Chromium} */
function look(means) {
  const { env } = means;
  const named = env.CHROMIUM_PATH;
  if (named) {
    const version = usable(named);
    if (version)
      return { path: named, version, source: 'environment', why: [`${version}, the one CHROMIUM_PATH names`] };
    // Whoever names one means that one: another in its place would be a surprise.
    throw new Trouble(
      `CHROMIUM_PATH names ${named}, which is no Chromium ${OLDEST_CHROMIUM} or newer: correct or unset it.`,
    );
  }
  const why = ['CHROMIUM_PATH is not set'];
  const there = search(env, why);
  if (there) return { ...there, source: 'path', why: [...why, `version ${there.version} on PATH, ${there.path}`] };

  const aptGet = means.mayInstall ? onPath('apt-get', env) : undefined;
  if (aptGet) {
    // With a font for the Chinese half of every page.
    const failure = installPackages('Chromium', ['chromium', 'fonts-noto-cjk'], aptGet, means);
    const installed = failure ? undefined : search(env, []);
    if (installed) {
      const told = `version ${installed.version} installed by apt-get, ${installed.path}`;
      return { ...installed, source: 'packages', why: [...why, told] };
    }
    why.push(failure ?? 'the one apt-get installed is not on PATH or too old');
  }
  throw new Trouble(
    `no Chromium ${OLDEST_CHROMIUM} or newer was found (${why.join('; ')}): install chromium from your system's packages, or set CHROMIUM_PATH.`,
  );
}

/** The first on PATH that is new enough, by any of its names. @param {NodeJS.ProcessEnv} env @param {string[]} why */
function search(env, why) {
  const files = NAMES.flatMap((name) => onPath(name, env) ?? []);
  if (files.length === 0) why.push(`none of ${NAMES.join(', ')} is on PATH`);
  for (const file of files) {
    const version = usable(file);
    if (version) return { path: file, version };
    why.push(`${file} is ${versionOf(file) ?? 'of no readable version'}, we need ${OLDEST_CHROMIUM}`);
  }
  return undefined;
}

/** @param {string} file @returns {string | undefined} its version, if it is new enough */
function usable(file) {
  const version = versionOf(file);
  return version && !isOlder(version, OLDEST_CHROMIUM) ? version : undefined;
}

if (isMain(import.meta.url)) runMain(async () => void findChromium());

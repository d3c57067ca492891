// The system's packages, for what only the tests need: installed without a question where we may.
// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Whether we may install them: root on Debian and its kin. */
export const mayInstall = () => process.getuid?.() === 0 && fs.existsSync('/etc/debian_version');

/**
 * @param {string} title what they are for, in what we tell
 * @param {string[]} packages @param {string} aptGet
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} means
 * @returns {string | undefined} why it failed
 */
export function installPackages(title, packages, aptGet, { env, log }) {
  const run = (/** @type {string[]} */ ...args) =>
    spawnSync(aptGet, args, {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
  const wanted = ['install', '-y', '--no-install-recommends', ...packages];
  const named = packages.join(' ');
  log(`${title}: installing ${packages.length > 1 ? 'the packages' : 'the package'} ${named} with apt-get`);
  let done = run(...wanted);
  if (done.status !== 0) {
    run('update'); // a fresh system has no lists of packages yet; whether this helped, the second try tells
    done = run(...wanted);
  }
  if (done.status === 0) return undefined;
  const last = done.stderr?.trim().split('\n').pop();
  return `apt-get install ${named} failed: ${done.error?.message ?? (last || `code ${done.status}`)}`;
}

// The search for Chromium, with real programs that only say a version.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from './chromium.mjs';

let folder, bin, later, calls, env, lines;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-spec-'));
  [bin, later] = ['bin', 'later'].map((name) => path.join(folder, name));
  calls = path.join(folder, 'calls');
  fs.mkdirSync(bin);
  fs.mkdirSync(later);
  env = { PATH: `${bin}${path.delimiter}${later}` };
  lines = [];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const find = (more = {}) => findChromium({ env, log: (line) => lines.push(line), mayInstall: false, ...more });
const script = (file, text) => fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
const browser = (version, name = 'chromium', at = bin) => {
  script(path.join(at, name), `echo "Chromium ${version} built on Debian"`);
  return path.join(at, name);
};
const callsOfAptGet = () => (fs.existsSync(calls) ? fs.readFileSync(calls, 'utf8').trim().split('\n') : []);

/** Puts a Chromium where PATH finds it, at once or only after an update; or fails with a message. */
function aptGet({ version = '150.0.7000.1', needsUpdate = false, failure = '' } = {}) {
  const updated = path.join(folder, 'updated');
  script(
    path.join(bin, 'apt-get'),
    `echo "$DEBIAN_FRONTEND $*" >> ${calls}
[ "$1" = update ] && { : > ${updated}; exit 0; }
[ -n "${failure}" ] && { echo "E: ${failure}" >&2; exit 100; }
[ ${needsUpdate} = true ] && [ ! -e ${updated} ] && { echo "E: Unable to locate package chromium" >&2; exit 100; }
printf '#!/bin/sh\\necho Chromium ${version}\\n' > ${later}/chromium; /bin/chmod 755 ${later}/chromium`,
  );
}

describe('the order', () => {
  test('CHROMIUM_PATH comes first', () => {
    browser('151.0.1.1');
    env.CHROMIUM_PATH = browser('120.0.6099.1', 'my-browser', folder);
    expect(find()).toMatchObject({ path: env.CHROMIUM_PATH, version: '120.0.6099', source: 'environment' });
    expect(lines).toEqual(['Chromium: 120.0.6099, the one CHROMIUM_PATH names']);
  });

  test.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])('then %s on PATH', (name) => {
    const file = browser('140.0.1.2', name);
    expect(find()).toMatchObject({ path: file, version: '140.0.1', source: 'path' });
    expect(lines).toEqual([`Chromium: version 140.0.1 on PATH, ${file} (CHROMIUM_PATH is not set)`]);
  });

  test('an old one does not hide a new one of another name', () => {
    const old = browser('90.0.4430.1');
    const file = browser('141.0.1.1', 'google-chrome', later);
    expect(find()).toMatchObject({ path: file });
    expect(lines[0]).toContain(`${old} is 90.0.4430, we need 120.0`);
  });

  test('then the package of the system with a Chinese font, without a question', () => {
    aptGet();
    expect(find({ mayInstall: true })).toMatchObject({ path: path.join(later, 'chromium'), source: 'packages' });
    expect(callsOfAptGet()).toEqual(['noninteractive install -y --no-install-recommends chromium fonts-noto-cjk']);
    expect(lines).toEqual([
      'Chromium: installing the packages chromium fonts-noto-cjk with apt-get',
      `Chromium: version 150.0.7000 installed by apt-get, ${later}/chromium (CHROMIUM_PATH is not set; none of chromium, chromium-browser, google-chrome, google-chrome-stable is on PATH)`,
    ]);
  });

  test('a system without lists of packages gets them first', () => {
    aptGet({ needsUpdate: true });
    expect(find({ mayInstall: true })).toMatchObject({ source: 'packages' });
    expect(callsOfAptGet().map((call) => call.split(' ')[1])).toEqual(['install', 'update', 'install']);
  });

  test('nothing is installed where one is there', () => {
    browser('150.0.1.1');
    aptGet();
    find({ mayInstall: true });
    expect(callsOfAptGet()).toEqual([]);
  });
});

describe('told in one sentence', () => {
  test('that CHROMIUM_PATH names none, or an old one', () => {
    browser('150.0.1.1');
    env.CHROMIUM_PATH = path.join(folder, 'nowhere');
    expect(() => find()).toThrow(
      `CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is no Chromium 120.0 or newer: correct or unset it.`,
    );
    env.CHROMIUM_PATH = browser('119.9.1.1', 'my-browser', folder);
    expect(() => find()).toThrow('which is no Chromium 120.0 or newer');
  });

  test('that there is none and we may not install it', () => {
    aptGet();
    expect(() => find()).toThrow(
      "no Chromium 120.0 or newer was found (CHROMIUM_PATH is not set; none of chromium, chromium-browser, google-chrome, google-chrome-stable is on PATH): install chromium from your system's packages, or set CHROMIUM_PATH.",
    );
    expect(callsOfAptGet()).toEqual([]);
  });

  test('why apt-get failed, or that it offers an old one', () => {
    aptGet({ failure: 'Could not get lock' });
    expect(() => find({ mayInstall: true })).toThrow(
      'apt-get install chromium fonts-noto-cjk failed: E: Could not get lock',
    );
    aptGet({ version: '91.0.1.1' });
    expect(() => find({ mayInstall: true })).toThrow('the one apt-get installed is not on PATH or too old');
  });

  test('and as a command it ends with 1', () => {
    const run = () =>
      execFileSync(process.execPath, [new URL('./chromium.mjs', import.meta.url).pathname], {
        env: { PATH: '', CHROMIUM_PATH: '/nowhere' },
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(run).toThrow(expect.objectContaining({ status: 1 }));
  });
});

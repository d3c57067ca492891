// The search for Python, with real programs that only say a version.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findPython } from './python.mjs';

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

const find = (more = {}) => findPython({ env, log: (line) => lines.push(line), mayInstall: false, ...more });
const script = (file, text) => fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
const python = (version, at = path.join(bin, 'python3')) => {
  script(at, `echo "Python ${version}"`);
  return at;
};
const callsOfAptGet = () => (fs.existsSync(calls) ? fs.readFileSync(calls, 'utf8').trim().split('\n') : []);

/** Puts a Python where PATH finds it, at once or only after an update; or fails with a message. */
function aptGet({ version = '3.11.2', needsUpdate = false, failure = '' } = {}) {
  const updated = path.join(folder, 'updated');
  script(
    path.join(bin, 'apt-get'),
    `echo "$DEBIAN_FRONTEND $*" >> ${calls}
[ "$1" = update ] && { : > ${updated}; exit 0; }
[ -n "${failure}" ] && { echo "E: ${failure}" >&2; exit 100; }
[ ${needsUpdate} = true ] && [ ! -e ${updated} ] && { echo "E: Unable to locate package python3" >&2; exit 100; }
printf '#!/bin/sh\\necho Python ${version}\\n' > ${later}/python3; /bin/chmod 755 ${later}/python3`,
  );
}

describe('the order', () => {
  test('PYTHON_PATH comes first', () => {
    python('3.12.1');
    env.PYTHON_PATH = python('3.9.0', path.join(folder, 'my-python'));
    expect(find()).toMatchObject({ path: env.PYTHON_PATH, version: '3.9.0', source: 'environment' });
    expect(lines).toEqual(['Python: 3.9.0, the one PYTHON_PATH names']);
  });

  test('then python3 on PATH', () => {
    const file = python('3.10.4');
    expect(find()).toMatchObject({ path: file, version: '3.10.4', source: 'path' });
    expect(lines).toEqual([`Python: version 3.10.4 on PATH, ${file} (PYTHON_PATH is not set)`]);
  });

  test('an old one before it does not hide a new one', () => {
    const old = python('3.8.20');
    const file = python('3.9.1', path.join(later, 'python3'));
    expect(find()).toMatchObject({ path: file, version: '3.9.1' });
    expect(lines).toEqual([
      `Python: version 3.9.1 on PATH, ${file} (PYTHON_PATH is not set; ${old} is 3.8.20, we need 3.9)`,
    ]);
  });

  test('then the package of the system, without a question and without more than it needs', () => {
    aptGet();
    expect(find({ mayInstall: true })).toMatchObject({ path: path.join(later, 'python3'), source: 'packages' });
    expect(callsOfAptGet()).toEqual(['noninteractive install -y --no-install-recommends python3']);
    expect(lines).toEqual([
      'Python: installing the package python3 with apt-get',
      `Python: version 3.11.2 installed by apt-get, ${later}/python3 (PYTHON_PATH is not set; python3 is not on PATH)`,
    ]);
  });

  test('a system without lists of packages gets them first', () => {
    aptGet({ needsUpdate: true });
    expect(find({ mayInstall: true })).toMatchObject({ version: '3.11.2', source: 'packages' });
    expect(callsOfAptGet().map((call) => call.split(' ')[1])).toEqual(['install', 'update', 'install']);
  });

  test('nothing is installed where one is there', () => {
    python('3.13.0');
    aptGet();
    find({ mayInstall: true });
    expect(callsOfAptGet()).toEqual([]);
  });
});

describe('told in one sentence', () => {
  test('that PYTHON_PATH names none, or an old one', () => {
    python('3.12.1');
    env.PYTHON_PATH = path.join(folder, 'nowhere');
    expect(() => find()).toThrow(`PYTHON_PATH names ${env.PYTHON_PATH}, which is no Python 3.9 or newer`);
    env.PYTHON_PATH = python('2.7.18', path.join(folder, 'my-python'));
    expect(() => find()).toThrow('which is no Python 3.9 or newer: correct or unset it.');
  });

  test('that there is none and we may not install it', () => {
    aptGet();
    expect(() => find()).toThrow(
      "no Python 3.9 or newer was found (PYTHON_PATH is not set; python3 is not on PATH): install python3 from your system's packages, or set PYTHON_PATH.",
    );
    expect(callsOfAptGet()).toEqual([]);
  });

  test('that apt-get is not there', () => {
    expect(() => find({ mayInstall: true })).toThrow('no Python 3.9 or newer was found');
  });

  test('why apt-get failed', () => {
    aptGet({ failure: 'Could not get lock' });
    expect(() => find({ mayInstall: true })).toThrow('apt-get install python3 failed: E: Could not get lock');
  });

  test('that the system offers an old one only', () => {
    aptGet({ version: '3.7.3' });
    expect(() => find({ mayInstall: true })).toThrow('the one apt-get installed is not on PATH or too old');
  });
});

test('what it finds on this machine runs', () => {
  const { path: file } = findPython({ log: () => {} });
  const answer = execFileSync(file, ['-c', 'import sys; print(sys.version_info >= (3, 9))'], { encoding: 'utf8' });
  expect(answer.trim()).toBe('True');
});

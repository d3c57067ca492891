// The finder, with a Go that only notes its calls and a local server in the vendors' layout.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { findServer, SERVERS } from './find.mjs';

const NOWHERE = 'http://127.0.0.1:1';
let folder, bin, env, lines, releases, calls;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-spec-'));
  bin = path.join(folder, 'bin');
  calls = path.join(folder, 'calls');
  fs.mkdirSync(bin);
  env = { PATH: bin, YUANBAN_CACHE: path.join(folder, 'cache'), YUANBAN_RELEASES_URL: NOWHERE };
  lines = [];
});
afterEach(async () => {
  releases?.closeAllConnections();
  await new Promise((resolve) => (releases ? releases.close(resolve) : resolve()));
  releases = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

const find = (name, more = {}) => findServer(name, { env, log: (line) => lines.push(line), stallMs: 300, ...more });
const script = (file, text) => fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
const callsOfGo = () => (fs.existsSync(calls) ? fs.readFileSync(calls, 'utf8').trim().split('\n') : []);

/** Builds what it is asked for, slowly enough that two can meet. */
function fakeGo({ version = '1.26.8', exit = 0 } = {}) {
  script(
    path.join(bin, 'go'),
    `[ "$1" = version ] && echo "go version go${version} linux/amd64" && exit 0
echo "$*" >> ${calls}
echo "go: downloading something" >&2
for package in one two three; do echo $package >&2; /bin/sleep 0.1; done
[ ${exit} = 0 ] || { echo "no space left" >&2; exit ${exit}; }
case "$*" in *temporal*) names="server sql"; version=1.31.2;; *) names=nats-server; version=2.14.7;; esac
for name in $names; do printf '#!/bin/sh\\necho version %s\\n' $version > "$GOBIN/$name"; /bin/chmod 755 "$GOBIN/$name"; done`,
  );
}

/** Serves files by path, as the vendor does: behind one redirect. A file may be a function of the response. */
async function vendor(files) {
  releases = http.createServer((request, response) => {
    if (!request.url.startsWith('/blob')) return response.writeHead(302, { location: `/blob${request.url}` }).end();
    const file = files[request.url.slice('/blob'.length)];
    if (typeof file === 'function') return file(response);
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise((resolve) => releases.listen(0, '127.0.0.1', resolve));
  env.YUANBAN_RELEASES_URL = `http://127.0.0.1:${releases.address().port}`;
}

/** The vendor's archive with programs that print their version, in `inside`. */
function archive(name, inside, version = SERVERS[name].version) {
  const root = path.join(folder, 'vendor', inside);
  fs.mkdirSync(root, { recursive: true });
  for (const file of [...Object.keys(SERVERS[name].binaries), 'README.md'])
    script(path.join(root, file), `echo "${file}: v${version}"`);
  const made = spawnSync('tar', ['-czf', path.join(folder, 'made.tar.gz'), '-C', path.join(folder, 'vendor'), '.']);
  expect(made.status).toBe(0);
  return fs.readFileSync(path.join(folder, 'made.tar.gz'));
}
const sha256 = (content) => createHash('sha256').update(content).digest('hex');
const layout = (name, content, sum = sha256(content)) => ({
  [`/${SERVERS[name].release}/${SERVERS[name].archive}`]: content,
  [`/${SERVERS[name].release}/${SERVERS[name].sums}`]: `${'0'.repeat(64)}  other.tar.gz\n${sum}  ${SERVERS[name].archive}\n`,
});

describe('the order', () => {
  test('an address in the environment comes first and nothing else is tried', async () => {
    fakeGo();
    env.NATS_URL = 'nats://elsewhere:4222';
    expect(await find('nats')).toMatchObject({ kind: 'address', address: 'nats://elsewhere:4222' });
    expect(lines).toEqual(['NATS: the one NATS_URL names']);
    expect(callsOfGo()).toEqual([]);
  });

  test('then comes a server on PATH', async () => {
    script(path.join(bin, 'nats-server'), 'echo "nats-server: v2.12.3"');
    expect(await find('nats')).toMatchObject({ source: 'path', path: path.join(bin, 'nats-server') });
    expect(lines.at(-1)).toMatch(/^NATS: version 2\.12\.3 on PATH.*NATS_URL is not set/);
  });

  test('one on PATH that is too old is passed over, and this is said', async () => {
    fakeGo();
    script(path.join(bin, 'nats-server'), 'echo "nats-server: version 2.9.10"');
    expect(await find('nats')).toMatchObject({ source: 'go' });
    expect(lines.at(-1)).toContain(`${bin}/nats-server is 2.9.10, we need 2.10.0`);
  });

  test('a Temporal on PATH without its schema tool is passed over, so that both are of one release', async () => {
    fakeGo();
    script(path.join(bin, 'temporal-server'), 'echo "temporal version 1.31.2"');
    const found = await find('temporal');
    expect(found).toMatchObject({ source: 'go' });
    expect(path.dirname(found.path)).toBe(path.dirname(found.sqlPath));
    expect(lines.at(-1)).toContain('temporal-sql-tool does not lie beside it');
  });

  test('then the release, then Go; what was obtained is found in the cache from then on', async () => {
    fakeGo();
    const first = await find('temporal');
    expect(first).toMatchObject({ source: 'go' });
    expect(first.why).toEqual([
      'TEMPORAL_ADDRESS is not set',
      'temporal-server is not on PATH',
      expect.stringContaining('is not in the cache'),
      expect.stringContaining('checksums.txt: '),
      expect.stringMatching(/^built by go install go\.temporal\.io.*server@v1\.31\.2 .*sql@v1\.31\.2 in/),
    ]);
    expect(callsOfGo()).toEqual([
      'install -v go.temporal.io/server/cmd/server@v1.31.2 go.temporal.io/server/cmd/tools/sql@v1.31.2',
    ]);
    expect(await find('temporal')).toMatchObject({ source: 'cache', path: first.path, sqlPath: first.sqlPath });
    expect(callsOfGo()).toHaveLength(1);
    expect(path.basename(path.dirname(first.path))).toBe(`temporal-server-1.31.2-${process.platform}-${process.arch}`);
  });
});

describe("the vendor's release", () => {
  test.each([
    ['nats', SERVERS.nats.archive.replace('.tar.gz', '')],
    ['temporal', '.'],
  ])('of %s is taken when its checksum is right', async (name, inside) => {
    await vendor(layout(name, archive(name, inside)));
    const found = await find(name);
    expect(found).toMatchObject({ source: 'release' });
    expect(fs.readdirSync(path.dirname(found.path)).sort()).toEqual(Object.keys(SERVERS[name].binaries).sort());
    expect(lines.at(-1)).toMatch(/release archive .* checksum verified/);
    expect(await find(name)).toMatchObject({ source: 'cache' });
  });

  test('with a wrong checksum is refused and never reaches the cache', async () => {
    fakeGo();
    await vendor(layout('nats', archive('nats', '.'), sha256('something else')));
    expect(await find('nats')).toMatchObject({ source: 'go' });
    expect(lines.at(-1)).toMatch(/checksum of .* is wrong: refused/);
    expect(fs.readdirSync(env.YUANBAN_CACHE)).toEqual([`nats-server-2.14.7-${process.platform}-${process.arch}`]);
  });

  test('that its checksum file does not name is refused', async () => {
    fakeGo();
    const files = layout('nats', archive('nats', '.'));
    files[`/${SERVERS.nats.release}/SHA256SUMS`] = `${'0'.repeat(64)}  other.tar.gz\n`;
    await vendor(files);
    expect(await find('nats')).toMatchObject({ source: 'go' });
    expect(lines.at(-1)).toContain(`the release has no ${SERVERS.nats.archive}`);
  });

  test('that answers another version than its name says is refused', async () => {
    await vendor(layout('nats', archive('nats', '.', '2.14.6')));
    await expect(find('nats')).rejects.toThrow('answers version 2.14.6, not 2.14.7');
    expect(fs.readdirSync(env.YUANBAN_CACHE)).toEqual([]);
  });

  test.each([
    ['says nothing at all', () => {}],
    ['stops in the middle', (response) => response.writeHead(200).write('half')],
  ])('that %s is given up after the time without a byte', async (_, stall) => {
    fakeGo();
    const files = layout('nats', archive('nats', '.'));
    await vendor({ ...files, [`/${SERVERS.nats.release}/${SERVERS.nats.archive}`]: stall });
    const since = Date.now();
    expect(await find('nats')).toMatchObject({ source: 'go' });
    expect(Date.now() - since).toBeLessThan(5_000);
    expect(lines.at(-1)).toContain('no byte for 0.3 s, given up');
  });

  test('that comes slowly but steadily is not given up', async () => {
    const content = archive('nats', '.');
    const slowly = async (response) => {
      response.writeHead(200);
      for (let i = 0; i < 6; i++) {
        response.write(content.subarray((content.length * i) / 6, (content.length * (i + 1)) / 6));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      response.end();
    };
    await vendor({ ...layout('nats', content), [`/${SERVERS.nats.release}/${SERVERS.nats.archive}`]: slowly });
    expect(await find('nats')).toMatchObject({ source: 'release' });
  });
});

describe('the build', () => {
  test('tells how far it is', async () => {
    fakeGo();
    await find('temporal', { progressMs: 150 });
    expect(lines.find((line) => /building, \d+ s, [1-3] of about 1700 packages/.test(line))).toBeDefined();
  });

  test('is done once when two commands want it at once', async () => {
    fakeGo();
    const program = `import { findServer } from ${JSON.stringify(new URL('./find.mjs', import.meta.url).href)};
      console.log('source', (await findServer('temporal', { stallMs: 300 })).source);`;
    const outputs = await Promise.all(
      [1, 2].map(
        () =>
          new Promise((resolve) => {
            const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env });
            let text = '';
            child.stdout.on('data', (data) => (text += data));
            child.once('close', () => resolve(text));
          }),
      ),
    );
    expect(outputs.map((text) => /source (\w+)/.exec(text)?.[1]).sort()).toEqual(['cache', 'go']);
    expect(outputs.join('')).toMatch(/another command \(pid \d+\) is getting it/);
    expect(callsOfGo()).toHaveLength(1);
  });

  test('starts over after a killed one, whose lock and half-made folder it clears away', async () => {
    fakeGo();
    const home = path.join(env.YUANBAN_CACHE, `nats-server-2.14.7-${process.platform}-${process.arch}`);
    fs.mkdirSync(`${home}.new.999999999`, { recursive: true });
    fs.writeFileSync(`${home}.lock`, JSON.stringify({ pid: 999_999_999, startTime: '1' }));
    expect(await find('nats')).toMatchObject({ source: 'go' });
    expect(fs.readdirSync(env.YUANBAN_CACHE)).toEqual([path.basename(home)]);
  });

  test('that fails leaves nothing in the cache but its log, and says the last word of it', async () => {
    fakeGo({ exit: 3 });
    await expect(find('nats')).rejects.toThrow(/go install .* failed \(no space left\); its output is in .*\.log/);
    expect(fs.readdirSync(env.YUANBAN_CACHE)).toEqual([expect.stringMatching(/\.log$/)]);
  });
});

test('without any way to a server, one sentence says what to install', async () => {
  const error = await find('temporal').catch((thrown) => thrown);
  expect(error.message).toMatch(
    /^Temporal 1\.31\.2 was not found .*Go is not installed.*: install Go 1\.21 or newer from https:\/\/go\.dev\/dl\/.*TEMPORAL_ADDRESS\.$/,
  );
  expect(error.message).not.toContain('\n');
});

test('a Go too old to build it is named', async () => {
  fakeGo({ version: '1.19.8' });
  await expect(find('nats')).rejects.toThrow('Go 1.19.8 is too old to build it: install Go 1.21 or newer');
});

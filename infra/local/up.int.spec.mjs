// The launcher as a process of its own, with real servers and small apps: ready, killed, restarted, stopped.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts, isAlive, readJson, sleep } from './machine.mjs';
import { query } from './postgres.mjs';
import { startApps, untilHealthy } from './up.mjs';

jest.setTimeout(120_000);

let folder, dataDir, httpPort;
const launchers = [];
const runFile = () => readJson(path.join(dataDir, 'run.json'));
const living = () => (readJson(path.join(dataDir, 'children.json')) ?? []).filter(isAlive);
const app = (name, text) => {
  fs.writeFileSync(path.join(folder, `${name}.cjs`), text);
  return { name, file: path.join(folder, `${name}.cjs`) };
};
const NOTES = `const note = (text) => require('fs').appendFileSync(process.env.RUN_FILE + '.notes', text + ' ');`;
const notes = () => fs.readFileSync(path.join(dataDir, 'run.json.notes'), 'utf8').trim().split(' ');
const worker = () =>
  app(
    'worker',
    `${NOTES} note('worker'); process.on('SIGTERM', () => { note('worker-off'); process.exit(); }); setInterval(() => {}, 1000);`,
  );
const gateway = () =>
  app(
    'gateway',
    `${NOTES} note('gateway'); process.on('SIGTERM', () => { note('gateway-off'); process.exit(); });
    const names = ['DATABASE_URL', 'NATS_URL', 'NATS_PREFIX', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'YUANBAN_MODE', 'HTTP_PORT', 'HTTP_HOST', 'RUN_FILE'];
    require('http').createServer((request, response) => response.writeHead(request.url === '/health/ready' || request.url === '/env' ? 200 : 404)
      .end(JSON.stringify(Object.fromEntries(names.map((name) => [name, process.env[name]]))))).listen(Number(process.env.HTTP_PORT), process.env.HTTP_HOST);`,
  );

/** Starts the launcher; `ready` resolves at its summary, `ended` with its exit code. */
function launch({ migrations = [app('migrate', `${NOTES} note('migrate');`)], apps = [worker(), gateway()] } = {}) {
  const plan = path.join(folder, 'plan.json');
  fs.writeFileSync(plan, JSON.stringify({ migrations, apps }));
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./up.mjs', import.meta.url)), '--data', dataDir, '--apps', plan],
    {
      env: { ...process.env, DATABASE_URL: '', NATS_URL: '', TEMPORAL_ADDRESS: '', HTTP_PORT: String(httpPort) },
    },
  );
  launchers.push(child);
  const launcher = { child, text: '', says: undefined, ended: new Promise((resolve) => child.once('close', resolve)) };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (launcher.text += data));
  launcher.says = async (pattern) => {
    for (const end = Date.now() + 60_000; !pattern.test(launcher.text); await sleep(20))
      if (Date.now() > end || child.exitCode !== null) throw new Error(`never said ${pattern}: ${launcher.text}`);
  };
  return launcher;
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-spec-'));
  fs.chmodSync(folder, 0o755);
  dataDir = path.join(folder, 'data');
  [httpPort] = await freePorts(1);
});
afterEach(async () => {
  for (const child of launchers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  fs.rmSync(path.join(dataDir, 'run.json.notes'), { force: true });
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('it prints where everything runs, writes it to run.json for its owner alone, and hands it to the apps', async () => {
  const stranger = http.createServer().unref();
  await new Promise((resolve) => stranger.listen(httpPort, '127.0.0.1', resolve));
  const launcher = launch();
  await launcher.says(/is ready/);
  const run = runFile();
  expect(fs.statSync(path.join(dataDir, 'run.json')).mode & 0o777).toBe(0o600);
  expect(run).toMatchObject({ running: true, pid: launcher.child.pid, temporalNamespace: 'yuanban', dataDir });
  expect(run.url).toBe(`http://127.0.0.1:${httpPort + 1}`);
  expect(run.postgres.cluster).toContain('cluster');
  expect(launcher.text).toContain(run.url);
  expect(launcher.text).not.toContain(new URL(run.databaseUrl).password);
  expect(await (await fetch(`${run.url}/env`)).json()).toEqual({
    DATABASE_URL: run.databaseUrl,
    NATS_URL: run.natsUrl,
    NATS_PREFIX: '',
    TEMPORAL_ADDRESS: run.temporalAddress,
    TEMPORAL_NAMESPACE: 'yuanban',
    YUANBAN_MODE: 'development',
    HTTP_PORT: String(httpPort + 1),
    HTTP_HOST: '127.0.0.1',
    RUN_FILE: path.join(dataDir, 'run.json'),
  });
  while (notes().length < 3) await sleep(20);
  expect(notes()[0]).toBe('migrate'); // the apps start at nearly the same moment
  expect(notes().slice(1).sort()).toEqual(['gateway', 'worker']);

  const second = launch();
  expect(await second.ended).toBe(1);
  expect(second.text.trim()).toBe(
    `yuanban: already running at ${run.url} on ${dataDir} (pid ${launcher.child.pid}): stop that one first.`,
  );

  const gatewayPid = living().find(({ name }) => name === 'gateway').pid;
  process.kill(gatewayPid, 'SIGKILL');
  await launcher.says(/gateway ended \(SIGKILL\), starting again in 0.1 s/);
  await untilHealthy(run.url, []);

  const all = living();
  expect(all.map(({ name }) => name)).toEqual(['postgres', 'nats', 'temporal', 'worker', 'gateway']);
  launcher.child.kill('SIGTERM');
  expect(await launcher.ended).toBe(0);
  expect(all.filter(isAlive)).toEqual([]);
  expect(notes().slice(-2)).toEqual(['gateway-off', 'worker-off']);
  expect(runFile()).toMatchObject({ running: false });
  await new Promise((resolve) => stranger.close(resolve));
});

test('after kill -9 the next start stops what was left behind, keeps the data, and is up', async () => {
  const killed = launch();
  await killed.says(/is ready/);
  await query(runFile().databaseUrl, 'CREATE TABLE kept AS SELECT 1');
  const left = living();
  expect(left).toHaveLength(5);
  killed.child.kill('SIGKILL');
  await killed.ended;

  const next = launch();
  await next.says(/is ready/);
  expect(left.filter(isAlive)).toEqual([]);
  for (const { name, pid } of left.slice(0, 3)) expect(next.text).toContain(`${name} (pid ${pid}) was left behind`);
  await query(runFile().databaseUrl, 'SELECT * FROM kept');
  const all = living();
  next.child.kill('SIGINT');
  expect(await next.ended).toBe(0);
  expect(all.filter(isAlive)).toEqual([]);
});

test('a migration that fails ends the start in one sentence and leaves nothing running', async () => {
  const launcher = launch({
    migrations: [app('registry-migrate', `console.error('no such column'); process.exit(1);`)],
  });
  expect(await launcher.ended).toBe(1);
  expect(launcher.text).toMatch(
    /\nyuanban: registry-migrate failed \(code 1\)\. Read .*registry-migrate\.log: no such column\n$/,
  );
  expect(living()).toEqual([]);
});

test.each(['SIGHUP', 'SIGTERM'])('%s in the middle of the start leaves nothing running', async (signal) => {
  const launcher = launch();
  while (!living().some(({ name }) => name === 'postgres')) await sleep(10);
  const early = living();
  launcher.child.kill(signal);
  expect(await launcher.ended).toBe(0);
  expect([...early, ...living()].filter(isAlive)).toEqual([]);
});

test('an app that keeps dying is the one whose log is named when nothing gets ready', async () => {
  const lines = [];
  const apps = [
    app('cases', `console.error('no such table'); process.exit(1);`),
    app('gateway', 'setInterval(() => {}, 1000)'),
  ];
  const started = await startApps({ env: {}, apps, log: (line) => lines.push(line) });
  await expect(untilHealthy(`http://127.0.0.1:${httpPort}`, started.handles, 1_500)).rejects.toThrow(
    /was not ready after 1\.5 s \(no answer\)\. Read .*cases\.log: no such table/,
  );
  await started.stop();
  expect(lines).toContain('[cases]     no such table');
});

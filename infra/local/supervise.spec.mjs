// Children that die, hang, leave grandchildren or outlive their launcher.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive, sleep, startTimeOf } from './machine.mjs';
import { Children } from './supervise.mjs';

let dataDir, lines, children;
const supervisor = (pauses) => (children = new Children({ dataDir, log: (line) => lines.push(line), pauses }));
const node = (name, program, more = {}) => ({
  name,
  command: process.execPath,
  args: ['-e', program],
  env: { PATH: process.env.PATH },
  ...more,
});
const FOREVER = 'setInterval(() => {}, 1000)';
const recorded = () => JSON.parse(fs.readFileSync(path.join(dataDir, 'children.json'), 'utf8'));

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-spec-'));
  lines = [];
});
afterEach(async () => {
  await children?.stopAll();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function until(condition, ms = 8_000) {
  for (const end = Date.now() + ms; !(await condition()); await sleep(10))
    if (Date.now() > end) throw new Error('it did not happen');
}
const pauses = () => lines.flatMap((line) => /starting again in ([\d.]+) s/.exec(line)?.[1] ?? []).map(Number);

test('a child runs in a process group of its own and is written down with its start time', async () => {
  const child = await supervisor().start(node('one', FOREVER));
  expect(() => process.kill(-child.pid, 0)).not.toThrow();
  expect(recorded()).toEqual([
    { name: 'one', pid: child.pid, startTime: startTimeOf(child.pid), stopSignal: 'SIGTERM' },
  ]);
});

test('one that gives way has a lower share of the processors, also where they are shared out by session', async () => {
  const trailing = await supervisor().start(node('trailing', FOREVER, { givesWay: true }));
  const other = await children.start(node('other', FOREVER));
  expect([os.getPriority(trailing.pid), os.getPriority(other.pid)]).toEqual([15, 0]);
  const group = (pid) => fs.readFileSync(`/proc/${pid}/autogroup`, 'utf8').split('nice ')[1]?.trim();
  if (fs.existsSync('/proc/self/autogroup')) expect([group(trailing.pid), group(other.pid)]).toEqual(['15', '0']);
});

test('one that dies is started again', async () => {
  const child = await supervisor().start(node('one', FOREVER));
  const first = child.pid;
  await child.kill();
  await until(() => child.pid !== undefined);
  expect(child.pid).not.toBe(first);
  expect(child.restarts).toBe(1);
  expect(lines).toEqual(['one ended (SIGKILL), starting again in 0.1 s']);
});

test('the pause doubles up to the longest, and is short again after a life that was long enough', async () => {
  const child = await supervisor({ first: 20, longest: 100, resetAfter: 1_000 }).start(node('one', 'process.exit(7)'));
  await until(() => child.restarts >= 4);
  expect(pauses().slice(0, 4)).toEqual([0.02, 0.04, 0.08, 0.1]);
  expect(lines[0]).toContain('code 7');
  await child.stop();

  lines = [];
  const other = await supervisor({ first: 20, longest: 100, resetAfter: 200 }).start(node('two', FOREVER));
  for (let i = 0; i < 2; i++) {
    await until(() => other.pid !== undefined);
    await other.kill();
  }
  await until(() => other.pid !== undefined);
  await sleep(300);
  await other.kill();
  expect(pauses()).toEqual([0.02, 0.04, 0.02]);
});

test('one that dies before it was ever ready is not restarted: its log says why', async () => {
  const dies = node('one', 'console.error("no such option"); process.exit(2)', {
    ready: () => Promise.reject(new Error('closed')),
  });
  await expect(supervisor().start(dies)).rejects.toThrow(
    /^one ended before it was ready \(code 2\)\. Read .*one\.log: no such option$/,
  );
  await sleep(250);
  expect(lines).toEqual([]);
});

test('a program that does not exist says so', async () => {
  await expect(supervisor().start({ name: 'one', command: '/no/such/program', ready: async () => {} })).rejects.toThrow(
    'ENOENT',
  );
  expect(recorded()).toEqual([]);
});

test('one that hangs before it is ready is stopped after the time for it', async () => {
  const hangs = node('one', FOREVER, { ready: () => Promise.reject(new Error('closed')), readyMs: 200 });
  await expect(supervisor().start(hangs)).rejects.toThrow('one did not answer in time (closed)');
  expect(recorded()).toEqual([]);
});

test('all stop in reverse order, by their own signal, by force after their grace, and frozen ones too', async () => {
  const order = path.join(dataDir, 'order');
  const noting = (name, signal) =>
    `process.on('${signal}', () => { require('fs').appendFileSync('${order}', '${name} '); process.exit() }); ${FOREVER}; console.log('up')`;
  const up = (name) => ({
    ready: async () => expect(fs.readFileSync(path.join(dataDir, `logs/${name}.log`), 'utf8')).toContain('up'),
  });
  supervisor();
  const all = [
    await children.start(node('first', noting('first', 'SIGTERM'), up('first'))),
    await children.start(node('second', noting('second', 'SIGINT'), { stopSignal: 'SIGINT', ...up('second') })),
    await children.start(
      node('deaf', `process.on('SIGTERM', () => {}); ${FOREVER}; console.log('up')`, { graceMs: 200, ...up('deaf') }),
    ),
    await children.start(node('frozen', noting('frozen', 'SIGTERM'), up('frozen'))),
  ];
  const who = all.map(({ pid }) => ({ pid, startTime: startTimeOf(pid) }));
  all[3].freeze();
  await children.stopAll();
  expect(fs.readFileSync(order, 'utf8')).toBe('frozen second first ');
  expect(lines).toEqual(['deaf did not stop in time, killing it']);
  expect(who.filter(isAlive)).toEqual([]);
  expect(recorded()).toEqual([]);
  await expect(children.start(node('late', FOREVER))).rejects.toThrow('stopping');
});

test('what a child started itself does not outlive it', async () => {
  const parent = `const c = require('child_process').spawn(process.execPath, ['-e', '${FOREVER}']); console.log(c.pid); ${FOREVER}`;
  const log = path.join(dataDir, 'logs/one.log');
  const child = await supervisor().start(
    node('one', parent, { ready: async () => expect(fs.readFileSync(log, 'utf8')).toMatch(/\d+\n/) }),
  );
  const pid = Number(fs.readFileSync(log, 'utf8'));
  const grandchild = { pid, startTime: startTimeOf(pid) };
  expect(isAlive(grandchild)).toBe(true);
  process.kill(child.pid, 'SIGKILL');
  await until(() => !isAlive(grandchild));
});

test('stopping while it waits to be started again leaves it stopped; a restart then starts one, not two', async () => {
  const child = await supervisor().start(node('one', `console.log('start'); ${FOREVER}`));
  await child.kill();
  await child.stop();
  await child.restart();
  await sleep(400);
  expect(recorded()).toHaveLength(1);
  expect(child.restarts).toBe(0);
});

test("an app's lines go to the console with its name, and to its log without", async () => {
  await supervisor().start(node('gateway', `console.log('open'); ${FOREVER}`, { echo: true }));
  await until(() => lines.length > 0);
  expect(lines).toEqual(['[gateway]   open']);
  expect(fs.readFileSync(path.join(dataDir, 'logs/gateway.log'), 'utf8')).toBe('open\n');
});

test('a program that is run once reports its failure with the last line of its log', async () => {
  supervisor();
  await children.run(node('fine', ''));
  await expect(children.run(node('migrate', 'console.log("relation exists"); process.exit(1)'))).rejects.toThrow(
    /^migrate failed \(code 1\)\. Read .*migrate\.log: relation exists$/,
  );
});

test('a launcher that ends by itself, for whatever reason, takes its children along', async () => {
  const program = `
    import { Children } from ${JSON.stringify(new URL('./supervise.mjs', import.meta.url).href)};
    const children = new Children({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
    const { pid } = await children.start({ name: 'left', command: process.execPath, args: ['-e', '${FOREVER}'] });
    console.log(pid);
    setTimeout(() => { throw new Error('a mistake of ours'); }, 100);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const pid = await new Promise((resolve) => launcher.stdout.once('data', (data) => resolve(Number(String(data)))));
  const left = { pid, startTime: startTimeOf(pid) };
  expect(isAlive(left)).toBe(true);
  await new Promise((resolve) => launcher.once('close', resolve));
  await until(() => !isAlive(left));
});

describe('what a killed launcher left running', () => {
  const launcher = (program) =>
    spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `
      import { Children } from ${JSON.stringify(new URL('./supervise.mjs', import.meta.url).href)};
      const children = new Children({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
      await children.start({ name: 'left', command: process.execPath, args: ['-e', ${JSON.stringify(program)}] });
      console.log('up');`,
    ]);

  test('is stopped by the next one, even if it does not listen', async () => {
    const first = launcher(`process.on('SIGTERM', () => process.exit()); ${FOREVER}`);
    await new Promise((resolve) => first.stdout.once('data', resolve));
    const [left] = recorded();
    first.kill('SIGKILL');
    expect(isAlive(left)).toBe(true);
    await supervisor().stopOrphans();
    expect(isAlive(left)).toBe(false);
    expect(lines).toEqual([`left (pid ${left.pid}) was left behind by a killed launcher: stopping it`]);
  });

  test('is not confused with another program that now has its pid', async () => {
    const stranger = spawn(process.execPath, ['-e', FOREVER], { detached: true });
    fs.writeFileSync(
      path.join(dataDir, 'children.json'),
      JSON.stringify([{ name: 'left', pid: stranger.pid, startTime: '1', stopSignal: 'SIGTERM' }]),
    );
    await supervisor().stopOrphans();
    expect(lines).toEqual([]);
    expect(startTimeOf(stranger.pid)).toBeDefined();
    stranger.kill('SIGKILL');
  });
});

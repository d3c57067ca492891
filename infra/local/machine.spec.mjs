// The lock, the ports and the identity of a process.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePorts, isAlive, startTimeOf, tryLock, withLock, writeWhole } from './machine.mjs';

let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-spec-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The pid of a process that has ended. */
const deadPid = () => Number(spawnSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).stdout);

describe('a lock', () => {
  test('has one holder at a time and names it', () => {
    const file = path.join(folder, 'lock');
    const first = tryLock(file);
    expect(first).toHaveProperty('release');
    expect(tryLock(file)).toMatchObject({ holder: { pid: process.pid } });
    first.release();
    expect(tryLock(file)).toHaveProperty('release');
    expect(fs.readdirSync(folder)).toEqual(['lock']);
  });

  test('of a dead process is taken over', () => {
    const file = path.join(folder, 'lock');
    fs.writeFileSync(file, JSON.stringify({ pid: deadPid(), startTime: '1' }));
    expect(tryLock(file)).toHaveProperty('release');
    expect(JSON.parse(fs.readFileSync(file, 'utf8')).pid).toBe(process.pid);
  });

  test('is stale too when its pid now belongs to another process, and when a take-over itself was killed', () => {
    const file = path.join(folder, 'lock');
    const reused = JSON.stringify({ pid: process.pid, startTime: 'long ago' });
    fs.writeFileSync(file, reused);
    fs.writeFileSync(`${file}.takeover`, reused);
    expect(tryLock(file)).toHaveProperty('release');
    expect(fs.readdirSync(folder)).toEqual(['lock']);
  });

  test('found stale by many at the same moment is won by one after the other', async () => {
    const file = path.join(folder, 'lock');
    const journal = path.join(folder, 'journal');
    fs.writeFileSync(file, JSON.stringify({ pid: deadPid(), startTime: '1' }));
    const program = `
      import { tryLock, sleep } from ${JSON.stringify(new URL('./machine.mjs', import.meta.url).href)};
      import fs from 'node:fs';
      const note = (text) => fs.appendFileSync(${JSON.stringify(journal)}, text);
      while (Date.now() < ${Date.now() + 2_000});
      for (let turns = 0; turns < 20; ) {
        const lock = tryLock(${JSON.stringify(file)});
        if ('holder' in lock) continue;
        note('in ');
        await sleep(2);
        note('out ');
        if (++turns < 20) fs.writeFileSync(${JSON.stringify(file)}, JSON.stringify({ pid: ${deadPid()}, startTime: '1' }));
        else lock.release();
      }`;
    const ends = Array.from({ length: 3 }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
      return new Promise((resolve) => child.once('close', resolve));
    });
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    expect(fs.readFileSync(journal, 'utf8')).toBe('in out '.repeat(60));
  });

  test('is not taken over while somebody else is taking it over', () => {
    const file = path.join(folder, 'lock');
    fs.writeFileSync(file, JSON.stringify({ pid: deadPid(), startTime: '1' }));
    const claim = tryLock(`${file}.takeover`);
    expect(tryLock(file)).toMatchObject({ holder: { pid: process.pid } });
    claim.release();
    expect(tryLock(file)).toHaveProperty('release');
  });

  test('that somebody else took over an instant before is left to them', () => {
    const file = path.join(folder, 'lock');
    const faster = { pid: process.ppid, startTime: startTimeOf(process.ppid) };
    fs.writeFileSync(file, JSON.stringify({ pid: deadPid(), startTime: '1' }));
    const link = fs.linkSync;
    const spy = jest.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
      if (to === `${file}.takeover`) fs.writeFileSync(file, JSON.stringify(faster));
      link(from, to);
    });
    expect(tryLock(file)).toEqual({ holder: faster });
    spy.mockRestore();
    expect(fs.readdirSync(folder)).toEqual(['lock']);
  });

  test('is waited for, and whoever waits is told who holds it', async () => {
    const file = path.join(folder, 'lock');
    const first = tryLock(file);
    const holders = [];
    const waiting = withLock(
      file,
      async () => 'mine now',
      (holder) => holders.push(holder.pid),
    );
    setTimeout(() => first.release(), 50);
    expect(await waiting).toBe('mine now');
    expect(holders).toEqual([process.pid]);
  });
});

describe('a process', () => {
  test('is known by its pid and start time', () => {
    const startTime = startTimeOf(process.pid);
    expect(isAlive({ pid: process.pid, startTime })).toBe(true);
    expect(isAlive({ pid: process.pid, startTime: `${startTime}0` })).toBe(false);
    expect(isAlive({ pid: process.pid })).toBe(false);
    expect(isAlive({ pid: deadPid(), startTime })).toBe(false);
  });

  test('that is a zombie is dead', async () => {
    // The shell starts a child and becomes a program that never asks for its end.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const pid = await new Promise((resolve) => parent.stdout.once('data', (data) => resolve(Number(String(data)))));
    const who = { pid, startTime: startTimeOf(pid) };
    expect(isAlive(who)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(() => process.kill(pid, 0)).not.toThrow();
    expect(isAlive(who)).toBe(false);
    parent.kill('SIGKILL');
  });
});

test('a wanted port that is taken is stepped around, and no port is given twice', async () => {
  const stranger = net.createServer();
  const [taken, free] = await freePorts(2);
  await new Promise((resolve) => stranger.listen(taken, '127.0.0.1', resolve));
  const ports = await freePorts(9, [taken, free, free]);
  expect(ports[0]).not.toBe(taken);
  expect(ports[1]).toBe(free);
  expect(new Set(ports).size).toBe(9);
  await new Promise((resolve) => stranger.close(resolve));
});

test('a file is written whole, readable by its owner alone', () => {
  const file = path.join(folder, 'secrets.json');
  writeWhole(file, { a: 1 });
  writeWhole(file, { a: 2 });
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ a: 2 });
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(folder)).toEqual(['secrets.json']);
});

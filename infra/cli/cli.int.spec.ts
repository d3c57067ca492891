// The command line as scripts see it: one JSON document, exit 0, 1 or 2.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { newInstallation, type Installation } from '../../test/installation';

let place: Installation;
beforeAll(async () => {
  place = await newInstallation();
});
afterAll(() => place?.close());

const yuanban = (args: string[], env: Record<string, string> = place.env) =>
  new Promise<{
    code: number;
    json: { error?: { code: string; path: string | null }; now: string; restarted: number };
  }>((resolve) => {
    const program = join(__dirname, 'yuanban.cjs');
    execFile(
      process.execPath,
      [program, ...args, '--json'],
      { env: { PATH: process.env['PATH'], ...env } },
      (error, stdout) => resolve({ code: error ? Number(error.code) : 0, json: JSON.parse(stdout) as never }),
    );
  });

it('time shows business time, and moves it forward', async () => {
  const { json: before } = await yuanban(['time']);
  const { json: after, code } = await yuanban(['time', '--add', '3d']);
  expect(code).toBe(0);
  expect(Math.round((Date.parse(after.now) - Date.parse(before.now)) / 86_400_000)).toBe(3);
  const { json: to } = await yuanban(['time', '--to', '2034-03-06T09:00:00+08:00']);
  expect(to.now).toMatch(/^2034-03-06T09:00:0/);
});

it.each([
  [['time', '--add', '3 weeks'], 'BAD_INPUT', 'add'],
  [['time', '--to', 'tomorrow'], 'BAD_INPUT', 'to'],
  [['time', '--to', '2034-03-06T09:00:00Z', '--add', '3d'], 'BAD_INPUT', 'add'],
  [['time', '--to', '2020-01-01T00:00:00Z'], 'TIME_FIXED', null],
  [['time', '--colour', 'red'], 'BAD_INPUT', null],
  [['cases', 'restart-workflows', '--rate', '0'], 'BAD_INPUT', 'rate'],
])('%j is refused with exit 2 and changes nothing', async (args, code, path) => {
  const before = await place.sql('SELECT ahead FROM platform.business_time');
  expect(await yuanban(args)).toMatchObject({ code: 2, json: { error: { code, path } } });
  expect(await place.sql('SELECT ahead FROM platform.business_time')).toEqual(before);
});

it('says what is missing where nothing runs', async () => {
  expect(await yuanban(['time'], { YUANBAN_DATA: '/nowhere' })).toMatchObject({
    code: 2,
    json: { error: { code: 'BAD_INPUT' } },
  });
});

it('restarts no workflow where no case is open', async () => {
  expect(await yuanban(['cases', 'restart-workflows'])).toMatchObject({ code: 0, json: { restarted: 0 } });
});

// The command line that only computes, as lawyers and scripts see it: real processes, an empty environment, no server.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(__dirname, 'yuanban.cjs');
const folder = mkdtempSync(join(tmpdir(), 'yuanban-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function yuanban(args: string[], input = '', env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    input,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}
/** What one JSON document on standard output says, with the exit code. */
function answer(args: string[], input?: string, env?: Record<string, string>) {
  const { code, stdout, stderr } = yuanban([...args, '--json'], input, env);
  expect(stderr).toBe('');
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return { code, json: JSON.parse(stdout) as Record<string, unknown> };
}

const page = readFileSync(join(__dirname, '../../docs/commands.md'), 'utf8');
/** Each example of docs/commands.md: a command, its document if it takes one, and the answer. */
const examples = [
  ...page.matchAll(/```sh\nyuanban (.+)\n```\n(?:\n```json\n([^`]+)```\n)?\nanswers\n\n```json\n([^`]+)```/g),
].map(([, line, document, json]) => [line!, document, JSON.parse(json!) as object] as const);

describe('the examples of docs/commands.md', () => {
  it('are one for each command', () => {
    const commands = ['clock', 'workdays add', 'workdays between', 'workdays is', 'workdays years', 'equity'];
    for (const command of [...commands, 'identity', 'calendar import'])
      expect(examples.some(([line]) => line.startsWith(command)) ? command : `${command} has none`).toBe(command);
  });

  it.each(examples)('yuanban %s', (line, document, json) => {
    expect(answer(line.replace(' --json', '').split(' '), document)).toEqual({ code: 0, json });
  });
});

describe('a command that computes', () => {
  it('takes a file as well as standard input', () => {
    const document = examples.find(([line]) => line.startsWith('clock'))![1]!;
    const file = join(folder, 'clock.json');
    writeFileSync(file, document);
    expect(answer(['clock', file])).toEqual(answer(['clock', '-'], document));
  });

  it('is told in Chinese, or in English when asked', () => {
    const document = examples.find(([line]) => line.startsWith('clock'))![1]!;
    expect(yuanban(['clock', '-'], document).stdout).toMatch(/^状态：计时中\n到期日：2026-09-23/);
    expect(yuanban(['clock', '-', '--lang', 'en'], document).stdout).toMatch(/^State: running\nDue: 2026-09-23/);
    expect(yuanban(['--lang=en', 'workdays', 'is', '--on', '2026-09-20']).stdout).toBe(
      '2026-09-20 is a made-up working day\n',
    );
    expect(yuanban(['identity', 'passport', 'ABCDE']).stdout).toContain('有不允许的字符');
  });

  it('does not ask which time zone the machine is in', () => {
    const document = examples.find(([line]) => line.startsWith('clock'))![1]!;
    expect(answer(['clock', '-'], document, { TZ: 'America/New_York' })).toEqual(answer(['clock', '-'], document));
  });

  it('takes a negative number after a space or an equals sign', () => {
    const back = { code: 0, json: { on: '2026-09-11', provisional: false } };
    expect(answer(['workdays', 'add', '--from', '2026-09-18', '--days', '-5'])).toEqual(back);
    expect(answer(['workdays', 'add', '--from=2026-09-18', '--days=-5'])).toEqual(back);
  });

  it('with help asked for says how it is used, and that is no failure', () => {
    const { code, stdout } = yuanban(['workdays', 'add', '--help']);
    expect([code, stdout.includes('--days <n>'), stdout.includes('--lang')]).toEqual([0, true, true]);
  });

  it('answers well within a second', () => {
    const started = performance.now();
    yuanban(['workdays', 'years']);
    // 0.3 s is what is asked for; ten times it is a machine that is busy with other tests.
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('bad input', () => {
  it.each([
    [['clock', '/nowhere.json'], 'BAD_INPUT', null],
    [['clock'], 'BAD_INPUT', null],
    [['clock', '-', 'x'], 'BAD_INPUT', null],
    [['workdays'], 'BAD_INPUT', null],
    [['workdays', 'multiply'], 'BAD_INPUT', null],
    [['workdays', 'add', '--days', '5'], 'BAD_INPUT', 'from'],
    [['workdays', 'add', '--from', '2026-09-18', '--days', '1.5'], 'BAD_INPUT', 'days'],
    [['workdays', 'add', '--from', '2026-09-31', '--days', '1'], 'BAD_INPUT', 'from'],
    [['workdays', 'between', '--from', '2026-09-18', '--to', 'x'], 'BAD_INPUT', 'to'],
    [['workdays', 'is', '--on', '2014-12-31'], 'CALENDAR_UNKNOWN', null],
    [['workdays', 'add', '--from', '2035-12-30', '--days', '9'], 'CALENDAR_UNKNOWN', null],
    [['workdays', 'years', '--colour', 'red'], 'BAD_INPUT', null],
    [['identity', 'uscc'], 'BAD_INPUT', null],
    [['identity', 'driving-licence', '1'], 'BAD_INPUT', null],
    [['workdays', 'years', '--lang', 'fr'], 'BAD_INPUT', 'lang'],
    [['nothing-like-it'], 'BAD_INPUT', null],
    [[], 'BAD_INPUT', null],
  ])('%j is refused with exit 2', (args, code, path) => {
    expect(answer(args)).toEqual({ code: 2, json: { error: { code, path, message: expect.any(String) as string } } });
  });

  it('of a document names its place in the language asked for', () => {
    const { code, stderr, stdout } = yuanban(
      ['clock', '-', '--lang', 'en'],
      '{"limit":{"value":0,"unit":"day"},"acts":[],"asOf":"x"}',
    );
    expect([code, stdout, stderr]).toEqual([2, '', 'yuanban: limit.value: must be >= 1\n']);
    expect(yuanban(['clock', '-'], 'x').stderr).toMatch(/^yuanban: 不是 JSON/);
  });
});

describe('calendar import', () => {
  const year = JSON.parse(readFileSync(join(__dirname, '../../seeds/calendars/2027.json'), 'utf8')) as {
    off: string[];
  };

  it('refuses a faulty calendar whole, with every fault and its place', () => {
    const faulty = { ...year, off: year.off.slice(1), work: ['2027-03-01', '2027-03-01', '2028-03-04'] };
    const { code, json } = answer(['calendar', 'import', '-'], JSON.stringify(faulty));
    expect(code).toBe(2);
    const { faults, ...error } = json['error'] as { faults: { path: string; code: string }[] };
    expect(error).toMatchObject({ code: 'CALENDAR_FAULTY', path: 'work.0' });
    expect(faults.map((fault) => `${fault.path} ${fault.code}`)).toEqual([
      'work.0 CALENDAR_MAKE_UP_ON_WEEKDAY',
      'work.1 CALENDAR_DAY_TWICE',
      'work.2 CALENDAR_DAY_OF_OTHER_YEAR',
      'off CALENDAR_BELOW_STATUTE',
    ]);
    const { stderr } = yuanban(['calendar', 'import', '-'], JSON.stringify(faulty));
    expect(stderr.split('\n')).toHaveLength(6);
    expect(stderr).toContain('元旦应放假1天，只列出0天');
  });

  it('refuses the calendar of an office: it closes a counter, and moves no legal date', () => {
    const office = { ...year, hours: { from: '09:00', to: '17:00' } };
    expect(answer(['calendar', 'import', '-'], JSON.stringify(office))).toMatchObject({
      code: 2,
      json: { error: { code: 'CALENDAR_FAULTY', path: 'hours' } },
    });
  });
});

// The command as it is typed: what it does not take it names and leaves with 2; the plan alone touches nothing.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { lineOf, planOf } from './plan';

const run = (...args: string[]) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) =>
    execFile(process.execPath, [join(__dirname, 'storm.mjs'), ...args], (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    ),
  );

it('an option that it does not take, or a value that is no number, is named: exit code 2', async () => {
  const wrong = [
    ['--minutes', 'ten'],
    ['--seed', '1.5'],
    ['--cases', '0'],
    ['--hours', '1'],
  ] as const;
  for (const args of wrong) {
    const { code, out, err } = await run(...args);
    expect({ args, code, out }).toEqual({ args, code: 2, out: '' });
    expect(err).toContain(args[0]);
  }
}, 60_000);

it('--plan prints what would happen and ends', async () => {
  const { code, out } = await run('--seed', '13', '--minutes', '0.5', '--plan');
  const [first, ...lines] = out.trimEnd().split('\n');
  expect(code).toBe(0);
  expect(first).toContain('Storm of seed 13');
  expect(lines).toEqual(planOf(13, 30_000).map(lineOf));
  const { out: json } = await run('--seed', '13', '--minutes', '0.5', '--plan', '--json');
  expect(JSON.parse(json)).toMatchObject({ seed: 13, plan: planOf(13, 30_000) });
}, 60_000);

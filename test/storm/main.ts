// `npm run storm`: reads the options, blows, and prints plan, table and, if something broke, the shortest history of it.
import { inspect, parseArgs } from 'node:util';
import { seconds, worst } from './recovery';
import { type Judged } from './oracle';
import { countsOf, lineOf, planOf } from './plan';
import { shortestHistories } from './shortest';
import { judge, weather, type Weathered } from './storm';

const AT_ONCE = 8;
const MINUTE = 60_000;
const MOST_FLAWS = 5;

/** What was typed is not what the command takes: exit code 2. */
class BadOption extends Error {}

interface Options {
  seed: number;
  minutes: number;
  cases: number;
  isPlan: boolean;
  isJson: boolean;
}

function optionsOf(args: readonly string[]): Options {
  const options = { seed: { type: 'string' }, minutes: { type: 'string' }, cases: { type: 'string' } } as const;
  const flags = { plan: { type: 'boolean' }, json: { type: 'boolean' } } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: { ...options, ...flags } }));
  } catch (error) {
    throw new BadOption((error as Error).message);
  }
  const number = (name: keyof typeof options, otherwise: number, isWhole: boolean) => {
    const text = values[name];
    const value = text === undefined ? otherwise : Number(text);
    if (text?.trim() === '' || !(value > 0) || !Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value)))
      throw new BadOption(`--${name} wants a ${isWhole ? 'whole ' : ''}number above 0, not ${text}`);
    return value;
  };
  return {
    seed: number('seed', Math.floor(Date.now() / 86_400_000), true),
    minutes: number('minutes', 10, false),
    cases: number('cases', 2_000, true),
    isPlan: values.plan ?? false,
    isJson: values.json ?? false,
  };
}

async function main(): Promise<number> {
  const { seed, minutes, cases, isPlan, isJson } = optionsOf(process.argv.slice(2));
  const ms = Math.round(minutes * MINUTE);
  const plan = planOf(seed, ms);
  const counts = Object.entries(countsOf(plan)).map(([kind, n]) => `${n} × ${kind}`);
  // The document alone goes to the standard output where one is asked for.
  const tell = (line: string) => void (isJson ? process.stderr : process.stdout).write(`${line}\n`);
  if (isPlan && isJson) return print({ seed, minutes, plan });
  tell(`Storm of seed ${seed}: ${minutes} min, ${cases} cases, ${plan.length} faults (${counts.join(', ')})`);
  for (const fault of plan) tell(lineOf(fault));
  if (isPlan) return 0;
  const begun = Date.now();
  const soFar = (line: string) => tell(`${seconds(Date.now() - begun).padStart(10)}  ${line}`);
  const weathered = await weather({ seed, ms, cases, atOnce: AT_ONCE }, soFar);
  soFar('judging');
  const table = await judge(weathered);
  const flaws = table.flatMap(({ wrong }) => wrong);
  if (isJson) print({ seed, minutes, cases, plan, table, recovery: weathered.recovery });
  else for (const line of [...tableOf(table), ...recoveryOf(weathered), ...answersOf(weathered)]) tell(line);
  const { house, door, struck } = weathered;
  if (flaws.length === 0) {
    await house.stop(false);
    return 0;
  }
  const histories = await shortestHistories(house, flaws, door.history, struck);
  if (histories.length > 0) tell(['', 'The shortest histories that break:', ...histories].join('\n'));
  await house.stop(true);
  tell(
    `\nLogs and data are kept in ${house.folder}; the same plan again: npm run storm -- --seed ${seed} --minutes ${minutes}`,
  );
  return 1;
}

function print(document: object): number {
  process.stdout.write(`${JSON.stringify(document)}\n`);
  return 0;
}

function tableOf(table: readonly Judged[]): string[] {
  return [
    '',
    '     looked at   wrong',
    ...table.flatMap(({ letter, promise, looked, wrong }) => [
      ` (${letter}) ${String(looked).padStart(8)} ${String(wrong.length).padStart(7)}   ${promise}`,
      ...wrong
        .slice(0, MOST_FLAWS)
        .map(({ number, what }) => `        ! ${number ? `${number}: ` : ''}${what.slice(0, 600)}`),
    ]),
  ];
}

function recoveryOf({ recovery }: Weathered): string[] {
  return [
    '',
    'Killed        times   first durable answer, worst   last answer to what was under way, worst',
    ...worst(recovery).map(
      ({ target, kills, first, underWay }) =>
        `${target.padEnd(12)} ${String(kills).padStart(6)}   ${seconds(first).padStart(28)}   ${seconds(underWay).padStart(40)}`,
    ),
  ];
}

/** What the door has answered, by status and code. */
function answersOf({ door }: Weathered): string[] {
  const counts = new Map<string, number>();
  for (const { tries } of door.history)
    for (const { status, code } of tries) {
      const what = status === null ? 'no answer' : `${status}${code ? ` ${code}` : ''}`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
  const most = [...counts].sort(([, a], [, b]) => b - a);
  return ['', `Answers: ${most.map(([what, n]) => `${n} × ${what}`).join(', ')}`];
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`storm: ${error instanceof BadOption ? error.message : inspect(error)}\n`);
    process.exit(error instanceof BadOption ? 2 : 1);
  },
);

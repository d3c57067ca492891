// `yuanban simulate`: past cases of an item under a change of it, before against after. It reads and lives in memory; nothing is written.
import { type Change } from '#rules/change';
import { Simulation, type Simulated } from '#rules/simulate';
import { readSeeds, seedFolder } from '../../apps/registry/src/seeding/seed-files';
import { readChange } from './simulate-change';
import { pastIn } from './simulate-export';
import { withInstallation } from './simulate-installation';
import { type Past } from './simulate-past';
import { ASSUMPTIONS, simulatedText } from './simulate-text';
import { type Language, type Text } from './texts';

/** The answer: what was tried, on what, and what it comes to. `refused` = lines of the file that could not be taken, by code. */
export type SimulateAnswer = { item: string; from: 'installation' | 'export'; until: string } & Simulated & {
    refused: Readonly<Record<string, number>>;
    assumptions: readonly Text[];
  };

/** @throws BadInput, Refusal `NO_SUCH_ITEM`, `ITEM_FAULTY` */
export async function simulateCommand({ item, change: file, from }: { item: string; change: string; from?: string }) {
  const seeds = readSeeds(seedFolder());
  const changeOf = await readChange(file, item, seeds);
  const asksAnew = changeOf('').reviewers !== undefined;
  const work = (past: Past) => simulated(past, changeOf, asksAnew);
  const lived =
    from === undefined ? await withInstallation(item, asksAnew, work) : await work(await pastIn(from, item, seeds));
  // Added up only now: no transaction waits for it.
  const { simulation, until, refused } = lived;
  const source = from === undefined ? 'installation' : 'export';
  const answer: SimulateAnswer = {
    ...{ item, from: source, until: new Date(until).toISOString() },
    ...simulation.report(),
    ...{ refused, assumptions: ASSUMPTIONS },
  };
  return { json: answer, text: (language: Language) => simulatedText(answer, language).join('\n') };
}

async function simulated(past: Past, changeOf: (version: string) => Change, asksAnew: boolean) {
  const paces = asksAnew ? await past.paces() : null;
  const { calendar, until, resubmitting } = past;
  const simulation = new Simulation({ calendar, until, resubmitting, paceOf: (body) => paces?.of(body) ?? null });
  let done = 0;
  for await (const one of past.files()) {
    simulation.add(one, changeOf(one.definition.version));
    if (++done % 500 === 0) show(done, past.expected);
  }
  show(done, past.expected, '\n');
  return { simulation, until, refused: past.refused() };
}

/** Progress belongs to whoever watches; a script sees none. */
function show(done: number, expected: number, end = ''): void {
  if (process.stderr.isTTY && expected >= 500) process.stderr.write(`\r${done} / ${expected}${end}`);
}

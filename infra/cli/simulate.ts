// `yuanban simulate`: past cases of an item under a change of it, before against after. It reads and lives in memory; nothing is written.
import { Simulation, type Setting, type Simulated } from '#rules/simulate';
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
  const work = async (past: Past): Promise<SimulateAnswer> => {
    const paces = asksAnew ? await past.paces() : null;
    const simulation = new Simulation({
      ...(past satisfies Omit<Setting, 'paceOf'>),
      paceOf: (body) => paces?.of(body) ?? null,
    });
    let done = 0;
    for await (const one of past.files()) {
      simulation.add(one, changeOf(one.definition.version));
      if (++done % 500 === 0) show(done, past.expected);
    }
    show(done, past.expected, '\n');
    const until = new Date(past.until).toISOString();
    const source = from === undefined ? 'installation' : 'export';
    return { item, from: source, until, ...simulation.report(), refused: past.refused(), assumptions: ASSUMPTIONS };
  };
  const answer =
    from === undefined ? await withInstallation(item, asksAnew, work) : await work(await pastIn(from, item, seeds));
  return { json: answer, text: (language: Language) => simulatedText(answer, language).join('\n') };
}

/** Progress belongs to whoever watches; a script sees none. */
function show(done: number, expected: number, end = ''): void {
  if (process.stderr.isTTY && expected >= 500) process.stderr.write(`\r${done} / ${expected}${end}`);
}

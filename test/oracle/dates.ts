// Dates and cards of cases against the second implementation in Python (dates.py beside this file).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Definition } from '#rules/definition';
import { type CaseState, type Instant } from '#rules/state';

/** A state of some case, by the rules that it was filed under. */
export interface Dated {
  name: string;
  state: CaseState;
  definition: Definition;
}

interface Theirs {
  acceptance: string | null;
  statutory: string | null;
  promised: string | null;
  yellow: number | null;
  red: number | null;
  supervise: number | null;
}

// Plain ESM for Node, which this project's compiler does not read.
const finder: string = '../../infra/local/python.mjs';

/** The Python of this machine; it may have to be installed first. */
export async function pythonHere(): Promise<string> {
  const { findPython } = (await import(finder)) as { findPython: (o: { log: () => void }) => { path: string } };
  return findPython({ log: () => undefined }).path;
}

/** Every date of an open case that Python does not have, and every card that would fall at another instant, as lines; none if all agree. */
export async function datesThatDiffer(python: string, states: readonly Dated[]): Promise<string[]> {
  // Once a case has ended its dates stay as they were, and the ledger goes on being closed.
  const open = states.filter(({ state }) => state.endedAt === null);
  const answers = await asked(
    python,
    open.map(({ state: { intake, clock }, definition: { acceptance, statutory, promised } }) =>
      JSON.stringify({ limits: { acceptance, statutory, promised }, intake, clock }),
    ),
  );
  return open.flatMap((one, n) => differences(one, answers[n]!));
}

function differences({ name, state }: Dated, theirs: Theirs): string[] {
  const { acceptance, statutory, promised } = state.dates;
  const at = (act: Instant['act']) => state.instants.find((instant) => instant.act === act)?.at ?? null;
  // What has fallen already, or can fall no more, is on no list of what is still to come.
  const card = (act: Instant['act'], legal: number | null) =>
    at(act) === null || legal === null ? null : Math.max(legal, state.lastAt);
  const pairs: [what: string, ours: unknown, theirs: unknown][] = [
    ['acceptance', acceptance?.dueOn ?? null, theirs.acceptance],
    ['statutory', statutory?.dueOn ?? null, theirs.statutory],
    ['promised', promised?.dueOn ?? null, theirs.promised],
    ['yellow card', at('yellow-card'), card('yellow-card', theirs.yellow)],
    ['red card', at('red-card'), card('red-card', theirs.red)],
    ['supervision', at('supervise'), card('supervise', theirs.supervise)],
  ];
  return pairs
    .filter(([, a, b]) => a !== b)
    .map(
      ([what, a, b]) => `${name} at ${new Date(state.lastAt).toISOString()}: ${what} ${String(a)}, Python ${String(b)}`,
    );
}

function asked(python: string, lines: readonly string[]): Promise<Theirs[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [join(__dirname, 'dates.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (data: string) => (text += data));
    child.on('error', reject).on('close', (code) => {
      const answers = text.split('\n').filter(Boolean);
      if (code !== 0 || answers.length !== lines.length)
        return reject(new Error(`${answers.length} answers to ${lines.length} cases, ended with ${code}`));
      resolve(answers.map((line) => JSON.parse(line) as Theirs));
    });
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  });
}

// `npm run bench` in twenty seconds: what a permit costs in counts, on a house of its own. Times are measured elsewhere; counts do not flake.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BENCH = join(__dirname, '../bench/bench.mjs');

interface Counted {
  acts: number;
  statements: number;
  commits: number;
  behind: number;
  told: {
    runs: number;
    signals: number;
    workflowTasks: number;
    events: number;
    /** From the decision to the certificate. */
    certificateMs: { p50: number };
  };
  conserved: {
    filed: number;
    finished: number;
    open: number;
    lost: number;
    doubled: number;
    events: number;
    called: number;
  };
  faults: string[];
}

/** However events fall into rounds. */
const MOST_BEHIND = 80;

/** A Postgres of its own, since statements are counted by the server; NATS and Temporal are those of the run. */
const env = {
  ...process.env,
  NATS_URL: process.env['TEST_NATS_URL'],
  TEMPORAL_ADDRESS: process.env['TEST_TEMPORAL_ADDRESS'],
  NATS_PREFIX: `bench${randomUUID().slice(0, 8)}.`,
};
const bench = (...args: string[]) => promisify(execFile)(process.execPath, [BENCH, ...args], { env });

describe('a permit with three co-reviewers, told step by step', () => {
  let counted: Counted;
  beforeAll(async () => {
    const { stdout } = await bench('--only', 'counts', '--json');
    counted = (JSON.parse(stdout) as { counts: Counted }).counts;
  }, 240_000);

  it('is six acts in six commits of 21 statements', () => {
    expect(counted).toMatchObject({ acts: 6, commits: 6, statements: 21 });
  });

  it('tells its workflow four times, which takes four workflow tasks, 21 events of history and one run', () => {
    expect(counted.told).toMatchObject({ runs: 1, signals: 4, workflowTasks: 4, events: 21 });
  });

  it('has its certificate behind its decision, as the bench sees from the record', () => {
    expect(counted.told.certificateMs.p50).toBeGreaterThan(0);
  });

  it('leaves seven events, loses nothing and doubles nothing', () => {
    expect(counted.faults).toEqual([]);
    expect(counted.conserved).toEqual({
      ...{ filed: 5, finished: 5, open: 0, lost: 0, doubled: 0 },
      ...{ events: 35, called: 35, faults: [] },
    });
  });

  it('has the processes behind the acts write no oftener than they have something to write', () => {
    expect(counted.behind).toBeLessThan(MOST_BEHIND);
  });
});

it.each([
  [['--only', 'everything'], '--only everything is none of'],
  [['--seconds', 'ten'], '--seconds ten is no whole number from 1'],
  [['--cases', '0'], '--cases 0 is no whole number from 1'],
  [['--fast'], '--fast'],
])('refuses %j by name, and does nothing', async (args, words) => {
  const refused = (await bench(...args).catch((error: unknown) => error)) as {
    code: number;
    stdout: string;
    stderr: string;
  };
  expect(refused.code).toBe(2);
  expect(refused.stdout).toBe('');
  expect(refused.stderr).toMatch(/^BAD_INPUT: /);
  expect(refused.stderr).toContain(words);
});

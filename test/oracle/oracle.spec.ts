// Our legal clock and our rules on incentive plans against second ones, written in Python from the contract alone: the
// same answers on 5,000 random ledgers and 2,000 random plans. `npm run oracle` draws a million.
import { BadInput } from '../../infra/cli/bad-input';
import { calendarYears } from '../../infra/cli/calendars';
import { clockAnswer, type ClockAnswer } from '../../infra/cli/clock';
import { equityAnswer } from '../../infra/cli/equity';
import { RULE_NAMES } from '#rules/equity';
import { PLAN_MODES } from '#rules/equity-plan';
import { compileCalendar, type Calendar } from '#rules/workday';

interface Outcome {
  asked: number;
  differences: number;
  shortest?: { question: unknown; at: string; theirs: unknown; ours: unknown };
  seen: Record<string, number>;
}
type Ours = (
  document: unknown,
  revision?: object,
) => Partial<ClockAnswer> & { error?: { code: string; path: string | null } };
interface Comparison {
  compare: (options: {
    oracle: string;
    count: number;
    seed: number;
    python: string;
    ours: Ours;
    processes?: number;
  }) => Promise<Outcome>;
  programOf: (answer: (document: unknown, revision?: object) => unknown, badInput: unknown) => Ours;
  revisable: (calendars: object) => (revision?: object) => Calendar;
  differenceAt: (theirs: unknown, ours: unknown) => string | undefined;
}
interface Finder {
  findPython: (options: { log: () => void }) => { path: string };
}
// Plain ESM for Node, which this project's compiler does not read.
const comparison: string = './compare.mjs';
const finder: string = '../../infra/local/python.mjs';

let compare: Comparison['compare'], differenceAt: Comparison['differenceAt'], ours: Ours, plans: Ours, python: string;

beforeAll(async () => {
  const loaded = (await import(comparison)) as Comparison;
  ({ compare, differenceAt } = loaded);
  const calendarOf = loaded.revisable({ calendarYears, compileCalendar });
  ours = loaded.programOf((document, revision) => clockAnswer(document, calendarOf(revision)), BadInput);
  plans = loaded.programOf((document) => equityAnswer(JSON.stringify(document)), BadInput);
  python = ((await import(finder)) as Finder).findPython({ log: () => undefined }).path;
}, 300_000); // it may have to be installed

const WANTED = [
  ...['running', 'paused', 'ended'].map((state) => `state:${state}`),
  ...['workday', 'day', 'month', 'year'].map((unit) => `unit:${unit}`),
  ...['WORKDAY', 'MAKE_UP_WORKDAY', 'WEEKEND', 'HOLIDAY', 'START_DAY', 'RESUME_DAY', 'PAUSED', 'CALENDAR_DAY'].map(
    (why) => `why:${why}`,
  ),
  ...[
    ...['BAD_INPUT', 'CALENDAR_UNKNOWN', 'CLOCK_ACTS_OUT_OF_ORDER', 'CLOCK_NOT_STARTED', 'CLOCK_ALREADY_STARTED'],
    ...['CLOCK_ALREADY_PAUSED', 'CLOCK_NOT_PAUSED', 'CLOCK_ENDED', 'CLOCK_PAUSED_TOO_LATE', 'CLOCK_EXTENDED_TOO_LATE'],
  ].map((code) => `code:${code}`),
  'provisional',
  'overdue',
];

describe('5,000 random ledgers', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await compare({ oracle: 'clock.py', count: 5_000, seed: 20_260_918, python, ours });
  }, 120_000);

  it('have the same answers in both', () => {
    expect({ asked: outcome.asked, differences: outcome.differences, shortest: outcome.shortest }).toEqual({
      asked: 5_000,
      differences: 0,
      shortest: undefined,
    });
  });

  it.each(WANTED)('are no trivial ones: %s', (name) => {
    expect(outcome.seen[name] ?? 0).toBeGreaterThanOrEqual(20);
  });

  it('are answered by revised calendars too: without the revision they differ', async () => {
    const deaf: Ours = (document) => ours(document);
    const { differences } = await compare({
      oracle: 'clock.py',
      count: 2_000,
      seed: 5,
      python,
      ours: deaf,
      processes: 1,
    });
    expect(differences).toBeGreaterThan(10);
  });

  it('are answers to most, and nothing but those we know of', () => {
    const sum = (kind: string) =>
      Object.entries(outcome.seen).reduce((all, [name, count]) => all + (name.startsWith(kind) ? count : 0), 0);
    expect(sum('state:')).toBeGreaterThan(3_000);
    expect(sum('code:')).toBeGreaterThan(500);
    expect(Object.keys(outcome.seen).filter((name) => !WANTED.includes(name))).toEqual([]);
  });
});

describe('2,000 random plans', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await compare({ oracle: 'equity.py', count: 2_000, seed: 20_160_301, python, ours: plans });
  }, 120_000);

  it('have the same answers in both', () => {
    expect({ asked: outcome.asked, differences: outcome.differences, shortest: outcome.shortest }).toEqual({
      asked: 2_000,
      differences: 0,
      shortest: undefined,
    });
  });

  it.each([
    ...['PASS', 'FAIL', 'REVIEW'].map((verdict) => `verdict:${verdict}`),
    ...['RS-2011', 'RS-2016', 'RS-2016+54'].map((ruleSet) => `ruleSet:${ruleSet}`),
    ...PLAN_MODES.map((mode) => `mode:${mode}`),
    ...RULE_NAMES.flatMap((rule) => [`${rule}:true`, `${rule}:false`]),
    'code:BAD_INPUT',
  ])('are no trivial ones: %s', (name) => {
    expect(outcome.seen[name] ?? 0).toBeGreaterThanOrEqual(5);
  });
});

describe('a difference is found', () => {
  const withChange = (change: (answer: Partial<ClockAnswer>) => Partial<ClockAnswer>): Ours => {
    return (document, revision) => {
      const answer = ours(document, revision);
      return answer.error ? answer : change(answer);
    };
  };
  const compareFew = (changed: Ours) =>
    compare({ oracle: 'clock.py', count: 400, seed: 3, python, ours: changed, processes: 1 });

  it.each<[string, RegExp, (answer: Partial<ClockAnswer>) => Partial<ClockAnswer>]>([
    ['one counted day too many', /^used$/, (answer) => ({ ...answer, used: answer.used! + 1 })],
    [
      'a make-up working day that is told as a plain one',
      /^days\.\d+\.why$/,
      ({ days, ...answer }) => ({
        ...answer,
        days: days!.map((day) => ({ ...day, why: day.why === 'MAKE_UP_WORKDAY' ? 'WORKDAY' : day.why })),
      }),
    ],
    ['a last day left out', /^days\.\d+$/, (answer) => ({ ...answer, days: answer.days!.slice(0, -1) })],
    ['a due day that is not provisional', /^provisional$/, (answer) => ({ ...answer, provisional: false })],
    ['always the same due day', /^dueOn$/, (answer) => ({ ...answer, dueOn: answer.dueOn && '2026-09-18' })],
  ])('%s', async (_, at, change) => {
    const { differences, shortest } = await compareFew(withChange(change));
    expect(differences).toBeGreaterThan(0);
    expect(shortest?.at).toMatch(at);
    expect(shortest?.question).toHaveProperty('limit');
    expect(shortest?.theirs).not.toEqual(shortest?.ours);
  });

  it.each([
    ['code', { code: 'CLOCK_ENDED' }],
    ['path', { path: 'acts.7.at' }],
  ])('another %s of a refusal', async (name, other) => {
    const isLate = (error?: object) => error && 'code' in error && error.code === 'CLOCK_PAUSED_TOO_LATE';
    const changed: Ours = (document, revision) => {
      const answer = ours(document, revision);
      return isLate(answer.error) ? { error: { ...answer.error!, ...other } } : answer;
    };
    const { differences, shortest } = await compareFew(changed);
    expect(differences).toBeGreaterThan(0);
    expect(shortest).toMatchObject({ at: `error.${name}`, theirs: { error: { code: 'CLOCK_PAUSED_TOO_LATE' } } });
  });

  it('an error that is no answer', async () => {
    const broken: Ours = () => ({ error: { code: 'TypeError: undefined is not a function', path: null } });
    const { differences, asked } = await compare({
      oracle: 'clock.py',
      count: 50,
      seed: 3,
      python,
      ours: broken,
      processes: 1,
    });
    expect(differences).toBe(asked);
  });

  it('at its place, whatever the order of the properties', () => {
    expect(differenceAt({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toBeUndefined();
    expect(differenceAt({ b: [{ c: 2 }] }, { b: [{ c: 3 }] })).toBe('b.0.c');
    expect(differenceAt({ b: [1, 2] }, { b: [1] })).toBe('b.1');
    expect(differenceAt({ b: null }, { b: {} })).toBe('b');
    expect(differenceAt({ b: [] }, { b: {} })).toBe('b');
  });
});

it('an oracle that fails is told, and no ledger is taken for compared', async () => {
  await expect(
    compare({ oracle: 'clock.py', count: 10, seed: 1, python: process.execPath, ours, processes: 1 }),
  ).rejects.toThrow('the oracle ended with 1');
});

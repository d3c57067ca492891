// The dates of random lives of cases, in every state that they pass through, against the second implementation in Python.
import * as fc from 'fast-check';
import { live, lives } from '../lives';
import { type Dated, datesThatDiffer, pythonHere } from './dates';

const LIVES = 1_000;

let python: string;
let states: Dated[];

beforeAll(async () => {
  python = await pythonHere();
  states = fc.sample(lives, { seed: 20_261_128, numRuns: LIVES }).flatMap((shape, n) => {
    const { definition, states } = live(shape);
    return states.map((state) => ({ name: `life ${n}`, state, definition }));
  });
}, 300_000);

it('each date of each state, and the instant of each card, is the one that Python computes', async () => {
  expect(await datesThatDiffer(python, states)).toEqual([]);
});

it('they are no trivial ones: held, extended and late clocks, second rounds, and cards still to come', () => {
  const open = states.filter(({ state }) => state.endedAt === null).map(({ state }) => state);
  const some = (holds: (state: (typeof open)[number]) => boolean) => open.filter(holds).length;
  expect(some(({ clock }) => clock.filter(({ act }) => act === 'pause').length > 1)).toBeGreaterThan(20);
  expect(some(({ clock }) => clock.some(({ act }) => act === 'extend'))).toBeGreaterThan(20);
  expect(some(({ round }) => (round ?? 1) > 1)).toBeGreaterThan(20);
  expect(some(({ clock, dates }) => clock.length > 0 && dates.due === null)).toBeGreaterThan(20);
  expect(some(({ instants }) => instants.some(({ act }) => act === 'yellow-card'))).toBeGreaterThan(1_000);
});

it('a due date that is a day off, or a card an hour, would be seen', async () => {
  const one = states.find(({ state }) => state.instants.some(({ act }) => act === 'red-card'))!;
  const { state } = one;
  const due = state.dates.promised!;
  const other = { ...state, dates: { ...state.dates, promised: { ...due, dueOn: '2026-01-01' } } };
  const later = state.instants.map((instant) => ({ ...instant, at: instant.at + 3_600_000 }));
  expect(await datesThatDiffer(python, [one])).toEqual([]);
  expect(await datesThatDiffer(python, [{ ...one, state: other }])).toHaveLength(1);
  expect((await datesThatDiffer(python, [{ ...one, state: { ...state, instants: later } }])).length).toBeGreaterThan(0);
});

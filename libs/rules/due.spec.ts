// What time itself does, each thing at its legal instant, however late anybody looks.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { due, nextInstant, settle } from './due';
import { type ActData } from './doing';
import { reduce } from './reduce';
import { type CaseState } from './state';

const permit = permitFor('dept:fire');
const parties = partiesTo(permit);
const act = (state: CaseState | null, name: 'file' | 'accept' | 'opinion', when: number, data: ActData = {}) =>
  reduce(state, { act: name, at: when, by: 'p', data }, permit, calendar).state;
const filed = act(null, 'file', FILED, { parties });
const settledAt = (state: CaseState, when: number) => settle(state, permit, calendar, when);
const told = ({ settled }: ReturnType<typeof settledAt>) =>
  settled.map((each) => `${new Date(each.at + 28_800_000).toISOString().slice(0, 16)} ${each.act}`);

describe('what has come due', () => {
  it('is nothing a millisecond before the instant', () => {
    const yellow = at('2026-09-22T00:00');
    expect(due(filed, yellow - 1)).toEqual([]);
    const before = settledAt(filed, yellow - 1);
    expect(before.settled).toEqual([]);
    expect(before.state).toBe(filed);
  });

  it('is there at exactly the instant: an act of a person at that moment is late', () => {
    expect(due(filed, at('2026-09-22T00:00')).map((instant) => instant.act)).toEqual(['yellow-card']);
    expect(settledAt(filed, at('2026-09-25T00:00')).state.status).toBe('REVIEW');
    expect(settledAt(filed, at('2026-09-25T00:00') - 1).state.status).toBe('RECEIVED');
  });

  it('is said by nextInstant before it comes, and null when time has nothing left to do', () => {
    expect(nextInstant(filed)).toBe(at('2026-09-22T00:00'));
    expect(nextInstant(settledAt(filed, at('2027-01-01T00:00')).state)).toBeNull();
  });
});

describe('settling', () => {
  it('does everything at its own instant, though nobody looked for a month', () => {
    expect(told(settledAt(filed, at('2026-10-20T09:00')))).toEqual([
      '2026-09-22T00:00 yellow-card',
      '2026-09-24T00:00 red-card',
      '2026-09-25T00:00 deem-accepted',
      '2026-09-25T00:00 escalate',
      '2026-09-29T00:00 supervise',
    ]);
  });

  it('gives the same state in one go as step by step', () => {
    const stops = ['2026-09-22T03:00', '2026-09-24T00:00', '2026-09-24T23:59', '2026-10-20T09:00'];
    const steps = stops.reduce((state, stop) => settledAt(state, at(stop)).state, filed);
    expect(steps).toEqual(settledAt(filed, at('2026-10-20T09:00')).state);
  });

  it('equal instants: the acceptance is deemed first, then supervision begins', () => {
    const { settled, state } = settledAt(filed, at('2026-09-25T00:00'));
    expect(settled.slice(-2).map((each) => each.act)).toEqual(['deem-accepted', 'escalate']);
    expect(state.steps.map(({ id }) => id)).toEqual(['acceptance', 'review/dept:fire', 'supervision/1']);
  });

  it('deems acceptance at the end of the fifth working day, on no account later', () => {
    const { state } = settledAt(filed, at('2026-09-30T12:00'));
    expect(state.steps[0]).toMatchObject({ endedAt: at('2026-09-25T00:00'), outcome: 'DEEMED' });
  });

  it('instants of a clock that began in the past take effect with the act that began it, in their order (行政许可法 32)', () => {
    const definition: Definition = { ...permit, start: 'ACCEPTANCE', promised: { value: 3, unit: 'workday' } };
    const parties = filed.parties;
    const { state } = reduce(
      null,
      { act: 'file', at: filed.receivedAt, by: 'person:p', data: { parties } },
      definition,
      calendar,
    );
    expect(told(settle(state, definition, calendar, at('2026-10-20T09:00')))).toEqual([
      '2026-09-25T00:00 deem-accepted',
      '2026-09-25T00:00 yellow-card',
      '2026-09-25T00:00 red-card',
      '2026-09-25T00:00 escalate',
      '2026-09-29T00:00 supervise',
    ]);
  });

  it('an accepted case is never deemed accepted; its cards still fall', () => {
    const accepted = act(filed, 'accept', at('2026-09-21T09:00'));
    expect(told(settledAt(accepted, at('2026-10-20T09:00')))).toEqual([
      '2026-09-22T00:00 yellow-card',
      '2026-09-24T00:00 red-card',
      '2026-09-25T00:00 escalate',
      '2026-09-29T00:00 supervise',
    ]);
  });
});

describe('a rule that does not consume its instant', () => {
  it('is named by SETTLE_STUCK instead of running for ever', () => {
    jest.isolateModules(() => {
      jest.doMock('./reduce', () => ({ reduce: (state: CaseState) => ({ state, event: { type: 'none', data: {} } }) }));
      const { settle: stuck } = jest.requireActual<typeof import('./due')>('./due');
      expect(() => stuck(filed, permit, calendar, at('2026-09-22T00:00'))).toThrow(
        expect.objectContaining({
          code: 'SETTLE_STUCK',
          params: { rule: 'yellow-card', at: at('2026-09-22T00:00') },
        }),
      );
    });
    jest.dontMock('./reduce');
  });
});

// What the workflow is told: a new phase, or an earliest instant that moved nearer. Everything else would be noise.
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { type ActData } from './doing';
import { reduce } from './reduce';
import { type CaseState } from './state';
import { factsOf, isTold, wakeAfter, watchedBy } from './telling';

const permit = permitFor('dept:fire', 'dept:water');
const parties = partiesTo(permit);
const act = (state: CaseState | null, name: ActName, when: string, data: ActData = {}) =>
  reduce(state, { act: name, at: at(when), by: 'p', data }, permit, calendar).state;

const filed = act(null, 'file', '2026-09-18T16:10', { parties });
const accepted = act(filed, 'accept', '2026-09-18T17:00');
const one = act(accepted, 'opinion', '2026-09-21T09:00', { body: 'dept:fire', verdict: 'AGREE' });
const both = act(one, 'opinion', '2026-09-21T10:00', { body: 'dept:water', verdict: 'AGREE' });
const decided = act(both, 'decide', '2026-09-21T11:00', { outcome: 'GRANT' });

describe('told', () => {
  it.each([
    ['the filing, which starts the workflow', null, filed],
    ['acceptance', filed, accepted],
    ['the last opinion, which opens the decision', one, both],
    ['the decision', both, decided],
    ['a withdrawal', one, act(one, 'withdraw', '2026-09-21T10:00')],
  ])('is %s', (_, before, after) => {
    expect(isTold(before, after)).toBe(true);
  });

  it('is an earliest instant that moved nearer, or that came where there was none', () => {
    const nearer = { ...one, instants: one.instants.map((instant) => ({ ...instant, at: instant.at - 1 })) };
    expect(isTold(one, nearer)).toBe(true);
    expect(isTold({ ...one, instants: [] }, one)).toBe(true);
  });
});

describe('ordered work', () => {
  const granting = { ...permit, certificate: { name: { zh: '证', en: 'c' }, type: '', fields: [], validity: null } };
  const { state: granted } = reduce(
    both,
    { act: 'decide', at: at('2026-09-21T11:00'), by: 'p', data: { outcome: 'GRANT' } },
    granting,
    calendar,
  );

  it('is a stage of its own, told at once and again while it is not done', () => {
    expect(factsOf(granted)).toEqual({ phase: 'certify', open: [] });
    expect(isTold(both, granted)).toBe(true);
    expect(isTold(granted, granted)).toBe(true);
    const { state: done } = reduce(
      granted,
      { act: 'certify', at: at('2026-09-21T11:01'), by: 'machine', data: {} },
      granting,
      calendar,
    );
    expect(factsOf(done).phase).toBe('closed');
    expect(isTold(granted, done)).toBe(true);
  });

  it('is looked after five minutes on, and then again; any other case at its earliest instant', () => {
    const now = at('2026-09-21T11:00');
    expect(wakeAfter(both, granted, now, at('2026-09-22T00:00'))).toBe(now + 300_000);
    expect(wakeAfter(granted, granted, now, null)).toBe(now + 300_000);
    expect(wakeAfter(granted, granted, now, now)).toBe(now + 300_000);
    expect(wakeAfter(granted, granted, now, now + 1)).toBe(now + 1);
    // What time must do meanwhile is not left until then.
    const due = at('2026-10-13T00:00'); // the tenth working day after the decision is over
    expect(wakeAfter(granted, granted, due - 1_000, null)).toBe(due);
    expect(wakeAfter(granted, granted, due - 1_000, due - 500)).toBe(due - 500);
    expect(wakeAfter(one, both, now, null)).toBe(both.instants[0]!.at);
    expect(wakeAfter(both, decided, now, null)).toBeNull();
  });

  it('is watched from outside: its workflow sets no timer for it', () => {
    expect(watchedBy('certify', 1)).toBeNull();
    expect(watchedBy('decision', 1)).toBe(1);
  });
});

describe('not told', () => {
  it('is one opinion of several: the join is counted in Postgres', () => {
    expect(isTold(accepted, one)).toBe(false);
  });

  it('is a card: the next instant lies later, and the timer that fires looks again', () => {
    const { state } = settle(one, permit, calendar, at('2026-09-22T00:00'));
    expect(state.fired).toHaveLength(1);
    expect(isTold(one, state)).toBe(false);
  });

  it('is the last act of time, after which there is no instant', () => {
    expect(isTold(one, { ...one, instants: [] })).toBe(false);
  });
});

describe('the facts', () => {
  it('hold the phase and the open steps with their body and date, and no name or text', () => {
    expect(factsOf(one)).toEqual({
      phase: 'review',
      open: [{ id: 'review/dept:water', body: 'dept:water', until: '2026-09-23' }],
    });
    expect(factsOf(decided)).toEqual({ phase: 'closed', open: [] });
  });

  it('leave the date open while no clock runs', () => {
    const late = { ...permit, start: 'ACCEPTANCE' as const };
    const { state } = reduce(
      null,
      { act: 'file', at: at('2026-09-18T16:10'), by: 'p', data: { parties } },
      late,
      calendar,
    );
    expect(factsOf(state).open).toEqual([{ id: 'acceptance', body: 'window:caohejing', until: null }]);
  });
});

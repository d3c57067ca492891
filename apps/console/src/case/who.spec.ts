// Who did what on a case, and what happened while nobody looked.
import { aCase, event } from './a-case';
import { movesOf } from './moves';
import { bodyOf, happenedSince, lastSeen } from './who';

it.each([
  ['case.filed.v1', {}, 'enterprise:91310115DEM000014Q'],
  ['case.supplemented.v1', {}, 'enterprise:91310115DEM000014Q'],
  ['case.accepted.v1', {}, 'window:caohejing'],
  ['case.correction-requested.v1', {}, 'window:caohejing'],
  ['case.opinion-given.v1', { body: 'dept:fire' }, 'dept:fire'],
  ['case.decided.v1', {}, 'park:caohejing'],
])('%s was done in the name of %s %s', (type, data, body) => {
  expect(bodyOf(event(1, type, data), aCase())).toBe(body);
});

it('time acts in nobody’s name', () => {
  expect(bodyOf(event(1, 'case.red-carded.v1', {}, 'time'), aCase())).toBeNull();
});

it('tells what happened after somebody last looked', () => {
  const before = aCase();
  const after = aCase({
    timeline: [event(1, 'case.filed.v1'), event(2, 'case.accepted.v1'), event(3, 'case.opinion-given.v1')],
  });
  expect(happenedSince(after, lastSeen(before)).map(({ no }) => no)).toEqual([2, 3]);
  expect(happenedSince(before, lastSeen(after))).toEqual([]);
});

it('a correction on the office’s own time moves no clock', () => {
  const timeline = [
    event(1, 'case.correction-requested.v1', { counts: 'APPLICANT' }),
    event(2, 'case.supplemented.v1'),
    event(3, 'case.correction-requested.v1', { counts: 'OFFICE' }),
    event(4, 'case.supplemented.v1'),
    event(5, 'case.paused.v1', { days: 5 }),
    event(6, 'case.opinion-given.v1'),
  ];
  expect(movesOf(timeline).map(({ kind, days }) => [kind, days])).toEqual([
    ['correction-requested', null],
    ['supplemented', null],
    ['paused', 5],
  ]);
});

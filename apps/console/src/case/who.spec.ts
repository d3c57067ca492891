// What happened while nobody looked.
import { aCase, event } from './a-case';
import { happenedSince, lastSeen } from './who';

it('tells what happened after somebody last looked', () => {
  const before = aCase();
  const after = aCase({
    timeline: [event(1, 'case.filed.v1'), event(2, 'case.accepted.v1'), event(3, 'case.opinion-given.v1')],
  });
  expect(happenedSince(after, lastSeen(before)).map(({ no }) => no)).toEqual([2, 3]);
  expect(happenedSince(before, lastSeen(after))).toEqual([]);
});

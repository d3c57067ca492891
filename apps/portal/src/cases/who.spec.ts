import { LIFECYCLE } from '#rules/lifecycle';
import { bodyOf, kindOf } from './who';

const view = { park: 'caohejing', applicant: 'enterprise:9131', owner: 'park:caohejing' };
const event = (type: string, actor = 'person:p1', data = {}) => ({
  no: 1,
  type,
  effectiveAt: '',
  recordedAt: '',
  actor,
  data,
  texts: {},
});

it.each([
  ['case.accepted.v1', 'window:caohejing'],
  ['case.decided.v1', 'park:caohejing'],
  ['case.withdrawn.v1', 'enterprise:9131'],
])('%s was done by %s', (type, body) => {
  expect(bodyOf(event(type), view)).toBe(body);
});

it('an opinion is that of its department, and what time does is nobody of them', () => {
  expect(bodyOf(event('case.opinion-given.v1', 'person:p1', { body: 'dept:fire' }), view)).toBe('dept:fire');
  expect(bodyOf(event('case.red-carded.v1', 'time'), view)).toBeNull();
});

it('every event of the law has a kind of its own', () => {
  const kinds = LIFECYCLE.map(({ event }) => kindOf(event));
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds).toContain('deemed-accepted');
});

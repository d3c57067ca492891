import { LIFECYCLE } from '#rules/lifecycle';
import { kindOf } from './who';

it('every event of the law has a kind of its own', () => {
  const kinds = LIFECYCLE.map(({ event }) => kindOf(event));
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds).toContain('deemed-accepted');
});

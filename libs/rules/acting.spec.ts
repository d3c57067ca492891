import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { bodyOf, bodyToRecord } from './acting';
import { LIFECYCLE } from './lifecycle';
import { reduce } from './reduce';

const view = { park: 'caohejing', applicant: 'enterprise:9131', owner: 'park:caohejing' };
const done = (type: string, data = {}, actor = 'person:p1') => bodyOf({ type, actor, data }, view);

it.each([
  ['case.filed.v1', {}, 'enterprise:9131'],
  ['case.filed.v1', { body: 'window:caohejing' }, 'window:caohejing'],
  ['case.supplemented.v1', {}, 'enterprise:9131'],
  ['case.accepted.v1', {}, 'window:caohejing'],
  ['case.conditionally-accepted.v1', {}, 'window:caohejing'],
  ['case.opinion-given.v1', { body: 'dept:fire' }, 'dept:fire'],
  ['case.hearing-announced.v1', {}, 'park:caohejing'],
  ['case.decided.v1', {}, 'park:caohejing'],
  ['case.card-revoked.v1', {}, 'commission'],
  ['case.withdrawn.v1', {}, 'enterprise:9131'],
])('%s %j was done in the name of %s', (type, data, body) => {
  expect(done(type, data)).toBe(body);
});

it('time and the machine act in nobody’s name', () => {
  expect(done('case.red-carded.v1', {}, 'time')).toBeNull();
  expect(done('case.certified.v1', {}, 'machine')).toBeNull();
});

it('every act of people is done in somebody’s name', () => {
  const nameless = LIFECYCLE.filter(({ by, event }) => by === 'person' && !done(event));
  expect(nameless).toEqual([]);
});

it('where several may, the one by whose mandate it was done is recorded, unless it goes without saying', () => {
  const item = permitFor('dept:fire');
  const file = { act: 'file', at: FILED, by: 'p', data: { parties: partiesTo(item) } } as const;
  const filed = reduce(null, file, item, calendar).state;
  const state = reduce(filed, { act: 'accept', at: at('2026-09-18T17:00'), by: 'p', data: {} }, item, calendar).state;
  const window = [{ role: 'WINDOW', body: 'window:caohejing' }] as const;
  expect(bodyToRecord('message', window, state)).toBe('window:caohejing');
  expect(bodyToRecord('message', [{ role: 'APPLICANT', body: 'enterprise:a' }], state)).toBeUndefined();
  expect(bodyToRecord('site-check', [{ role: 'REVIEWER', body: 'dept:fire' }], state)).toBe('dept:fire');
  expect(bodyToRecord('accept', window, filed)).toBeUndefined();
});

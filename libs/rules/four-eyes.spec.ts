// Four eyes (拟办与决定分离) and what a decision is bound to: one proposes, another decides, on what both have read.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { barTo } from './bars';
import { type ActData } from './doing';
import { type ActName } from './lifecycle';
import { offered, reduce } from './reduce';
import { type CaseState } from './state';

const item = { ...permitFor(), fourEyes: true };
const does = (state: CaseState | null, act: ActName, by = 'person:a', data: ActData = {}, when?: number) =>
  reduce(state, { act, at: when ?? state!.lastAt + 60_000, by, data }, item, calendar).state;
const decidable = () => does(does(null, 'file', 'person:z', { parties: partiesTo(item) }, FILED), 'accept');
const grant = { outcome: 'GRANT', basis: 'read' } as const;
const proposed = (by = 'person:a', data: ActData = grant) => does(decidable(), 'propose', by, data);

it('nothing is decided before somebody has proposed', () => {
  expect(barTo('decide', decidable(), item)).toBe('NOT_PROPOSED');
  expect(offered(decidable(), item)).not.toContain('decide');
  expect(() => does(decidable(), 'decide', 'person:b', grant)).toThrow('NOT_PROPOSED');
  expect(offered(proposed(), item)).toContain('decide');
});

it('whoever proposed does not decide; another does', () => {
  expect(() => does(proposed(), 'decide', 'person:a', grant)).toThrow('SAME_PERSON');
  expect(does(proposed(), 'decide', 'person:b', grant).status).toBe('GRANTED');
});

it('the last proposal counts: its author is the one who may not decide', () => {
  const anew = does(proposed('person:a'), 'propose', 'person:b', grant);
  expect(() => does(anew, 'decide', 'person:b', grant)).toThrow('SAME_PERSON');
  expect(does(anew, 'decide', 'person:a', grant).status).toBe('GRANTED');
});

it('a decision other than proposed is proposed anew', () => {
  expect(() => does(proposed(), 'decide', 'person:b', { ...grant, outcome: 'REFUSE' })).toThrow('PROPOSED_OTHERWISE');
});

it('what has changed since the proposal is read again by both', () => {
  const later = { ...grant, basis: 'changed' };
  expect(() => does(proposed(), 'decide', 'person:b', later)).toThrow('BASIS_CHANGED');
  const anew = does(proposed(), 'propose', 'person:a', later);
  expect(does(anew, 'decide', 'person:b', later).status).toBe('GRANTED');
});

it('an item that one decides knows no proposal, and a proposal says what it rests on', () => {
  expect(barTo('propose', decidable(), permitFor())).toBe('ONE_DECIDES');
  expect(() => proposed('person:a', { outcome: 'GRANT' })).toThrow('BAD_INPUT');
});

it('a proposal moves no clock and does not end the step', () => {
  const [before, after] = [decidable(), proposed()];
  expect([after.clock, after.dates, after.status]).toEqual([before.clock, before.dates, 'DECISION']);
  expect(after.lastAt).toBeGreaterThan(at('2026-09-18T16:10'));
});

// After a grant: the machine's work on the certificate, its failure and its retry, and revocation. 行政许可法 39, 44, 69.
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { validUntil } from './certificate';
import { type Definition } from './definition';
import { type ActName } from './lifecycle';
import { type ActData } from './doing';
import { offered, reduce } from './reduce';
import { type CaseState } from './state';

const permit: Definition = {
  ...permitFor(),
  certificate: { name: { zh: '许可证', en: 'Permit' }, type: '11100000000013338W009', fields: [], validity: null },
};
const act = (state: CaseState | null, name: ActName, data: ActData = {}, definition = permit) =>
  reduce(state, { act: name, at: at('2026-09-18T16:10'), by: 'p', data }, definition, calendar).state;
const inDecision = (definition = permit) =>
  act(act(null, 'file', { parties: partiesTo(permit) }, definition), 'accept', {}, definition);
const granted = act(inDecision(), 'decide', { outcome: 'GRANT' });
const failed = act(granted, 'fail-work', { fault: 'GLYPH_MISSING' });

it('a grant orders the certificate of its item; a refusal, and an item without, order none', () => {
  expect(granted.certificate).toBe('ORDERED');
  expect(act(inDecision(), 'decide', { outcome: 'REFUSE' })).not.toHaveProperty('certificate');
  const without = { ...permit, certificate: null };
  expect(act(inDecision(without), 'decide', { outcome: 'GRANT' }, without)).not.toHaveProperty('certificate');
});

it('it is issued once', () => {
  const issued = act(granted, 'certify');
  expect(issued).toMatchObject({ status: 'GRANTED', certificate: 'ISSUED', endedAt: granted.endedAt });
  expect(() => act(issued, 'certify')).toThrow('ACT_OUT_OF_TURN');
  expect(() => act(issued, 'fail-work')).toThrow('ACT_OUT_OF_TURN');
});

it('work that failed is work of the body that decided, which may order it anew, as often as it fails', () => {
  expect(failed).toMatchObject({ certificate: 'FAILED' });
  expect(failed.steps.at(-1)).toMatchObject({ id: 'work/1', kind: 'WORK', body: 'park:caohejing', endedAt: null });
  expect(offered(failed, permit)).toEqual([
    ...['retry-work', 'surrender-licence', 'withdraw-licence', 'revoke', 'claim', 'reassign'],
  ]);
  expect(offered(granted, permit)).toEqual(['surrender-licence', 'withdraw-licence', 'revoke']);
  expect(() => act(granted, 'retry-work')).toThrow('WORK_NOT_FAILED');
  const again = act(failed, 'retry-work');
  expect(again).toMatchObject({ certificate: 'ORDERED' });
  expect(again.steps.at(-1)).toMatchObject({ id: 'work/1', outcome: 'RETRIED' });
  expect(act(again, 'fail-work').steps.at(-1)).toMatchObject({ id: 'work/2', endedAt: null });
});

it('a revocation ends the grant for good; a certificate not yet made is ordered no more', () => {
  expect(act(granted, 'revoke')).toMatchObject({ status: 'REVOKED', endedAt: granted.endedAt });
  expect(act(granted, 'revoke')).not.toHaveProperty('certificate');
  expect(act(act(granted, 'certify'), 'revoke').certificate).toBe('ISSUED');
  const revoked = act(failed, 'revoke');
  expect(revoked.steps.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  expect(offered(revoked, permit)).toEqual([]);
  expect(() => act(revoked, 'certify')).toThrow('ACT_OUT_OF_TURN');
});

it.each([
  ['2026-11-05', { value: 2, unit: 'year' }, '2028-11-04'],
  ['2024-02-29', { value: 1, unit: 'year' }, '2025-02-27'],
  ['2026-12-31', { value: 2, unit: 'month' }, '2027-02-27'],
  ['2026-11-05', { value: 30, unit: 'day' }, '2026-12-04'],
  ['2026-11-05', null, null],
] as const)('good from %s for %j: until %s', (from, validity, until) => {
  expect(validUntil(from, { validity })).toBe(until);
});

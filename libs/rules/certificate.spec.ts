// After a grant: the machine's work on the certificate, its failure and its retry, and revocation. 行政许可法 39, 44, 69.
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { validUntil } from './certificate';
import { type Definition } from './definition';
import { type ActData } from './doing';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { offered, reduce } from './reduce';
import { type CaseState } from './state';

const permit: Definition = {
  ...permitFor(),
  certificate: { name: { zh: '许可证', en: 'Permit' }, type: '11100000000013338W009', fields: [], validity: null },
};
const act = (
  state: CaseState | null,
  name: ActName,
  data: ActData = {},
  definition = permit,
  when = '2026-09-18T16:10',
) => reduce(state, { act: name, at: at(when), by: 'p', data }, definition, calendar).state;
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

describe('行政许可法 第四十四条、第八十二条', () => {
  // Decided on Friday 09-18: the tenth working day is 10-09, behind a make-up Sunday and the holidays.
  const END = { act: 'certificate-overdue', at: at('2026-10-10T00:00'), level: null };
  const passed = (state: CaseState, when: string, definition = permit) => settle(state, definition, calendar, at(when));

  it('自作出决定之日起十日内颁发：无论机器是否已制发、失败、重试，时限都从决定之日起算', () => {
    const retried = act(failed, 'retry-work', {}, permit, '2026-09-22T09:00');
    const again = act(retried, 'fail-work', {}, permit, '2026-09-22T09:01');
    for (const state of [granted, failed, retried, again]) expect(state.instants).toEqual([END]);
    expect(act(retried, 'certify', {}, permit, '2026-09-22T09:02')).toMatchObject({ status: 'GRANTED', instants: [] });
  });

  it('逾期一次，记在第十个工作日终了之时，此后机器再失败也不重复', () => {
    for (const state of [granted, failed]) {
      const late = passed(state, '2026-10-12T09:00');
      expect(late.settled.map(({ at: when, event }) => [when, event])).toEqual([
        [END.at, { type: 'case.certificate-overrun.v1', data: { level: null } }],
      ]);
      expect(late.state.instants).toEqual([]);
    }
    const late = act(passed(failed, '2026-10-12T09:00').state, 'retry-work', {}, permit, '2026-10-12T09:00');
    expect(act(late, 'fail-work', {}, permit, '2026-10-12T09:01').instants).toEqual([]);
    expect(act(late, 'certify', {}, permit, '2026-10-12T09:01').certificate).toBe('ISSUED');
  });

  it('按期制发的不逾期；不予许可的、撤销的没有证照可颁发', () => {
    expect(act(granted, 'certify').instants).toEqual([]);
    expect(act(inDecision(), 'decide', { outcome: 'REFUSE' }).instants).toEqual([]);
    expect(act(failed, 'revoke').instants).toEqual([]);
  });

  it('事项规定窗口送达的，以送达环节为准，不重复计算；送达时仍无证照的，随即逾期', () => {
    const onPaper = { ...permit, delivery: { value: 12, unit: 'workday' as const } };
    const decided = act(inDecision(onPaper), 'decide', { outcome: 'GRANT' }, onPaper);
    expect(decided.instants.map((one) => one.act)).toEqual(['step-overdue']);
    const late = passed(decided, '2026-10-14T09:00', onPaper).state;
    const handed = act(late, 'deliver', { method: 'COUNTER' }, onPaper, '2026-10-14T09:00');
    expect(handed.instants).toEqual([{ ...END, at: at('2026-10-14T09:00') }]);
  });

  it('更正、延续后的证照自更正、延续之日起另行计算；先前未制发的，仍自先前之日起算', () => {
    const overdue = passed(granted, '2026-10-12T09:00').state;
    const issued = act(overdue, 'certify', {}, permit, '2026-10-12T10:00');
    const corrected = act(issued, 'correct-certificate', {}, permit, '2026-10-12T11:00');
    expect(corrected.instants).toEqual([{ ...END, at: at('2026-10-27T00:00') }]);
    expect(passed(corrected, '2026-10-27T00:00').settled.map((one) => one.act)).toEqual(['certificate-overdue']);
    const licence = {
      ...permit,
      certificate: { ...permit.certificate!, validity: { value: 100, unit: 'day' as const } },
    };
    const asked = act(act(inDecision(licence), 'decide', { outcome: 'GRANT' }, licence), 'ask-renewal', {}, licence);
    const renewed = act(asked, 'decide-renewal', { outcome: 'GRANT' }, licence, '2026-09-30T09:00');
    expect(renewed.instants.find((one) => one.act === 'certificate-overdue')).toEqual(END);
  });
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

// Decisions on a promise, sentence by sentence. 上海市优化营商环境条例 27.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { barTo } from './bars';
import { type Definition } from './definition';
import { type ActData } from './doing';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { offered, reduce, type Reduced } from './reduce';
import { type CaseState } from './state';
import { stageOf } from './telling';

const item: Definition = {
  ...permitFor(),
  start: 'ACCEPTANCE',
  onPromise: { check: { value: 2, unit: 'month' }, fix: { value: 10, unit: 'workday' } },
  certificate: { name: { zh: '证', en: 'Certificate' }, type: 'T', fields: [], validity: null },
};
const file = (of: Definition) => {
  const act = { act: 'file', at: FILED, by: 'p', data: { parties: partiesTo(of) } } as const;
  return reduce(null, act, of, calendar).state;
};
function did(before: CaseState, act: ActName, when: string, data: ActData = {}, of = item): Reduced {
  const { state } = settle(before, of, calendar, at(when));
  return reduce(state, { act, at: at(when), by: 'person:a', data }, of, calendar);
}
const does = (...args: Parameters<typeof did>): CaseState => did(...args).state;
const kindsOpen = ({ steps }: CaseState) => steps.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);

// Filed on Friday 18 September 2026; the Sunday after it is worked.
const filed = file(item);
const promised = does(filed, 'give-promise', '2026-09-18T17:00');
const granted = does(promised, 'decide-on-promise', '2026-09-21T09:00');
const issued = does(granted, 'certify', '2026-09-21T09:01');
const ordered = does(issued, 'order-fix', '2026-11-09T09:00', { days: 5 });
const reported = does(ordered, 'report-fix', '2026-11-12T09:00');
const broken = does(reported, 'revoke-on-promise', '2026-11-13T09:00');

describe('上海市优化营商环境条例 第二十七条: a promise', () => {
  it('is offered only where the item is decided on one', () => {
    const other = { ...item, onPromise: null };
    expect(offered(file(other), other)).not.toContain('give-promise');
    expect(() => does(file(other), 'give-promise', '2026-09-18T17:00', {}, other)).toThrow('PROMISE_NOT_OFFERED');
    expect(offered(filed, item)).toContain('give-promise');
  });

  it('is given once, and only an open one is decided on', () => {
    expect(() => does(promised, 'give-promise', '2026-09-18T18:00')).toThrow('PROMISE_GIVEN');
    expect(() => does(filed, 'decide-on-promise', '2026-09-18T18:00')).toThrow('NO_PROMISE');
  });

  it('is not given, nor decided on, while a broken one stands in the credit record of the applicant', () => {
    expect(barTo('give-promise', filed, item, ['T01-1'])).toBe('CREDIT_ENTRY_STANDS');
    expect(barTo('decide-on-promise', promised, item, ['T01-1'])).toBe('CREDIT_ENTRY_STANDS');
    expect(offered(promised, item, ['T01-1'])).not.toContain('decide-on-promise');
    expect(offered(promised, item)).toContain('decide-on-promise');
  });

  it('that nobody takes up goes the usual way: acceptance, or silence, ends it', () => {
    const accepted = does(promised, 'accept', '2026-09-21T09:00');
    expect([accepted.status, kindsOpen(accepted)]).toEqual(['DECISION', ['DECISION']]);
    const silent = settle(promised, item, calendar, at('2026-10-12T00:00')).state;
    expect([silent.status, kindsOpen(silent).includes('PROMISE')]).toEqual(['DECISION', false]);
  });

  it('was made of the form as it stood: a correction ends it, and it may be given anew', () => {
    const asked = does(promised, 'request-correction', '2026-09-21T09:00', { items: [null] });
    expect(kindsOpen(asked)).toEqual(['CORRECTION']);
    const again = does(asked, 'supplement', '2026-09-22T09:00');
    expect(() => does(again, 'decide-on-promise', '2026-09-22T10:00')).toThrow('NO_PROMISE');
    expect(kindsOpen(does(again, 'give-promise', '2026-09-22T10:00'))).toEqual(['ACCEPTANCE', 'PROMISE']);
  });
});

describe('the decision on it', () => {
  it('is acceptance and grant in one, with the certificate of any grant', () => {
    expect([granted.status, granted.acceptedAt, granted.endedAt, granted.certificate]).toEqual([
      'GRANTED',
      at('2026-09-21T09:00'),
      at('2026-09-21T09:00'),
      'ORDERED',
    ]);
    expect(kindsOpen(granted)).toEqual(['PROMISE_CHECK']);
  });

  it('is counted from receipt, so that it never looks quicker than it was', () => {
    // Sunday the 20th is worked, Monday is the second day; four are promised.
    expect(did(promised, 'decide-on-promise', '2026-09-21T09:00').event.data).toMatchObject({ net: 2, onTime: true });
    expect(did(promised, 'decide-on-promise', '2026-09-24T09:00').event.data).toMatchObject({ net: 5, onTime: false });
    const fromReceipt: Definition = { ...item, start: 'RECEIPT' };
    const given = does(file(fromReceipt), 'give-promise', '2026-09-18T17:00', {}, fromReceipt);
    const { event, state } = did(given, 'decide-on-promise', '2026-09-21T09:00', {}, fromReceipt);
    expect([event.data.net, state.clock.map(({ act }) => act)]).toEqual([2, ['start', 'end']]);
  });

  it('leaves out the time in which the applicant corrected', () => {
    const asked = does(filed, 'request-correction', '2026-09-18T17:00', { items: [null] });
    const again = does(does(asked, 'supplement', '2026-09-22T09:00'), 'give-promise', '2026-09-22T10:00');
    expect(did(again, 'decide-on-promise', '2026-09-23T09:00').event.data.net).toBe(1);
  });

  it('does not agree to what the machine has found to break the rules', () => {
    const found = { ...promised, check: { ruleSet: 'r', verdict: 'FAIL' as const, broken: ['A'] } };
    expect(() => does(found, 'decide-on-promise', '2026-09-21T09:00')).toThrow('RULES_BROKEN');
  });
});

describe('the check', () => {
  it('is owed within the days of the item after the grant, and overdue behind them', () => {
    const { until, work } = did(promised, 'decide-on-promise', '2026-09-21T09:00').event.data;
    expect([until, work]).toEqual([
      { dueOn: '2026-11-23', provisional: false }, // the 21st is a Saturday
      [{ kind: 'PROMISE_CHECK', body: 'park:caohejing' }],
    ]);
    expect(granted.instants).toEqual([
      { act: 'certificate-overdue', at: at('2026-10-13T00:00'), level: null },
      { act: 'step-overdue', at: at('2026-11-24T00:00'), level: null, step: 'promise-check' },
    ]);
  });

  it('keeps its workflow until it is over', () => {
    expect([granted, issued, ordered].map(stageOf)).toEqual(['certify', 'aftercare', 'aftercare']);
    expect(stageOf(does(issued, 'confirm-promise', '2026-11-09T09:00'))).toBe('closed');
  });

  it('that finds what was promised ends it: the grant stands', () => {
    const kept = does(issued, 'confirm-promise', '2026-11-09T09:00');
    expect([kept.status, kindsOpen(kept), kept.instants, kept.credit]).toEqual(['GRANTED', [], [], undefined]);
  });

  it('that does not find it comes to an order to fix, never to revocation at once', () => {
    expect(() => does(issued, 'revoke-on-promise', '2026-11-09T09:00')).toThrow('FIX_NOT_ORDERED');
    expect(kindsOpen(ordered)).toEqual(['FIX']);
  });
});

describe('an order to fix', () => {
  it('names a day no later than the item allows', () => {
    const { until } = did(issued, 'order-fix', '2026-11-09T09:00', { days: 5 }).event.data;
    expect(until).toEqual({ dueOn: '2026-11-16', provisional: false });
    expect(() => does(issued, 'order-fix', '2026-11-09T09:00', { days: 11 })).toThrow('FIX_TOO_LONG');
    expect(() => does(issued, 'order-fix', '2026-11-09T09:00')).toThrow('BAD_INPUT');
  });

  it('that is reported upon is looked at again', () => {
    expect(kindsOpen(reported)).toEqual(['PROMISE_CHECK']);
    expect(reported.steps.at(-1)?.id).toBe('promise-check/2');
  });

  it('whose day has passed in silence is looked at again all the same; a report at that instant is late', () => {
    const lapsed = settle(ordered, item, calendar, at('2026-11-17T00:00')).state;
    expect([kindsOpen(lapsed), lapsed.steps.find(({ id }) => id === 'fix')?.outcome]).toEqual([
      ['PROMISE_CHECK'],
      'SILENT',
    ]);
    expect(() => does(ordered, 'report-fix', '2026-11-17T00:00')).toThrow('NOTHING_TO_FIX');
    expect(does(lapsed, 'confirm-promise', '2026-11-18T09:00').status).toBe('GRANTED');
  });

  it('is given once: after it the promise is confirmed or the grant revoked', () => {
    expect(() => does(reported, 'order-fix', '2026-11-13T09:00', { days: 5 })).toThrow('FIX_ORDERED');
    expect(() => does(ordered, 'confirm-promise', '2026-11-10T09:00')).toThrow('NOTHING_TO_CHECK');
  });
});

describe('a broken promise', () => {
  it('ends in revocation and an entry in the credit record', () => {
    expect([broken.status, kindsOpen(broken), broken.instants, broken.credit]).toEqual(['REVOKED', [], [], 'STANDS']);
  });

  it('is taken out of the record once, by repair; the revocation stands', () => {
    const repaired = does(broken, 'repair-credit', '2027-03-01T09:00');
    expect([repaired.status, repaired.credit]).toEqual(['REVOKED', 'REPAIRED']);
    expect(() => does(repaired, 'repair-credit', '2027-03-02T09:00')).toThrow('NO_CREDIT_ENTRY');
  });

  it('is no matter of a revocation for another reason, which makes no entry', () => {
    const revoked = does(issued, 'revoke', '2026-11-09T09:00');
    expect([revoked.status, revoked.credit]).toEqual(['REVOKED', undefined]);
    expect(() => does(revoked, 'repair-credit', '2026-11-10T09:00')).toThrow('NO_CREDIT_ENTRY');
  });
});

// The dates of item 16 (construction permit), counted by hand, and the instants at which time acts.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { datesOf, instantsOf } from './instants';
import { type Status } from './lifecycle';
import { type Instant } from './state';

const permit = permitFor('dept:fire');
const midnight = (on: string) => at(`${on}T00:00`);

const began = (receivedAt: number) => [{ act: 'start' as const, at: receivedAt }];
const dates = (definition = permit, receivedAt = FILED) =>
  datesOf({ intake: began(receivedAt), clock: began(receivedAt) }, definition, calendar);
const instants = (status: Status = 'RECEIVED', fired: Instant[] = [], definition = permit, receivedAt = FILED) =>
  instantsOf(
    {
      ...{ status, receivedAt, lastAt: receivedAt, dates: dates(definition, receivedAt), fired },
      ...{ parties: partiesTo(definition), steps: [], acceptedAt: null, endedAt: null, intake: [], clock: [] },
    },
    definition,
    calendar,
  );
const told = (list: Instant[]) =>
  list.map(
    ({ act, at: when, level }) => `${new Date(when + 28_800_000).toISOString().slice(0, 16)} ${act}${level ?? ''}`,
  );

describe('a permit filed on Friday 2026-09-18 at 16:10', () => {
  it('is promised for 2026-09-23: the make-up Sunday 09-20 counts', () => {
    expect(dates().promised).toEqual({ dueOn: '2026-09-23', dueAt: midnight('2026-09-24'), provisional: false });
  });

  it('falls due by statute on 2026-09-28: seven plain days from receipt end in the Mid-Autumn holiday and roll over it', () => {
    expect(dates().statutory).toEqual({ dueOn: '2026-09-28', dueAt: midnight('2026-09-29'), provisional: false });
  });

  it('must be accepted by 2026-09-24, the fifth working day', () => {
    expect(dates().acceptance).toEqual({ dueOn: '2026-09-24', dueAt: midnight('2026-09-25'), provisional: false });
  });

  it('is measured by the promise, which is earlier', () => {
    expect(dates().due).toEqual({ ...dates().promised, basis: 'PROMISE' });
  });

  it('is measured by the statute where the promise is later', () => {
    const slow = dates({ ...permit, promised: { value: 6, unit: 'workday' } });
    expect(slow.promised?.dueOn).toBe('2026-09-28');
    expect(slow.due?.basis).toBe('PROMISE'); // the same day: the promise names it
    expect(dates({ ...permit, promised: { value: 7, unit: 'workday' } }).due).toMatchObject({
      dueOn: '2026-09-28',
      basis: 'STATUTE',
    });
  });

  it('yellow begins the working day before, red is the due instant, escalation ends one working day later', () => {
    expect(told(instants())).toEqual([
      '2026-09-22T00:00 yellow-card',
      '2026-09-24T00:00 red-card',
      '2026-09-25T00:00 deem-accepted',
      '2026-09-25T00:00 escalate1',
      '2026-09-29T00:00 supervise',
    ]);
  });
});

describe('the instants', () => {
  it('of one moment stand in the order of the transition table', () => {
    const [, , deemed, escalated] = instants();
    expect(deemed?.at).toBe(escalated?.at);
    const both = { ...permit, acceptance: { value: 4, unit: 'workday' as const } };
    expect(told(instants('RECEIVED', [], both)).slice(1, 3)).toEqual([
      '2026-09-24T00:00 deem-accepted',
      '2026-09-24T00:00 red-card',
    ]);
  });

  it('are gone once they were applied; another level of escalation is another instant', () => {
    const twice = { ...permit, escalation: [1, 3].map((days) => ({ workdaysAfterDue: days, to: 'commission' })) };
    const fired: Instant[] = [
      { act: 'yellow-card', at: 0, level: null },
      { act: 'escalate', at: 0, level: 1 },
    ];
    expect(told(instants('REVIEW', fired, twice))).toEqual([
      '2026-09-24T00:00 red-card',
      '2026-09-29T00:00 supervise',
      '2026-09-30T00:00 escalate2',
    ]);
  });

  it('of acceptance ends with acceptance', () => {
    expect(instants('REVIEW').map(({ act }) => act)).toEqual(['yellow-card', 'red-card', 'escalate', 'supervise']);
  });

  it.each(['GRANTED', 'RECORDED', 'REFUSED', 'NOT_ACCEPTED', 'WITHDRAWN'] as const)(
    'are none once a case is %s',
    (status) => {
      expect(instants(status)).toEqual([]);
    },
  );

  it('never lie before receipt: a promise of one day is yellow at once', () => {
    const fast = { ...permit, promised: { value: 1, unit: 'workday' as const } };
    expect(instants('RECEIVED', [], fast)[0]).toEqual({ act: 'yellow-card', at: FILED, level: null });
  });
});

describe('an item whose clock begins at acceptance', () => {
  const late: Definition = { ...permit, start: 'ACCEPTANCE' };
  const waiting = datesOf({ intake: began(FILED), clock: [] }, late, calendar);

  it('has no due date before it', () => {
    expect(waiting).toEqual({ acceptance: dates().acceptance, statutory: null, promised: null, due: null });
  });

  it('and then only the instant of deemed acceptance', () => {
    const only = instantsOf(
      {
        ...{ status: 'RECEIVED', receivedAt: FILED, lastAt: FILED, dates: waiting, fired: [] },
        ...{ parties: partiesTo(late), steps: [], acceptedAt: null, endedAt: null, intake: [], clock: [] },
      },
      late,
      calendar,
    );
    expect(told(only)).toEqual(['2026-09-25T00:00 deem-accepted']);
  });
});

it('a date in a year without a published calendar says so', () => {
  expect(dates(permit, at('2030-03-04T09:00')).due).toMatchObject({ provisional: true });
});

it('stops while a hearing is held: no date falls due until it is resumed (行政许可法 45)', () => {
  const clock = [
    { act: 'start' as const, at: FILED },
    { act: 'pause' as const, at: at('2026-09-21T09:00'), reason: 'hearing' },
  ];
  expect(datesOf({ intake: began(FILED), clock }, permit, calendar)).toMatchObject({
    statutory: null,
    promised: null,
    due: null,
  });
});

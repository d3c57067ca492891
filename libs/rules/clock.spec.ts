// The legal clock rule by rule: the numbers are those of the command line's contract, section 1.
import { calendar } from '../../test/law';
import { deadline, readClock, type ClockAct, type Unit } from './clock';
import { Refusal } from './refusal';
import { dayStart } from './workday';

/** `2026-09-18` or `2026-09-18T16:10` in Shanghai; noon where no time is given. */
const at = (text: string) => Date.parse(`${text.length === 10 ? `${text}T12:00` : text}:00+08:00`);
/** `start 2026-09-18`, `extend 2026-10-20 10`: one act. */
function act(text: string): ClockAct {
  const [name, on, value] = text.split(' ') as [ClockAct['act'], string, string?];
  return { act: name, at: at(on), ...(value ? { value: Number(value) } : {}) };
}
const limitOf = (text: string) => ({ value: Number(text.split(' ')[0]), unit: text.split(' ')[1] as Unit });
const ask = (limit: string, acts: string[], asOf: string, options?: { days: boolean }) =>
  readClock({ limit: limitOf(limit), acts: acts.map(act), asOf: at(asOf) }, calendar, options);
const dueOn = (limit: string, acts: string[], asOf = '2026-12-31') => ask(limit, acts, asOf).dueOn;
const refused = (limit: string, acts: string[], asOf = '2026-12-31') => {
  try {
    ask(limit, acts, asOf);
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.path}`;
    throw error;
  }
  return 'nothing refused';
};
const whys = (limit: string, acts: string[], asOf: string) =>
  ask(limit, acts, asOf, { days: true }).days?.map((d) => `${d.on.slice(5)} ${d.why}${d.counts ? ` ${d.n}` : ''}`);

const EXAMPLE = [
  'start 2026-09-18T16:10',
  'pause 2026-09-25T10:00',
  'resume 2026-10-12T09:00',
  'extend 2026-10-20T09:00 10',
  'end 2026-10-30T11:00',
];

describe('the example of the contract', () => {
  const { days = [], ...reading } = ask('20 workday', EXAMPLE, '2026-10-21T00:00', { days: true });

  it('is due on 2026-11-16 with 12 of 30 days used', () => {
    expect(reading).toEqual({
      state: 'running',
      dueOn: '2026-11-16',
      dueAt: Date.parse('2026-11-17T00:00:00+08:00'),
      provisional: false,
      used: 12,
      remaining: 18,
      overdueBy: 0,
    });
  });

  it('explains each day from the start to the day asked for', () => {
    expect(days).toHaveLength(34);
    expect(days.slice(0, 3)).toEqual([
      { on: '2026-09-18', counts: false, why: 'START_DAY' },
      { on: '2026-09-19', counts: false, why: 'WEEKEND' },
      { on: '2026-09-20', counts: true, n: 1, why: 'MAKE_UP_WORKDAY' },
    ]);
    expect(days.at(-1)).toEqual({ on: '2026-10-21', counts: true, n: 12, why: 'WORKDAY' });
    const why = Object.fromEntries(days.map((d) => [d.on, d.why]));
    expect([why['2026-09-25'], why['2026-09-28'], why['2026-10-10'], why['2026-10-12']]).toEqual([
      'HOLIDAY',
      'PAUSED',
      'PAUSED',
      'RESUME_DAY',
    ]);
  });
});

describe('rule 1: a day counts if the clock was running when the day began', () => {
  it('the day of a start never counts, not even at 00:00:00.000 (民法典 201)', () => {
    expect(dueOn('1 workday', ['start 2026-03-02T00:00'])).toBe('2026-03-03');
    expect(dueOn('1 day', ['start 2026-03-02T00:00'])).toBe('2026-03-03');
  });

  it('the day of a pause counts, the day of a resume does not', () => {
    const acts = ['start 2026-03-02', 'pause 2026-03-04T00:00', 'resume 2026-03-06T00:00'];
    expect(whys('5 workday', acts, '2026-03-09')).toEqual([
      '03-02 START_DAY',
      '03-03 WORKDAY 1',
      '03-04 WORKDAY 2',
      '03-05 PAUSED',
      '03-06 RESUME_DAY',
      '03-07 WEEKEND',
      '03-08 WEEKEND',
      '03-09 WORKDAY 3',
    ]);
  });

  it('a pause and a resume within one day change nothing', () => {
    const plain = ['start 2026-03-02'];
    const acts = [...plain, 'pause 2026-03-04T09:00', 'resume 2026-03-04T17:00'];
    expect(ask('5 workday', acts, '2026-03-05', { days: true })).toEqual(
      ask('5 workday', plain, '2026-03-05', { days: true }),
    );
  });

  it('a resume on the day of its own pause leaves a day that did not count uncounted', () => {
    const acts = ['start 2026-03-02', 'pause 2026-03-03', 'resume 2026-03-05T09:00'];
    const again = [...acts, 'pause 2026-03-05T10:00', 'resume 2026-03-05T11:00'];
    expect(whys('5 workday', again, '2026-03-06')).toEqual(whys('5 workday', acts, '2026-03-06'));
  });

  it('the civil day is Shanghai’s, whatever the offset of the instant', () => {
    const start = Date.parse('2026-03-02T16:30:00Z');
    const { days } = readClock(
      { limit: limitOf('1 workday'), acts: [{ act: 'start', at: start }], asOf: start },
      calendar,
      { days: true },
    );
    expect(days).toEqual([{ on: '2026-03-03', counts: false, why: 'START_DAY' }]);
  });
});

describe('rule 2: working days', () => {
  it.each([
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-09-18', 20, '2026-10-22'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-09-24', 7, '2026-10-12'],
    ['2015-07-01', 20, '2015-07-29'],
  ])('%s and %d working days is %s, make-up working days included (行政许可法 82)', (start, n, on) => {
    expect(dueOn(`${n} workday`, [`start ${start}`])).toBe(on);
  });

  it('the period ends with its last day: due at 00:00 of the next', () => {
    const { dueOn: on, dueAt } = ask('3 workday', ['start 2026-03-04'], '2026-03-04');
    expect([on, dueAt]).toEqual(['2026-03-09', dayStart('2026-03-10')]);
  });
});

describe('rule 3: calendar days, months and years', () => {
  it('a last day that is no working day moves the end to the next working day (民法典 203)', () => {
    expect(dueOn('5 day', ['start 2026-09-30'])).toBe('2026-10-08');
    expect(dueOn('3 day', ['start 2026-09-17'])).toBe('2026-09-20');
  });

  it('the days of that move are listed and counted on', () => {
    expect(whys('3 day', ['start 2026-03-03'], '2026-03-20')).toEqual(
      '03-03 START_DAY,03-04 CALENDAR_DAY 1,03-05 CALENDAR_DAY 2,03-06 CALENDAR_DAY 3'.split(','),
    );
    expect(whys('4 day', ['start 2026-03-03'], '2026-03-20')?.slice(-3)).toEqual([
      '03-07 CALENDAR_DAY 4',
      '03-08 CALENDAR_DAY 5',
      '03-09 CALENDAR_DAY 6',
    ]);
  });

  it.each([
    ['1 month', '2026-01-31', '2026-02-28'],
    ['1 month', '2024-01-31', '2024-02-29'],
    ['2 month', '2026-01-15', '2026-03-16'],
    ['12 month', '2025-03-03', '2026-03-03'],
    ['13 month', '2024-12-05', '2026-01-05'],
    ['1 year', '2024-02-29', '2025-02-28'],
    ['2 year', '2024-03-04', '2026-03-04'],
  ])('%s from %s ends on %s: the same number, else the last day of the month (民法典 202)', (limit, start, on) => {
    expect(dueOn(limit, [`start ${start}`])).toBe(on);
  });

  it('a month is moved on by the days paused, then rolled', () => {
    const acts = ['start 2026-03-02', 'pause 2026-03-04', 'resume 2026-03-06'];
    expect(dueOn('1 month', acts)).toBe('2026-04-07');
    expect(dueOn('1 month', [...acts, 'pause 2026-03-10T09:00', 'resume 2026-03-10T10:00'])).toBe('2026-04-07');
    expect(dueOn('1 month', [...acts, 'pause 2026-03-11', 'resume 2026-03-15'])).toBe('2026-04-08');
  });

  it('months extended are counted from the start, not from the first end', () => {
    expect(dueOn('1 month', ['start 2026-01-31', 'extend 2026-02-10 1'])).toBe('2026-03-31');
    expect(dueOn('1 year', ['start 2024-02-29', 'extend 2024-03-10 1'])).toBe('2026-02-28');
  });

  it('no end lies before the day of the last resume', () => {
    const acts = ['start 2026-02-28', 'pause 2026-03-29', 'resume 2026-04-04'];
    expect(dueOn('1 month', acts)).toBe('2026-04-07');
  });
});

describe('rule 4: an extension', () => {
  it('adds to the limit in its unit', () => {
    expect(dueOn('5 day', ['start 2026-03-02', 'extend 2026-03-03 4'])).toBe('2026-03-11');
  });

  it('is too late at the due instant, in time one millisecond before', () => {
    expect(refused('3 workday', ['start 2026-03-02', 'extend 2026-03-06T00:00 5'])).toBe(
      'CLOCK_EXTENDED_TOO_LATE acts.1.at',
    );
    const acts: ClockAct[] = [act('start 2026-03-02'), { act: 'extend', at: dayStart('2026-03-06') - 1, value: 5 }];
    expect(deadline(limitOf('3 workday'), acts, calendar).dueOn).toBe('2026-03-12');
  });

  it('is allowed while paused, long after the first due date', () => {
    const acts = ['start 2026-03-02', 'pause 2026-03-04', 'extend 2026-05-20 2', 'resume 2026-06-01'];
    expect(dueOn('3 workday', acts)).toBe('2026-06-04');
  });

  it('after the end is too late', () => {
    expect(refused('9 workday', ['start 2026-03-02', 'end 2026-03-03', 'extend 2026-03-03 1'])).toBe(
      'CLOCK_EXTENDED_TOO_LATE acts.2.at',
    );
  });
});

describe('rule 5: a pause', () => {
  it('cannot hide an overdue clock', () => {
    expect(refused('3 workday', ['start 2026-03-02', 'pause 2026-03-06T00:00'])).toBe(
      'CLOCK_PAUSED_TOO_LATE acts.1.at',
    );
    expect(refused('3 workday', ['start 2026-03-02', 'pause 2026-03-05T23:59'])).toBe('nothing refused');
  });

  it('with nothing left makes the clock due on the day of the resume, rolled to a working day', () => {
    const acts = ['start 2026-03-02', 'pause 2026-03-05'];
    expect(dueOn('3 workday', [...acts, 'resume 2026-03-11'])).toBe('2026-03-11');
    expect(dueOn('3 workday', [...acts, 'resume 2026-03-14'])).toBe('2026-03-16');
    expect(dueOn('3 day', [...acts, 'resume 2026-03-14'])).toBe('2026-03-16');
  });

  it('between the last calendar day and the rolled end still pauses', () => {
    const acts = ['start 2026-03-03', 'pause 2026-03-08', 'resume 2026-03-11'];
    expect(dueOn('4 day', acts)).toBe('2026-03-11');
    expect(dueOn('4 day', ['start 2026-03-03', 'pause 2026-03-08T09:00', 'resume 2026-03-08T10:00'])).toBe(
      '2026-03-09',
    );
  });
});

describe('rule 6: the order of acts, then the state', () => {
  const begun = 'start 2026-03-02';
  const paused = 'pause 2026-03-03';
  const ended = 'end 2026-03-04';

  it.each([
    ['acts out of order', [begun, 'pause 2026-03-01'], 'CLOCK_ACTS_OUT_OF_ORDER acts.1.at'],
    ['order before state', [begun, 'resume 2026-03-01'], 'CLOCK_ACTS_OUT_OF_ORDER acts.1.at'],
    [
      'act by act: an earlier fault of state first',
      ['pause 2026-03-02', 'start 2026-03-01'],
      'CLOCK_NOT_STARTED acts.0.act',
    ],
    ['no act', [], 'CLOCK_NOT_STARTED acts'],
    ['an end before any start', [ended], 'CLOCK_NOT_STARTED acts.0.act'],
    ['a second start', [begun, begun], 'CLOCK_ALREADY_STARTED acts.1.act'],
    ['a start while paused', [begun, paused, 'start 2026-03-04'], 'CLOCK_ALREADY_STARTED acts.2.act'],
    ['a start after the end', [begun, ended, 'start 2026-03-05'], 'CLOCK_ALREADY_STARTED acts.2.act'],
    ['a second pause', [begun, paused, paused], 'CLOCK_ALREADY_PAUSED acts.2.act'],
    ['a resume of a running clock', [begun, 'resume 2026-03-03'], 'CLOCK_NOT_PAUSED acts.1.act'],
    ['a pause after the end', [begun, ended, 'pause 2026-03-05'], 'CLOCK_ENDED acts.2.act'],
    ['a resume after the end', [begun, paused, ended, 'resume 2026-03-05'], 'CLOCK_ENDED acts.3.act'],
    ['a second end', [begun, ended, ended], 'CLOCK_ENDED acts.2.act'],
    ['an act before the first year with data', ['start 2014-12-31'], 'CALENDAR_UNKNOWN acts.0.at'],
    ['an act after the last year with data', [begun, 'end 2036-01-01'], 'CALENDAR_UNKNOWN acts.1.at'],
  ])('refuses %s', (_, acts, refusal) => {
    expect(refused('20 workday', acts)).toBe(refusal);
  });

  it('refuses a day asked for before the start, or outside the years with data', () => {
    expect(refused('20 workday', [begun], '2026-03-01')).toBe('CLOCK_NOT_STARTED asOf');
    expect(refused('20 workday', [begun], '2036-01-01')).toBe('CALENDAR_UNKNOWN asOf');
    expect(refused('20 workday', [begun, ended], '2036-01-01')).toBe('CALENDAR_UNKNOWN asOf');
    expect(refused('20 workday', ['start 2015-01-05'], '2014-12-31')).toBe('CALENDAR_UNKNOWN asOf');
  });

  it('refuses a due date after the last year with data', () => {
    for (const limit of ['20 workday', '20 day', '1 month', '1 year']) {
      expect(refused(limit, ['start 2035-12-20'], '2035-12-21')).toMatch(/^CALENDAR_UNKNOWN/);
    }
  });

  it('takes equal instants in the order given, and the end of a paused clock', () => {
    const acts = ['start 2026-03-02', 'pause 2026-03-02', 'resume 2026-03-02', 'end 2026-03-02'];
    expect(ask('20 workday', acts, '2026-03-02').state).toBe('ended');
    expect(ask('20 workday', [begun, paused, ended], '2026-03-05').state).toBe('ended');
  });

  it('refuses a limit or an extension that is no whole number of at least 1', () => {
    expect(refused('0 workday', [begun])).toBe('BAD_INPUT limit.value');
    expect(refused('1.5 workday', [begun])).toBe('BAD_INPUT limit.value');
    expect(refused('5 workday', [begun, 'extend 2026-03-03'])).toBe('BAD_INPUT acts.1.value');
  });
});

describe('rule 7: acts later than the instant asked for', () => {
  it('are left out of the answer', () => {
    expect(ask('20 workday', EXAMPLE, '2026-10-20T08:59').dueOn).toBe('2026-11-02');
    expect(ask('20 workday', EXAMPLE, '2026-10-20T09:00').dueOn).toBe('2026-11-16');
  });

  it('are checked all the same', () => {
    expect(refused('20 workday', ['start 2026-03-02', 'resume 2026-03-20'], '2026-03-03')).toBe(
      'CLOCK_NOT_PAUSED acts.1.act',
    );
  });
});

describe('rule 8: while paused', () => {
  const acts = ['start 2026-03-02', 'pause 2026-03-04'];
  const still = { dueOn: null, dueAt: null, provisional: false, used: 2, remaining: 3, overdueBy: 0 };

  it('there is no due date, and what remains stands still', () => {
    expect(ask('5 workday', acts, '2026-03-04')).toEqual({ state: 'paused', ...still });
    expect(ask('5 workday', acts, '2027-06-30')).toEqual({ state: 'paused', ...still });
  });

  it('an end keeps it so', () => {
    expect(ask('5 workday', [...acts, 'end 2026-05-04'], '2026-06-01')).toEqual({ state: 'ended', ...still });
  });
});

describe('rule 9: used, remaining and overdue', () => {
  it('used runs on past the limit, remaining stops at nothing, overdue counts working days', () => {
    expect(ask('3 workday', ['start 2026-03-02'], '2026-03-10')).toMatchObject({ used: 6, remaining: 0, overdueBy: 3 });
    expect(ask('3 workday', ['start 2026-03-02'], '2026-03-05')).toMatchObject({ used: 3, remaining: 0, overdueBy: 0 });
  });

  it('a limit in days is overdue by calendar days after the rolled end', () => {
    expect(ask('4 day', ['start 2026-03-03'], '2026-03-15')).toMatchObject({ used: 12, remaining: 0, overdueBy: 6 });
  });

  it('months and years count calendar days used, nothing remaining, and overdue working days', () => {
    const acts = ['start 2026-03-02', 'pause 2026-03-04', 'resume 2026-03-06'];
    expect(ask('1 month', acts, '2026-04-12')).toMatchObject({ used: 39, remaining: null, overdueBy: 3 });
    expect(ask('1 year', ['start 2026-03-02'], '2026-03-12')).toMatchObject({
      used: 10,
      remaining: null,
      overdueBy: 0,
    });
  });

  it('all stand still from the end on', () => {
    const acts = ['start 2026-03-02', 'end 2026-03-09'];
    expect(ask('3 workday', acts, '2026-12-31')).toMatchObject({ state: 'ended', used: 5, remaining: 0, overdueBy: 2 });
  });
});

describe('rule 10: provisional', () => {
  it('is a due date in a year without a published calendar, whatever day is asked for', () => {
    expect(ask('5 workday', ['start 2026-12-28'], '2026-12-28')).toMatchObject({
      dueOn: '2027-01-05',
      provisional: true,
    });
    expect(ask('3 workday', ['start 2026-12-28'], '2027-06-01')).toMatchObject({
      dueOn: '2026-12-31',
      provisional: false,
    });
  });
});

describe('rule 11: the days', () => {
  it('are listed only when asked for', () => {
    expect(ask('3 workday', ['start 2026-03-02'], '2026-03-10')).not.toHaveProperty('days');
  });

  it('end with the earliest of due day, day asked for and end', () => {
    const last = (acts: string[], asOf: string) => whys('3 workday', acts, asOf)?.at(-1);
    expect(last(['start 2026-03-02'], '2026-03-10')).toBe('03-05 WORKDAY 3');
    expect(last(['start 2026-03-02'], '2026-03-04')).toBe('03-04 WORKDAY 2');
    expect(last(['start 2026-03-02', 'end 2026-03-03'], '2026-03-10')).toBe('03-03 WORKDAY 1');
  });

  it('give the calendar’s reason first, in working days alone', () => {
    const acts = ['start 2026-03-07', 'pause 2026-03-07', 'resume 2026-03-15'];
    expect(whys('5 workday', acts, '2026-03-16')).toEqual([
      '03-07 WEEKEND',
      '03-08 WEEKEND',
      ...['03-09', '03-10', '03-11', '03-12', '03-13'].map((on) => `${on} PAUSED`),
      '03-14 WEEKEND',
      '03-15 WEEKEND',
      '03-16 WORKDAY 1',
    ]);
    expect(whys('5 day', acts, '2026-03-16')?.filter((day) => !day.endsWith('PAUSED'))).toEqual([
      '03-07 START_DAY',
      '03-15 RESUME_DAY',
      '03-16 CALENDAR_DAY 1',
    ]);
  });

  it('give a festival before the start, the resume and the pause', () => {
    const acts = ['start 2026-10-01', 'pause 2026-10-01', 'resume 2026-10-06'];
    const reasons = ask('5 workday', acts, '2026-10-08', { days: true }).days?.map((day) => day.why);
    expect(reasons).toEqual([...Array<string>(7).fill('HOLIDAY'), 'WORKDAY']);
  });

  it('name a resume on a make-up working day and a start that was paused at once', () => {
    const acts = ['start 2026-09-18', 'pause 2026-09-18', 'resume 2026-09-20'];
    expect(whys('5 workday', acts, '2026-09-21')).toEqual([
      '09-18 START_DAY',
      '09-19 WEEKEND',
      '09-20 RESUME_DAY',
      '09-21 WORKDAY 1',
    ]);
  });
});

// Working days and arithmetic over them, on the shipped calendars.
import * as fc from 'fast-check';
import { calendar, years } from '../../test/law';
import { Refusal } from './refusal';
import {
  addWorkdays,
  civilDate,
  civilDateOf,
  compileCalendar,
  dayNumber,
  dayStart,
  isCivilDate,
  isWorkday,
  nextWorkday,
  previousWorkday,
  workdaysBetween,
  yearsOf,
  type CalendarYear,
} from './workday';

const year = (n: number) => years.find((y) => y.year === n) as CalendarYear;
const code = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing refused';
};

describe('a working day', () => {
  it.each([
    ['2026-09-18', true, 'WORKDAY'],
    ['2026-09-20', true, 'MAKE_UP_WORKDAY'],
    ['2026-09-19', false, 'WEEKEND'],
    ['2026-09-25', false, 'HOLIDAY'],
    ['2026-09-26', false, 'HOLIDAY'],
    ['2015-09-03', false, 'HOLIDAY'],
    ['2015-09-05', false, 'HOLIDAY'],
    ['2015-09-06', true, 'MAKE_UP_WORKDAY'],
    ['2019-05-03', false, 'HOLIDAY'],
    ['2019-05-05', true, 'MAKE_UP_WORKDAY'],
    ['2018-12-29', true, 'MAKE_UP_WORKDAY'],
    ['2018-12-31', false, 'HOLIDAY'],
    ['2022-12-31', false, 'HOLIDAY'],
    ['2020-02-01', false, 'HOLIDAY'],
    ['2024-02-09', true, 'WORKDAY'],
  ])('%s: %s, %s', (on, workday, why) => {
    expect(isWorkday(calendar, on)).toEqual({ workday, why, provisional: false });
  });

  it('is a plain one on the Monday that a later notice turned back (2020-02-03)', () => {
    expect(isWorkday(calendar, '2020-02-03')).toEqual({ workday: true, why: 'WORKDAY', provisional: false });
  });

  it('is a plain one even where a file lists a weekday as worked', () => {
    const again = compileCalendar([{ ...year(2020), work: [...year(2020).work, '2020-02-03'] }]);
    expect(isWorkday(again, '2020-02-03').why).toBe('WORKDAY');
  });

  it('is no weekend day that only adjoins a festival without being listed by the notice', () => {
    expect(isWorkday(calendar, '2019-04-06').why).toBe('WEEKEND');
  });

  it('is provisional in a year without a published notice', () => {
    expect(isWorkday(calendar, '2027-01-02')).toEqual({ workday: false, why: 'WEEKEND', provisional: true });
    expect(isWorkday(calendar, '2027-01-01')).toEqual({ workday: false, why: 'HOLIDAY', provisional: true });
  });

  it('knows New Year and its eve of 2027 and 2030, where Node’s own calendar errs', () => {
    const why = (on: string) => isWorkday(calendar, on).why;
    expect(['2027-02-04', '2027-02-05', '2027-02-08', '2027-02-09'].map(why)).toEqual([
      'WORKDAY',
      'HOLIDAY',
      'HOLIDAY',
      'WORKDAY',
    ]);
    expect(['2030-02-01', '2030-02-02', '2030-02-05', '2030-02-06'].map(why)).toEqual([
      'WORKDAY',
      'HOLIDAY',
      'HOLIDAY',
      'WORKDAY',
    ]);
  });

  it('counts statutory days that coincide once: 2028 and 2031 have twelve days off', () => {
    expect([2027, 2028, 2029, 2030, 2031].map((n) => year(n).off.length)).toEqual([13, 12, 13, 13, 12]);
    expect(isWorkday(calendar, '2028-10-04').workday).toBe(true);
  });
});

describe('adding working days', () => {
  it.each([
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-09-18', 20, '2026-10-22'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-09-24', 7, '2026-10-12'],
    ['2015-07-01', 20, '2015-07-29'],
    ['2026-10-22', -20, '2026-09-18'],
    ['2026-09-20', -1, '2026-09-18'],
    ['2026-10-12', -1, '2026-10-10'],
    ['2026-10-03', 0, '2026-10-03'],
  ])('%s and %d is %s', (from, n, on) => {
    expect(addWorkdays(calendar, from, n)).toEqual({ on, provisional: false });
  });

  it('is provisional as soon as it steps over or reaches a day without a notice', () => {
    expect(addWorkdays(calendar, '2026-12-30', 1)).toEqual({ on: '2026-12-31', provisional: false });
    expect(addWorkdays(calendar, '2026-12-31', 1)).toEqual({ on: '2027-01-04', provisional: true });
    expect(addWorkdays(calendar, '2027-01-04', -1)).toEqual({ on: '2026-12-31', provisional: true });
    expect(addWorkdays(calendar, '2027-03-01', 0)).toEqual({ on: '2027-03-01', provisional: true });
    expect(addWorkdays(calendar, '2027-01-01', -1)).toEqual({ on: '2026-12-31', provisional: false });
  });

  it('finds the working day after and before a date, never the date itself', () => {
    expect(nextWorkday(calendar, '2026-09-18')).toBe('2026-09-20');
    expect(previousWorkday(calendar, '2026-09-21')).toBe('2026-09-20');
  });

  it('refuses dates outside the years with data, and results outside them', () => {
    expect(code(() => addWorkdays(calendar, '2014-12-31', 1))).toBe('CALENDAR_UNKNOWN');
    expect(code(() => addWorkdays(calendar, '2036-01-01', -1))).toBe('CALENDAR_UNKNOWN');
    expect(code(() => addWorkdays(calendar, '2035-12-31', 1))).toBe('CALENDAR_UNKNOWN');
    expect(code(() => addWorkdays(calendar, '2015-01-01', -1))).toBe('CALENDAR_UNKNOWN');
    expect(code(() => addWorkdays(calendar, '2026-01-01', 1e12))).toBe('CALENDAR_UNKNOWN');
    expect(code(() => isWorkday(calendar, '2014-12-31'))).toBe('CALENDAR_UNKNOWN');
  });

  it('refuses what is no date and what is no whole number', () => {
    expect(code(() => addWorkdays(calendar, '2026-02-29', 1))).toBe('BAD_INPUT');
    expect(code(() => addWorkdays(calendar, '2026-02-27', 1.5))).toBe('BAD_INPUT');
  });
});

describe('working days between two dates', () => {
  it('leaves out the first and counts the last', () => {
    expect(workdaysBetween(calendar, '2026-09-18', '2026-10-22')).toEqual({ workdays: 20, provisional: false });
    expect(workdaysBetween(calendar, '2026-09-18', '2026-09-18')).toEqual({ workdays: 0, provisional: false });
  });

  it('reversed are minus the working days in [to, from)', () => {
    expect(workdaysBetween(calendar, '2026-10-22', '2026-09-18')).toEqual({ workdays: -20, provisional: false });
    expect(workdaysBetween(calendar, '2026-10-04', '2026-10-01')).toEqual({ workdays: 0, provisional: false });
    expect(workdaysBetween(calendar, '2026-09-27', '2026-09-24')).toEqual({ workdays: -1, provisional: false });
  });

  it('are provisional when a counted day has no notice', () => {
    expect(workdaysBetween(calendar, '2026-12-30', '2027-01-04')).toEqual({ workdays: 2, provisional: true });
    expect(workdaysBetween(calendar, '2027-01-04', '2026-12-30')).toEqual({ workdays: -2, provisional: true });
  });

  it('undo the addition, whatever the start and the number', () => {
    const anyDay = fc.integer({ min: dayNumber('2016-01-01'), max: dayNumber('2034-12-31') }).map(civilDate);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 200 }), (from, n) => {
        const { on } = addWorkdays(calendar, from, n);
        expect(workdaysBetween(calendar, from, on).workdays).toBe(n);
        expect(isWorkday(calendar, on).workday).toBe(true);
        const back = addWorkdays(calendar, from, -n).on;
        expect(workdaysBetween(calendar, from, back).workdays).toBe(-n);
        expect(isWorkday(calendar, back).workday).toBe(true);
      }),
    );
  });

  it('agree with counting day by day', () => {
    const anyDay = fc.integer({ min: dayNumber('2015-01-01'), max: dayNumber('2035-12-31') });
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (from, length) => {
        const to = Math.min(from + length, dayNumber('2035-12-31'));
        let counted = 0;
        for (let day = from + 1; day <= to; day++) if (isWorkday(calendar, civilDate(day)).workday) counted++;
        expect(workdaysBetween(calendar, civilDate(from), civilDate(to)).workdays).toBe(counted);
      }),
    );
  });
});

describe('a civil date in Shanghai', () => {
  it('contains every instant from its own midnight on', () => {
    expect(civilDateOf(Date.parse('2026-09-18T00:00:00.000+08:00'))).toBe('2026-09-18');
    expect(civilDateOf(Date.parse('2026-09-17T23:59:59.999+08:00'))).toBe('2026-09-17');
    expect(civilDateOf(Date.parse('2026-09-17T16:00:00Z'))).toBe('2026-09-18');
    expect(dayStart('2026-09-18')).toBe(Date.parse('2026-09-18T00:00:00+08:00'));
  });

  it('is told from what only looks like one', () => {
    expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isCivilDate)).toBe(true);
    expect(
      ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', '2026-04-1', '', 7].some(
        isCivilDate,
      ),
    ).toBe(false);
  });

  it('agrees with the Gregorian calendar around every turn of a month in four centuries', () => {
    const wrong: number[] = [];
    for (let month = 0; month < 4_800; month++) {
      const first = Date.UTC(1800, month, 1) / 86_400_000;
      for (const day of [first - 1, first, first + 1]) {
        const on = new Date(day * 86_400_000).toISOString().slice(0, 10);
        if (civilDate(day) !== on || dayNumber(on) !== day) wrong.push(day);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('compiling a calendar', () => {
  it('refuses a gap between years, a year given twice, no year, and a day outside its year', () => {
    expect(code(() => compileCalendar([year(2024), year(2026)]))).toBe('CALENDAR_FAULTY');
    expect(code(() => compileCalendar([year(2024), year(2024)]))).toBe('CALENDAR_FAULTY');
    expect(code(() => compileCalendar([]))).toBe('CALENDAR_FAULTY');
    expect(code(() => compileCalendar([{ ...year(2026), off: ['2027-01-01'] }]))).toBe('CALENDAR_FAULTY');
  });

  it('takes an assumed year as provisional and the last published one as such', () => {
    const assumed = compileCalendar([year(2026), { ...year(2027), standing: 'assumed' }]);
    expect(yearsOf(assumed)).toEqual({ first: 2026, published: 2026, last: 2027 });
    expect(isWorkday(assumed, '2027-03-01').provisional).toBe(true);
  });
});

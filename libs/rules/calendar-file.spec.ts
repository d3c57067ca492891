// A calendar file before it is imported: what it must hold by the statute, and what it changes.
import { calendar, years } from '../../test/law';
import { calendarChanges, validateCalendar } from './calendar-file';
import { compileCalendar, yearsOf, type CalendarYear } from './workday';

const year = (n: number) => years.find((y) => y.year === n) as CalendarYear;

describe('the shipped calendars', () => {
  it('run from 2015 to 2035, published up to 2026', () => {
    expect(yearsOf(calendar)).toEqual({ first: 2015, published: 2026, last: 2035 });
  });

  it('have no fault', () => {
    for (const file of years)
      expect({ year: file.year, faults: validateCalendar(file) }).toEqual({ year: file.year, faults: [] });
  });

  it('name their source, and say so where nobody compared them with it', () => {
    for (const file of years) {
      expect(file.source.document).toMatch(/(国办发明电|国发明电)〔\d{4}〕\d+号|国务院令第795号/);
      if (file.standing !== 'published')
        expect(file.source).toMatchObject({ verified: false, note: expect.any(String) });
    }
  });
});

describe('checking a calendar file', () => {
  const faultsOf = (change: object, loaded = calendar) =>
    validateCalendar({ ...year(2026), ...change }, loaded).map((fault) => `${fault.path} ${fault.code}`);

  it.each([
    ['a day named twice', { off: [...year(2026).off, '2026-10-01'] }, ['off.33 CALENDAR_DAY_TWICE']],
    ['a day both off and worked', { work: ['2026-10-03'] }, ['work.0 CALENDAR_DAY_TWICE']],
    ['a day of another year', { work: ['2027-01-02'] }, ['work.0 CALENDAR_DAY_OF_OTHER_YEAR']],
    ['no real day', { work: ['2026-02-30'] }, ['work.0 BAD_INPUT']],
    ['a make-up day on a weekday', { work: ['2026-03-02'] }, ['work.0 CALENDAR_MAKE_UP_ON_WEEKDAY']],
    ['a gap after the loaded years', { year: 2040, off: [], work: [] }, ['year CALENDAR_YEAR_GAP']],
    ['a word that is not known', { standing: 'firm' }, ['standing BAD_INPUT']],
    ['a field that is not known', { holidays: [] }, ['holidays BAD_INPUT']],
    ['a source without document', { source: { title: 'x', verified: true } }, ['source.document BAD_INPUT']],
    ['a field of the source that is not known', { source: { ...year(2026).source, by: 1 } }, ['source.by BAD_INPUT']],
    ['a year before the statute known here', { year: 2013 }, ['year BAD_INPUT']],
    ['days that are no texts', { off: [1] }, ['off BAD_INPUT']],
  ])('tells %s', (_, change, faults) => {
    expect(faultsOf(change).filter((fault) => !fault.includes('STATUTE'))).toEqual(faults);
  });

  it.each(years.map((file) => [file.year]))('tells every statutory day missing from %d', (n) => {
    const statute = n >= 2025 ? 13 : 11;
    const faults = validateCalendar({ ...year(n), off: [] }).map((fault) => fault.params as { needed: number });
    // The last span holds the National Day too: three days that the one before it has already asked for.
    const needed = faults.reduce((sum, fault) => sum + fault.needed, 0) - 3;
    expect(needed).toBe(statute - ([2020, 2028, 2031].includes(n) ? 1 : 0));
  });

  it('tells a Labour Day of one day once the statute gives two', () => {
    const off = year(2027).off.filter((on) => on !== '2027-05-02');
    expect(validateCalendar({ ...year(2027), off })).toEqual([
      { path: 'off', code: 'CALENDAR_BELOW_STATUTE', params: { festival: '劳动节', needed: 2, listed: 1 } },
    ]);
  });

  it('lets a later notice turn back a weekday that an earlier one had made free', () => {
    const off = year(2026).off.filter((on) => on !== '2026-01-02');
    expect(faultsOf({ off, work: ['2026-01-02'] })).toEqual([]);
  });

  it('tells a file that is no calendar at all', () => {
    expect(validateCalendar(null)).toContainEqual({ path: 'year', code: 'BAD_INPUT', params: {} });
  });
});

describe('what a file changes', () => {
  it('is nothing if it says what is loaded', () => {
    for (const file of years) expect(calendarChanges(file, calendar)).toEqual([]);
  });

  it('is each day that becomes another kind, also one that is free for another reason', () => {
    // 2027-02-05 and 02-06 are a Friday and a Saturday; a notice would add days in lieu and days made up.
    const off = [...year(2027).off, '2027-02-10', '2027-02-13'];
    expect(calendarChanges({ ...year(2027), off, work: ['2027-02-20'] }, calendar)).toEqual([
      { on: '2027-02-10', from: 'WORKDAY', to: 'HOLIDAY' },
      { on: '2027-02-13', from: 'WEEKEND', to: 'HOLIDAY' },
      { on: '2027-02-20', from: 'WEEKEND', to: 'MAKE_UP_WORKDAY' },
    ]);
  });

  it('is every day of a year that no calendar covers', () => {
    const changes = calendarChanges(year(2035), compileCalendar(years.filter((file) => file.year < 2035)));
    expect(changes).toHaveLength(365);
    expect(changes[0]).toEqual({ on: '2035-01-01', from: null, to: 'HOLIDAY' });
  });
});

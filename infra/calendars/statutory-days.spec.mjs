// The computed statutory days beside what the State Council published, and beside the files shipped for the years to come.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { festivalsOf, statutoryDaysOf } from './statutory-days.mjs';

const folder = join(__dirname, '../../seeds/calendars');
const years = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const published = years.filter((year) => year.standing === 'published');

describe('the statutory days off', () => {
  it.each(published.map((file) => [file.year, file]))('of %d lie among the days published as off', (year, file) => {
    // New Year's Eve and 05-02 are statutory only since 2025.
    const since2025 = [
      `${year}-05-02`,
      new Date(Date.parse(festivalsOf(year).newYear.on) - 86_400_000).toISOString().slice(0, 10),
    ];
    const expected = statutoryDaysOf(year).filter((on) => year >= 2025 || !since2025.includes(on));
    expect(expected.filter((on) => !file.off.includes(on))).toEqual([]);
  });

  it('have New Year of 2025 and 2026 on the day that was published', () => {
    expect([2025, 2026].map((year) => festivalsOf(year).newYear.on)).toEqual(['2025-01-29', '2026-02-17']);
  });

  it.each(years.filter((file) => file.standing === 'provisional').map((file) => [file.year, file]))(
    'of %d are exactly those shipped',
    (year, file) => {
      expect(file).toMatchObject({ off: statutoryDaysOf(year), work: [] });
    },
  );

  it('are right in 2027 and 2030, minutes from midnight', () => {
    expect(festivalsOf(2027).newYear).toEqual({ on: '2027-02-06', margin: expect.any(Number) });
    expect(festivalsOf(2030).newYear.on).toBe('2030-02-03');
    // The library is good to about two minutes of time for a new moon.
    const margins = years.flatMap(({ year }) => Object.values(festivalsOf(year)).map(({ margin }) => margin));
    expect(Math.min(...margins)).toBeGreaterThan(3);
  });

  it('leave out the leap month of 2033, after the eleventh', () => {
    expect([2033, 2034].map((year) => festivalsOf(year).newYear.on)).toEqual(['2033-01-31', '2034-02-19']);
    expect(festivalsOf(2033).midAutumn.on).toBe('2033-09-08');
  });
});

// The statutory days off of a year, computed: 全国年节及纪念日放假办法 art. 2 (2024 amendment, in force from 2025-01-01), the lunar
// calendar by GB/T 33661-2017 from real new moons and solar terms at UTC+8. Node's own Chinese calendar errs in 2027 and 2030.
import { SearchMoonPhase, SearchSunLongitude, SunPosition } from 'astronomy-engine';

const DAY = 86_400_000;
const BEIJING = 8 * 3_600_000;
const dayOf = (date) => Math.floor((date.getTime() + BEIJING) / DAY);
const civil = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** Distance of an instant from midnight at UTC+8, in minutes: how sure the civil day of an astronomical event is. */
const marginOf = (date) => {
  const intoDay = (((date.getTime() + BEIJING) % DAY) + DAY) % DAY;
  return Math.min(intoDay, DAY - intoDay) / 60_000;
};

const search = (found, what) => {
  if (!found) throw new Error(`no ${what} found`);
  return found.date;
};
const newMoonFrom = (from) => search(SearchMoonPhase(0, from, 40), 'new moon');
const sunAt = (longitude, from) => search(SearchSunLongitude(longitude, from, 40), `sun at ${longitude} degrees`);
const winterSolstice = (year) => sunAt(270, new Date(Date.UTC(year, 11, 1)));

/** First days of the lunar months from the 11th month of the year before (it holds the winter solstice) to that of the year. */
function monthsAround(year) {
  const [from, to] = [dayOf(winterSolstice(year - 1)), dayOf(winterSolstice(year))];
  const moons = [];
  for (let moon = newMoonFrom(new Date((from - 40) * DAY)); dayOf(moon) <= to;) {
    moons.push(moon);
    moon = newMoonFrom(new Date(moon.getTime() + 20 * DAY));
  }
  return moons.slice(moons.findLastIndex((moon) => dayOf(moon) <= from));
}

/** In which twelfth of the zodiac the sun stands when a civil day begins at UTC+8; it changes at each major solar term (中气). */
const twelfthAt = (day) => Math.floor(SunPosition(new Date(day * DAY - BEIJING)).elon / 30);

/** The new moons that open the numbered lunar months 11, 12, 1 ... 10 of a year, its leap month left out. */
function numberedMonths(year) {
  const moons = monthsAround(year);
  const days = moons.map(dayOf);
  // Thirteen months between two solstices: the first without a major term is the leap month.
  const leap = days.length === 14 ? days.findIndex((day, i) => i > 0 && twelfthAt(day) === twelfthAt(days[i + 1])) : -1;
  const numbered = moons.filter((_, i) => i !== leap);
  return new Map(numbered.slice(0, 12).map((moon, i) => [((i + 10) % 12) + 1, moon]));
}

/**
 * The festivals of a year whose date the sky decides, each with the margin of its event from midnight in minutes.
 * @returns {Record<'newYear' | 'dragonBoat' | 'midAutumn' | 'clearAndBright', { on: string, margin: number }>}
 */
export function festivalsOf(year) {
  const months = numberedMonths(year);
  const festival = (event, later) => ({ on: civil(dayOf(event) + later), margin: marginOf(event) });
  return {
    newYear: festival(months.get(1), 0),
    dragonBoat: festival(months.get(5), 4),
    midAutumn: festival(months.get(8), 14),
    clearAndBright: festival(sunAt(15, new Date(Date.UTC(year, 2, 25))), 0),
  };
}

/** The 13 statutory days off of a year from 2025, ascending; days that coincide count once (2028-10-03). */
export function statutoryDaysOf(year) {
  const { newYear, dragonBoat, midAutumn, clearAndBright } = festivalsOf(year);
  const spring = Date.parse(newYear.on) / DAY;
  const days = [
    ...['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`),
    ...[-1, 0, 1, 2].map((shift) => civil(spring + shift)),
    clearAndBright.on,
    dragonBoat.on,
    midAutumn.on,
  ];
  return [...new Set(days)].sort();
}

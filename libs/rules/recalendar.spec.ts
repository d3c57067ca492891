// A new calendar under way: item 16 filed on Friday 2026-09-18, promised for 09-23, counted by hand; then laws over random imports.
import * as fc from 'fast-check';
import { at, calendar, FILED, partiesTo, permitFor, years } from '../../test/law';
import { settle } from './due';
import { type ActData } from './doing';
import { LIFECYCLE, type ActName } from './lifecycle';
import { type Calendars, type Revision, settleThrough } from './recalendar';
import { reduce } from './reduce';
import { type CaseState } from './state';
import { civilDate, compileCalendar, dayNumber, type Calendar, type CalendarYear } from './workday';

const permit = permitFor('dept:fire');
const parties = partiesTo(permit);
const held = { rev: 1, calendar };
const act = (state: CaseState | null, name: ActName, when: number, data: ActData = {}, by: Calendar = calendar) =>
  reduce(state, { act: name, at: when, by: 'p', data }, permit, by).state;
const filed = act(null, 'file', FILED, { parties });

/** The shipped calendars with days of 2026 made free or worked. */
function changed(days: { off?: string[]; work?: string[] }, more: Partial<CalendarYear> = {}): Calendar {
  const all = [...(days.off ?? []), ...(days.work ?? [])];
  const rest = (list: readonly string[]) => list.filter((on) => !all.includes(on));
  const year = years.find((one) => one.year === 2026)!;
  const off = [...rest(year.off), ...(days.off ?? [])];
  const work = [...rest(year.work), ...(days.work ?? [])];
  return compileCalendar([...years.filter((one) => one !== year), { ...year, off, work, ...more }]);
}
const LATER = changed({ off: ['2026-09-22'] });
const EARLIER = changed({ work: ['2026-09-19'] });
const imported = (by: Calendar, when: string, rev = 2): Revision => ({ rev, at: at(when), calendar: by });
const through = (state: CaseState, when: string, ...later: Revision[]) =>
  settleThrough(state, permit, { held, later }, at(when));
const shown = (ms: number) => new Date(ms + 28_800_000).toISOString().slice(0, 16);
const told = ({ settled }: ReturnType<typeof through>) => settled.map((one) => `${shown(one.at)} ${one.act}`);
const instants = ({ instants: list }: CaseState) => list.map(({ act: name, at: when }) => `${shown(when)} ${name}`);

it('moves the sixty days of a reconsideration too, and says so to the commission (行政复议法 62)', () => {
  const refused = act(act(filed, 'accept', FILED + 1), 'opinion', FILED + 2, { body: 'dept:fire', verdict: 'AGREE' });
  const ended = act(refused, 'decide', FILED + 3, { outcome: 'REFUSE' });
  const asked = act(ended, 'ask-reconsideration', at('2026-09-28T09:00'));
  // The sixtieth day is Friday 27 November; made free, it ends on Monday.
  const free = imported(changed({ off: ['2026-11-27'] }), '2026-10-08T10:00');
  const { state, settled } = through(asked, '2026-10-08T12:00', free);
  expect(instants(state)).toEqual(['2026-12-01T00:00 step-overdue']);
  expect(settled[0]!.event.data).toMatchObject({
    instants: [{ act: 'step-overdue', from: at('2026-11-28T00:00'), to: at('2026-12-01T00:00') }],
    work: [{ kind: 'RECONSIDERATION', body: 'commission' }],
    dueOn: '2026-11-30',
  });
});

it('行政许可法 第八十二条: moves a date further when a working day becomes free, and says from when to when', () => {
  const { state, settled, rev } = through(filed, '2026-09-19T12:00', imported(LATER, '2026-09-19T10:00'));
  expect(rev).toBe(2);
  expect(settled).toHaveLength(1);
  expect(settled[0]).toMatchObject({ act: 'recalendar', at: at('2026-09-19T10:00') });
  expect(settled[0]!.event).toEqual({
    type: 'case.calendar-changed.v1',
    data: {
      calendarRev: 2,
      dates: [
        { of: 'acceptance', from: '2026-09-24', to: '2026-09-28' },
        { of: 'promised', from: '2026-09-23', to: '2026-09-24' },
      ],
      instants: [
        { act: 'yellow-card', level: null, from: at('2026-09-22T00:00'), to: at('2026-09-23T00:00') },
        { act: 'red-card', level: null, from: at('2026-09-24T00:00'), to: at('2026-09-25T00:00') },
        { act: 'deem-accepted', level: null, from: at('2026-09-25T00:00'), to: at('2026-09-29T00:00') },
        { act: 'escalate', level: 1, from: at('2026-09-25T00:00'), to: at('2026-09-29T00:00') },
      ],
      work: [{ kind: 'ACCEPTANCE', body: 'window:caohejing' }],
      dueOn: '2026-09-28',
    },
  });
  expect(state.dates.due).toMatchObject({ dueOn: '2026-09-24', basis: 'PROMISE' });
});

it('moves a date nearer when a weekend day becomes a working day', () => {
  const { state } = through(filed, '2026-09-18T18:00', imported(EARLIER, '2026-09-18T17:00'));
  expect(state.dates.due?.dueOn).toBe('2026-09-22');
  expect(instants(state)[0]).toBe('2026-09-21T00:00 yellow-card');
});

it('settles by the old calendar what was due before the import, and by the new one what comes after', () => {
  const late = through(filed, '2026-09-25T12:00', imported(LATER, '2026-09-22T10:00'));
  // Yellow fell by the old calendar on the day that the new one makes free; red falls by the new one.
  expect(told(late)).toEqual([
    '2026-09-22T00:00 yellow-card',
    '2026-09-22T10:00 recalendar',
    '2026-09-25T00:00 red-card',
  ]);
});

it('lets an instant that the calendar moves into the past take effect at the import', () => {
  const past = through(filed, '2026-09-23T12:00', imported(EARLIER, '2026-09-23T11:00'));
  expect(told(past)).toEqual([
    '2026-09-22T00:00 yellow-card',
    '2026-09-23T11:00 recalendar',
    '2026-09-23T11:00 red-card',
  ]);
  expect(past.state.dates.due?.dueOn).toBe('2026-09-22');
});

it('counts an instant at exactly that of the import as due by the old calendar', () => {
  const exact = through(filed, '2026-09-22T00:00', imported(LATER, '2026-09-22T00:00'));
  expect(told(exact)).toEqual(['2026-09-22T00:00 yellow-card', '2026-09-22T00:00 recalendar']);
});

it('comes after an act that was done in the moment between the import and its commit', () => {
  const accepted = act(filed, 'accept', at('2026-09-19T10:01'));
  expect(told(through(accepted, '2026-09-19T12:00', imported(LATER, '2026-09-19T10:00')))).toEqual([
    '2026-09-19T10:01 recalendar',
  ]);
});

it('is silent where no date and no instant moves; a date that is firm now is so without a word', () => {
  const december = through(filed, '2026-09-19T12:00', imported(changed({ off: ['2026-12-22'] }), '2026-09-19T10:00'));
  expect([december.settled, december.rev, december.state]).toEqual([[], 2, filed]);
  const draft = { rev: 1, calendar: changed({}, { standing: 'provisional' }) };
  const asked = act(null, 'file', FILED, { parties }, draft.calendar);
  expect(asked.dates.due?.provisional).toBe(true);
  const later = [imported(calendar, '2026-09-19T10:00')];
  const firm = settleThrough(asked, permit, { held: draft, later }, at('2026-09-19T12:00'));
  expect([firm.settled, firm.state.dates.due?.provisional, firm.state.lastAt]).toEqual([[], false, FILED]);
});

it('tells of no date for acceptance once the case is accepted', () => {
  const accepted = act(filed, 'accept', at('2026-09-18T17:00'));
  const [event] = through(accepted, '2026-09-19T12:00', imported(LATER, '2026-09-19T10:00')).settled;
  expect(event!.event.data.dates).toEqual([{ of: 'promised', from: '2026-09-23', to: '2026-09-24' }]);
  expect(event!.event.data.work).toEqual([{ kind: 'REVIEW', body: 'dept:fire' }]);
});

it('leaves a case that has ended with its dates and the calendar that explains them', () => {
  const withdrawn = act(filed, 'withdraw', at('2026-09-18T18:00'));
  const after = through(withdrawn, '2026-09-30T12:00', imported(LATER, '2026-09-19T10:00'));
  expect([after.state, after.rev, after.calendar, after.settled]).toEqual([withdrawn, 1, calendar, []]);
});

it('reaches every status in which a case may have an instant', () => {
  const from = LIFECYCLE.filter(({ by }) => by === 'time').flatMap((row) => row.from);
  expect(LIFECYCLE.find((row) => row.act === 'recalendar')!.from).toEqual(expect.arrayContaining(from));
});

describe('whoever comes first, the door or the batch', () => {
  const HOUR = 3_600_000;
  const span = 14 * 24;
  const moment = fc.integer({ min: 1, max: span }).map((hours) => FILED + hours * HOUR);
  const day = fc.integer({ min: 0, max: 20 }).map((n) => civilDate(dayNumber('2026-09-18') + n));
  const days = fc.record({
    off: fc.uniqueArray(day, { maxLength: 3 }),
    work: fc.uniqueArray(day, { maxLength: 3 }),
  });
  const revisions = fc.array(fc.tuple(moment, days), { minLength: 1, maxLength: 3 }).map((list) =>
    [...list]
      .sort(([a], [b]) => a - b)
      .map(([when, { off, work }], n): Revision => {
        const free = off.filter((on) => !work.includes(on));
        return { rev: n + 2, at: when, calendar: changed({ off: free, work }) };
      }),
  );
  const start = fc.constantFrom(
    filed,
    act(filed, 'accept', FILED + HOUR),
    act(filed, 'request-correction', FILED + HOUR, { items: [null] }),
  );
  /** The calendars that are known at a moment, as a case sees them that holds `rev`. */
  const known = (later: readonly Revision[], rev: number, when: number): Calendars => ({
    held: later.find((one) => one.rev === rev) ?? held,
    later: later.filter((one) => one.rev > rev && one.at <= when),
  });

  it('and however often anybody looks, the case comes to the same', () => {
    let [moved, seen] = [0, 0];
    fc.assert(
      fc.property(start, revisions, fc.array(moment, { maxLength: 6 }), (state, later, looks) => {
        const end = FILED + (span + 240) * HOUR;
        const once = settleThrough(state, permit, known(later, 1, end), end);
        let [now, rev] = [state, 1];
        const events: string[] = [];
        for (const when of [...looks.sort((a, b) => a - b), end]) {
          const brought = settleThrough(now, permit, known(later, rev, when), Math.max(when, now.lastAt));
          events.push(...brought.settled.map((one) => JSON.stringify([one.at, one.event])));
          ({ state: now, rev } = brought);
        }
        expect(JSON.stringify(now)).toBe(JSON.stringify(once.state));
        expect(events).toEqual(once.settled.map((one) => JSON.stringify([one.at, one.event])));
        expect(rev).toBe(once.rev);
        moved += events.filter((event) => event.includes('calendar-changed')).length;
        seen += looks.length;
      }),
      { numRuns: 500 },
    );
    expect(Math.min(moved, seen)).toBeGreaterThan(300);
  });

  it('and where nothing had come due, its dates are those of a case that never knew another calendar', () => {
    let compared = 0;
    fc.assert(
      fc.property(revisions, ([revision]) => {
        const { at: when, calendar: by } = revision!;
        const anew = act(null, 'file', FILED, { parties }, by);
        const isUntouched = [filed, anew].every(
          (state, n) => settle(state, permit, n ? by : calendar, when).state === state,
        );
        if (!isUntouched) return;
        const { state } = settleThrough(filed, permit, { held, later: [revision!] }, when);
        expect(state.dates).toEqual(anew.dates);
        expect(state.instants).toEqual(anew.instants);
        expect({ ...state, lastAt: 0 }).toEqual({ ...anew, lastAt: 0 });
        compared += 1;
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});

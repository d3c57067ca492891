// Laws of the legal clock over random ledgers, and the clock beside a second one that walks day by day as rule 1 is written.
import * as fc from 'fast-check';
import { calendar } from '../../test/law';
import { applyClockAct, deadline, openClock, readClock, readLedger, type ClockAct, type Limit } from './clock';
import { Refusal } from './refusal';
import { addWorkdays, civilDate, civilDateOf, dayNumber, dayStart, isWorkday, type CivilDate } from './workday';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = dayStart('2015-06-01');

const limits: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom('workday' as const, 'day' as const) }),
  fc.record({ value: fc.integer({ min: 1, max: 8 }), unit: fc.constant('month' as const) }),
  fc.record({ value: fc.integer({ min: 1, max: 2 }), unit: fc.constant('year' as const) }),
);
/** Gaps that make equal instants, acts on one day and acts exactly at midnight common. */
const gaps = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 12 }).map((hours) => hours * HOUR),
  fc.integer({ min: 1, max: 12 }).map((days) => days * DAY),
  fc.integer({ min: 1, max: 40 * 24 }).map((hours) => hours * HOUR),
);
const wishes = fc.array(
  fc.record({
    act: fc.constantFrom('pause', 'resume', 'resume', 'extend', 'pause', 'end'),
    gap: gaps,
    value: fc.integer({ min: 1, max: 10 }),
  }),
  { maxLength: 10 },
);

const last = (acts: readonly ClockAct[]) => acts[acts.length - 1] as ClockAct;

interface Ledger {
  limit: Limit;
  acts: ClockAct[];
}

/** The ledger with one more act, unless the law refuses it or its end comes too near to the last year with data. */
function tryAct(acts: ClockAct[], act: ClockAct, limit: Limit): ClockAct[] {
  try {
    const { dueOn } = deadline(limit, [...acts, act], calendar);
    return dueOn !== null && dueOn > '2034-12-31' ? acts : [...acts, act];
  } catch (error) {
    if (error instanceof Refusal) return acts;
    throw error;
  }
}

/** Random ledgers that the law allows: a wish that is refused is dropped. */
const ledgers: fc.Arbitrary<Ledger> = fc
  .tuple(limits, fc.integer({ min: 0, max: 11 * 365 * 24 }), wishes)
  .map(([limit, hours, wished]) => {
    let acts: ClockAct[] = [{ act: 'start', at: FIRST + hours * HOUR }];
    for (const { act, gap, value } of wished) {
      acts = tryAct(acts, { act, at: last(acts).at + gap, ...(act === 'extend' ? { value } : {}) }, limit);
    }
    return { limit, acts };
  });
const running = ledgers
  .map(({ limit, acts }) => ({ limit, acts: acts.filter((a) => a.act !== 'end') }))
  .filter(({ acts }) => !isPaused(acts));

const isPaused = (acts: readonly ClockAct[]) =>
  acts.filter((a) => a.act === 'pause').length > acts.filter((a) => a.act === 'resume').length;
const read = ({ limit, acts }: Ledger, asOf: number, days = false) =>
  readClock({ limit, acts, asOf }, calendar, { days });
const dueAtOf = ({ limit, acts }: Ledger) => deadline(limit, acts, calendar).dueAt as number;

/** A second clock: was it running when the day began, asked for each day anew. Slow and plain. */
function walk({ limit, acts }: Ledger, asOf: number) {
  const taken = acts.filter((a) => a.at <= asOf);
  const turns = taken.filter((a) => a.act !== 'extend' && a.act !== 'end');
  const startDay = dayNumber(civilDateOf((taken[0] as ClockAct).at));
  const stop = dayNumber(civilDateOf(taken.find((a) => a.act === 'end')?.at ?? asOf));
  const isWorking = (day: number) => isWorkday(calendar, civilDate(day)).workday;
  const runsAtDawn = (day: number) => {
    const before = turns.filter((a) => a.at < dayStart(civilDate(day)));
    return before.length > 0 && last(before).act !== 'pause';
  };
  const counts = (day: number) => runsAtDawn(day) && (limit.unit !== 'workday' || isWorking(day));
  const daysWhere = (from: number, to: number, isMeant: (day: number) => boolean) => {
    let sum = 0;
    for (let day = from; day <= to; day++) if (isMeant(day)) sum++;
    return sum;
  };
  const reason = (day: number) => {
    const { workday, why } = isWorkday(calendar, civilDate(day));
    if (limit.unit === 'workday' && !workday) return why;
    if (day === startDay) return 'START_DAY';
    if (runsAtDawn(day)) return limit.unit === 'workday' ? why : 'CALENDAR_DAY';
    return turns.some((a) => a.act === 'resume' && civilDateOf(a.at) === civilDate(day)) ? 'RESUME_DAY' : 'PAUSED';
  };
  const due = isPaused(taken) ? null : walkToDue({ limit, acts: taken }, startDay, counts, isWorking);
  const reasons: string[] = [];
  for (let day = startDay; day <= Math.min(stop, due ?? stop); day++) reasons.push(`${civilDate(day)} ${reason(day)}`);
  return {
    reasons,
    dueOn: due === null ? null : civilDate(due),
    used: daysWhere(startDay, stop, counts),
    overdueBy: due === null ? 0 : daysWhere(due + 1, stop, limit.unit === 'day' ? () => true : isWorking),
  };
}

type OfDay = (day: number) => boolean;
function walkToDue({ limit, acts }: Ledger, startDay: number, counts: OfDay, isWorking: OfDay): number {
  const total = acts.reduce((sum, a) => sum + (a.value ?? 0), limit.value);
  const roll = (day: number): number => (isWorking(day) ? day : roll(day + 1));
  const resume = acts.filter((a) => a.act === 'resume').at(-1);
  let day = startDay;
  if (limit.unit === 'workday' || limit.unit === 'day') {
    for (let n = 0; n < total;) if (counts(++day)) n++;
  } else {
    day = dayNumber(laterMonth(civilDate(startDay), limit.unit === 'year' ? total * 12 : total));
    const lastTurn = dayNumber(civilDateOf(last(acts).at));
    for (let passed = startDay + 1; passed <= lastTurn; passed++) if (!counts(passed)) day++;
  }
  return Math.max(roll(day), resume ? roll(dayNumber(civilDateOf(resume.at))) : 0);
}

function laterMonth(on: CivilDate, months: number): CivilDate {
  const date = new Date(`${on}T00:00:00Z`);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  target.setUTCDate(Math.min(date.getUTCDate(), target.getUTCDate()));
  return target.toISOString().slice(0, 10);
}

describe('a legal clock', () => {
  it('agrees with a second one that walks day by day', () => {
    fc.assert(
      fc.property(ledgers, fc.integer({ min: 0, max: 90 * 24 }), (ledger, hours) => {
        const asOf = last(ledger.acts).at + hours * HOUR;
        const { dueOn, used, overdueBy, days = [] } = read(ledger, asOf, true);
        const reasons = days.map((d) => `${d.on} ${d.why}`);
        expect({ reasons, dueOn, used, overdueBy }).toEqual(walk(ledger, asOf));
      }),
      { numRuns: 200 },
    );
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(
        ledgers,
        fc.integer({ min: 0, max: 120 * 24 }),
        fc.integer({ min: 0, max: 120 * 24 }),
        (ledger, a, b) => {
          const begun = (ledger.acts[0] as ClockAct).at;
          const earlier = read(ledger, begun + Math.min(a, b) * HOUR);
          const later = read(ledger, begun + Math.max(a, b) * HOUR);
          expect(later.used).toBeGreaterThanOrEqual(earlier.used);
        },
      ),
    );
  });

  it('is never brought nearer by a pause', () => {
    fc.assert(
      fc.property(running, fc.integer({ min: 0, max: 30 * 24 }), gaps, (ledger, hours, length) => {
        const pausedAt = Math.min(last(ledger.acts).at + hours * HOUR, dueAtOf(ledger) - 1);
        const acts: ClockAct[] = [
          ...ledger.acts,
          { act: 'pause', at: pausedAt },
          { act: 'resume', at: pausedAt + length },
        ];
        expect(dueAtOf({ ...ledger, acts })).toBeGreaterThanOrEqual(dueAtOf(ledger));
      }),
    );
  });

  it('is changed in nothing by a pause and a resume within one day', () => {
    fc.assert(
      fc.property(running, fc.integer({ min: 0, max: 30 * 24 }), fc.nat(DAY), (ledger, hours, length) => {
        const pausedAt = Math.min(last(ledger.acts).at + hours * HOUR, dueAtOf(ledger) - 1);
        const midnight = dayStart(civilDateOf(pausedAt)) + DAY;
        const acts: ClockAct[] = [
          ...ledger.acts,
          { act: 'pause', at: pausedAt },
          { act: 'resume', at: Math.min(pausedAt + length, midnight - 1) },
        ];
        const asOf = midnight + 40 * DAY;
        expect(read({ ...ledger, acts }, asOf, true)).toEqual(read(ledger, asOf, true));
      }),
    );
  });

  it('takes two touching pauses as one', () => {
    fc.assert(
      fc.property(running, fc.integer({ min: 0, max: 30 * 24 }), gaps, gaps, (ledger, hours, first, second) => {
        const a = Math.min(last(ledger.acts).at + hours * HOUR, dueAtOf(ledger) - 1);
        const one: ClockAct[] = [...ledger.acts, { act: 'pause', at: a }, { act: 'resume', at: a + first + second }];
        const two: ClockAct[] = [
          ...ledger.acts,
          { act: 'pause', at: a },
          { act: 'resume', at: a + first },
          { act: 'pause', at: a + first },
          { act: 'resume', at: a + first + second },
        ];
        const asOf = a + first + second + 20 * DAY;
        expect(read({ ...ledger, acts: two }, asOf)).toEqual(read({ ...ledger, acts: one }, asOf));
      }),
    );
  });

  it('explains every day it has used while the due day has not passed', () => {
    fc.assert(
      fc.property(ledgers, fc.integer({ min: 0, max: 60 * 24 }), (ledger, hours) => {
        const asOf = last(ledger.acts).at + hours * HOUR;
        const { days = [], dueOn, used, state } = read(ledger, asOf, true);
        const counted = days.filter((d) => d.counts);
        const stop = civilDateOf(state === 'ended' ? last(ledger.acts).at : asOf);
        if (dueOn === null || stop <= dueOn) expect(counted).toHaveLength(used);
        expect(counted.map((d) => d.n)).toEqual(counted.map((_, i) => i + 1));
        expect(days.map((d) => dayNumber(d.on) - dayNumber((days[0] as { on: string }).on))).toEqual(
          days.map((_, i) => i),
        );
      }),
    );
  });

  it('read act by act is the same as read from scratch', () => {
    fc.assert(
      fc.property(ledgers, fc.integer({ min: 0, max: 60 * 24 }), (ledger, hours) => {
        let folded = openClock(ledger.limit);
        for (const [i, act] of ledger.acts.entries()) {
          folded = applyClockAct(folded, act, calendar);
          const upTo = { limit: ledger.limit, acts: ledger.acts.slice(0, i + 1) };
          expect(readLedger(folded, act.at, calendar, { days: true })).toEqual(read(upTo, act.at, true));
        }
        const asOf = last(ledger.acts).at + hours * HOUR;
        expect(readLedger(folded, asOf, calendar)).toEqual(read(ledger, asOf));
      }),
    );
  });

  it('in working days alone is plain addition of working days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 * 365 * 24 }), fc.integer({ min: 1, max: 90 }), (hours, value) => {
        const at = FIRST + hours * HOUR;
        const { dueOn } = deadline({ value, unit: 'workday' }, [{ act: 'start', at }], calendar);
        expect(dueOn).toBe(addWorkdays(calendar, civilDateOf(at), value).on);
      }),
    );
  });
});

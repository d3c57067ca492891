// The load of work (办件负荷): how many cases and steps lie open at once in each park, and how many working days lie with each body.
import { type CaseState } from './state';
import { civilDate, countWorkdaysAfter, dayOf, rollToWorkday, type Calendar, type CivilDate } from './workday';

/** How many lie open at once: the mean over the working days from the first receipt to the last end, and the highest with its first day. */
export interface Level {
  mean: number;
  peak: number;
  peakOn: CivilDate;
}

/** What lies open in a park. A step of the applicant's own is no work of the office. */
export interface ParkLoad {
  cases: Level;
  steps: Level;
}

/** Adds up cases, one at a time; its size goes with days and bodies, not with cases. */
export class Load {
  /** By park and kind: how many more lie open from a day on. */
  private readonly changes = new Map<string, { cases: Map<number, number>; steps: Map<number, number> }>();
  private readonly workdays = new Map<string, number>();

  constructor(
    private readonly calendar: Calendar,
    /** Epoch ms: to it what is open stays open. */
    private readonly until: number,
  ) {}

  add({ parties, receivedAt, endedAt, steps }: CaseState): void {
    const park = this.changes.get(parties.park) ?? {
      cases: new Map<number, number>(),
      steps: new Map<number, number>(),
    };
    this.changes.set(parties.park, park);
    this.lies(park.cases, receivedAt, endedAt);
    for (const step of steps) {
      // What follows a decision, as a certificate and its repair, is not lived here.
      if (step.kind === 'CORRECTION' || (endedAt !== null && step.openedAt > endedAt)) continue;
      const until = step.endedAt ?? endedAt;
      this.lies(park.steps, step.openedAt, until);
      this.workdays.set(step.body, (this.workdays.get(step.body) ?? 0) + this.workdaysFrom(step.openedAt, until));
    }
  }

  /** Working days that steps lay with each body, by the name of the body. The day on which it was asked does not count. */
  bodies(): [body: string, workdays: number][] {
    return [...this.workdays].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The first and the last day on which anything lay open in a park; null for one without a case. */
  span(park: string): [first: number, last: number] | null {
    const days = [...(this.changes.get(park)?.cases.keys() ?? [])];
    return days.length === 0 ? null : [Math.min(...days), Math.max(...days) - 1];
  }

  /** The load of a park over such a span. */
  of(park: string, span: readonly [number, number]): ParkLoad {
    const { cases, steps } = this.changes.get(park)!;
    return { cases: this.level(cases, span), steps: this.level(steps, span) };
  }

  parks(): string[] {
    return [...this.changes.keys()].sort();
  }

  private lies(changes: Map<number, number>, from: number, to: number | null): void {
    const more = (day: number, by: number) => void changes.set(day, (changes.get(day) ?? 0) + by);
    more(dayOf(from), 1);
    more(dayOf(to ?? this.until) + 1, -1);
  }

  private workdaysFrom(from: number, to: number | null): number {
    return countWorkdaysAfter(this.calendar, dayOf(from), dayOf(to ?? this.until));
  }

  private level(changes: ReadonlyMap<number, number>, [first, last]: readonly [number, number]): Level {
    let [open, sum, workdays, peak, peakOn] = [0, 0, 0, 0, first];
    for (let day = first; day <= last; day++) {
      open += changes.get(day) ?? 0;
      if (open > peak) [peak, peakOn] = [open, day];
      if (rollToWorkday(this.calendar, day) !== day) continue;
      sum += open;
      workdays++;
    }
    const mean = workdays === 0 ? 0 : Math.round((100 * sum) / workdays) / 100;
    return { mean, peak, peakOn: civilDate(peakOn) };
  }
}

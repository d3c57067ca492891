// The pace of co-reviewers (会审用时): after how many working days each has answered so far. Medians by the nearest rank.
import { countWorkdaysAfter, type Calendar } from './workday';

/** Adds up opinions as they were given; its size goes with bodies and days taken, not with opinions. */
export class Paces {
  private readonly ofBody = new Map<string, Map<number, number>>();
  private readonly ofItem = new Map<number, number>();

  constructor(private readonly calendar: Calendar) {}

  /** So many opinions of a body, asked and answered on these day numbers; `isOfItem` = on cases of the item itself. */
  add(body: string, askedOn: number, answeredOn: number, isOfItem: boolean, times = 1): void {
    const days = countWorkdaysAfter(this.calendar, askedOn, answeredOn);
    const own = this.ofBody.get(body) ?? new Map<number, number>();
    this.ofBody.set(body, own);
    for (const counts of isOfItem ? [own, this.ofItem] : [own]) counts.set(days, (counts.get(days) ?? 0) + times);
  }

  /** The median of the body on any item, else that of all co-reviewers of the item; null = nobody has ever answered. */
  of(body: string): number | null {
    return median(this.ofBody.get(body) ?? this.ofItem);
  }
}

function median(counts: ReadonlyMap<number, number>): number | null {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  let place = Math.ceil(sorted.reduce((sum, [, times]) => sum + times, 0) / 2);
  return sorted.find(([, times]) => (place -= times) <= 0)?.[0] ?? null;
}

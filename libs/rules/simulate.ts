// Simulation (推演): past cases under a changed item, before against after. Each case is lived twice by the same hand, so that no change
// makes no difference; figures are those of `turnaround.ts` and `turnaround-table.ts`.
import { type Change, askedUnder, type Fits } from './change';
import { type Definition } from './definition';
import { transition } from './lifecycle';
import { Load, type ParkLoad } from './load';
import { type PastLife } from './past-life';
import { rehearse, relive, type PaceOf, type Rehearsed } from './rehearse';
import { type CaseState } from './state';
import { courseAfter, type Course, chainsOf, turnaroundOf } from './turnaround';
import { type Counted } from './tally';
import { figuresOf, type Share, type Spread } from './turnaround-table';
import { type Calendar } from './workday';

/** A past case with the rules that it was filed under and, for each form that it brought, whether it fits a condition. */
export interface PastFile {
  life: PastLife;
  definition: Definition;
  forms: readonly Fits[];
}

/** What may differ for one case. */
export const MARKS = ['yellow-card', 'red-card', 'promise-missed', 'statute-missed'] as const;
/** One of them. */
export type Mark = (typeof MARKS)[number];

/** What one way of the item comes to. `decided` and `net` as in the table of turnaround: a chain of resubmissions is one, none on the spot. */
export interface Side {
  open: number;
  yellowCards: number;
  redCards: number;
  promiseMissed: number;
  statuteMissed: number;
  deemedAccepted: number;
  agreedBySilence: number;
  decided: number;
  onTime: Share;
  net: Spread | null;
}

/** Both ways, and where they part. */
export interface Simulated {
  cases: number;
  before: Side;
  after: Side;
  parks: { park: string; before: ParkLoad; after: ParkLoad }[];
  bodies: { body: string; before: number; after: number }[];
  /** Opinions that were assumed, and acts for which the changed item gives no occasion, over all cases. */
  assumedOpinions: number;
  fallenActs: number;
  /** The cases whose cards or missed deadlines differ, in the order in which they came. */
  differing: { number: string; before: Mark[]; after: Mark[] }[];
}

/** What all cases of a simulation share. `resubmitting` = matters (`matterOf`) with a case that ended undecided. */
export interface Setting {
  calendar: Calendar;
  until: number;
  paceOf: PaceOf;
  resubmitting: ReadonlySet<string>;
}

/** Under which a case may be one of a chain of resubmissions. */
export const matterOf = ({ applicant, park }: Pick<Course, 'applicant' | 'park'>): string => `${applicant} ${park}`;

/** Past cases, one at a time, lived as they were and as the change has it. */
export class Simulation {
  private readonly before: Way;
  private readonly after: Way;
  private readonly differing: Simulated['differing'] = [];
  private assumed = 0;
  private fallen = 0;
  private cases = 0;

  constructor(private readonly setting: Setting) {
    this.before = new Way(setting);
    this.after = new Way(setting);
  }

  /** @throws Refusal as `relive` */
  add({ life, definition, forms }: PastFile, change: Change): void {
    const { calendar, until, paceOf } = this.setting;
    const before = relive(life, { definition, calendar, until });
    const changed = { definition: { ...definition, ...change }, calendar, until };
    const after = rehearse(askedUnder(life, change, definition, forms), before.habits, paceOf, changed);
    this.cases++;
    this.assumed += after.assumed;
    this.fallen += after.fallen;
    const [had, has] = [this.before.add(life.number, before), this.after.add(life.number, after)];
    if (had.join() !== has.join()) this.differing.push({ number: life.number, before: had, after: has });
  }

  report(): Simulated {
    const [before, after] = [this.before.load, this.after.load];
    const worked = new Map(after.bodies());
    const had = new Map(before.bodies());
    const bodies = [...new Set([...had.keys(), ...worked.keys()])].sort();
    return {
      cases: this.cases,
      before: this.before.side(),
      after: this.after.side(),
      parks: before.parks().map((park) => {
        const [one, other] = [before.span(park)!, after.span(park)!];
        const span = [Math.min(one[0], other[0]), Math.max(one[1], other[1])] as const;
        return { park, before: before.of(park, span), after: after.of(park, span) };
      }),
      bodies: bodies.map((body) => ({ body, before: had.get(body) ?? 0, after: worked.get(body) ?? 0 })),
      assumedOpinions: this.assumed,
      fallenActs: this.fallen,
      differing: this.differing,
    };
  }
}

/** One of the two ways, added up. */
class Way {
  readonly load: Load;
  private readonly counts = {
    open: 0,
    yellowCards: 0,
    redCards: 0,
    promiseMissed: 0,
    statuteMissed: 0,
    deemedAccepted: 0,
    agreedBySilence: 0,
  };
  private readonly counted = new Map<string, Counted>();
  /** By matter: only within one can cases be a chain. */
  private readonly held = new Map<string, Course[]>();

  constructor(private readonly setting: Setting) {
    this.load = new Load(setting.calendar, setting.until);
  }

  add(number: string, { state, lived }: Rehearsed): Mark[] {
    const marks = marksOf(state, this.setting.until);
    this.counts.open += state.endedAt === null ? 1 : 0;
    this.counts.yellowCards += marks.includes('yellow-card') ? 1 : 0;
    this.counts.redCards += marks.includes('red-card') ? 1 : 0;
    this.counts.promiseMissed += marks.includes('promise-missed') ? 1 : 0;
    this.counts.statuteMissed += marks.includes('statute-missed') ? 1 : 0;
    this.counts.deemedAccepted += lived.some(({ act }) => act === 'deem-accepted') ? 1 : 0;
    this.counts.agreedBySilence += silencesIn(lived);
    this.load.add(state);
    const course = lived.reduce<Course | null>(
      (so, { at, event }) => courseAfter(so, { number, type: event.type, effectiveAt: at, data: event.data }),
      null,
    )!;
    const matter = matterOf(course);
    const held = this.held.get(matter);
    if (held) held.push(course);
    else if (this.setting.resubmitting.has(matter)) this.held.set(matter, [course]);
    else this.count([course]);
    return marks;
  }

  side(): Side {
    const chained = new Map(this.counted);
    for (const held of this.held.values()) for (const chain of chainsOf(held)) this.count(chain, chained);
    const { n, net, onTime } = figuresOf([...chained.values()], new Map());
    const { n: timely, share } = onTime;
    return { ...this.counts, decided: n, onTime: { n: timely, share }, net };
  }

  /** Equal figures are counted together: what is kept does not grow with the cases. */
  private count(chain: readonly Course[], into = this.counted): void {
    const turnaround = turnaroundOf(chain);
    if (!turnaround) return;
    const { net, isOnTime, kind } = turnaround;
    const key = `${net} ${isOnTime} ${kind}`;
    const so = into.get(key);
    // Decided before the pilot counts like any other here: it is the item that is tried, not the pilot.
    const one = { ...turnaround, kind: kind === 'ON_THE_SPOT' ? kind : ('DECIDED' as const), isResubmitted: false };
    into.set(key, { ...one, times: (so?.times ?? 0) + 1 });
  }
}

/** Cards that were given, and limits whose last day had passed at the end, or has by now. */
function marksOf({ fired, dates, endedAt }: CaseState, until: number): Mark[] {
  const isPast = (date: { dueAt: number } | null) => date !== null && date.dueAt <= (endedAt ?? until);
  const has: Record<Mark, boolean> = {
    'yellow-card': fired.some(({ act }) => act === 'yellow-card'),
    'red-card': fired.some(({ act }) => act === 'red-card'),
    'promise-missed': isPast(dates.promised),
    'statute-missed': isPast(dates.statutory),
  };
  return MARKS.filter((mark) => has[mark]);
}

/** Reviews that time itself has ended while the case went on, whichever rule of the item did it. */
export function silencesIn(lived: Rehearsed['lived']): number {
  const awaited = ({ steps }: CaseState) => steps.filter(({ kind, endedAt }) => kind === 'REVIEW' && endedAt === null);
  return lived.reduce((sum, { act, state }, i) => {
    if (i === 0 || transition(act).by !== 'time' || state.endedAt !== null) return sum;
    const open = awaited(state).map(({ id }) => id);
    return sum + awaited(lived[i - 1]!.state).filter(({ id }) => !open.includes(id)).length;
  }, 0);
}

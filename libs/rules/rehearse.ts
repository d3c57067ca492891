// A past case lived under rules that it did not know (推演): people act as they did, and time as the rules say. What an act of time
// does, and when, is `settle`'s alone, so that a rule of time needs no word here.
import { type Definition } from './definition';
import { settle, nextInstant } from './due';
import { transition, type ActName } from './lifecycle';
import { type PastLife } from './past-life';
import { type Act } from './doing';
import { reduce } from './reduce';
import { Refusal } from './refusal';
import { type Lived } from './replay';
import { type CaseState, type Step } from './state';
import { countWorkdaysAfter, dayOf, nthWorkdayAfter, startOfDay, type Calendar } from './workday';

/** What a case is lived by. `until` = epoch ms, behind which nothing is known. */
export interface World {
  definition: Definition;
  calendar: Calendar;
  until: number;
}

/** How a body works: after so many working days it gives an opinion; null = nobody knows. */
export type PaceOf = (body: string) => number | null;

/** A life that was lived. `assumed` = opinions that nobody gave; `fallen` = recorded acts for which there was no occasion until now. */
export interface Rehearsed {
  state: CaseState;
  lived: Lived[];
  assumed: number;
  fallen: number;
}

/** An act that waits for its instant; those of one instant go in the order in which they were recorded. */
interface Waiting {
  act: Act;
  at: number;
  place: number;
}

/** An act by which a body ends its own step: when it was given, and since when it had been asked. */
interface Answer extends Waiting {
  openedAt: number;
}

/** How a recorded life answered its steps. */
export interface Habits {
  answers: ReadonlyMap<string, Answer>;
  /** Steps that people left unanswered to the end: nothing is known of what they would have said. */
  silent: ReadonlySet<string>;
}

const ANSWERED_BY: Partial<Record<Step['kind'], ActName>> = { REVIEW: 'opinion', DECISION: 'decide' };
/** What a decision waits for: it comes when that is over. */
const HOLD = ['SPECIAL_OPEN', 'HEARING_OPEN', 'INTERESTED_UNHEARD', 'LATE_MATERIAL_OPEN'];
/** Whose acts nobody gave. */
const ASSUMED = 'assumed';
const isAnswer = ({ act }: Act) => act === 'opinion' || act === 'decide';
const earlier = (a: Waiting, b: Waiting) => a.at - b.at || a.place - b.place;

/**
 * Lives a case as it was recorded. An act that the rules refuse today falls away.
 * @throws Refusal as `replay`, of the filing alone; `CALENDAR_UNKNOWN`
 */
export function relive(life: PastLife, world: World): Rehearsed & { habits: Habits } {
  const stage = new Stage(world, life);
  stage.await(life.acts.map((act, place) => ({ act, at: act.at, place })));
  const rehearsed = stage.live(() => []);
  return { ...rehearsed, habits: habitsOf(life, rehearsed) };
}

/**
 * Lives it under other rules. Acts keep their own instants; where there is no occasion for one it falls away. An opinion on a step that
 * opens later than it was given, and the decision, keep the working time that they took since they were asked for. Who is asked now
 * and was not agrees at the pace of his body; whose pace nobody knows stays silent.
 * @throws Refusal as `relive`
 */
export function rehearse(life: PastLife, { answers, silent }: Habits, paceOf: PaceOf, world: World): Rehearsed {
  const stage = new Stage(world, life);
  const ownTime = life.acts.map((act, place) => ({ act, at: act.at, place }));
  stage.await(ownTime.filter(({ act }) => !isAnswer(act)));
  return stage.live((step, key) => {
    const answer = answers.get(key);
    if (answer) return [{ ...answer, at: answeredAt(step, answer, world.calendar) }];
    if (step.kind !== 'REVIEW' || silent.has(key)) return [];
    const days = paceOf(step.body);
    if (days === null) return [];
    const at = afterWorkdays(step.openedAt, days, timeOfDay(step.openedAt), world.calendar);
    const act: Act = { act: 'opinion', at, by: ASSUMED, data: { body: step.body, verdict: 'AGREE' } };
    return [{ act, at, place: life.acts.length }];
  });
}

/** A case on its way: what has been, and what waits. */
class Stage {
  private state: CaseState;
  private readonly lived: Lived[] = [];
  private waiting: Waiting[] = [];
  /** Refused while something else is open; comes when that is over. */
  private held: Waiting[] = [];
  private seen = 0;
  private acted = 0;
  private readonly recorded: number;
  private assumed = 0;

  constructor(
    private readonly world: World,
    { filing, acts }: PastLife,
  ) {
    const reduced = reduce(null, filing, world.definition, world.calendar);
    this.state = reduced.state;
    this.lived.push({ ...reduced, act: filing.act, at: filing.at });
    this.recorded = acts.length;
  }

  await(acts: readonly Waiting[]): void {
    this.waiting = [...this.waiting, ...acts].sort(earlier);
  }

  /** Goes from instant to instant; `answersTo` = what follows from a step that a body has just been given. */
  live(answersTo: (step: Step, key: string) => readonly Waiting[]): Rehearsed {
    const { definition, calendar, until } = this.world;
    for (;;) {
      for (const { steps } = this.state; this.seen < steps.length; this.seen++) {
        const step = steps[this.seen]!;
        if (step.kind in ANSWERED_BY) this.await(answersTo(step, keyOf(steps, this.seen)));
      }
      const next = this.waiting[0];
      const strike = nextInstant(this.state);
      if (strike !== null && strike <= Math.min(next?.at ?? until, until)) {
        const { state, settled } = settle(this.state, definition, calendar, strike);
        this.state = state;
        this.lived.push(...settled);
      } else if (next && next.at <= until) {
        this.waiting.shift();
        this.do(next);
      } else break;
    }
    const { state, lived, assumed, acted } = this;
    return { state, lived, assumed, fallen: this.recorded - acted };
  }

  private do(one: Waiting): void {
    const { definition, calendar } = this.world;
    const act = one.act.at === one.at ? one.act : { ...one.act, at: one.at };
    try {
      const reduced = reduce(this.state, act, definition, calendar);
      this.state = reduced.state;
      this.lived.push({ ...reduced, act: act.act, at: act.at });
      if (act.by === ASSUMED) this.assumed++;
      else this.acted++;
      this.await(this.held.splice(0).map((held) => ({ ...held, at: Math.max(held.at, act.at) })));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'CALENDAR_UNKNOWN') throw error;
      // What is refused otherwise has fallen away: it is missing among what was lived.
      if (HOLD.includes(error.code)) this.held.push(one);
    }
  }
}

/** Which act answered which step, and which steps nobody did. What time answered is neither: people might have. */
function habitsOf({ acts }: PastLife, { state, lived }: Rehearsed): Habits {
  const answers = new Map<string, Answer>();
  const byTime = new Set<string>();
  lived.forEach(({ act, at, state: after }, i) => {
    const before = lived[i - 1]?.state.steps ?? [];
    after.steps.forEach(({ kind, openedAt, endedAt, body }, nth) => {
      if (!(kind in ANSWERED_BY) || endedAt === null || before[nth]?.endedAt !== null) return;
      if (transition(act).by === 'time') byTime.add(keyOf(after.steps, nth));
      if (act !== ANSWERED_BY[kind]) return;
      const isIt = (one: Act) => one.act === act && one.at === at && (kind === 'DECISION' || one.data.body === body);
      const place = acts.findIndex(isIt);
      answers.set(keyOf(after.steps, nth), { act: acts[place]!, at, place, openedAt });
    });
  });
  const asked = state.steps.flatMap(({ kind }, nth) => (kind in ANSWERED_BY ? [keyOf(state.steps, nth)] : []));
  return { answers, silent: new Set(asked.filter((key) => !answers.has(key) && !byTime.has(key))) };
}

function answeredAt({ openedAt, kind }: Step, answer: Answer, calendar: Calendar): number {
  const isAsItWas = openedAt === answer.openedAt || (kind === 'REVIEW' && openedAt <= answer.at);
  if (isAsItWas) return answer.at;
  const days = countWorkdaysAfter(calendar, dayOf(answer.openedAt), dayOf(answer.at));
  if (days === 0) return openedAt + (answer.at - answer.openedAt);
  return afterWorkdays(openedAt, days, timeOfDay(answer.at), calendar);
}

/** Names a step across two lives: the first review of a body is not its second. */
const keyOf = (steps: readonly Step[], nth: number) =>
  `${steps[nth]!.id}#${steps.slice(0, nth).filter(({ id }) => id === steps[nth]!.id).length}`;

const timeOfDay = (at: number) => at - startOfDay(dayOf(at));

/** The same time of day, so many working days on; at once if none. */
function afterWorkdays(from: number, days: number, time: number, calendar: Calendar): number {
  return days === 0 ? from : startOfDay(nthWorkdayAfter(calendar, dayOf(from), days)) + time;
}

// Laws over random lives of cases.
import * as fc from 'fast-check';
import { ERRORS } from '#contracts/errors';
import { calendar } from '../../test/law';
import { live, lives, type Life, type Recorded } from '../../test/lives';
import { allowedActs, mayAct, type Mandate } from './access';
import { settle } from './due';
import { LIFECYCLE, phaseOf, transition, type ActName, type PersonAct } from './lifecycle';
import { publicityEnd } from './publicity';
import { offered, reduce } from './reduce';
import { type CaseState } from './state';

// Lived once for all laws. More of them, or the same again: LIVES=100000 LIVES_SEED=1 before the command.
const COUNT = Number(process.env['LIVES'] ?? 300);
const SEED = Number(process.env['LIVES_SEED'] ?? Date.now() % 1_000_000);
const sample = (seed: number, numRuns: number) => fc.sample(lives, { seed, numRuns }).map(live);
/** The same in every run, so that what must have happened somewhere has; the others are new each time. */
const KNOWN = sample(1, 700);
const ALL = [...KNOWN, ...sample(SEED, COUNT)];

/** A law holds of every life; of the first that breaks it everything is told. */
function hold(law: (life: Life) => void, most = ALL.length): void {
  ALL.slice(0, most).forEach((life, n) => {
    try {
      law(life);
    } catch (error) {
      const course = life.events.map(
        ({ type, at, data }) => `${new Date(at).toISOString()} ${type} ${JSON.stringify(data)}`,
      );
      throw new Error(`life ${n} of seed ${SEED}\n${course.join('\n')}`, { cause: error });
    }
  });
}
const openOf = (state: CaseState) => state.steps.filter(({ endedAt }) => endedAt === null);

it('settling twice is settling once', () => {
  hold(({ definition, state, now }) => {
    const once = settle(state, definition, calendar, now).state;
    const twice = settle(once, definition, calendar, now);
    expect(twice.settled).toEqual([]);
    expect(twice.state).toBe(once);
  });
});

it('how many instants are settled at once never matters, from whatever state', () => {
  hold(({ definition, states }) => {
    // One state in five of each life: which, differs from life to life.
    for (let n = (states[0]!.receivedAt / 60_000) % 5; n < states.length; n += 5) {
      const state = states[n]!;
      const end = state.lastAt + 60 * 86_400_000;
      const atOnce = settle(state, definition, calendar, end).state;
      let bit = state;
      for (let now = state.lastAt; now <= end; now += ((n % 7) + 1) * 86_400_000 * 1.25)
        bit = settle(bit, definition, calendar, now).state;
      bit = settle(bit, definition, calendar, end).state;
      expect(JSON.stringify(bit)).toBe(JSON.stringify(atOnce));
    }
  });
});

it('who settles, how late and how often never matters: a worker that was killed strikes late or twice', () => {
  const actOf = (type: string) => LIFECYCLE.find(({ event }) => event === type)!.act;
  const livedAgain = ({ definition, events, now }: Life, strikes: (from: number, to: number) => number[]) => {
    let state: CaseState | null = null;
    const settled = (until: number) =>
      [...strikes(state!.lastAt, until), until].reduce(
        (is, when) => settle(is, definition, calendar, when).state,
        state!,
      );
    for (const { type, at, by, data } of events.filter((event) => event.by !== 'time')) {
      state = state && settled(at);
      ({ state } = reduce(state, { act: actOf(type), at, by, data }, definition, calendar));
    }
    return settled(now);
  };
  hold((life) => {
    const state = JSON.stringify(livedAgain(life, () => []));
    const often = (from: number, to: number) =>
      [0.2, 0.2, 0.5, 0.9].map((part) => Math.floor(from + part * (to - from)));
    expect(state).toBe(JSON.stringify(settle(life.state, life.definition, calendar, life.now).state));
    expect(JSON.stringify(livedAgain(life, often))).toBe(state);
  });
});

it('whether somebody may do an act has an answer in every state, and nobody is let do what the case does not offer', () => {
  const acts = LIFECYCLE.filter(({ by }) => by === 'person').map(({ act }) => act as PersonAct);
  const seen = new Set<string>();
  hold(({ definition, parties, states }) => {
    const { applicant, window, owner, reviewers } = parties;
    const everybody: Mandate[] = [
      { role: 'APPLICANT', body: applicant },
      { role: 'WINDOW', body: window },
      ...[...reviewers, owner].map((body): Mandate => ({ role: 'REVIEWER', body })),
      { role: 'EXPERT', body: 'expert:b' },
      { role: 'DECIDER', body: owner },
      { role: 'COMMISSION', body: 'commission' },
      { role: 'OPERATOR', body: 'installation' },
    ];
    const wrong = states.flatMap((state) => {
      const free = offered(state, definition);
      return everybody.flatMap((mandate) => {
        const may = acts.filter((act) => mayAct(act, [mandate], state));
        const allowed = allowedActs([mandate], state, definition);
        for (const act of allowed) seen.add(act);
        const strange = mandate.role === 'OPERATOR' ? may.filter((act) => act !== 'file') : [];
        return [...strange, ...allowed.filter((act) => !may.includes(act) || !free.includes(act))];
      });
    });
    expect(wrong).toEqual([]);
  });
  expect(seen.size).toBeGreaterThan(25);
});

it('each act moves the clocks as the table says, and no other way', () => {
  const seen = new Set<string>();
  hold(({ moves }) => {
    for (const { act, before, after } of moves) {
      for (const [clock, ledger] of [
        ['acceptance', 'intake'],
        ['decision', 'clock'],
      ] as const) {
        // A further round begins a ledger of its own.
        const isNew = after[ledger][0]?.at !== before?.[ledger][0]?.at;
        const entries = after[ledger].slice(isNew ? 0 : (before?.[ledger].length ?? 0));
        // Deemed acceptance brings along how the clock of intake had stood still until then.
        const brought = act === 'deem-accepted' ? before!.intake.slice(1) : [];
        const moved = entries.filter((entry) => !brought.includes(entry)).map((entry) => entry.act);
        expect([act, clock, ...moved.filter((effect) => effect !== transition(act)[clock])]).toEqual([act, clock]);
        for (const effect of moved) seen.add(`${act} ${clock} ${effect}`);
      }
    }
  });
  // Nor does the table promise what never happens; what comes on the spot is not among these lives.
  const promised = LIFECYCLE.filter(({ act }) => act !== 'record').flatMap(({ act, acceptance, decision }) => [
    ...(acceptance ? [`${act} acceptance ${acceptance}`] : []),
    ...(decision ? [`${act} decision ${decision}`] : []),
  ]);
  expect(promised.filter((one) => !seen.has(one))).toEqual([]);
});

it('every act happens in some of the lives, and whatever is refused is refused by a name of the table of errors', () => {
  const seen = new Set<ActName>();
  hold(({ moves, refused }) => {
    for (const { act } of moves) seen.add(act);
    for (const code of refused) expect(Object.keys(ERRORS)).toContain(code);
    expect(refused).not.toContain('INTERNAL');
  });
  // Copies, and what is recorded on the spot, belong to items of another shape; a new calendar has lives of its own.
  const others: ActName[] = ['record', 'copy', 'recalendar'];
  expect(LIFECYCLE.map(({ act }) => act).filter((act) => !seen.has(act) && !others.includes(act))).toEqual([]);
});

it('enough of the lives come to a decision for the laws about it to say something', () => {
  expect(KNOWN.filter(({ moves }) => moves.some(({ act }) => act === 'decide')).length).toBeGreaterThan(100);
});

it('a case has never two decisions, two acceptances or two ends in one round', () => {
  hold(({ moves }) => {
    const turnedAway = ['refuse-acceptance', 'not-required', 'no-jurisdiction'];
    const accepted = ['accept', 'accept-conditionally', 'deem-accepted'];
    const rounds = [...new Set(moves.map(({ before }) => before?.round ?? 1))];
    for (const round of rounds) {
      const inRound = moves.filter(({ before }) => (before?.round ?? 1) === round);
      const decided = ['decide', 'decide-on-promise'];
      const count = (...acts: string[]) => inRound.filter(({ act }) => acts.includes(act)).length;
      expect(count(...decided)).toBeLessThanOrEqual(1);
      expect(count('decide-on-promise', ...accepted, ...turnedAway)).toBeLessThanOrEqual(1);
      expect(count(...decided, 'withdraw', ...turnedAway)).toBeLessThanOrEqual(1);
    }
    // Each further round was opened by a ruling that set the one before aside.
    const remanded = moves.filter(
      ({ act, before, after }) => act === 'decide-reconsideration' && before?.round !== after.round,
    );
    expect(remanded.length).toBe((moves.at(-1)!.after.round ?? 1) - 1);
  });
});

it('no grant passes over a dissent that it does not answer, a department unheard, or material still to follow', () => {
  hold(({ events, moves }) => {
    const grant = events.find(({ type, data }) => type === 'case.decided.v1' && data.outcome === 'GRANT');
    const before = moves.find(({ act, after }) => act === 'decide' && after.status === 'GRANTED')?.before;
    if (!grant || !before) return;
    const newest = [
      ...new Map(before.steps.filter(({ kind }) => kind === 'REVIEW').map((one) => [one.body, one])).values(),
    ];
    if (newest.some(({ outcome }) => outcome === 'DISAGREE')) expect(grant.data.dissentHandled).toBe(true);
    expect(newest.filter(({ outcome, endedAt }) => endedAt === null || outcome === 'CLOSED_EARLY')).toEqual([]);
    expect(openOf(before).map(({ kind }) => kind)).not.toContain('LATE_MATERIAL');
  });
});

it('no grant comes before publicity has lasted its days', () => {
  hold(({ definition, moves }) => {
    const granting = moves.find(({ act, after }) => act === 'decide' && after.status === 'GRANTED');
    if (!granting || !definition.publicity) return;
    const shown = granting.before!.steps.findLast(({ kind }) => kind === 'PUBLICITY')!;
    expect(shown.endedAt).toBe(publicityEnd(shown.openedAt, definition.publicity, calendar).dueAt);
  });
});

it('nothing is decided while somebody may still be heard', () => {
  hold(({ moves }) => {
    for (const { act, before } of moves) {
      if (act !== 'decide') continue;
      const kinds = openOf(before!).map(({ kind }) => kind);
      expect(
        kinds.filter((kind) => ['SPECIAL', 'EXPERT', 'INTERESTED', 'HEARING', 'HEARING_RIGHT'].includes(kind)),
      ).toEqual([]);
    }
  });
});

it('no department answers more often than it is asked, and no card of one colour falls twice in a round', () => {
  hold(({ events, moves, state }) => {
    const answers = events.filter(({ type }) => type === 'case.opinion-given.v1' || type === 'case.deemed-agreed.v1');
    expect(answers.length).toBeLessThanOrEqual(state.steps.filter(({ kind }) => kind === 'REVIEW').length);
    const keys = moves
      .filter(({ act }) => ['yellow-card', 'red-card', 'escalate', 'remind', 'supervise'].includes(act))
      .map(({ act, before, after }) => `${act} ${after.fired.at(-1)!.level} ${before!.round}`);
    expect(new Set(keys).size).toBe(keys.length);
    const overruns = events.filter(({ type }) => /(step|special)-overrun/.test(type)).map(({ data }) => data.step);
    expect(new Set(overruns).size).toBe(overruns.length);
  });
});

it('a certificate that is owed is watched: its tenth working day lies ahead or was told, unless handing it out has days of its own', () => {
  let owed = 0;
  hold(({ states }) => {
    for (const state of states) {
      const { status, certificate, instants, fired } = state;
      if (status !== 'GRANTED' || certificate === undefined || certificate === 'ISSUED') continue;
      const isWatched =
        instants.some(({ act }) => act === 'certificate-overdue') ||
        fired.some(({ act, isPast }) => act === 'certificate-overdue' && !isPast) ||
        openOf(state).some(({ kind }) => kind === 'DELIVERY');
      expect(isWatched).toBe(true);
      owed += 1;
    }
  });
  expect(owed).toBeGreaterThan(100);
});

it('no grant is revoked for a promise before its fix was ordered and looked at again, and the credit record has an entry of no other case', () => {
  hold(({ moves, state }) => {
    const place = (act: ActName) => moves.findIndex((move) => move.act === act);
    const broken = place('revoke-on-promise');
    if (broken >= 0) {
      const fixed = Math.max(place('report-fix'), place('lapse-fix'));
      expect([place('decide-on-promise') < place('order-fix'), place('order-fix') < fixed, fixed < broken]).toEqual([
        true,
        true,
        true,
      ]);
    }
    expect(state.credit !== undefined).toBe(broken >= 0);
  });
});

it('the instants stand in order, none before the last event, and a case without open steps has none once it has ended, but a licence its end', () => {
  hold(({ states }) => {
    const wrong = states.filter(({ instants, status, steps, lastAt }) => {
      const isOver =
        phaseOf(status) === 'closed' && status !== 'GRANTED' && steps.every(({ endedAt }) => endedAt !== null);
      return (isOver && instants.length > 0) || instants.some(({ at }, i) => at < (instants[i - 1]?.at ?? lastAt));
    });
    expect(wrong).toEqual([]);
  });
});

it('an open case always has a step that somebody owes; an ended one at most what follows a grant or a refusal', () => {
  hold(({ states }) => {
    const wrong = states.filter((state) => {
      const kinds = openOf(state).map(({ kind }) => kind);
      if (phaseOf(state.status) !== 'closed') return kinds.length === 0;
      const afterwards = ['DELIVERY', 'WORK', 'RENEWAL', 'RECTIFICATION', 'PROMISE_CHECK', 'FIX'];
      if (state.status === 'GRANTED') return kinds.some((kind) => !afterwards.includes(kind));
      const isRefused = transition('ask-reconsideration').from.includes(state.status);
      return kinds.some((kind) => !isRefused || kind !== 'RECONSIDERATION');
    });
    expect(wrong).toEqual([]);
  });
});

it('the recorded events alone rebuild the state byte for byte', () => {
  hold(({ definition, events, state }) => {
    const actOf = (type: string) => LIFECYCLE.find(({ event }) => event === type)!.act;
    const replay = JSON.parse(JSON.stringify(events)) as Recorded[];
    const rebuilt = replay.reduce<CaseState | null>(
      (before, { type, at, by, data }) =>
        reduce(before, { act: actOf(type), at, by, data }, definition, calendar).state,
      null,
    );
    expect(JSON.stringify(rebuilt)).toBe(JSON.stringify(state));
  });
});

it('a state is plain JSON: what the database gives back is what was put in', () => {
  hold(({ state }) => expect(JSON.parse(JSON.stringify(state))).toEqual(state));
});

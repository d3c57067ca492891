// The P5 work over HTTP, closed loop for capacity and open loop for latency, and the load that the house bears for good.
// @ts-check
import { Door } from './door.mjs';
import { conservedOf, drained, Ledger } from './ends.mjs';
import { asked, progress } from './figures.mjs';
import { inWholeHouse } from './house.mjs';
import { closedLoop, openLoop, PEOPLE } from './permits.mjs';
import { Probes, steadinessOf } from './probes.mjs';
import { oneRound, sideBySide } from './rounds.mjs';
import { Workflows } from './workflows.mjs';

const WARM_SECONDS = 10;
const CLIENTS = [1, 8, 32];
const OPEN = 5;
/** The load that must be borne for good, cases/s, and by how much the next trial differs. */
const BORNE = 12;
const STEP = 2;
/** All is told so soon after it was done, and all has ended so soon after the last act, or else a backlog had grown. */
const TRAILING_SECONDS = 5;

/** @typedef {import('./rounds.mjs').Round & { steadiness: import('./probes.mjs').Steadiness }} Steady */
/** @typedef {{ name: string, round: Steady }} NamedRound */
/** @typedef {{ rounds: NamedRound[], asked: import('./figures.mjs').Asked[], faults: string[] }} Worked */

/**
 * A house in which the work has been done for a while: compilers have seen it.
 * @template T @param {(place: import('./rounds.mjs').Place, probes: Probes) => Promise<T>} work @returns {Promise<T>}
 */
export function inWarmHouse(work) {
  return inWholeHouse(async (house) => {
    const door = new Door(house.url);
    const workflows = new Workflows(house);
    const ledger = new Ledger();
    const probes = await Probes.in(house);
    try {
      await door.signIn(PEOPLE);
      progress(`warming up, ${WARM_SECONDS} s`);
      const seen = await closedLoop(door, { clients: 4, seconds: WARM_SECONDS });
      ledger.add(seen);
      await drained(house, workflows, seen.filed);
      return await work({ house, door, workflows, ledger }, probes);
    } finally {
      door.close();
      await workflows.close();
      await probes.close();
    }
  });
}

/** @param {readonly NamedRound[]} rounds */
const faultsOf = (rounds) =>
  rounds.flatMap(({ name, round }) => round.conserved.faults.map((fault) => `${name}: ${fault}`));

/** @param {{ seconds: number }} options @returns {Promise<Worked>} */
export function benchWork({ seconds }) {
  return inWarmHouse(async (place, probes) => {
    /** @type {[string, (door: Door) => Promise<import('./permits.mjs').Seen>][]} */ const loads = [
      ...CLIENTS.map(
        (clients) =>
          /** @type {[string, any]} */ ([
            `${clients} clients`,
            (/** @type {Door} */ door) => closedLoop(door, { clients, seconds }),
          ]),
      ),
      [`open, ${OPEN}/s`, (door) => openLoop(door, { perSecond: OPEN, seconds })],
    ];
    /** @type {NamedRound[]} */ const rounds = [];
    for (const [name, load] of loads) {
      progress(`work: ${name}, ${seconds} s`);
      rounds.push({ name, round: await probes.steadily(name, () => oneRound(place, load)) });
    }
    const [, eight, , open] = rounds.map(({ round }) => round);
    if (!eight || !open) throw new Error('no rounds');
    const shorter = seconds < 30 ? `for ${seconds} s, not 30` : undefined;
    return {
      rounds,
      asked: [
        asked(`acts/s, 8 clients for 30 s, Temporal trailing`, eight.actsPerSecond, '≥', 250, 'acts/s', shorter),
        asked(`act p50, open loop at ${OPEN} cases/s`, open.actMs.p50, '≤', 8, 'ms', shorter),
        asked(`act p99, open loop at ${OPEN} cases/s`, open.actMs.p99, '≤', 40, 'ms', shorter),
      ],
      faults: faultsOf(rounds),
    };
  });
}

/** Looks for the most that is borne: from what is asked for upwards, or downwards. @param {{ seconds: number }} options @returns {Promise<Worked & { borne: number }>} */
export function benchSustained({ seconds }) {
  return inWarmHouse(async (place, probes) => {
    /** @type {NamedRound[]} */ const rounds = [];
    const isBorne = async (/** @type {number} */ perSecond) => {
      const name = `open, ${perSecond}/s`;
      progress(`sustained: ${name}, ${seconds} s`);
      const round = await probes.steadily(name, () =>
        oneRound(place, (door) => openLoop(door, { perSecond, seconds })),
      );
      rounds.push({ name, round });
      return Math.max(round.drainSeconds, round.told.lagMs.p99 / 1_000) <= TRAILING_SECONDS;
    };
    let borne = BORNE;
    if (await isBorne(borne)) while (await isBorne(borne + STEP)) borne += STEP;
    else
      do borne -= STEP;
      while (borne > 0 && !(await isBorne(borne)));
    const shorter = seconds < 30 ? `for ${seconds} s` : undefined;
    return {
      rounds,
      borne,
      asked: [asked('cases/s sustained, acts 2 s apart, every workflow ended', borne, '≥', BORNE, 'cases/s', shorter)],
      faults: faultsOf(rounds),
    };
  });
}

/** @param {Worked} worked @returns {string[]} */
export const tellWork = ({ rounds }) => [
  ...sideBySide(rounds),
  ...rounds.flatMap(({ name, round }) => [
    `${name}: ${conservedOf(round.conserved)}`,
    `${name}: ${steadinessOf(round.steadiness)}`,
    ...round.wrong.slice(0, 3).map((wrong) => `${name}: wrong answer ${wrong}`),
  ]),
];

// Calibration: what the machine gives just now. A round between two probes that differ is one that something else took part in.
// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { progress } from './figures.mjs';

const SLICES = 5;
const BLOCK = Buffer.alloc(8_192, 7);
const MOVED = 0.15;
const TRIES = 3;
const OWN = 'bench_probe';
const ROWS = 1_000;

/** What an officer's act comes down to in Postgres, without our rules: close, move on, note. */
const ACT = `WITH closed AS (UPDATE task SET closed_at = clock_timestamp(), turn = turn + 1 WHERE id = $1 RETURNING id, turn)
  INSERT INTO event (task, turn, body) SELECT id, turn, $2 FROM closed`;

/** Each in times a second. @typedef {{ fdatasync: number, act: number, loop: number }} Probed */
/**
 * How steady a round was: the probes around it, which of them moved too much, and how many rounds were thrown away before.
 * @typedef {{ before: Probed, after: Probed, moved: string[], thrownAway: number }} Steadiness
 */

/** @param {readonly number[]} values the middle one */
const middle = (values) => Math.round([...values].sort((a, b) => a - b)[values.length >> 1] ?? 0);

/** Some slices of a probe, the middle one of them. @param {number} ms of a slice @param {() => unknown} work @returns {Promise<number>} times a second */
async function perSecond(ms, work) {
  const slices = [];
  for (let slice = 0; slice < SLICES; slice += 1) {
    const begun = performance.now();
    let times = 0;
    while (performance.now() < begun + ms) {
      await work();
      times += 1;
    }
    slices.push((times * 1_000) / (performance.now() - begun));
  }
  return middle(slices);
}

/** A fixed piece of arithmetic. */
function stir() {
  let x = 1;
  for (let n = 0; n < 20_000; n += 1) x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + n;
  return x;
}

export class Probes {
  #file;
  #database;

  /** @param {string} folder on the disk of the house @param {pg.Client} database */
  constructor(folder, database) {
    this.#file = fs.openSync(path.join(folder, 'probe'), 'w');
    this.#database = database;
  }

  /** Makes a database of its own in the house's Postgres. @param {import('./house.mjs').House} house */
  static async in({ database, env, servers }) {
    await database.query(`DROP DATABASE IF EXISTS ${OWN}`);
    await database.query(`CREATE DATABASE ${OWN}`);
    const url = new URL(env['DATABASE_URL'] ?? '');
    url.pathname = OWN;
    const own = new pg.Client({ connectionString: url.href });
    await own.connect();
    await own.query(`CREATE TABLE task (id int PRIMARY KEY, turn int NOT NULL, closed_at timestamptz) WITH (fillfactor = 50);
      CREATE TABLE event (task int NOT NULL, turn int NOT NULL, body text NOT NULL, PRIMARY KEY (task, turn));
      INSERT INTO task SELECT n, 0 FROM generate_series(0, ${ROWS - 1}) n`);
    return new Probes(servers.info.dataDir, own);
  }

  /** @returns {Promise<Probed>} */
  async #take() {
    let n = 0;
    const text = 'x'.repeat(200);
    const act = () => this.#database.query({ name: 'act', text: ACT, values: [n++ % ROWS, text] });
    return {
      fdatasync: await perSecond(100, () => {
        fs.writeSync(this.#file, BLOCK, 0, BLOCK.length, 0);
        fs.fdatasyncSync(this.#file);
      }),
      act: await perSecond(200, act),
      loop: await perSecond(100, stir),
    };
  }

  /**
   * Does the work between two probes; where one of them moved by more than 15 %, again, some times. Then it is told as it was, and what moved.
   * @template T @param {string} what @param {() => Promise<T>} work @returns {Promise<T & { steadiness: Steadiness }>}
   */
  async steadily(what, work) {
    for (let thrownAway = 0; ; thrownAway += 1) {
      const before = await this.#take();
      const result = await work();
      const after = await this.#take();
      const moved = /** @type {(keyof Probed)[]} */ (Object.keys(before)).filter(
        (probe) => Math.abs(after[probe] / before[probe] - 1) > MOVED,
      );
      if (moved.length === 0 || thrownAway + 1 === TRIES)
        return { ...result, steadiness: { before, after, moved, thrownAway } };
      progress(`${what}: thrown away, ${moved.join(' and ')} moved by more than 15 %`);
    }
  }

  async close() {
    fs.closeSync(this.#file);
    await this.#database.end();
  }
}

/** @param {Steadiness} steadiness */
export function steadinessOf({ before, after, moved, thrownAway }) {
  const probes = /** @type {(keyof Probed)[]} */ (Object.keys(before)).map(
    (probe) => `${probe} ${before[probe]} -> ${after[probe]}/s`,
  );
  const noisy = moved.length > 0 ? `NOISY (${moved.join(', ')} moved by more than 15 %), ` : '';
  return `${noisy}probes: ${probes.join(', ')}${thrownAway > 0 ? `; ${thrownAway} rounds thrown away before` : ''}`;
}

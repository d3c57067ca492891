// The end of a round: every workflow has ended, and what was acknowledged is in the record, once.
// @ts-check
import { conservation } from '../../dist/infra/demo/conservation.js';
import { progress } from './figures.mjs';
import { ACTS } from './permits.mjs';

const LOOK_MS = 200;
const MOST_MS = 900_000;
const TELL_MS = 10_000;

/**
 * Waits until all that follows these permits is done: every telling told, every certificate made out, no workflow running.
 * @param {import('./house.mjs').House} house @param {import('./workflows.mjs').Workflows} workflows @param {readonly string[]} numbers
 * @returns {Promise<number>} when that was so, by `performance.now()`
 */
export async function drained({ database }, workflows, numbers) {
  const left = async () => {
    const { rows } = await database.query('SELECT count(*)::int AS n FROM cases.conduct WHERE seq > told_seq');
    if (rows[0].n > 0) return `${rows[0].n} workflows to tell`;
    const ordered = `SELECT count(*)::int AS n FROM cases.approval_case WHERE number = ANY ($1) AND state->>'certificate' = 'ORDERED'`;
    const { rows: waiting } = await database.query(ordered, [numbers]);
    if (waiting[0].n > 0) return `${waiting[0].n} certificates to make out`;
    const running = await workflows.count('Running');
    return running > 0 ? `${running} workflows running` : null;
  };
  let told = performance.now();
  for (const until = told + MOST_MS; ;) {
    const what = await left();
    const now = performance.now();
    if (what === null) return now;
    if (now > told + TELL_MS) {
      progress(what);
      told = now;
    }
    if (now > until) throw new Error(`still ${what} ${MOST_MS / 1_000} s after the last act`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/**
 * What must hold of the house, and what does not. `events` = of the permits, in the record and as their acts call for.
 * @typedef {{ filed: number, finished: number, open: number, lost: number, doubled: number, events: number, called: number,
 *   faults: string[] }} Conserved
 */

const EVENTS = `SELECT coalesce(sum(n), 0)::int AS events, (count(*) FILTER (WHERE status = 'REFUSED'))::int AS refused,
    (count(*) FILTER (WHERE n <> CASE status WHEN 'REFUSED' THEN $2::int ELSE $2 + 1 END))::int AS odd
  FROM (SELECT c.status, count(*) AS n FROM cases.case_event e JOIN cases.approval_case c ON c.number = e.number
    WHERE e.number = ANY ($1) GROUP BY c.number) course`;

/** All that was brought into a house, to be found again. */
export class Ledger {
  /** @type {string[]} */ #filed = [];
  #refused = 0;
  /** Past cases that the import said are in, and open ones that nobody worked at. */
  imported = 0;
  open = 0;

  /** @param {import('./permits.mjs').Seen} seen */
  add({ filed, refused }) {
    this.#filed.push(...filed);
    this.#refused += refused;
  }

  /** Compares it with the record. @param {import('./house.mjs').House} house @returns {Promise<Conserved>} */
  async conserved({ database }) {
    const rowsOf = async (/** @type {string} */ sql, /** @type {unknown[]} */ values) =>
      (await database.query(sql, values)).rows;
    const sums = await conservation(/** @type {any} */ ({ query: rowsOf }), this.#filed, this.imported);
    const [{ events, refused, odd }] = await rowsOf(EVENTS, [this.#filed, ACTS]);
    const { filed, finished, open, lost, doubled } = sums;
    const all = this.#filed.length + this.imported + this.open;
    // Of each one event an act, and the certificate of a grant.
    const called = this.#filed.length * (ACTS + 1) - this.#refused;
    const faults = [
      ...(filed === all ? [] : [`${filed} cases for ${all} filings`]),
      ...(finished + open === filed && open === this.open ? [] : [`${open} open, of which ${this.open} were left so`]),
      ...(lost === 0 ? [] : [`${lost} lost`]),
      ...(doubled === 0 ? [] : [`${doubled} doubled`]),
      ...(refused === this.#refused ? [] : [`${refused} refused where ${this.#refused} were`]),
      ...(odd === 0 && events === called ? [] : [`${events} events for ${called}, ${odd} cases have more or fewer`]),
    ];
    return { ...sums, events, called, faults };
  }
}

/** @param {Conserved} conserved */
export function conservedOf({ filed, finished, open, lost, doubled, events, called, faults }) {
  const sums = `${filed} filed = ${finished} finished + ${open} open, ${lost} lost, ${doubled} doubled, ${events} events of ${called}`;
  return `conservation: ${sums}${faults.length > 0 ? `; BROKEN: ${faults.join('; ')}` : ''}`;
}

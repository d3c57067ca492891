// The end of a round: every workflow has ended, and what was acknowledged is in the record, once.
// @ts-check
import { conservation } from '../../dist/infra/demo/conservation.js';
import { eventsOf } from './permits.mjs';

const LOOK_MS = 200;
const MOST_MS = 900_000;

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
  for (const until = performance.now() + MOST_MS; ;) {
    const what = await left();
    if (what === null) return performance.now();
    if (performance.now() > until) throw new Error(`still ${what} ${MOST_MS / 1_000} s after the last act`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/**
 * What must hold of the house, and what does not. `events` = of the permits, in the record and as their acts call for.
 * @typedef {{ filed: number, finished: number, open: number, lost: number, doubled: number, events: number, called: number, faults: string[] }} Conserved
 */

/** All that was brought into a house, to be found again. */
export class Ledger {
  /** @type {string[]} */ #filed = [];
  #called = 0;
  /** Past cases that the import said are in, and open ones that nobody worked at. */
  imported = 0;
  open = 0;

  /** @param {import('./permits.mjs').Seen} seen */
  add(seen) {
    this.#filed.push(...seen.filed);
    this.#called += eventsOf(seen);
  }

  /** Compares it with the record. @param {import('./house.mjs').House} house @returns {Promise<Conserved>} */
  async conserved({ database }) {
    const asked = {
      query: async (/** @type {string} */ sql, /** @type {any[]} */ values) => (await database.query(sql, values)).rows,
    };
    const sums = await conservation(/** @type {any} */ (asked), this.#filed, this.imported);
    const { rows } = await database.query('SELECT count(*)::int AS n FROM cases.case_event WHERE number = ANY ($1)', [
      this.#filed,
    ]);
    const events = rows[0].n;
    const { filed, finished, open, lost, doubled } = sums;
    const all = this.#filed.length + this.imported + this.open;
    const faults = [
      ...(filed === all ? [] : [`${filed} cases for ${all} filings`]),
      ...(finished === all - this.open && open === this.open
        ? []
        : [`${finished} finished and ${open} open of ${filed}, ${this.open} of which were left open`]),
      ...(lost === 0 ? [] : [`${lost} lost`]),
      ...(doubled === 0 ? [] : [`${doubled} doubled`]),
      ...(events === this.#called ? [] : [`${events} events where the acts call for ${this.#called}`]),
    ];
    return { ...sums, events, called: this.#called, faults };
  }
}

/** @param {Conserved} conserved */
export const conservedOf = ({ filed, finished, open, lost, doubled, events, called, faults }) =>
  `conservation: ${filed} filed = ${finished} finished + ${open} open, ${lost} lost, ${doubled} doubled, ${events} events of ${called}${faults.length > 0 ? `; BROKEN: ${faults.join('; ')}` : ''}`;

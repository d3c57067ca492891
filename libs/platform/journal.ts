// The journal: what is no case event (sign-ins, refusals, reveals, changes of lists), insert-only, in its own transaction.
import { type DataSource } from 'typeorm';

/** Appends one entry. `data` holds codes and ids alone. */
export async function appendJournal(
  database: DataSource,
  entry: { app: string; actor: string; kind: string; data: Record<string, unknown> },
): Promise<void> {
  await database.query('SELECT journal.append($1, $2, $3, $4)', [
    entry.app,
    entry.actor,
    entry.kind,
    JSON.stringify(entry.data),
  ]);
}

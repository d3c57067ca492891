// The client of Temporal: lazy, and every call with a deadline. Without a server an undated call never returns.
import { Client, Connection } from '@temporalio/client';

/** How long one call may take. */
export const TEMPORAL_DEADLINE_MS = 5_000;

/** A lazy client: nothing is dialled until the first call. */
export function temporalClient(address: string, namespace: string): Client {
  return new Client({ connection: Connection.lazy({ address }), namespace });
}

/** Runs calls of this client under the deadline. */
export function withDeadline<T>(client: Client, call: () => Promise<T>, ms = TEMPORAL_DEADLINE_MS): Promise<T> {
  return client.connection.withDeadline<T>(Date.now() + ms, call);
}

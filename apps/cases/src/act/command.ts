// Idempotency: one row a key of a principal, so that a repeated request has the answer of the first.
import { type EntityManager } from 'typeorm';
import { Failure } from '#platform/failure';
import { bodyHash } from './events';

/** What the first request under a key came to. */
export interface Stored {
  number: string;
  status: string;
  seq: number;
}

/**
 * Takes a key for what is asked; null = it is new, and whoever took it notes the outcome in the same transaction.
 * @throws Failure KEY_REUSED when it was taken for something else
 */
export async function claimKey(
  manager: EntityManager,
  actor: string,
  key: string,
  asked: object,
): Promise<Stored | null> {
  const hash = bodyHash(asked);
  const claimed = await manager.query<unknown[]>(
    'INSERT INTO cases.command (actor, key, body_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING true',
    [actor, key, hash],
  );
  if (claimed.length > 0) return null;
  // The insert has waited for whoever held the key, so what it did is visible to a new statement.
  const [stored] = await manager.query<[Stored & { bodyHash: Buffer }]>(
    'SELECT body_hash AS "bodyHash", number, status, seq FROM cases.command WHERE actor = $1 AND key = $2',
    [actor, key],
  );
  if (!stored.bodyHash.equals(hash)) throw new Failure('KEY_REUSED');
  return stored;
}

// Signing in. Every refusal is the same answer after the same work, so that nobody learns which user names exist.
import { createHash } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { type SignInDto, type SignInView } from '#contracts/registry.dto';
import { Failure } from '#platform/failure';
import { appendJournal } from '#platform/journal';
import { hashesWaiting, NOBODY, verifyPassword } from './password';
import { Person } from './person.entity';
import { getPerson } from './persons';
import { SignInFailure } from './sign-in-failure.entity';
import { signToken } from './token-keys';

/** So many failures of one user name within `WINDOW_MINUTES` close it for the rest of them. */
export const MOST_FAILURES = 10;
const WINDOW_MINUTES = 15;
/** Whoever came behind so many would be answered after the caller's deadline of ten seconds. */
const LONGEST_QUEUE = 64;

/**
 * Checks user and password and gives a token.
 * @throws Failure SIGN_IN_FAILED for an unknown user, a wrong password and too many failures alike; TOO_SLOW in a rush.
 */
export async function signIn(
  database: DataSource,
  { user, password }: SignInDto,
  minutes: number,
): Promise<SignInView> {
  const digest = createHash('sha256').update(user).digest('hex');
  const isText = !user.includes('\0'); // which Postgres would not take as text at all
  const person = isText ? await database.getRepository(Person).findOneBy({ userName: user }) : null;
  if (hashesWaiting() >= LONGEST_QUEUE) throw new Failure('TOO_SLOW');
  const isRight = await verifyPassword(password, person?.passwordHash ?? NOBODY);
  // Asked after the hashing: guesses sent all at once are counted too, and a closed name answers no faster.
  const isClosed = await hasFailedTooOften(database, digest);
  if (!person || !isRight || isClosed) {
    if (!isClosed) await recordFailure(database, digest); // trying on while closed does not prolong it
    const why = isClosed ? 'TOO_MANY' : person ? 'WRONG_PASSWORD' : 'UNKNOWN_USER';
    await journal(database, person, 'sign-in.failed', { why, ...(person ? {} : { length: user.length }) });
    throw new Failure('SIGN_IN_FAILED');
  }
  await database.getRepository(SignInFailure).delete({ userDigest: digest });
  const [view, token] = [await getPerson(database, person.id), await signToken(database, person.id, minutes)];
  await journal(database, person, 'sign-in.succeeded', { until: token.expiresAt });
  return { ...token, person: view };
}

async function hasFailedTooOften(database: DataSource, digest: string): Promise<boolean> {
  const [{ failures }] = await database.query(
    `SELECT count(*)::int AS failures FROM registry.sign_in_failure
     WHERE user_digest = $1 AND at > clock_timestamp() - make_interval(mins => $2)`,
    [digest, WINDOW_MINUTES],
  );
  return failures >= MOST_FAILURES;
}

/** Also sweeps what is older than the window, of anybody: the table stays as small as the trouble is. */
async function recordFailure(database: DataSource, digest: string): Promise<void> {
  await database.query(
    `WITH swept AS (DELETE FROM registry.sign_in_failure WHERE at < clock_timestamp() - make_interval(mins => $2))
     INSERT INTO registry.sign_in_failure (user_digest) VALUES ($1)`,
    [digest, WINDOW_MINUTES],
  );
}

function journal(
  database: DataSource,
  person: Person | null,
  kind: string,
  data: Record<string, unknown>,
): Promise<void> {
  return appendJournal(database, { app: 'registry', actor: person ? `person:${person.id}` : 'nobody', kind, data });
}

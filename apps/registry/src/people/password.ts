// Passwords: scrypt (RFC 7914) with a salt a person, off the main thread. The parameters stand in the hash, so that raising
// them needs no migration.
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

const COST = { N: 32_768, r: 8, p: 1 };
const LENGTH = 32;

/** Hashes a password: `scrypt$N$r$p$salt$key`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, LENGTH, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** True when the password is the one that was hashed. @throws Error for what is no hash of ours. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || !salt || !key)
    throw new Error('A stored password hash is not of the form scrypt$N$r$p$salt$key.');
  const expected = Buffer.from(key, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), expected.length, cost), expected);
}

/** A hash that no password has: whoever is unknown costs the same time as whoever mistypes. */
export const NOBODY = ['scrypt', COST.N, COST.r, COST.p, 'bm9ib2R5', Buffer.alloc(LENGTH).toString('base64url')].join(
  '$',
);

/** How many wait for their turn to be hashed. */
export function hashesWaiting(): number {
  return waiting.length;
}

// Node's thread pool has four threads, and opening a connection to Postgres (SCRAM) needs one: hashing never takes them all.
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift(); // hands its own place over, so that `running` stays
    if (next) next();
    else running--;
  }
}

function derive(password: string, salt: Buffer, length: number, cost: ScryptOptions): Promise<Buffer> {
  const options = { ...cost, maxmem: 256 * (cost.N ?? 0) * (cost.r ?? 0) };
  // NFC: the same password typed on another keyboard may arrive decomposed.
  const text = password.normalize('NFC');
  return inTurn(
    () =>
      new Promise((resolve, reject) =>
        scrypt(text, salt, length, options, (error, key) => (error ? reject(error) : resolve(key))),
      ),
  );
}

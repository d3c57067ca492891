// The keys that sign tokens: made at the first start, kept in Postgres, so that every registry and every gateway agree.
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { type DataSource } from 'typeorm';
import { TokenKey } from './token-key.entity';

/** Issuer and audience of every token of the house. */
export const TOKEN_PARTY = 'yuanban';

/** The active key, made and stored when there is none; of several registries that start at once, one wins for all. */
export async function activeKey(database: DataSource): Promise<TokenKey> {
  const keys = database.getRepository(TokenKey);
  const known = await keys.findOneBy({ active: true });
  if (known) return known;
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const privateJwk: JWK = { ...(await exportJWK(privateKey)), alg: 'EdDSA', use: 'sig' };
  const kid = await calculateJwkThumbprint(privateJwk);
  await keys.createQueryBuilder().insert().values({ kid, active: true, privateJwk }).orIgnore().execute();
  return keys.findOneByOrFail({ active: true });
}

/** The public halves of all keys, as a JWK set. */
export async function publicKeys(database: DataSource): Promise<JSONWebKeySet> {
  await activeKey(database); // a gateway may ask before anybody has signed in
  const keys = await database.getRepository(TokenKey).find({ order: { madeAt: 'DESC' } });
  return { keys: keys.map(({ kid, privateJwk }) => ({ ...publicHalf(privateJwk), kid })) };
}

/** A token for a person, and when it ends. Real time: a token is plumbing, not law. */
export async function signToken(
  database: DataSource,
  person: string,
  minutes: number,
): Promise<{ token: string; expiresAt: string }> {
  const { kid, privateJwk } = await activeKey(database);
  const now = Math.floor(Date.now() / 1000);
  const ends = now + minutes * 60;
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
    .setSubject(person)
    .setIssuer(TOKEN_PARTY)
    .setAudience(TOKEN_PARTY)
    .setIssuedAt(now)
    .setExpirationTime(ends)
    .sign(await importJWK(privateJwk, 'EdDSA'));
  return { token, expiresAt: new Date(ends * 1000).toISOString() };
}

/** Named field by field: what is not listed here, the secret `d` first of all, can never leave. */
function publicHalf({ kty, crv, x, alg, use }: JWK): JWK {
  return { kty, crv, x, alg, use };
}

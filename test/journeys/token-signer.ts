// Tokens as the registry signs them: with its own private key, read from its table as the database's owner.
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { type Installation } from '../installation';

/** What a token says; what is left out is as the registry would say it. `seconds` from now, null for no end. */
export interface Claims {
  sub?: string;
  iss?: string;
  aud?: string;
  seconds?: number | null;
}

/** Signs with one key under one name. */
export type Sign = (claims?: Claims) => Promise<string>;

function signer(kid: string, key: CryptoKey | Uint8Array): Sign {
  return ({ sub = 'p2002', iss = 'yuanban', aud = 'yuanban', seconds = 600 } = {}) => {
    const token = new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setSubject(sub)
      .setIssuer(iss)
      .setAudience(aud);
    if (seconds !== null) token.setExpirationTime(Math.floor(Date.now() / 1000) + seconds);
    return token.sign(key);
  };
}

/** The key that the registry signs with. It is made when first needed: at the first sign-in at the latest. */
export async function registryKey(place: Installation) {
  const [row] = await place.sql<{ kid: string; jwk: JWK }>(
    'SELECT kid, private_jwk AS jwk FROM registry.token_key WHERE active',
  );
  return { kid: row!.kid, sign: signer(row!.kid, await importJWK(row!.jwk, 'EdDSA')) };
}

/** A new key; `publish` puts it into the registry's table, as a second one. */
export async function newKey(place: Installation, kid: string) {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg: 'EdDSA', use: 'sig' };
  const publish = () => place.sql('INSERT INTO registry.token_key (kid, private_jwk) VALUES ($1, $2)', [kid, jwk]);
  return { sign: signer(kid, privateKey), publish };
}

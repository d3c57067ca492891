// The seal of a written instrument: one compact JWS (Ed25519) over a small claim that holds the SHA-256 of the content. Over the
// claim and not over the content, so that the very seal fits into a QR code and whoever has only paper can check it offline.
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { type DataSource } from 'typeorm';
import { Failure } from '#platform/failure';
import { maskName, maskUscc } from '#rules/identity';
import { canonicalContent } from './content';
import { type InstrumentContent, type InstrumentKind } from './facts';

/** The key that seals, in memory. */
export interface SealingKey {
  kid: string;
  privateKey: KeyObject;
}

/** A public key as it is given away. */
export interface PublicKey {
  kid: string;
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
}

/** What a seal says; short names, because all of it stands in the QR code. */
export interface Claim {
  v: 1;
  /** ASCII name or identifier. */
  id: string;
  /** Number on paper; absent where it is the id. */
  n?: string;
  k: InstrumentKind;
  /** SHA-256 of the canonical content, base64url. */
  h: string;
  /** In whose name, in Chinese. */
  i: string;
  /** Civil day of issue. */
  d: string;
  /** Holder of a certificate, masked. */
  p?: string;
}

/** A sealed content. */
export interface Sealed {
  contentHash: Buffer;
  seal: string;
}

interface KeyRow {
  kid: string;
  publicJwk: { x: string };
  privateJwk: JWK;
}

/** The keys of this process: the one that seals, and all that ever sealed. */
export class Seals {
  private constructor(
    readonly key: SealingKey,
    readonly known: readonly PublicKey[],
  ) {}

  /** Reads them; at the first start of an installation makes the key. */
  static async open(database: DataSource): Promise<Seals> {
    const key = await sealingKey(database);
    return new Seals(key, await publicKeys(database));
  }
}

const ACTIVE = `SELECT kid, private_jwk AS "privateJwk" FROM cases.instrument_key WHERE active`;

/** The key of this installation: made and stored at the first start; of several processes that start at once, one wins for all. */
export async function sealingKey(database: DataSource): Promise<SealingKey> {
  let [row] = await database.query<KeyRow[]>(ACTIVE);
  if (!row) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const publicJwk = publicKey.export({ format: 'jwk' });
    await database.query(
      `INSERT INTO cases.instrument_key (kid, active, public_jwk, private_jwk) VALUES ($1, true, $2, $3) ON CONFLICT DO NOTHING`,
      [await calculateJwkThumbprint(publicJwk as JWK), publicJwk, privateKey.export({ format: 'jwk' })],
    );
    [row] = await database.query<KeyRow[]>(ACTIVE);
  }
  return { kid: row!.kid, privateKey: createPrivateKey({ key: row!.privateJwk, format: 'jwk' }) };
}

/** The public halves of all keys that ever sealed; the private half is not read. */
export async function publicKeys(database: DataSource): Promise<PublicKey[]> {
  const rows = await database.query<Pick<KeyRow, 'kid' | 'publicJwk'>[]>(
    `SELECT kid, public_jwk AS "publicJwk" FROM cases.instrument_key ORDER BY made_at, kid`,
  );
  return rows.map(({ kid, publicJwk: { x } }) => ({ kid, kty: 'OKP', crv: 'Ed25519', x }));
}

const coded = (part: object) => Buffer.from(canonicalize(part)!).toString('base64url');

/** SHA-256 of the canonical content. */
export function contentHash(content: InstrumentContent): Buffer {
  return createHash('sha256').update(canonicalContent(content)).digest();
}

/**
 * Seals a content; the same content under the same key has the same seal. At once and in this thread: the counter of the number is
 * locked meanwhile, and a turn through the thread pool would take ten times as long as the signature.
 */
export function sealContent({ kid, privateKey }: SealingKey, content: InstrumentContent): Sealed {
  const hash = contentHash(content);
  const { id, number, kind, inNameOf, issuedOn, addressee } = content;
  const claim: Claim = {
    v: 1,
    id,
    ...(number === id ? {} : { n: number }),
    k: kind,
    h: hash.toString('base64url'),
    i: inNameOf.zh,
    d: issuedOn,
    ...(kind === 'certificate' ? { p: `${maskName(addressee.name)} ${maskUscc(addressee.number)}` } : {}),
  };
  const signed = `${coded({ alg: 'EdDSA', kid })}.${coded(claim)}`;
  const seal = `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
  return { contentHash: hash, seal };
}

/**
 * What a seal says, if one of the keys made it and, where the content is at hand, it is the content that was sealed.
 * @throws Failure SEAL_INVALID
 */
export async function verifySeal(
  seal: string,
  keys: readonly PublicKey[],
  content?: InstrumentContent,
): Promise<Claim> {
  try {
    const { kid } = decodeProtectedHeader(seal);
    // A key that is not ours costs a forger the same: no answer comes sooner.
    const key = keys.find((candidate) => candidate.kid === kid) ?? keys[0]!;
    const { payload } = await compactVerify(seal, await importJWK(key as JWK, 'EdDSA'), { algorithms: ['EdDSA'] });
    const claim = JSON.parse(Buffer.from(payload).toString()) as Claim;
    if (content === undefined || claim.h === contentHash(content).toString('base64url')) return claim;
  } catch {
    // Whatever is wrong with it, it proves nothing; which part a forger got wrong is nobody's business.
  }
  throw new Failure('SEAL_INVALID');
}

/** Did one of the keys seal exactly this content? */
export async function sealVerdict(
  seal: string,
  keys: readonly PublicKey[],
  content: InstrumentContent,
): Promise<'VALID' | 'INVALID'> {
  try {
    await verifySeal(seal, keys, content);
    return 'VALID';
  } catch (error) {
    if (error instanceof Failure && error.code === 'SEAL_INVALID') return 'INVALID';
    throw error;
  }
}

/** What stands beside a seal on paper: key, content hash, and a short fingerprint of the signature. */
export function sealMarks(seal: string): { kid: string; hash: string; fingerprint: string } {
  const [, payload, signature] = seal.split('.');
  const { h } = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Claim;
  const print = createHash('sha256').update(Buffer.from(signature!, 'base64url')).digest('hex').slice(0, 32);
  return {
    kid: String(decodeProtectedHeader(seal).kid),
    hash: Buffer.from(h, 'base64url').toString('hex'),
    fingerprint: print.match(/.{4}/g)!.join(' '),
  };
}

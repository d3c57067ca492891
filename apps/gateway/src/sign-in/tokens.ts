// Verifies who is calling: EdDSA tokens of the registry, by its public keys, kept here and asked for again when unknown.
import { Injectable } from '@nestjs/common';
import { createLocalJWKSet, decodeProtectedHeader, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';

/** Issuer and audience of every token of the house. */
export const TOKEN_PARTY = 'yuanban';

/** A person whose token holds, until when (epoch ms). */
export interface SignedIn {
  id: string;
  expiresAt: number;
}

/** A new key is looked for at most this often: made-up key ids must not become requests to the registry. */
const REFETCH_AFTER_MS = 5_000;

/** Tolerated difference of clocks. */
const LEEWAY_SECONDS = 5;

/** Tokens that are remembered: some for each person who works at the same time. Then all are forgotten, and verified anew. */
const MOST_HELD = 10_000;

/** The registry's public keys, each read once. */
type Keys = ReturnType<typeof createLocalJWKSet>;

/** Keeps the registry's public keys and checks tokens against them. */
@Injectable()
export class Tokens {
  private keys: Keys | null = null;
  private fetchedAt = 0;
  private fetching: Promise<Keys> | null = null;
  /** Those that held when they came first. Only their end can change that: keys are not taken back, and a signature costs a quarter of a millisecond. */
  private readonly held = new Map<string, SignedIn>();

  constructor(private readonly rpc: RpcClient) {}

  /**
   * The person of an `Authorization` header.
   * @throws Failure `NOT_SIGNED_IN` when there is none that holds, `MESSAGING_AWAY` when that cannot be found out now.
   */
  async signedIn(authorization: string | undefined): Promise<SignedIn> {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    const known = token === undefined ? undefined : this.held.get(token);
    if (known && known.expiresAt + LEEWAY_SECONDS * 1_000 > Date.now()) return known;
    if (!token || !looksLikeOurs(token)) throw new Failure('NOT_SIGNED_IN');
    const claims = await this.verified(token, this.keys ?? (await this.fetchKeys()));
    if (!claims.sub || !claims.exp) throw new Failure('NOT_SIGNED_IN');
    const signedIn = { id: claims.sub, expiresAt: claims.exp * 1_000 };
    if (this.held.size >= MOST_HELD) this.held.clear();
    this.held.set(token, signedIn);
    return signedIn;
  }

  private async verified(token: string, keys: Keys): Promise<JWTPayload> {
    try {
      return await verify(token, keys);
    } catch (error) {
      const mayBeNew = error instanceof errors.JWKSNoMatchingKey && Date.now() - this.fetchedAt >= REFETCH_AFTER_MS;
      if (!mayBeNew) throw new Failure('NOT_SIGNED_IN');
    }
    const fresh = await this.fetchKeys();
    return verify(token, fresh).catch(() => {
      throw new Failure('NOT_SIGNED_IN');
    });
  }

  /** One request at a time, whoever asks. A failed one changes nothing. */
  private fetchKeys(): Promise<Keys> {
    this.fetching ??= this.rpc
      .call<JSONWebKeySet>(SUBJECTS.tokenKeys, {}, 3_000)
      .then((keys) => {
        this.keys = createLocalJWKSet(keys);
        this.fetchedAt = Date.now();
        return this.keys;
      })
      .finally(() => (this.fetching = null));
    return this.fetching;
  }
}

/** Turned away before any key is asked for: what no registry of ours can have signed. */
function looksLikeOurs(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'EdDSA';
  } catch {
    return false;
  }
}

async function verify(token: string, keys: Keys): Promise<JWTPayload> {
  const options = { issuer: TOKEN_PARTY, audience: TOKEN_PARTY, algorithms: ['EdDSA'], clockTolerance: LEEWAY_SECONDS };
  return (await jwtVerify(token, keys, options)).payload;
}

// What the gateway's unit tests share: a door without servers behind it, and tokens as the registry signs them.
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose';
import { pino } from 'pino';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { type RpcClient } from '#platform/rpc-client';
import { createGateway } from '../src/gateway';

/** What was asked over "NATS". */
export interface Asked {
  subject: string;
  payload: Record<string, unknown>;
}

/** Answers by subject; what has none is away. Stands in for a connection, not for an app of ours. */
export type Answers = Partial<Record<string, (payload: never) => unknown>>;

/** A client without a connection: each subject answers as told, or is away. */
export function stubRpc(answers: Answers = {}, maxPayload?: number): { rpc: RpcClient; asked: Asked[] } {
  const asked: Asked[] = [];
  const rpc = {
    isConnected: maxPayload !== undefined,
    connection: maxPayload === undefined ? null : { info: { max_payload: maxPayload } },
    call: async (subject: string, payload: Record<string, unknown>) => {
      asked.push({ subject, payload });
      const answer = answers[subject];
      if (!answer) throw new Failure('MESSAGING_AWAY');
      return answer(payload as never);
    },
    listen: () => undefined,
    tell: () => undefined,
    close: async () => undefined,
  };
  return { rpc: rpc as unknown as RpcClient, asked };
}

/** A registry's key: signs tokens and publishes its public half. */
export interface Signer {
  keys: JSONWebKeySet;
  sign(claims?: { sub?: string; iss?: string; aud?: string; seconds?: number }): Promise<string>;
}

/** Makes one. */
export async function newSigner(kid = 'k1'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    keys: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] },
    sign: ({ sub = 'p1', iss = 'yuanban', aud = 'yuanban', seconds = 600 } = {}) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setSubject(sub)
        .setIssuer(iss)
        .setAudience(aud)
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(privateKey),
  };
}

/** A door to knock on by `inject`, and the headers of a signed-in person. */
export interface Door {
  app: NestFastifyApplication;
  asked: Asked[];
  signedIn: Record<string, string>;
}

/** Opens one over stubbed answers. */
export async function openDoor(answers: Answers = {}, maxPayload?: number): Promise<Door> {
  const signer = await newSigner();
  const { rpc, asked } = stubRpc({ [SUBJECTS.tokenKeys]: () => signer.keys, ...answers }, maxPayload);
  const app = await createGateway({ natsUrl: 'nats://unused' }, pino({ level: 'silent' }), rpc);
  return { app, asked, signedIn: { authorization: `Bearer ${await signer.sign()}` } };
}

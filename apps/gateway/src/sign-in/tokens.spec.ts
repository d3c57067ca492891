// Tokens that need no key to be judged. Signed ones are in test/journeys/door-tokens.spec.ts, with the registry's own keys.
import { generateKeyPair, SignJWT } from 'jose';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { openGateway } from '../../test/alone';

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await openGateway();
});
afterAll(() => app?.close());

const answerTo = (authorization?: string) =>
  app.inject({ url: '/api/v1/cases/1', headers: authorization === undefined ? {} : { authorization } });

it('a token of another algorithm, or malformed, is none, and nobody is asked for a key', async () => {
  const hmac = await new SignJWT().setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.x`;
  const bearers = [hmac, none, 'a.b.c', 'abc', ''].map((token) => `Bearer ${token}`);
  for (const authorization of [...bearers, undefined, 'Basic dTpw']) {
    const answer = await answerTo(authorization);
    expect([authorization, answer.statusCode, answer.json().code]).toEqual([authorization, 401, 'NOT_SIGNED_IN']);
  }
});

it('a token that might be ours cannot be judged while no key can be had: come again, not: sign in', async () => {
  const { privateKey } = await generateKeyPair('Ed25519');
  const token = await new SignJWT().setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).setSubject('p1').sign(privateKey);
  const answer = await answerTo(`Bearer ${token}`);
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'MESSAGING_AWAY']);
  expect(answer.headers['retry-after']).toBe('2');
});

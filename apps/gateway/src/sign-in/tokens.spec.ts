import { SignJWT } from 'jose';
import { SUBJECTS } from '#contracts/subjects';
import { newSigner, stubRpc, type Signer } from '../../test/door';
import { Tokens } from './tokens';

let signer: Signer;
beforeAll(async () => {
  signer = await newSigner();
});
afterEach(() => jest.useRealTimers());

const told = (keys = signer.keys) => {
  const { rpc, asked } = stubRpc({ [SUBJECTS.tokenKeys]: () => keys });
  return { tokens: new Tokens(rpc), asked };
};
const verdict = (tokens: Tokens, token: string) =>
  tokens.signedIn(`Bearer ${token}`).then(
    ({ id }) => id,
    ({ code }: { code: string }) => code,
  );

describe('a token', () => {
  it('names the person and how long it holds', async () => {
    const person = await told().tokens.signedIn(`Bearer ${await signer.sign({ sub: 'officer-7', seconds: 60 })}`);
    expect(person.id).toBe('officer-7');
    expect(person.expiresAt - Date.now()).toBeGreaterThan(50_000);
  });

  it('of another issuer, audience or time, or without a person, is none', async () => {
    const { tokens } = told();
    for (const claims of [{ iss: 'other' }, { aud: 'other' }, { seconds: -60 }, { sub: '' }]) {
      expect(await verdict(tokens, await signer.sign(claims))).toBe('NOT_SIGNED_IN');
    }
  });

  it('signed by another key under a known name is none', async () => {
    expect(await verdict(told().tokens, await (await newSigner('k1')).sign())).toBe('NOT_SIGNED_IN');
  });

  it('of another algorithm, or malformed, is none, and costs no request', async () => {
    const { tokens, asked } = told();
    const hmac = await new SignJWT().setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.x`;
    for (const token of [hmac, none, 'a.b.c', 'abc', '']) expect(await verdict(tokens, token)).toBe('NOT_SIGNED_IN');
    await expect(tokens.signedIn(undefined)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    await expect(tokens.signedIn('Basic dTpw')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(asked).toEqual([]);
  });

  it('cannot be judged while no key can be had: messaging is away, not the person unknown', async () => {
    const tokens = new Tokens(stubRpc().rpc);
    expect(await verdict(tokens, await signer.sign())).toBe('MESSAGING_AWAY');
  });
});

describe('the keys', () => {
  it('are asked for once, also by many at the same moment', async () => {
    const { tokens, asked } = told();
    const token = await signer.sign();
    await Promise.all([1, 2, 3].map(() => tokens.signedIn(`Bearer ${token}`)));
    await tokens.signedIn(`Bearer ${token}`);
    expect(asked).toHaveLength(1);
  });

  it('are asked for again for an unknown one, at most once in five seconds', async () => {
    const keys = { keys: [...signer.keys.keys] };
    const { tokens, asked } = told(keys);
    await tokens.signedIn(`Bearer ${await signer.sign()}`);
    const second = await newSigner('k2');
    expect(await verdict(tokens, await second.sign())).toBe('NOT_SIGNED_IN');
    expect(asked).toHaveLength(1);
    keys.keys.push(...second.keys.keys);
    jest.useFakeTimers({ now: Date.now() + 5_000, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    expect(await verdict(tokens, await second.sign())).toBe('p1');
    expect(await verdict(tokens, await (await newSigner('k3')).sign())).toBe('NOT_SIGNED_IN');
    expect(asked).toHaveLength(2);
  });
});

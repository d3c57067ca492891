// Whose token holds: the registry's own key signs here, as it does there, and the gateway asks the registry for the public half.
import { setTimeout as pause } from 'node:timers/promises';
import { SUBJECTS } from '#contracts/subjects';
import { serve, type Served } from './over-http';
import { tapOn, type Tap } from './tap';
import { newKey, registryKey, type Sign } from './token-signer';

let served: Served;
let tap: Tap;
let sign: Sign;
let kid: string;
beforeAll(async () => {
  served = await serve(1, {}, false);
  await served.tokenOf('window.caohejing'); // the key is made
  ({ sign, kid } = await registryKey(served.place));
  tap = await tapOn(served.place);
}, 60_000);
afterAll(async () => {
  await tap?.close();
  await served?.close();
}, 60_000);

const verdict = async (token: string) => {
  const headers = { authorization: `Bearer ${token}` };
  const { status, body } = await served.call('GET', '/api/v1/tasks?limit=1', { headers });
  return status === 200 ? 'in' : body.code;
};
const keysAsked = async () => (await tap.asked(SUBJECTS.tokenKeys)).length;

describe('the keys', () => {
  let fetchedAt: number;

  it('are asked for once, also by many at the same moment', async () => {
    const token = await sign();
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verdict(token)));
    fetchedAt = Date.now();
    expect(verdicts).toEqual(Array.from({ length: 20 }, () => 'in'));
    expect(await verdict(token)).toBe('in');
    expect(await keysAsked()).toBe(1);
  });

  it('are asked for again for an unknown one, at most once in five seconds', async () => {
    const second = await newKey(served.place, 'second');
    const third = await newKey(served.place, 'third');
    const token = await second.sign();
    await second.publish();
    expect(await verdict(token)).toBe('NOT_SIGNED_IN');
    expect(Date.now() - fetchedAt).toBeLessThan(5_000);
    expect(await keysAsked()).toBe(1);
    await pause(fetchedAt + 5_000 - Date.now());
    expect(await Promise.all([1, 2, 3].map(() => verdict(token)))).toEqual(['in', 'in', 'in']);
    expect(await keysAsked()).toBe(2);
    expect(await verdict(await third.sign())).toBe('NOT_SIGNED_IN');
    expect(await keysAsked()).toBe(2);
    expect(await verdict(await sign())).toBe('in'); // the first holds beside the second
  });
});

describe('a token', () => {
  it('names the person', async () => {
    await tap.forget();
    expect(await verdict(await sign({ sub: 'p2003' }))).toBe('in');
    expect(await tap.asked()).toEqual([
      { subject: SUBJECTS.taskList, data: expect.objectContaining({ person: 'p2003' }) },
    ]);
  });

  it.each([
    ['another issuer', { iss: 'other' }],
    ['another audience', { aud: 'other' }],
    ['the past', { seconds: -60 }],
    ['no time', { seconds: null }],
    ['nobody', { sub: '' }],
  ])('of %s is none', async (_, claims) => {
    expect(await verdict(await sign(claims))).toBe('NOT_SIGNED_IN');
  });

  it('that held is none once it has ended', async () => {
    const token = await sign({ seconds: -3 }); // five are forgiven: clocks differ
    expect([await verdict(token), await verdict(token)]).toEqual(['in', 'in']);
    await pause(2_500);
    expect(await verdict(token)).toBe('NOT_SIGNED_IN');
  });

  it('signed by another key under a known name is none', async () => {
    const { sign: forge } = await newKey(served.place, kid);
    expect(await verdict(await forge())).toBe('NOT_SIGNED_IN');
  });

  it('changed on its way is none', async () => {
    const [head, , seal] = (await sign()).split('.');
    const [, claims] = (await sign({ sub: 'p6001' })).split('.');
    expect(await verdict([head, claims, seal].join('.'))).toBe('NOT_SIGNED_IN');
  });
});

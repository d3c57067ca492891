import { createHash, generateKeyPairSync, webcrypto } from 'node:crypto';
import { runInThisContext } from 'node:vm';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { KINDS, sample } from '../../../../test/instruments';
import { type PublicKey, type SealingKey, sealContent } from './seal';
import { verifyPage, type VerifyPageData } from './verify-page';

type Verdict = { state: string; claim?: { id: string; p?: string }; revoked?: { state: string } };
type StateNow = (verdict: Verdict, isServed: boolean, ask: typeof fetch) => Promise<{ state: string } | null>;
type VerdictOn = (text: string, data: VerifyPageData, subtle: unknown) => Promise<Verdict>;

const elementsOf = (html: string, tag: string) => [
  ...html.matchAll(new RegExp(`<${tag}([^>]*)>([^]*?)</${tag}>`, 'g')),
];

let key: SealingKey;
let known: PublicKey;
let data: VerifyPageData;
let html: string;
let policy: string;
let verdictOn: VerdictOn;
let stateNow: StateNow;
beforeAll(async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  key = { kid: await calculateJwkThumbprint(jwk), privateKey };
  known = { kid: key.kid, kty: 'OKP', crv: 'Ed25519', x: jwk.x! };
  const revoked = [{ id: '2026-receipt-caohejing-000123', state: '撤销', on: '2026-12-01' }];
  ({ html, policy } = verifyPage({ keys: [known], revoked, asOf: '2026-12-02' }));
  // What runs is what stands in the page: its script, and its data.
  const scripts = elementsOf(html, 'script');
  data = JSON.parse(scripts.find(([, attributes]) => attributes!.includes('json'))![2]!) as VerifyPageData;
  const code = scripts.find(([, attributes]) => attributes === '')![2]!;
  ({ verdictOn, stateNow } = runInThisContext(`(() => {${code}\nreturn { verdictOn, stateNow }; })()`) as {
    verdictOn: VerdictOn;
    stateNow: StateNow;
  });
});
const on = (text: string, keys = data) => verdictOn(text, keys, webcrypto.subtle);
const sealed = (kind: (typeof KINDS)[number] = 'certificate') => sealContent(key, sample(kind)).seal;

it.each(KINDS.filter((kind) => kind !== 'receipt'))(
  'a %s is valid, by its text or by the whole address',
  async (kind) => {
    const seal = sealed(kind);
    const { state, claim } = await on(seal);
    expect([state, claim!.id]).toEqual(['VALID', sample(kind).id]);
    expect((await on(`https://yuanban.example/verify#${seal}\n`)).state).toBe('VALID');
  },
);

it('one that was revoked is sealed, and no longer in force', async () => {
  expect(await on(sealed('receipt'))).toMatchObject({ state: 'REVOKED', revoked: { state: '撤销' } });
});

it('an altered claim or signature is found', async () => {
  const [head, payload, signature] = sealed().split('.') as [string, string, string];
  const claim = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const other = Buffer.from(JSON.stringify({ ...claim, d: '2030-01-01' })).toString('base64url');
  expect((await on(`${head}.${other}.${signature}`)).state).toBe('ALTERED');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[10]! ^= 1;
  expect((await on(`${head}.${payload}.${bytes.toString('base64url')}`)).state).toBe('ALTERED');
  expect((await on(`${head}.${payload}.`)).state).toBe('ALTERED');
});

it('another key is unknown, also one that calls itself ours', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { seal: stranger } = sealContent({ kid: 'another', privateKey }, sample('certificate'));
  expect((await on(stranger)).state).toBe('KEY_UNKNOWN');
  const { seal: liar } = sealContent({ kid: key.kid, privateKey }, sample('certificate'));
  expect((await on(liar)).state).toBe('ALTERED');
});

it('what is no seal is called so', async () => {
  const [head, payload] = sealed().split('.') as [string, string];
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: key.kid })).toString('base64url');
  for (const text of [
    '',
    'hello',
    'a.b.c',
    'bnVsbA.bnVsbA.AA',
    `${head}.${payload}`,
    `${none}.${payload}.AA`,
    `${sealed()}.AA`,
  ]) {
    expect([text, (await on(text)).state]).toEqual([text, 'MALFORMED']);
  }
});

it('a browser without Ed25519, or without WebCrypto, says that it cannot check', async () => {
  expect((await verdictOn(sealed(), data, undefined)).state).toBe('UNSUPPORTED');
  expect((await on(sealed(), { ...data, keys: [{ ...known, x: 'AA' }] })).state).toBe('UNSUPPORTED');
});

describe('what the house says of it now', () => {
  const asked: string[] = [];
  const saying = (answer: () => Response) =>
    (async (address: string) => (asked.push(address), answer())) as typeof fetch;
  const revoked = saying(() => Response.json({ state: 'REVOKED', revokedOn: '2026-12-03' }));
  beforeEach(() => asked.splice(0));

  it('is asked for a certificate whose seal holds, by its identifier', async () => {
    const verdict = await on(sealed());
    expect(await stateNow(verdict, true, revoked)).toMatchObject({ state: 'REVOKED' });
    expect(asked).toEqual([`/api/v1/certificates/${verdict.claim!.id}`]);
  });

  it('is not asked of a saved page, of another instrument, or of what is not ours', async () => {
    const { seal: stranger } = sealContent({ ...key, kid: 'another' }, sample('certificate'));
    expect(await stateNow(await on(sealed()), false, revoked)).toBeNull();
    expect(await stateNow(await on(sealed('written-decision')), true, revoked)).toBeNull();
    expect(await stateNow(await on(stranger), true, revoked)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('is nothing while the network is away or the house is in trouble', async () => {
    const verdict = await on(sealed());
    const away = (() => Promise.reject(new TypeError('no network'))) as typeof fetch;
    expect(await stateNow(verdict, true, away)).toBeNull();
    expect(
      await stateNow(
        verdict,
        true,
        saying(() => new Response('', { status: 503 })),
      ),
    ).toBeNull();
  });
});

describe('the page', () => {
  it('needs nothing from anywhere: it may ask its own house, and works without an answer', () => {
    expect(html).not.toMatch(/\b(?:src|href|action)=|url\(|@import|https?:\/|\/\/[a-z]+\.|XMLHttpRequest|WebSocket/);
    expect(html.match(/\bfetch\b/g)).toHaveLength(1);
    expect(policy).toContain("connect-src 'self';");
    expect(html).not.toMatch(/\son\w+=|\sstyle=|innerHTML|eval\(|new Function/);
  });

  it('runs under its policy: the hashes are those of its one script and its one style', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const code = elementsOf(html, 'script').filter(([, attributes]) => !attributes!.includes('json'));
    const style = elementsOf(html, 'style');
    expect([code.length, style.length]).toEqual([1, 1]);
    expect(policy).toContain(`script-src ${hash(code[0]![2]!)};`);
    expect(policy).toContain(`style-src ${hash(style[0]![2]!)};`);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}" />`);
    expect(html.indexOf(policy)).toBeLessThan(html.indexOf('<style>'));
  });

  it('has every element that its script looks for, and a label in both languages', () => {
    const ids = [...html.matchAll(/\bat\('([\w-]+)'\)/g)].map(([, id]) => id!);
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) expect(html).toContain(`id="${id}"`);
    expect(html).toMatch(/<label for="text">二维码内容 <span lang="en">/);
  });

  it('says as of when it is true, and no text in its data can end the data', () => {
    expect(data.asOf).toBe('2026-12-02');
    const evil = verifyPage({ ...data, revoked: [{ id: '</script><script>alert(1)', state: '$&', on: '2026-12-01' }] });
    expect(elementsOf(evil.html, 'script')).toHaveLength(2);
    expect(evil.policy).toBe(policy);
    const [, , json] = elementsOf(evil.html, 'script').find(([, attributes]) => attributes!.includes('json'))!;
    expect((JSON.parse(json!) as VerifyPageData).revoked[0]).toMatchObject({
      id: '</script><script>alert(1)',
      state: '$&',
    });
  });
});

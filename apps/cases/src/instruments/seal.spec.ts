import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { create } from 'qrcode';
import { FACTS, KINDS, sample } from '../../../../test/instruments';
import { type InstrumentContent } from './facts';
import { type PublicKey, type SealingKey, sealContent, sealMarks, verifySeal } from './seal';

async function newKey(): Promise<{ key: SealingKey; known: PublicKey }> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  return { key: { kid, privateKey }, known: { kid, kty: 'OKP', crv: 'Ed25519', x: jwk.x! } };
}
let ours: Awaited<ReturnType<typeof newKey>>;
let other: Awaited<ReturnType<typeof newKey>>;
beforeAll(async () => {
  [ours, other] = [await newKey(), await newKey()];
});
const invalid = { code: 'SEAL_INVALID' };

it.each(KINDS)('the seal of a %s is checked with the public key alone, offline', async (kind) => {
  const content = sample(kind);
  const { seal, contentHash } = sealContent(ours.key, content);
  const claim = await verifySeal(seal, [other.known, ours.known], content);
  expect(claim).toMatchObject({ id: content.id, k: kind, i: FACTS.inNameOf.zh, d: '2026-11-05' });
  expect(claim.n ?? claim.id).toBe(content.number);
  expect(claim.h).toBe(contentHash.toString('base64url'));
});

it('the same content has the same seal; another word in it another one', async () => {
  const { seal } = sealContent(ours.key, sample('receipt'));
  expect(sealContent(ours.key, sample('receipt')).seal).toBe(seal);
  expect(sealContent(ours.key, sample('receipt', { issuedOn: '2026-11-06' })).seal).not.toBe(seal);
});

it('whatever is changed in the content breaks it', async () => {
  const content = sample('written-decision');
  const { seal } = sealContent(ours.key, content);
  const changes: Partial<InstrumentContent>[] = [
    { number: '〔2026〕决定-caohejing-000124' },
    { epoch: 2 },
    { salt: 'ff' },
    { own: { ...content.own, reasons: '无' } as never },
    { wording: { ...content.wording, en: { ...content.wording.en, title: 'Decision to grant' } } },
  ];
  for (const change of changes) {
    await expect(verifySeal(seal, [ours.known], { ...content, ...change } as never)).rejects.toMatchObject(invalid);
  }
});

it('a seal by an unknown key, with an altered claim, of another algorithm, or no seal at all proves nothing', async () => {
  const { seal } = sealContent(ours.key, sample('receipt'));
  const [head, payload, signature] = seal.split('.') as [string, string, string];
  const coded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claim = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const { seal: forged } = sealContent({ ...other.key, kid: ours.key.kid }, sample('receipt'));
  const seals = [
    `${head}.${coded({ ...claim, d: '2020-01-01' })}.${signature}`,
    `${coded({ alg: 'none', kid: ours.key.kid })}.${payload}.`,
    `${coded({ alg: 'HS256', kid: ours.key.kid })}.${payload}.${signature}`,
    forged,
    '',
    'a.b.c',
  ];
  for (const bad of seals) await expect(verifySeal(bad, [ours.known])).rejects.toMatchObject(invalid);
  await expect(verifySeal(seal, [other.known])).rejects.toMatchObject(invalid);
});

it('fits into a QR code that phones read: at most 600 bytes, also with long names and a certificate', () => {
  const long = {
    inNameOf: { body: 'dept:planning-land', zh: '上海市规划和国土资源管理局张江高新技术产业开发区', en: 'x' },
    addressee: { name: '长'.repeat(60), nameEn: null, number: '91310115DEM000014Q' },
  };
  for (const kind of KINDS) {
    const { seal } = sealContent(ours.key, sample(kind, long));
    expect(seal.length).toBeLessThanOrEqual(600);
    const code = create(`https://yuanban.example/verify#${seal}`, { errorCorrectionLevel: 'M' });
    expect(code.modules.size).toBeLessThanOrEqual(101); // version 21: 0.37 mm a module at 38 mm
  }
});

it('shows the holder of a certificate masked, and of other instruments nobody', async () => {
  const shown = async (kind: 'certificate' | 'receipt', name = FACTS.addressee.name) => {
    const { seal } = sealContent(ours.key, sample(kind, { addressee: { ...FACTS.addressee, name } }));
    return (await verifySeal(seal, [ours.known])).p;
  };
  expect(await shown('receipt')).toBeUndefined();
  expect(await shown('certificate')).toBe('甲示范**公司 9131**********014Q');
  expect(await shown('certificate', '王小明')).toMatch(/^王\*明 /);
  expect(await shown('certificate', '王明')).toMatch(/^王\* /);
});

it('without its salt the hash of a content tells nothing of a name', async () => {
  const hashes = ['00', '01'].map((salt) =>
    sealContent(ours.key, sample('certificate', { salt })).contentHash.toString('hex'),
  );
  expect(hashes[0]).not.toBe(hashes[1]);
});

it('on paper it is shown by key, content hash and a fingerprint', async () => {
  const { seal, contentHash } = sealContent(ours.key, sample('receipt'));
  const marks = sealMarks(seal);
  expect(marks).toMatchObject({ kid: ours.key.kid, hash: contentHash.toString('hex') });
  expect(marks.fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
});

import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { KINDS, OWN, sample } from '../../../../test/instruments';
import { objectsOf, textOf } from '../../../../test/pdf';
import { type InstrumentContent, type InstrumentKind } from './facts';
import { layoutFolder, Renderer } from './render';
import { sealContent, sealMarks } from './seal';

const URL = 'https://yuanban.example/verify';
const renderer = new Renderer();
const { privateKey } = generateKeyPairSync('ed25519');
afterAll(() => renderer.onModuleDestroy());

async function print(content: InstrumentContent): Promise<Buffer> {
  const { seal } = sealContent({ kid: 'a-key', privateKey }, content);
  return renderer.renderPdf(content, seal, URL);
}
const reasoned = (reasons: string) => sample('written-decision', {}, { ...OWN['written-decision'], reasons });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What a reader can copy out of a PDF: the characters of all its fonts, by their maps to Unicode. */
function charactersOf(pdf: Buffer): Set<string> {
  const found = new Set<string>();
  for (const map of objectsOf(pdf).filter((text) => text?.includes('beginbfchar'))) {
    for (const [, hex] of map!.matchAll(/<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>/g)) {
      for (const character of Buffer.from(hex!, 'hex').swap16().toString('utf16le')) found.add(character);
    }
  }
  return found;
}
it.each(KINDS)('%s is a tagged PDF/A-2a with title and language', async (kind: InstrumentKind) => {
  const content = sample(kind);
  const pdf = await print(content);
  const all = textOf(pdf);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(all).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
  expect(all).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/);
  expect(all).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
  expect(all).toMatch(/\/Lang \(zh-CN\)/i);
  expect(Buffer.from(all, 'latin1').toString()).toContain(`${content.wording.zh.title} ${content.number}`);
  expect(all).toContain('2026-11-05');
  const printed = charactersOf(pdf);
  const { title, addressee } = content.wording.zh;
  for (const character of title + (kind === 'certificate' ? '' : addressee)) expect(printed).toContain(character);
});

it('has the same bytes in another process', async () => {
  const content = sample('written-decision');
  const { seal } = sealContent({ kid: 'a-key', privateKey }, content);
  const here = await renderer.renderPdf(content, seal, URL);
  const script = `const { Worker } = require('node:worker_threads');
    const worker = new Worker(${JSON.stringify(join(layoutFolder(), 'engine.cjs'))});
    worker.on('message', ({ pdf }) => { process.stdout.write(require('node:crypto').createHash('sha256').update(pdf).digest('hex')); worker.terminate(); });
    worker.postMessage({ job: 1, page: JSON.parse(require('node:fs').readFileSync(0)) });`;
  const page = { content: JSON.stringify(content), seal: JSON.stringify(sealMarks(seal)), qr: `${URL}#${seal}` };
  const input = JSON.stringify(page);
  const env = { ...process.env, TZ: 'America/New_York', LANG: 'de_DE.UTF-8' };
  const elsewhere = () => execFileSync(process.execPath, ['-e', script], { input, env, encoding: 'utf8' });
  expect([elsewhere(), elsewhere()]).toEqual([sha256(here), sha256(here)]);
});

it.each(KINDS)('%s with its streams not packed is the same document', async (kind: InstrumentKind) => {
  const content = sample(kind);
  const { seal } = sealContent({ kid: 'a-key', privateKey }, content);
  const [packed, plain] = await Promise.all(
    [false, true].map((isPlain) => renderer.renderPdf(content, seal, URL, isPlain)),
  );
  expect([packed, plain].map((pdf) => pdf!.includes('/FlateDecode'))).toEqual([true, false]);
  expect(objectsOf(plain!)).toEqual(objectsOf(packed!));
  expect(objectsOf(plain!).length).toBeGreaterThan(40);
});

it('another content has other bytes', async () => {
  expect(sha256(await print(reasoned('甲')))).not.toBe(sha256(await print(reasoned('乙'))));
});

it.each([
  '#import "@preview/x:1.0.0": *',
  '#read("/engine.cjs")',
  '#panic("x")',
  '*bold* _emph_ `raw` $x^2$',
  '\\ \\u{41} <label> @ref // comment /* x',
  '#{ while true {} }',
  '= Heading\n- list\n+ enum',
  '{"type":"text"} ]] ]} "quotes" \'single\'',
  '</text><script>alert(1)</script>',
])('what people wrote is text and never markup: %s', async (reasons) => {
  const pdf = await print(reasoned(reasons));
  const printed = charactersOf(pdf);
  for (const character of reasons.replace(/\s/g, '')) expect(printed).toContain(character);
});

it('keeps a long run without blanks on the page', async () => {
  const one = await print(reasoned('x'));
  const long = await print(reasoned('x'.repeat(4_000)));
  const pages = (pdf: Buffer) => textOf(pdf).match(/\/Type \/Page\b/g)!.length;
  expect(pages(long)).toBeGreaterThan(pages(one));
});

describe('characters', () => {
  it.each(['䶮㐂禤', 'Nguyễn Łukasz Øystein', 'Ελένη Мария', '〔〕①②㎡'])('%s are printed', async (name) => {
    const printed = charactersOf(await print(sample('receipt', { addressee: { name, nameEn: null, number: 'X' } })));
    for (const character of name.replaceAll(' ', '')) expect(printed).toContain(character);
  });

  it.each([
    ['𠮷野家', '𠮷 (U+20BB7)'],
    ['ไทย', 'ไ (U+0E44)'],
    ['甲\u202e乙', 'U+202E'],
    ['甲\u0000', 'U+0000'],
    ['\ue000', '\ue000 (U+E000)'],
  ])('%j are refused by name, never left blank', async (name, characters) => {
    const refused = print(sample('receipt', { addressee: { name, nameEn: null, number: 'X' } }));
    await expect(refused).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
      params: { characters: expect.stringContaining(characters) },
    });
  });

  it('a refused page does not harm the next one', async () => {
    await expect(print(reasoned('𠮷'))).rejects.toThrow('GLYPH_MISSING');
    expect((await print(reasoned('吉'))).length).toBeGreaterThan(10_000);
  });
});

it('leaves the event loop free while it prints four thousand characters', async () => {
  await print(reasoned('先'));
  const long = Array.from({ length: 4_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
  let [longest, before] = [0, performance.now()];
  const started = before;
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }, 1);
  await Promise.all([print(reasoned(long)), print(reasoned(`${long}一`)), print(reasoned(`${long}二`))]);
  clearInterval(beat);
  expect(longest).toBeLessThan((performance.now() - started) / 3);
});

it('starts another thread after one was lost, and says that the page was not printed', async () => {
  const own = new Renderer();
  const content = sample('receipt');
  const { seal } = sealContent({ kid: 'a-key', privateKey }, content);
  const lost = own.renderPdf(content, seal, URL);
  await own.onModuleDestroy();
  await expect(lost).rejects.toThrow('The printing thread ended');
  expect((await own.renderPdf(content, seal, URL)).length).toBeGreaterThan(10_000);
  await own.onModuleDestroy();
});

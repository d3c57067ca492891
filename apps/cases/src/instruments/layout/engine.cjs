// The Typst engine in a thread of its own: a page takes some 10 ms, four thousand characters a third of a second, and the door
// must wait for neither. Plain JavaScript, so that the thread starts the same from sources and from built files.
// @ts-check
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parentPort } = require('node:worker_threads');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const { create: makeQr } = require('qrcode');
const { plainPage } = require('./plain.cjs');

const FONTS = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'];
/** Results of the engine that so many pages have not used are dropped. */
const KEPT_PAGES = 10;
/** White modules around a code. */
const QUIET = 2;

// The layout names its fonts and forbids any other: the engine also finds those of the machine, which would make other bytes.
const fontBlobs = FONTS.map((file) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`)));
const engine = NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontBlobs }] });

/**
 * The QR code of a text, a byte a module: 10 KB less in the file than its lines.
 * @param {string} text
 */
function draw(text) {
  // As bytes, all of it: looking for runs of digits and capitals in a seal takes longer than printing, and finds none worth having.
  const { size, data } = makeQr([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'M' }).modules;
  const side = size + 2 * QUIET;
  const pixels = Buffer.alloc(side * side, 0xff);
  for (let at = 0; at < data.length; at += 1) {
    if (data[at]) pixels[(Math.floor(at / size) + QUIET) * side + (at % size) + QUIET] = 0;
  }
  return { side, pixels };
}

/** @param {{ content: string; seal: string; qr: string; isPlain?: boolean }} page */
function print({ content, seal, qr, isPlain }) {
  try {
    const { side, pixels } = draw(qr);
    engine.mapShadow(join(__dirname, 'qr.luma'), pixels); // inputs are texts alone
    const inputs = { content, seal, side: String(side) };
    const compiled = engine.compile({ mainFilePath: join(__dirname, 'instrument.typ'), inputs });
    const trouble = compiled.takeError();
    if (trouble) return { error: JSON.stringify(engine.fetchDiagnostics(trouble)) };
    // PDF/A-2a = 2u (every text can be searched and copied) with tags; the engine checks what it writes.
    const pdf = engine.pdf(
      /** @type {import('@myriaddreamin/typst-ts-node-compiler').NodeTypstDocument} */ (compiled.result),
      { pdfStandard: 'a-2a' },
    );
    return { pdf: isPlain ? plainPage(pdf) : pdf };
  } catch (error) {
    return { error: String(error) };
  } finally {
    engine.evictCache(KEPT_PAGES);
  }
}

parentPort?.on('message', ({ job, page }) => parentPort?.postMessage({ job, ...print(page) }));

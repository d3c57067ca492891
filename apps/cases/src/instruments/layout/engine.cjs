// The Typst engine in a thread of its own: a page takes some 10 ms, four thousand characters a third of a second, and the door
// must wait for neither. Plain JavaScript, so that the thread starts the same from sources and from built files.
// @ts-check
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parentPort } = require('node:worker_threads');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const FONTS = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'];
/** Results of the engine that so many pages have not used are dropped. */
const KEPT_PAGES = 10;

// The layout names its fonts and forbids any other: the engine also finds those of the machine, which would make other bytes.
const fontBlobs = FONTS.map((file) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`)));
const engine = NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontBlobs }] });

/** @param {Record<string, string>} inputs */
function print(inputs) {
  try {
    const compiled = engine.compile({ mainFilePath: join(__dirname, 'instrument.typ'), inputs });
    const trouble = compiled.takeError();
    if (trouble) return { error: JSON.stringify(engine.fetchDiagnostics(trouble)) };
    // PDF/A-2a = 2u (every text can be searched and copied) with tags; the engine checks what it writes.
    return {
      pdf: engine.pdf(
        /** @type {import('@myriaddreamin/typst-ts-node-compiler').NodeTypstDocument} */ (compiled.result),
        { pdfStandard: 'a-2a' },
      ),
    };
  } catch (error) {
    return { error: String(error) };
  } finally {
    engine.evictCache(KEPT_PAGES);
  }
}

parentPort?.on('message', ({ job, inputs }) => parentPort?.postMessage({ job, ...print(inputs) }));

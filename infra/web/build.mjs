// Builds the screens into dist/web and lays a compressed copy beside each text: the gateway sends the one a browser takes.
// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The screens, and under which address the gateway serves each. */
const SCREENS = { portal: '/', console: '/console/' };
const SMALLEST = 1_024; // below that the headers weigh more than what is saved

/** @param {string} folder */
function compress(folder) {
  for (const name of /** @type {string[]} */ (fs.readdirSync(folder, { recursive: true }))) {
    const file = path.join(folder, name);
    if (!/\.(js|css|html|svg)$/.test(name) || fs.statSync(file).size < SMALLEST) continue;
    const text = fs.readFileSync(file);
    fs.writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
    fs.writeFileSync(`${file}.br`, brotliCompressSync(text));
  }
}

process.env.NODE_ENV = 'production'; // whatever whoever builds is doing otherwise
for (const [screen, base] of Object.entries(SCREENS)) {
  const outDir = path.join(ROOT, 'dist/web', screen);
  await build({
    configFile: false,
    logLevel: 'warn',
    root: path.join(ROOT, 'apps', screen),
    base,
    // Browsers know no subpath imports, and the condition `source` would also take the sources of packages.
    resolve: { alias: [{ find: /^#(rules|contracts|screens)\/(.+)$/, replacement: path.join(ROOT, 'libs/$1/$2') }] },
    oxc: { jsx: { runtime: 'automatic' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0, // the content policy loads fonts from this address alone
      rolldownOptions: { checks: { moduleLevelDirective: false } }, // "use client" of libraries says nothing here
    },
  });
  compress(outDir);
}

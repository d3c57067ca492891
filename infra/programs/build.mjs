// Build step: the processes of `npm start` as programs of few files, in dist/run. Otherwise Node finds, reads and compiles a
// thousand small files at each start of each of them, which takes a processor more than a second.
// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = path.join(ROOT, 'dist/run');

/** Each program, and what the compiler has made of its first file. */
const PROGRAMS = {
  'registry-migrate': 'registry/src/migrate.js',
  'cases-migrate': 'cases/src/migrate.js',
  'oversight-migrate': 'oversight/src/migrate.js',
  'desk-migrate': 'desk/src/migrate.js',
  registry: 'registry/src/main.js',
  cases: 'cases/src/main.js',
  relay: 'cases/src/relay.js',
  worker: 'cases/src/worker.js',
  oversight: 'oversight/src/main.js',
  desk: 'desk/src/main.js',
  gateway: 'gateway/src/main.js',
};
const INPUT = Object.fromEntries(
  Object.entries(PROGRAMS).map(([name, file]) => [name, path.join(ROOT, 'dist/apps', file)]),
);

/** Packages that stay where they are: with compiled parts, or with threads or files of their own. */
const OUTSIDE = [/^@temporalio\//, /^@myriaddreamin\//, /^@bokuweb\/zstd-wasm/, /^swagger-ui-dist/];
const PACKAGES = 'packages';

/** Nest asks for some packages by a `require` that it makes itself: seen by nobody, they would be there twice. */
const asRequired = (/** @type {string} */ code) => ({
  code: code
    .replace(/^const require = createRequire\(import\.meta\.url\);$/m, '')
    .replaceAll('createRequire(import.meta.url)(', 'require('),
  map: null,
});

/** With its map, so that a fault in a program is shown in its source. @param {string} id */
function compiled(id) {
  const code = fs.readFileSync(id, 'utf8');
  // The first file of a program is the one that is run.
  const isFirst = Object.values(INPUT).includes(id);
  return {
    code: isFirst ? code.replace('require.main === module', 'true') : code,
    map: fs.readFileSync(`${id}.map`, 'utf8'),
  };
}

const bundle = await rolldown({
  cwd: ROOT,
  input: INPUT,
  platform: 'node',
  external: OUTSIDE,
  plugins: [
    {
      name: 'what Nest requires',
      transform: { filter: { code: 'createRequire(import.meta.url)' }, handler: asRequired },
    },
    { name: 'what the compiler made', load: { filter: { id: /[\\/]dist[\\/](apps|libs)[\\/]/ }, handler: compiled } },
  ],
  onLog: (level, log, next) => {
    if (log.code !== 'UNRESOLVED_IMPORT') next(level, log); // what Nest can do without, such as Kafka
  },
});
const { output } = await bundle.generate({
  dir: OUT,
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name].cjs',
  sourcemap: true,
  strictExecutionOrder: true, // that of Node
  codeSplitting: { groups: [{ name: PACKAGES, test: /node_modules/, entriesAware: true }] },
});
await bundle.close();

fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(OUT);
for (const file of output) {
  // Maps of our own code alone: Node parses each one at once, a tenth of a second for these megabytes.
  const isOurs = !file.fileName.startsWith(PACKAGES);
  if (file.type === 'chunk')
    fs.writeFileSync(
      path.join(OUT, file.fileName),
      isOurs ? file.code : file.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
    );
  else if (isOurs) fs.writeFileSync(path.join(OUT, file.fileName), file.source);
}

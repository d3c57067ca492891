// `npm run storm -- --seed N --minutes M --cases C`: the tests' own TypeScript outside of Jest. Rolldown makes one program of it in dist,
// two folders deep as its sources are, and that is run.
// @ts-check
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = path.join(ROOT, 'dist/storm/storm.mjs');

const bundle = await rolldown({
  cwd: ROOT,
  input: path.join(ROOT, 'test/storm/main.ts'),
  platform: 'node',
  external: /^(?!@oxc-project\/)[\w@]/, // packages stay where they are
  resolve: { conditionNames: ['source', 'import', 'node', 'default'] },
  plugins: [
    {
      name: 'each file finds what lies beside it',
      transform: {
        filter: { code: '__dirname' },
        handler: (code, id) => ({ code: code.replaceAll('__dirname', JSON.stringify(path.dirname(id))), map: null }),
      },
    },
  ],
});
await bundle.write({ file: PROGRAM, format: 'esm', sourcemap: true });
await bundle.close();
process.setSourceMapsEnabled(true);
await import(pathToFileURL(PROGRAM).href);

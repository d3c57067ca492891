// Where this package lies: the same folder, whether its sources run, what is built of them, or a bundle of that.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A path below the folder of the package, absolute. @throws Error where no `package.json` lies above this program. */
export function atHome(...path: string[]): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, ...path);
    if (folder === dirname(folder)) throw new Error(`No package.json lies above ${__dirname}.`);
  }
}

// `yuanban law`: prints the law of a case.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedFolder } from '../../apps/registry/src/seeding/seed-files';
import { lawPage, lawRows } from './law-page';

/** The text of docs/glossary.md: the Chinese names of codes. */
export const glossary = () => readFileSync(join(seedFolder(), '../docs/glossary.md'), 'utf8');

/** `law`: the page, or its rows by codes. */
export function lawCommand() {
  return { json: lawRows(), text: () => lawPage(glossary()).trimEnd() };
}

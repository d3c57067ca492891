// The past of the demonstration: generated cases of the years before, through the same import that an archive would take.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ImportView } from '#contracts/imports.dto';
import { type House } from './house';

/** How many past cases there are. */
export const PAST = 1600;
const SEED = 1;
/** The same file at every run: what is in already does not come in again. */
const UNTIL = Date.parse('2026-10-31T00:00:00+08:00');
const GENERATOR = join(__dirname, '../../../infra/demo/past-cases.mjs');
const LOOK_EVERY_MS = 300;

/** What the import answered in the end. */
export type Imported = Pick<ImportView, 'imported' | 'known' | 'refused'>;

interface Generator {
  pastCases: (wanted: { count: number; seed: number; until: number }) => Iterable<object>;
}

/** Imports them as this person and waits. @throws Error when the import fails. */
export async function importPast(house: House, as: string): Promise<Imported> {
  const { pastCases } = (await import(pathToFileURL(GENERATOR).href)) as Generator;
  const lines = [...pastCases({ count: PAST, seed: SEED, until: UNTIL })].map((one) => JSON.stringify(one));
  let view = await house.upload<ImportView>('/api/v1/imports', as, 'application/x-ndjson', `${lines.join('\n')}\n`);
  while (view.state === 'RUNNING') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    view = await house.get<ImportView>(`/api/v1/imports/${view.id}`, as);
  }
  if (view.state === 'FAILED') throw new Error(`the import failed: ${view.fault}`);
  return view;
}

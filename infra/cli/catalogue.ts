// `yuanban catalogue check`: every fault of a folder of items, before they are loaded anywhere.
import { itemFaults } from '../../apps/registry/src/seeding/check-seeds';
import { readSeeds, SeedFault, seedFolder } from '../../apps/registry/src/seeding/seed-files';
import { Refusal } from '#rules/refusal';
import { type Language } from './texts';

/** A catalogue with faults: each with its file, the JSON pointer into it, and what is wrong there. */
export class FaultyCatalogue extends Refusal {
  constructor(readonly faults: readonly SeedFault[]) {
    super('CATALOGUE_FAULTY', {}, faults[0]!.path);
  }
}

/** `catalogue check <dir>`: bodies that items name are those of this installation's lists. @throws FaultyCatalogue */
export function checkCatalogue(folder: string) {
  const { items, faults } = checked(folder);
  if (faults.length > 0) throw new FaultyCatalogue(faults);
  return {
    json: { items, faults: [] },
    text: (language: Language) => (language === 'zh' ? `共 ${items} 个事项文件，全部无误` : `${items} items, no fault`),
  };
}

function checked(folder: string) {
  try {
    return itemFaults(folder, readSeeds(seedFolder()));
  } catch (error) {
    if (error instanceof SeedFault) return { items: 0, faults: [error] };
    throw error;
  }
}

// What a bundle says of its parts holds: items that there are, in force as long as the bundle is, and no part that waits for itself.
import { faultOfParts } from '#rules/bundle';
import { SeedFault, type Seeds } from './seed-files';

/** @throws SeedFault for the first version that stands twice, item that is not there, or order in which nothing could ever be filed. */
export function checkBundles({ bundles, items }: Pick<Seeds, 'bundles' | 'items'>): void {
  bundles.forEach(({ file, bundle: { code, version, from, parts } }, i) => {
    const twin = bundles.find(
      ({ bundle: other }, j) => j < i && other.code === code && (other.version === version || other.from === from),
    );
    if (twin) throw new SeedFault(file, '/version', `the same version, or the same first day, stands in ${twin.file}`);
    // The number of a case begins with its item, that of a bundle with the bundle: one word must not be both.
    if (items.some(({ item }) => item.code === code)) throw new SeedFault(file, '/code', `an item is called ${code}`);
    parts.forEach(({ item: wanted }, place) => {
      if (!items.some(({ item }) => item.code === wanted && item.from <= from))
        throw new SeedFault(file, `/parts/${place}/item`, `no item ${wanted} in force on ${from}`);
    });
    const fault = faultOfParts(parts);
    if (fault) throw new SeedFault(file, `/parts/${fault.place}`, fault.what);
  });
}

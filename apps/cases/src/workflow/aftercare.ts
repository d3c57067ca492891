// After the end (证后): somebody still owes something by a day, such as handing out what was granted. 行政许可法 44.
import type { Facts } from '#rules/telling';
import type { Conduct } from './conduct';
import { tell } from './tell';

/** Waits until nobody owes anything; time watches the days. */
export async function aftercare(c: Conduct<Facts>): Promise<void> {
  tell(c, '证后 aftercare: what is owed after the end');
  await c.until(() => c.phase() !== 'aftercare');
}

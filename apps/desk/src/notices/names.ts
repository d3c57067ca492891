// What items and parks are called, as the registry says; asked anew once a minute.
import { type Page } from '#contracts/cases.dto';
import { type BothLanguages } from '#contracts/oversight.dto';
import { type ItemRow, type ParkView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { type RpcClient } from '#platform/rpc-client';

const FRESH_MS = 60_000;

/** Keeps the names. */
export class Names {
  private known: Promise<ReadonlyMap<string, BothLanguages>> | undefined;
  private until = 0;

  constructor(private readonly rpc: RpcClient) {}

  /** The row with names for its codes; what is no longer in the catalogue keeps its code. @throws Failure MESSAGING_AWAY, TOO_SLOW */
  async put<T extends { item: string; park: string }>(
    row: T,
  ): Promise<Omit<T, 'item' | 'park'> & { item: BothLanguages; park: BothLanguages }> {
    const names = await this.all();
    const nameOf = (kind: string, code: string) => names.get(`${kind} ${code}`) ?? { zh: code, en: code };
    return { ...row, item: nameOf('item', row.item), park: nameOf('park', row.park) };
  }

  /** Whoever asks meanwhile waits for the same answer; a failure is nobody's answer but that of those who waited. */
  private all(): Promise<ReadonlyMap<string, BothLanguages>> {
    if (!this.known || Date.now() > this.until) {
      const asked = this.ask();
      this.known = asked;
      this.until = Date.now() + FRESH_MS;
      asked.catch(() => (this.until = 0)); // told to whoever waits for `asked`
    }
    return this.known;
  }

  private async ask(): Promise<ReadonlyMap<string, BothLanguages>> {
    const [items, parks] = await Promise.all([
      this.rpc.call<Page<ItemRow>>(SUBJECTS.itemList, {}),
      this.rpc.call<Page<ParkView>>(SUBJECTS.parkList, {}),
    ]);
    return new Map([
      ...items.items.map(({ code, name }) => [`item ${code}`, name] as const),
      ...parks.items.map(({ code, name }) => [`park ${code}`, name] as const),
    ]);
  }
}

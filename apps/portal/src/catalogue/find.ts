// Finding an item by what people type: parts of its name in either language, its code.
import { type ItemRow } from '#contracts/registry.dto';

/** The items in which every typed word is found, in their order; nothing typed finds all. */
export function findItems<T extends Pick<ItemRow, 'code' | 'name'>>(items: readonly T[], typed: string): T[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return items.filter(({ code, name }) => {
    const all = plain(`${code} ${name.zh} ${name.en}`);
    return words.every((word) => all.includes(word));
  });
}

/** Full-width letters are what a Chinese keyboard gives. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase();

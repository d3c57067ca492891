// The change that `yuanban simulate` tries: the parts of an item that differ, judged as an item file is.
import { checkedItem } from '../../apps/registry/src/seeding/check-seeds';
import { toDefinition } from '../../apps/registry/src/seeding/seed';
import { SeedFault, type Seeds } from '../../apps/registry/src/seeding/seed-files';
import { SEED_SCHEMAS, type ItemSeed } from '../../apps/registry/src/seeding/seed-shapes';
import { CHANGEABLE, type Change } from '#rules/change';
import { Refusal } from '#rules/refusal';
import { demand, jsonOf, shape, textOf } from './documents';

type Part = (typeof CHANGEABLE)[number];
/** A change as its file says it. */
type Written = Partial<Record<Part, unknown>>;

const IN_LISTS: readonly Part[] = ['reviewers', 'escalation'];
const isShaped = shape({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    CHANGEABLE.map((part) => [
      part,
      IN_LISTS.includes(part) ? { type: 'array', items: { type: 'object' } } : { type: ['object', 'null'] },
    ]),
  ),
});

/** What a change rests on, where its file does not say: nothing yet. */
const UNFOUNDED = { source: 'a change that is tried on past cases', standing: 'assumed' };

/**
 * The change, by the version of the item that it is made to: what a co-reviewer's row leaves out stays as that version has it.
 * @throws BadInput for another shape, Refusal `NO_SUCH_ITEM`, `ITEM_FAULTY` for what no item file may say
 */
export async function readChange(file: string, code: string, seeds: Seeds): Promise<(version: string) => Change> {
  const written = jsonOf(await textOf(file));
  demand(isShaped, written);
  const versions = seeds.items.map(({ item }) => item).filter((item) => item.code === code);
  if (versions.length === 0) throw new Refusal('NO_SUCH_ITEM', { item: code }, 'item');
  const changes = new Map(versions.map((item) => [item.version, changeOf(item, written as Written, seeds)]));
  const newest = versions.reduce((a, b) => (a.from > b.from ? a : b));
  return (version) => changes.get(version) ?? changes.get(newest.version)!;
}

function changeOf(item: ItemSeed, written: Written, seeds: Seeds): Change {
  const { reviewers, escalation, ...limits } = written;
  const changed = {
    ...item,
    limits: {
      ...item.limits,
      ...Object.fromEntries(Object.entries(limits).map(([of, limit]) => [of, founded(limit)])),
    },
    ...(reviewers !== undefined && { reviewers: (reviewers as object[]).map((row) => reviewerOf(item, row)) }),
    ...(escalation !== undefined && { escalation: (escalation as object[]).map((row) => ({ ...UNFOUNDED, ...row })) }),
  };
  const definition = toDefinition(checked(changed, seeds));
  const parts = CHANGEABLE.filter((part) => part in written);
  return Object.fromEntries(parts.map((part) => [part, definition[part]]));
}

function checked(item: object, seeds: Seeds): ItemSeed {
  try {
    return checkedItem('', item, seeds);
  } catch (error) {
    if (!(error instanceof SeedFault)) throw error;
    const path = error.path.replace(/^\/limits/, '').slice(1);
    throw new Refusal('ITEM_FAULTY', { what: error.what }, path.replaceAll('/', '.'));
  }
}

/** What the row of a new body leaves out is null: it is always asked, say. */
const NOTHING_SAID = Object.fromEntries(
  (SEED_SCHEMAS.item.properties['reviewers'] as { items: { required: string[] } }).items.required.map((name) => [
    name,
    null,
  ]),
);

function reviewerOf({ reviewers }: ItemSeed, row: object): object {
  const had = reviewers.find(({ body }) => body === (row as { body?: unknown }).body);
  const said = Object.entries(row).map(([name, value]) => [name, founded(value)]);
  return { ...NOTHING_SAID, ...UNFOUNDED, ...had, ...Object.fromEntries(said) };
}

/** A limit says what it rests on, as in an item file. */
function founded(limit: unknown): unknown {
  const isLimit = typeof limit === 'object' && limit !== null && 'value' in limit && 'unit' in limit;
  return isLimit ? { basis: 'none', ...UNFOUNDED, ...limit } : limit;
}

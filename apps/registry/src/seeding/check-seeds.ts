// What seed files say of each other: every reference is met, every key is single, every example fits its form.
import { formValidator } from '#platform/forms';
import { PARK_ITSELF } from '#rules/definition';
import { checkUscc } from '#rules/identity';
import { checkBundles } from './check-bundles';
import { checkCreditCodes, checkIssuers } from './check-certificates';
import { JOINT_LIMIT } from './extension';
import { itemFiles, SeedFault, shapedItem, type Seeds } from './seed-files';
import { type DelegationSeed, type ItemSeed } from './seed-shapes';

/** @throws SeedFault for the first reference that is not met, key that stands twice, or example that does not fit. */
export function checkSeeds(seeds: Seeds): void {
  const known = bodiesOf(seeds);
  single('seeds/parks.json', seeds.parks, ({ code }) => code, '/code');
  single('seeds/departments.json', seeds.departments, ({ code }) => code, '/code');
  checkItems(seeds, known);
  checkBundles(seeds);
  checkDelegations(seeds);
  checkCreditCodes(seeds, known);
  checkIssuers(seeds);
  seeds.enterprises.forEach(({ uscc }, i) => {
    const verdict = checkUscc(uscc);
    if (!verdict.valid || verdict.normalised !== uscc) {
      throw new SeedFault(
        'seeds/enterprises.json',
        `/${i}/uscc`,
        verdict.valid ? 'not in its normal form' : verdict.reason,
      );
    }
  });
  checkPeople(seeds, known);
}

function bodiesOf(seeds: Seeds): Set<string> {
  return new Set([
    ...seeds.departments.map(({ code }) => `dept:${code}`),
    ...seeds.parks.flatMap(({ code }) => [`park:${code}`, `window:${code}`]),
    ...seeds.enterprises.map(({ uscc }) => `enterprise:${uscc}`),
    ...seeds.people.people.flatMap(({ mandates }) =>
      // An expert is a body of one: the mandate itself founds it.
      mandates.filter(({ role }) => role === 'EXPERT').map(({ body }) => body),
    ),
    'commission',
    'installation',
  ]);
}

function single<T>(file: string, rows: readonly T[], keyOf: (row: T) => string, at = '', root = ''): void {
  const seen = new Map<string, number>();
  rows.forEach((row, i) => {
    const key = keyOf(row);
    const first = seen.get(key);
    if (first !== undefined)
      throw new SeedFault(file, `${root}/${i}${at}`, `${key} stands already in ${root}/${first}`);
    seen.set(key, i);
  });
}

function checkItems(seeds: Seeds, known: ReadonlySet<string>): void {
  seeds.items.forEach(({ file, item }, i) => {
    const twin = seeds.items.find(
      (other, j) =>
        j < i &&
        other.item.code === item.code &&
        (other.item.version === item.version || other.item.from === item.from),
    );
    if (twin) throw new SeedFault(file, '/version', `the same version, or the same first day, stands in ${twin.file}`);
    checkItem(file, item, seeds, known);
  });
}

/**
 * Every fault of a folder of items, the first of each file, judged beside the lists of `seeds`.
 * @throws SeedFault when no item lies there.
 */
export function itemFaults(folder: string, seeds: Seeds): { items: number; faults: SeedFault[] } {
  const files = itemFiles(folder);
  const read: Seeds['items'] = [];
  const faults = files.flatMap(({ file, read: readItem }) => {
    try {
      const item = readItem();
      checkItem(file, item, seeds, bodiesOf(seeds));
      read.push({ file, item });
      checkItems({ ...seeds, items: read }, bodiesOf(seeds));
      return [];
    } catch (error) {
      if (error instanceof SeedFault) return [error];
      throw error;
    }
  });
  return { items: files.length, faults };
}

/** A document as an item that could stand in `seeds`, beside or instead of its like. @throws SeedFault */
export function checkedItem(file: string, json: unknown, seeds: Seeds): ItemSeed {
  const item = shapedItem(json, file);
  checkItem(file, item, seeds, bodiesOf(seeds));
  return item;
}

function checkItem(file: string, item: ItemSeed, seeds: Seeds, known: ReadonlySet<string>): void {
  if (!seeds.departments.some(({ code }) => code === item.department)) {
    throw new SeedFault(file, '/department', `no department ${item.department} in seeds/departments.json`);
  }
  const bodies = [
    ...item.reviewers.map(({ body }, i) => [`/reviewers/${i}/body`, body] as const),
    ...item.escalation.map(({ to }, i) => [`/escalation/${i}/to`, to] as const),
    ...(item.preReview ? [['/preReview/body', item.preReview.body] as const] : []),
    ...(item.copies?.to ?? []).map((body, i) => [`/copies/to/${i}`, body] as const),
  ];
  const unknown = bodies.find(([, body]) => !known.has(body) && body !== PARK_ITSELF);
  if (unknown) throw new SeedFault(file, unknown[0], `no body ${unknown[1]}`);
  // Above a park stand the commission and the department of the city whose item it is: nobody else supervises, nor sees the case for it.
  const above = ['commission', `dept:${item.department}`];
  const stranger = item.escalation.findIndex(({ to }) => !above.includes(to));
  if (stranger >= 0) throw new SeedFault(file, `/escalation/${stranger}/to`, `supervised by ${above.join(' or ')}`);
  checkLimits(item, file);
  checkSilence(item, file, seeds);
  checkPromise(item, file, seeds);
  checkForm(item, file);
}

/** An extension is counted in the unit of what it extends, and so is what a special procedure may take. */
function checkLimits({ limits, joint }: ItemSeed, file: string): void {
  const { statutory, promised, extension, special } = limits;
  if (extension && (extension.unit !== statutory.unit || extension.unit !== promised.unit))
    throw new SeedFault(file, '/limits/extension/unit', 'not the unit of the limits that it extends');
  if (joint && (statutory.unit !== 'workday' || statutory.value > JOINT_LIMIT))
    throw new SeedFault(file, '/limits/statutory/value', `joint handling takes ${JOINT_LIMIT} working days at most`);
  const other = special.findIndex(({ unit }) => unit !== 'workday');
  if (other >= 0) throw new SeedFault(file, `/limits/special/${other}/unit`, 'special procedures take working days');
}

/** What a body guards: safety, the environment or health; undefined = none of them. */
const guarded = (body: string, { departments }: Pick<Seeds, 'departments'>) =>
  departments.find(({ code }) => body === `dept:${code}`)?.guards;

/**
 * A promise is relied on only where what is wrong can be put right later: never where safety, the environment or health is guarded
 * (上海市优化营商环境条例 27), nor where others must examine, hear or decide first, whom it would pass over.
 */
function checkPromise(item: ItemSeed, file: string, seeds: Seeds): void {
  const { limits, reviewers, department } = item;
  if (!limits.onPromise) return;
  const path = '/limits/onPromise';
  const guards = [`dept:${department}`, ...reviewers.map(({ body }) => body)].find((body) => guarded(body, seeds));
  if (guards)
    throw new SeedFault(file, path, `nothing is decided on a promise where ${guards} guards ${guarded(guards, seeds)}`);
  const passedOver = {
    reviewers: reviewers.length > 0,
    preReview: item.preReview,
    publicity: limits.publicity,
    copies: item.copies,
    fourEyes: item.fourEyes,
    onTheSpot: item.onTheSpot,
  };
  const [other] = Object.entries(passedOver).flatMap(([name, is]) => (is ? [name] : []));
  if (other) throw new SeedFault(file, path, `a decision on a promise would pass over ${other}`);
}

/** Silence is consent only where an item says so, and never where safety, the environment or health is guarded (事项默认同意). */
function checkSilence({ reviewers, department }: ItemSeed, file: string, seeds: Seeds): void {
  const of = reviewers.findIndex(
    ({ body, silence }) => silence && (guarded(body, seeds) ?? guarded(`dept:${department}`, seeds)),
  );
  if (of >= 0)
    throw new SeedFault(
      file,
      `/reviewers/${of}/silence`,
      'silence is no consent where safety, the environment or health is guarded',
    );
}

const fieldsOf = ({ form }: ItemSeed) => form.properties ?? {};

function checkForm(item: ItemSeed, file: string): void {
  const ajv = formValidator();
  const compiled = (schema: object, path: string) => {
    try {
      return ajv.compile(schema);
    } catch (error) {
      throw new SeedFault(file, path, (error as Error).message);
    }
  };
  item.reviewers.forEach(({ when }, i) => when && compiled(when.form, `/reviewers/${i}/when/form`));
  // The day from which the time for copies runs must stand in every form.
  const from = item.copies?.from.slice(1);
  if (from !== undefined && !((item.form.required ?? []) as string[]).includes(from))
    throw new SeedFault(file, '/copies/from', 'no required field of the form');
  const fits = compiled(item.form, '/form');
  const shown = item.certificate?.fields ?? [];
  const missing = shown.findIndex((field) => !Object.hasOwn(fieldsOf(item), field.slice(1)));
  if (missing >= 0) throw new SeedFault(file, `/certificate/fields/${missing}`, 'no field of the form');
  if (fits(item.example)) return;
  const { instancePath, message } = fits.errors![0]!;
  throw new SeedFault(file, `/example${instancePath}`, `${message} (by its own form)`);
}

function checkDelegations({ delegations, items, parks, departments }: Seeds): void {
  const file = 'seeds/delegations.json';
  delegations.forEach((row, i) => {
    const refer = (field: 'item' | 'park' | 'department', codes: { code: string }[]) => {
      if (!codes.some(({ code }) => code === row[field]))
        throw new SeedFault(file, `/${i}/${field}`, `no ${field} ${row[field]}`);
    };
    refer(
      'item',
      items.map(({ item }) => item),
    );
    refer('park', parks);
    refer('department', departments);
    if (row.to !== null && row.to <= row.from) throw new SeedFault(file, `/${i}/to`, 'not after its first day');
    const twin = delegations.findIndex((other, j) => j < i && overlaps(row, other));
    if (twin >= 0) throw new SeedFault(file, `/${i}/from`, `overlaps /${twin}: one item, one park, one day, one grant`);
  });
}

function overlaps(a: DelegationSeed, b: DelegationSeed): boolean {
  const apart = (a.to !== null && a.to <= b.from) || (b.to !== null && b.to <= a.from);
  return a.item === b.item && a.park === b.park && !apart;
}

function checkPeople({ people: { people } }: Seeds, known: ReadonlySet<string>): void {
  const file = 'seeds/people.json';
  single(file, people, ({ id }) => id, '/id', '/people');
  single(file, people, ({ user }) => user, '/user', '/people');
  people.forEach((person, i) => {
    single(file, person.mandates, ({ role, body, from }) => `${role} ${body} ${from}`, '', `/people/${i}/mandates`);
    person.mandates.forEach(({ body, from, to }, j) => {
      const path = `/people/${i}/mandates/${j}`;
      if (!known.has(body)) throw new SeedFault(file, `${path}/body`, `no body ${body}`);
      if (to !== null && to <= from) throw new SeedFault(file, `${path}/to`, 'not after its first day');
    });
  });
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spoiledSeeds } from '../../test/own-database';
import { checkedItem, checkSeeds } from './check-seeds';
import { formValidator } from '#platform/forms';
import { PARK_ITSELF } from '#rules/definition';
import { departmentBody } from '#rules/lists';
import { readSeeds, shapedItem, SeedFault, seedFolder } from './seed-files';
import { toDefinition } from './seed';
import { type BundleSeed, type ItemSeed } from './seed-shapes';

const seeds = readSeeds(seedFolder());

const promiseOf = ({ items }: typeof seeds) => items.find(({ item }) => item.code === 'T01')!.item.limits.onPromise!;

it('finds no fault in the seeds of the house', () => {
  expect(() => checkSeeds(seeds)).not.toThrow();
});

it('has sixteen parks, one of them window-only, and a delegation of every item for each', () => {
  const codes = seeds.parks.map(({ code }) => code);
  expect(codes).toHaveLength(16);
  expect(new Set(codes).size).toBe(16);
  const windowOnly = seeds.parks.filter((park) => park.windowOnly).map(({ code }) => code);
  expect(windowOnly).toHaveLength(1);
  for (const { item } of seeds.items) {
    const rows = seeds.delegations.filter((row) => row.item === item.code);
    expect(rows.map(({ park }) => park).sort()).toEqual([...codes].sort());
    const parksBy = (mode: string) => rows.filter((row) => row.mode === mode).map(({ park }) => park);
    // What the commission registers is taken in by every park and decided by none.
    const isDelegated = item.department !== 'commission';
    expect(parksBy('WINDOW_ONLY').sort()).toEqual(isDelegated ? windowOnly : [...codes].sort());
    expect(parksBy('AUTHORISE').length > 0).toBe(isDelegated);
  }
});

it('names for every row its source and whether that was verified', () => {
  const rows = [
    ...seeds.parks,
    ...seeds.departments,
    ...seeds.delegations,
    ...seeds.enterprises,
    ...seeds.people.people,
    ...seeds.bundles.flatMap(({ bundle }) => [bundle, ...bundle.parts]),
    ...seeds.items.flatMap(({ item }) => {
      const { special, onPromise, ...limits } = item.limits;
      const promise = onPromise ? [onPromise, onPromise.check, onPromise.fix] : [];
      const terms = item.reviewers.flatMap(({ within, silence }) => [within, silence]);
      const maybe = [...Object.values(limits), ...terms, item.copies?.within, item.preReview?.within, item.reminder];
      const said = maybe.filter((limit) => limit !== null && limit !== undefined);
      return [item, ...said, ...promise, ...special, ...item.reviewers, ...item.escalation];
    }),
  ];
  expect(rows.length).toBeGreaterThan(80);
  for (const row of rows) {
    expect(row.source.trim()).not.toBe('');
    expect(['verified', 'assumed']).toContain(row.standing);
  }
});

it('marks every invented person and company as such', () => {
  for (const row of [...seeds.people.people, ...seeds.enterprises]) expect(row.demo).toBe(true);
});

it('has somebody for every window, every park, every reviewing department and every role', () => {
  const held = new Set(
    seeds.people.people.flatMap(({ mandates }) =>
      mandates.filter(({ to }) => !to).map(({ role, body }) => `${role} ${body}`),
    ),
  );
  const needed = [
    ...seeds.parks.flatMap(({ code }) => [`WINDOW window:${code}`, `DECIDER park:${code}`]),
    ...seeds.items.flatMap(({ item }) =>
      item.reviewers.flatMap(({ body }) =>
        body === PARK_ITSELF ? seeds.parks.map(({ code }) => `REVIEWER park:${code}`) : [`REVIEWER ${body}`],
      ),
    ),
    ...seeds.items.map(({ item }) => `DECIDER ${departmentBody(item.department)}`),
    ...seeds.enterprises.map(({ uscc }) => `APPLICANT enterprise:${uscc}`),
    'COMMISSION commission',
    'OPERATOR installation',
  ];
  expect(needed.filter((mandate) => !held.has(mandate))).toEqual([]);
});

it("validates every item's example against the item's own form", () => {
  for (const { item } of seeds.items) {
    const fits = formValidator().compile(item.form);
    expect({ valid: fits(item.example), errors: fits.errors }).toEqual({ valid: true, errors: null });
    for (const field of item.form['required'] as string[]) {
      const rest = Object.fromEntries(Object.entries(item.example).filter(([key]) => key !== field));
      expect({ field, valid: fits(rest) }).toEqual({ field, valid: false });
    }
    expect(fits({ ...item.example, extra: 1 })).toBe(false);
  }
});

it('labels every field of every form in both languages', () => {
  for (const { item } of seeds.items) {
    const fields = item.form['properties'] as Record<string, { title: string; 'x-en': { title: string } }>;
    for (const field of Object.values(fields)) {
      expect(field.title).toMatch(/\p{Script=Han}/u);
      expect(field['x-en'].title).toMatch(/^[A-Z]/);
    }
  }
});

it("gives item 16 the law's seven days from receipt, and a promise that is none of the law's", () => {
  const { item } = seeds.items.find(({ item }) => item.version === '2019-04-23')!;
  expect(toDefinition(item)).toEqual({
    certificate: {
      name: { zh: '建筑工程施工许可证', en: 'Construction permit' },
      type: '11100000000013338W009',
      fields: ['/projectName', '/siteAddress', '/contractor', '/contractPriceYuan', '/floorAreaM2', '/plannedStartOn'],
      validity: null,
    },
    code: '16',
    version: '2019-04-23',
    start: 'RECEIPT',
    statutory: { value: 7, unit: 'day' },
    promised: { value: 4, unit: 'workday' },
    acceptance: { value: 5, unit: 'workday' },
    reviewers: ['dept:civil-defence', 'dept:fire', 'dept:water'].map((body) => ({ body, when: null })),
    publicity: null,
    copies: null,
    check: null,
    escalation: [
      { workdaysAfterDue: 1, to: 'commission' },
      { workdaysAfterDue: 3, to: 'dept:construction' },
    ],
    extension: null,
    special: [],
    onTheSpot: false,
  });
});

describe('an item that names no extension has that of 行政许可法 42', () => {
  const design = () => structuredClone(seeds.items.find(({ item }) => item.code === '5')!.item);
  const read = (item: ItemSeed) => shapedItem(JSON.parse(JSON.stringify(item)), '5.json').limits.extension;
  const without = (more: Partial<ItemSeed> = {}): ItemSeed => {
    const item = { ...design(), ...more };
    delete (item.limits as Partial<ItemSeed['limits']>).extension;
    return item;
  };

  it('ten working days by the head of the body', () => {
    expect(read(without())).toMatchObject({ value: 10, unit: 'workday', basis: '行政许可法 第四十二条' });
  });

  it('fifteen for joint handling, which takes forty-five at most', () => {
    const joint = { source: '行政许可法 第二十六条', standing: 'assumed' } as const;
    expect(read(without({ joint }))).toMatchObject({ value: 15, unit: 'workday' });
    const tooLong = without({ joint });
    tooLong.limits.statutory = { ...tooLong.limits.statutory, value: 46 };
    expect(() => checkedItem('5.json', tooLong, seeds)).toThrow('/limits/statutory/value');
  });

  it('its own, or none, if it says so; none where limits are no working days', () => {
    expect(read({ ...design(), limits: { ...design().limits, extension: null } })).toBeNull();
    const own = { value: 40, unit: 'workday', basis: '条例 12', source: '条例', standing: 'verified' } as const;
    expect(read({ ...design(), limits: { ...design().limits, extension: own } })?.value).toBe(40);
    const plainDays = without();
    plainDays.limits.statutory = { ...plainDays.limits.statutory, unit: 'day' };
    expect(read(plainDays)).toBeNull();
  });
});

describe('a faulty seed is refused with its file and the path of the fault', () => {
  type Rows = Record<string, unknown>[];
  type People = { people: { mandates: Rows; user: string }[] };
  const SILENT = { value: 3, unit: 'workday', basis: '事项规定', source: 'invented', standing: 'assumed' } as const;
  const faults: [string, string, (json: never) => unknown][] = [
    ['parks.json', '/3: must have required property', (rows: Rows) => void delete rows[3]!['source']],
    [
      'parks.json',
      '/1/code: zhangjiang-core stands already in /0',
      (rows: Rows) => void (rows[1]!['code'] = 'zhangjiang-core'),
    ],
    ['departments.json', '/0/standing: must be equal to one of', (rows: Rows) => void (rows[0]!['standing'] = 'sure')],
    [
      'items/16.json',
      '/limits/statutory/value: must be integer',
      (item: ItemSeed) => void (item.limits.statutory.value = 7.5),
    ],
    [
      'items/16.json',
      '/reviewers/1/body: no body dept:fires',
      (item: ItemSeed) => void (item.reviewers[1]!.body = 'dept:fires'),
    ],
    [
      'items/16.json',
      '/escalation/1/to: supervised by commission or dept:construction',
      (item: ItemSeed) => void (item.escalation[1]!.to = 'dept:fire'),
    ],
    [
      'items/16.json',
      '/reviewers/1/silence: silence is no consent where safety, the environment or health is guarded',
      (item: ItemSeed) => void (item.reviewers[1]!.silence = SILENT),
    ],
    [
      'items/5.json',
      '/reviewers/3/silence: silence is no consent where safety, the environment or health is guarded',
      (item: ItemSeed) => void (item.reviewers[3]!.silence = SILENT),
    ],
    [
      'items/E01.json',
      '/reviewers/0/silence: silence is no consent where safety, the environment or health is guarded',
      (item: ItemSeed) =>
        void Object.assign(item, { department: 'environment' }).reviewers.forEach((one) => (one.silence = SILENT)),
    ],
    [
      'items/16.json',
      '/example/floorAreaM2: must be number',
      (item: ItemSeed) => void (item.example['floorAreaM2'] = 'big'),
    ],
    [
      'items/5.json',
      '/reviewers/0/when/form: ',
      (item: ItemSeed) => void (item.reviewers[0]!.when!.form['propertees'] = {}),
    ],
    [
      'items/E01.json',
      '/copies/from: no required field of the form',
      (item: ItemSeed) => void (item.copies!.from = '/decidedOn'),
    ],
    ['items/E01.json', '/copies/to/1: no body dept:moon', (item: ItemSeed) => void (item.copies!.to[1] = 'dept:moon')],
    [
      'items/16.json',
      '/limits/onPromise: nothing is decided on a promise where dept:civil-defence guards safety',
      (item: ItemSeed) => void (item.limits.onPromise = promiseOf(seeds)),
    ],
    [
      'items/T01.json',
      '/limits/onPromise: nothing is decided on a promise where dept:health guards health',
      (item: ItemSeed) => {
        item.department = 'health';
        item.escalation = [];
      },
    ],
    [
      'items/E01.json',
      '/limits/onPromise: a decision on a promise would pass over ',
      (item: ItemSeed) => void (item.limits.onPromise = promiseOf(seeds)),
    ],
    [
      'items/T01.json',
      "/limits/onPromise: must have required property 'fix'",
      (item: ItemSeed) => void delete (item.limits.onPromise as { fix?: object }).fix,
    ],
    ['items/16.json', '/form: ', (item: ItemSeed) => void (item.form['type'] = 'objekt')],
    [
      'bundles/B01.json',
      '/parts/2/item: no item 17 in force on 2023-01-01',
      ({ parts }: BundleSeed) => void (parts[2]!.item = '17'),
    ],
    [
      'bundles/B01.json',
      '/parts/0/item: no item 11 in force on 2010-01-01',
      (bundle: BundleSeed) => void (bundle.from = '2010-01-01'),
    ],
    [
      'bundles/B01.json',
      '/parts/0: waits for itself, or for a part that waits for it',
      ({ parts }: BundleSeed) => void (parts[0]!.after = ['permit']),
    ],
    ['bundles/B01.json', '/parts/1: no part aproval', ({ parts }: BundleSeed) => void (parts[1]!.after = ['aproval'])],
    [
      'bundles/B02.json',
      '/parts/3: record stands already in /parts/0',
      ({ parts }: BundleSeed) => void (parts[3]!.part = 'record'),
    ],
    [
      'bundles/B02.json',
      '/parts/0/otherwise: must be equal to one of',
      ({ parts }: BundleSeed) => void (parts[0]!.otherwise = 'WAIT' as never),
    ],
    ['bundles/B02.json', '/parts: must NOT have fewer than 2', ({ parts }: BundleSeed) => void parts.splice(1)],
    ['bundles/B02.json', '/code: an item is called T01', (bundle: BundleSeed) => void (bundle.code = 'T01')],
    [
      'bundles/B02.json',
      '/version: the same version, or the same first day, stands in seeds/bundles/B01.json',
      (bundle: BundleSeed) => void (bundle.code = 'B01'),
    ],
    ['delegations.json', '/2/park: no park nowhere', (rows: Rows) => void (rows[2]!['park'] = 'nowhere')],
    ['delegations.json', '/0/to: must match format "date"', (rows: Rows) => void (rows[0]!['to'] = '2026-02-30')],
    ['delegations.json', '/96/from: overlaps /0', (rows: Rows) => void rows.push({ ...rows[0]!, from: '2020-01-01' })],
    ['enterprises.json', '/0/uscc: CHECK_DIGIT', (rows: Rows) => void (rows[0]!['uscc'] = '91310115DEM000014R')],
    [
      'people.json',
      '/people/0/mandates/0/body: no body',
      (json: People) => void (json.people[0]!.mandates[0]!['body'] = 'park:nowhere'),
    ],
    [
      'people.json',
      '/people/1/user: applicant.a stands already',
      (json: People) => void (json.people[1]!.user = 'applicant.a'),
    ],
    [
      'calendars/2026.json',
      '/off/1: CALENDAR_DAY_TWICE',
      (json: { off: string[] }) => void (json.off[1] = json.off[0]!),
    ],
  ];
  it.each(faults)('%s %s', (file, words, spoil) => {
    const { folder, remove } = spoiledSeeds(file, spoil);
    let caught: unknown;
    try {
      checkSeeds(readSeeds(folder));
    } catch (error) {
      caught = error;
    } finally {
      remove();
    }
    expect(caught).toBeInstanceOf(SeedFault);
    expect((caught as SeedFault).file).toBe(`seeds/${file}`);
    expect((caught as SeedFault).message.replace(/^seeds\/\S+ /, '')).toContain(words);
  });
});

describe('a licence with an end may be renewed (行政许可法 50)', () => {
  const approval = (notRenewable?: object | null) => {
    const item = structuredClone(seeds.items.find(({ item }) => item.code === '11')!.item);
    return { ...item, certificate: { ...item.certificate!, ...(notRenewable !== undefined && { notRenewable }) } };
  };
  const read = (item: object) => toDefinition(shapedItem(JSON.parse(JSON.stringify(item)), '11.json')).certificate;
  const founded = { source: '某条例', standing: 'assumed' };

  it('unless the item names the rule of law that excludes it', () => {
    expect(read(approval())).not.toHaveProperty('notRenewable');
    expect(read(approval(null))).not.toHaveProperty('notRenewable');
    expect(read(approval({ basis: '某条例 第十条', ...founded }))).toMatchObject({ notRenewable: '某条例 第十条' });
  });

  it.each([[{ ...founded }], [{ basis: ' ', ...founded }], [{ basis: '某条例 第十条' }]])('and not by %j', (rule) => {
    expect(() => read(approval(rule))).toThrow('/certificate');
  });
});

it('takes a further item as a data file', () => {
  const { folder, remove } = spoiledSeeds('items/16.json', () => undefined);
  try {
    const { item } = seeds.items[0]!;
    writeFileSync(join(folder, 'items', '17.json'), JSON.stringify({ ...item, code: '17', department: 'greening' }));
    const more = readSeeds(folder);
    checkSeeds(more);
    expect(more.items.map(({ item }) => item.code)).toEqual([
      '11',
      '11',
      '12',
      '16',
      '16',
      '17',
      '5',
      '5',
      'E01',
      'T01',
    ]);
  } finally {
    remove();
  }
});

it('refuses a second file for the same version of an item', () => {
  const { folder, remove } = spoiledSeeds('items/16.json', () => undefined);
  try {
    writeFileSync(
      join(folder, 'items', '16-again.json'),
      JSON.stringify(seeds.items.find(({ item }) => item.version === '2019-04-23')!.item),
    );
    expect(() => checkSeeds(readSeeds(folder))).toThrow('seeds/items/16.json /version: the same version');
  } finally {
    remove();
  }
});

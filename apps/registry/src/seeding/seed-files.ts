// Reads seeds/ into memory and refuses what is malformed, with the file and the path of the fault.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ValidateFunction } from 'ajv/dist/2020';
import { formValidator } from '#platform/forms';
import { atHome } from '#platform/home';
import { validateCalendar } from '#rules/calendar-file';
import { compileCalendar, type Calendar, type CalendarYear } from '#rules/workday';
import { withExtension } from './extension';
import {
  SEED_SCHEMAS,
  type BundleSeed,
  type CreditCodeSeed,
  type DelegationSeed,
  type DepartmentSeed,
  type EnterpriseSeed,
  type ItemSeed,
  type ParkSeed,
  type PeopleSeed,
} from './seed-shapes';

/** A fault of a seed file: the file, a JSON pointer into it, and what is wrong there. */
export class SeedFault extends Error {
  constructor(
    readonly file: string,
    readonly path: string,
    readonly what: string,
  ) {
    super(`${file} ${path || '/'}: ${what}`);
    this.name = 'SeedFault';
  }
}

/** All seed files, each of the right shape. What they say of each other is checked by `checkSeeds`. */
export interface Seeds {
  parks: ParkSeed[];
  departments: DepartmentSeed[];
  items: { file: string; item: ItemSeed }[];
  bundles: { file: string; bundle: BundleSeed }[];
  delegations: DelegationSeed[];
  creditCodes: CreditCodeSeed[];
  enterprises: EnterpriseSeed[];
  people: PeopleSeed;
  calendars: CalendarYear[];
}

/** The folder `seeds` of this installation. */
export const seedFolder = () => atHome('seeds');

/**
 * Reads and shapes every seed file of a folder.
 * @throws SeedFault for the first file that is missing, no JSON, or of another shape.
 */
export function readSeeds(folder: string): Seeds {
  const read = <T>(kind: keyof typeof SEED_SCHEMAS, file: string) => readShaped<T>(folder, file, VALIDATE[kind]);
  return {
    parks: read<ParkSeed[]>('parks', 'parks.json'),
    departments: read<DepartmentSeed[]>('departments', 'departments.json'),
    items: filesOf(folder, 'items').map((file) => ({ file: `seeds/${file}`, item: withExtension(read('item', file)) })),
    bundles: filesOf(folder, 'bundles').map((file) => ({ file: `seeds/${file}`, bundle: read('bundle', file) })),
    delegations: read<DelegationSeed[]>('delegations', 'delegations.json'),
    creditCodes: read<CreditCodeSeed[]>('creditCodes', 'credit-codes.json'),
    enterprises: read<EnterpriseSeed[]>('enterprises', 'enterprises.json'),
    people: read<PeopleSeed>('people', 'people.json'),
    calendars: readCalendars(folder),
  };
}

const ajv = formValidator();
const VALIDATE = Object.fromEntries(
  Object.entries(SEED_SCHEMAS).map(([kind, schema]) => [kind, ajv.compile({ ...schema, $id: `seeds/${kind}` })]),
) as Record<keyof typeof SEED_SCHEMAS, ValidateFunction>;

function readShaped<T>(folder: string, file: string, validate: ValidateFunction, shown = `seeds/${file}`): T {
  return shaped<T>(readJson(folder, file, shown), validate, shown);
}

function shaped<T>(json: unknown, validate: ValidateFunction, shown: string): T {
  if (validate(json)) return json as T;
  const { instancePath, message, params } = validate.errors![0]!;
  throw new SeedFault(shown, instancePath, `${message} ${JSON.stringify(params)}`);
}

/** The document as an item. @throws SeedFault for another shape */
export const shapedItem = (json: unknown, shown: string): ItemSeed => withExtension(shaped(json, VALIDATE.item, shown));

function readJson(folder: string, file: string, shown = `seeds/${file}`): unknown {
  const path = join(folder, file);
  if (!existsSync(path)) throw new SeedFault(shown, '', 'the file is missing');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SeedFault(shown, '', (error as Error).message);
  }
}

/**
 * The item files of a folder: its own, or those in its `items`. Each is read by `read`, so that one fault hides no other.
 * @throws SeedFault when no item lies there.
 */
export function itemFiles(folder: string): { file: string; read: () => ItemSeed }[] {
  const inside = existsSync(join(folder, 'items')) ? join(folder, 'items') : folder;
  const names = existsSync(inside) ? readdirSync(inside).filter((name) => name.endsWith('.json')) : [];
  if (names.length === 0) throw new SeedFault(basename(inside), '', 'no item lies there');
  return names
    .sort()
    .map((file) => ({ file, read: () => withExtension(readShaped(inside, file, VALIDATE.item, file)) }));
}

function filesOf(folder: string, sub: string): string[] {
  const names = existsSync(join(folder, sub)) ? readdirSync(join(folder, sub)) : [];
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new SeedFault(`seeds/${sub}`, '', 'no file lies there');
  return files.map((name) => `${sub}/${name}`);
}

function readCalendars(folder: string): CalendarYear[] {
  const years: CalendarYear[] = [];
  let loaded: Calendar | undefined; // each year is judged against those before it, which it must follow without a gap
  for (const file of filesOf(folder, 'calendars')) {
    const json = readJson(folder, file);
    const fault = validateCalendar(json, loaded)[0];
    if (fault) {
      const pointer = `/${fault.path.replaceAll('.', '/')}`;
      throw new SeedFault(`seeds/${file}`, pointer, `${fault.code} ${JSON.stringify(fault.params)}`);
    }
    years.push(json as CalendarYear);
    loaded = compileCalendar(years);
  }
  return years;
}

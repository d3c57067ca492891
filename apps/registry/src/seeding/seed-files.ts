// Reads seeds/ into memory and refuses what is malformed, with the file and the path of the fault.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { validateCalendar } from '#rules/calendar-file';
import { compileCalendar, type Calendar, type CalendarYear } from '#rules/workday';
import {
  SEED_SCHEMAS,
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
    what: string,
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
  delegations: DelegationSeed[];
  enterprises: EnterpriseSeed[];
  people: PeopleSeed;
  calendars: CalendarYear[];
}

/** A validator that knows the annotation `x-en`: title and description of a form's field in English. */
export function formValidator(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(['x-en']);
  return ajv;
}

/** The folder `seeds` of this installation: beside the sources or above the built files. */
export function seedFolder(from = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'seeds', 'parks.json'))) return join(folder, 'seeds');
    if (folder === dirname(folder)) throw new Error(`No folder seeds with a parks.json lies above ${from}.`);
  }
}

/**
 * Reads and shapes every seed file of a folder.
 * @throws SeedFault for the first file that is missing, no JSON, or of another shape.
 */
export function readSeeds(folder: string): Seeds {
  const read = <T>(kind: keyof typeof SEED_SCHEMAS, file: string) => readShaped<T>(folder, file, VALIDATE[kind]);
  return {
    parks: read<ParkSeed[]>('parks', 'parks.json'),
    departments: read<DepartmentSeed[]>('departments', 'departments.json'),
    items: filesOf(folder, 'items').map((file) => ({ file: `seeds/${file}`, item: read<ItemSeed>('item', file) })),
    delegations: read<DelegationSeed[]>('delegations', 'delegations.json'),
    enterprises: read<EnterpriseSeed[]>('enterprises', 'enterprises.json'),
    people: read<PeopleSeed>('people', 'people.json'),
    calendars: readCalendars(folder),
  };
}

const ajv = formValidator();
const VALIDATE = Object.fromEntries(
  Object.entries(SEED_SCHEMAS).map(([kind, schema]) => [kind, ajv.compile({ ...schema, $id: `seeds/${kind}` })]),
) as Record<keyof typeof SEED_SCHEMAS, ValidateFunction>;

function readShaped<T>(folder: string, file: string, validate: ValidateFunction): T {
  const json = readJson(folder, file);
  if (validate(json)) return json as T;
  const { instancePath, message, params } = validate.errors![0]!;
  throw new SeedFault(`seeds/${file}`, instancePath, `${message} ${JSON.stringify(params)}`);
}

function readJson(folder: string, file: string): unknown {
  const path = join(folder, file);
  if (!existsSync(path)) throw new SeedFault(`seeds/${file}`, '', 'the file is missing');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SeedFault(`seeds/${file}`, '', (error as Error).message);
  }
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

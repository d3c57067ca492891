// Brings the registry's database up to date as its owner: the ground, the registry's own schema, then the seeds.
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { isDevelopment, setting } from '#platform/config';
import { databaseOptions } from '#platform/database';
import { migrate } from '#platform/migrate';
import { Ground1763700000001 } from '#platform/migrations/1-ground';
import { ENTITIES } from './entities';
import { Lists1763700000101 } from './migrations/1-lists';
import { Api1763700000102 } from './migrations/2-api';
import { ItemForm1763700000103 } from './migrations/3-item-form';
import { Procedures1763700000105 } from './migrations/5-procedures';
import { ItemVersions1763700000106 } from './migrations/6-item-versions';
import { Names1763700000107 } from './migrations/7-names';
import { Contacts1763700000108 } from './migrations/8-contacts';
import { Officers1763700000109 } from './migrations/9-officers';
import { CalendarRevisions1763700000401 } from './migrations/9-calendar-revisions';
import { Deputies1763700001101 } from './migrations/11-deputies';
import { Bundles1763700001601 } from './migrations/13-bundles';
import { loadSeeds, type SeedChanges } from './seeding/seed';
import { seedFolder } from './seeding/seed-files';

/** The registry's migrations, in their order. */
export const MIGRATIONS = [
  Lists1763700000101,
  Api1763700000102,
  ItemForm1763700000103,
  Procedures1763700000105,
  ItemVersions1763700000106,
  Names1763700000107,
  Contacts1763700000108,
  Officers1763700000109,
  CalendarRevisions1763700000401,
  Deputies1763700001101,
  Bundles1763700001601,
];

/** What a run did: names of migrations, and how many rows of each table the seeds changed. */
export interface MigrationReport {
  migrations: string[];
  seeds: SeedChanges;
}

/**
 * Migrates and seeds, as often as wanted. The login of the URL owns the database and may create roles.
 * `demo` loads the invented people, whose password is public; by default in development alone.
 */
export async function migrateRegistry(
  databaseUrl: string,
  { demo = isDevelopment(), seeds = seedFolder() }: { demo?: boolean; seeds?: string } = {},
): Promise<MigrationReport> {
  const migrations = [
    ...(await migrate({ url: databaseUrl, schema: 'platform', migrations: [Ground1763700000001] })),
    ...(await migrate({ url: databaseUrl, schema: 'registry', migrations: MIGRATIONS })),
  ];
  const options = { url: databaseUrl, schema: 'registry', entities: ENTITIES, poolSize: 2 };
  const database = await new DataSource(databaseOptions(options)).initialize();
  try {
    return { migrations, seeds: await loadSeeds(database, seeds, demo) };
  } finally {
    await database.destroy();
  }
}

/** One line for the launcher's log. */
export function reportLine({ migrations, seeds }: MigrationReport, demo: boolean): string {
  const rows = Object.entries(seeds).map(([table, count]) => `${table} ${count}`);
  const what = `${migrations.length} migrations, seeds: ${rows.join(', ') || 'nothing changed'}`;
  return `registry: ${what}${demo ? '' : '; demo people left out (YUANBAN_MODE is not development)'}\n`;
}

async function main(): Promise<void> {
  process.stdout.write(reportLine(await migrateRegistry(setting('DATABASE_URL')), isDevelopment()));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`registry: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

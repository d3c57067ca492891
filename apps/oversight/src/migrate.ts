// Entry run by the launcher as the database's owner: brings the schema `oversight` up to date.
import { setting } from '#platform/config';
import { migrate } from '#platform/migrate';
import { Turnaround1763700000201 } from './migrations/1-turnaround';
import { Cards1763700000202 } from './migrations/2-cards';
import { Tally1763700000203 } from './migrations/3-tally';
import { Undecided1763700000204 } from './migrations/4-undecided';
import { Lines1763700000205 } from './migrations/5-lines';

/** Runs the migrations of `oversight`; it reads no other schema, so nothing needs to have run before but the ground. */
export function migrateOversight(databaseUrl: string): Promise<string[]> {
  return migrate({
    url: databaseUrl,
    schema: 'oversight',
    migrations: [
      Turnaround1763700000201,
      Cards1763700000202,
      Tally1763700000203,
      Undecided1763700000204,
      Lines1763700000205,
    ],
  });
}

if (require.main === module) {
  migrateOversight(setting('DATABASE_URL')).then(
    (ran) => process.stdout.write(`oversight: ${ran.length} migrations\n`),
    (error: unknown) => {
      process.stderr.write(`oversight: migration failed: ${String(error)}\n`);
      process.exitCode = 1;
    },
  );
}

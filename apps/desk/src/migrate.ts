// Entry run by the launcher as the database's owner: brings the schema `desk` up to date.
import { setting } from '#platform/config';
import { migrate } from '#platform/migrate';
import { Notices1763700000301 } from './migrations/1-notices';

/** Runs the migrations of `desk`; it reads no other schema but the ground's business time. */
export function migrateDesk(databaseUrl: string): Promise<string[]> {
  return migrate({ url: databaseUrl, schema: 'desk', migrations: [Notices1763700000301] });
}

if (require.main === module) {
  migrateDesk(setting('DATABASE_URL')).then(
    (ran) => process.stdout.write(`desk: ${ran.length} migrations\n`),
    (error: unknown) => {
      process.stderr.write(`desk: migration failed: ${String(error)}\n`);
      process.exitCode = 1;
    },
  );
}

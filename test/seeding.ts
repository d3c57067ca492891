// Loads another seed folder into a test's own database, as the registry's migration does at every start.
import { migrateRegistry } from '../apps/registry/src/migrate';

/** Brings the lists of a database to what this folder says. */
export async function seedInto(databaseUrl: string, seeds: string): Promise<void> {
  await migrateRegistry(databaseUrl, { demo: true, seeds });
}

// Runs an app's migrations as the database's owner. Two at once are held apart by an advisory lock.
import { DataSource } from 'typeorm';
import { databaseOptions, type DatabaseOptions } from './database';

/** Brings one schema up to date and returns the names of what ran. */
export async function migrate(options: Omit<DatabaseOptions, 'role' | 'poolSize'>): Promise<string[]> {
  const database = await new DataSource({ ...databaseOptions(options), poolSize: 2 }).initialize();
  const runner = database.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(hashtext('yuanban migrate'))`);
    await runner.query(`CREATE SCHEMA IF NOT EXISTS ${options.schema}`);
    return (await database.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(hashtext('yuanban migrate'))`).catch(() => undefined);
    await runner.release();
    await database.destroy();
  }
}
